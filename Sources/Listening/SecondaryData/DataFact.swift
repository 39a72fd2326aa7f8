import Census
import Communities
import Store
import Surroundings
import Translations
import Words

/// A fact that an import made, and what it is a figure of.
struct DataFact: Sendable {
  let fact: ID<Fact>
  let source: ID<DataSource>
  let figure: String
  let year: Int?
  let table: String
  let text: String

  init(_ row: Row) throws {
    fact = try row.id("fact")
    source = try row.id("source")
    figure = try row.string("figure")
    year = try row.optionalInt("year")
    table = try row.string("data_table")
    text = try row.string("text")
  }

  static func current(
    _ figure: String, of community: ID<Community>, _ connection: any Connection
  ) throws -> DataFact? {
    try connection.first(
      """
      SELECT * FROM data_fact WHERE community = \(community) AND figure = \(figure) AND current = 1
      """
    ).map(DataFact.init)
  }

  static func all(
    of source: ID<DataSource>, _ connection: any Connection
  ) throws -> [DataFact] {
    try connection.rows(
      "SELECT * FROM data_fact WHERE source = \(source) AND current = 1 ORDER BY figure, fact"
    ).map(DataFact.init)
  }

  /// A newer figure takes its place: the fact leaves the profile and stays in the history. What the
  /// community disputes stays until somebody has answered it.
  func end(
    in community: ID<Community>, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    try connection.run("UPDATE data_fact SET current = 0 WHERE fact = \(fact)")
    let present = try Fact.all(of: community, connection).first { $0.id == fact }
    if let present, present.standing != .disputed {
      try present.end(by: actor, at: now, connection)
    }
  }
}

/// A fact as an import is going to say it.
struct DataFactDraft: Sendable {
  var figure: String
  var topic: Topic
  var table: String
  var year: Int?
  var span: Int?
  var source: String
  var link: String
  var since: Day
  var place: Fact.Place?
  var say: @Sendable (Words) -> String

  /// Adds the fact in the library's language and in the others that it can be said in. An older
  /// vintage than the one that stands is left out; a newer one ends it.
  ///
  /// - Returns: Whether a fact was added.
  func store(
    of source: DataSource, in community: ID<Community>, _ context: ImportContext,
    _ connection: any Connection
  ) throws -> Bool {
    let language = Self.isSaid(in: context.language, say) ? context.language : .english
    let text = say(Words(language))
    if let present = try DataFact.current(figure, of: community, connection) {
      if let old = present.year, let new = year {
        if old > new || (old == new && present.table != table) { return false }
      }
      if present.text == remembered(text), present.year == year { return false }
      try present.end(in: community, by: context.actor, at: context.now, connection)
    }
    let id = ID<Fact>.new(context.surroundings)
    _ = try Fact.add(
      FactDraft(
        topic: topic, text: text, language: language, standing: .sourced, source: self.source,
        link: link, since: since, place: place, dataSource: source.id.text),
      id: id, to: community, by: context.actor, today: context.today, at: context.now, connection)
    try connection.run(
      """
      INSERT INTO data_fact (fact, community, source, figure, data_table, year, span, text, current)
      VALUES (\(id), \(community), \(source.id), \(figure), \(table), \(year), \(span),
        \(remembered(text)), 1)
      """)
    for other in Language.spoken where other != language && Self.isSaid(in: other, say) {
      try Translation.save(
        say(Words(other)), state: .translated, of: "text", source: text, kind: "fact",
        subject: id.text, language: other, at: context.now, connection)
    }
    return true
  }

  /// What tells whether a later import says anything new: the sentence, and where it is.
  private func remembered(_ text: String) -> String {
    place.map { "\(text) @ \($0.latitude), \($0.longitude)" } ?? text
  }

  /// Whether the catalog of that language has the sentence. Without it the sentence would be English
  /// with foreign numbers in it.
  private static func isSaid(
    in language: Language, _ say: @Sendable (Words) -> String
  ) -> Bool {
    language == .english || say(Words(language)) != say(Words(language, catalog: Catalog()))
  }
}

extension ImportPlan {
  /// Stores what a table says in words, and how it differs from the vintage before.
  func storeFacts(
    of plan: TablePlan, _ context: ImportContext, _ outcome: inout ImportOutcome,
    _ connection: any Connection
  ) throws {
    guard let community = choices.community, plan.key.isKnown,
      let row = try connection.first("SELECT source FROM census_table WHERE id = \(plan.id)"),
      let source = try DataSource.find(try row.id("source"), connection),
      let vintage = plan.table.vintage
    else { return }
    for figure in figures(of: plan) {
      let draft = DataFactDraft(
        figure: figure.key, topic: figure.topic, table: plan.key.name,
        year: figure.year ?? vintage.endYear, span: vintage.span,
        source: plan.citation(Words(context.language)), link: plan.address,
        since: plan.since(context.today), say: figure.say)
      if try draft.store(of: source, in: community, context, connection) { outcome.facts += 1 }
    }
  }

  /// What a table says, and how it differs from the vintage before; nothing where it can't be told
  /// which table it is.
  func figures(of plan: TablePlan) -> [Figure] {
    plan.key.isKnown && plan.table.vintage != nil ? plan.figures + changes(of: plan) : []
  }

  /// Whether a table is stored by this import: then what it says is its own to say.
  private func isNew(_ table: ID<KeptTable>) -> Bool { tables.contains { $0.id == table } }

  /// How the number of people changed. Periods that share interviews are not compared: the Bureau
  /// advises against it.
  private func changes(of plan: TablePlan) -> [Figure] {
    guard plan.population != nil,
      let comparison = comparisons.first(where: {
        !$0.overlaps && ($0.later == plan.id || $0.earlier == plan.id && !isNew($0.later))
      }),
      let line = comparison.trends.lines.first(where: {
        $0.variable.code == plan.area.variables.first?.code
      }),
      let earlier = comparison.trends.earlier, let later = comparison.trends.later
    else { return [] }
    let then = Measured(line.earlier.value, line.earlier.moe)
    let now = Measured(line.later.value, line.later.moe)
    return [
      Figure(key: "population-trend", topic: .demographics, year: later.endYear) { w in
        let values = [
          "then": then.count(w), "now": now.count(w), "earlier": vintageWord(earlier),
          "later": vintageWord(later),
        ]
        switch line.differs {
        case true where line.difference > 0:
          return w(
            "The number of people rose from {then} in {earlier} to {now} in {later}.", values)
        case true:
          return w(
            "The number of people fell from {then} in {earlier} to {now} in {later}.", values)
        default:
          return w(
            "There were {then} people in {earlier} and {now} in {later}: no change that the sample can show.",
            values)
        }
      }
    ]
  }
}

/// *2016–2020*, or *2019* for a year alone.
func vintageWord(_ vintage: Vintage) -> String {
  vintage.span == 1 ? String(vintage.endYear) : "\(vintage.startYear)–\(vintage.endYear)"
}

extension TablePlan {
  func citation(_ w: Words) -> String {
    guard let vintage = table.vintage else { return "U.S. Census Bureau" }
    return w(
      "U.S. Census Bureau, ACS {years} ({span}-year), table {table}",
      ["years": vintageWord(vintage), "span": String(vintage.span), "table": key.name])
  }

  /// The table on the Bureau's own site.
  var address: String {
    guard let vintage = table.vintage else { return "" }
    let program =
      switch key.name.first {
      case "S": "ACSST"
      case "D": "ACSDP"
      default: "ACSDT"
      }
    return
      "https://data.census.gov/table/\(program)\(vintage.span)Y\(vintage.endYear).\(key.name)"
  }

  /// The end of the years that it tells of: from then on it is known, and from then on it ages.
  func since(_ today: Day) -> Day {
    guard let year = key.year, let end = Day(year: year, month: 12, day: 31) else { return today }
    return min(end, today)
  }
}
