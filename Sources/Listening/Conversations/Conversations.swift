import Communities
import Engagements
import Jobs
import Markup
import Store
import Surroundings
import Web
import Words

extension Capability {
  /// Open questions on which people write statements, agree or disagree, and see where they stand.
  /// Made anew for each program: it counts in memory what is written within an hour.
  public static var conversations: Capability {
    Capability(
      name: "conversations",
      migrations: ConversationsSchema.migrations,
      routes: TalkRoutes().routes + BeginningRoutes().routes + ReceiptRoutes().routes
        + MapRoutes().routes + ConversationRoutes().routes + ConversationFileRoutes().routes
        + ConversationTranslationRoutes().routes,
      publicLinks: [
        NavigationEntry("/conversations", .everyone) { w in w("Conversations") }
      ],
      engagementTabs: [
        EngagementTab("conversations") { w in w("Conversations") }
      ],
      holdings: [
        Holding(
          tables: ["conversation", "statement", "statement_ruling", "conversation_map"],
          what: { w in
            w(
              "What was asked in conversations, what people wrote, what was hidden and why, and maps."
            )
          },
          why: { w in w("So that people see where they stand together.") },
          kept: { w in w("Until the writer takes it back, and as long as the engagement.") }),
        Holding(
          tables: ["participant", "vote"],
          what: { w in
            w("What people answered, with the day. Not who, nor from where, nor at what time.")
          },
          why: { w in w("So that each can come back, change or take back what they said.") },
          kept: { w in w("Until taken back by the receipt, and as long as the engagement.") }),
        Holding(
          tables: ["conversation_invitation"],
          what: { w in w("Invitations that nobody has used yet. A used one is gone.") },
          why: { w in w("So that only people who were invited take part where that was promised.")
          },
          kept: { w in w("Until it is used.") }),
        Holding(
          tables: ["conversation_beginning"],
          what: { w in
            w(
              "For each time that somebody began, a random number: not who it was, nor in which conversation."
            )
          },
          why: { w in w("So that no machine begins twice with one page.") },
          kept: { w in w("Three hours at most, by the hour.") }),
      ],
      evidence: [EvidenceSource("conversations", heard)],
      desk: [DeskSource(deskItems)],
      citable: [.conversations])
  }
}

/// What was heard in conversations with these communities, from how many, for the Guide.
@Sendable private func heard(
  _ question: EvidenceSource.Question, _ connection: any Connection
) throws -> [Evidence] {
  guard let viewer = question.call.viewer else { return [] }
  let w = question.call.w
  return try engagements(question, viewer, connection).flatMap { engagement in
    try Conversation.all(of: engagement.id, connection).flatMap { conversation -> [Evidence] in
      guard let map = try KeptMap.latest(of: conversation.id, connection) else { return [] }
      let texts = try Statement.all(of: conversation.id, connection)
        .filter { $0.standing == .shown }
      let source = w(
        "Conversation of {people} people in {groups} groups",
        [
          "people": w.number(map.document.participants),
          "groups": w.number(map.document.groups.count),
        ])
      return try map.document.common.prefix(3).compactMap { sign in
        guard let statement = texts.first(where: { $0.number == sign.statement }) else {
          return nil
        }
        let text = try statement.rendering(for: w, connection).text
        return Evidence(
          sentence: everyGroup(sign, text, w), source: source, since: w.day(map.day),
          standing: .stated,
          link: SafeURL(local: conversation.deskPath))
      }
    }
  }
}

private func engagements(
  _ question: EvidenceSource.Question, _ viewer: Viewer, _ connection: any Connection
) throws -> [Engagement] {
  try Engagement.open(to: viewer, connection).filter { engagement in
    if let only = question.engagement { return engagement.id.text == only }
    return engagement.communities.contains { question.communities.contains($0.text) }
  }
}

/// Statements that wait to be read, and conversations whose last day is past.
@Sendable private func deskItems(_ call: Call, _ connection: any Connection) throws -> [DeskItem] {
  guard let viewer = call.viewer, call.prepares else { return [] }
  let w = call.w
  return try Engagement.open(to: viewer, connection).flatMap { engagement in
    try Conversation.all(of: engagement.id, connection).flatMap { conversation -> [DeskItem] in
      let link = SafeURL(local: conversation.deskPath) ?? "/desk"
      var items = try readingItems(conversation, link, w, connection)
      if conversation.state == .open, !conversation.isOpen(on: call.today) {
        items.append(
          DeskItem(
            urgency: 1, sentence: w("A conversation is past its last day."),
            detail: conversation.question, action: w("Close it, or give it more days"), link: link))
      }
      return items
    }
  }
}

private func readingItems(
  _ conversation: Conversation, _ link: SafeURL, _ w: Words, _ connection: any Connection
) throws -> [DeskItem] {
  let waiting = try connection.first(
    """
    SELECT COUNT(*) AS waiting, COALESCE(SUM(CASE WHEN held <> '' THEN 1 ELSE 0 END), 0) AS held
    FROM statement WHERE conversation = \(conversation.id) AND standing = 'waiting'
    """)
  let (all, held) = (try waiting?.int("waiting") ?? 0, try waiting?.int("held") ?? 0)
  func item(_ sentence: String) -> DeskItem {
    DeskItem(
      urgency: 1, sentence: sentence, detail: conversation.question,
      action: w("Read what people wrote"), link: link)
  }
  var items: [DeskItem] = []
  if held > 0 {
    items.append(
      item(
        w.plural(
          held, "{n} statement is held, because much came at once or the same came again.",
          "{n} statements are held, because much came at once or the same came again.")))
  }
  if all > held {
    items.append(
      item(
        w.plural(
          all - held, "{n} statement waits to be read.", "{n} statements wait to be read.")))
  }
  return items
}
