/// What somebody is to the library.
public enum Role: String, Sendable, CaseIterable, Codable {
  /// Everything, including accounts and settings.
  case owner
  /// The library's staff: every community, not accounts.
  case staff
  /// Staff or a volunteer who keeps the relationship with single communities.
  case liaison
  /// A member of a community who holds powers for it.
  case steward
  /// Somebody of an organisation that works with the library.
  case partner
  /// Reads and comments on what they were invited to.
  case reviewer

  /// Roles that work for the library.
  public static let library: Set<Role> = [.owner, .staff, .liaison]
}

/// Who is looking.
public struct Viewer: Sendable, Equatable {
  public let account: String
  public let name: String
  public let role: Role
  /// The communities they may enter; `nil` means all.
  public let communities: Set<String>?
  /// Which sign-in this is, for the tokens of its forms: a hash, not what the cookie holds.
  public let session: String
  /// The language they chose for themselves.
  public let language: String?

  public init(
    account: String, name: String, role: Role, communities: Set<String>?, session: String,
    language: String?
  ) {
    self.account = account
    self.name = name
    self.role = role
    self.communities = communities
    self.session = session
    self.language = language
  }

  /// Whether they work for the library.
  public var isOfLibrary: Bool { Role.library.contains(role) }

  public func mayEnter(_ community: String) -> Bool { communities?.contains(community) ?? true }
}

/// Who may use an address at all. What they find there is fetched through the viewer besides.
public enum Access: Sendable, Equatable {
  /// Anybody, signed in or not.
  case everyone
  /// Anybody who is signed in.
  case members
  /// These roles; for others the address looks missing.
  case roles(Set<Role>)

  public static let library = Access.roles(Role.library)
  public static let owner = Access.roles([.owner])

  func admits(_ viewer: Viewer?) -> Bool {
    switch self {
    case .everyone: true
    case .members: viewer != nil
    case .roles(let roles): viewer.map { roles.contains($0.role) } ?? false
    }
  }
}
