import Store
import Surroundings
import Testing
import Town
import Web

@testable import Accounts

/// The door of the town's library: signing in as people do, by address and password.
extension Town {
  static let ruth = "ruth@piedralisa.example"
  static let password = "correct horse battery staple"

  /// Gives Ruth and Daniel a password; the town's people have none by themselves.
  func givePasswords() async throws {
    try await store.write { connection in
      _ = try connection.run(
        "UPDATE account SET password = \(PasswordTests.battery) WHERE role IN ('owner', 'staff')")
    }
  }

  func signIn(
    _ email: String = ruth, _ password: String = password, cookies: [String: String] = [:],
    next: String = ""
  ) async throws -> Reply {
    var visitor = try await reader(nil)
    visitor.cookies.merge(cookies) { $1 }
    return try await visitor.submit(
      "/sign-in", onPage: "/sign-in", ["email": email, "password": password, "next": next])
  }

  /// Somebody with the session that a reply began.
  func reader(with reply: Reply) async throws -> Reader {
    var reader = try await reader(nil)
    let code = try #require(reply.cookie("kith_session"))
    reader.cookies["kith_session"] = code
    return reader
  }

  /// Somebody whose password was right, before their second factor.
  func halfWay(_ reply: Reply) async throws -> Reader {
    var reader = try await reader(nil)
    let code = try #require(reply.cookie("kith_half_way"))
    reader.cookies["kith_half_way"] = code
    return reader
  }

  func account(_ role: Role) throws -> ID<Account> { try #require(people.accounts[role]) }

  func count(_ sql: SQL) async throws -> Int { try await store.read { try $0.count(sql) } }
}

extension Reader {
  /// Whether they are let in: to the desk, and not to the door.
  func isIn() async -> Bool { await get("/desk").status == 200 }
}
