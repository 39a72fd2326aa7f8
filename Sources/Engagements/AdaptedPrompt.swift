import Communities
import Surroundings
import Words

/// A thing to consider as it stands for somebody: the Guide's own, changed by the library and by the
/// communities it is read for.
struct AdaptedPrompt: Sendable, Equatable {
  let key: String
  let strategy: String
  /// The Guide's own wording; `nil` for a prompt that somebody added.
  let original: Prompt?
  /// The wording in force, where it isn't the Guide's own.
  let wording: GuideChange?
  /// Those who set it aside.
  let setAside: [GuideChange]
  /// Whether it is left out here: the library set it aside, or every community it is read for did.
  let isLeftOut: Bool

  var evidence: [EvidenceKind] { original?.evidence ?? wording?.evidence ?? [] }

  /// A strategy's prompts under the changes that hold.
  ///
  /// The library's changes hold everywhere. A community's hold where the Guide is read for it. Where
  /// it is read for several, the wording of the last one counts and says whose it is; and a prompt
  /// stays as long as one of them keeps it, so that none decides for another.
  ///
  /// - Parameter communities: Those that the Guide is read for; none for the library as a whole.
  static func all(
    of strategy: Strategy, changes: [GuideChange], communities: [ID<Community>]
  ) -> [AdaptedPrompt] {
    let holding = changes.filter { change in
      guard !change.isUndone, change.strategy == strategy.key else { return false }
      return change.community.map { communities.contains($0) } ?? true
    }
    let originals = strategy.prompts.map { prompt in
      adapted(
        prompt.key, strategy.key, prompt, holding.filter { $0.prompt == prompt.key }, communities)
    }
    let added = holding.filter { $0.kind == .added }.map { change in
      adapted(
        change.prompt, strategy.key, nil, holding.filter { $0.prompt == change.prompt },
        communities)
    }
    return originals + added
  }

  private static func adapted(
    _ key: String, _ strategy: String, _ original: Prompt?, _ changes: [GuideChange],
    _ communities: [ID<Community>]
  ) -> AdaptedPrompt {
    // The library's wording first, so that a community's own comes after it and counts.
    let ordered = changes.filter { $0.community == nil } + changes.filter { $0.community != nil }
    let wording =
      ordered.last { $0.kind == .reworded } ?? ordered.last { $0.kind == .added }
    let setAside = ordered.filter { $0.kind == .setAside }
    let byLibrary = setAside.contains { $0.community == nil }
    let byEach =
      !communities.isEmpty
      && communities.allSatisfy { community in setAside.contains { $0.community == community } }
    return AdaptedPrompt(
      key: key, strategy: strategy, original: original, wording: wording, setAside: setAside,
      isLeftOut: byLibrary || byEach)
  }

  func text(_ w: Words) -> String { wording?.text ?? original.map { w($0.text) } ?? "" }
  func hint(_ w: Words) -> String { wording?.hint ?? original.map { w($0.hint) } ?? "" }

  /// How to ask it of people of the community; `nil` where there is no such question.
  func question(_ w: Words) -> String? {
    if let wording { return wording.question.isEmpty ? nil : wording.question }
    return original?.questionForCommunity.map { w($0) }
  }

  /// The language of its texts.
  func language(_ w: Words) -> Language { wording?.language ?? w.language }

  /// Where it stands on a page.
  var anchor: String { "prompt-" + key.replacing(".", with: "-") }
}

extension Guide {
  static func strategy(_ key: String) -> (principle: Principle, strategy: Strategy)? {
    for principle in principles {
      if let strategy = principle.strategies.first(where: { $0.key == key }) {
        return (principle, strategy)
      }
    }
    return nil
  }

  static var strategies: [Strategy] { principles.flatMap(\.strategies) }
}
