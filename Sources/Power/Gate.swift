import Ledger
import Store
import Surroundings
import Web

/// Proof that the gate said yes. Nothing but the gate makes one, and whatever leaves the program
/// asks for one: so a way round the gate does not compile.
public struct Permit: Sendable, Equatable {
  public let act: Act
  public let purpose: Purpose
  public let subject: Subject
  public let actor: Actor
  public let charter: Charter

  fileprivate init(
    act: Act, purpose: Purpose, subject: Subject, actor: Actor, charter: Charter
  ) {
    self.act = act
    self.purpose = purpose
    self.subject = subject
    self.actor = actor
    self.charter = charter
  }
}

/// A value that passed the gate, with the permit it passed by.
public struct Released<Value: Sendable>: Sendable {
  public let value: Value
  public let permit: Permit

  fileprivate init(value: Value, permit: Permit) {
    self.value = value
    self.permit = permit
  }

  /// The same release of something made from this value alone, such as the page that shows it.
  public func map<Other: Sendable>(_ change: (Value) throws -> Other) rethrows -> Released<Other> {
    Released<Other>(value: try change(value), permit: permit)
  }
}

extension Permit {
  /// Lets `value` through.
  public func release<Value: Sendable>(_ value: Value) -> Released<Value> {
    Released(value: value, permit: self)
  }
}

/// The answer of the gate.
public enum Verdict: Sendable, Equatable {
  case yes(Permit)
  case no([Refusal])

  public var permit: Permit? {
    if case .yes(let permit) = self { permit } else { nil }
  }
}

/// Why not.
public enum Refusal: Error, Sendable, Equatable {
  /// The actor's role does not do this.
  case role
  /// The actor may not enter this community.
  case otherCommunity
  /// Somebody else holds the power; ask them.
  case held(by: Holder)
  /// A quiet period lasts until this day.
  case quiet(until: Day, reason: String)
  /// The community was asked on that day, or will be, and is left alone for so many days.
  case tooSoon(after: Day, days: Int, until: Day?)
  /// So many asks fall in 12 months, which is all that may.
  case tooMany(count: Int, most: Int, until: Day?)
  /// The month has room for so many hours, of which so many are used; so many more were wanted.
  case noHeadroom(month: Day, used: Double, needed: Double, room: Double)
  /// So many asks were not returned; the oldest ended on that day, so many days or more ago.
  case unreturned(count: Int, since: Day, days: Int)
  /// A large ask, or one with a random draw, is registered so many days before.
  case notAhead(days: Int, people: Int, until: Day)
  case tooManyReminders(most: Int)
  /// Nobody may ask what was not counted before.
  case uncounted
  /// Stewards of the community alone do this.
  case stewards

  /// The rule that says no, when stewards can lift it; `nil` for what no one lifts.
  public var key: String? {
    switch self {
    case .role, .otherCommunity, .held, .uncounted, .stewards: nil
    case .quiet: "quiet"
    case .tooSoon: "gap"
    case .tooMany: "year"
    case .noHeadroom: "headroom"
    case .unreturned: "return"
    case .notAhead: "ahead"
    case .tooManyReminders: "reminders"
    }
  }
}

/// The one place through which everything passes that is published, exported, shared, asked, mailed
/// or put in a feed.
public enum Gate {
  /// May `actor` do `act` on `subject` for `purpose`? The strictest rule wins.
  ///
  /// Nobody gets a permit to ask without `asking`, by which the community's rules are judged; only
  /// what runs within an ask that was counted (*exchange*) does.
  ///
  /// - Parameters:
  ///   - today: The day in the library's time zone, for quiet periods.
  ///   - asking: What is about to be asked, and what was asked before.
  public static func may(
    _ actor: Actor, _ act: Act, on subject: Subject, purpose: Purpose, today: Day,
    asking: Asking? = nil, _ connection: any Connection
  ) throws -> Verdict {
    let charter = try Charter.of(subject.community, connection)
    var refusals = holding(actor, charter.holder(of: act), community: subject.community)
    if act == .ask, let asking {
      let lifted = try AskLift.keys(for: subject, connection)
      refusals += asking.refusals(charter).filter { $0.key.map { !lifted.contains($0) } ?? true }
    } else if act == .ask || act == .mail && purpose != .exchange {
      for period in charter.quietPeriods where period.from <= today && today <= period.to {
        refusals.append(.quiet(until: period.to, reason: period.reason))
      }
      if act == .ask, purpose != .exchange { refusals.append(.uncounted) }
    }
    guard refusals.isEmpty else { return .no(refusals) }
    return .yes(
      Permit(act: act, purpose: purpose, subject: subject, actor: actor, charter: charter))
  }

  /// What the actor's role, the communities it may enter and the holder of the power say against it.
  static func holding(_ actor: Actor, _ holder: Holder, community: String?) -> [Refusal] {
    var refusals: [Refusal] = []
    switch actor {
    case .account(let role, let communities):
      if let community, communities?.contains(community) == false {
        refusals.append(.otherCommunity)
      }
      switch holder {
      case .library: if !Role.library.contains(role) { refusals.append(.role) }
      case .community: if role != .steward { refusals.append(.held(by: holder)) }
      // Until consultation and shared decisions have their records, neither side acts alone.
      case .libraryAfterConsulting, .shared: refusals.append(.held(by: holder))
      }
    case .visitor, .program:
      // What a visitor opens or a job sends was decided by somebody before; a power that has left
      // the library since is no longer theirs to pass on.
      if holder != .library { refusals.append(.held(by: holder)) }
    }
    return refusals
  }

  /// As ``may(_:_:on:purpose:today:asking:_:)``, but throws the first refusal.
  public static func require(
    _ actor: Actor, _ act: Act, on subject: Subject, purpose: Purpose, today: Day,
    _ connection: any Connection
  ) throws -> Permit {
    switch try may(actor, act, on: subject, purpose: purpose, today: today, connection) {
    case .yes(let permit): return permit
    case .no(let refusals): throw refusals.first ?? Refusal.role
    }
  }
}

extension Permit {
  /// Writes down that something left, in the transaction in which that was decided.
  public func log(
    _ surroundings: Surroundings, _ connection: any Connection
  ) throws {
    let id = ID<Permit>.new(surroundings)
    let now = surroundings.now()
    try connection.run(
      """
      INSERT INTO release (id, at, act, purpose, subject_kind, subject, community, actor)
      VALUES (\(id), \(now), \(act), \(purpose), \(subject.kind), \(subject.id),
        \(subject.community), \(actor.name))
      """)
    try connection.record(
      "release.\(act.rawValue)", on: subject, by: actor.name, at: now,
      ["purpose": purpose.rawValue])
  }
}
