import Delimited
import Testing

@testable import Census

@Suite struct PlacesTests {
  func places(_ text: String) throws -> PlacesFile {
    try PlacesFile.read(file: "places", bytes: bytes(text))
  }

  func fault(_ text: String) -> ImportFault? {
    do throws(ImportFault) {
      _ = try PlacesFile.read(file: "places", bytes: bytes(text))
      return nil
    } catch { return error }
  }

  static func point(_ x: String, _ y: String, _ name: String = "Baden Library") -> String {
    """
    {"type":"Feature","geometry":{"type":"Point","coordinates":[\(x),\(y)]},
     "properties":{"Branch Name":"\(name)","Address":"8448 Church Road"}}
    """
  }

  @Test func `Points of a collection become named places`() throws {
    let file = try places(
      "{\"type\":\"FeatureCollection\",\"features\":[\(Self.point("-90.23", "38.71"))]}")
    #expect(file.places[0].name == "Baden Library")
    #expect(file.places[0].coordinate == Coordinate(latitude: 38.71, longitude: -90.23))
    #expect(file.places[0].properties == ["Address": "8448 Church Road"])
    #expect(try places(Self.point("-90.23", "38.71")).places.count == 1)
  }

  @Test func `A polygon gives its outline and its centroid`() throws {
    let ring = "[[0,0],[4,0],[4,4],[0,4],[0,0]]"
    let hole = "[[0,0],[2,0],[2,4],[0,4],[0,0]]"
    let whole = try places("{\"type\":\"Polygon\",\"coordinates\":[\(ring)]}").places[0]
    #expect(whole.coordinate == Coordinate(latitude: 2, longitude: 2))
    let half = try places("{\"type\":\"Polygon\",\"coordinates\":[\(ring),\(hole)]}").places[0]
    #expect(half.coordinate == Coordinate(latitude: 2, longitude: 3))
    let outline = try #require(half.boundary)
    let inside = try #require(Coordinate(latitude: 1, longitude: 3))
    let inHole = try #require(Coordinate(latitude: 1, longitude: 1))
    let outside = try #require(Coordinate(latitude: 1, longitude: 5))
    #expect(outline.contains(inside))
    #expect(!outline.contains(inHole))
    #expect(!outline.contains(outside))
  }

  @Test func `Parts of a boundary weigh by their area`() throws {
    let text =
      "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[3,0],[3,3],[0,3],[0,0]]],"
      + "[[[10,0],[11,0],[11,1],[10,1],[10,0]]]]}"
    let place = try places(text).places[0]
    #expect(abs(place.coordinate.longitude - (9 * 1.5 + 10.5) / 10) < 1e-12)
    #expect(place.boundary?.polygons.count == 2)
  }

  @Test func `Coordinates that changed places are refused at their feature`() {
    let good = Self.point("-90.23", "38.71")
    for bad in [Self.point("38.71", "-90.23"), Self.point("41.88", "-87.63")] {
      let found = fault("{\"type\":\"FeatureCollection\",\"features\":[\(good),\(bad)]}")
      #expect(found?.row == 2)
      #expect(found?.column == "coordinates")
      #expect(found?.message.contains("changed places") == true)
    }
    let far = fault(Self.point("-290.23", "38.71"))
    #expect(far?.row == 1)
  }

  @Test(arguments: [
    "{", "[1,2]", "{\"type\":\"Feature\"}", "{\"type\":\"FeatureCollection\",\"features\":[]}",
    "{\"type\":\"FeatureCollection\",\"features\":[7]}", "{\"type\":\"Topology\"}",
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,1]]}}",
    "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[0,0]]]}",
    "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[1,0],[0,9]]]}",
    "{\"type\":\"Point\",\"coordinates\":[\"a\",1]}", "{\"type\":\"Point\"}",
    "{\"type\":\"FeatureCollection\",\"crs\":{\"properties\":{\"name\":\"E:3857\"}},\"features\":[]}",
  ])
  func `What is no GeoJSON of places is refused`(_ text: String) {
    #expect(fault(text) != nil)
  }

  @Test func `A table of places is read by either kind of column`() throws {
    let two = try places("Branch Name,Address,Lat ,Long\r\n\"Baden\n\",\"a\nb\",38.71,-90.23\r\n")
    #expect(two.places[0].name == "Baden")
    #expect(two.places[0].coordinate.latitude == 38.71)
    let one = try places("NAME,LOCATION\nAlbany Park,\"(41.975456, -87.71409)\"\n")
    #expect(one.places[0].coordinate == Coordinate(latitude: 41.975456, longitude: -87.71409))
    let wkt = try places("title,the_geom\nAlbany Park,POINT (-87.71409 41.975456)\n")
    #expect(wkt.places[0].coordinate == one.places[0].coordinate)
    let xy = try places("LABEL,x,y\nA,-87.7,41.9\n")
    #expect(xy.places[0].coordinate.longitude == -87.7)
  }

  @Test func `A closing remark is passed over with a warning`() throws {
    let file = try places("name,lat,lon\nBaden,38.7,-90.2\nData source: somewhere,,\n")
    #expect(file.places.count == 1)
    #expect(file.warnings.count == 1)
  }

  @Test func `Faults in a table of places name row and column`() {
    let word = fault("name,lat,lon\nBaden,north,-90.2\n")
    #expect(word?.row == 2)
    #expect(word?.column == "lat")
    let swapped = fault("name,lat,lon\nBaden,38.7,-90.2\nBuder,-90.2,38.7\n")
    #expect(swapped?.row == 3)
    #expect(swapped?.message.contains("changed places") == true)
    let short = fault("name,lat,lon\nBaden,38.7\n")
    #expect(short?.column == "lon")
    #expect(fault("name,LOCATION\nBaden,Route 5\n")?.column == "LOCATION")
    let names = fault("LOCATION,JANUARY\nAlbany Park,9024\n")
    #expect(names?.row == 1)
    #expect(names?.message.contains("has names") == true)
    #expect(fault("name,where\nBaden,here\n")?.row == 1)
  }
}
