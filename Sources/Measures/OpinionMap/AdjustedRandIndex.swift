/// How far two ways of grouping the same people agree beyond chance, from about 0 to 1 (Hubert and
/// Arabie, 1985): for the numbers of people that two groups share, their pairs, less what chance
/// would share.
public func adjustedRandIndex(_ left: [Int], _ right: [Int]) -> Double {
  func pairs(_ count: Int) -> Double { Double(count) * Double(count - 1) / 2 }
  var both: [[Int]: Int] = [:]
  var ofLeft: [Int: Int] = [:]
  var ofRight: [Int: Int] = [:]
  for (a, b) in zip(left, right) {
    both[[a, b], default: 0] += 1
    ofLeft[a, default: 0] += 1
    ofRight[b, default: 0] += 1
  }
  let together = both.values.reduce(0) { $0 + pairs($1) }
  let inLeft = ofLeft.values.reduce(0) { $0 + pairs($1) }
  let inRight = ofRight.values.reduce(0) { $0 + pairs($1) }
  let all = pairs(min(left.count, right.count))
  guard all > 0 else { return 1 }
  let chance = inLeft * inRight / all
  let most = (inLeft + inRight) / 2
  return most == chance ? 1 : (together - chance) / (most - chance)
}
