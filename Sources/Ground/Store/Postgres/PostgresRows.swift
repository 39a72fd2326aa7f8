import CPostgres
import Foundation

extension Row {
  /// The rows of a result, whose values come as text.
  static func all(of result: OpaquePointer) -> [Row] {
    let width = PQnfields(result)
    let columns = Columns(
      (0..<width).map { PQfname(result, $0).map { String(cString: $0) } ?? "" })
    let types = (0..<width).map { PQftype(result, $0) }
    return (0..<PQntuples(result)).map { row in
      let values = (0..<width).map { column -> Value in
        guard PQgetisnull(result, row, column) == 0,
          let datum = PQgetvalue(result, row, column)
        else { return .null }
        let text = UnsafeBufferPointer(start: datum, count: Int(PQgetlength(result, row, column)))
        return Value(text, type: types[Int(column)])
      }
      return Row(columns: columns, values: values)
    }
  }
}

extension Value {
  /// Reads what PostgreSQL wrote. What is neither number, truth value nor bytes stays text.
  ///
  /// Truth values become 0 and 1. A `numeric`, which is what sums of whole numbers are, becomes a
  /// whole number when it is one that fits: that is what SQLite gives.
  init(_ text: UnsafeBufferPointer<CChar>, type: Oid) {
    switch type {
    case PostgresType.bool:
      self = .integer(text.first == CChar(bitPattern: UInt8(ascii: "t")) ? 1 : 0)
    case PostgresType.int2, PostgresType.int4, PostgresType.int8, PostgresType.oid,
      PostgresType.numeric:
      let digits = Value.string(text)
      self = Int64(digits).map { .integer($0) } ?? Double(digits).map { .real($0) } ?? .text(digits)
    case PostgresType.float4, PostgresType.float8:
      let digits = Value.string(text)
      self = Double(digits).map { .real($0) } ?? .text(digits)
    case PostgresType.bytea:
      self = .blob(Value.bytes(text))
    default:
      self = .text(Value.string(text))
    }
  }

  private static func string(_ text: UnsafeBufferPointer<CChar>) -> String {
    String(decoding: UnsafeRawBufferPointer(text), as: UTF8.self)
  }

  /// Reads `\x01af`.
  private static func bytes(_ text: UnsafeBufferPointer<CChar>) -> [UInt8] {
    func digit(_ character: CChar) -> UInt8 {
      let ascii = UInt8(bitPattern: character)
      return ascii <= UInt8(ascii: "9")
        ? ascii &- UInt8(ascii: "0") : ascii &- UInt8(ascii: "a") &+ 10
    }
    return stride(from: 2, to: text.count - 1, by: 2).map { place in
      digit(text[place]) << 4 | digit(text[place + 1])
    }
  }
}
