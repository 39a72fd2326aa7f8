/// A span of ages in whole years, both ends included.
struct AgeBand: Equatable {
  var first: Int
  var last: Int

  /// Stands for “and over”.
  static let oldest = 200

  /// The bands that a benchmark by age has.
  static let bands = [
    AgeBand(first: 0, last: 17), AgeBand(first: 18, last: 24), AgeBand(first: 25, last: 34),
    AgeBand(first: 35, last: 44), AgeBand(first: 45, last: 54), AgeBand(first: 55, last: 64),
    AgeBand(first: 65, last: oldest),
  ]

  init(first: Int, last: Int) {
    self.first = first
    self.last = last
  }

  /// Reads “Under 5 years”, “5 to 9 years”, “18 and 19 years”, “20 years”, “85 years and over”.
  init?(_ label: String) {
    let words = label.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
    let numbers = words.compactMap { Int($0) }.filter { (0...150).contains($0) }
    guard words.contains("years") || words.contains("year"), let low = numbers.first else {
      return nil
    }
    if words.first == "under" {
      (first, last) = (0, low - 1)
    } else if words.contains("over") {
      (first, last) = (low, Self.oldest)
    } else if numbers.count == 2, numbers[1] >= low {
      (first, last) = (low, numbers[1])
    } else if numbers.count == 1 {
      (first, last) = (low, low)
    } else {
      return nil
    }
  }

  var name: String {
    first == 0
      ? "Under \(last + 1)" : last == Self.oldest ? "\(first) and over" : "\(first) to \(last)"
  }

  /// Chooses lines whose ages fill this band exactly and without overlap, as few as will do.
  /// - Returns: nil if none do. The lines' numbers otherwise, youngest first.
  func cover(_ lines: [(index: Int, ages: AgeBand?)]) -> [Int]? {
    var best: [Int: [Int]] = [first: []]
    let inside = lines.compactMap { line in line.ages.map { (line.index, $0) } }
      .filter { $0.1.first >= first && $0.1.last <= last }
      .sorted { ($0.1.first, $0.0) < ($1.1.first, $1.0) }
    for (index, ages) in inside {
      guard let before = best[ages.first] else { continue }
      let next = ages.last == Self.oldest ? Self.oldest + 1 : ages.last + 1
      if let known = best[next], known.count <= before.count + 1 { continue }
      best[next] = before + [index]
    }
    return best[last + 1]
  }
}
