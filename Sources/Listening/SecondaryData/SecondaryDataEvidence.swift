import Census
import Communities
import Markup
import Store
import Surroundings
import Web
import Words

/// What the catalogue answers to the Guide, and what it asks of the day.
enum SecondaryDataEvidence {
  static let sources = [
    EvidenceSource("dataSources", dataSources),
    EvidenceSource("benchmarks") { try benchmarks($0, $1) },
    EvidenceSource("benchmarksLanguages") {
      try benchmarks($0, $1, of: [.language, .englishAbility])
    },
    EvidenceSource("benchmarksOnline") { try benchmarks($0, $1, of: [.internetAccess]) },
  ]

  @Sendable private static func dataSources(
    _ question: EvidenceSource.Question, _ connection: any Connection
  ) throws -> [Evidence] {
    guard let viewer = question.call.viewer else { return [] }
    let w = question.call.w
    return try DataSource.open(to: viewer, connection).filter { source in
      source.community.map { question.communities.contains($0.text) } ?? true
    }.map { source in
      Evidence(
        sentence: source.vintage.isEmpty
          ? w("{title} is in the catalogue.", ["title": source.title])
          : w(
            "{title}, {vintage}, is in the catalogue.",
            ["title": source.title, "vintage": source.vintage]),
        source: source.publisher, since: w.day(source.added), standing: .sourced,
        link: "/desk/data/\(source.id)")
    }
  }

  private static func benchmarks(
    _ question: EvidenceSource.Question, _ connection: any Connection,
    of dimensions: [Census.Benchmark.Dimension] = Census.Benchmark.Dimension.allCases
  ) throws -> [Evidence] {
    guard let viewer = question.call.viewer else { return [] }
    let w = question.call.w
    let wanted = Set(dimensions.map(\.rawValue))
    return try question.communities.filter(viewer.mayEnter).flatMap { community in
      try PopulationBenchmark.current(of: ID(stored: community), connection).filter {
        wanted.contains($0.dimension)
      }.map { benchmark in
        let most = benchmark.categories.sorted { ($0.share ?? 0) > ($1.share ?? 0) }.prefix(3)
        let list = most.map { category in
          let share = category.share.map { Measured($0, category.shareMOE).share(w) } ?? "–"
          return "\(categoryWord(category.name, w)) \(share)"
        }
        return Evidence(
          sentence: w(
            "{dimension}: {list}.",
            ["dimension": dimensionWord(benchmark.dimension, w), "list": w.list(Array(list))]),
          source: w("U.S. Census Bureau, table {table}", ["table": benchmark.table]),
          since: benchmark.years, standing: .sourced,
          link: SafeURL(local: "/desk/data/\(benchmark.source)#table-\(benchmark.tableID)"))
      }
    }
  }

  /// The adults of a community's areas: the bands of age from 18 on of its newest table of ages.
  @Sendable static func population(
    of community: String, _ call: Call, _ connection: any Connection
  ) throws -> Population? {
    let ages = try PopulationBenchmark.current(of: ID(stored: community), connection).first {
      $0.dimension == Census.Benchmark.Dimension.age.rawValue
    }
    guard let ages, let year = ages.year, let day = Day(year: year, month: 12, day: 31),
      ages.categories.contains(where: { $0.name == underage })
    else { return nil }
    let adults = ages.categories.filter { $0.name != underage }.map(\.estimate).reduce(0, +)
    guard adults >= 1, adults < 1e9 else { return nil }
    return Population(
      adults: Int(adults.rounded()),
      source: call.w(
        "U.S. Census Bureau, table {table}, {years}", ["table": ages.table, "years": ages.years]),
      day: day)
  }

  /// The band of age that the Bureau's bands begin with; without it nobody knows where 18 lies.
  private static let underage = "Under 18"

  /// For a new library: who lives here, before anybody is asked.
  @Sendable static func firstStep(
    _ call: Call, _ connection: any Connection
  ) throws -> [DeskItem] {
    guard try call.takesFirstSteps(connection),
      try !connection.exists("SELECT 1 FROM data_source")
    else { return [] }
    let w = call.w
    return [
      DeskItem(
        urgency: 2, sentence: w("Bring in what is published about the people you serve."),
        detail: w("Tables of data.census.gov, the Public Libraries Survey, places of your city."),
        action: w("Import files"), link: "/desk/data/import")
    ]
  }

  /// Figures age: after three years a newer vintage is most likely out.
  static let staleAfter = 3

  @Sendable static func deskItems(
    _ call: Call, _ connection: any Connection
  ) throws -> [DeskItem] {
    guard let viewer = call.viewer, viewer.isOfLibrary else { return [] }
    let w = call.w
    var newest: [String: DataSource] = [:]
    for source in try DataSource.open(to: viewer, connection) {
      guard viewer.mayChange(source.community), let year = source.year else { continue }
      let key = "\(source.kind.rawValue) \(source.title) \(source.community?.text ?? "")"
      if let known = newest[key]?.year, known >= year { continue }
      newest[key] = source
    }
    return newest.values.sorted { ($0.title, $0.id.text) < ($1.title, $1.id.text) }.compactMap {
      source in
      guard let year = source.year, call.today.year - year > staleAfter else { return nil }
      return DeskItem(
        urgency: 3,
        sentence: w("A newer one may be out: {title}.", ["title": source.title]),
        detail: w("These figures end in {year}.", ["year": String(year)]),
        action: w("Look at the source"), link: "/desk/data/\(source.id)")
    }
  }
}
