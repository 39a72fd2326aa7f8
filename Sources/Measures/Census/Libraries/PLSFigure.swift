/// A number of the Public Libraries Survey, or why there is none.
///
/// The survey writes codes below zero where there is no number. Source: IMLS, Public Libraries
/// Survey data file documentation, “Missing and not applicable data”.
public enum PLSFigure: Sendable, Equatable {
  public enum Missing: Int, Sendable, Equatable, Codable {
    /// −1: the library gave none.
    case notReported = -1
    /// −3: the outlet or library was closed for the year, or the item was not asked of it.
    case closed = -3
    /// −4: not applicable, as a bookmobile's floor area.
    case notApplicable = -4
    /// −9: withheld so that no one person's salary shows.
    case suppressed = -9
  }

  case number(Double)
  case missing(Missing)
  /// The cell is empty or says `M`.
  case blank
  /// The file, being of another year, has no such column.
  case noColumn

  public var number: Double? {
    if case .number(let value) = self { value } else { nil }
  }

  /// - Returns: nil if the text is no number and no code.
  init?(_ text: ArraySlice<UInt8>) {
    if text.isEmpty || Array(text) == [0x4D] || Array(text) == [0x2E] {
      self = .blank
      return
    }
    guard let value = Numeral(text)?.value else { return nil }
    if value < 0, value == value.rounded(), value >= -9, let code = Missing(rawValue: Int(value)) {
      self = .missing(code)
    } else {
      self = .number(value)
    }
  }
}
