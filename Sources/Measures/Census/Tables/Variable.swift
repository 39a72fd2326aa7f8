/// One line of a table.
public struct Variable: Sendable, Equatable {
  /// What kind of number a variable is, which decides what may be done with it.
  public enum Kind: String, Sendable, Equatable, Codable {
    /// A number of people, households or dollars in all: may be added up over areas.
    case count
    case percent
    case median
    /// A mean, an average or a per-head figure.
    case mean
    /// A ratio, an index, or a line with no number to tell by.
    case other
  }

  /// Such as `B01001_001` or `S0101_C01_001`, whatever the file's own headings looked like.
  public let code: String
  /// The label's steps, outermost first; the code alone if the file came without labels.
  public let label: [String]
  public let kind: Kind
  /// Of whom it is: the label of the nearest count that includes it, if there is one.
  public let universe: String?

  public init(code: String, label: [String], kind: Kind, universe: String? = nil) {
    self.code = code
    self.label = label
    self.kind = kind
    self.universe = universe
  }

  /// The label in one line: “Total › Male › Under 5 years”.
  public var title: String { label.joined(separator: " › ") }

  /// The label's steps as compared across vintages.
  var key: [String] { label.map(Label.key) }

  /// Why it cannot be added up over areas; nil if it can.
  public var refusal: String? {
    switch kind {
    case .count: nil
    case .percent: "A percentage cannot be added up over areas: “\(title)”."
    case .median: "A median cannot be added up over areas: “\(title)”."
    case .mean: "A mean cannot be added up over areas: “\(title)”."
    case .other: "A ratio, an index or an empty line cannot be added up over areas: “\(title)”."
    }
  }
}
