import Ledger
import Web

/// What somebody wants to do with a community's data. Each is a power that the charter gives to
/// somebody.
public enum Act: String, Sendable, CaseIterable {
  /// Put on a page that everyone can read.
  case publish
  /// Write to a file that leaves the program.
  case export
  /// Give to another body under an agreement.
  case share
  /// Ask people of the community for their time.
  case ask
  /// Send by mail.
  case mail
  /// Send by feed.
  case feed
}

/// Who wants to.
public enum Actor: Sendable, Equatable {
  /// Somebody signed in.
  case account(role: Role, communities: Set<String>?)
  /// Anybody who opens a page.
  case visitor
  /// The program itself, by a job or a command in the terminal.
  case program

  public init(_ viewer: Viewer?) {
    if let viewer {
      self = .account(role: viewer.role, communities: viewer.communities)
    } else {
      self = .visitor
    }
  }

  /// The word the ledger has for it.
  public var name: String {
    switch self {
    case .account(let role, _): role.rawValue
    case .visitor: "visitor"
    case .program: "program"
    }
  }
}

/// What it is for; a charter may allow one purpose and not another.
public enum Purpose: String, Sendable, CaseIterable {
  /// So that people can read about their community.
  case information
  /// To run the exchange itself: invitations, reminders, receipts.
  case exchange
  /// To keep a copy, or to move to another Kith.
  case safekeeping
  /// For somebody else's study.
  case research
}

/// Who holds a power.
public enum Holder: String, Sendable, CaseIterable {
  case library
  case libraryAfterConsulting = "library after consulting"
  case shared
  case community
}
