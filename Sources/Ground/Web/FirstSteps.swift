import Ledger
import Store
import Surroundings

extension Call {
  /// How long a new library is shown its first steps on the desk: afterwards they would be nagging.
  private static let firstSteps: Int64 = 45 * 86400

  /// Whether the library is new, and the reader is one who can take its first steps.
  public func takesFirstSteps(_ connection: any Connection) throws -> Bool {
    guard let viewer, [.owner, .staff].contains(viewer.role), viewer.communities == nil,
      let began = try Ledger.began(connection)
    else { return false }
    return now < began + Self.firstSteps
  }
}
