import Components
import Crypto
import Engagements
import Foundation
import Markup
import Store
import Surroundings
import Web
import Words

/// What of a conversation a finding can rest on: a statement on which every group leans one way, or one
/// that sets a group apart. `CONVERSATION#NUMBER`, with `/GROUP` behind it for the second.
struct StatementReference: Sendable, Equatable {
  let conversation: ID<Conversation>
  let statement: Int
  /// The group's id, which it keeps from one map to the next; `nil` for all groups.
  let group: Int?

  init(_ conversation: ID<Conversation>, _ statement: Int, group: Int? = nil) {
    self.conversation = conversation
    self.statement = statement
    self.group = group
  }

  init?(_ text: String) {
    let parts = text.split(separator: "#", omittingEmptySubsequences: false)
    guard parts.count == 2, let conversation = ID<Conversation>(String(parts[0])) else {
      return nil
    }
    let numbers = parts[1].split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard let statement = numbers.first ?? nil, numbers.count <= 2 else { return nil }
    if numbers.count == 2, numbers[1] == nil { return nil }
    self.init(conversation, statement, group: numbers.count == 2 ? numbers[1] : nil)
  }

  var text: String {
    "\(conversation.text)#\(statement)" + (group.map { "/\($0)" } ?? "")
  }
}

extension CitableSource {
  static let conversations = CitableSource("conversation", list: citations, today: statementToday)
}

@Sendable private func citations(
  _ communities: [String], _ call: Call, _ connection: any Connection
) throws -> [Citation] {
  guard let viewer = call.viewer else { return [] }
  return try Engagement.open(to: viewer, connection).filter { engagement in
    engagement.communities.contains { communities.contains($0.text) }
  }.flatMap { try Conversation.all(of: $0.id, connection) }
    .filter { $0.state != .draft }
    .flatMap { try citations(of: $0, call, connection) }
    .sorted { ($1.day, $0.id) < ($0.day, $1.id) }
}

private func citations(
  of conversation: Conversation, _ call: Call, _ connection: any Connection
) throws -> [Citation] {
  let w = call.w
  let smallest = try conversation.smallestCell(connection)
  guard let map = try KeptMap.latest(of: conversation.id, connection)?.drawn(smallest) else {
    return []
  }
  let document = map.document
  let groups = document.groups(atLeast: smallest)
  let statements = Dictionary(
    uniqueKeysWithValues: try Statement.all(of: conversation.id, connection)
      .filter { $0.standing == .shown }.map { ($0.number, $0) })
  let isPublic = (try? conversation.publishing(call, connection)) != nil
  let method =
    groups.isEmpty
    ? w("Conversation")
    : w.plural(groups.count, "Conversation, {n} group", "Conversation, {n} groups")
  func citation(_ reference: StatementReference, _ sentence: (String) -> String) throws -> Citation?
  {
    guard let statement = statements[reference.statement] else { return nil }
    return Citation(
      kind: "conversation", id: reference.text,
      sentence: sentence(try statement.rendering(for: w, connection).text), method: method,
      n: document.clustered, day: map.day, isPublic: isPublic,
      link: SafeURL(local: conversation.deskPath))
  }
  let common = try document.common.compactMap { sign in
    try citation(StatementReference(conversation.id, sign.statement)) { text in
      everyGroup(sign, text, w)
    }
  }.prefix(MapDocument.told)
  let apart = try groups.enumerated().flatMap { index, group in
    try group.representative.compactMap { sign in
      try citation(StatementReference(conversation.id, sign.statement, group: group.id)) { text in
        let values = ["letter": groupLetter(w, index), "statement": text]
        return sign.agrees
          ? w("Group {letter} leans towards: “{statement}”", values)
          : w("Group {letter} leans against: “{statement}”", values)
      }
    }
  }
  return Array(common) + apart
}

func everyGroup(_ sign: MapDocument.Sign, _ text: String, _ w: Words) -> String {
  sign.agrees
    ? w("Every group leans towards: “{statement}”", ["statement": text])
    : w("Every group leans against: “{statement}”", ["statement": text])
}

/// Changes when the statement is hidden or shown, when its words change, and when the map says
/// otherwise of it; `nil` when its writer took it back. The words themselves are hashed: what is taken
/// back must not live on with whoever cited it.
@Sendable private func statementToday(
  _ id: String, _ connection: any Connection
) throws -> String? {
  guard let reference = StatementReference(id),
    let conversation = try Conversation.find(reference.conversation, connection),
    let statement = try Statement.all(of: conversation.id, connection)
      .first(where: { $0.number == reference.statement }), statement.standing != .withdrawn
  else { return nil }
  let smallest = try conversation.smallestCell(connection)
  let document = try KeptMap.latest(of: conversation.id, connection)?.drawn(smallest)?.document
  let signs =
    reference.group.map { group in
      document?.groups(atLeast: smallest).first { $0.id == group }?.representative
    } ?? document?.common
  let sign = signs?.first { $0.statement == reference.statement }
  let direction = sign.map { $0.agrees ? "towards" : "against" } ?? "neither"
  let words = hexadecimal(SHA256.hash(data: Data(statement.text.utf8)).prefix(16))
  return [statement.standing.rawValue, direction, words].joined(separator: " ")
}
