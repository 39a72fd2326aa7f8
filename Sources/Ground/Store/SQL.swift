/// A statement as a string literal whose interpolations become bound parameters.
///
/// It is written in the subset that SQLite 3.40 and PostgreSQL 15 share.
///
/// ```swift
/// let facts = try connection.rows(
///   "SELECT * FROM fact WHERE community = \(id) AND since > \(day) AND topic IN \(list: topics)")
/// ```
///
/// No value ever becomes part of the text, so no text that a person typed can be run.
public struct SQL: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// What stands around the parameters: always one more than there are values.
  private(set) var texts: [String]
  /// The bound parameters, in the order of their places.
  private(set) var values: [Value]

  public init(stringLiteral text: String) { self.init(verbatim: text) }

  /// A statement without parameters, from text that the program itself put together.
  init(verbatim text: String) {
    texts = [text]
    values = []
  }

  public init(stringInterpolation interpolation: Interpolation) { self = interpolation.sql }

  /// No text at all: for the parts of a statement that a condition leaves out.
  public static let empty = SQL(verbatim: "")

  public var isEmpty: Bool { values.isEmpty && texts.allSatisfy(\.isEmpty) }

  public static func + (left: SQL, right: SQL) -> SQL {
    var sum = left
    sum.append(right)
    return sum
  }

  public static func += (left: inout SQL, right: SQL) { left.append(right) }

  mutating func append(text: String) { texts[texts.count - 1] += text }

  mutating func append(value: Value) {
    values.append(value)
    texts.append("")
  }

  private mutating func append(_ other: SQL) {
    append(text: other.texts[0])
    values += other.values
    texts += other.texts.dropFirst()
  }

  /// The statement's text, with a numbered place for each parameter: `?1` in SQLite, where `$1`
  /// would be a name, and `$1` in PostgreSQL.
  func text(for dialect: Dialect) -> String {
    guard !values.isEmpty else { return texts[0] }
    let mark = dialect == .sqlite ? "?" : "$"
    var text = ""
    text.reserveCapacity(texts.reduce(0) { $0 + $1.utf8.count + 3 })
    text += texts[0]
    for (index, following) in texts.dropFirst().enumerated() {
      text += mark
      text += String(index + 1)
      text += following
    }
    return text
  }
}

extension SQL {
  /// Gathers the literal and its values.
  public struct Interpolation: StringInterpolationProtocol {
    var sql = SQL.empty

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ literal: String) { sql.append(text: literal) }

    /// A bound parameter.
    @_disfavoredOverload
    public mutating func appendInterpolation(_ value: some SQLConvertible) {
      sql.append(value: value.sqlValue)
    }

    /// A bound parameter, or NULL.
    public mutating func appendInterpolation<Wrapped: SQLConvertible>(_ value: Wrapped?) {
      sql.append(value: value.sqlValue)
    }

    /// A bound parameter: the enumeration's raw text.
    public mutating func appendInterpolation<E: RawRepresentable<String>>(_ value: E) {
      sql.append(value: .text(value.rawValue))
    }

    /// A bound parameter: the enumeration's raw text, or NULL.
    public mutating func appendInterpolation<E: RawRepresentable<String>>(_ value: E?) {
      sql.append(value: value.map { .text($0.rawValue) } ?? .null)
    }

    /// Another piece of SQL, with its parameters.
    public mutating func appendInterpolation(_ fragment: SQL) { sql += fragment }

    /// `(?, ?, ?)` for `IN`. An empty list matches nothing; don't use one with `NOT IN`, which
    /// would match nothing either.
    public mutating func appendInterpolation<S: Sequence>(list values: S)
    where S.Element: SQLConvertible {
      append(list: values.map(\.sqlValue))
    }

    /// `(?, ?, ?)` for `IN`, of the raw texts of enumerations.
    public mutating func appendInterpolation<S: Sequence>(list values: S)
    where S.Element: RawRepresentable<String> {
      append(list: values.map { .text($0.rawValue) })
    }

    /// Text that becomes part of the statement: a word of the program's own source.
    public mutating func appendInterpolation(raw text: StaticString) {
      sql.append(text: text.description)
    }

    /// The name of a table or a column, quoted. In lower case: PostgreSQL folds unquoted names.
    public mutating func appendInterpolation(identifier name: String) {
      sql.append(
        text: "\""
          + name.split(separator: "\"", omittingEmptySubsequences: false)
          .joined(separator: "\"\"") + "\"")
    }

    private mutating func append(list values: [Value]) {
      sql.append(text: "(")
      for (index, value) in values.enumerated() {
        if index > 0 { sql.append(text: ", ") }
        sql.append(value: value)
      }
      sql.append(text: values.isEmpty ? "NULL)" : ")")
    }
  }
}

extension Sequence where Element == SQL {
  /// The pieces one after the other, with `separator` between them.
  public func joined(separator: SQL) -> SQL {
    var joined = SQL.empty
    for (index, piece) in enumerated() {
      if index > 0 { joined += separator }
      joined += piece
    }
    return joined
  }
}
