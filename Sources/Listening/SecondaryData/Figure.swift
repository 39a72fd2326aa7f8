import Census
import Communities
import Words

/// One thing that a table says of the people, as a sentence in any language.
struct Figure: Sendable {
  /// What it is a figure of: the same in every vintage, so that a newer one takes its place.
  let key: String
  let topic: Topic
  /// The year it holds for, where that is not its table's.
  let year: Int?
  let say: @Sendable (Words) -> String

  init(
    key: String, topic: Topic, year: Int? = nil, say: @escaping @Sendable (Words) -> String
  ) {
    self.key = key
    self.topic = topic
    self.year = year
    self.say = say
  }
}

/// An amount with its margin of error at the 90 percent level.
struct Measured: Sendable, Equatable {
  let value: Double
  let moe: Double?

  init(_ value: Double, _ moe: Double?) {
    self.value = value
    self.moe = moe
  }

  /// *1,234 (± 56)*.
  func count(_ w: Words) -> String {
    said(w, { w.number(Int($0.rounded())) })
  }

  /// *25.6% (± 1.2%)*.
  func share(_ w: Words) -> String { said(w, { w.percent($0) }) }

  /// As lines of that kind are written: counts whole, percentages with a decimal.
  func said(_ w: Words, kind: String) -> String {
    switch kind {
    case "count": count(w)
    case "percent": share100(w)
    default: said(w, { w.number($0, digits: 1) })
    }
  }

  private func share100(_ w: Words) -> String {
    Measured(value / 100, moe.map { $0 / 100 }).share(w)
  }

  private func said(_ w: Words, _ number: (Double) -> String) -> String {
    guard let moe else {
      return w("{number} (margin of error unknown)", ["number": number(value)])
    }
    return w("{number} (± {moe})", ["number": number(value), "moe": number(moe)])
  }
}

extension TablePlan {
  /// What the table says in a few sentences; empty for a table without known dimensions.
  var figures: [Figure] {
    var figures: [Figure] = []
    if let total = population {
      figures.append(
        Figure(key: "population", topic: .demographics) { w in
          w("About {count} people live here.", ["count": total.count(w)])
        })
    }
    for benchmark in benchmarks { figures += benchmark.figures }
    return figures
  }

  /// Everybody in the areas, where the table counts everybody.
  var population: Measured? {
    let counting: Set = ["B01001", "B01003", "B02001", "B03002", "B03003", "S0101"]
    guard counting.contains(key.name), let first = area.variables.first, first.kind == .count,
      let sum = area.outcomes.first?.estimate
    else { return nil }
    return Measured(sum.value, sum.moe)
  }
}

extension Census.Benchmark {
  fileprivate var figures: [Figure] {
    switch dimension {
    case .age: ages
    case .race, .raceAndEthnicity: largest(topic: .demographics)
    case .ethnicity:
      share(["Hispanic or Latino"], "hispanic", .demographics) { w, share in
        w("{share} of the people here are Hispanic or Latino.", ["share": share])
      }
    case .language: languages
    case .englishAbility:
      share(["Speaks English less than very well"], "english", .languages) { w, share in
        w("{share} of the people 5 and older speak English less than very well.", ["share": share])
      }
    case .education: education
    case .internetAccess:
      share(["No Internet access"], "offline", .online) { w, share in
        w("{share} of the households have no internet at home.", ["share": share])
      }
    case .disability:
      share(["With a disability"], "disability", .demographics) { w, share in
        w("{share} of the people here live with a disability.", ["share": share])
      }
    case .householdIncome: income
    case .sex: []
    }
  }

  private var ages: [Figure] {
    guard let young = measured(["Under 18"]), let old = measured(["65 and over"]) else { return [] }
    return [
      Figure(key: "age", topic: .demographics) { w in
        w(
          "{young} of the people here are under 18, and {old} are 65 or older.",
          ["young": young.share(w), "old": old.share(w)])
      }
    ]
  }

  private var languages: [Figure] {
    let others = categories.filter { $0.name != "Speak only English" }
    guard others.count == categories.count - 1, let other = measured(others.map(\.name)) else {
      return []
    }
    let second = Figure(key: "other-language", topic: .languages) { w in
      w(
        "{share} of the people 5 and older speak a language other than English at home.",
        ["share": other.share(w)])
    }
    let most = others.filter { ($0.share ?? 0) > 0 }.sorted { ($0.share ?? 0) > ($1.share ?? 0) }
      .prefix(3).map { (name: $0.name, amount: Measured($0.share ?? 0, $0.shareMOE)) }
    guard !most.isEmpty else { return [second] }
    return [
      second,
      Figure(key: "languages", topic: .languages) { w in
        w(
          "Spoken most at home after English: {list}.",
          ["list": w.list(most.map { "\(categoryWord($0.name, w)) \($0.amount.share(w))" })])
      },
    ]
  }

  private var education: [Figure] {
    guard let low = measured(["Less than high school"]),
      let high = measured(["Bachelor's degree", "Graduate or professional degree"])
    else { return [] }
    return [
      Figure(key: "education", topic: .demographics) { w in
        w(
          "Of the people 25 and older, {low} did not finish high school and {high} have a bachelor’s degree or more.",
          ["low": low.share(w), "high": high.share(w)])
      }
    ]
  }

  /// Households whose whole bracket lies below 25,000 dollars: their names end in 9,999, 14,999,
  /// 19,999 or 24,999 in every vintage.
  private var income: [Figure] {
    let poor = categories.map(\.name).filter { name in
      name == "Less than $10,000"
        || ["$14,999", "$19,999", "$24,999"].contains { name.hasSuffix($0) }
    }
    guard poor.contains(where: { $0.hasSuffix("24,999") }), let share = measured(poor) else {
      return []
    }
    return [
      Figure(key: "income", topic: .demographics) { w in
        w("{share} of the households have less than $25,000 a year.", ["share": share.share(w)])
      }
    ]
  }

  private func largest(topic: Topic) -> [Figure] {
    let most = categories.filter { ($0.share ?? 0) > 0 }.sorted {
      ($0.share ?? 0) > ($1.share ?? 0)
    }
    .prefix(3).map { (name: $0.name, amount: Measured($0.share ?? 0, $0.shareMOE)) }
    guard !most.isEmpty else { return [] }
    return [
      Figure(key: dimension.rawValue, topic: topic) { w in
        w(
          "The largest groups by race and origin: {list}.",
          ["list": w.list(most.map { "\(categoryWord($0.name, w)) \($0.amount.share(w))" })])
      }
    ]
  }

  private func share(
    _ names: [String], _ key: String, _ topic: Topic,
    _ say: @escaping @Sendable (Words, String) -> String
  ) -> [Figure] {
    guard let amount = measured(names) else { return [] }
    return [Figure(key: key, topic: topic) { w in say(w, amount.share(w)) }]
  }

  /// Categories together as a share of the whole, by the Bureau's formulas; `nil` unless all of
  /// them are there.
  private func measured(_ names: [String]) -> Measured? {
    let chosen = categories.filter { names.contains($0.name) }
    guard chosen.count == names.count, let total, total.value > 0 else { return nil }
    if chosen.count == 1, let one = chosen.first, let share = one.share {
      return Measured(share, one.shareMOE)
    }
    let sum = chosen.map(\.estimate.value).reduce(0, +)
    var moe: Double?
    let margins = chosen.compactMap { part in
      part.estimate.moe.map { (estimate: part.estimate.value, moe: $0) }
    }
    if margins.count == chosen.count, let whole = total.moe {
      moe = MarginOfError.proportion(
        (sum, MarginOfError.sum(margins)), of: (total.value, whole))
    }
    return Measured(sum / total.value, moe)
  }
}
