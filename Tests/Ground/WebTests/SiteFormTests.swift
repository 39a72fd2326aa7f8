import Surroundings
import Testing

@testable import Web

/// Forms as they are sent: where from, by whom, how large, in what shape; and the reader's language.
@Suite struct SiteFormTests {
  @Test func `A form from a page of ours is heard`() async throws {
    let small = try await SmallSite()
    #expect(await small.post("/form", "word=yes&word=no").text == "Heard: yes|no")
    #expect(await small.post("/members", as: "ruth").text == "Done")
  }

  @Test(arguments: [
    ["sec-fetch-site": "cross-site"], ["sec-fetch-site": "same-site"],
    ["origin": "https://evil.example"], ["origin": "http://kith.piedralisa.example"],
    ["origin": "https://kith.piedralisa.example.evil.example"], ["origin": ""],
    ["origin": "https://kith.piedralisa.example:444"],
    ["origin": "http://127.0.0.1:8080", "host": "127.0.0.1:8081"],
    ["origin": "https://kith.piedralisa.example", "sec-fetch-site": "cross-site"],
  ])
  func `A form from another site is refused, with the right token even`(headers: [String: String])
    async throws
  {
    let small = try await SmallSite()
    let all = ["host": "127.0.0.1:8080"].merging(headers) { $1 }
    let reply = await small.post("/form", as: "ruth", all)
    #expect(reply.status == 403)
    #expect(reply.text.contains("Nothing was changed."))
    #expect(!reply.text.contains("Heard"))
  }

  @Test(arguments: [
    ["sec-fetch-site": "same-origin"], ["sec-fetch-site": "none"],
    ["origin": "http://127.0.0.1:8080"], ["origin": "https://127.0.0.1:8080"],
    ["origin": "https://kith.piedralisa.example"], ["origin": "null"], [:],
  ])
  func `A form from this one is heard, however the browser says so`(headers: [String: String])
    async throws
  {
    let small = try await SmallSite()
    let all = ["host": "127.0.0.1:8080"].merging(headers) { $1 }
    #expect(await small.post("/form", as: "ruth", all).text == "Heard: yes")
  }

  @Test func `A form without its token, with another's or an old one changes nothing`()
    async throws
  {
    let small = try await SmallSite()
    let (ruth, home) = (await small.token(for: "ruth"), await small.token(for: "ruth-at-home"))
    let visitor = await small.token(for: nil)
    #expect(ruth.count == 36 && ruth != home && ruth != visitor)
    for (token, person) in [("", "ruth"), (home, "ruth"), (visitor, "ruth"), (ruth, nil)] {
      let reply = await small.post("/form", as: person, token: token)
      #expect(reply.status == 403 && reply.text.contains("This form is too old"))
    }
    small.wait(seconds: 24 * 3600)
    #expect(await small.post("/form", token: visitor).status == 403)
    #expect(await small.post("/form", as: "ruth", token: ruth).status == 200)
  }

  @Test
  func `Where the disk is full nothing typed is lost, and the site knows until there is room`()
    async throws
  {
    let small = try await SmallSite()
    #expect(try await small.site.hasRoom())
    let reply = await small.post(
      "/full", "word=We+met+twice.", ["origin": "https://kith.piedralisa.example"])
    #expect(reply.status == 503 && reply.header("retry-after") == "300")
    #expect(reply.text.contains("There is no room left"))
    #expect(reply.text.contains("We met twice.</textarea>") && reply.text.contains("Send it again"))
    #expect(small.site.isFull.withLock { $0 })
    // Here the disk has room, so that the next look finds out.
    #expect(try await small.site.hasRoom())
    #expect(!small.site.isFull.withLock { $0 })
  }

  @Test func `What was typed into a form that is too old comes back, and can be sent again`()
    async throws
  {
    let small = try await SmallSite()
    let fields = "id=0123456789abcdef&word=We+met+%3Ctwice%3E.&kind=place&password=Geheim+42"
    let here = ["origin": "https://kith.piedralisa.example"]
    let reply = await small.post("/form", fields, as: "ruth", token: "old", here)
    #expect(reply.status == 403 && reply.text.contains("What you typed"))
    #expect(reply.text.contains("We met &lt;twice&gt;.</textarea>"))
    #expect(!reply.text.contains("Geheim") && !reply.text.contains("Send it again"))

    let plain = "id=0123456789abcdef&word=We+met+twice."
    let again = await small.post("/form", plain, as: "ruth", token: "old", here).text
    #expect(again.contains("Send it again"))
    let form = try #require(again.components(separatedBy: "action=\"/form\"").last)
    #expect(form.contains("name=\"id\" value=\"0123456789abcdef\""))
    let token = try #require(
      form.components(separatedBy: "name=\"token\" value=\"").last?.prefix { $0 != "\"" })
    let sent = await small.post("/form", plain, as: "ruth", token: String(token), here)
    #expect(sent.text == "Heard: We met twice.")
  }

  @Test func `Who was signed out while writing finds the text beside the way to sign in`()
    async throws
  {
    let small = try await SmallSite()
    let reply = await small.post("/members", "word=We+met+twice.", token: "old")
    #expect(reply.status == 403 && reply.text.contains("href=\"/sign-in\""))
    #expect(reply.text.contains("What you typed") && reply.text.contains("We met twice."))
    // Nothing that another site made the browser send is shown.
    for headers in [["origin": "null"], ["origin": "https://evil.example"]] {
      let other = await small.post("/members", "word=Call+this+number", token: "old", headers)
      #expect(!other.text.contains("Call this number"))
    }
  }

  @Test func `Who comes too late or too often gets the text back`() async throws {
    let small = try await SmallSite()
    let changed = await small.post("/changed", "word=We+met+twice.&version=3", as: "ruth")
    #expect(changed.status == 409 && changed.text.contains("Daniel saved it at noon."))
    #expect(changed.text.contains("We met twice.</textarea>"))
    // Sent again as it is, it would be refused again.
    #expect(!changed.text.contains("Send it again"))
    #expect(!changed.text.contains("Open the page again"))
    let lines = await small.post("/form", "word=We+met.%0D%0AThen+we+ate.", token: "old")
    #expect(lines.text.contains("rows=\"2\"") && lines.text.contains("href=\"/form\""))

    let here = ["origin": "https://kith.piedralisa.example"]
    #expect(await small.post("/often", "word=Once.", here).status == 200)
    let often = await small.post("/often", "word=We+met+twice.", here)
    #expect(often.status == 429 && often.text.contains("We met twice.</textarea>"))
    #expect(often.text.contains("Send it again"))
    #expect(often.text.contains("Piedra Lisa Public Library"))
    let receipt = await small.post("/often", "receipt=q7kd-31xw", here)
    #expect(receipt.status == 429 && !receipt.text.contains("q7kd"))
    let other = await small.post("/often", "word=Call+now", ["origin": "https://evil.example"])
    #expect(other.status == 429 && !other.text.contains("Call now"))
  }

  @Test func `No link leads from the answer to a form to where there is nothing`() async throws {
    let small = try await SmallSite()
    #expect(await small.get("/").text.contains("hreflang=\"es\""))
    #expect(!(await small.post("/often", "word=Once.").text.contains("hreflang=\"es\"")))
  }

  @Test func `Whether one may use an address is told before the form is looked at`() async throws {
    let small = try await SmallSite()
    #expect(await small.post("/members", token: "stale").status == 303)
    #expect(await small.post("/members", as: "amal", token: "stale").status == 403)
  }

  @Test func `A body is taken up to its address's limit, and one byte more is too large`()
    async throws
  {
    let small = try await SmallSite()
    let token = await small.token(for: nil)
    let frame = "word=&token=\(token)".utf8.count
    let fits = String(repeating: "a", count: Route.formLimit - frame)
    #expect(await small.post("/form", "word=\(fits)").status == 200)
    let reply = await small.post("/form", "word=\(fits)a")
    #expect(reply.status == 413)
    #expect(reply.text.contains("This form takes at most 256 kB."))
    let other = String(repeating: "a", count: 4096 - frame)
    #expect(await small.post("/files", "word=\(other)").status == 200)
    let second = await small.post("/files", "word=\(other)a")
    #expect(second.status == 413 && second.text.contains("This form takes at most 4 kB."))
  }

  /// How many bytes the site asks for; `nil` when it answers without the body.
  private func asked(
    _ small: SmallSite, _ path: String, as person: String? = nil
  ) async -> (limit: Int?, status: Int) {
    let limit = Locked<Int?>(nil)
    let cookie = person.map { ["cookie": "kith_session=\($0)"] } ?? [:]
    let reply = await small.site.answer(Request(method: .post, path: path, headers: cookie)) {
      most in
      limit.withLock { $0 = most }
      throw Failure.tooLarge(limit: most)
    }
    return (limit.withLock { $0 }, reply.status)
  }

  @Test func `A body is read only from who may send it, and of a stranger no more than a form`()
    async throws
  {
    let small = try await SmallSite()
    let expected: [(path: String, person: String?, limit: Int?, status: Int)] = [
      ("/files", "ruth", 4096, 413), ("/nowhere", "ruth", nil, 404), ("/", "ruth", nil, 405),
      ("/imports", "ruth", 1 << 30, 413),
      // A role that may not know of the address, and somebody who must sign in first.
      ("/imports", "amal", nil, 404), ("/imports", nil, Route.formLimit, 303),
      ("/seldom/imports", nil, Route.formLimit, 413),
      // What was typed is given back to whoever sends too often: a plain form, no more.
      ("/seldom/imports", nil, Route.formLimit, 429),
    ]
    for line in expected {
      let (limit, status) = await asked(small, line.path, as: line.person)
      #expect(limit == line.limit && status == line.status, "\(line)")
    }
  }

  @Test(arguments: [
    "application/json", "text/plain", "multipart/form-data", "", "application/xml",
  ])
  func `Another type than a form's is refused`(type: String) async throws {
    let small = try await SmallSite()
    let reply = await small.post("/form", "word=yes", ["content-type": type])
    #expect(reply.status == 400)
    #expect(reply.text.contains("This address takes forms alone."))
  }

  @Test(arguments: [
    ("word=%zz", "The form holds something that is not text."),
    ("word=%00", "The form holds something that is not text."),
    (
      String(repeating: "a=1&", count: 2000), "The form has more fields than any form here."
    ),
  ])
  func `What is no form is refused with what is wrong`(body: String, sentence: String)
    async throws
  {
    let small = try await SmallSite()
    let reply = await small.post("/form", body)
    #expect(reply.status == 400 && reply.text.contains(sentence))
  }

  @Test func `A form with a file is heard, and one that broke off is not`() async throws {
    let small = try await SmallSite()
    let token = await small.token(for: nil)
    func send(_ end: String) async -> Reply {
      let body = """
        --x\r\nContent-Disposition: form-data; name="token"\r\n\r\n\(token)\r\n\
        --x\r\nContent-Disposition: form-data; name="file"; filename="../t.csv"\r\n\r\na,b\r\n\(end)
        """
      return await small.site.answer(
        Request(
          method: .post, path: "/files",
          headers: ["content-type": "multipart/form-data; boundary=x"],
          body: Array(body.utf8)))
    }
    #expect(await send("--x--").text == "t.csv 3")
    let broken = await send("--x")
    #expect(broken.status == 400)
    #expect(broken.text.contains("The form broke off on its way. Send it again."))
  }

  @Test func `A form with faults is shown again with what was typed`() async throws {
    let small = try await SmallSite()
    let wrong = await small.post("/faulty", "word=much+too+long")
    #expect(wrong.status == 422)
    #expect(wrong.text == "much too long: Your word has 13 characters. Shorten it to 5.")
    let right = await small.post("/faulty", "word=short")
    #expect(right.status == 303 && right.header("location") == "/form?notice=thanks")
  }

  @Test func `A notice is one of ours, and none can be made up`() async throws {
    let small = try await SmallSite()
    #expect(await small.get("/", query: "notice=saved").text.contains("Saved."))
    let made = await small.get("/", query: "notice=Send+your+password+to+evil.example")
    #expect(!made.text.contains("evil.example"))
  }

  @Test func `The language asked for is kept in a cookie`() async throws {
    let small = try await SmallSite()
    let asked = await small.get("/", query: "lang=es")
    #expect(asked.text.contains("<html lang=\"es\" dir=\"ltr\">"))
    #expect(
      asked.header("set-cookie")
        == "kith_language=es; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000")
    #expect(asked.header("etag") == nil)
    let kept = await small.get("/", ["cookie": "kith_language=ar"])
    #expect(kept.text.contains("<html lang=\"ar\" dir=\"rtl\">"))
    #expect(kept.header("set-cookie") == nil)
    for wrong in ["lang=fr", "lang=en-XA", "lang=", "lang=es%0D%0ASet-Cookie:x=1"] {
      #expect(await small.get("/", query: wrong).header("set-cookie") == nil, "\(wrong)")
    }
  }

  @Test func `The address comes before the cookie, the account and the browser`() async throws {
    let small = try await SmallSite()
    func language(_ query: String, _ cookie: String, _ accept: String) async -> String {
      let page = await small.get(
        "/", query: query, ["cookie": cookie, "accept-language": accept]
      ).text
      return page.components(separatedBy: "<html lang=\"").last.map {
        String($0.prefix { $0 != "\"" })
      } ?? ""
    }
    #expect(await language("lang=es", "kith_session=amal; kith_language=en", "en") == "es")
    #expect(await language("", "kith_session=amal; kith_language=en", "es") == "en")
    #expect(await language("", "kith_session=amal", "es") == "ar")
    #expect(await language("", "kith_session=ruth", "es-MX, en;q=0.5") == "es")
    #expect(await language("", "", "fr") == "en")
    #expect(await language("lang=xx", "kith_language=xx", "") == "en")
  }
}
