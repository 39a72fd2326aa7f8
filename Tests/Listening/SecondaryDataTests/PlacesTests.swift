import Census
import Communities
import Store
import Testing

@testable import SecondaryData

@Suite struct PlacesTests {
  @Test(arguments: Workplace.engines)
  func `Places become facts with coordinates and outlines the boundary`(engine: Dialect)
    async throws
  {
    try await Workplace.with(engine) { (place: Workplace) async throws -> Void in
      let outcome = try await place.bring([Files.centers, Files.outline]) {
        $0.publisher = "City of St. Louis"
        $0.topic = .meetingPlaces
      }
      #expect(outcome.sources.count == 2)
      let facts = try await place.facts()
      #expect(
        Set(facts.map(\.text)) == [
          "Carondelet Park Rec Complex, 930 Holly Hills",
          "Cherokee Recreation Center, 3200 S. Jefferson",
        ])
      #expect(facts.allSatisfy { $0.topic == .meetingPlaces && $0.place != nil })
      #expect(facts.first?.source == "community centers, City of St. Louis")
      let id = place.carondelet
      let outlines = try await place.store.read { try Outline.all(of: id, $0) }
      #expect(outlines.map(\.name) == ["Carondelet"])
      let ring = try #require(outlines.first?.rings.first)
      #expect(ring.first?.latitude == ring.last?.latitude)
      #expect(ring.map(\.longitude).max() == -90.24)
    }
  }

  @Test func `A newer file of the same name changes what changed and ends what is gone`()
    async throws
  {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      try await place.bring([Files.centers]) { $0.publisher = "City of St. Louis" }
      let newer = GivenFile(
        name: "community_centers.csv",
        bytes: Array(
          String(decoding: Files.centers.bytes, as: UTF8.self)
            .replacing("Cherokee Recreation Center", with: "Marquette Recreation Center").utf8))
      try await place.bring([newer]) { $0.publisher = "City of St. Louis" }
      let names = try await place.facts().map { $0.text.prefix(9) }
      #expect(Set(names) == ["Carondele", "Marquette"])
      #expect(try await place.count("fact") == 3)
      #expect(try await place.count("data_source") == 1)
    }
  }

  @Test func `So many places that they would bury the profile are refused`() async throws {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      let rows = (1...301).map { "Bench \($0),38.6,-90.2" }
      let file = GivenFile(
        name: "benches.csv",
        bytes: Array((["Name,Latitude,Longitude"] + rows).joined(separator: "\n").utf8))
      await #expect(throws: ImportRefusal.tooManyPlaces(301)) {
        try await place.bring([file]) { $0.publisher = "Parks" }
      }
    }
  }
}
