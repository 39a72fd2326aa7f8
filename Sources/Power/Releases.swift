import Components
import Ledger
import Markup
import Store
import Surroundings
import Web
import Words

extension Refusal {
  /// Why not, as a reader is told.
  public func sentence(_ w: Words) -> String {
    switch self {
    case .role: w("Your role does not do this. Ask somebody of the library's staff.")
    case .otherCommunity: w("Your account is not open to this community.")
    case .held(.community):
      w("The community holds this power. Its stewards decide.")
    case .held:
      w("The library and the community hold this power together. Ask the stewards first.")
    case .quiet(let until, let reason):
      w(
        "The community asked for quiet until {day}: {reason}.",
        ["day": w.day(until), "reason": reason])
    case .uncounted: w("Nobody is asked before the ask is counted.")
    case .stewards: w("Only the stewards of this community do this.")
    default: ruleSentence(w)
    }
  }

  private func ruleSentence(_ w: Words) -> String {
    switch self {
    case .tooSoon(let after, let days, _):
      w.plural(
        days, "There is an ask on {day}; the community is left alone for {n} day around each.",
        "There is an ask on {day}; the community is left alone for {n} days around each.",
        ["day": w.day(after)])
    case .tooMany(let count, let most, _):
      w.plural(
        count, "There is {n} ask in 12 months already; the charter allows {most}.",
        "There are {n} asks in 12 months already; the charter allows {most}.",
        ["most": w.number(most)])
    case .noHeadroom(let month, let used, let needed, let room):
      w(
        "{month} has room for {room} hours of people’s time; {used} are taken, and this would take {needed}.",
        [
          "month": w.month(month), "room": w.number(room), "used": w.number(used),
          "needed": w.number(needed),
        ])
    case .unreturned(let count, let since, let days):
      w.plural(
        count,
        "People were not told what came of {n} ask that ended on {day}, more than {days} days ago.",
        "People were not told what came of {n} asks; the oldest ended on {day}, more than {days} days ago.",
        ["day": w.day(since), "days": w.number(days)])
    case .notAhead(let days, let people, _):
      w(
        "Asks of {people} people or more, and random draws, are registered {days} days before.",
        ["people": w.number(people), "days": w.number(days)])
    case .tooManyReminders(let most):
      w.plural(
        most, "The charter allows {n} reminder at most.",
        "The charter allows {n} reminders at most.")
    default: w("Nobody is asked before the ask is counted.")
    }
  }

  /// What would end it, where stewards don't lift it: a day, or something to be done.
  public func remedy(_ w: Words) -> String? {
    switch self {
    case .quiet(let until, _):
      w("From {day} it no longer stands in the way.", ["day": w.day(until.adding(days: 1))])
    case .tooSoon(_, _, let until), .tooMany(_, _, let until):
      until.map { w("From {day} it no longer stands in the way.", ["day": w.day($0)]) }
    case .notAhead(_, _, let until):
      w("Registered today, it may open on {day}.", ["day": w.day(until)])
    case .noHeadroom: w("Ask fewer people, ask for less time, or ask in another month.")
    case .unreturned: w("Tell people what was heard, and mark it in the ledger of asks.")
    case .tooManyReminders: w("Send fewer reminders.")
    case .role, .otherCommunity, .held, .uncounted, .stewards: nil
    }
  }
}

extension Call {
  /// Asks the gate for the one who is looking; refuses with its reason.
  public func permit(
    _ act: Act, on subject: Subject, purpose: Purpose, _ connection: any Connection
  ) throws -> Permit {
    do {
      return try Gate.require(
        Actor(viewer), act, on: subject, purpose: purpose, today: today, connection)
    } catch let refusal as Refusal {
      throw Failure.forbidden(refusal.sentence(w))
    }
  }

  /// A page that everyone can read. It takes nothing but what passed the gate.
  public func publicPage(_ title: String, _ body: Released<HTML>) throws -> Reply {
    guard body.permit.act == .publish else { throw Failure.notFound }
    return page(title, kind: .public, body.value)
  }
}

/// The gate, its charter and the log of releases.
extension Capability {
  public static let power = Capability(
    name: "power", migrations: PowerSchema.migrations,
    holdings: [
      Holding(
        tables: ["charter", "power", "quiet_period", "ask_rule", "ask_lift", "release"],
        what: { w in w("Who holds which power, each community's rules, and what left the program.")
        },
        why: { w in w("So that the community's rules are enforced, and can be shown to be.") },
        kept: { w in w("As long as the community is kept; the log of what left, for good.") })
    ], conduct: [powerConduct])
}
