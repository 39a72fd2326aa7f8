import Foundation
import Store
import Surroundings
import Testing
import Workplace
import Web

@testable import Letters

@Suite struct MailSettingTests {
  private let page = "/desk/letters/settings"
  private let right = [
    "host": "mail.juniper.example", "port": "587", "security": "starttls", "username": "kith",
    "password": "open sesame", "address": "library@juniper.example", "name": "Juniper “Library”",
  ]

  private func withOwner(
    _ body: (Workplace, Reader) async throws -> Void
  ) async throws {
    let place = try await Workplace.post(.sqlite)
    let reader = Reader(site: place.site([.letters]), role: "owner")
    do { try await body(place, reader) } catch {
      try? await place.end()
      throw error
    }
    try await place.end()
  }

  private func setting(_ place: Workplace) async throws -> MailServer? {
    try await place.store.read { try MailSetting.find($0) }?.server
  }

  @Test func `an owner sets the mail server, and the password is not shown again`() async throws {
    try await withOwner { place, owner in
      #expect(await owner.post(page, from: page, right).status == 303)
      let server = try #require(try await setting(place))
      #expect(server.password == "open sesame" && server.port == 587)
      #expect(server.sender.name == "Juniper “Library”")
      let shown = await owner.get(page)
      #expect(!shown.text.contains("open sesame"))
      #expect(shown.text.contains("mail.juniper.example"))
      #expect(shown.fault == nil)
      _ = await owner.post("\(page)/removal", from: page)
      #expect(try await setting(place) == nil)
    }
  }

  @Test func `an empty password keeps the one that is set, for the same server alone`() async throws
  {
    try await withOwner { place, owner in
      _ = await owner.post(page, from: page, right)
      let kept = right.merging(["password": "", "name": "Library"]) { $1 }
      #expect(await owner.post(page, from: page, kept).status == 303)
      let same = try await setting(place)
      #expect(same?.password == "open sesame")
      #expect(same?.sender.name == "Library")
      for change in [
        ["host": "evil.example"], ["username": "other"], ["port": "25"], ["security": "tls"],
      ] {
        let other = kept.merging(change) { $1 }
        #expect(await owner.post(page, from: page, other).status == 422)
      }
      let unchanged = try await setting(place)
      #expect(unchanged?.host == "mail.juniper.example")
      let without = kept.merging(["username": ""]) { $1 }
      #expect(await owner.post(page, from: page, without).status == 303)
      let open = try await setting(place)
      #expect(open?.password == "")
    }
  }

  @Test(arguments: [
    (["host": ""], "field-host"), (["host": "mail.example/x"], "field-host"),
    (["host": "a b"], "field-host"), (["port": "0"], "field-port"),
    (["port": "65536"], "field-port"), (["port": "x"], "field-port"),
    (["security": "ssl3"], "field-security"), (["security": "none"], "field-security"),
    (["address": "library"], "field-address"), (["address": "a,b@example.org"], "field-address"),
    (["authority": "not PEM"], "field-authority"), (["password": ""], "field-password"),
  ])
  func `what can't be right is said at its field, and nothing is lost`(
    change: [String: String], field: String
  ) async throws {
    try await withOwner { place, owner in
      let reply = await owner.post(page, from: page, right.merging(change) { $1 })
      #expect(reply.status == 422)
      #expect(reply.text.contains("href=\"#\(field)\""))
      #expect(reply.text.contains("id=\"\(field)-error\""))
      #expect(reply.text.contains("value=\"kith\""))
      #expect(!reply.text.contains("open sesame"))
      #expect(reply.fault == nil)
      let none = try await setting(place)
      #expect(none == nil)
    }
  }

  @Test func `on the same machine nothing need be encrypted`() async throws {
    try await withOwner { place, owner in
      let local = right.merging(["host": "localhost", "security": "none", "port": "25"]) { $1 }
      #expect(await owner.post(page, from: page, local).status == 303)
      let server = try await setting(place)
      #expect(server?.security == MailServer.Security.none)
    }
  }
}
