import Likeness

/// Finds statements that say nearly the same, so that somebody can vote on one instead of writing
/// another.
enum NearDuplicates {
  /// The most alike first, at most `limit`, with a likeness of `least` or more.
  static func of(
    _ text: String, among statements: [Statement], least: Double = 0.5, limit: Int = 3
  ) -> [Statement] {
    let own = Likeness.pieces(text)
    guard !own.isEmpty else { return [] }
    return statements.map { ($0, Likeness.of(own, Likeness.pieces($0.text))) }
      .filter { $0.1 >= least }
      .sorted { ($0.1, $1.0.number) > ($1.1, $0.0.number) }
      .prefix(limit).map(\.0)
  }

  /// Whether one of `statements` says the same, but for case, marks and a letter or two: also one that
  /// waits or was hidden, for who repeats what was hidden is to be read as well.
  static func repeats(_ text: String, _ statements: [Statement]) -> Bool {
    let own = Likeness.pieces(text)
    return statements.contains { statement in
      statement.text == text || Likeness.of(own, Likeness.pieces(statement.text)) >= 0.9
    }
  }
}
