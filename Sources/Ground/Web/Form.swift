import Foundation
import Markup
import Surroundings
import Words

/// Reads the fields of a form one by one, gathers every fault, and says them all at once.
public struct Form: Sendable {
  public let data: FormData
  public let w: Words
  public private(set) var faults: [Fault] = []

  public init(_ data: FormData, _ w: Words) {
    self.data = data
    self.w = w
  }

  public mutating func fault(_ field: String, _ message: String) {
    faults.append(Fault(field, message))
  }

  /// A text that must be there, of at most `most` characters, without white space around it.
  public mutating func text(_ name: String, _ label: String, most: Int = 200) -> String {
    let text = optionalText(name, label, most: most)
    if text.isEmpty { fault(name, w("Enter: {field}.", ["field": label])) }
    return text
  }

  public mutating func optionalText(_ name: String, _ label: String, most: Int = 200) -> String {
    let text = Form.plain(data.text(name)).replacing("\r\n", with: "\n")
      .trimmingCharacters(in: .whitespacesAndNewlines)
    if text.count > most {
      fault(
        name,
        w(
          "{field} has {count} characters. Shorten it to {most}.",
          ["field": label, "count": w.number(text.count), "most": w.number(most)]))
    }
    return text
  }

  /// Without the marks that turn the direction of all that follows (UAX #9, explicit embeddings,
  /// overrides and isolates): they are never seen, and make a sentence read as another one.
  private static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { scalar in
          !(0x202A...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value)
        }))
  }

  public mutating func choice<Choice: RawRepresentable>(
    _ name: String, _ label: String, of type: Choice.Type = Choice.self
  ) -> Choice? where Choice.RawValue == String {
    let choice = Choice(rawValue: data.text(name))
    if choice == nil { fault(name, w("Choose one: {field}.", ["field": label])) }
    return choice
  }

  public mutating func day(_ name: String, _ label: String) -> Day? {
    let text = data.text(name).trimmingCharacters(in: .whitespaces)
    if text.isEmpty { fault(name, w("Enter a day: {field}.", ["field": label])) }
    return text.isEmpty ? nil : optionalDay(name, label)
  }

  public mutating func optionalDay(_ name: String, _ label: String) -> Day? {
    let text = data.text(name).trimmingCharacters(in: .whitespaces)
    guard !text.isEmpty else { return nil }
    // Years that calendars everywhere know; a slip of the finger is not a day.
    let day = Day(text).flatMap { (1500...2199).contains($0.year) ? $0 : nil }
    if day == nil {
      fault(name, w("{field} must be a day such as 2026-11-23.", ["field": label]))
    }
    return day
  }

  /// A number that may be left out, within `range`. A decimal comma is understood.
  public mutating func optionalNumber(
    _ name: String, _ label: String, in range: ClosedRange<Double>
  ) -> Double? {
    let text = data.text(name).trimmingCharacters(in: .whitespaces)
    guard !text.isEmpty else { return nil }
    let plain = Form.plainDigits(text).replacing(",", with: ".").replacing("٫", with: ".")
    let isPlain = plain.allSatisfy { $0.isASCII && ($0.isNumber || "+-.".contains($0)) }
    guard isPlain, let number = Double(plain), range.contains(number) else {
      fault(
        name,
        w(
          "{field} must be a number from {low} to {high}.",
          [
            "field": label, "low": w.number(range.lowerBound, digits: 6),
            "high": w.number(range.upperBound, digits: 6),
          ]))
      return nil
    }
    return number
  }

  /// A whole number that may be left out, within `range`. Marks between thousands are understood, as
  /// pages write them and as others do: 1,000 people are never taken for one.
  public mutating func optionalWhole(
    _ name: String, _ label: String, in range: ClosedRange<Int>
  ) -> Int? {
    let text = data.text(name).trimmingCharacters(in: .whitespaces)
    guard !text.isEmpty else { return nil }
    guard let number = Form.whole(text), range.contains(number) else {
      fault(
        name,
        w(
          "{field} must be a whole number from {low} to {high}.",
          ["field": label, "low": w.number(range.lowerBound), "high": w.number(range.upperBound)]))
      return nil
    }
    return number
  }

  /// Digits alone, or groups of three after the first, with one kind of mark between them.
  static func whole(_ text: String) -> Int? {
    let plain = plainDigits(text)
    if plain.allSatisfy({ $0.isASCII && $0.isNumber }) { return Int(plain) }
    let marks = Set(plain.filter { !($0.isASCII && $0.isNumber) })
    guard let mark = marks.first, marks.count == 1, ",.'’٬ \u{A0}\u{202F}".contains(mark) else {
      return nil
    }
    let groups = plain.split(separator: mark, omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.count),
      groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    return Int(groups.joined())
  }

  /// Arabic and other digits as those of ASCII.
  private static func plainDigits(_ text: String) -> String {
    String(
      text.map { character in
        guard !character.isASCII, let digit = character.wholeNumberValue, (0...9).contains(digit)
        else { return character }
        return Character(String(digit))
      })
  }

  /// An address on the web that may be left out.
  public mutating func optionalURL(_ name: String, _ label: String) -> String {
    let text = optionalText(name, label, most: 500)
    if !text.isEmpty, SafeURL(external: text) == nil {
      fault(name, w("{field} must be an address such as https://example.org.", ["field": label]))
    }
    return text
  }

  /// An email address, checked for shape alone: one @ with a name before it, and after it a host with
  /// a dot.
  public mutating func email(_ name: String, _ label: String) -> String {
    let text = self.text(name, label, most: 254)
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    let plain = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
    if !text.isEmpty,
      parts.count != 2 || parts[0].isEmpty || !Form.isHost(parts[1]) || !plain
    {
      fault(name, w("{field} must be an address such as name@example.org.", ["field": label]))
    }
    return text
  }

  private static func isHost(_ text: Substring) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count > 1 && !labels.contains(where: \.isEmpty)
  }

  /// The id that the form's page made for the new record.
  public mutating func freshID<Kind>(_ name: String = "id") throws -> ID<Kind> {
    guard let id = ID<Kind>(data.text(name)) else { throw Failure.staleForm }
    return id
  }

  /// - Throws: ``Failure/invalid(_:)`` with every fault, if there is one.
  public func check() throws {
    if !faults.isEmpty { throw Failure.invalid(faults) }
  }
}

/// What a form shows: nothing yet, a record's values, or what was typed with its faults.
public struct Draft: Sendable {
  public var values: [String: [String]]
  public let faults: [Fault]

  public init(_ values: [String: String] = [:]) {
    self.values = values.mapValues { [$0] }
    faults = []
  }

  init(typed: FormData, faults: [Fault]) {
    values = typed.texts
    self.faults = faults
  }

  public func value(_ name: String) -> String { values[name]?.first ?? "" }
  public func all(_ name: String) -> [String] { values[name] ?? [] }
  public func isOn(_ name: String) -> Bool { !value(name).isEmpty }
  public func error(_ name: String) -> String? { faults.first { $0.field == name }?.message }
  public var list: [(field: String, message: String)] {
    faults.map { (field: $0.field, message: $0.message) }
  }
}

extension Call {
  /// Takes a form: `save` reads and stores it; where it has faults, `show` draws the form again with
  /// all that was typed (422).
  public func submit(
    show: (Draft) async throws -> Reply, save: (inout Form) async throws -> Reply
  ) async throws -> Reply {
    var form = Form(self.form, w)
    do {
      return try await save(&form)
    } catch Failure.invalid(let faults) {
      var reply = try await show(Draft(typed: self.form, faults: faults))
      reply.status = 422
      return reply
    }
  }
}
