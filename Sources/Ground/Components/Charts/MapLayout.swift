import Foundation

/// Where each place of a map is drawn: projected, then pushed apart until no two numbers overlap,
/// with names where there is room for them. Equal inputs give equal maps.
struct MapLayout {
  struct Label {
    let x: Double
    let y: Double
    let anchor: String
  }

  struct Spot {
    var x: Double
    var y: Double
    let trueX: Double
    let trueY: Double
    var label: Label?
    var moved: Bool { hypot(x - trueX, y - trueY) > 3 }
  }

  let width = 400.0
  let height: Double
  /// How far a unit of the drawing reaches on the ground, in metres.
  let metres: Double
  private(set) var spots: [Spot]
  let outline: [String]

  init(places: [Place], outline: [[Coordinate]]) {
    let points =
      outline.flatMap { $0 }
      + places.map { Coordinate(latitude: $0.latitude, longitude: $0.longitude) }
    let south = points.map(\.latitude).min() ?? 0
    let north = points.map(\.latitude).max() ?? 1
    let west = points.map(\.longitude).min() ?? 0
    let east = points.map(\.longitude).max() ?? 1
    // Equirectangular about the middle latitude: for a county the error is thinner than a line.
    let squeeze = max(0.05, cos((south + north) / 2 * .pi / 180))
    // A single place is shown with some hundred metres around it.
    let across = max((east - west) * squeeze, 0.004)
    let up = max(north - south, 1e-6)
    let margin = 24.0
    let scale = min((width - 2 * margin) / across, (460 - 2 * margin) / up)
    metres = 111_320 / scale
    height = max(160, up * scale + 2 * margin)
    let left = (width - across * scale) / 2
    let top = (height - up * scale) / 2
    func project(_ latitude: Double, _ longitude: Double) -> (x: Double, y: Double) {
      (left + (longitude - west) * squeeze * scale, top + (north - latitude) * scale)
    }
    self.outline = outline.filter { $0.count > 2 }.map { ring in
      let corners = ring.map { corner in
        let at = project(corner.latitude, corner.longitude)
        return "\(decimal(at.x)) \(decimal(at.y))"
      }
      return "M" + corners.joined(separator: "L") + "z"
    }
    spots = places.map { place in
      let at = project(place.latitude, place.longitude)
      return Spot(x: at.x, y: at.y, trueX: at.x, trueY: at.y)
    }
    pushApart()
    nameWhereThereIsRoom(places.map(\.name))
  }

  /// A round distance of about a quarter of the width, in metres, and its length in the drawing.
  var yardstick: (metres: Double, length: Double) {
    let wanted = width / 4 * metres
    let power = pow(10, floor(log10(wanted)))
    let round = ([5, 2, 1].first { $0 * power <= wanted } ?? 1) * power
    return (round, round / metres)
  }

  /// Places nearer to each other than their marks are wide move away from each other, half each.
  private mutating func pushApart() {
    let distance = 29.0
    for _ in 0..<200 {
      var still = true
      for a in spots.indices {
        for b in spots.indices where b > a {
          var dx = spots[b].x - spots[a].x
          var dy = spots[b].y - spots[a].y
          var gap = hypot(dx, dy)
          guard gap < distance - 0.1 else { continue }
          if gap < 0.01 {
            // Two places at one address: part them in a direction of their own.
            (dx, dy, gap) = (cos(Double(b)), sin(Double(b)), 1)
          }
          let push = (distance - min(gap, distance)) / 2
          spots[a].x -= dx / gap * push
          spots[a].y -= dy / gap * push
          spots[b].x += dx / gap * push
          spots[b].y += dy / gap * push
          still = false
        }
      }
      for index in spots.indices {
        spots[index].x = min(width - 15, max(15, spots[index].x))
        spots[index].y = min(height - 15, max(15, spots[index].y))
      }
      if still { break }
    }
  }

  private struct Box {
    let left: Double
    let top: Double
    let right: Double
    let bottom: Double
    func meets(_ other: Box) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
  }

  /// Beside, above or below its mark, the first that meets no mark and no other name.
  private mutating func nameWhereThereIsRoom(_ names: [String]) {
    var taken = spots.map {
      Box(left: $0.x - 15, top: $0.y - 15, right: $0.x + 15, bottom: $0.y + 15)
    }
    for (index, name) in names.enumerated() {
      let spot = spots[index]
      // Wide letters of a 12-unit sans; too wide is safe, too narrow would overlap.
      let half = Double(name.count) * 7.4 / 2
      let tries: [(x: Double, y: Double, anchor: String, left: Double)] = [
        (spot.x + 17, spot.y + 4, "start", spot.x + 17),
        (spot.x - 17, spot.y + 4, "end", spot.x - 17 - 2 * half),
        (spot.x, spot.y - 18, "middle", spot.x - half),
        (spot.x, spot.y + 27, "middle", spot.x - half),
      ]
      for place in tries {
        let box = Box(
          left: place.left, top: place.y - 11, right: place.left + 2 * half, bottom: place.y + 3)
        guard box.left >= 2, box.right <= width - 2, box.top >= 2, box.bottom <= height - 2,
          !taken.contains(where: { $0.meets(box) })
        else { continue }
        taken.append(box)
        spots[index].label = Label(x: place.x, y: place.y, anchor: place.anchor)
        break
      }
    }
  }
}
