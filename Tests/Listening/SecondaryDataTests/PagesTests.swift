import Communities
import Power
import Store
import Surroundings
import Testing
import Web

@testable import SecondaryData

@Suite struct PagesTests {
  @Test func `Files are looked at first, and stored when that is confirmed`() async throws {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      let staff = place.reader("staff")
      let given = await staff.send(
        "/desk/data/import", [("community", place.carondelet.text)],
        files: [Files.people(), Files.origin()].map { ($0.name, $0.bytes) })
      #expect(given.status == 303)
      let preview = await staff.get(given.location)
      #expect(preview.text.contains("3,000 (± 50)"))
      #expect(preview.text.contains("Nothing is stored yet"))
      #expect(try await place.count("data_source") == 0)
      #expect(preview.fault == nil)
      #expect(preview.doubleIDs.isEmpty)
      let done = await staff.post(
        "\(given.location)/confirmation",
        [
          ("areas-asked", "yes"), ("areas", "1400000US29510108100"),
          ("areas", "1400000US29510108200"),
        ])
      #expect(done.status == 303)
      #expect(done.location.hasSuffix("notice=added"))
      #expect(try await place.count("pending_import") == 0)
      #expect(try await place.count("pending_file") == 0)
      for language in ["en", "es", "ar", "en-XA"] {
        let page = await place.reader("steward", language: language).get(done.location)
        #expect(page.status == 200)
        #expect(page.fault == nil)
        #expect(page.doubleIDs.isEmpty)
        #expect(page.skippedHeadings.isEmpty)
      }
    }
  }

  @Test func `What would be said of the community is told before, and how much was after`()
    async throws
  {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      let staff = place.reader("staff")
      let given = await staff.send(
        "/desk/data/import", [("community", place.carondelet.text)],
        files: [(Files.people().name, Files.people().bytes)])
      let preview = await staff.get(given.location).text
      #expect(preview.contains("What would be added to the profile"))
      #expect(preview.contains("About 3,000 (± 50) people live here."))
      #expect(try await place.count("fact") == 0)
      let done = await staff.post("\(given.location)/confirmation", [])
      let page = await staff.get(done.location).text
      #expect(page.contains("1 fact · 1 benchmark") || page.contains("1 fact · 0 benchmarks"))
      #expect(page.contains("/desk/communities/\(place.carondelet)"))
      let catalogue = await staff.get("/desk/data").text
      #expect(catalogue.contains("American Community Survey, 2016-2020 (5-year), B01003"))
    }
  }

  @Test func `Nobody else confirms them, and after an hour nobody does`() async throws {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      let staff = place.reader("staff")
      let given = await staff.send(
        "/desk/data/import", [], files: [(Files.people().name, Files.people().bytes)])
      #expect(await place.reader("owner").get(given.location).status == 404)
      place.clock.withLock { $0 = $0 + 3601 }
      #expect(await staff.get(given.location).status == 404)
      _ = await staff.send(
        "/desk/data/import", [], files: [(Files.online.name, Files.online.bytes)])
      #expect(try await place.count("pending_import") == 1)
    }
  }

  @Test func `A refused file is told with its row and column, and nothing is kept`() async throws {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      let text = String(decoding: Files.people().bytes, as: UTF8.self)
      let broken = Array(text.replacing("\"2000\"", with: "\"many\"").utf8)
      let reply = await place.reader("staff").send(
        "/desk/data/import", [], files: [("ACSDT5Y2020.B01003-Data.csv", broken)])
      #expect(reply.status == 422)
      #expect(reply.text.contains("B01003_001E"))
      #expect(reply.fault == nil)
      #expect(try await place.count("pending_import") == 0)
    }
  }

  @Test(
    arguments: [
      ("tables.zip", [0x50, 0x4B, 0x03, 0x04, 0x00]), ("page.csv", Array("<!DOCTYPE html>".utf8)),
      ("nul.csv", Array("GEO_ID,NAME\u{0},B01003_001E\n".utf8)), ("empty.csv", [0x20]),
      ("../../etc/passwd", Array("root:x:0:0".utf8)),
      ("<script>alert(1)</script>.csv", Array("a,b\n1,2\n".utf8)),
    ] as [(String, [UInt8])])
  func `What is no data is refused in words`(file: (String, [UInt8])) async throws {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      let reply = await place.reader("staff").send(
        "/desk/data/import", [], files: [(file.0, file.1)])
      #expect(reply.status == 422)
      #expect(reply.fault == nil)
      #expect(!reply.text.contains("<script>alert"))
      #expect(!reply.text.contains("../"))
      #expect(try await place.count("kept_file") == 0)
    }
  }

  @Test func `A source of a community is not there for those who may not enter it`() async throws {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      let source = try #require(try await place.bring([Files.people()]).sources.first)
      let file = try await place.store.read { try KeptFile.all(of: source, $0)[0].id }
      let paths = [
        "/desk/data/\(source)", "/desk/data/\(source)/edit", "/desk/data/\(source)/removal",
        "/desk/data/\(source)/files/\(file)",
      ]
      for path in paths {
        #expect(await place.reader("liaison-\(place.baden)").get(path).status == 404)
        #expect(await place.reader("liaison-\(place.carondelet)").get(path).status == 200)
      }
      #expect(await place.reader("reviewer-\(place.baden)").get(paths[0]).status == 404)
      let list = await place.reader("reviewer-\(place.baden)").get("/desk/data")
      #expect(!list.text.contains("American Community Survey"))
    }
  }

  @Test func `Files leave through the gate, and it is written down`() async throws {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      let source = try #require(try await place.bring([Files.people()]).sources.first)
      let file = try await place.store.read { try KeptFile.all(of: source, $0)[0].id }
      let path = "/desk/data/\(source)/files/\(file)"
      #expect(await place.reader("steward").get(path).status == 404)
      let reply = await place.reader("staff").get(path)
      #expect(reply.body == Files.people().bytes)
      #expect(reply.header("content-disposition")?.contains("ACSDT5Y2020.B01003-Data.csv") == true)
      #expect(try await place.count("release") == 1)
      let community = place.carondelet
      try await place.store.write { connection in
        _ = try connection.run(
          "INSERT INTO power (community, act, holder) VALUES (\(community), 'export', 'community')")
      }
      #expect(await place.reader("staff").get(path).status == 403)
      #expect(try await place.count("release") == 1)
    }
  }

  @Test func `A source added by hand is changed by one at a time and removed with what it gave`()
    async throws
  {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      let staff = place.reader("staff")
      let id = "hand000000000000"
      let fields = [("title", "Health survey"), ("publisher", "County"), ("vintage", "2019")]
      let added = await staff.send(
        "/desk/data", fields + [("id", id)], files: [("report.pdf", Array("%PDF".utf8))])
      #expect(added.status == 303)
      #expect(try await place.count("kept_file") == 1)
      let first = await staff.post("/desk/data/\(id)", fields + [("version", "1")])
      #expect(first.status == 303)
      let second = await staff.post("/desk/data/\(id)", fields + [("version", "1")])
      #expect(second.status == 422)
      #expect(await staff.get("/desk/data/\(id)/removal").fault == nil)
      #expect(await staff.post("/desk/data/\(id)/removal", [("version", "1")]).status == 409)
      #expect(await staff.post("/desk/data/\(id)/removal", [("version", "2")]).status == 303)
      #expect(try await place.count("kept_file") == 0)
      #expect(await staff.get("/desk/data/\(id)").status == 404)
    }
  }

  @Test func `A source that is removed takes its facts out of the profile`() async throws {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      let outcome = try await place.bring([Files.people(), Files.origin(), Files.outline]) {
        $0.publisher = "City"
      }
      for source in outcome.sources {
        let reply = await place.reader("owner").post(
          "/desk/data/\(source)/removal", [("version", "1")])
        #expect(reply.status == 303)
      }
      #expect(try await place.facts().isEmpty)
      for table in ["census_value", "benchmark", "boundary", "kept_file"] {
        #expect(try await place.count(table) == 0)
      }
    }
  }

  @Test func `Every page is well-formed, in each language`() async throws {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      try await place.bring([Files.outlets()]) { $0.library = "MO0051" }
      let pls = await place.reader("staff").send(
        "/desk/data/import", [], files: [(Files.outlets().name, Files.outlets().bytes)])
      let sources = try await place.bring([Files.centers, Files.outline]) { $0.publisher = "City" }
        .sources
      let paths =
        ["/desk/data", "/desk/data/new", "/desk/data/import", "/desk/data/branches", pls.location]
        + sources.map { "/desk/data/\($0)" }
      for language in ["en", "ar", "en-XA"] {
        for path in paths {
          let page = await place.reader("staff", language: language).get(path)
          #expect(page.status == 200, "\(path)")
          #expect(page.fault == nil, "\(path)")
          #expect(page.doubleIDs.isEmpty, "\(path)")
          #expect(page.skippedHeadings.isEmpty, "\(path)")
        }
      }
    }
  }

  @Test func `A form that names the id of another's source adds nothing to it`() async throws {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      func add(_ code: String, _ id: String, _ community: String, file: String) async -> Reply {
        await place.reader(code).send(
          "/desk/data",
          [("id", id), ("publisher", "The city"), ("title", "Wells"), ("community", community)],
          files: [(file, Array("%PDF".utf8))])
      }
      let id = ID<DataSource>.new(place.surroundings).text
      #expect(await add("staff", id, place.carondelet.text, file: "wells.pdf").status == 303)
      #expect(try await place.count("kept_file") == 1)
      let limited = "liaison-\(place.baden)"
      _ = await add(limited, id, place.baden.text, file: "forged.pdf")
      #expect(try await place.count("kept_file") == 1)
      #expect(await place.reader(limited).get("/desk/data/\(id)").status == 404)
    }
  }
}
