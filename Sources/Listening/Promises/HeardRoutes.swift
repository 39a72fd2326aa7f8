import Communities
import Components
import Findings
import Ledger
import Markup
import Power
import Store
import Surroundings
import Translations
import Web
import Words

/// What everybody can read: what was heard, what was promised, and what became of it.
struct HeardRoutes {
  var routes: [Route] {
    [
      .get("/what-we-heard", .everyone) { call in try await allPage(call) },
      .get("/what-we-heard.atom", .everyone) { call in try await feedOfAll(call) },
      .get("/communities/{slug}/what-we-heard", .everyone) { call in
        let heard = try await heard(call)
        let title = call.w("What we heard, what we did")
        return try call.publicPage(title, heard.map { heardPage(call, $0, Draft()) })
      },
      .get("/communities/{slug}/what-we-heard.atom", .everyone) { call in
        try await feed(call)
      },
      .get("/promises/{promise}", .everyone) { call in try await publicPromise(call) },
    ]
  }
}

func heard(_ call: Call) async throws -> Released<Heard> {
  let slug = try call.parameter("slug")
  return try await call.store.read { connection in
    let community = try Community.published(slug: slug, connection)
    guard let heard = try Heard.released(community, call, connection) else {
      throw Failure.notFound
    }
    return heard
  }
}

/// Of every community whose page is published. The list itself is the library's; each community on it
/// passes the gate by itself.
///
/// - Parameter act: What is done with it besides that each is published: nothing more, or a feed.
private func heardOfAll(_ call: Call, _ act: Act) async throws -> Released<[Heard]> {
  let today = call.today
  return try await call.store.read { connection in
    func permit(_ subject: Subject) throws -> Permit? {
      try Gate.may(
        .visitor, act, on: subject, purpose: .information, today: today, connection
      ).permit
    }
    guard let whole = try permit(Subject(kind: "library", id: "1")) else {
      throw Failure.notFound
    }
    return whole.release(
      try Community.published(connection).compactMap { community in
        guard try act == .publish || permit(community.subject) != nil else { return nil }
        return try Heard.released(community, call, connection)?.value
      })
  }
}

/// Every community whose page is published, with how its promises stand.
private func allPage(_ call: Call) async throws -> Reply {
  let w = call.w
  let today = call.today
  let all = try await heardOfAll(call, .publish)
  let page = all.map { list -> HTML in
    let items = list.map { heard -> HTML in
      let count = heard.figures.count(on: today)
      let late: HTML =
        count.late == 0
        ? .empty
        : tag(w.plural(count.late, "{n} promise is late", "{n} promises are late"), tone: .trouble)
      return card(
        title: heard.name.text, url: SafeURL(local: heard.path), level: 2,
        """
        <p>\(w.plural(heard.findings.count, "{n} finding", "{n} findings")) · \
        \(w.plural(count.total, "{n} promise", "{n} promises"))</p><p>\(late)</p>
        """)
    }
    let figures = PromiseFigures(list.flatMap(\.figures.cases))
    return """
      \(pageHeading(w("What we heard, what we did"), lead: w("What people told us, what we promised because of it, and what became of each promise: kept, late or broken.")))
      \(if: !figures.cases.isEmpty, section(w("How our promises stand"), promisePicture(w, figures, today)))
      \(items.isEmpty ? emptyState(title: w("Nothing is published yet"), body: "<p>\(w("Come back soon."))</p>") : cards(items))
      <p><a href="/what-we-heard.atom" type="application/atom+xml">\(w("Follow by feed (Atom)"))</a></p>
      """
  }
  return try call.publicPage(w("What we heard, what we did"), page)
}

/// One promise with its whole way.
private func publicPromise(_ call: Call) async throws -> Reply {
  let id: ID<Promise> = try call.id("promise")
  let w = call.w
  let today = call.today
  let (released, community, name, finding) = try await call.store.read { connection in
    guard let promise = try Promise.find(id, connection),
      let released = try PublicPromise.released(promise, call, connection),
      let community = try Community.find(promise.community, connection)
    else { throw Failure.notFound }
    return (
      released, community, try community.rendering(for: w, connection).name,
      try origin(of: promise, call, connection)
    )
  }
  let page = released.map { made -> HTML in
    """
    <div class="page-heading"><p class="kicker">\(w("Promised to {name}", ["name": name.text]))</p>
    <h1 lang="\(made.text.what.language.tag)" dir="auto">\(made.text.what.text)</h1>
    <p>\(made.promise.mark(w, on: today)) \(remark(w, made.text.what))</p></div>
    \(definitionList(publicFacts(w, made, finding, today)))
    \(section(w("Its way so far"), id: "steps", stepTimeline(w, made.steps)))
    <p><a href="\(SafeURL(local: "/communities/\(community.slug)/what-we-heard") ?? "/")">\(w("What we heard, what we did"))</a></p>
    """
  }
  return try call.publicPage(released.value.text.what.text, page)
}

private func publicFacts(
  _ w: Words, _ made: PublicPromise, _ origin: HTML, _ today: Day
) -> [(String, HTML)] {
  let promise = made.promise
  func said(_ text: Rendering) -> HTML {
    "<span lang=\"\(text.language.tag)\" dir=\"auto\">\(text.text)</span>"
  }
  var facts: [(String, HTML)] = [
    (w("Because of"), origin), (w("By whom"), said(made.text.who)),
    (w("By when"), HTML(text: w.day(promise.due))),
  ]
  if promise.due != promise.firstDue {
    facts.append((w("First promised for"), HTML(text: w.day(promise.firstDue))))
  }
  facts.append(
    (
      w("Say that people have in it"),
      HTML(text: promise.participation.word(w) + ": " + promise.participation.promise(w))
    ))
  facts.append((w("How it will be shown"), said(made.text.shown)))
  return facts
}

/// What a promise comes from, linked where everybody may read that.
private func origin(
  of promise: Promise, _ call: Call, _ connection: any Connection
) throws -> HTML {
  let w = call.w
  switch promise.origin {
  case .meeting(let text): return "<bdi>\(text)</bdi>"
  case .concern(let id):
    let word = w("A concern that somebody raised")
    guard let page = try call.publicPage(of: "concern", id, connection) else {
      return HTML(text: word)
    }
    return "<a href=\"\(page)\">\(word)</a>"
  case .finding(let text):
    guard let id = ID<Finding>(text), let finding = try Finding.find(id, connection),
      let released = try PublicFinding.released(finding, call, connection)
    else { return HTML(text: w("Something that was heard")) }
    let sentence = released.value.sentence
    return
      "<a href=\"\(SafeURL(local: released.value.path) ?? "/")\" lang=\"\(sentence.language.tag)\" dir=\"auto\">\(sentence.text)</a>"
  }
}

private func feed(_ call: Call) async throws -> Reply {
  let today = call.today
  let slug = try call.parameter("slug")
  let heard: Released<Heard> = try await call.store.read { connection in
    let community = try Community.published(slug: slug, connection)
    guard let heard = try Heard.released(community, call, connection),
      let permit = try Gate.may(
        .visitor, .feed, on: community.subject, purpose: .information, today: today, connection
      ).permit
    else { throw Failure.notFound }
    return permit.release(heard.value)
  }
  let value = heard.value
  return atom(call, of: value.name.text, at: value.path, entries(call, value))
}

/// One feed of every community that lets its own be followed.
private func feedOfAll(_ call: Call) async throws -> Reply {
  let all = try await heardOfAll(call, .feed)
  return atom(
    call, of: call.library.name, at: "/what-we-heard",
    all.value.flatMap { named(entries(call, $0), $0) })
}

/// The feed of the page at `path`, the newest hundred first.
private func atom(
  _ call: Call, of name: String, at path: String, _ entries: [AtomFeed.Entry]
) -> Reply {
  let page = call.library.address + path
  let newest = entries.sorted { ($0.day, $0.link) > ($1.day, $1.link) }.prefix(100)
  let feed = AtomFeed(
    title: call.w("{name}: what we heard, what we did", ["name": name]),
    address: page + ".atom", page: page, author: call.library.name, language: call.w.language,
    since: call.today, entries: Array(newest))
  return .atom(feed).adding("vary", "cookie, accept-language")
}

/// Says of which community each is.
private func named(_ entries: [AtomFeed.Entry], _ heard: Heard) -> [AtomFeed.Entry] {
  entries.map { entry in
    var entry = entry
    entry.category = (term: heard.community.slug, label: heard.name.text)
    return entry
  }
}

private func entries(_ call: Call, _ value: Heard) -> [AtomFeed.Entry] {
  let w = call.w
  let address = call.library.address
  let told = value.findings.map { finding in
    AtomFeed.Entry(
      link: address + finding.path,
      title: w("We heard: “{sentence}”", ["sentence": finding.sentence.text]),
      text: finding.check, language: finding.sentence.language, day: finding.day)
  }
  let steps = value.promises.flatMap { made in
    made.steps.indices.map { index in
      let step = made.steps[index]
      // While it is open each step says for which day it was promised then.
      let isEnd = [.kept, .broken, .released].contains(step.kind)
      let due = isEnd ? nil : made.steps[...index].compactMap(\.due).last
      return AtomFeed.Entry(
        link: "\(address)\(made.promise.path)#step-\(step.id)",
        title: "\(step.kind.sentence(w)) \(made.text.what.text)",
        text: [
          due.map { w("By {day}", ["day": w.day($0)]) }, step.word.isEmpty ? nil : step.word,
        ]
        .compactMap { $0 }.joined(separator: "\n"),
        language: made.text.what.language, day: step.day)
    }
  }
  return told + steps
}
