import Delimited

/// A list of people that a library keeps elsewhere, and who of it is asked next.
///
/// It needs a column `id`; `asks` (how much was asked before) and `number` (a permanent random number)
/// may be there. Nothing of it is stored: it is read, and a part of its ids is given back.
public struct SampleList: Sendable {
  /// What keeps a list from being used; rows are counted from 1, the headings' included.
  public enum Fault: Error, Sendable, Equatable {
    case unreadable(String)
    case noColumn(String)
    case badNumber(row: Int, column: String)
    case noID(row: Int)
    case twice(id: String, row: Int)
  }

  public let people: [Sampling.Person]

  /// - Parameter seed: For the numbers of people whose list has none.
  /// - Throws: ``Fault``.
  public init(_ bytes: [UInt8], seed: UInt64) throws {
    let table: CSVTable
    do {
      table = try DelimitedReader.read(bytes)
    } catch {
      throw Fault.unreadable(error.description)
    }
    let headings = table.row(0).map { $0.lowercased() }
    guard let id = headings.firstIndex(of: "id") else { throw Fault.noColumn("id") }
    let asks = headings.firstIndex(of: "asks")
    let number = headings.firstIndex(of: "number")
    var seen: Set<String> = []
    var people: [Sampling.Person] = []
    for index in 1..<max(1, table.rowCount) {
      let row = table.row(index)
      if row.allSatisfy(\.isEmpty) { continue }
      func cell(_ column: Int) -> String { column < row.count ? row[column] : "" }
      let name = cell(id)
      guard !name.isEmpty else { throw Fault.noID(row: index + 1) }
      guard seen.insert(name).inserted else { throw Fault.twice(id: name, row: index + 1) }
      func value(_ column: Int?, _ heading: String, below limit: Double) throws -> Double? {
        guard let column, !cell(column).isEmpty else { return nil }
        guard let value = Double(cell(column)), value >= 0, value < limit else {
          throw Fault.badNumber(row: index + 1, column: heading)
        }
        return value
      }
      people.append(
        Sampling.Person(
          id: name,
          number: try value(number, "number", below: 1)
            ?? Sampling.permanentNumber(of: name, seed: seed),
          burden: try value(asks, "asks", below: 1e9) ?? 0))
    }
    self.people = people
  }
}
