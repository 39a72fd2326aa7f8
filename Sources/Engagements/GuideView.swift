import Communities
import Ledger
import Markup
import Store
import Surroundings
import Web
import Words

/// A page of the Guide as it is said to one reader: finished values, nothing left to compute.
struct GuideView: Sendable {
  let context: GuideContext
  let principles: [PrincipleView]
}

struct PrincipleView: Sendable {
  let principle: Principle
  let strategies: [StrategyView]
}

struct StrategyView: Sendable {
  let principle: Principle
  let strategy: Strategy
  let prompts: [PromptView]
  /// Prompts that are left out here, with the reasons.
  let leftOut: [PromptView]
  let tools: [ToolLine]
  let shelf: [ShelfItem]
}

/// A thing to consider with what the records answer.
struct PromptView: Sendable {
  let prompt: AdaptedPrompt
  let text: String
  let hint: String
  let language: Language
  let question: String?
  /// How it was adapted, in sentences.
  let changes: [ChangeLine]
  let answer: Answer
  /// Whom each thing in the answer is about, by its key, where that is to be said.
  let abouts: [String: [String]]
  /// Where what is missing would be written; the first is the most telling.
  let places: [ToolLine]
}

/// A change of the Guide as its page says it.
struct ChangeLine: Sendable {
  let change: GuideChange
  let sentence: String
  /// The Guide's own words, where others stand in their place.
  let original: String?
  let mayUndo: Bool
}

/// What the records say to a thing to consider: what is known, apart from what is in dispute and what
/// is only assumed.
struct Answer: Sendable {
  /// Lines shown of each; the rest is counted and found where it is kept.
  static let most = 6

  let known: [Evidence]
  let disputed: [Evidence]
  let assumed: [Evidence]
  let moreKnown: Int
  let moreDisputed: Int
  let moreAssumed: Int

  var isEmpty: Bool { known.isEmpty && disputed.isEmpty && assumed.isEmpty }

  /// The evidence of these kinds, the most telling kind first, each thing once.
  static func select(_ kinds: [EvidenceKind], from gathered: [String: [Evidence]]) -> Answer {
    var seen: Set<String> = []
    let all = kinds.flatMap { gathered[$0.rawValue] ?? [] }.filter { seen.insert($0.key).inserted }
    let disputed = all.filter { $0.standing == .disputed }
    let assumed = all.filter { $0.standing == .assumed }
    let known = all.filter { $0.standing != .disputed && $0.standing != .assumed }
    return Answer(
      known: Array(known.prefix(most)), disputed: Array(disputed.prefix(most)),
      assumed: Array(assumed.prefix(most)), moreKnown: max(0, known.count - most),
      moreDisputed: max(0, disputed.count - most), moreAssumed: max(0, assumed.count - most))
  }
}

extension Evidence {
  /// The same for one thing, whichever question it answers.
  var key: String { "\(sentence)\n\(source)\n\(link?.string ?? "")" }
}

/// What was gathered from the records, by kind, and whom each thing is about where several
/// communities are asked for at once.
struct Gathered: Sendable {
  private(set) var byKind: [String: [Evidence]] = [:]
  private var abouts: [String: [String]] = [:]
  private let communities: Int

  /// - Parameter asked: For each community by name, or for all of them together under no name, its
  ///   evidence by kind.
  init(_ asked: [(about: String?, evidence: [String: [Evidence]])]) {
    communities = asked.count
    for kind in Set(asked.flatMap(\.evidence.keys)) {
      let lists = asked.map { $0.evidence[kind] ?? [] }
      // In turns, so that the first lines are not all about whoever comes first in the alphabet.
      for line in 0..<(lists.map(\.count).max() ?? 0) {
        for (list, about) in zip(lists, asked.map(\.about)) where line < list.count {
          if let about { abouts[list[line].key, default: []].appendOnce(about) }
          byKind[kind, default: []].append(list[line])
        }
      }
    }
  }

  /// Whom it is about; empty for what is about all, or where one community alone is asked for.
  func about(_ evidence: Evidence) -> [String] {
    let names = abouts[evidence.key] ?? []
    return names.count == communities ? [] : names
  }
}

extension [String] {
  fileprivate mutating func appendOnce(_ text: String) { if !contains(text) { append(text) } }
}

extension GuideView {
  /// Reads everything that a page of the Guide says, of all strategies or of one.
  static func read(
    _ context: GuideContext, strategy only: String? = nil, _ call: Call,
    _ connection: any Connection
  ) throws -> GuideView {
    let viewer = try call.member()
    let changes = try GuideChange.all(for: viewer, connection)
    let names = Dictionary(
      try Community.open(to: viewer, connection).map { ($0.id, $0.name) },
      uniquingKeysWith: { first, _ in first })
    let chosen = Guide.principles.map { principle in
      (
        principle,
        principle.strategies.filter { only == nil || $0.key == only }.map { strategy in
          (
            strategy,
            AdaptedPrompt.all(
              of: strategy, changes: changes, communities: context.adapting)
          )
        }
      )
    }.filter { !$0.1.isEmpty }
    let kinds = Set(chosen.flatMap(\.1).flatMap(\.1).flatMap(\.evidence))
    let gathered = try gather(kinds, context, call, connection)
    let shelf = try Shelf.all(for: viewer, connection)
    return GuideView(
      context: context,
      principles: chosen.map { principle, strategies in
        PrincipleView(
          principle: principle,
          strategies: strategies.map { strategy, prompts in
            let views = prompts.map {
              PromptView($0, context, gathered, names, call, viewer)
            }
            return StrategyView(
              principle: principle, strategy: strategy,
              prompts: views.filter { !$0.prompt.isLeftOut },
              leftOut: views.filter { $0.prompt.isLeftOut },
              tools: strategy.tools.map { $0.line(call, context) },
              shelf: Shelf.standing(
                shelf, for: strategy.key, communities: context.communities.map(\.id)))
          })
      })
  }

  /// Asks every capability for the kinds of evidence that are needed, each once for each community.
  static func gather(
    _ kinds: Set<EvidenceKind>, _ context: GuideContext, _ call: Call,
    _ connection: any Connection
  ) throws -> Gathered {
    let wanted = Set(kinds.map(\.rawValue))
    let sources = call.site.capabilities.flatMap(\.evidence).filter { wanted.contains($0.kind) }
    let several = context.communities.count > 1
    let groups: [(String?, [Community])] =
      several ? context.communities.map { ($0.name, [$0]) } : [(nil, context.communities)]
    return Gathered(
      try groups.map { name, communities in
        let question = EvidenceSource.Question(
          communities: communities.map(\.id.text), engagement: context.engagement?.id.text,
          call: call)
        var evidence: [String: [Evidence]] = [:]
        for source in sources {
          evidence[source.kind, default: []] += try source.gather(question, connection)
        }
        return (name, evidence)
      })
  }
}

extension PromptView {
  fileprivate init(
    _ prompt: AdaptedPrompt, _ context: GuideContext, _ gathered: Gathered,
    _ names: [ID<Community>: String], _ call: Call, _ viewer: Viewer
  ) {
    let w = call.w
    self.prompt = prompt
    text = prompt.text(w)
    hint = prompt.hint(w)
    language = prompt.language(w)
    question = prompt.question(w)
    changes = ([prompt.wording].compactMap { $0 } + prompt.setAside).map { change in
      ChangeLine(change, prompt.original, names, w, viewer)
    }
    let answer = Answer.select(prompt.evidence, from: gathered.byKind)
    self.answer = answer
    abouts = Dictionary(
      (answer.known + answer.disputed + answer.assumed).map { ($0.key, gathered.about($0)) },
      uniquingKeysWith: { first, _ in first })
    var seen: Set<String> = []
    places = prompt.evidence.map { $0.place(call, context) }.filter {
      seen.insert($0.name).inserted
    }
  }
}

extension ChangeLine {
  init(
    _ change: GuideChange, _ original: Prompt?, _ names: [ID<Community>: String], _ w: Words,
    _ viewer: Viewer
  ) {
    self.change = change
    let values = [
      "name": change.community.flatMap { names[$0] } ?? "", "reason": change.reason,
    ]
    let isLibrary = change.community == nil
    sentence =
      switch change.kind {
      case .added:
        isLibrary
          ? w("The library added this: {reason}", values)
          : w("Added for {name}: {reason}", values)
      case .reworded:
        isLibrary
          ? w("The library reworded this: {reason}", values)
          : w("Reworded for {name}: {reason}", values)
      case .setAside:
        isLibrary
          ? w("The library set this aside: {reason}", values)
          : w("Set aside for {name}: {reason}", values)
      }
    self.original = change.kind == .reworded ? original.map { w($0.text) } : nil
    mayUndo = viewer.mayShape(change.community) && !change.isUndone
  }
}
