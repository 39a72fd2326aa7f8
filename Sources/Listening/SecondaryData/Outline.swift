import Census
import Communities
import Components
import Foundation
import Store
import Surroundings

/// The outline of where a community lives, kept as GeoJSON (RFC 7946).
public struct Outline: Sendable {
  public let name: String
  public let source: ID<DataSource>
  /// A MultiPolygon.
  public let geoJSON: String

  init(_ row: Row) throws {
    name = try row.string("name")
    source = try row.id("source")
    geoJSON = try row.string("geojson")
  }

  public static func all(
    of community: ID<Community>, _ connection: any Connection
  ) throws -> [Outline] {
    try connection.rows("SELECT * FROM boundary WHERE community = \(community) ORDER BY name, id")
      .map(Outline.init)
  }

  static func all(
    from source: ID<DataSource>, _ connection: any Connection
  ) throws -> [Outline] {
    try connection.rows("SELECT * FROM boundary WHERE source = \(source) ORDER BY name, id")
      .map(Outline.init)
  }

  /// Its rings, for drawing.
  public var rings: [[Components.Coordinate]] {
    struct Shape: Decodable { let coordinates: [[[[Double]]]] }
    guard let shape = try? JSONDecoder().decode(Shape.self, from: Data(geoJSON.utf8)) else {
      return []
    }
    return shape.coordinates.flatMap { $0 }.map { ring in
      ring.compactMap { point in
        point.count >= 2 ? Components.Coordinate(latitude: point[1], longitude: point[0]) : nil
      }
    }
  }

  /// Longitude before latitude; each ring closed, as the format wants it.
  static func geoJSON(_ boundary: Census.Boundary) -> String {
    let polygons = boundary.polygons.map { polygon in
      let rings = polygon.rings.map { ring -> String in
        let closed = ring.first == ring.last ? ring : ring + ring.prefix(1)
        return "[" + closed.map { "[\($0.longitude),\($0.latitude)]" }.joined(separator: ",") + "]"
      }
      return "[" + rings.joined(separator: ",") + "]"
    }
    return "{\"type\":\"MultiPolygon\",\"coordinates\":[" + polygons.joined(separator: ",") + "]}"
  }
}
