import Engagements
import Ledger
import OpinionMap
import Power
import Store
import Surroundings
import Translations
import Web
import Words

/// A conversation as somebody who takes part finds it: what is asked, what they said, what is next.
struct Talk: Sendable {
  let conversation: Conversation
  let question: Rendering
  let background: Rendering
  /// What they may still answer; `nil` when there is nothing left.
  let next: Line?
  let answered: Int
  let shown: Int
  let receipt: Receipt?
  /// What somebody begins with who has no receipt, where everybody may.
  let beginning: Beginning?
  let isOpen: Bool
  /// The group on the last map that they stand nearest to.
  let nearest: Nearest?
  let outcomes: [Outcome]

  /// Of the groups that are shown: which by its letter's place, from 0.
  struct Nearest: Sendable {
    let group: Int
    let groups: Int

    /// `nil` for who has answered too little to be placed, and where groups are not shown.
    ///
    /// - Parameters:
    ///   - votes: Their answers, by the statement's number.
    ///   - statements: How many there are to answer.
    init?(_ votes: [Int: Int], of statements: Int, _ map: KeptMap?, smallest: Int) {
      guard let document = map?.drawn(smallest)?.document,
        votes.count >= min(OpinionMap.enough, statements),
        let place = document.space.place(votes),
        let nearest = document.group(nearest: place)
      else { return nil }
      let shown = document.groups(atLeast: smallest)
      guard shown.count > 1, let index = shown.firstIndex(where: { $0.id == nearest.id }) else {
        return nil
      }
      group = index
      groups = shown.count
    }
  }

  /// A statement in the reader's language.
  struct Line: Sendable {
    let statement: Statement
    let text: Rendering
  }

  /// - Throws: ``Failure/notFound`` when the conversation is a draft, or the gate closes it.
  static func released(_ call: Call) async throws -> Released<Talk> {
    let key = try await call.receiptKey()
    let slug = try call.parameter("talk")
    return try await call.store.read { connection in
      let conversation = try Conversation.published(slug, connection)
      let permit = try conversation.publishing(call, connection)
      let receipt = call.receipt(conversation, key: key)
      let participant = try receipt.flatMap {
        try Participant.find(receipt: $0.code, in: conversation, connection)
      }
      let map = try KeptMap.latest(of: conversation.id, connection)
      let shown = try Statement.shownCount(of: conversation.id, connection)
      let votes = try participant?.shownVotes(connection) ?? [:]
      let next = try Routing(map).next(
        for: participant, who: votes, in: conversation, call.surroundings, connection)
      let (question, background) = try conversation.rendering(for: call.w, connection)
      return permit.release(
        Talk(
          conversation: conversation, question: question, background: background,
          next: try next.map {
            Line(statement: $0, text: try $0.rendering(for: call.w, connection))
          },
          answered: votes.count, shown: shown, receipt: receipt,
          beginning: receipt == nil && conversation.audience == .anyone
            ? Beginning.issue(for: conversation, key: key, call.surroundings) : nil,
          isOpen: conversation.isOpen(on: call.today),
          nearest: Nearest(
            votes, of: shown, map, smallest: try conversation.smallestCell(connection)),
          outcomes: try call.outcomes(of: "conversation", conversation.id.text, connection)))
    }
  }
}

extension Conversation {
  /// The permit to show it to everybody: every community that it is held with must allow it.
  func publishing(_ call: Call, _ connection: any Connection) throws -> Permit {
    var permit: Permit?
    for community in try communities(connection) {
      let subject = Subject(kind: "conversation", id: id.text, community: community.text)
      let verdict = try Gate.may(
        .visitor, .publish, on: subject, purpose: .information, today: call.today, connection)
      // What the gate closes looks missing to a visitor.
      guard let given = verdict.permit else { throw Failure.notFound }
      permit = given
    }
    guard let permit else { throw Failure.notFound }
    return permit
  }

  /// Question and background for a reader, with what is to be said of the translation.
  func rendering(
    for w: Words, _ connection: any Connection
  ) throws -> (question: Rendering, background: Rendering) {
    let translations =
      w.language == language
      ? []
      : try Translation.of(
        "conversation", id.text, sources: ["question": question, "background": background],
        connection)
    return (
      .best(of: "question", source: question, in: language, for: w.language, translations),
      .best(of: "background", source: background, in: language, for: w.language, translations)
    )
  }
}
