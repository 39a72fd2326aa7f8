import Census
import Store
import Testing

@testable import SecondaryData

@Suite struct LibraryTests {
  @Test(arguments: Workplace.engines)
  func `The outlet file fills in the branches of the library chosen, and no others`(
    engine: Dialect
  ) async throws {
    try await Workplace.with(engine) { (place: Workplace) async throws -> Void in
      let outcome = try await place.bring([Files.outlets()]) { $0.library = "mo0051" }
      #expect(outcome.outlets == 2)
      let current = try #require(try await place.store.read { try Branch.current($0) })
      #expect(current.source.vintage == "FY2019")
      #expect(current.branches.map(\.name) == ["CARPENTER BRANCH", "CENTRAL LIBRARY"])
      #expect(current.branches.first?.hours == 2600)
      #expect(try await place.bring([Files.outlets()]) { $0.library = "MO0051" }.wasDone)
    }
  }

  @Test func `The newest survey's branches are shown`() async throws {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      try await place.bring([Files.outlets(year: 2019)]) { $0.library = "MO0051" }
      try await place.bring([Files.outlets(year: 2018, carpenter: "OLD CARPENTER")]) {
        $0.library = "MO0051"
      }
      let current = try #require(try await place.store.read { try Branch.current($0) })
      #expect(current.source.year == 2019)
      #expect(current.branches.map(\.name).contains("CARPENTER BRANCH"))
    }
  }

  @Test func `Another library chosen by mistake is put right by importing again`() async throws {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      try await place.bring([Files.outlets()]) { $0.library = "MO0077" }
      try await place.bring([Files.outlets()]) { $0.library = "MO0051" }
      #expect(try await place.count("outlet") == 2)
      #expect(try await place.count("kept_file") == 1)
    }
  }

  @Test func `Nobody is taken for a library that they did not choose`() async throws {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      await #expect(throws: ImportRefusal.libraryNeeded) {
        try await place.bring([Files.outlets()])
      }
      await #expect(throws: ImportRefusal.noSuchLibrary("NM0001")) {
        try await place.bring([Files.outlets()]) { $0.library = "NM0001" }
      }
    }
  }

  @Test func `A library is found by a branch's name, its city and its state`() throws {
    let given = try GivenFiles([Files.outlets()])
    #expect(given.candidates(matching: "carpenter", in: "").map(\.key) == ["MO0051"])
    #expect(given.candidates(matching: "bolivar", in: "mo").map(\.key) == ["MO0077"])
    #expect(given.candidates(matching: "", in: "MO").map(\.outlets) == [1, 2])
    #expect(given.candidates(matching: "", in: "NM").isEmpty)
  }
}
