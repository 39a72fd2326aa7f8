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
        tables: ["charter", "power", "quiet_period", "release"],
        what: { w in w("Who holds which power, each community's rules, and what left the program.")
        },
        why: { w in w("So that the community's rules are enforced, and can be shown to be.") },
        kept: { w in w("As long as the community is kept; the log of what left, for good.") })
    ], conduct: [powerConduct])
}
