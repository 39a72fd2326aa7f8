import Foundation
import Surroundings
import Testing

@testable import Accounts

@Suite struct PasswordTests {
  /// By another implementation: hashlib.scrypt("correct horse battery staple", N = 2^10, r = 8, p = 3).
  static let battery =
    "scrypt$10$8$3$MDEyMzQ1Njc4OWFiY2RlZg==$3+3lkJRAF7mwvVxWpggDyZGimJmN5mDBVDEICORujIs="

  let passwords = Passwords(.real)

  @Test func `A password matches its hash, and no other does`() async throws {
    #expect(try await passwords.matches("correct horse battery staple", Self.battery))
    for wrong in [
      "", "correct horse battery stapl", "Correct horse battery staple",
      "correct horse battery staple ",
    ] {
      #expect(try await passwords.matches(wrong, Self.battery) == false, "\(wrong)")
    }
  }

  @Test func `A new hash has its parameters beside it, and a salt of its own`() async throws {
    let one = try await passwords.hash("four women bake bread")
    let two = try await passwords.hash("four women bake bread")
    #expect(one.hasPrefix("scrypt$15$8$3$") && one != two)
    #expect(!one.contains("bread"))
    #expect(try await passwords.matches("four women bake bread", one))
    #expect(try await passwords.matches("four women break bread", one) == false)
  }

  @Test func `The same letters from another keyboard are the same password`() async throws {
    // By the same other implementation, of the composed letters.
    let hash =
      "scrypt$10$8$3$MDEyMzQ1Njc4OWFiY2RlZg==$bkNuhZagPZTqqefGhU7JafAMqDv4PiU2/aTU6k/tP04="
    let composed = "contraseña de Tomás".precomposedStringWithCanonicalMapping
    let decomposed = composed.decomposedStringWithCanonicalMapping
    #expect(composed.utf8.count != decomposed.utf8.count)
    #expect(try await passwords.matches(composed, hash))
    #expect(try await passwords.matches(decomposed, hash))
    #expect(try await passwords.matches("contrasena de Tomas", hash) == false)
  }

  @Test func `Who has no password is let in with none`() async throws {
    #expect(try await passwords.matches("", nil) == false)
    #expect(try await passwords.matches("correct horse battery staple", nil) == false)
  }

  @Test(arguments: [
    "", "scrypt", "$$$$$", "scrypt$9$8$3$AAAA$AAAA", "scrypt$21$8$3$AAAA$AAAA",
    "scrypt$x$8$3$AAAA$AAAA", "scrypt$10$8$3$not base 64$AAAA", "bcrypt$10$8$3$AAAA$AAAA",
    "scrypt$10$8$3$MDEyMzQ1Njc4OWFiY2RlZg==$", "scrypt$10$8$3$MDEyMzQ1Njc4OWFiY2RlZg==$AAAA",
    String(battery.dropLast()), battery + "$more",
  ])
  func `A hash that was cut or made up matches nothing`(hash: String) async throws {
    #expect(try await passwords.matches("correct horse battery staple", hash) == false)
  }

  @Test func `A flood of strangers is told to wait, and stops nobody who is known`() async throws {
    let results = await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        // While the strangers wait.
        try? await Task.sleep(for: .milliseconds(200))
        let isIn = try? await passwords.matches(
          "correct horse battery staple", Self.battery, .known)
        #expect(isIn == true)
        return false
      }
      for _ in 0..<400 {
        group.addTask {
          do {
            return try await passwords.matches(
              "correct horse battery staple", Self.battery, .strangers)
          } catch {
            return false
          }
        }
      }
      return await group.reduce(into: [Bool]()) { $0.append($1) }
    }
    #expect(results.contains(false) && results.count(where: { $0 }) >= 10)
    #expect(try await passwords.matches("correct horse battery staple", Self.battery))
  }
}
