/// A file of the Public Libraries Survey (IMLS): outlets, administrative entities, or state sums.
public struct PLSFile: Sendable {
  public enum Kind: String, Sendable, Codable {
    case outlet = "pls-outlet"
    case administrativeEntity = "pls-ae"
    case state = "pls-state"
  }

  public let kind: Kind
  /// The fiscal year, from the `YR_SUB` column or the file's name.
  public let fiscalYear: Int?
  public let outlets: [Outlet]
  public let entities: [AdministrativeEntity]
  public let states: [StateSummary]
  /// How many columns the file has.
  public let columnCount: Int
  public let warnings: [String]

  public var recordCount: Int { outlets.count + entities.count + states.count }

  /// The outlets of one library.
  public func outlets(of fscsKey: String) -> [Outlet] {
    outlets.filter { $0.fscsKey == fscsKey.uppercased() }
  }

  /// Outlets whose name has these words in it, in a state if one is given (`MO`).
  public func outlets(named name: String, in state: String? = nil) -> [Outlet] {
    outlets.filter { Self.matches($0.name, $0.state, name, state) }
  }

  public func entity(_ fscsKey: String) -> AdministrativeEntity? {
    entities.first { $0.fscsKey == fscsKey.uppercased() }
  }

  public func entities(named name: String, in state: String? = nil) -> [AdministrativeEntity] {
    entities.filter { Self.matches($0.name, $0.state, name, state) }
  }

  private static func matches(
    _ own: String, _ ownState: String, _ name: String, _ state: String?
  ) -> Bool {
    (state == nil || ownState == state?.uppercased())
      && (name.isEmpty || own.uppercased().contains(name.uppercased()))
  }
}
