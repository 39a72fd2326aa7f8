import Engagements
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// Where somebody answers: the public page, or the desk for those who work here. Both keep answers the
/// same way; only the side differs.
enum Door: Sendable {
  case community, library

  var side: Pulse.Side { self == .community ? .community : .library }

  /// Where the form stands.
  func path(of pulse: Pulse) -> String {
    self == .community ? pulse.path : "\(pulse.deskPath)/answers"
  }

  func receiptPath(of pulse: Pulse) -> String { path(of: pulse) + "/receipt" }

  /// The name of the cookie that holds a receipt: one for each pulse and door, so that they can't be
  /// joined on the way, and a librarian who answers as a neighbour at home does not mix the two.
  func cookie(of pulse: Pulse) -> String {
    self == .community ? "kith_pulse_\(pulse.id)" : "kith_pulse_\(pulse.id)_library"
  }

  /// The pulse in the path, if it was opened and may be known of here.
  func pulse(_ call: Call, _ connection: any Connection) throws -> (Pulse, Permit?) {
    switch self {
    case .community:
      let pulse = try Pulse.published(try call.parameter("wave"), connection)
      // What the gate closes looks missing to a visitor.
      guard let permit = try pulse.permitToPublish(call.today, connection) else {
        throw Failure.notFound
      }
      return (pulse, permit)
    case .library:
      let (pulse, _) = try Pulse.find(try call.id("pulse"), for: try call.member(), connection)
      guard pulse.state != .draft else { throw Failure.notFound }
      return (pulse, nil)
    }
  }

  func receipt(_ pulse: Pulse, _ call: Call) -> Receipt? {
    call.request.cookie(cookie(of: pulse)).flatMap { Receipt($0) }
  }

  /// A page in this door's frame.
  func page(
    _ call: Call, _ title: String, _ permit: Permit?, _ body: HTML
  ) throws -> Reply {
    if let permit { return try call.publicPage(title, permit.release(body)) }
    return call.page(
      title, breadcrumbs: [(call.w("Engagements"), "/desk/engagements")], body)
  }
}
