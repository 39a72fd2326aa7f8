import Foundation
import Store

/// One table of an export on its way into the database.
struct LoadedTable {
  private let table: Schema.Table
  private let file: ExportFile

  init(_ table: Schema.Table, _ file: ExportFile) {
    self.table = table
    self.file = file
  }

  /// Inserts every row.
  ///
  /// - Throws: ``OperationFault`` with file and line.
  func load(_ connection: any Connection) throws {
    let refersToItself = table.references.contains { $0.table == table.name }
    var waiting: [(line: Int, values: [Value])] = []
    let count = try file.forEachLine { line, number in
      let values = try at(number) { try self.values(of: line) }
      if refersToItself {
        if try !attempt(values, number, connection) { waiting.append((number, values)) }
      } else {
        try at(number) { try insert(values, connection) }
      }
    }
    guard count == file.stated.rows else {
      throw OperationFault(
        "\(file.stated.file) has \(count) rows, and the manifest says \(file.stated.rows).")
    }
    while let first = waiting.first {
      let rest = try waiting.filter { try !attempt($0.values, $0.line, connection) }
      guard rest.count < waiting.count else {
        throw OperationFault(
          "\(file.stated.file), line \(first.line): it refers to a row that is nowhere.")
      }
      waiting = rest
    }
  }

  /// Whether the row could be inserted: one that refers to a later row waits for that.
  private func attempt(
    _ values: [Value], _ line: Int, _ connection: any Connection
  ) throws -> Bool {
    do {
      try connection.attempt { try insert(values, connection) }
      return true
    } catch StoreError.foreignKey {
      return false
    } catch {
      throw fault(line, error)
    }
  }

  private func insert(_ values: [Value], _ connection: any Connection) throws {
    let columns = table.columns.map { "\(identifier: $0.name)" as SQL }.joined(separator: ", ")
    let bound = values.map { "\($0)" as SQL }.joined(separator: ", ")
    try connection.run("INSERT INTO \(identifier: table.name) (\(columns)) VALUES (\(bound))")
  }

  /// A line's values in the order of the table's columns: all of them, of their types, no others.
  private func values(of line: Data) throws -> [Value] {
    var row = try ExportLine.read(line)
    let values = try table.columns.map { column -> Value in
      guard let value = row.removeValue(forKey: column.name) else {
        throw OperationFault("the column \(column.name) is missing")
      }
      switch (value, column.kind) {
      case (.null, _):
        if column.isRequired { throw OperationFault("\(column.name) needs a value") }
        return .null
      case (.integer, .integer), (.real, .real), (.text, .text), (.blob, .blob): return value
      case (.integer(let number), .real): return .real(Double(number))
      default: throw OperationFault("\(column.name) is not of the type \(column.kind.rawValue)")
      }
    }
    if let stranger = row.keys.min() { throw OperationFault("there is no column \(stranger)") }
    return values
  }

  private func at<T>(_ line: Int, _ body: () throws -> T) throws -> T {
    do { return try body() } catch { throw fault(line, error) }
  }

  private func fault(_ line: Int, _ error: any Error) -> OperationFault {
    OperationFault("\(file.stated.file), line \(line): \(OperationFault.words(error))")
  }
}
