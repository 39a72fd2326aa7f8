import Surroundings

/// One row of a result. Its columns are found by name, whatever the case of the letters.
public struct Row: Sendable {
  let columns: Columns
  /// The values, in the order of the columns.
  public let values: [Value]

  /// The columns' names, in order.
  public var columnNames: [String] { columns.names }

  /// The value of a column, or `nil` when there is none of this name. Of two of the same name, the
  /// first.
  public subscript(_ name: String) -> Value? {
    columns.position(of: name).map { values[$0] }
  }

  /// - Throws: ``StoreError/missingColumn(_:)``.
  public func value(_ name: String) throws(StoreError) -> Value {
    guard let value = self[name] else { throw StoreError.missingColumn(name) }
    return value
  }

  /// What `read` makes of a column that must hold something.
  ///
  /// - Throws: ``StoreError/missingColumn(_:)``, or ``StoreError/wrongType(_:)`` when `read` gives
  ///   `nil`.
  private func must<T>(_ name: String, _ read: (Value) -> T?) throws(StoreError) -> T {
    guard let read = read(try value(name)) else { throw StoreError.wrongType(name) }
    return read
  }

  /// The same, with `nil` for NULL.
  private func may<T>(_ name: String, _ read: (Value) -> T?) throws(StoreError) -> T? {
    if case .null = try value(name) { return nil }
    return try must(name, read)
  }
}

/// Each getter throws ``StoreError/missingColumn(_:)`` when the row has no such column, and
/// ``StoreError/wrongType(_:)`` when it holds something else; the optional ones give `nil` for NULL.
extension Row {
  public func string(_ name: String) throws(StoreError) -> String { try must(name) { $0.string } }
  public func optionalString(_ name: String) throws(StoreError) -> String? {
    try may(name) { $0.string }
  }

  public func int(_ name: String) throws(StoreError) -> Int { try must(name) { $0.int } }
  public func optionalInt(_ name: String) throws(StoreError) -> Int? { try may(name) { $0.int } }

  public func int64(_ name: String) throws(StoreError) -> Int64 { try must(name) { $0.int64 } }
  public func optionalInt64(_ name: String) throws(StoreError) -> Int64? {
    try may(name) { $0.int64 }
  }

  /// A number, whole ones included.
  public func double(_ name: String) throws(StoreError) -> Double { try must(name) { $0.double } }
  public func optionalDouble(_ name: String) throws(StoreError) -> Double? {
    try may(name) { $0.double }
  }

  public func bool(_ name: String) throws(StoreError) -> Bool { try must(name) { $0.bool } }
  public func optionalBool(_ name: String) throws(StoreError) -> Bool? { try may(name) { $0.bool } }

  public func bytes(_ name: String) throws(StoreError) -> [UInt8] { try must(name) { $0.bytes } }
  public func optionalBytes(_ name: String) throws(StoreError) -> [UInt8]? {
    try may(name) { $0.bytes }
  }

  public func id<Kind>(_ name: String) throws(StoreError) -> ID<Kind> {
    ID(stored: try string(name))
  }
  public func optionalID<Kind>(_ name: String) throws(StoreError) -> ID<Kind>? {
    guard let text = try optionalString(name) else { return nil }
    return ID(stored: text)
  }

  public func moment(_ name: String) throws(StoreError) -> Instant {
    Instant(seconds: try int64(name))
  }
  public func optionalMoment(_ name: String) throws(StoreError) -> Instant? {
    guard let seconds = try optionalInt64(name) else { return nil }
    return Instant(seconds: seconds)
  }

  public func day(_ name: String) throws(StoreError) -> Day {
    try must(name) { $0.string.flatMap { Day($0) } }
  }
  public func optionalDay(_ name: String) throws(StoreError) -> Day? {
    try may(name) { $0.string.flatMap { Day($0) } }
  }

  /// - Throws: ``StoreError/wrongType(_:)`` also for a text that none of `E`'s cases has.
  public func enumeration<E: RawRepresentable<String>>(_ name: String) throws(StoreError) -> E {
    try must(name) { $0.string.flatMap { E(rawValue: $0) } }
  }
  public func optionalEnumeration<E: RawRepresentable<String>>(_ name: String) throws(StoreError)
    -> E?
  {
    try may(name) { $0.string.flatMap { E(rawValue: $0) } }
  }
}

extension Value {
  fileprivate var string: String? {
    if case .text(let text) = self { text } else { nil }
  }
  fileprivate var int64: Int64? {
    if case .integer(let number) = self { number } else { nil }
  }
  fileprivate var int: Int? { int64.map { Int($0) } }
  fileprivate var double: Double? {
    switch self {
    case .real(let number): number
    case .integer(let number): Double(number)
    default: nil
    }
  }
  fileprivate var bool: Bool? {
    switch self {
    case .integer(0): false
    case .integer(1): true
    default: nil
    }
  }
  fileprivate var bytes: [UInt8]? {
    if case .blob(let bytes) = self { bytes } else { nil }
  }
}

/// The names of a result's columns, shared by its rows.
final class Columns: Sendable {
  let names: [String]

  init(_ names: [String]) { self.names = names }

  /// Looks along the few names there are, which is faster than to make a dictionary of them.
  func position(of name: String) -> Int? {
    if let place = names.firstIndex(of: name) { return place }
    let name = name.lowercased()
    return names.firstIndex { $0.lowercased() == name }
  }
}
