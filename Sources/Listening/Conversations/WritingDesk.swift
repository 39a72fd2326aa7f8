import Store
import Surroundings
import Web

/// What is to be known before somebody's statement is kept, read at one moment.
struct WritingDesk: Sendable {
  let conversation: Conversation
  /// All that was said, but what was taken back, and but this statement.
  private let others: [Statement]
  /// Whether it is kept already: a form that was sent twice.
  private let isKept: Bool
  private let isNewcomer: Bool
  private let isOfTheLibrary: Bool
  private let onDay: Int

  static func read(
    _ call: Call, _ conversation: Conversation, _ receipt: Receipt, _ id: ID<Statement>
  ) async throws -> WritingDesk {
    let (today, isOfTheLibrary) = (call.today, call.isOfLibrary)
    return try await call.store.read { connection in
      let statements = try Statement.all(of: conversation.id, connection)
      let answered =
        try Participant.find(receipt: receipt.code, in: conversation, connection)
        .map { try $0.votes(connection).count } ?? 0
      return WritingDesk(
        conversation: conversation,
        others: statements.filter { $0.standing != .withdrawn && $0.id != id },
        isKept: statements.contains { $0.id == id },
        isNewcomer: answered < Pace.acquainted, isOfTheLibrary: isOfTheLibrary,
        onDay: try Statement.onDay(today, of: conversation.id, connection))
    }
  }

  /// What others said that is like it.
  func alike(_ text: String, for call: Call) async throws -> [Talk.Line] {
    guard !isKept else { return [] }
    let near = NearDuplicates.of(text, among: others.filter { $0.standing == .shown })
    guard !near.isEmpty else { return [] }
    let w = call.w
    return try await call.store.read { connection in
      try near.map { Talk.Line(statement: $0, text: try $0.rendering(for: w, connection)) }
    }
  }

  /// Why it is to wait, and counts it.
  func held(_ text: String, _ counts: HourCounts, at now: Instant) -> Held? {
    guard !isKept, !isOfTheLibrary else { return nil }
    var pace = counts.count(conversation.id, isNewcomer: isNewcomer, at: now)
    pace.onDay = onDay
    return pace.held(
      isNewcomer: isNewcomer, repeats: NearDuplicates.repeats(text, others))
  }
}
