import Markup
import Store
import Surroundings
import Words

/// What one capability brings to the program. The list of them in `App` is the whole program.
public struct Capability: Sendable {
  /// One word, as its folder and its page of documentation are called.
  public let name: String
  public let migrations: [Migration]
  public let routes: [Route]
  public let navigation: [NavigationEntry]
  /// Where everybody can go from the library's first page.
  public let publicLinks: [NavigationEntry]
  /// Where anybody can speak up about the page they read: at the end of every page that is not the
  /// desk's.
  public let doors: [NavigationEntry]
  /// Pages that it adds to every engagement's.
  public let engagementTabs: [EngagementTab]
  /// Pages that it adds to every community's.
  public let communityTabs: [CommunityTab]
  public let holdings: [Holding]
  public let evidence: [EvidenceSource]
  public let desk: [DeskSource]
  /// The days that its records are due on, for calendars and letters.
  public let dates: [DateSource]
  /// What of its records a finding can rest on.
  public let citable: [CitableSource]
  /// What became of a thing that was heard, told wherever that thing is shown.
  public let outcomes: [OutcomeSource]
  /// What the library did, as far as that can be counted.
  public let conduct: [ConductSource]
  /// How many adults a community has.
  public let population: [PopulationSource]
  /// Communities that an account's access can be limited to; one capability knows them.
  public let scopes: (@Sendable (any Connection) throws -> [(id: String, name: String)])?

  public init(
    name: String, migrations: [Migration] = [], routes: [Route] = [],
    navigation: [NavigationEntry] = [], publicLinks: [NavigationEntry] = [],
    doors: [NavigationEntry] = [],
    engagementTabs: [EngagementTab] = [], communityTabs: [CommunityTab] = [],
    holdings: [Holding] = [],
    evidence: [EvidenceSource] = [], desk: [DeskSource] = [],
    dates: [DateSource] = [],
    citable: [CitableSource] = [], outcomes: [OutcomeSource] = [], conduct: [ConductSource] = [],
    population: [PopulationSource] = [],
    scopes: (@Sendable (any Connection) throws -> [(id: String, name: String)])? = nil
  ) {
    self.scopes = scopes
    self.name = name
    self.migrations = migrations
    self.routes = routes
    self.navigation = navigation
    self.publicLinks = publicLinks
    self.doors = doors
    self.engagementTabs = engagementTabs
    self.communityTabs = communityTabs
    self.holdings = holdings
    self.evidence = evidence
    self.desk = desk
    self.dates = dates
    self.citable = citable
    self.outcomes = outcomes
    self.conduct = conduct
    self.population = population
  }
}

/// A place in the desk's navigation.
public struct NavigationEntry: Sendable {
  public let title: @Sendable (Words) -> String
  public let path: String
  public let access: Access

  public init(
    _ path: String, _ access: Access, _ title: @escaping @Sendable (Words) -> String
  ) {
    self.title = title
    self.path = path
    self.access = access
  }
}

/// One page of an engagement, which others stand beside.
public struct EngagementTab: Sendable {
  /// The last part of its address; empty for the first page.
  public let part: String
  public let access: Access
  public let title: @Sendable (Words) -> String

  public init(
    _ part: String, _ access: Access = .members, _ title: @escaping @Sendable (Words) -> String
  ) {
    self.part = part
    self.access = access
    self.title = title
  }

  /// Whether the one who looks may open it.
  public func isOpen(to viewer: Viewer?) -> Bool { access.admits(viewer) }
}

/// One page of a community on the desk, which others stand beside.
public struct CommunityTab: Sendable {
  /// The last part of its address.
  public let part: String
  public let access: Access
  public let title: @Sendable (Words) -> String

  public init(
    _ part: String, _ access: Access, _ title: @escaping @Sendable (Words) -> String
  ) {
    self.part = part
    self.access = access
    self.title = title
  }

  /// Whether the one who looks may open it.
  public func isOpen(to viewer: Viewer?) -> Bool { access.admits(viewer) }
}

/// What a capability keeps, why, and for how long: for the page that tells people so.
public struct Holding: Sendable {
  /// The tables that hold it.
  public let tables: [String]
  public let what: @Sendable (Words) -> String
  public let why: @Sendable (Words) -> String
  public let kept: @Sendable (Words) -> String

  public init(
    tables: [String], what: @escaping @Sendable (Words) -> String,
    why: @escaping @Sendable (Words) -> String, kept: @escaping @Sendable (Words) -> String
  ) {
    self.tables = tables
    self.what = what
    self.why = why
    self.kept = kept
  }
}

/// Something the records say about a thing to consider.
public struct Evidence: Sendable {
  public enum Standing: String, Sendable { case assumed, sourced, stated, confirmed, disputed }

  public let sentence: String
  /// Who says so.
  public let source: String
  /// Since when, as it is to be read.
  public let since: String
  public let standing: Standing?
  public let link: SafeURL?

  public init(
    sentence: String, source: String, since: String, standing: Standing? = nil,
    link: SafeURL? = nil
  ) {
    self.sentence = sentence
    self.source = source
    self.since = since
    self.standing = standing
    self.link = link
  }
}

/// Gathers one kind of evidence for a community or an engagement.
public struct EvidenceSource: Sendable {
  public struct Question: Sendable {
    public let communities: [String]
    public let engagement: String?
    public let call: Call

    public init(communities: [String], engagement: String?, call: Call) {
      self.communities = communities
      self.engagement = engagement
      self.call = call
    }
  }

  /// The kind of evidence that a prompt of the Guide asks for by name.
  public let kind: String
  public let gather: @Sendable (Question, any Connection) throws -> [Evidence]

  public init(
    _ kind: String, _ gather: @escaping @Sendable (Question, any Connection) throws -> [Evidence]
  ) {
    self.kind = kind
    self.gather = gather
  }
}

/// One thing that today asks of somebody, with the one action that answers it.
public struct DeskItem: Sendable {
  /// Lower comes first: 0 is late, 1 is today, 2 is soon, 3 is whenever there is time.
  public let urgency: Int
  public let sentence: String
  public let detail: String
  public let action: String
  public let link: SafeURL

  public init(urgency: Int, sentence: String, detail: String, action: String, link: SafeURL) {
    self.urgency = urgency
    self.sentence = sentence
    self.detail = detail
    self.action = action
    self.link = link
  }
}

public struct DeskSource: Sendable {
  public let gather: @Sendable (Call, any Connection) throws -> [DeskItem]
  public init(_ gather: @escaping @Sendable (Call, any Connection) throws -> [DeskItem]) {
    self.gather = gather
  }
}

/// A day on which something falls due, as it may stand in a calendar outside this program: it says
/// what the library wrote, never what people did.
public struct DueDate: Sendable, Equatable {
  public let day: Day
  public let title: String
  public let link: SafeURL

  public init(day: Day, title: String, link: SafeURL) {
    self.day = day
    self.title = title
    self.link = link
  }
}

/// Gathers what falls due for somebody, near or far, past days included.
public struct DateSource: Sendable {
  public let gather: @Sendable (Call, any Connection) throws -> [DueDate]
  public init(_ gather: @escaping @Sendable (Call, any Connection) throws -> [DueDate]) {
    self.gather = gather
  }
}
