import Communities
import Ledger
import Markup
import Pulses
import Scales
import Surroundings
import Web
import Words

/// The answer in words to the question that the toolkit begins with, each sentence with what it rests
/// on. Rules, and no score: docs/trust.md states them.
struct TrustAnswer: Sendable {
  /// Whether the community was asked, and its figures may be shown.
  let isKnown: Bool
  let sentences: [String]

  init(_ picture: TrustPicture, _ w: Words) {
    guard let wave = picture.latest else {
      isKnown = false
      sentences = conductSentences(picture, w) + stepsBack(picture, w)
      return
    }
    isKnown = true
    sentences =
      asked(wave, picture, w) + levels(wave, w) + gaps(wave, w) + sides(wave, w)
      + changes(wave, picture, w) + conductSentences(picture, w) + stepsBack(picture, w)
  }
}

/// Who was asked, when, and how old that is.
private func asked(_ wave: Wave, _ picture: TrustPicture, _ w: Words) -> [String] {
  let people = wave.results.community.people ?? 0
  let day = wave.pulse.closedOn ?? wave.pulse.closes
  var sentences = [
    w.plural(
      people, "{n} person of the community answered “{title}”, which ended on {day}.",
      "{n} people of the community answered “{title}”, which ended on {day}.",
      ["title": wave.title, "day": w.day(day)])
  ]
  if picture.today - day > Path.year {
    sentences.append(
      w("That is more than a year ago. Ask again before you build on it."))
  }
  return sentences
}

/// Which dimensions lie above the middle of the scale, below it, or neither to be told.
private func levels(_ wave: Wave, _ w: Words) -> [String] {
  let middle = Double(wave.instrument.points + 1) / 2
  var above: [String] = []
  var below: [String] = []
  var between: [String] = []
  for dimension in wave.instrument.dimensions {
    guard let mean = wave.results.community.dimension(dimension.key)?.occurrence else { continue }
    let name = w(
      "{dimension} {figure}",
      ["dimension": dimension.title.text(w), "figure": mean.sentence(w)])
    let low = mean.interval?.low ?? mean.mean
    let high = mean.interval?.high ?? mean.mean
    if low > middle {
      above.append(name)
    } else if high < middle {
      below.append(name)
    } else {
      between.append(name)
    }
  }
  var sentences: [String] = []
  if !above.isEmpty {
    sentences.append(
      w("They say that these hold more often than not: {list}.", ["list": w.list(above)]))
  }
  if !below.isEmpty {
    sentences.append(
      w("They say that these hold less often than not: {list}.", ["list": w.list(below)]))
  }
  if !between.isEmpty {
    sentences.append(
      w(
        "Of these it can’t be told on which side of the middle they lie: {list}.",
        ["list": w.list(between)]))
  }
  return sentences
}

private func names(_ wave: Wave, _ keys: [String], _ w: Words) -> String {
  w.list(
    keys.map { key in
      wave.instrument.dimensions.first { $0.key == key }?.title.text(w) ?? key
    })
}

/// What matters clearly more than it is so, the widest gap first.
private func gaps(_ wave: Wave, _ w: Words) -> [String] {
  guard wave.instrument.asked.contains(.importance) else { return [] }
  let wide = wave.results.community.dimensions.filter { ($0.gap?.interval?.low ?? 0) > 0 }
    .sorted { ($0.gap?.mean ?? 0) > ($1.gap?.mean ?? 0) }
  guard !wide.isEmpty else {
    return [w("Between what matters to them and what is so, no gap can be told from chance.")]
  }
  return [
    w(
      "These matter to them clearly more than they are so, the widest gap first: {list}.",
      ["list": names(wave, wide.map(\.key), w)])
  ]
}

/// Where the two sides see it differently.
private func sides(_ wave: Wave, _ w: Words) -> [String] {
  guard wave.results.library.isShown else {
    return [w("Of the library’s own people too few answered to be set beside it.")]
  }
  var higher: [String] = []
  var lower: [String] = []
  for line in wave.results.community.dimensions {
    guard let theirs = line.occurrence,
      let ours = wave.results.library.dimension(line.key)?.occurrence,
      let difference = MeanDifference(from: theirs, to: ours), difference.isClear
    else { continue }
    if difference.difference > 0 { higher.append(line.key) } else { lower.append(line.key) }
  }
  var sentences: [String] = []
  if !higher.isEmpty {
    sentences.append(
      w(
        "The library’s own people say that these hold more often than the community says: {list}.",
        ["list": names(wave, higher, w)]))
  }
  if !lower.isEmpty {
    sentences.append(
      w(
        "The community says that these hold more often than the library’s own people say: {list}.",
        ["list": names(wave, lower, w)]))
  }
  return sentences.isEmpty
    ? [w("Between what both sides say, no difference can be told from chance.")] : sentences
}

/// What rose and fell for the community since the time before.
private func changes(_ wave: Wave, _ picture: TrustPicture, _ w: Words) -> [String] {
  guard let before = picture.before(wave) else {
    return [w("It was asked for the first time. What rises and falls is seen from the second on.")]
  }
  let moves = Movement.all(from: before, to: wave).filter { $0.side == .community }
  func list(_ verdict: Movement.Verdict) -> [String] {
    moves.filter { $0.verdict == verdict }.map(\.dimension)
  }
  var sentences: [String] = []
  let title = before.title
  if !list(.rose).isEmpty {
    sentences.append(
      w(
        "Since “{title}” these rose: {list}.",
        ["title": title, "list": names(wave, list(.rose), w)]))
  }
  if !list(.fell).isEmpty {
    sentences.append(
      w(
        "Since “{title}” these fell: {list}.",
        ["title": title, "list": names(wave, list(.fell), w)]))
  }
  return sentences.isEmpty
    ? [w("Since “{title}” no change can be told from chance.", ["title": title])] : sentences
}

/// What could be counted, from the newest quarter that has something to count.
private func conductSentences(_ picture: TrustPicture, _ w: Words) -> [String] {
  var said: Set<String> = []
  return zip(picture.quarters, picture.conduct).reversed().flatMap { quarter, list in
    list.compactMap { conduct -> String? in
      guard let value = conduct.sayValue(w), said.insert(conduct.key).inserted else { return nil }
      return w(
        "{title}: {value} ({n} counted, {from} to {to}).",
        [
          "title": conduct.title, "value": value, "n": w.number(conduct.n),
          "from": w.day(quarter.first), "to": w.day(quarter.last),
        ])
    }
  }
}

/// The newest step back of the last year.
private func stepsBack(_ picture: TrustPicture, _ w: Words) -> [String] {
  guard let turn = picture.turns.last(where: { $0.isBack }),
    picture.today - turn.day <= Path.year
  else { return [] }
  return [
    w(
      "The last step back was on {day}: {moment}",
      ["day": w.day(turn.day), "moment": turn.sentence(w)])
  ]
}

extension Conduct {
  /// The value in words, without what it is counted from; `nil` where there was nothing to count.
  func sayValue(_ w: Words) -> String? {
    guard let value else { return nil }
    switch unit {
    case .share: return w.percent(value, digits: 0)
    case .days: return w.plural(Int(value.rounded()), "{n} day", "{n} days")
    case .count: return w.number(value, digits: 0)
    }
  }
}

extension Happening {
  func sentence(_ w: Words) -> String { momentSentence(kind: kind, w) }
}

extension Turn {
  func sentence(_ w: Words) -> String {
    switch reason {
    case .happening(let happening): happening.sentence(w)
    case .silence:
      w("Nothing came to pass between the two for {n} days.", ["n": w.number(Path.silence)])
    }
  }
}
