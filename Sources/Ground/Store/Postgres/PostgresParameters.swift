import CPostgres

/// The parameters of one statement, laid out as libpq takes them.
struct PostgresParameters {
  /// The types, by the object ids that every PostgreSQL has for them; 0 for NULL, of any type.
  private(set) var types: [Oid] = []
  private var lengths: [CInt] = []
  /// 1 for text and bytes, which go as they are; 0 for numbers, which go as text.
  private var formats: [CInt] = []
  /// All of them one after the other, each closed by a zero.
  private var bytes: [UInt8] = []
  private var places: [Int?] = []

  var count: CInt { CInt(types.count) }

  /// - Throws: ``StoreError/invalidValue(_:)``.
  init(_ values: [Value]) throws(StoreError) {
    for value in values {
      switch try value.checked() {
      case .null: append(PostgresType.unknown, nil, isBinary: false)
      case .integer(let number): append(PostgresType.int8, String(number).utf8, isBinary: false)
      case .real(let number): append(PostgresType.float8, "\(number)".utf8, isBinary: false)
      case .text(let text): append(PostgresType.text, text.utf8, isBinary: true)
      case .blob(let blob): append(PostgresType.bytea, blob, isBinary: true)
      }
    }
  }

  private mutating func append(_ type: Oid, _ datum: (some Collection<UInt8>)?, isBinary: Bool) {
    types.append(type)
    formats.append(isBinary ? 1 : 0)
    lengths.append(CInt(clamping: datum?.count ?? 0))
    places.append(datum == nil ? nil : bytes.count)
    if let datum {
      bytes.append(contentsOf: datum)
      bytes.append(0)
    }
  }

  private mutating func append(_ type: Oid, _ datum: [UInt8]?, isBinary: Bool) {
    append(type, datum.map { $0[...] }, isBinary: isBinary)
  }

  /// Gives `body` the data, their lengths and formats, as pointers that live for the call.
  func withPointers<Result>(
    _ body: (
      UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<CInt>?, UnsafePointer<CInt>?
    ) -> Result
  ) -> Result {
    bytes.withUnsafeBytes { buffer in
      let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      let data = places.map { place in place.flatMap { start?.advanced(by: $0) } }
      return data.withUnsafeBufferPointer { data in
        lengths.withUnsafeBufferPointer { lengths in
          formats.withUnsafeBufferPointer { formats in
            body(data.baseAddress, lengths.baseAddress, formats.baseAddress)
          }
        }
      }
    }
  }
}

/// The object ids of the built-in types, which are the same in every PostgreSQL.
enum PostgresType {
  static let unknown: Oid = 0
  static let bool: Oid = 16
  static let bytea: Oid = 17
  static let int8: Oid = 20
  static let int2: Oid = 21
  static let int4: Oid = 23
  static let text: Oid = 25
  static let oid: Oid = 26
  static let float4: Oid = 700
  static let float8: Oid = 701
  static let numeric: Oid = 1700
}
