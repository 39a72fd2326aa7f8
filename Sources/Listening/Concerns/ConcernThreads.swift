import Communities
import Crypto
import Foundation
import Markup
import Store
import Surroundings
import Web
import Words

// What other capabilities are told of concerns.

extension Concern {
  /// What anybody may be told of one that is not public.
  func plainSentence(_ w: Words) -> String {
    w("A concern about: {category}", ["category": category.word(w)])
  }
}

/// Concerns with these communities that a finding can rest on. One that is not public is cited
/// without its words.
@Sendable func citableConcerns(
  _ communities: [String], _ call: Call, _ connection: any Connection
) throws -> [Citation] {
  let w = call.w
  let rows = try connection.rows(
    """
    SELECT concern.*, concern_publication.text AS public_text,
      (SELECT COUNT(*) FROM concern AS other
        WHERE other.flock = concern.flock AND other.text <> '') AS alike
    FROM concern LEFT JOIN concern_publication ON concern_publication.concern = concern.id
    WHERE concern.community IN \(list: communities) AND concern.text <> ''
      AND COALESCE(concern.ending, '') <> 'set-aside'
    ORDER BY concern.received DESC, concern.id
    """)
  return try rows.compactMap { row in
    let concern = try Concern(row)
    let publicText = try row.optionalString("public_text")
    let mayRead = call.viewer?.mayRead(concern) ?? false
    guard publicText != nil || mayRead else { return nil }
    return Citation(
      kind: "concern", id: concern.id.text, sentence: publicText ?? concern.plainSentence(w),
      method: w("Concern. {channel}", ["channel": concern.channel.word(w)]),
      n: try row.int("alike"), day: concern.received, isPublic: publicText != nil,
      link: SafeURL(local: mayRead ? concern.deskPath : concern.path))
  }
}

/// A digest that changes with the words, what is public of them, and how it stands.
@Sendable func concernToday(_ id: String, _ connection: any Connection) throws -> String? {
  guard let concern = try Concern.find(ID(stored: id), connection), !concern.isWithdrawn else {
    return nil
  }
  let publication = try ConcernPublication.find(concern.id, connection)
  let parts = [
    concern.text, publication?.text ?? "", concern.state.rawValue, concern.ending?.rawValue ?? "",
  ]
  return hexadecimal(SHA256.hash(data: Data(parts.joined(separator: "\u{1F}").utf8)))
}

extension ConcernTimes {
  /// Of concerns raised on days from `from` to `to`, both included; of all communities for `nil`.
  /// What was taken back or set aside is left out.
  static func of(
    _ community: String?, from: Day? = nil, to: Day? = nil, today: Day,
    _ connection: any Connection
  ) throws -> ConcernTimes {
    let place: SQL = community.map { "community = \($0)" } ?? "1 = 1"
    let start: SQL = from.map { "received >= \($0)" } ?? "1 = 1"
    let end: SQL = to.map { "received <= \($0)" } ?? "1 = 1"
    let rows = try connection.rows(
      """
      SELECT received, first_answer, ended FROM concern
      WHERE \(place) AND \(start) AND \(end)
        AND COALESCE(ending, '') NOT IN ('withdrawn', 'set-aside')
      """)
    return ConcernTimes(
      try rows.map { row in
        Course(
          received: try row.day("received"), firstAnswer: try row.optionalDay("first_answer"),
          ended: try row.optionalDay("ended"))
      }, today: today)
  }
}

/// How quickly people were answered, and how many concerns came to an end.
@Sendable func concernConduct(
  _ community: String, _ from: Day, _ to: Day, _ call: Call, _ connection: any Connection
) throws -> [Conduct] {
  let w = call.w
  let times = try ConcernTimes.of(community, from: from, to: to, today: call.today, connection)
  return [
    Conduct(
      key: "concern-first-answer", title: w("Days to a first answer to a concern"),
      definition: w(
        "The median of days from the concern to the first answer of any kind, over all that were raised in the period. What still waits counts with the days it has waited."
      ),
      unit: .days, value: times.daysToAnswer, n: times.raised),
    Conduct(
      key: "concern-ended", title: w("Concerns that came to an end"),
      definition: w(
        "Of the concerns that were raised in the period, the share that is settled, done, or was refused with a reason."
      ),
      unit: .share,
      value: times.raised == 0 ? nil : Double(times.ended) / Double(times.raised),
      n: times.raised),
  ]
}

/// What the Guide is told: how concerns were answered in a year, and the newest that are open.
@Sendable func concernEvidence(
  _ question: EvidenceSource.Question, _ connection: any Connection
) throws -> [Evidence] {
  guard let viewer = question.call.viewer else { return [] }
  let w = question.call.w
  let today = question.call.today
  let year = today.adding(days: -365)
  return try question.communities.flatMap { community -> [Evidence] in
    let times = try ConcernTimes.of(community, from: year, today: today, connection)
    guard times.raised > 0, let days = times.daysToAnswer else { return [] }
    let sentence = w.plural(
      times.raised,
      "{n} concern in a year; {answered} answered, a first answer within {days} days.",
      "{n} concerns in a year; {answered} answered, half of them within {days} days.",
      ["answered": w.number(times.answered), "days": w.number(days)])
    let summary = Evidence(
      sentence: sentence, source: w("Concerns and answers"), since: w.day(year),
      standing: .sourced, link: "/concerns")
    let open = try connection.rows(
      """
      SELECT concern.*, concern_publication.text AS public_text FROM concern
      LEFT JOIN concern_publication ON concern_publication.concern = concern.id
      WHERE concern.community = \(community) AND concern.state <> 'ended'
      ORDER BY concern.received DESC, concern.id LIMIT 3
      """)
    return try [summary]
      + open.compactMap { row -> Evidence? in
        let concern = try Concern(row)
        guard viewer.mayRead(concern) else { return nil }
        return Evidence(
          sentence: try row.optionalString("public_text") ?? concern.plainSentence(w),
          source: concern.stateWord(w), since: w.day(concern.received), standing: .stated,
          link: SafeURL(local: concern.deskPath))
      }
  }
}

/// Where a concern that a promise was made for can be read.
@Sendable func publicConcernPage(
  _ id: String, _ call: Call, _ connection: any Connection
) throws -> SafeURL? {
  guard let id = ID<Concern>(id),
    try PublicConcern.opened(id, on: call.today, connection) != nil
  else { return nil }
  return "/concerns/\(id)"
}

/// Days from which a concern without an answer is late.
let lateDays = 7

/// What waits for a first answer, what people added, and what waits to be read for the public page.
@Sendable func concernDeskItems(
  _ call: Call, _ connection: any Connection
) throws -> [DeskItem] {
  guard let viewer = call.viewer, viewer.isOfLibrary else { return [] }
  let w = call.w
  let today = call.today
  let waiting = try Queue.all(for: viewer, connection).filter { $0.concern.turn == .library }
  let unanswered = waiting.filter { $0.concern.firstAnswer == nil }
  let first = unanswered.filter { today - $0.concern.received >= lateDays }
  let soon = unanswered.filter { today - $0.concern.received < lateDays }
  let again = waiting.filter { $0.concern.firstAnswer != nil }
  let unread = try Queue.unreadForPublic(for: viewer, connection)
  let broken = try Queue.undertaken(for: viewer, connection).filter { undertaken in
    try call.outcomes(of: "concern", undertaken.concern.id.text, connection).contains {
      $0.isBroken && $0.day >= undertaken.answered
    }
  }.map(\.concern)
  func item(_ entries: [Queue.Entry], urgency: Int, _ sentence: String) -> [DeskItem] {
    guard let oldest = entries.first else { return [] }
    return [
      DeskItem(
        urgency: urgency, sentence: sentence,
        detail: oldest.concern.category.word(w) + " · "
          + w.age(from: oldest.concern.received, to: today),
        action: w("Answer the oldest"), link: SafeURL(local: oldest.concern.deskPath) ?? "/desk")
    ]
  }
  return item(
    first, urgency: 0,
    w.plural(
      first.count, "{n} concern has waited a week or longer for a first answer.",
      "{n} concerns have waited a week or longer for a first answer."))
    + item(
      soon, urgency: 1,
      w.plural(
        soon.count, "{n} concern waits for a first answer.",
        "{n} concerns wait for a first answer."))
    + item(
      again, urgency: 1,
      w.plural(
        again.count, "{n} concern has new words from its writer.",
        "{n} concerns have new words from their writers."))
    + broken.prefix(1).map { concern in
      DeskItem(
        urgency: 0,
        sentence: w.plural(
          broken.count,
          "The promise made because of {n} concern was broken; its answer still says that we will do it.",
          "The promises made because of {n} concerns were broken; their answers still say that we will do it."
        ),
        detail: concern.category.word(w), action: w("Write a second answer"),
        link: SafeURL(local: concern.deskPath) ?? "/desk")
    }
    + unread.prefix(1).map { concern in
      DeskItem(
        urgency: 2,
        sentence: w.plural(
          unread.count, "{n} concern waits to be read before others see it.",
          "{n} concerns wait to be read before others see them."),
        detail: concern.category.word(w), action: w("Read what people wrote"),
        link: SafeURL(local: concern.deskPath + "/publication") ?? "/desk")
    }
}
