import Foundation
import Testing

@testable import Surroundings

@Suite struct ChanceTests {
  private enum Person {}

  @Test func `A new id has sixteen characters that nobody misreads`() {
    let made = (0..<200).map { _ in ID<Person>.new(.real).text }
    #expect(made.allSatisfy { $0.utf8.count == 16 && ID<Person>($0) != nil })
    #expect(Set(made).count == 200)
    #expect(made.joined().allSatisfy { !"ilou".contains($0) })
    // Each of the 32 characters turns up among 3,200: one missing would mean lost bits.
    #expect(Set(made.joined()).count == 32)
  }

  @Test(arguments: [
    "", "0123456789abcde", "0123456789abcdefg", "0123456789ABCDEF", "0123456789abcdei",
    "0123456789abcdel", "0123456789abcdeo", "0123456789abcdeu", "0123456789abcde ",
    "0123456789abcdé", "../../etc/passwd",
  ])
  func `What has no id's shape is none`(text: String) {
    #expect(ID<Person>(text) == nil)
  }

  @Test func `An id is one plain text in JSON`() throws {
    let id = try #require(ID<Person>("0123456789abcdef"))
    let data = try JSONEncoder().encode([id])
    #expect(String(decoding: data, as: UTF8.self) == "[\"0123456789abcdef\"]")
    #expect(try JSONDecoder().decode([ID<Person>].self, from: data) == [id])
  }

  @Test func `The same seed deals the same bytes, however they are asked for`() {
    let start = Instant(seconds: 1_795_449_600)
    let one = Surroundings.still(at: start, seed: 7)
    let two = Surroundings.still(at: start, seed: 7)
    let other = Surroundings.still(at: start, seed: 8)
    let first = one.randomBytes(32)
    #expect(two.randomBytes(12) + two.randomBytes(20) == first)
    #expect(other.randomBytes(32) != first)
    #expect(one.randomBytes(32) != first)
    #expect(one.now() == start && one.now() == start)
  }

  @Test func `SplitMix64 deals its published numbers`() {
    // The first outputs for seed 1234567, of which the lowest byte is dealt:
    // 6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431.
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431,
    ]
    let bytes = SeededBytes(seed: 1_234_567).next(4)
    #expect(bytes == expected.map { UInt8(truncatingIfNeeded: $0) })
  }

  @Test func `Bytes of the real world differ`() {
    #expect(Surroundings.real.randomBytes(32) != Surroundings.real.randomBytes(32))
    #expect(Surroundings.real.randomBytes(0) == [])
  }

  @Test func `Hexadecimal has two digits for each byte`() {
    #expect(hexadecimal([0x00, 0x0F, 0x10, 0xAB, 0xFF]) == "000f10abff")
    #expect(hexadecimal([UInt8]()) == "")
  }

  @Test func `A value that threads take turns at counts each of them`() async {
    let count = Locked(0)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<50 {
        group.addTask { for _ in 0..<200 { count.withLock { $0 += 1 } } }
      }
    }
    #expect(count.withLock { $0 } == 10_000)
  }
}
