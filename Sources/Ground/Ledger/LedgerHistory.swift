import Store

extension Ledger {
  /// Every moment of a community whose kind begins with one of `beginnings`, such as `fact.`, as they
  /// came to pass.
  public static func history(
    of community: String, _ beginnings: [String], _ connection: any Connection
  ) throws -> [Moment] {
    try beginnings.flatMap { beginning in
      try connection.rows(
        "SELECT * FROM moment WHERE community = \(community) AND kind LIKE \(beginning + "%")"
      ).map(moment)
    }.sorted { ($0.at, $0.sequence) < ($1.at, $1.sequence) }
  }
}
