import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// Somebody who looks after something: with an account, or named.
public enum Person: Sendable, Hashable {
  case account(ID<Account>)
  case named(String)

  /// As two columns hold it; `nil` where they hold nobody.
  public init?(account: String?, name: String) {
    if let account {
      self = .account(ID(stored: account))
    } else if !name.isEmpty {
      self = .named(name)
    } else {
      return nil
    }
  }

  public var account: String? { if case .account(let id) = self { id.text } else { nil } }
  /// What was written; empty for somebody with an account.
  public var name: String { if case .named(let name) = self { name } else { "" } }

  /// The name to be read.
  public func name(for w: Words, _ connection: any Connection) throws -> String {
    switch self {
    case .named(let name): name
    case .account(let id): try Account.find(id, connection)?.name ?? w("Somebody who has left")
    }
  }
}

/// Who looks after something, and who steps in: what two pairs of fields of a form say.
public struct People: Sendable, Equatable {
  public let person: Person?
  public let backup: Person?
}

extension Form {
  /// Reads what ``peopleFields(_:_:_:)`` asks for. That somebody is named, by an account or a name and
  /// not by both, and not for themselves, is checked.
  public mutating func people(among accounts: Set<ID<Account>>) throws -> People {
    let person = try person("person", w("Or somebody without an account"), accounts)
    let backup = try self.person("backup", w("Or somebody else who steps in"), accounts)
    if person == nil { fault("person", w("Choose who looks after it, or write a name.")) }
    if let person, person == backup {
      fault("backup", w("Nobody can step in for themselves. Choose another person."))
    }
    return People(person: person, backup: backup)
  }

  private mutating func person(
    _ field: String, _ nameLabel: String, _ accounts: Set<ID<Account>>
  ) throws -> Person? {
    let name = optionalText("\(field)-name", nameLabel, most: 120)
    let chosen = data.text(field)
    if !name.isEmpty, !chosen.isEmpty {
      fault("\(field)-name", w("Choose somebody, or write a name: not both."))
    }
    if !name.isEmpty { return .named(name) }
    guard !chosen.isEmpty else { return nil }
    guard let id = ID<Account>(chosen), accounts.contains(id) else { throw Failure.staleForm }
    return .account(id)
  }
}

extension Draft {
  /// The values of the fields for people.
  public static func people(_ person: Person?, _ backup: Person?) -> [String: String] {
    [
      "person": person?.account ?? "", "person-name": person?.name ?? "",
      "backup": backup?.account ?? "", "backup-name": backup?.name ?? "",
    ]
  }
}

/// Fields for who looks after something, and who steps in.
public func peopleFields(_ w: Words, _ draft: Draft, _ accounts: [Account]) -> HTML {
  let options = accounts.map { account in
    Option(value: account.id.text, label: "\(account.name) (\(account.role.word(w)))")
  }
  func person(_ name: String, _ label: String, _ other: String, prompt: String) -> HTML {
    """
    \(selectField(w, label: label, name: name, options: options, selected: draft.value(name), error: draft.error(name), required: false, prompt: prompt))
    \(textField(w, label: other, name: "\(name)-name", value: draft.value("\(name)-name"), error: draft.error("\(name)-name"), required: false, maxlength: 120))
    """
  }
  return """
    \(person("person", w("Who looks after it"), w("Or somebody without an account"), prompt: w("Choose a person")))
    \(person("backup", w("Who steps in"), w("Or somebody else who steps in"), prompt: w("Nobody yet")))
    """
}
