import Census
import Communities
import Delimited
import Store
import Surroundings
import Web
import Words

// What the command says of an import; commands speak English.

extension DataImport {
  /// Why an import was refused, or `nil` for an error of another kind.
  public static func reason(_ error: any Error) -> String? {
    switch error {
    case let fault as ImportFault: fault.description
    case ImportRefusal.libraryNeeded:
      "Say which library you are: --library with its FSCSKEY, such as MO0051."
    case let refusal as ImportRefusal: refusal.sentence(.english)
    case Failure.conflict(let message): message
    default: nil
    }
  }
}

extension ImportOutcome {
  /// What was done, in a line or two.
  public func text(_ choices: ImportChoices) -> String {
    if wasDone { return "That was done already; nothing was done twice." }
    let counts = Self.counts(
      tables: tables, benchmarks: benchmarks, facts: facts, outlets: outlets,
      boundaries: boundaries)
    let done = counts.isEmpty ? "Catalogued." : "Imported: \(counts)."
    guard choices.community == nil, outlets == 0, changed else { return done }
    return done + "\nNo --community was given, so no benchmarks and no facts were made."
  }

  /// *1 table, 4 facts*: what there is none of is not said.
  static func counts(
    tables: Int, benchmarks: Int, facts: Int, outlets: Int, boundaries: Int
  ) -> String {
    [
      (tables, "table", "tables"), (benchmarks, "benchmark", "benchmarks"),
      (facts, "fact", "facts"), (outlets, "branch", "branches"),
      (boundaries, "outline", "outlines"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? $0.1 : $0.2)" }.joined(separator: ", ")
  }
}

extension Community {
  /// The community that a command names by its slug or its id.
  public static func named(
    _ text: String, _ connection: any Connection
  ) throws -> ID<Community>? {
    if let id = ID<Community>(text), try find(id, connection) != nil { return id }
    let program = Viewer(
      account: "", name: "", role: .owner, communities: nil, session: "", language: nil)
    return try open(to: program, connection).first { $0.slug == text }?.id
  }
}
