import CPostgres

/// An error of PostgreSQL: what it means to the program, and to the connection.
struct PostgresFault: Error {
  /// What the transaction that met it has come to.
  enum Course {
    /// Undo it and tell the caller.
    case fail
    /// Others were in its way: undone and run again it may succeed.
    case conflict
    /// The schema changed under a prepared statement: prepare anew, and run it again.
    case stalePlan
    /// The connection is gone.
    case lost
  }

  let error: StoreError
  let course: Course

  init(_ error: StoreError, _ course: Course = .fail) {
    self.error = error
    self.course = course
  }

  static let lost = PostgresFault(.connectionLost, .lost)

  /// Reads the error of a failed statement.
  ///
  /// Of the words of the server only those are taken that hold no bound value: never what stands
  /// after `=` in a detail, nor the message of a data error, which quotes the datum.
  init(_ result: OpaquePointer?, statement: String) {
    let state = PostgresFault.field("C", of: result)
    let message = PostgresFault.field("M", of: result)
    let table = PostgresFault.field("t", of: result)
    let constraint = PostgresFault.field("n", of: result)
    switch state {
    case "23505":
      let columns = PostgresFault.columns(of: PostgresFault.field("D", of: result), table)
      self.init(.unique(columns ?? constraint))
    case "23503":
      self.init(.foreignKey(StatementText(statement).table))
    case "23514":
      self.init(.check("\(table): \(constraint)"))
    case "23502":
      self.init(.notNull(table + "." + PostgresFault.field("c", of: result)))
    case "42804" where message.hasPrefix("column \""):
      let column = message.split(separator: "\"").dropFirst().first ?? ""
      self.init(.wrongType(StatementText(statement).table + "." + column))
    case "25006":
      self.init(.readOnly)
    case "40001", "40P01":
      self.init(.busy, .conflict)
    case "55P03", "57014":
      self.init(.busy)
    case "0A000" where message.contains("cached plan"), "26000":
      self.init(.busy, .stalePlan)
    case "53100":
      self.init(.full)
    case "57P01", "57P02", "57P03", "25P03":
      self.init(.connectionLost, .lost)
    case _ where state.hasPrefix("08"):
      self.init(.connectionLost, .lost)
    case _ where state.hasPrefix("22"):
      self.init(.statement("A value was refused (SQLSTATE \(state))."))
    default:
      self.init(.statement("\(message) (SQLSTATE \(state))"))
    }
  }

  /// A field of the error, by the letter that the protocol has for it.
  private static func field(_ letter: Unicode.Scalar, of result: OpaquePointer?) -> String {
    PQresultErrorField(result, CInt(letter.value)).map { String(cString: $0) } ?? ""
  }

  /// `account.email_key` from `Key (email_key)=(…) already exists.`, in any language.
  private static func columns(of detail: String, _ table: String) -> String? {
    guard let end = detail.firstRange(of: ")=("),
      let start = detail[..<end.lowerBound].firstIndex(of: "(")
    else { return nil }
    return detail[detail.index(after: start)..<end.lowerBound].split(separator: ", ")
      .map { "\(table).\($0)" }.joined(separator: ", ")
  }
}
