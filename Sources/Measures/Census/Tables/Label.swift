import Delimited
import Foundation

/// A variable's label as the steps that lead to it, outermost first.
///
/// data.census.gov joins the steps by `!!` and ends those that are subdivided with a colon (from
/// 2019; before, without): `Estimate!!Total:!!Male:!!Under 5 years`. The American FactFinder wrote
/// `Estimate; Total: - Male: - Under 5 years`. Both read as `["Total", "Male", "Under 5 years"]`.
struct Label: Equatable {
  enum Measure: Equatable { case estimate, margin, estimateNote, marginNote }

  var path: [String]
  /// What the label says that its column holds; nil if it does not say.
  var measure: Measure?

  init(_ text: String) {
    path = []
    var percent = false
    for step in Self.steps(text) {
      switch step.lowercased() {
      case "estimate", "estimates": measure = measure ?? .estimate
      case "margin of error", "moe", "margins of error": measure = measure ?? .margin
      case "annotation of estimate": measure = .estimateNote
      case "annotation of margin of error": measure = .marginNote
      case "percent estimate":
        measure = .estimate
        percent = true
      case "percent margin of error":
        measure = .margin
        percent = true
      case "annotation of percent", "annotation of percent estimate":
        measure = .estimateNote
        percent = true
      case "annotation of percent margin of error":
        measure = .marginNote
        percent = true
      default: path.append(Self.tidied(step))
      }
    }
    path.removeAll { $0.isEmpty }
    if percent { path.insert("Percent", at: 0) }
  }

  private static func steps(_ text: String) -> [String] {
    if text.contains("!!") {
      return text.components(separatedBy: "!!").map(Blanks.trim)
    }
    guard text.contains(";") else { return [Blanks.trim(text)] }
    // The FactFinder's parts end with semicolons and only the last is a path of steps. Some labels
    // contain " - " themselves; that splits them the same way in every file of that site.
    return text.components(separatedBy: ";").flatMap { $0.components(separatedBy: " - ") }
      .map(Blanks.trim)
  }

  /// A step without the colon or dashes that only say “subdivided below”.
  static func tidied(_ step: String) -> String {
    var text = Blanks.trim(step)
    while let last = text.last, last == ":" || last == "-" || Blanks.isBlank(last) {
      text.removeLast()
    }
    if text.hasSuffix(" MOE") { text.removeLast(4) }
    return text
  }

  /// A step as it is compared across vintages: lower case, plain quotes, single blanks, and
  /// without the year of the dollars, which differs in every vintage.
  static func key(_ step: String) -> String {
    var text = step.lowercased()
    if text.contains("’") { text = text.replacing("’", with: "'") }
    if text.contains("inflation") {
      text = text.replacing(/\(?in \d{4} inflation[- ]adjusted dollars\)?/, with: "")
    }
    if text.contains("  ") || text.contains("\u{A0}") {
      text = text.split(whereSeparator: Blanks.isBlank).joined(separator: " ")
    }
    return tidied(text)
  }
}
