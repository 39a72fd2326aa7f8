import Communities
import Store
import Surroundings
import Testing
import Web

@testable import Engagements

@Suite struct ShelfTests {
  private func fields(_ town: Town, _ id: String, url: String = "") -> [(String, String)] {
    [
      ("id", id), ("scope", town.sunrise.text), ("strategy", "listening"),
      ("title", "Our own zine"),
      ("url", url), ("resource-language", "nv"), ("audience", "Tenants"),
    ]
  }

  @Test(arguments: Town.engines)
  func `a file comes back as it went in, under a safe name, as an attachment`(
    _ engine: Dialect
  ) async throws {
    try await Town.with(engine) { town in
      let steward = town.reader("steward-\(town.sunrise)")
      let bytes = (0..<4000).map { UInt8(truncatingIfNeeded: $0 * 7) }
      let sent = await steward.send(
        "/desk/shelf", fields(town, "0000000000000001"),
        file: ("../../Días\u{202E}.PDF", bytes))
      #expect(sent.status == 303)
      let file = await steward.get("/desk/shelf/0000000000000001/file")
      let isSame = file.body == bytes
      #expect(isSame)
      #expect(file.header("content-disposition") == "attachment; filename=\"D-as.pdf\"")
      #expect(file.header("content-type") == "application/octet-stream")
      let outsider = town.reader("steward-\(town.night)")
      #expect(await outsider.get("/desk/shelf/0000000000000001/file").status == 404)
      #expect(await outsider.get("/desk/shelf/0000000000000001").status == 404)
    }
  }

  @Test(arguments: ["javascript:alert(1)", "mailto:amal@example.org", "http:", "zine"])
  func `a link that leads nowhere safe is refused`(_ url: String) async throws {
    try await Town.with { town in
      let reply = await town.reader("staff").post(
        "/desk/shelf", fields(town, "0000000000000001", url: url))
      #expect(reply.status == 422)
    }
  }

  @Test func `a resource is a link or a file, and not too large a one`() async throws {
    try await Town.with { town in
      let staff = town.reader("staff")
      #expect(await staff.post("/desk/shelf", fields(town, "0000000000000001")).status == 422)
      let large = [UInt8](repeating: 1, count: Resource.largest + 1)
      let refused = await staff.send(
        "/desk/shelf", fields(town, "0000000000000001"), file: ("a.pdf", large))
      #expect(refused.status == 422)
      let both = await staff.send(
        "/desk/shelf", fields(town, "0000000000000001", url: "https://example.org/zine"),
        file: ("a.pdf", [1]))
      #expect(both.status == 422)
    }
  }

  @Test(arguments: Town.engines) func `the starter shelf is checked, set aside and put back`(
    _ engine: Dialect
  ) async throws {
    try await Town.with(engine) { town in
      let staff = town.reader("staff")
      let page = "/desk/shelf/aapor"
      #expect(await staff.get(page).text.contains("Not checked yet"))
      #expect(await staff.post("\(page)/check").status == 303)
      #expect(!(await staff.get(page).text.contains("Not checked yet")))
      #expect(await staff.post("\(page)/setting-aside").status == 422)
      #expect(await staff.post("\(page)/setting-aside", [("reason", "Too long.")]).status == 303)
      #expect(!(await staff.get("/desk/guide/listening").text.contains("AAPOR")))
      #expect(await staff.get("/desk/shelf").text.contains("Too long."))
      #expect(await staff.post("\(page)/return").status == 303)
      #expect(await staff.get("/desk/guide/listening").text.contains("AAPOR"))
      // What came with the Guide is the library's to look after.
      let steward = town.reader("steward-\(town.sunrise)")
      #expect(await steward.post("\(page)/check").status == 404)
      #expect(await steward.get(page).status == 200)
    }
  }

  @Test func `a community’s resource stands on the shelf of its own Guide`() async throws {
    try await Town.with { town in
      let staff = town.reader("staff")
      let sent = await staff.post(
        "/desk/shelf", fields(town, "0000000000000001", url: "https://example.org/zine"))
      #expect(sent.status == 303)
      #expect(
        await staff.get("/desk/communities/\(town.sunrise)/guide/listening").text.contains(
          "Our own zine"))
      #expect(
        !(await staff.get("/desk/communities/\(town.night)/guide/listening").text.contains(
          "Our own zine")))
      let stale = await staff.post(
        "/desk/shelf/0000000000000001",
        fields(town, "0000000000000001", url: "https://example.org/zine") + [("version", "0")])
      #expect(stale.status == 422)
      #expect(stale.text.contains("What is stored now: “Our own zine”."))
    }
  }

  @Test(arguments: [
    ("zine.pdf", "zine.pdf"), ("a/b\\c.tar.gz", "c-tar.gz"), ("\"; x=y.exe", "x-y.exe"),
    ("دليل.pdf", "file.pdf"), ("....", "file"), ("no ending", "no-ending"),
  ])
  func `a download has a name that no header and no disk trips over`(
    _ name: String, _ safe: String
  ) {
    #expect(Resource.File(UploadedFile(name: name, bytes: [1])).safeName == safe)
  }
}
