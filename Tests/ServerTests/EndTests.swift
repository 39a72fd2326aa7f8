import Foundation
import Programs
import Surroundings
import Testing

/// The program itself, started and told to stop as a supervisor does.
@Suite struct EndTests {
  @Test(.timeLimit(.minutes(5)))
  func `Told to stop, the program answers what is under way and ends`() async throws {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let program = URL(fileURLWithPath: tests).deletingLastPathComponent()
      .appendingPathComponent("kith")
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "kith_\(randomCode(.real, characters: 16))")
    defer { try? FileManager.default.removeItem(at: folder) }
    let kith = try Program(program.path, ["serve", "--port", "0", "--folder", folder.path])
    defer { kith.send(SIGTERM) }

    let text = await kith.words(upTo: "with this code")
    #expect(text.contains("Kith is open at http://127.0.0.1:"))
    let port = try #require(
      text.firstMatch(of: #/http:\/\/127\.0\.0\.1:([0-9]+)/#).flatMap { Int($0.1) })
    let health = try await Wire.ask(port, "GET /health")
    #expect(health.text == "{\"status\":\"ok\"}\n" && health.headers["cache-control"] == "no-store")

    // Checking a password takes a while; meanwhile the program is told to stop.
    let page = try await Wire.ask(port, "GET /sign-in").text
    let token = try #require(page.firstMatch(of: #/name="token" value="([0-9a-f]+)"/#)).1
    let body = Array("token=\(token)&email=ruth%40example.org&password=guess".utf8)
    async let answer = Wire.ask(
      port, "POST /sign-in",
      [
        "Content-Type: application/x-www-form-urlencoded", "Content-Length: \(body.count)",
      ], body: body)
    try await Task.sleep(for: .milliseconds(500))
    kith.send(SIGTERM)
    let reply = try await answer
    #expect(reply.status == 422)
    #expect(reply.text.contains("The address or the password is not right."))
    #expect(await kith.ended() == .exited(0))
    await #expect(throws: Wire.Fault.self) { try await Wire.ask(port, "GET /health") }
  }
}
