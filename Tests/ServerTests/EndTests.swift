import Foundation
import Surroundings
import Testing

/// The program itself, started and told to stop as a supervisor does.
@Suite struct EndTests {
  /// What the program says, up to and with the words that are waited for.
  private func read(_ handle: FileHandle, until words: String) async -> String {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        var said = Data()
        while !String(decoding: said, as: UTF8.self).contains(words) {
          let more = handle.availableData
          if more.isEmpty { break }
          said += more
        }
        continuation.resume(returning: String(decoding: said, as: UTF8.self))
      }
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func `Told to stop, the program answers what is under way and ends`() async throws {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let program = URL(fileURLWithPath: tests).deletingLastPathComponent()
      .appendingPathComponent("kith")
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "kith_\(randomCode(.real, characters: 16))")
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    let said = Pipe()
    process.executableURL = program
    process.arguments = ["serve", "--port", "0", "--folder", folder.path]
    process.standardOutput = said
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer { if process.isRunning { process.terminate() } }

    let text = await read(said.fileHandleForReading, until: "with this code")
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
    process.terminate()
    let reply = try await answer
    #expect(reply.status == 422)
    #expect(reply.text.contains("The address or the password is not right."))
    while process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    await #expect(throws: Wire.Fault.self) { try await Wire.ask(port, "GET /health") }
  }
}
