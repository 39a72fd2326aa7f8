import Delimited

/// A branch, a centre, or an area with an outline.
public struct Place: Sendable, Equatable {
  /// nil if the file has no property that looks like a name.
  public let name: String?
  /// Where it is; for an outline, its centroid.
  public let coordinate: Coordinate
  public let boundary: Boundary?
  /// All other properties or columns, as text.
  public let properties: [String: String]
}

/// Places from a GeoJSON or CSV file.
public struct PlacesFile: Sendable {
  public let places: [Place]
  public let warnings: [String]

  /// Places that lie within an outline.
  public func within(_ boundary: Boundary) -> [Place] {
    places.filter { boundary.contains($0.coordinate) }
  }

  /// Imports a file of places, whole or not at all.
  /// - Throws: `ImportFault`. In a CSV file `row` is the row; in GeoJSON it is the feature's number
  ///   from 1, and `column` the member that is wrong.
  public static func read(file: String, bytes: [UInt8]) throws(ImportFault) -> PlacesFile {
    try FileBytes.refuseUnreadable(bytes)
    if isJSON(bytes) { return try GeoJSONReader.read(bytes) }
    return try PlacesCSVReader.read(
      DelimitedReader.read(bytes, encoding: .utf8OrWindows1252))
  }

  static func isJSON(_ bytes: [UInt8]) -> Bool {
    let first = FileBytes.withoutMark(bytes).first {
      $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09
    }
    return first == 0x7B || first == 0x5B
  }

  /// The property that names a place, by how likely a name it is.
  static func nameKey(among keys: [String]) -> String? {
    let tidy = keys.map { (key: $0, name: Blanks.trim($0.lowercased())) }
    let likely = [
      "name", "branch name", "branch_name", "branchname", "branch", "libname", "library", "title",
      "label", "namelsad", "center", "centre", "site", "facility", "facility name", "location name",
      "place", "city",
    ]
    for name in likely {
      if let found = tidy.first(where: { $0.name == name }) { return found.key }
    }
    return tidy.first { $0.name.hasSuffix("name") || $0.name.hasPrefix("name") }?.key
  }
}
