import Communities
import Ledger
import Store
import Surroundings
import Testing
import Town
import Web

@testable import Contacts

/// The town stands on 23 November 2026.
@Suite(.serialized) struct ContactTests {
  private func fresh(_ town: Town) async throws -> String {
    let surroundings = town.site.surroundings
    return try await town.store.write { connection in
      try Community.add(
        CommunityDraft(kind: .interest, name: "Chess", summary: "", language: .english),
        id: .new(surroundings), by: "staff", at: surroundings.now(), connection
      ).id.text
    }
  }

  private let spoke = [
    "day": "2026-11-20", "way": "meeting", "began": "community", "mutual": "yes",
    "about": "A corner for boards.", "language": "en", "people": "12", "before": "7",
    "next": "2026-11-27",
  ]

  private func moments(_ community: String, _ town: Town) async throws -> [String] {
    try await town.store.read {
      try Ledger.moments(of: community, limit: 50, $0).map(\.kind)
    }
  }

  @Test(arguments: TestEngine.present)
  func `Who keeps contact is named, contacts are written down, and the desk knows`(
    engine: TestEngine
  ) async throws {
    let town = try await Town(engine)
    let id = try await fresh(town)
    let base = "/desk/communities/\(id)"
    let staff = try await town.reader(.staff)
    #expect((await staff.get("/desk")).links.contains("\(base)/liaison"))

    let named = try await staff.submit(
      "\(base)/liaison", onPage: "\(base)/liaison",
      ["person-name": "Ana", "every": "3", "handover": "They like tea."])
    #expect(named.status == 303)
    let page = await staff.get("\(base)/contacts")
    #expect(page.plainText.contains("Contact is due by November 26, 2026."))
    #expect(page.plainText.contains("Nobody steps in yet"))
    #expect(page.wellFormednessFault == nil)

    let added = try await staff.submit("\(base)/contacts", onPage: "\(base)/contacts/new", spoke)
    #expect(added.status == 303)
    let after = await staff.get("\(base)/contacts")
    #expect(after.plainText.contains("A corner for boards."))
    #expect(after.plainText.contains("12, of whom 7 had come before"))
    #expect(after.plainText.contains("You agreed to speak on November 27, 2026."))
    let desk = await staff.get("/desk")
    #expect(desk.plainText.contains("You agreed to speak with a community on November 27, 2026."))
    #expect(!desk.links.contains("\(base)/liaison"))

    town.wait(seconds: 6 * 86_400)
    #expect((await staff.get("/desk")).plainText.contains("was due 3 days ago"))
    #expect(
      try await moments(id, town).starts(with: ["contact.held", "liaison.named"]))
    try await town.end()
  }

  @Test func `Sent twice a contact is written once; without an answer it is no contact`()
    async throws
  {
    let town = try await Town()
    let id = try await fresh(town)
    let base = "/desk/communities/\(id)"
    let ruth = try await town.reader(.owner)
    var letter = spoke
    letter["mutual"] = nil
    letter["id"] = "aaaaaaaaaaaaaaaa"
    for _ in 1...2 {
      _ = try await ruth.submit("\(base)/contacts", onPage: "\(base)/contacts/new", letter)
    }
    let rhythm = try await town.store.read { connection in
      (
        try Contact.all(with: ID(stored: id), connection).count,
        try Rhythm.of(ID(stored: id), connection).held
      )
    }
    #expect(rhythm.0 == 1 && rhythm.1.isEmpty)
    #expect(try await moments(id, town).contains("contact.sought"))
    try await town.end()
  }

  @Test func `What can't be is refused with its place, and nothing is stored`() async throws {
    let town = try await Town()
    let id = try await fresh(town)
    let base = "/desk/communities/\(id)"
    let staff = try await town.reader(.staff)
    for (field, value) in [
      ("day", "2026-11-24"), ("day", "yesterday"), ("before", "13"), ("people", "1.5"),
      ("people", "0"), ("next", "2026-11-20"), ("about", ""), ("way", "pigeon"), ("began", ""),
      ("language", "xx"),
    ] {
      var fields = spoke
      fields[field] = value
      let reply = try await staff.submit("\(base)/contacts", onPage: "\(base)/contacts/new", fields)
      #expect(reply.status == 422, "\(field): \(value)")
      #expect(reply.links.isEmpty == false && reply.text.contains("field-\(field)"))
    }
    for (field, value) in [("every", ""), ("every", "0"), ("every", "often"), ("person-name", "")] {
      var fields = ["person-name": "Ana", "every": "30"]
      fields[field] = value
      let reply = try await staff.submit("\(base)/liaison", onPage: "\(base)/liaison", fields)
      #expect(reply.status == 422, "\(field): \(value)")
    }
    // Nobody is named twice over, and nobody whom the community is closed to.
    func account(_ role: Role) async throws -> String {
      let row = try await town.store.read {
        try $0.first("SELECT id FROM account WHERE role = \(role) ORDER BY id LIMIT 1")
      }
      return try #require(row).string("id")
    }
    let (owner, liaison) = (try await account(.owner), try await account(.liaison))
    let page = await staff.get("\(base)/liaison").text
    #expect(page.contains("value=\"\(owner)\"") && !page.contains("value=\"\(liaison)\""))
    let both = try await staff.submit(
      "\(base)/liaison", onPage: "\(base)/liaison",
      ["person": owner, "person-name": "Ana", "every": "30"])
    #expect(both.status == 422 && both.plainText.contains("not both"))
    let count = try await town.store.read { try Contact.all(with: ID(stored: id), $0).count }
    #expect(count == 0)
    try await town.end()
  }

  @Test func `Two who change at once don't overwrite each other, and what is deleted is gone`()
    async throws
  {
    let town = try await Town()
    let id = try await fresh(town)
    let base = "/desk/communities/\(id)"
    let staff = try await town.reader(.staff)
    _ = try await staff.submit("\(base)/contacts", onPage: "\(base)/contacts/new", spoke)
    let contact = try await town.store.read {
      try #require(try Contact.all(with: ID(stored: id), $0).first)
    }
    let path = "\(base)/contacts/\(contact.id)"
    var other = spoke
    other["about"] = "Chairs."
    #expect(try await staff.submit(path, onPage: "\(path)/edit", other).status == 303)
    other["version"] = "1"
    other["about"] = "Tables."
    let late = try await staff.submit(path, onPage: "\(path)/edit", other)
    #expect(late.status == 422 && late.plainText.contains("Chairs."))
    let twice = try await staff.submit(
      "\(base)/liaison", onPage: "\(base)/liaison",
      ["person-name": "Ana", "every": "30", "handover": "They like tea.", "version": "7"])
    #expect(twice.status == 422 && twice.text.contains("They like tea."))
    let removed = try await staff.submit("\(path)/removal", onPage: "\(path)/removal")
    #expect(removed.status == 303)
    #expect(!(await staff.get("\(base)/contacts")).text.contains("Chairs."))
    #expect((await staff.get("\(path)/edit")).status == 404)
    try await town.end()
  }

  @Test func `The file passes the gate, and holds no formula`() async throws {
    let town = try await Town()
    let id = try await fresh(town)
    let base = "/desk/communities/\(id)"
    let staff = try await town.reader(.staff)
    var fields = spoke
    fields["about"] = "=HYPERLINK(1)"
    _ = try await staff.submit("\(base)/contacts", onPage: "\(base)/contacts/new", fields)
    let file = await staff.get("\(base)/contacts/contacts.csv")
    #expect(file.text.contains("2026-11-20,meeting,community,yes,12,7,2026-11-27,en,"))
    #expect(!file.text.contains(",=HYPERLINK"))
    #expect(try await moments(id, town).contains("release.export"))
    try await town.store.write { connection in
      _ = try connection.run(
        "INSERT INTO power (community, act, holder) VALUES (\(id), 'export', 'community')")
    }
    #expect((await staff.get("\(base)/contacts/contacts.csv")).status == 403)
    try await town.end()
  }
}
