import Census
import Communities
import Surroundings

/// What whoever imports decides: for whom, which areas, which library.
public struct ImportChoices: Sendable {
  /// The community that the figures are about. Without one they are catalogued, and neither
  /// benchmarks nor facts are made.
  public var community: ID<Community>?
  /// The areas taken together as the service area, by GEO_ID; all of a file's if `nil`.
  public var areas: Set<String>?
  /// What a GEO_ID must begin with, where there are too many areas to tick.
  public var prefixes: [String] = []
  /// The library whose records of the Public Libraries Survey are kept, by its FSCSKEY.
  public var library: String?
  /// What places become facts about.
  public var topic = Topic.assets
  /// Who made the files of places.
  public var publisher = ""

  public init(community: ID<Community>?) { self.community = community }

  func takes(_ area: String) -> Bool {
    if let areas, !areas.contains(area) { return false }
    return prefixes.isEmpty || prefixes.contains { area.hasPrefix($0) }
  }
}

/// What an import is refused for besides a fault in a file: each maps to one field of the form.
enum ImportRefusal: Error, Equatable {
  /// The areas chosen leave this table with none.
  case noArea(table: String)
  case libraryNeeded
  /// The file has no record of this library.
  case noSuchLibrary(String)
  /// Places become facts on a community's profile: so many would bury it.
  case tooManyPlaces(Int)
  case publisherNeeded
}
