import Communities
import Components
import Ledger
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// The gate said no to an ask. Whoever throws it need not catch it: it has a page of its own, with
/// every reason, the first day on which it would be yes, and who may lift it.
public struct AskRefused: PageError, Equatable {
  /// What one community's rules say.
  public struct Part: Sendable, Equatable {
    public let community: String
    public let refusals: [Refusal]
    /// The first day on which nothing would say no; `nil` when that waits for somebody to act.
    public let earliest: Day?

    /// Whether the community's stewards can lift all of it.
    var isLiftable: Bool { refusals.allSatisfy { $0.key != nil } }
  }

  public let draft: AskDraft
  public let opens: Day
  public let parts: [Part]

  /// Writes down that it was refused, so that stewards find it, and says why.
  public func page(_ call: Call) async throws -> Reply {
    guard let viewer = call.viewer else { throw Failure.forbidden(sentences(call.w)) }
    let (surroundings, today) = (call.surroundings, call.today)
    let kept = try await call.store.write { connection in
      try parts.map { part -> (Part, Ask?, Community?) in
        let ask =
          part.isLiftable
          ? try keep(part.community, by: viewer.role.rawValue, today, surroundings, connection)
          : nil
        return (part, ask, try Community.find(ID(stored: part.community), connection))
      }
    }
    let w = call.w
    let body = try await call.store.read { connection in
      try kept.map { part, ask, community -> HTML in
        guard let community, viewer.mayEnter(part.community) else {
          return "<p>\(Refusal.otherCommunity.sentence(w))</p>"
        }
        let name = try community.rendering(for: w, connection).name.text
        let stewards = try Ask.stewards(of: part.community, connection)
        return section(
          name, refusalPart(call, part, of: community, ask: ask, stewards: stewards))
      }
    }
    return call.page(
      w("Not now"), status: 403,
      breadcrumbs: [(w("Asks"), "/desk/asks")],
      """
      \(pageHeading(w("Not now"), lead: w("“{title}” was not opened, and nobody was asked. These are the reasons.", ["title": draft.title])))
      \(body)
      """)
  }

  /// All reasons in one text.
  public func sentences(_ w: Words) -> String {
    parts.flatMap(\.refusals).map { $0.sentence(w) }.joined(separator: " ")
  }

  private func keep(
    _ community: String, by actor: String, _ today: Day, _ surroundings: Surroundings,
    _ connection: any Connection
  ) throws -> Ask? {
    try connection.takeTurns("asks")
    let subject = Subject(kind: draft.instrument, id: draft.subject, community: community)
    if let waiting = try Ask.waiting(subject, connection) {
      // What has its place in the calendar keeps it.
      if waiting.status == .planned { return waiting }
      try waiting.make(draft, opens: opens, as: .refused, registered: nil, connection)
      if waiting.status == .told {
        try waiting.record("ask.refused", by: actor, surroundings, connection)
      }
      return waiting
    }
    let ask = try Ask.add(
      draft, id: .new(surroundings), to: subject, opens: opens, status: .refused,
      registered: today, connection)
    try ask.record("ask.refused", by: actor, surroundings, connection)
    return ask
  }
}

extension Ask {
  /// How many stewards of this community can sign in.
  static func stewards(of community: String, _ connection: any Connection) throws -> Int {
    try connection.count(
      """
      SELECT COUNT(*) FROM account
      JOIN account_community ON account_community.account = account.id
      WHERE account.role = 'steward' AND account.closed = 0
        AND account_community.community = \(community)
      """)
  }
}

/// The reasons with their remedies.
func refusalList(_ w: Words, _ refusals: [Refusal]) -> HTML {
  let items = refusals.map { refusal -> HTML in
    "<li>\(refusal.sentence(w)) \(refusal.remedy(w) ?? "")</li>"
  }
  return "<ul>\(items)</ul>"
}

/// Who can take the refusals away, said as it is.
func lifters(_ w: Words, _ stewards: Int) -> String {
  stewards == 0
    ? w(
      "This community has no stewards yet, so nobody can lift this. That is no way round for the library: invite somebody of the community to be its steward, or wait."
    )
    : w.plural(
      stewards, "The community’s steward can lift this, on record.",
      "Any of the community’s {n} stewards can lift this, on record.")
}

private func refusalPart(
  _ call: Call, _ part: AskRefused.Part, of community: Community, ask: Ask?, stewards: Int
) -> HTML {
  let w = call.w
  let headroom: SafeURL = "/desk/communities/\(community.id)/headroom"
  let earliest: HTML =
    part.earliest.map {
      "<p>\(w("The first day on which nothing stands in the way: {day}.", ["day": w.day($0)]))</p>"
    } ?? .empty
  let lifting: HTML = part.isLiftable ? "<p>\(lifters(w, stewards))</p>" : .empty
  var ways = [linkButton(w("When there is room"), url: headroom, kind: .quiet)]
  if let ask, let page = SafeURL(local: ask.deskPath) {
    ways.insert(linkButton(w("What can be done"), url: page), at: 0)
  }
  return refusalList(w, part.refusals) + earliest + lifting + buttonRow(ways)
}
