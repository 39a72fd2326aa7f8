/// Why an estimate or a margin of error has no number. The Census Bureau writes a symbol in
/// downloads and a large negative code in the interface and the summary file; both are read.
/// Source: “Notes on ACS Estimate and Annotation Values”, U.S. Census Bureau.
public enum Missing: Sendable, Equatable, Hashable {
  /// The cell is empty.
  case blank
  /// `null`: no value was given.
  case null
  /// `-` or −666666666: too few sample observations to compute the estimate.
  case tooFewObservations
  /// `**` or −222222222: too few sample observations to compute the margin of error.
  case noStandardError
  /// `***` or −333333333: a median in an open-ended interval has no margin of error.
  case openEnded
  /// `****`: a statistical test is not appropriate.
  case testNotAppropriate
  /// `*****` or −555555555: the estimate is controlled to a known figure. It has no sampling
  /// error, so formulas take its margin of error as 0.
  case controlled
  /// `N` or −999999999: not shown because the sample is too small.
  case notShown
  /// `(X)` or −888888888: not applicable or not available.
  case notApplicable
  /// `250,000+`: the median lies in the highest interval.
  case above(Double)
  /// `2,500-`: the median lies in the lowest interval.
  case below(Double)
  /// Another large negative code, such as −777777777.
  case code(Int)
  /// The file has no column for it.
  case noColumn

  /// What a reader is told, as the end of a sentence beginning “No number: ”.
  public var reason: String {
    switch self {
    case .blank: "the cell is empty"
    case .null: "the file says null"
    case .tooFewObservations: "too few sample observations to compute an estimate"
    case .noStandardError: "too few sample observations to compute a margin of error"
    case .openEnded: "a median in an open-ended interval has no margin of error"
    case .testNotAppropriate: "a statistical test is not appropriate"
    case .controlled: "the estimate is controlled and has no sampling error"
    case .notShown: "not shown because the sample is too small"
    case .notApplicable: "not applicable or not available"
    case .above(let bound): "the median is in the highest interval, at or above \(bound)"
    case .below(let bound): "the median is in the lowest interval, at or below \(bound)"
    case .code(let code): "the file gives the code \(code)"
    case .noColumn: "the file has no column for it"
    }
  }

  /// Reads a symbol; nil if the text is none that the Bureau uses.
  init?(symbol text: String) {
    switch text {
    case "": self = .blank
    case "null", "NULL", "NA", "N/A", "NaN", "nan": self = .null
    case "-", "\u{2212}", "–": self = .tooFewObservations
    case "**": self = .noStandardError
    case "***": self = .openEnded
    case "****": self = .testNotAppropriate
    case "*****": self = .controlled
    case "N", "(N)": self = .notShown
    case "(X)", "X": self = .notApplicable
    default:
      guard let last = text.last, last == "+" || last == "-",
        let bound = Numeral(String(text.dropLast()))?.value, bound >= 0
      else { return nil }
      self = last == "+" ? .above(bound) : .below(bound)
    }
  }

  /// Reads a code: nine equal digits below zero; nil for any other number.
  init?(code value: Double) {
    guard value <= -111_111_111, value >= -999_999_999, value == value.rounded() else { return nil }
    let code = Int(value)
    guard code % 111_111_111 == 0 else { return nil }
    switch code {
    case -666_666_666: self = .tooFewObservations
    case -222_222_222: self = .noStandardError
    case -333_333_333: self = .openEnded
    case -555_555_555: self = .controlled
    case -999_999_999: self = .notShown
    case -888_888_888: self = .notApplicable
    default: self = .code(code)
    }
  }
}
