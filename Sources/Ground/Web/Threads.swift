import Components
import Markup
import Store
import Surroundings
import Words

// How capabilities that don't know one another follow one thing from where it was heard to what
// became of it: one says what can be cited, another what came of it, a third what can be counted.

/// Something of the records that a finding can rest on, frozen as it was when it was cited.
public struct Citation: Sendable, Equatable {
  /// The kind of record, such as `concern`, and its id; a part of one follows a `#`.
  public let kind: String
  public let id: String
  public let sentence: String
  /// How it came to be known: *Conversation, 3 groups*.
  public let method: String
  /// How many people it is from; `nil` where that has no meaning.
  public let n: Int?
  public let day: Day
  /// Whether everybody may read it. What is not public is cited by method, n and day alone.
  public let isPublic: Bool
  /// Where the desk shows it.
  public let link: SafeURL?

  public init(
    kind: String, id: String, sentence: String, method: String, n: Int?, day: Day, isPublic: Bool,
    link: SafeURL? = nil
  ) {
    self.kind = kind
    self.id = id
    self.sentence = sentence
    self.method = method
    self.n = n
    self.day = day
    self.isPublic = isPublic
    self.link = link
  }
}

/// One kind of record that findings can cite.
public struct CitableSource: Sendable {
  public let kind: String
  /// What of these communities the one who looks may cite, the newest first.
  public let list: @Sendable (_ communities: [String], Call, any Connection) throws -> [Citation]
  /// The same record today, `nil` when it is gone: so a finding learns that its ground moved. It
  /// reads with the program's eyes, and shows nothing to anybody.
  public let today: @Sendable (_ id: String, any Connection) throws -> String?
  /// The page on which everybody may read the record; `nil` when it has none.
  public let page: @Sendable (_ id: String, Call, any Connection) throws -> SafeURL?

  /// - Parameter today: A text that changes when what the record says does; never shown.
  public init(
    _ kind: String,
    list: @escaping @Sendable (_ communities: [String], Call, any Connection) throws -> [Citation],
    today: @escaping @Sendable (_ id: String, any Connection) throws -> String?,
    page: @escaping @Sendable (_ id: String, Call, any Connection) throws -> SafeURL? = {
      _, _, _ in nil
    }
  ) {
    self.kind = kind
    self.list = list
    self.today = today
    self.page = page
  }
}

extension Call {
  /// The page on which everybody may read a record, from the capability that keeps it.
  public func publicPage(
    of kind: String, _ id: String, _ connection: any Connection
  ) throws -> SafeURL? {
    for source in site.capabilities.flatMap(\.citable) where source.kind == kind {
      if let page = try source.page(id, self, connection) { return page }
    }
    return nil
  }
}

/// What became of something: a finding that rests on it, a promise made because of it.
public struct Outcome: Sendable, Equatable {
  public let sentence: String
  public let day: Day
  /// A public page.
  public let link: SafeURL?
  /// Whether everybody may know it; else only whoever holds the receipt of what it became of.
  public let isPublic: Bool
  /// Whether it was undertaken and will not come: whoever waits for it is owed a word.
  public let isBroken: Bool

  public init(
    sentence: String, day: Day, link: SafeURL?, isPublic: Bool = true, isBroken: Bool = false
  ) {
    self.sentence = sentence
    self.day = day
    self.link = link
    self.isPublic = isPublic
    self.isBroken = isBroken
  }
}

/// Tells what became of a record.
public struct OutcomeSource: Sendable {
  public let gather:
    @Sendable (_ kind: String, _ id: String, Call, any Connection) throws -> [Outcome]
  public init(
    _ gather:
      @escaping @Sendable (_ kind: String, _ id: String, Call, any Connection) throws ->
      [Outcome]
  ) {
    self.gather = gather
  }
}

extension Call {
  /// What became of a record, from every capability that knows, the oldest first.
  public func outcomes(
    of kind: String, _ id: String, _ connection: any Connection
  ) throws -> [Outcome] {
    try site.capabilities.flatMap(\.outcomes).flatMap { try $0.gather(kind, id, self, connection) }
      .sorted { $0.day < $1.day }
  }
}

/// What became of something, as links; says so when nothing is recorded.
public func outcomeList(_ w: Words, _ outcomes: [Outcome]) -> HTML {
  guard !outcomes.isEmpty else {
    return "<p class=\"quiet\">\(w("Nothing is recorded yet."))</p>"
  }
  let items = outcomes.map { outcome -> HTML in
    let text: HTML =
      outcome.link.map { "<a href=\"\($0)\">\(outcome.sentence)</a>" }
      ?? HTML(text: outcome.sentence)
    return "<li><p dir=\"auto\">\(text)</p><p class=\"quiet\">\(w.day(outcome.day))</p></li>"
  }
  return "<ul class=\"plain-list\">\(items)</ul>"
}

/// One thing about the library's conduct towards a community that can be counted, in a period.
public struct Conduct: Sendable, Equatable {
  public enum Unit: Sendable, Equatable { case share, days, count }

  /// The same word in each period, such as `promises-on-time`.
  public let key: String
  public let title: String
  /// What is counted, over what, in words.
  public let definition: String
  public let unit: Unit
  /// A share from 0 to 1, days, or a count; `nil` when there was nothing to count.
  public let value: Double?
  /// How many cases stand behind the value.
  public let n: Int

  public init(
    key: String, title: String, definition: String, unit: Unit, value: Double?, n: Int
  ) {
    self.key = key
    self.title = title
    self.definition = definition
    self.unit = unit
    self.value = value
    self.n = n
  }
}

/// Counts one capability's part of the library's conduct.
public struct ConductSource: Sendable {
  /// Of this community, on days from `from` to `to`, both included.
  public let count:
    @Sendable (_ community: String, _ from: Day, _ to: Day, Call, any Connection) throws ->
      [Conduct]
  public init(
    _ count:
      @escaping @Sendable (_ community: String, _ from: Day, _ to: Day, Call, any Connection)
      throws -> [Conduct]
  ) {
    self.count = count
  }
}

/// How many adults a community has, from something that was published.
public struct Population: Sendable, Equatable {
  public let adults: Int
  /// The table and its years, as they are to be read.
  public let source: String
  /// The last day that it tells of.
  public let day: Day

  public init(adults: Int, source: String, day: Day) {
    self.adults = adults
    self.source = source
    self.day = day
  }
}

/// Knows how many adults communities have, for those who reckon by it.
public struct PopulationSource: Sendable {
  public let find: @Sendable (_ community: String, Call, any Connection) throws -> Population?
  public init(
    _ find: @escaping @Sendable (_ community: String, Call, any Connection) throws -> Population?
  ) {
    self.find = find
  }
}

extension Call {
  /// How many adults a community has, from the first capability that knows.
  public func population(
    of community: String, _ connection: any Connection
  ) throws -> Population? {
    for source in site.capabilities.flatMap(\.population) {
      if let population = try source.find(community, self, connection) { return population }
    }
    return nil
  }
}
