import Delimited

/// Places from a table with a column for latitude and one for longitude, or one for both:
/// `(41.87, -87.63)` or `POINT (-87.63 41.87)`.
enum PlacesCSVReader {
  private enum Where {
    case columns(latitude: Int, longitude: Int)
    case both(Int)
  }

  private static let latitudes = ["lat", "latitude", "y", "lat_dd", "ycoord", "intptlat"]
  private static let longitudes = [
    "lon", "lng", "long", "longitude", "longitud", "x", "lon_dd", "xcoord", "intptlon",
  ]
  private static let both = [
    "location", "the_geom", "geom", "geometry", "wkt", "point", "coordinates", "lat_lon", "latlng",
  ]

  static func recognises(_ header: [String]) -> Bool { places(in: header) != nil }

  private static func places(in header: [String]) -> Where? {
    let names = header.map { Blanks.trim($0.lowercased()) }
    if let y = latitudes.lazy.compactMap({ names.firstIndex(of: $0) }).first,
      let x = longitudes.lazy.compactMap({ names.firstIndex(of: $0) }).first
    {
      return .columns(latitude: y, longitude: x)
    }
    return both.lazy.compactMap { names.firstIndex(of: $0) }.first.map(Where.both)
  }

  static func read(_ csv: CSVTable) throws(ImportFault) -> PlacesFile {
    let header = csv.row(0)
    guard let location = places(in: header) else {
      throw ImportFault(
        row: 1,
        message: "No columns give places: LATITUDE and LONGITUDE, or LOCATION as “(lat, lon)”.")
    }
    if case .both(let column) = location, csv.rowCount > 1,
      !csv.text(1, column).contains(where: { $0.isNumber })
    {
      throw csv.fault(
        0, column,
        "This column has names (“\(csv.text(1, column).prefix(40))”) and no column has "
          + "coordinates, so the table gives no places.")
    }
    let nameKey = PlacesFile.nameKey(among: header)
    var places: [Place] = []
    var warnings: [String] = []
    for row in 1..<max(csv.rowCount, 1) where !csv.isBlank(row) {
      // A closing remark such as “Data source: …” stands alone in the first column.
      let filled = (0..<csv.width(row)).filter { !csv.trimmed(row, $0).isEmpty }
      if filled == [0], header.count > 1, row == lastRow(csv) {
        warnings.append("Row \(row + 1) was taken for a remark: “\(csv.row(row)[0])”.")
        continue
      }
      guard csv.width(row) >= header.count else {
        throw csv.fault(
          row, csv.width(row),
          "The row ends here: it has \(csv.width(row)) cells, the headings have \(header.count).")
      }
      for column in header.count..<max(csv.width(row), header.count)
      where !csv.trimmed(row, column).isEmpty {
        throw csv.fault(row, column, "The row has more cells than the \(header.count) headings.")
      }
      let coordinate = try coordinate(csv, row, location)
      var properties: [String: String] = [:]
      for (column, key) in header.enumerated() where !key.isEmpty && key != nameKey {
        properties[key] = Blanks.trim(csv.text(row, column))
      }
      let name = nameKey.flatMap { header.firstIndex(of: $0) }.map {
        Blanks.trim(csv.text(row, $0))
      }
      places.append(
        Place(
          name: name?.isEmpty == true ? nil : name, coordinate: coordinate, boundary: nil,
          properties: properties))
    }
    guard !places.isEmpty else {
      throw ImportFault(row: csv.rowCount + 1, message: "The file has headings but no places.")
    }
    return PlacesFile(places: places, warnings: warnings)
  }

  private static func lastRow(_ csv: CSVTable) -> Int {
    (0..<csv.rowCount).last { !csv.isBlank($0) } ?? 0
  }

  private static func coordinate(
    _ csv: CSVTable, _ row: Int, _ location: Where
  ) throws(ImportFault) -> Coordinate {
    switch location {
    case .columns(let y, let x):
      guard let latitude = Numeral(csv.trimmed(row, y))?.value else {
        throw csv.fault(row, y, "“\(csv.text(row, y).prefix(40))” is not a latitude.")
      }
      guard let longitude = Numeral(csv.trimmed(row, x))?.value else {
        throw csv.fault(row, x, "“\(csv.text(row, x).prefix(40))” is not a longitude.")
      }
      return try checked(latitude, longitude, csv, row, y)
    case .both(let column):
      let text = Blanks.trim(csv.text(row, column))
      let isWKT = text.uppercased().hasPrefix("POINT") || text.uppercased().contains(";POINT")
      guard let open = text.lastIndex(of: "("), let close = text[open...].firstIndex(of: ")") else {
        throw csv.fault(row, column, "“\(text.prefix(40))” holds no “(latitude, longitude)”.")
      }
      let numbers = text[text.index(after: open)..<close]
        .split { $0 == "," || Blanks.isBlank($0) }.map { Numeral(String($0))?.value }
      guard numbers.count >= 2, let first = numbers[0], let second = numbers[1] else {
        throw csv.fault(row, column, "“\(text.prefix(40))” holds no two numbers.")
      }
      // WKT gives x before y.
      return isWKT
        ? try checked(second, first, csv, row, column)
        : try checked(first, second, csv, row, column)
    }
  }

  private static func checked(
    _ latitude: Double, _ longitude: Double, _ csv: CSVTable, _ row: Int, _ column: Int
  ) throws(ImportFault) -> Coordinate {
    let swapped = Coordinate.seemSwapped(latitude: latitude, longitude: longitude)
    if !swapped, let coordinate = Coordinate(latitude: latitude, longitude: longitude) {
      return coordinate
    }
    throw csv.fault(
      row, column,
      "\(latitude), \(longitude) is no latitude and longitude"
        + (swapped ? ": the two seem to have changed places." : "."))
  }
}
