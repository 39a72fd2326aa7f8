import Foundation
import Store
import Surroundings
import Testing
import Workplace
import Web

@testable import Letters

@Suite(
  .enabled(
    if: PracticeMailServer.python != nil,
    "needs a Python with aiosmtpd; name it in KITH_TEST_PYTHON"))
struct TestLetterTests {
  private func send(
    _ manner: PracticeMailServer.Manner, username: String = "", password: String = "",
    to: String = "ana@example.org"
  ) async throws -> (reply: Reply, letters: [Letter], arrived: Int) {
    let practice = try await PracticeMailServer(manner)
    let place = try await Workplace.post(.sqlite)
    try await place.setServer(try practice.server(username: username, password: password))
    let staff = Reader(site: place.site([.letters]), role: "staff")
    let reply = await staff.post("/desk/letters/tests", from: "/desk/letters", ["to": to])
    let letters = try await place.store.read { connection in
      try connection.rows("SELECT * FROM letter").map(Letter.init)
    }
    let arrived = try practice.arrived.count
    try await place.end()
    return (reply, letters, arrived)
  }

  @Test func `a test letter goes out at once and shows what was said`() async throws {
    let (reply, letters, arrived) = try await send(.accept)
    #expect(reply.status == 200 && reply.fault == nil)
    #expect(reply.text.contains("The mail server took the letter."))
    #expect(reply.text.contains("RCPT TO:&lt;ana@example.org&gt;"))
    #expect(letters.map(\.state) == [.sent])
    #expect(arrived == 1)
  }

  @Test(arguments: [
    (PracticeMailServer.Manner.refuse, "The address does not exist", "no such person here"),
    (.stranger, "does not accept the address that letters come from", "not owned by user"),
    (.locked, "wants Kith to sign in", "530"), (.drop, "The connection broke off", "DATA"),
    (.busy, "The mail server is busy", "Too many connections"),
  ])
  func `a test letter that fails says why, in plain words and the server's`(
    manner: PracticeMailServer.Manner, sentence: String, answer: String
  ) async throws {
    let (reply, letters, arrived) = try await send(manner)
    #expect(reply.status == 200 && reply.fault == nil)
    #expect(reply.text.contains(sentence))
    #expect(reply.text.contains(answer))
    #expect(letters.map(\.state) == [.failed])
    #expect(arrived == 0)
  }

  @Test func `a wrong password is told and not shown`() async throws {
    let (reply, letters, _) = try await send(.locked, username: "kith", password: "open barley")
    #expect(reply.text.contains("refused the user name or the password"))
    #expect(reply.text.contains("535"))
    let encoded = Data("\u{0}kith\u{0}open barley".utf8).base64EncodedString()
    #expect(!reply.text.contains("open barley") && !reply.text.contains(encoded))
    #expect(letters.map(\.trouble) == [.signInRefused])
  }

  @Test func `what is no address is said at the form`() async throws {
    let (reply, letters, _) = try await send(.accept, to: "a,b@example.org")
    #expect(reply.status == 422 && reply.fault == nil)
    #expect(reply.text.contains("id=\"field-to-error\""))
    #expect(letters.isEmpty)
  }
}
