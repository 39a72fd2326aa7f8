import Foundation

/// Finds statements that say nearly the same, so that somebody can vote on one instead of writing
/// another.
enum NearDuplicates {
  /// The most alike first, at most `limit`, with a likeness of `least` or more.
  ///
  /// Likeness is Dice's coefficient of the sets of three letters in a row (1 for the same letters, 0
  /// for none in common), without case, accents and marks: it needs no word list, so it serves every
  /// language that is written with spaces.
  static func of(
    _ text: String, among statements: [Statement], least: Double = 0.5, limit: Int = 3
  ) -> [Statement] {
    let own = trigrams(text)
    guard !own.isEmpty else { return [] }
    return statements.map { ($0, likeness(own, trigrams($0.text))) }
      .filter { $0.1 >= least }
      .sorted { ($0.1, $1.0.number) > ($1.1, $0.0.number) }
      .prefix(limit).map(\.0)
  }

  /// Whether one of `statements` says the same, but for case, marks and a letter or two: also one that
  /// waits or was hidden, for who repeats what was hidden is to be read as well.
  static func repeats(_ text: String, _ statements: [Statement]) -> Bool {
    let own = trigrams(text)
    return statements.contains { statement in
      statement.text == text
        || !own.isEmpty && likeness(own, trigrams(statement.text)) >= 0.9
    }
  }

  static func likeness(_ left: Set<String>, _ right: Set<String>) -> Double {
    let all = left.count + right.count
    return all == 0 ? 0 : 2 * Double(left.intersection(right).count) / Double(all)
  }

  static func trigrams(_ text: String) -> Set<String> {
    let plain = text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    var result: Set<String> = []
    for word in plain.split(whereSeparator: { !($0.isLetter || $0.isNumber) }) {
      let letters = Array(" \(word) ")
      for start in 0..<(letters.count - 2) { result.insert(String(letters[start..<start + 3])) }
    }
    return result
  }
}
