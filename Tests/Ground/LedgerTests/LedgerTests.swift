import Store
import Surroundings
import Testing
import Town

@testable import Ledger

/// The ledger of the town, kept and tampered with.
@Suite(.serialized) struct LedgerTests {
  /// What checking finds after somebody with the database in their hands ran these statements. They
  /// are undone afterwards.
  private func verification(
    _ town: Town, after statements: [SQL]
  ) async throws -> LedgerVerification {
    struct Undone: Error { let found: LedgerVerification }
    do {
      try await town.store.write { connection in
        switch connection.dialect {
        case .sqlite:
          try connection.run("DROP TRIGGER moment_stays")
          try connection.run("DROP TRIGGER moment_remains")
        case .postgres: try connection.run("DROP TRIGGER moment_stays ON moment")
        }
        for statement in statements {
          #expect(try connection.run(statement) > 0)
        }
        throw Undone(found: try Ledger.verify(connection))
      }
    } catch let undone as Undone {
      return undone.found
    }
    throw LedgerFault.noHead
  }

  private func head(_ town: Town) async throws -> LedgerVerification {
    try await town.store.read { try Ledger.verify($0) }
  }

  @Test(arguments: TestEngine.present)
  func `The town's ledger holds, and its numbers have no gap`(engine: TestEngine) async throws {
    let town = try await Town(engine)
    let found = try await head(town)
    #expect(found.holds && found.count > 20)
    let moments = try await town.store.read { try Ledger.moments(limit: 1000, $0) }
    #expect(moments.map(\.sequence) == (1...found.count).reversed())
    #expect(moments.first?.hash == found.head)
    #expect(moments.last?.previous == String(repeating: "0", count: 64))
    #expect(moments.allSatisfy { !$0.details.values.joined().contains("Ruth") })
    try await town.end()
  }

  static let tampering: [(SQL, String)] = [
    ("UPDATE moment SET at = at + 1 WHERE sequence = 5", "moment 5 was changed"),
    ("UPDATE moment SET kind = 'fact.praised' WHERE sequence = 5", "moment 5 was changed"),
    ("UPDATE moment SET subject_kind = 'letter' WHERE sequence = 5", "moment 5 was changed"),
    ("UPDATE moment SET subject = '0000000000000000' WHERE sequence = 5", "moment 5 was changed"),
    ("UPDATE moment SET community = NULL WHERE sequence = 5", "moment 5 was changed"),
    ("UPDATE moment SET actor = 'owner' WHERE sequence = 5", "moment 5 was changed"),
    ("UPDATE moment SET details = '{}' WHERE sequence = 5", "moment 5 was changed"),
    ("UPDATE moment SET details = 'none' WHERE sequence = 5", "moment 5 can't be read"),
    (
      "UPDATE moment SET previous = 'x' WHERE sequence = 5",
      "moment 5 does not follow the moment before it"
    ),
    ("UPDATE moment SET hash = 'x' WHERE sequence = 5", "moment 5 was changed"),
    ("DELETE FROM moment WHERE sequence = 5", "moment 5 is missing: the next stored is 6"),
    ("DELETE FROM moment WHERE sequence = 1", "moment 1 is missing: the next stored is 2"),
  ]

  @Test(arguments: TestEngine.present)
  func `Whatever is changed in a moment is found, and said where`(engine: TestEngine) async throws {
    let town = try await Town(engine)
    for (statement, fault) in Self.tampering {
      let found = try await verification(town, after: [statement])
      #expect(found.faults.first == fault, "\(statement)")
      #expect(!found.holds)
    }
    #expect(try await head(town).holds)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `A tail that was cut off is found, since the head remembers`(engine: TestEngine)
    async throws
  {
    let town = try await Town(engine)
    let whole = try await head(town)
    let last = whole.count
    let cut = try await verification(
      town, after: ["DELETE FROM moment WHERE sequence >= \(last - 1)"])
    #expect(
      cut.faults == [
        "the ledger ends at moment \(last - 2), but its head remembers moment \(last)"
      ])
    let empty = try await verification(town, after: ["DELETE FROM moment"])
    #expect(
      empty.faults == ["the ledger ends at moment 0, but its head remembers moment \(last)"])
    let headless = try await verification(town, after: ["DELETE FROM ledger_head"])
    #expect(headless.faults == ["the ledger has no head"])
    let renamed = try await verification(
      town, after: ["UPDATE moment SET sequence = sequence + 5 WHERE sequence = \(last)"])
    #expect(renamed.faults.first == "moment \(last) is missing: the next stored is \(last + 5)")
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `A last moment written anew is found, and a whole chain by a hash noted elsewhere`(
    engine: TestEngine
  ) async throws {
    let town = try await Town(engine)
    let noted = try await head(town)
    let last = try #require(
      try await town.store.read { try Ledger.moments(limit: 1, $0) }.first)
    let forged = Ledger.hash(
      Moment.canonical(
        sequence: last.sequence, at: last.at, kind: last.kind, subject: last.subject,
        actor: "partner", details: last.details, previous: last.previous))
    let change: SQL = """
      UPDATE moment SET actor = 'partner', hash = \(forged) WHERE sequence = \(last.sequence)
      """
    let found = try await verification(town, after: [change])
    #expect(found.faults.count == 1 && found.faults.first?.contains("its head remembers") == true)
    // Who changes the head as well is not found by the chain: only by what somebody wrote down.
    let all = try await verification(
      town, after: [change, "UPDATE ledger_head SET hash = \(forged) WHERE id = 1"])
    #expect(all.holds && all.head != noted.head)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `The database itself refuses to change or remove a moment`(engine: TestEngine) async throws {
    let town = try await Town(engine)
    let statements: [SQL] = [
      "UPDATE moment SET actor = 'owner' WHERE sequence = 1",
      "DELETE FROM moment WHERE sequence = 1",
      "DELETE FROM moment",
    ]
    for statement in statements {
      let error = await #expect(throws: StoreError.self) {
        try await town.store.write { _ = try $0.run(statement) }
      }
      #expect(error?.description.contains("the ledger is append-only") == true, "\(statement)")
    }
    #expect(try await head(town).holds)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `A change that failed leaves no moment, and no gap`(engine: TestEngine) async throws {
    struct Sudden: Error {}
    let town = try await Town(engine)
    let before = try await head(town)
    let subject = Subject(kind: "fact", id: "0123456789abcdef")
    await #expect(throws: Sudden.self) {
      try await town.store.write { connection in
        try connection.record("fact.added", on: subject, by: "staff", at: Instant(seconds: 1))
        throw Sudden()
      }
    }
    #expect(try await head(town) == before)
    try await town.store.write { connection in
      _ = try? connection.attempt {
        try connection.record("fact.ended", on: subject, by: "staff", at: Instant(seconds: 2))
        throw Sudden()
      }
      try connection.record("fact.added", on: subject, by: "staff", at: Instant(seconds: 3))
    }
    let after = try await head(town)
    #expect(after.holds && after.count == before.count + 1)
    let last = try await town.store.read { try Ledger.moments(limit: 1, $0) }.first
    #expect(last?.kind == "fact.added" && last?.at == Instant(seconds: 3))
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `Fifty who write at once make one chain without a gap`(engine: TestEngine) async throws {
    let town = try await Town(engine)
    let before = try await head(town).count
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<50 {
        group.addTask {
          try await town.store.write { connection in
            try connection.record(
              "fact.checked", on: Subject(kind: "fact", id: "fact \(number)", community: "court"),
              by: "staff", at: Instant(seconds: 1_795_449_600), ["number": String(number)])
          }
        }
      }
      try await group.waitForAll()
    }
    let after = try await head(town)
    #expect(after.holds && after.count == before + 50)
    let moments = try await town.store.read { try Ledger.moments(of: "court", $0) }
    #expect(Set(moments.compactMap { $0.details["number"] }).count == 50)
    #expect(moments.map(\.sequence) == moments.map(\.sequence).sorted(by: >))
    #expect(try await town.store.read { try Ledger.moments(of: "court", limit: 3, $0) }.count == 3)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `What a moment says comes back as it was, whatever the letters`(engine: TestEngine)
    async throws
  {
    let town = try await Town(engine)
    let details = ["words": "«صنرايز»\n\"quoted\" \\ / é e\u{301}", "empty": "", "a=b": "c=d"]
    let subject = Subject(kind: "fact", id: "0123456789abcdef", community: "court")
    try await town.store.write {
      try $0.record("fact.added", on: subject, by: "staff", at: Instant(seconds: -1), details)
    }
    let stored = try await town.store.read { try Ledger.moments(of: "court", $0) }.first
    #expect(stored?.details == details)
    #expect(stored?.subject == subject && stored?.at == Instant(seconds: -1))
    #expect(try await head(town).holds)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `What the community says is kept with its day alone, and the chain holds`(
    engine: TestEngine
  ) async throws {
    let town = try await Town(engine)
    let subject = Subject(kind: "fact", id: "0123456789abcdef", community: "court")
    let noon = Instant(seconds: 20_780 * 86400 + 43_200)
    try await town.store.write { connection in
      try connection.record("fact.changed", on: subject, by: "staff", at: noon)
      try connection.record("fact.confirmed", on: subject, by: Moment.community, at: noon)
    }
    let stored = try await town.store.read { try Ledger.moments(of: "court", limit: 2, $0) }
    #expect(stored.map(\.at) == [Instant(seconds: 20_780 * 86400), noon])
    #expect(try await head(town).holds)
    try await town.end()
  }

  @Test func `Nothing is recorded in a database without its head`() async throws {
    let town = try await Town()
    await #expect(throws: LedgerFault.noHead) {
      try await town.store.write { connection in
        try connection.run("DELETE FROM ledger_head")
        try connection.record(
          "fact.added", on: Subject(kind: "fact", id: "a"), by: "staff", at: Instant(seconds: 1))
      }
    }
    try await town.end()
  }
}
