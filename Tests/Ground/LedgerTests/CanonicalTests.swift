import Surroundings
import Testing

@testable import Ledger

@Suite struct CanonicalTests {
  private func canonical(
    kind: String = "fact.added", subject: String = "a", community: String? = nil,
    actor: String = "staff", _ details: [String: String] = [:]
  ) -> String {
    Moment.canonical(
      sequence: 1, at: Instant(seconds: 0), kind: kind,
      subject: Subject(kind: "fact", id: subject, community: community), actor: actor,
      details: details, previous: Ledger.origin)
  }

  @Test func `The bytes are those that the documentation shows, so that sha256sum checks them`() {
    let text = Moment.canonical(
      sequence: 3, at: Instant(seconds: 1_795_449_600), kind: "fact.confirmed",
      subject: Subject(kind: "fact", id: "0123456789abcdef", community: "sunrisecourt0000"),
      actor: "community", details: ["standing": "confirmed", "from": "assumed"],
      previous: String(repeating: "0", count: 64))
    #expect(
      text == """
        kith-moment-1
        0000000000000000000000000000000000000000000000000000000000000000
        3
        1795449600
        fact.confirmed
        fact
        0123456789abcdef
        sunrisecourt0000
        community
        from=assumed
        standing=confirmed
        """)
    // By sha256sum on that text.
    #expect(Ledger.hash(text) == "005f62bf55f2f86aaef77bb57d60909b8cc1d790507cb776736196c9c4e9a11a")
  }

  @Test func `Line feeds and backslashes are written so that lines can't be forged`() {
    let text = canonical(["a": "1\nb=2", "c": "\\n", "d=e": "=\\"])
    #expect(text.hasSuffix("\na=1\\nb=2\nc=\\\\n\nd\\=e==\\\\"))
  }

  @Test func `Two moments that differ have different bytes`() {
    let texts = [
      canonical(["a": "1", "b": "2"]), canonical(["a": "1\nb=2"]), canonical(["a": "1\\nb=2"]),
      canonical(["a": "1\r\nb=2"]), canonical(["a": "1\r", "b": "2"]),
      canonical(["a=1": "2"]), canonical(["a": "1=2"]), canonical(["a\\": "1=2"]),
      canonical(["a": "1\n\u{301}=2"]), canonical(["a": "1", "\u{301}": "2"]),
      canonical(["a": "1\\\u{301}"]), canonical(["a": "1\\\\\u{301}"]),
      canonical(subject: "a\nb", community: "c"), canonical(subject: "a", community: "b\nc"),
      canonical(community: "staff", actor: ""), canonical(actor: "staff\na=1"),
      canonical(["a": "1"]), canonical(["A": "1"]), canonical(["a": ""]), canonical(),
      canonical(["a": "é"]), canonical(["a": "e\u{301}"]),
    ].map { Array($0.utf8) }
    #expect(Set(texts).count == texts.count)
  }

  @Test func `The order in which details were given does not count`() {
    let keys = (0..<20).map { "key\($0)" }
    let one = Dictionary(uniqueKeysWithValues: keys.map { ($0, $0) })
    let two = Dictionary(uniqueKeysWithValues: keys.reversed().map { ($0, $0) })
    #expect(canonical(one) == canonical(two))
  }
}
