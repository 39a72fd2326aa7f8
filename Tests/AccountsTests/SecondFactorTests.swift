import Foundation
import Store
import Surroundings
import Testing
import Town

@testable import Accounts

@Suite struct CodeTests {
  static let secret = Array("12345678901234567890".utf8)
  static let stored = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

  /// RFC 6238, appendix B, for SHA-1: the last six of its eight digits.
  @Test(arguments: [
    (Int64(59), "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"),
    (1_234_567_890, "005924"), (2_000_000_000, "279037"), (20_000_000_000, "353130"),
  ])
  func `Codes are those that the standard publishes`(time: Int64, code: String) {
    #expect(SecondFactor.code(secret: Self.secret, step: time / 30) == code)
    let step = SecondFactor.step(
      code, secret: Self.stored, after: 0, now: Instant(seconds: time))
    #expect(step == time / 30)
  }

  /// RFC 4226, appendix D.
  @Test func `The first ten counters give the published values`() {
    let published = [
      "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871",
      "520489",
    ]
    #expect((0..<10).map { SecondFactor.code(secret: Self.secret, step: $0) } == published)
  }

  /// RFC 4648, section 10, without its padding.
  @Test(arguments: [
    ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
    ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"), ("12345678901234567890", stored),
  ])
  func `Base 32 is that of the standard, there and back`(text: String, code: String) {
    #expect(Base32.encoded(Array(text.utf8)) == code)
    #expect(Base32.decoded(code) == Array(text.utf8))
    #expect(Base32.decoded(code.lowercased()) == Array(text.utf8))
  }

  @Test(arguments: ["0", "1", "8", "MY======", "M Y", "MÝ"])
  func `What is not base 32 is not read as it`(text: String) {
    #expect(Base32.decoded(text) == nil)
  }

  @Test func `All bytes come back from base 32`() {
    for length in 0...40 {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 73 &+ length) }
      #expect(Base32.decoded(Base32.encoded(bytes)) == bytes)
    }
  }

  @Test func `A code is good for its half minute and one on either side`() {
    let code = SecondFactor.code(secret: Self.secret, step: 1000)
    func step(at seconds: Int64, after last: Int64 = 0) -> Int64? {
      SecondFactor.step(code, secret: Self.stored, after: last, now: Instant(seconds: seconds))
    }
    #expect(step(at: 999 * 30 - 1) == nil)
    #expect(step(at: 999 * 30) == 1000)
    #expect(step(at: 1000 * 30) == 1000)
    #expect(step(at: 1002 * 30 - 1) == 1000)
    #expect(step(at: 1002 * 30) == nil)
    // Taken once, it is not taken again, nor is one before it.
    #expect(step(at: 1000 * 30, after: 999) == 1000)
    #expect(step(at: 1000 * 30, after: 1000) == nil)
    #expect(step(at: 1000 * 30, after: 1001) == nil)
  }

  @Test(arguments: ["", "12345", "1234567", "00000a", "٢٨٧٠٨٢"])
  func `What is no code is wrong`(typed: String) {
    #expect(
      SecondFactor.step(typed, secret: Self.stored, after: 0, now: Instant(seconds: 59)) == nil)
  }

  @Test func `Authenticators are told whose code it is`() {
    let address = SecondFactor.address(
      secret: Self.stored, account: "Ruth Abeyta", issuer: "Kith Piedra Lisa & Co.")
    #expect(
      address
        == "otpauth://totp/Kith%20Piedra%20Lisa%20%26%20Co%2E:Ruth%20Abeyta?secret=\(Self.stored)&issuer=Kith%20Piedra%20Lisa%20%26%20Co%2E"
    )
    #expect(
      QRCode.svg(address, title: "\"<Picture>\"")?.markup.contains("&quot;&lt;Picture") == true)
    #expect(QRCode.svg(String(repeating: "a", count: 5000), title: "") == nil)
  }

  @Test func `A code is read as people type it`() {
    #expect(Code.typed(" ABCD-efgh 1234 ") == "abcdefgh1234")
    // printf abc | sha256sum
    #expect(
      Code.hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(Code.new(.real).count == 26 && Code.new(.real) != Code.new(.real))
  }

  @Test(arguments: TestEngine.present)
  func `A recovery code works once, for its owner`(engine: TestEngine) async throws {
    let town = try await Town(engine)
    let ruth = try #require(town.people.accounts[.owner])
    let daniel = try #require(town.people.accounts[.staff])
    let surroundings = town.site.surroundings
    let codes = try await town.store.write {
      try RecoveryCodes.renew(for: ruth, surroundings, $0)
    }
    #expect(codes.count == 10 && Set(codes).count == 10)
    #expect(codes.allSatisfy { $0.count == 14 })
    let used = try await town.store.write { connection in
      [
        try RecoveryCodes.use(codes[0], for: daniel, connection),
        try RecoveryCodes.use("", for: ruth, connection),
        try RecoveryCodes.use(
          codes[0].uppercased().replacing("-", with: " "), for: ruth, connection),
        try RecoveryCodes.use(codes[0], for: ruth, connection),
        try RecoveryCodes.use(codes[1], for: ruth, connection),
      ]
    }
    #expect(used == [false, false, true, false, true])
    // New codes end the old ones.
    let old = try await town.store.write { connection in
      _ = try RecoveryCodes.renew(for: ruth, surroundings, connection)
      return try RecoveryCodes.use(codes[2], for: ruth, connection)
    }
    #expect(!old)
    try await town.end()
  }
}
