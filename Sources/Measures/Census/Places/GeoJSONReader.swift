import Delimited
import Foundation

/// Reads GeoJSON (RFC 7946): a Feature, a FeatureCollection, or a bare geometry.
enum GeoJSONReader {
  static func read(_ bytes: [UInt8]) throws(ImportFault) -> PlacesFile {
    let root: Any
    do {
      root = try JSONSerialization.jsonObject(with: Data(FileBytes.withoutMark(bytes)))
    } catch {
      throw ImportFault(message: "The file is not JSON, or is cut off.")
    }
    guard let object = root as? [String: Any] else {
      let isAPI = ((root as? [Any])?.first as? [Any])?.contains { $0 is String } ?? false
      throw ImportFault(
        message: isAPI
          ? "This is an answer of the Census interface in JSON. Download the table as CSV."
          : "This is JSON, but not GeoJSON.")
    }
    if let system = coordinateSystem(object), !isDegrees(system) {
      throw ImportFault(
        column: "crs", message: "The coordinates are in \(system). Export as WGS 84 degrees.")
    }
    let features = try features(of: object)
    guard !features.isEmpty else { throw ImportFault(message: "The file has no features.") }
    var places: [Place] = []
    for (index, feature) in features.enumerated() {
      let number = index + 1
      let properties = (feature["properties"] as? [String: Any] ?? [:]).compactMapValues(text)
      let nameKey = PlacesFile.nameKey(among: properties.keys.sorted())
      guard let geometry = feature["geometry"] as? [String: Any] else {
        throw ImportFault(
          row: number, column: "geometry", message: "Feature \(number) has no geometry.")
      }
      let (coordinate, boundary) = try shape(geometry, number)
      places.append(
        Place(
          name: nameKey.flatMap { properties[$0] }.map(Blanks.trim), coordinate: coordinate,
          boundary: boundary, properties: properties.filter { $0.key != nameKey }))
    }
    return PlacesFile(places: places, warnings: [])
  }

  private static func features(of object: [String: Any]) throws(ImportFault) -> [[String: Any]] {
    switch object["type"] as? String {
    case "FeatureCollection":
      guard let list = object["features"] as? [Any] else {
        throw ImportFault(column: "features", message: "The collection has no list of features.")
      }
      var features: [[String: Any]] = []
      for (index, item) in list.enumerated() {
        guard let feature = item as? [String: Any], feature["type"] as? String == "Feature" else {
          throw ImportFault(
            row: index + 1, column: "type", message: "Item \(index + 1) is not a Feature.")
        }
        features.append(feature)
      }
      return features
    case "Feature": return [object]
    case "Point", "MultiPoint", "Polygon", "MultiPolygon": return [["geometry": object]]
    case "Topology":
      throw ImportFault(column: "type", message: "This is TopoJSON. Export the layer as GeoJSON.")
    default:
      throw ImportFault(column: "type", message: "This is JSON, but not GeoJSON.")
    }
  }

  private static func shape(
    _ geometry: [String: Any], _ number: Int
  ) throws(ImportFault) -> (Coordinate, Boundary?) {
    let type = geometry["type"] as? String ?? ""
    let coordinates = geometry["coordinates"]
    switch type {
    case "Point": return (try position(coordinates, number), nil)
    case "MultiPoint":
      guard let points = coordinates as? [Any], points.count == 1 else {
        throw fault(number, "has several points; a place has one.")
      }
      return (try position(points[0], number), nil)
    case "Polygon", "MultiPolygon":
      guard let list = (type == "Polygon" ? [coordinates as Any] : coordinates as? [Any]),
        !list.isEmpty
      else { throw fault(number, "has no polygon.") }
      var polygons: [Boundary.Polygon] = []
      for item in list { polygons.append(try polygon(item, number)) }
      let boundary = Boundary(polygons: polygons)
      guard let centroid = boundary.centroid else { throw fault(number, "has no points.") }
      return (centroid, boundary)
    default:
      throw ImportFault(
        row: number, column: "geometry",
        message: "Feature \(number) is a \(type.isEmpty ? "geometry without a type" : type); "
          + "points and polygons are read.")
    }
  }

  private static func polygon(_ item: Any, _ number: Int) throws(ImportFault) -> Boundary.Polygon {
    guard let list = item as? [Any], !list.isEmpty else {
      throw fault(number, "has a polygon without rings.")
    }
    var rings: [[Coordinate]] = []
    for ring in list {
      guard let points = ring as? [Any], points.count >= 4 else {
        throw fault(number, "has a ring of fewer than four points.")
      }
      var places: [Coordinate] = []
      places.reserveCapacity(points.count)
      for point in points { places.append(try position(point, number)) }
      guard places.first == places.last else {
        throw fault(number, "has a ring that does not end where it began.")
      }
      places.removeLast()
      rings.append(places)
    }
    return Boundary.Polygon(rings: rings)
  }

  private static func position(_ item: Any?, _ number: Int) throws(ImportFault) -> Coordinate {
    guard let pair = item as? [Any], pair.count >= 2, let x = (pair[0] as? NSNumber)?.doubleValue,
      let y = (pair[1] as? NSNumber)?.doubleValue
    else { throw fault(number, "has no [longitude, latitude].") }
    let swapped = Coordinate.seemSwapped(latitude: y, longitude: x)
    if !swapped, let coordinate = Coordinate(latitude: y, longitude: x) { return coordinate }
    throw fault(
      number,
      "has \(x), \(y), which is no longitude and latitude"
        + (swapped ? ": the two seem to have changed places." : "."))
  }

  private static func fault(_ number: Int, _ what: String) -> ImportFault {
    ImportFault(row: number, column: "coordinates", message: "Feature \(number) \(what)")
  }

  private static func text(_ value: Any) -> String? {
    switch value {
    case let text as String: text
    case let number as NSNumber: number.stringValue
    default: nil
    }
  }

  private static func coordinateSystem(_ object: [String: Any]) -> String? {
    ((object["crs"] as? [String: Any])?["properties"] as? [String: Any])?["name"] as? String
  }

  /// WGS 84 and NAD 83 by the names that tools write.
  private static func isDegrees(_ name: String) -> Bool {
    ["CRS84", "4326", "4269"].contains { name.hasSuffix($0) }
  }
}
