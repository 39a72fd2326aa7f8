import Scales
import Words

/// A short questionnaire about a relationship: what it says, in which languages, and how its answers are
/// reckoned. Once a pulse was asked with it, it stays as it is; what is changed is a new version.
public struct Instrument: Sendable {
  /// One word for it in all its versions, such as `kith-pulse`.
  public let key: String
  /// From 1.
  public let version: Int
  public let title: Phrase
  /// Under what licence its words are used.
  public let licence: String
  /// Who wrote it, and where it stands.
  public let source: String
  /// Answers go from 1 to this many.
  public let points: Int
  /// The share of a dimension's items that somebody must have rated to be given a score.
  public let answeredShare: Double
  /// What each item is rated for: always occurrence, and importance where it asks for it.
  public let ratings: [Rating: Question]
  public let dimensions: [Dimension]
  public let items: [Item]

  /// What an item is rated for.
  public enum Rating: String, Sendable, CaseIterable {
    /// How much it matters.
    case importance
    /// How much it is so.
    case occurrence
  }

  /// How a rating is asked for, and what its two ends are called.
  public struct Question: Sendable {
    public let text: Phrase
    public let low: Phrase
    public let high: Phrase
  }

  public struct Dimension: Sendable {
    public let key: String
    public let title: Phrase
  }

  public struct Item: Sendable {
    public let key: String
    public let dimension: String
    /// Whether it says the opposite of its dimension. Its occurrence is turned round; its importance
    /// is not, for how much a matter counts does not turn with the sentence that names it.
    public let isReversed: Bool
    public let text: Phrase
  }

  /// Name and version in one word, for addresses and files.
  public var name: String { "\(key).\(version)" }

  /// The ratings that it asks for, importance first.
  public var asked: [Rating] { Rating.allCases.filter { ratings[$0] != nil } }

  /// The items of a dimension with their places among all.
  func items(of dimension: String) -> [(place: Int, item: Item)] {
    items.enumerated().filter { $0.element.dimension == dimension }.map {
      (place: $0.offset, item: $0.element)
    }
  }

  /// The scale that a dimension's items make, for one rating.
  func scale(of dimension: String, _ rating: Rating) -> Scale {
    Scale(
      points: points,
      reversed: items(of: dimension).map { rating == .occurrence && $0.item.isReversed },
      answeredShare: answeredShare)
  }
}

/// A text of an instrument: in the catalogs, for Kith's own, or as its definition brings it.
public struct Phrase: Sendable {
  /// The text for a reader, and the language that it is in.
  public typealias Rendering = (text: String, language: Language)

  let say: @Sendable (Words) -> Rendering

  /// One of Kith's own sentences.
  init(own: @escaping @Sendable (Words) -> String) {
    say = { w in (own(w), w.language) }
  }

  /// - Parameter texts: By the tag of the language. A reader whose language is missing gets English,
  ///   or else the first.
  init(_ texts: [String: String]) {
    say = { w in
      let tag =
        [w.language.tag, "en"].first { texts[$0] != nil } ?? texts.keys.min() ?? ""
      return (texts[tag] ?? "", Language(stored: tag.isEmpty ? "en" : tag))
    }
  }

  public func text(_ w: Words) -> String { say(w).text }
}
