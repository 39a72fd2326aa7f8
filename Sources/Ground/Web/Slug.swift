/// The last part of a record's public address, made from what it is called.
public enum Slug {
  /// Characters, and bytes: a segment of an address has at most 200, and letters of some scripts have
  /// twelve.
  private static let (most, mostBytes) = (60, 180)

  /// `Sunrise Park` → `sunrise-park`, or `sunrise-park-2` when that is taken. Letters of other scripts
  /// are kept: an address in Arabic is an address. A long name is cut between words.
  ///
  /// - Parameter fallback: What stands where the name has neither letters nor digits.
  public static func free(
    for name: String, else fallback: String, isTaken: (String) throws -> Bool
  ) rethrows -> String {
    let slug = cut(name)
    let base = slug.isEmpty ? fallback : slug
    var free = base
    var number = 1
    while try isTaken(free) {
      number += 1
      free = "\(base)-\(number)"
    }
    return free
  }

  private static func cut(_ name: String) -> String {
    var slug = ""
    for word in name.lowercased().split(whereSeparator: { !($0.isLetter || $0.isNumber) }) {
      if slug.isEmpty {
        slug = beginning(of: word)
      } else if slug.count + 1 + word.count <= most,
        slug.utf8.count + 1 + word.utf8.count <= mostBytes
      {
        slug += "-\(word)"
      } else {
        break
      }
    }
    return slug
  }

  private static func beginning(of word: Substring) -> String {
    var kept = ""
    for character in word.prefix(most) {
      if kept.utf8.count + character.utf8.count > mostBytes { break }
      kept.append(character)
    }
    return kept
  }
}
