import Markup
import Words

/// A place on a map.
public struct Place: Sendable {
  public var name: String
  public var latitude: Double
  public var longitude: Double
  public var kind: String
  public var url: SafeURL?

  public init(
    _ name: String, latitude: Double, longitude: Double, kind: String, url: SafeURL? = nil
  ) {
    self.name = name
    self.latitude = latitude
    self.longitude = longitude
    self.kind = kind
    self.url = url
  }
}

/// Where something is on the globe.
public struct Coordinate: Sendable {
  public var latitude: Double
  public var longitude: Double

  public init(latitude: Double, longitude: Double) {
    self.latitude = latitude
    self.longitude = longitude
  }
}

/// Places within an outline, drawn here: no map service learns who looks at which community. Each
/// place has a number, which the list below it explains; names stand on the map where they fit.
public func dotMap(
  _ w: Words, title: String, description: String, places: [Place], outline: [[Coordinate]] = [],
  source: HTML = .empty, id: String? = nil
) -> HTML {
  let id = id.map(identifier) ?? textID("map", title)
  let layout = MapLayout(places: places, outline: outline)
  let kinds = places.reduce(into: [String]()) { if !$0.contains($1.kind) { $0.append($1.kind) } }
  func shape(_ place: Place) -> Int { kinds.firstIndex(of: place.kind) ?? 0 }
  let land = layout.outline.map { "<path class=\"land\" d=\"\($0)\"/>" as HTML }
  // Below every mark: a thread from where a place is to where its number had room.
  let threads = layout.spots.filter(\.moved).map { spot -> HTML in
    """
    <path class="thread" d="M\(decimal(spot.x)) \(decimal(spot.y))L\(decimal(spot.trueX)) \
    \(decimal(spot.trueY))"/><circle class="true-place" cx="\(decimal(spot.trueX))" \
    cy="\(decimal(spot.trueY))" r="3"/>
    """
  }
  let dots = places.indices.map { index -> HTML in
    let spot = layout.spots[index]
    let name: HTML =
      spot.label.map { label in
        """
        <text class="place-name" x="\(decimal(label.x))" y="\(decimal(label.y))" \
        text-anchor="\(label.anchor)" direction="ltr">\(places[index].name)</text>
        """
      } ?? .empty
    return """
      <g transform="translate(\(decimal(spot.x)) \(decimal(spot.y)))">\
      \(marker(shape(places[index]), radius: 12))<text class="place-number" y="5" \
      text-anchor="middle">\(w.number(index + 1))</text></g>\(name)
      """
  }
  let legend = chartLegend(
    kinds.enumerated().map { index, kind in
      ("<svg x=\"11\" y=\"8\" overflow=\"visible\">\(marker(index))</svg>", kind)
    })
  let picture: HTML = """
    <svg class="map" viewBox="0 0 \(decimal(layout.width)) \(decimal(layout.height + 34))" \
    aria-hidden="true" focusable="false">\(land)\(threads)\(dots)\(yardstick(w, layout))</svg>
    """
  return """
    <figure class="chart chart-map" id="\(id)"><figcaption>\
    <p class="chart-title" id="\(id)-title">\(title)</p>\
    <p class="chart-text" id="\(id)-text">\(description)</p></figcaption>\(legend)\
    <div class="map-and-list">\(chartImage(id, "plot", picture))\(list(places))</div>\
    \(source)</figure>
    """
}

/// How far is how far, below the places.
private func yardstick(_ w: Words, _ layout: MapLayout) -> HTML {
  let (metres, length) = layout.yardstick
  let miles = w.number(metres / 1609.344, digits: metres < 1600 ? 2 : 1)
  let far =
    metres >= 1000
    ? w("{km} km ({miles} mi)", ["km": w.number(metres / 1000, digits: 0), "miles": miles])
    : w("{m} m ({miles} mi)", ["m": w.number(metres, digits: 0), "miles": miles])
  let y = layout.height + 16
  return """
    <path class="axis" fill="none" d="M14 \(decimal(y - 6))V\(decimal(y))\
    H\(decimal(14 + length))V\(decimal(y - 6))"/>\
    <text class="tick" x="\(decimal(22 + length))" y="\(decimal(y + 3))" text-anchor="start" \
    direction="ltr">\(far)</text>
    """
}

private func list(_ places: [Place]) -> HTML {
  let items = places.map { place -> HTML in
    let name: HTML =
      place.url.map { "<a href=\"\($0)\" dir=\"auto\">\(place.name)</a>" }
      ?? "<bdi>\(place.name)</bdi>"
    return "<li>\(name) <span class=\"place-kind\">\(place.kind)</span></li>"
  }
  return "<ol class=\"places\">\(items)</ol>"
}
