/// An entry of the shelf that a new library starts with.
///
/// Titles stay in the language of the source. Every entry ships unchecked: nobody opened the link
/// when it was written, and pages move. It counts as checked once somebody at the library has.
public struct StarterResource: Sendable, Hashable {
  public let key: String
  /// The key of the strategy it helps with.
  public let strategy: String
  public let title: String
  public let url: String
  public let note: String
  /// BCP 47.
  public let language: String
  public let audience: String
  /// A pointer for whoever wants to reuse it, not legal advice.
  public let licence: String
  /// The ISO day on which somebody opened the link; nil for all that ship.
  public let checked: String?

  init(
    _ key: String, strategy: String, title: String, url: String, note: String,
    language: String = "en", audience: String, licence: String
  ) {
    self.key = key
    self.strategy = strategy
    self.title = title
    self.url = url
    self.note = note
    self.language = language
    self.audience = audience
    self.licence = licence
    self.checked = nil
  }
}

public enum StarterShelf {
  public static let resources: [StarterResource] =
    listening + communication + partnerships + lettingGo + flexibility + intentionality
    + culturalHumility + empowerment
}

// Audiences and licences, said the same way everywhere.
extension StarterShelf {
  static let everyone = "Everyone"
  static let staff = "Library staff"
  static let together = "Library staff and partners"
  static let dataPeople = "People who work with data"
  static let writers = "People who write and design"

  static let government = "US government site: much of it may be reused, see its terms"
  static let commons = "Creative Commons: see the site’s terms"
  static let terms = "See the site’s terms"
  static let linkOnly = "Copyrighted: link to it, do not copy it"
}
