import Accounts
import App
import Hometown
import Store
import Surroundings
import Testing
import Town
import Web

/// The desk of a library that has just been opened.
@Suite struct FirstStepsTests {
  @Test func `A new library is shown where to begin, and each step until it is taken`() async throws
  {
    let store = try Store.temporary()
    let clock = Locked(Hometown.now)
    let dealt = Surroundings.still(at: Hometown.now, seed: 7)
    let surroundings = Surroundings(
      now: { clock.withLock { $0 } }, randomBytes: dealt.randomBytes)
    let site = try await App.site(store, surroundings)
    let code = try await store.write { try FirstRun.begin(surroundings, $0) }
    let opened = try await Reader(site: site, cookies: [:]).submit(
      "/first-run", onPage: "/first-run",
      [
        "code": try #require(code), "library": "Piedra Lisa Public Library",
        "zone": "America/Denver", "language": "en", "name": "Ruth Abeyta",
        "email": "ruth@piedralisa.example", "password": "four women bake bread",
      ])
    let session = try #require(opened.cookie("kith_session"))
    let ruth = Reader(site: site, cookies: ["kith_session": session])
    let begin = "Begin with one community that you know a little."
    let data = "Bring in what is published about the people you serve."
    let desk = await ruth.get("/desk").plainText
    for step in [begin, data, "Invite the people you work with."] { #expect(desk.contains(step)) }

    _ = try await ruth.submit(
      "/desk/communities", onPage: "/desk/communities/new",
      ["name": "Sunrise Court", "kind": "place", "summary": "", "language": "en"])
    let after = await ruth.get("/desk").plainText
    #expect(!after.contains(begin) && after.contains(data))
    for _ in 1...5 {
      #expect(await ruth.get("/desk").plainText.contains(data))
      clock.withLock { $0 = $0 + 9 * 86400 }
    }
    let late = await ruth.get("/desk")
    #expect(late.status == 200 && !late.plainText.contains(data))
    try await store.close()
  }
}
