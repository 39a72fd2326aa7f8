// The parts of Kith that the strategies point to.

extension Tool {
  static let communityProfile = Tool(
    key: "community-profile", name: "Community profile",
    what:
      "What is known about a community, fact by fact: where it comes from, how old it is and whether the community agrees.",
    available: true)

  static let assumptionRegister = Tool(
    key: "assumption-register", name: "Assumption register",
    what: "What we believe although nobody has confirmed it. It stays marked until somebody does.",
    available: true)

  static let dataSources = Tool(
    key: "data-sources", name: "Data sources",
    what:
      "Figures that others have gathered, such as the census, library statistics and lists of places, with their dates and limits.",
    available: true)

  static let voiceLink = Tool(
    key: "voice-link", name: "Voice link",
    what:
      "A link for people of the community. With it they confirm or dispute what we wrote about them.",
    available: true)

  static let communityPage = Tool(
    key: "community-page", name: "Community page",
    what: "A public page in several languages about what we know and what we plan.",
    available: true)

  static let engagementPlan = Tool(
    key: "engagement-plan", name: "Engagement plan",
    what: "Goals, steps and dates, with what happens if a goal is missed or exceeded.",
    available: true)

  static let backupPlans = Tool(
    key: "backup-plans", name: "Backup plans",
    what: "The second way, ready before the first one closes.",
    available: true)

  static let journal = Tool(
    key: "journal", name: "Reflection journal",
    what: "Short notes about what we felt, learned and changed our minds about.",
    available: true)

  static let participationLevel = Tool(
    key: "participation-level", name: "Promised participation",
    what: "For each decision, how much say people were promised.",
    available: true)

  static let responsibilities = Tool(
    key: "responsibilities", name: "People responsible",
    what: "Who looks after each part, and who steps in when that person is away.",
    available: true)

  static let timeline = Tool(
    key: "timeline", name: "Timeline",
    what: "What has happened and what comes next, in one line of time.",
    available: true)

  static let ledger = Tool(
    key: "ledger", name: "Ledger",
    what: "A record of every step that cannot be changed in secret. Anyone may verify it.",
    available: true)

  static let handout = Tool(
    key: "handout", name: "Guide handout",
    what: "The questions of this Guide on paper, for a workshop or a kitchen table.",
    available: true)

  static let resourceShelf = Tool(
    key: "resource-shelf", name: "Resource shelf",
    what: "Guides, examples and training by others, sorted by strategy.",
    available: true)

  static let conversations = Tool(
    key: "conversations", name: "Conversations",
    what: "People agree or disagree with short statements and see where they have common ground.",
    available: true)

  static let promises = Tool(
    key: "promises", name: "Promises",
    what: "What was promised, by whom and by when, and what became of it.",
    available: true)

  static let findings = Tool(
    key: "findings", name: "Findings",
    what: "What was heard, what it rests on, and whether those who said it agree.",
    available: true)

  static let burdenLedger = Tool(
    key: "burden-ledger", name: "Burden ledger",
    what: "How much of people’s time has been asked for, by us and by others.",
    available: true)

  static let concerns = Tool(
    key: "concerns", name: "Concerns",
    what: "A door that is always open. Each concern gets an answer.",
    available: true)
}

extension Tool {
  static let contacts = Tool(
    key: "contacts", name: "Contacts",
    what: "When you last spoke, who keeps contact and how often, who steps in.",
    available: true)

  static let trustPulse = Tool(
    key: "trust-pulse", name: "Trust pulse",
    what: "How both sides see the relationship over time, next to what was done.",
    available: true)
}

// Still to come.
extension Tool {
  static let surveys = Tool(
    key: "surveys", name: "Surveys",
    what: "Short surveys in many languages, on a phone or on paper.",
    available: false)

  static let focusGroups = Tool(
    key: "focus-groups", name: "Focus groups",
    what: "Small groups from the invitation to the return of what was heard.",
    available: false)

  static let partners = Tool(
    key: "partners", name: "Partners",
    what: "Who is connected with whom, who is trusted, and where a link hangs on one person.",
    available: false)

  static let agreements = Tool(
    key: "agreements", name: "Agreements",
    what: "What each side gives and gets, in writing, and how either side may leave.",
    available: false)

  static let materials = Tool(
    key: "materials", name: "Materials",
    what: "Posters, fact sheets and pages in every language, looked over by the community.",
    available: false)

  static let events = Tool(
    key: "events", name: "Events",
    what: "Invitations, reminders and what people took home.",
    available: false)

  static let charter = Tool(
    key: "charter", name: "Charter and hand-over",
    what:
      "Which powers the library holds and which ones the community holds, and how they are handed over.",
    available: false)

  static let consent = Tool(
    key: "consent", name: "Consent and receipts",
    what: "What people agreed to, and a code with which they see, correct or withdraw it.",
    available: false)

  static let decisions = Tool(
    key: "decisions", name: "Decisions",
    what: "Deciding together, in the way the community chooses.",
    available: false)
}
