import Power
import Store
import Surroundings
import Testing
import Town
import Web

@testable import Pulses

@Suite(.serialized) struct GateTests {
  @Test(arguments: TestEngine.present)
  func `In a quiet month no pulse opens, and the reason is told`(engine: TestEngine) async throws {
    let meeting = try await Meeting(engine)
    try await meeting.charter(
      """
      INSERT INTO quiet_period (community, from_day, to_day, reason)
      VALUES (\(meeting.sunrise), '2026-11-01', '2026-11-30', 'The month of the dead')
      """)
    let daniel = try await meeting.town.reader(.staff)
    let refused = try await daniel.submit(
      "\(meeting.pulse.deskPath)/opening", onPage: meeting.pulse.deskPath)
    #expect(refused.status == 403)
    #expect(refused.plainText.contains("quiet until November 30, 2026: The month of the dead"))
    let (pulse, asks) = try await meeting.town.store.read { [meeting] connection in
      (
        try Pulse.find(meeting.pulse.id, connection),
        try connection.count(
          "SELECT COUNT(*) FROM ask WHERE subject = \(meeting.pulse.id) AND status = 'counted'")
      )
    }
    #expect(pulse?.state == .draft && asks == 0)
    #expect(await (try await meeting.town.reader(nil)).get(meeting.pulse.path).status == 404)
    // The month over, it opens, and is written down as an ask of four minutes.
    meeting.town.wait(seconds: 8 * 86400)
    let opened = try await daniel.submit(
      "\(meeting.pulse.deskPath)/opening", onPage: meeting.pulse.deskPath)
    #expect(opened.status == 303)
    let ask = try await meeting.town.store.read { [meeting] in
      try $0.first(
        "SELECT * FROM ask WHERE subject = \(meeting.pulse.id) AND status = 'counted'")
    }
    let row = try #require(ask)
    #expect(try row.string("instrument") == "pulse" && row.int("minutes") == 4)
    #expect(try row.day("closes").description == "2026-12-15")
    try await meeting.end()
  }

  @Test
  func `What a community holds for itself looks missing to everybody, and the desk still answers`()
    async throws
  {
    let meeting = try await Meeting()
    try await meeting.open()
    let visitor = try await meeting.town.reader(nil)
    #expect(await visitor.get("/pulses").links.contains(meeting.pulse.path))
    try await meeting.charter(
      """
      INSERT INTO power (community, act, holder)
      VALUES (\(meeting.sunrise), 'publish', 'community')
      """)
    for path in [
      meeting.pulse.path, "\(meeting.pulse.path)/receipt", "/pulses/spring-2026/results",
    ] {
      #expect(await visitor.get(path).status == 404, "\(path)")
    }
    #expect(!(await visitor.get("/pulses")).links.contains(meeting.pulse.path))
    let daniel = try await meeting.town.reader(.staff)
    let desk = "\(meeting.pulse.deskPath)/answers"
    let reply = try await daniel.submit(desk, onPage: desk, ["occurrence-word": "4"])
    #expect(reply.status == 303)
    try await meeting.close()
    let logged = try await meeting.town.store.read { [meeting] in
      try $0.count(
        "SELECT COUNT(*) FROM release WHERE act = 'publish' AND subject = \(meeting.pulse.id)")
    }
    #expect(logged == 0)
    try await meeting.end()
  }

  @Test func `Closing logs that its figures became public`() async throws {
    let meeting = try await Meeting()
    try await meeting.open()
    try await meeting.close()
    let logged = try await meeting.town.store.read { [meeting] in
      try $0.count(
        "SELECT COUNT(*) FROM release WHERE act = 'publish' AND subject = \(meeting.pulse.id)")
    }
    #expect(logged == 1)
    try await meeting.end()
  }

  @Test func `A draft is nobody's to answer`() async throws {
    let meeting = try await Meeting()
    let daniel = try await meeting.town.reader(.staff)
    #expect(await daniel.get("\(meeting.pulse.deskPath)/answers").status == 404)
    #expect(await (try await meeting.town.reader(nil)).get(meeting.pulse.path).status == 404)
    try await meeting.end()
  }
}
