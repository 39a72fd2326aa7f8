/// The outline of an area: one or more polygons, each a ring with rings cut out of it.
public struct Boundary: Sendable, Equatable {
  public struct Polygon: Sendable, Equatable {
    /// First the outside, then the holes. The first point need not be repeated at the end.
    public let rings: [[Coordinate]]

    public init(rings: [[Coordinate]]) { self.rings = rings }
  }

  public let polygons: [Polygon]

  public init(polygons: [Polygon]) { self.polygons = polygons }

  /// Whether a place lies within, by the even-odd rule: a line from it crosses the rings an odd
  /// number of times. A place on the line itself may fall either way. Rings that cross the 180th
  /// meridian are not provided for.
  public func contains(_ place: Coordinate) -> Bool {
    polygons.contains { polygon in
      polygon.rings.count { Self.crossings($0, place) % 2 == 1 } % 2 == 1
    }
  }

  /// The centroid, each ring weighted by its area and holes taken off (shoelace formula, in
  /// degrees: exact enough for a city, not for a continent).
  /// - Returns: the mean of the points if the area is zero; nil if there are no points.
  public var centroid: Coordinate? {
    var area = 0.0
    var x = 0.0
    var y = 0.0
    for polygon in polygons {
      for (index, ring) in polygon.rings.enumerated() {
        let part = Self.shoelace(ring)
        let sign: Double = index == 0 ? 1 : -1
        area += sign * abs(part.area)
        x += sign * abs(part.area) * part.x
        y += sign * abs(part.area) * part.y
      }
    }
    if abs(area) > 1e-15, let place = Coordinate(latitude: y / area, longitude: x / area) {
      return place
    }
    let points = polygons.flatMap { $0.rings.first ?? [] }
    guard !points.isEmpty else { return nil }
    let count = Double(points.count)
    return Coordinate(
      latitude: points.map(\.latitude).reduce(0, +) / count,
      longitude: points.map(\.longitude).reduce(0, +) / count)
  }

  /// A ring's signed area and centroid. Taken from its first point, since products of whole
  /// longitudes would lose the digits that tell a city block.
  private static func shoelace(_ ring: [Coordinate]) -> (area: Double, x: Double, y: Double) {
    guard let origin = ring.first, ring.count > 2 else { return (0, 0, 0) }
    var area = 0.0
    var x = 0.0
    var y = 0.0
    for (index, point) in ring.enumerated() {
      let next = ring[(index + 1) % ring.count]
      let (x1, y1) = (point.longitude - origin.longitude, point.latitude - origin.latitude)
      let (x2, y2) = (next.longitude - origin.longitude, next.latitude - origin.latitude)
      let cross = x1 * y2 - x2 * y1
      area += cross / 2
      x += (x1 + x2) * cross / 6
      y += (y1 + y2) * cross / 6
    }
    guard area != 0 else { return (0, 0, 0) }
    return (area, origin.longitude + x / area, origin.latitude + y / area)
  }

  private static func crossings(_ ring: [Coordinate], _ place: Coordinate) -> Int {
    var count = 0
    for (index, point) in ring.enumerated() {
      let next = ring[(index + 1) % ring.count]
      guard (point.latitude > place.latitude) != (next.latitude > place.latitude) else { continue }
      let along = (place.latitude - point.latitude) / (next.latitude - point.latitude)
      if place.longitude < point.longitude + along * (next.longitude - point.longitude) {
        count += 1
      }
    }
    return count
  }
}
