/// What a form sent: names with one or more texts, and files. Nothing is guessed: a body that is not
/// what its type says is refused.
public struct FormData: Sendable {
  public private(set) var texts: [String: [String]] = [:]
  public private(set) var files: [String: [UploadedFile]] = [:]

  public init() {}

  public init(_ texts: [String: String]) {
    self.texts = texts.mapValues { [$0] }
  }

  /// Fields that one form may have; more is an attack.
  static let mostFields = 2000

  /// The first text of that name, as it was sent.
  public func text(_ name: String) -> String { texts[name]?.first ?? "" }
  public func all(_ name: String) -> [String] { texts[name] ?? [] }
  public func has(_ name: String) -> Bool { texts[name] != nil }

  mutating func add(_ name: String, _ text: String) { texts[name, default: []].append(text) }
  mutating func add(_ name: String, _ file: UploadedFile) {
    files[name, default: []].append(file)
  }

  /// Reads `a=1&b=2`, as queries and plain forms send it.
  ///
  /// - Throws: ``Failure/malformed(_:)`` for broken escapes, text that is not UTF-8, NUL characters
  ///   and too many fields.
  public init(urlEncoded text: some StringProtocol) throws {
    for (index, pair) in text.split(separator: "&").enumerated() {
      guard index < Self.mostFields else { throw Failure.malformed(.tooManyFields) }
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Percent.decoded(parts[0], plusIsSpace: true),
        let value = Percent.decoded(parts.count > 1 ? parts[1] : "", plusIsSpace: true)
      else { throw Failure.malformed(.notText) }
      try add(checked: name, value)
    }
  }

  mutating func add(checked name: String, _ value: String) throws {
    guard !name.utf8.contains(0), !value.utf8.contains(0) else {
      throw Failure.malformed(.notText)
    }
    add(name, value)
  }
}

/// A file that came with a form.
public struct UploadedFile: Sendable {
  /// The last part of the name that the reader's machine gave it, without control characters; never
  /// used as a path.
  public let name: String
  public let bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = UploadedFile.plainName(name)
    self.bytes = bytes
  }

  static func plainName(_ name: String) -> String {
    // Scalar by scalar: a slash with an accent on it is one character, and a slash still.
    let kept = name.unicodeScalars.filter { scalar in
      !(scalar.value < 0x20 || scalar.value == 0x7F || scalar.properties.generalCategory == .format)
    }
    let last = kept.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? kept.prefix(0)
    let result = String(String.UnicodeScalarView(last.drop { $0 == "." }))
    return result.isEmpty ? "file" : String(result.prefix(150))
  }
}
