import Foundation
import Store
import Surroundings
import Testing
import Workplace
import Web
import Words

@testable import Letters

@Suite struct LetterPageTests {
  private func withDesk(
    _ body: (Workplace, PracticeCarrier, Site) async throws -> Void
  ) async throws {
    let place = try await Workplace.post(.sqlite)
    let carrier = PracticeCarrier()
    let site = place.site([carrier.letters.capability])
    do { try await body(place, carrier, site) } catch {
      try? await place.end()
      throw error
    }
    try await place.end()
  }

  @Test func `without a mail server letters wait, can be read, and be sent by hand`() async throws {
    try await withDesk { place, _, site in
      let id = try #require(try await place.post(Workplace.letter()).first)
      let staff = Reader(site: site, role: "staff")
      let list = await staff.get("/desk/letters").text
      #expect(list.contains("No mail server is set."))
      #expect(list.contains("1 letter waits."))
      #expect(list.contains("An owner can set it."))
      #expect(!list.contains("Send a test letter"))
      let page = await staff.get("/desk/letters/\(id)").text
      #expect(page.contains("Dear Ana,"))
      #expect(page.contains("mailto:ana@example.org?subject=Your%20place%20is%20kept&amp;body="))
      #expect(await staff.get("/desk").text == "2 1 letter waits. /desk/letters")
      _ = await staff.post("/desk/letters/\(id)/hand-delivery", from: "/desk/letters/\(id)")
      #expect(try await place.find(id).state == .sent)
      #expect(await staff.get("/desk/letters/\(id)").text.contains("Sent by hand"))
      #expect(await staff.get("/desk").text.isEmpty)
    }
  }

  @Test func `a letter is withheld, tried again, and never sent twice`() async throws {
    try await withDesk { place, carrier, site in
      try await place.setServer()
      let id = try #require(try await place.post(Workplace.letter()).first)
      let staff = Reader(site: site, role: "staff")
      let page = "/desk/letters/\(id)"
      _ = await staff.post("\(page)/withholding", from: page)
      try await carrier.letters.sendDue(site)
      #expect(carrier.addresses.isEmpty)
      _ = await staff.post("\(page)/delivery", from: page)
      try await carrier.letters.sendDue(site)
      #expect(carrier.addresses == ["ana@example.org"])
      #expect(try await place.find(id).state == .sent)
      for noun in ["delivery", "withholding", "hand-delivery"] {
        // A sent letter has no buttons; the token of another page is as good.
        let reply = await staff.post("\(page)/\(noun)", from: "/desk/letters")
        #expect(reply.header("location")?.hasSuffix("notice=already-done") == true)
      }
      #expect(try await place.find(id).state == .sent)
    }
  }

  @Test func `the desk and the outbox say what stands in the way and how to mend it`() async throws
  {
    try await withDesk { place, carrier, site in
      try await place.setServer()
      carrier.answer { _ in .signInRefused }
      let id = try #require(try await place.post(Workplace.letter()).first)
      try await carrier.letters.sendDue(site)
      let owner = Reader(site: site, role: "owner")
      let page = await owner.get("/desk/letters").text
      #expect(page.contains("The mail server refused the user name or the password."))
      #expect(page.contains("app password"))
      #expect(await owner.get("/desk").text.hasPrefix("0 The mail server refused"))
      carrier.answer { _ in .recipientRefused }
      _ = await owner.post("/desk/letters/deliveries", from: "/desk/letters")
      try await carrier.letters.sendDue(site)
      #expect(try await place.find(id).state == .failed)
      let desk = await owner.get("/desk").text
      #expect(desk == "1 1 letter could not be delivered. /desk/letters?state=failed")
      #expect(await Reader(site: site, role: "liaison").get("/desk").text.isEmpty)
    }
  }

  @Test func `only owners read what lets somebody in`() async throws {
    try await withDesk { place, _, site in
      let id = try #require(try await place.post(Workplace.letter(sealed: true)).first)
      let staff = await Reader(site: site, role: "staff").get("/desk/letters/\(id)").text
      #expect(!staff.contains("Dear Ana") && !staff.contains("Dear%20Ana"))
      let owner = await Reader(site: site, role: "owner").get("/desk/letters/\(id)").text
      #expect(owner.contains("Dear Ana"))
    }
  }

  @Test func `letters of a community that one may not enter are missing`() async throws {
    try await withDesk { place, _, site in
      let id = try #require(try await place.post(Workplace.letter()).first)
      let inside = Reader(site: site, role: "staff-dine")
      let outside = Reader(site: site, role: "staff-zuni")
      #expect(await inside.get("/desk/letters/\(id)").status == 200)
      #expect(await inside.get("/desk/letters").text.contains("ana@example.org"))
      #expect(await outside.get("/desk/letters/\(id)").status == 404)
      #expect(await !outside.get("/desk/letters").text.contains("ana@example.org"))
      let reply = await outside.post("/desk/letters/\(id)/hand-delivery", from: "/desk/letters")
      #expect(reply.status == 404)
    }
  }

  @Test(arguments: [
    ("", 303, 303), ("owner", 200, 200), ("staff", 200, 404), ("liaison", 404, 404),
    ("steward", 404, 404), ("partner", 404, 404), ("reviewer", 404, 404),
  ])
  func `who may see letters and settings`(role: String, letters: Int, settings: Int) async throws {
    try await withDesk { _, _, site in
      let reader = Reader(site: site, role: role)
      #expect(await reader.get("/desk/letters").status == letters)
      #expect(await reader.get("/desk/letters/settings").status == settings)
    }
  }

  @Test(arguments: ["en", "es", "ar", "en-XA"])
  func `every page is well-formed, whatever is in the letters`(language: String) async throws {
    try await withDesk { place, carrier, site in
      let owner = Reader(site: site, role: "owner", language: language)
      var pages = await [owner.get("/desk/letters"), owner.get("/desk/letters/settings")]
      try await place.setServer()
      let nasty = NewLetter(
        to: "\"<b>&'@example.org", name: "</td><script>alert(1)</script>",
        language: .arabic, subject: "]]> & <title> \"quoted\"", body: "<p>\n\n&amp;\n\n'x'",
        kind: "event.place", about: Workplace.reunion)
      var ids = try await place.post(nasty, Workplace.letter(sealed: true))
      for trouble in MailTrouble.allCases {
        let address = "\(trouble)@example.org"
        ids += try await place.post(Workplace.letter(to: address))
        try await place.store.write { connection in
          _ = try connection.run(
            """
            UPDATE letter SET trouble = \(trouble), reply = '550 <script> & no', attempts = 2
            WHERE to_address = \(address)
            """)
          try MailSetting.pause(trouble, reply: "535 <b>no</b>", at: Workplace.noon, connection)
        }
        pages.append(await owner.get("/desk/letters"))
      }
      for id in ids { pages.append(await owner.get("/desk/letters/\(id)")) }
      for state in Letter.State.allCases {
        let tag = state.rawValue.replacing(" ", with: "%20")
        pages.append(await owner.get("/desk/letters?state=\(tag)&page=1"))
      }
      pages.append(await owner.get("/desk/letters?state=nonsense&page=-7"))
      for page in pages {
        #expect(page.status == 200)
        #expect(page.fault == nil)
        #expect(page.doubleIDs.isEmpty)
        #expect(!page.text.contains("<script>"))
      }
    }
  }
}
