import Delimited

/// A number, or the reason why there is none.
public enum Figure: Sendable, Equatable {
  case number(Double)
  case missing(Missing)

  public var number: Double? {
    if case .number(let value) = self { value } else { nil }
  }

  public var missing: Missing? {
    if case .missing(let reason) = self { reason } else { nil }
  }
}

/// One variable in one area.
public struct CensusCell: Sendable, Equatable {
  public let estimate: Figure
  /// The margin of error at the 90 per cent level, in the estimate's unit, as published.
  public let margin: Figure

  public init(estimate: Figure, margin: Figure) {
    self.estimate = estimate
    self.margin = margin
  }

  /// The margin of error that formulas use: a controlled estimate's is 0.
  public var moe: Double? {
    margin.missing == .controlled ? 0 : margin.number
  }
}

/// A figure as read from one cell of a file.
struct FigureText {
  var figure: Figure
  var hasPoint = false
  var isPercent = false

  /// Reads a number, a code or a symbol. A leading `±` and a closing `%` are allowed because the
  /// printed form of a table writes them.
  /// - Returns: nil if the cell holds none of these.
  init?(_ bytes: ArraySlice<UInt8>, printed: Bool = false) {
    if let number = Numeral(bytes) {
      hasPoint = number.hasPoint
      figure = Missing(code: number.value).map(Figure.missing) ?? .number(number.value)
      return
    }
    var text = Blanks.trim(String(decoding: bytes, as: UTF8.self))
    if printed {
      for sign in ["±", "+/-"] where text.hasPrefix(sign) {
        text = Blanks.trim(String(text.dropFirst(sign.count)))
      }
      if text.hasSuffix("%") {
        isPercent = true
        text.removeLast()
      }
      if let number = Numeral(text) {
        hasPoint = number.hasPoint
        figure = .number(number.value)
        return
      }
    }
    guard let reason = Missing(symbol: text) else { return nil }
    figure = .missing(reason)
  }
}
