import Foundation

/// How alike two texts are, in any language that is written with spaces: it needs no word list.
public enum Likeness {
  /// Dice's coefficient of two texts' ``pieces(_:)``: 1 for the same pieces, 0 for none in common or
  /// for two texts without any.
  public static func of(_ left: Set<String>, _ right: Set<String>) -> Double {
    let all = left.count + right.count
    return all == 0 ? 0 : 2 * Double(left.intersection(right).count) / Double(all)
  }

  /// The sets of three letters in a row, words parted by a space, without case, accents and marks.
  public static func pieces(_ text: String) -> Set<String> {
    let plain = text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    var result: Set<String> = []
    for word in plain.split(whereSeparator: { !($0.isLetter || $0.isNumber) }) {
      let letters = Array(" \(word) ")
      for start in 0..<(letters.count - 2) { result.insert(String(letters[start..<start + 3])) }
    }
    return result
  }
}
