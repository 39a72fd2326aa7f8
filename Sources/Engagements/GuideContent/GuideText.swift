// The words the Guide is made of. It holds no answers: the program's records answer it.

/// One of the five principles. They overlap and are not ranked.
public struct Principle: Sendable, Hashable {
  public let key: String
  public let title: String
  public let summary: String
  public let strategies: [Strategy]
}

/// A way to live up to a principle, with what to think about and what helps.
public struct Strategy: Sendable, Hashable {
  public let key: String
  public let title: String
  public let summary: String
  public let why: String
  public let prompts: [Prompt]
  public let tools: [Tool]
}

/// A thing to consider. It is answered by evidence, and never ticked off.
public struct Prompt: Sendable, Hashable {
  /// The strategy's key, a dot and a name; answers are stored under it, so it never changes.
  public let key: String
  public let text: String
  /// How to think about it, or what good looks like.
  public let hint: String
  /// The records to show beneath it, the most telling first.
  public let evidence: [EvidenceKind]
  /// How to ask it of people of the community, in a workshop or on a handout.
  public let questionForCommunity: String?

  init(
    key: String, text: String, hint: String, evidence: [EvidenceKind],
    questionForCommunity: String? = nil
  ) {
    self.key = key
    self.text = text
    self.hint = hint
    self.evidence = evidence
    self.questionForCommunity = questionForCommunity
  }
}

/// The kind of record that answers a prompt.
public enum EvidenceKind: String, Sendable, Hashable, CaseIterable {
  // Facts of the community profile, by topic.
  case factsDemographics, factsLanguages, factsChannels, factsMeetingPlaces, factsOnline
  case factsStrengths, factsAssets, factsExperiences, factsHistory, factsCustoms, factsSimilarWork

  // What else is known, planned and noted.
  case assumptions, dataSources, benchmarks, benchmarksLanguages, benchmarksOnline, plan,
    backupPlans, journal, timeline, resources
  /// The participation level promised for each decision.
  case decisions
  /// Who is responsible for what, and who steps in.
  case people
  /// What was heard in conversations.
  case conversations
  /// What was heard and checked, and what was promised because of it.
  case findings, promises
  /// How often and how much people were asked.
  case burden
  /// What was brought to the library, and how it was answered.
  case concerns
  /// When the two sides last spoke, and who keeps contact.
  case contacts
  /// What both sides said in pulses, what rose and fell.
  case trust

  // Records of capabilities that are still to come.
  case partners, charter, events, materials

  /// Whether Kith keeps such records today; a prompt says so instead of showing an empty list.
  public var available: Bool {
    switch self {
    case .partners, .charter, .events, .materials: false
    default: true
    }
  }
}

/// A part of Kith that helps with a strategy.
public struct Tool: Sendable, Hashable {
  public let key: String
  public let name: String
  public let what: String
  /// False while the part is still to come.
  public let available: Bool
}
