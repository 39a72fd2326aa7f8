import Communities
import Ledger
import Store
import Surroundings
import Translations
import Words

/// The communities of the town.
enum Sunrise {
  struct Places: Sendable {
    let sunrise: ID<Community>
  }

  static func settle(
    _ surroundings: Surroundings, _ connection: any Connection
  ) throws -> Places {
    let sunrise = try add(
      Told(
        kind: .place,
        english: (
          "Sunrise Court",
          "About four hundred households by the old rail yard: families who have been here for generations, and families from Iraq, Syria and Guatemala who came in the last ten years."
        ),
        spanish: (
          "Sunrise Court",
          "Unas cuatrocientas familias junto al antiguo patio del ferrocarril: unas llevan generaciones aquí; otras llegaron de Irak, Siria y Guatemala en los últimos diez años."
        ),
        arabic: (
          "صنرايز كورت",
          "نحو أربعمئة أسرة قرب ساحة القطار القديمة: عائلات تعيش هنا منذ أجيال، وأخرى قدمت من العراق وسوريا وغواتيمالا خلال السنوات العشر الأخيرة."
        )),
      published: true, surroundings, connection)
    for fact in facts { try tell(fact, of: sunrise, surroundings, connection) }
    let growers = try add(
      Told(
        kind: .interest,
        english: (
          "Acequia growers",
          "People who keep gardens and small orchards on the acequia, and meet when the water is shared out."
        ),
        spanish: (
          "Hortelanos de la acequia",
          "Personas que cuidan huertas y pequeños huertos frutales en la acequia y se reúnen cuando se reparte el agua."
        ),
        arabic: (
          "مزارعو الساقية",
          "أشخاص يعتنون بحدائق وبساتين صغيرة على الساقية، ويلتقون عند توزيع المياه."
        )),
      published: false, surroundings, connection)
    for fact in growerFacts { try tell(fact, of: growers, surroundings, connection) }
    return Places(sunrise: sunrise)
  }

  private struct Told {
    let kind: Community.Kind
    let english: (String, String)
    let spanish: (String, String)
    let arabic: (String, String)
  }

  private static func add(
    _ told: Told, published: Bool, _ surroundings: Surroundings, _ connection: any Connection
  ) throws -> ID<Community> {
    let id = ID<Community>.new(surroundings)
    let now = surroundings.now() - 200 * 86400
    let community = try Community.add(
      CommunityDraft(
        kind: told.kind, name: told.english.0, summary: told.english.1, language: .english),
      id: id, by: "staff", at: now, connection)
    for (language, text) in [(Language.spanish, told.spanish), (Language.arabic, told.arabic)] {
      for (field, source, translated) in [
        ("name", told.english.0, text.0), ("summary", told.english.1, text.1),
      ] {
        try Translation.save(
          translated, state: .approved, of: field, source: source, kind: "community",
          subject: id.text, language: language, at: now, connection)
      }
    }
    if published { try community.publish(true, by: "staff", at: now + 86400, connection) }
    return id
  }

  private static func tell(
    _ told: ToldFact, of community: ID<Community>, _ surroundings: Surroundings,
    _ connection: any Connection
  ) throws {
    let now = surroundings.now() - Int64(told.daysAgo) * 86400
    let day = Day(now, in: .gmt)
    let id = ID<Fact>.new(surroundings)
    let fact = try Fact.add(
      FactDraft(
        topic: told.topic, text: told.english, language: .english, standing: told.standing,
        source: told.source, link: told.link, since: day, isPublic: told.isPublic,
        place: told.place), id: id, to: community,
      by: told.standing == .stated ? "community" : "staff",
      today: day, at: now, connection)
    for (language, text) in [(Language.spanish, told.spanish), (Language.arabic, told.arabic)]
    where !text.isEmpty {
      try Translation.save(
        text, state: language == .spanish ? .approved : .reviewed, of: "text",
        source: told.english, kind: "fact", subject: id.text, language: language, at: now,
        connection)
    }
    for (verdict, words) in told.said {
      try FactWord.say(
        verdict, words: words, of: fact, id: .new(surroundings), today: day.adding(days: 20),
        at: now + 20 * 86400, connection)
    }
  }
}

/// One fact of the town with its translations and what people said of it.
struct ToldFact {
  var topic: Topic
  var standing: Standing
  var english: String
  var spanish = ""
  var arabic = ""
  var source = ""
  var link = ""
  var daysAgo: Int
  var isPublic = false
  var place: Fact.Place?
  var said: [(FactWord.Verdict, String)] = []
}
