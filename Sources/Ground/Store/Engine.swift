/// What a store asks of the database under it.
protocol Engine: Sendable {
  var dialect: Dialect { get }
  /// Where the data is, for people to read: without any password.
  var place: String { get }

  /// Runs `body` on one snapshot.
  func read<T: Sendable>(
    _ body: @Sendable @escaping (any Connection) throws -> T
  ) async throws -> T

  /// Runs `body` in one transaction, and returns when it is durable.
  func write<T: Sendable>(
    _ body: @Sendable @escaping (any Connection) throws -> T
  ) async throws -> T

  /// Runs `body` in one transaction of its own that no other process's migration overlaps.
  func migrate<T: Sendable>(
    _ body: @Sendable @escaping (any Connection) throws -> T
  ) async throws -> T

  /// Copies the database as it is before `migration`.
  ///
  /// - Returns: The path of the copy; `nil` when the database is empty, or the engine makes none.
  func backup(before migration: String) async throws -> String?

  func backup(to path: String) async throws
  func integrityFaults() async throws -> [String]
  func schema() async throws -> String
  func size() async throws -> Int64
  func close() async throws
}
