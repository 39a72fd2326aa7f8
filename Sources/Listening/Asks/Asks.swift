import Communities
import Components
import Markup
import Store
import Surroundings
import Web
import Words

extension Capability {
  /// Every request for people's time, counted before it is made.
  public static let asks = Capability(
    name: "asks",
    migrations: [
      Migration(
        id: "2026-11-28-asks-1",
        statements: [
          """
          CREATE TABLE ask (
            id TEXT NOT NULL PRIMARY KEY,
            community TEXT NOT NULL REFERENCES community (id),
            instrument TEXT NOT NULL CHECK (instrument <> ''),
            subject TEXT NOT NULL,
            title TEXT NOT NULL CHECK (title <> ''),
            opened TEXT NOT NULL,
            closes TEXT,
            invited INTEGER CHECK (invited >= 0),
            minutes INTEGER NOT NULL CHECK (minutes > 0),
            returned TEXT
          ) STRICT
          """,
          "CREATE INDEX ask_by_community ON ask (community, opened)",
        ])
    ],
    routes: [.get("/desk/asks", .members) { call in try await asksPage(call) }],
    navigation: [NavigationEntry("/desk/asks", .members) { w in w("Asks") }],
    holdings: [
      Holding(
        tables: ["ask"],
        what: { w in w("What was asked of communities: by what, when, for how many minutes.") },
        why: { w in w("So that nobody is asked too often, and everybody hears what came of it.") },
        kept: { w in w("As long as the communities are kept.") })
    ])
}

private func asksPage(_ call: Call) async throws -> Reply {
  let viewer = try call.member()
  let w = call.w
  let (names, asks) = try await call.store.read { connection in
    let communities = try Community.open(to: viewer, connection)
    return (
      Dictionary(uniqueKeysWithValues: communities.map { ($0.id.text, $0.name) }),
      try Ask.all(of: communities.map(\.id.text), connection)
    )
  }
  let rows = asks.map { ask -> [HTML] in
    [
      HTML(text: ask.title), HTML(text: names[ask.community] ?? ""),
      HTML(text: w.day(ask.opened)), HTML(text: ask.closes.map(w.day) ?? w("open end")),
      HTML(text: ask.invited.map(w.number) ?? w("anybody")), HTML(text: w.number(ask.minutes)),
      HTML(text: ask.burdenHours.map { w.number($0) } ?? "–"),
      HTML(text: ask.returned.map(w.day) ?? w("not yet")),
    ]
  }
  return call.page(
    w("Asks"),
    """
    \(pageHeading(w("Asks"), lead: w("Every request for people’s time, written down before it is made. Each is owed a return: what was heard, and what came of it.")))
    \(dataTable(w, caption: w("What was asked of the communities you work with"), columns: [Column(w("What")), Column(w("Of whom")), Column(w("Opened")), Column(w("Closes")), Column(w("People invited"), numeric: true), Column(w("Minutes each"), numeric: true), Column(w("Hours if all answer"), numeric: true), Column(w("Told what was heard"))], rows: rows, empty: w("Nothing has been asked of anybody yet.")))
    """)
}
