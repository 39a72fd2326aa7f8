import Accounts
import Communities
import Store
import Surroundings
import Web
import Words

/// One invented town, the same every time: for the demo, the tests and the pictures in the docs.
public enum Hometown {
  /// Monday, 23 November 2026, 09:00 in Piedra Lisa.
  public static let now = Instant(seconds: 1_795_449_600)

  public static let library = Library(
    name: "Piedra Lisa Public Library", zoneName: "America/Denver", language: .english,
    languages: Language.spoken, address: "http://127.0.0.1:8080",
    contact: "voices@piedralisa.example, 505-555-0142")

  /// The people of the town who sign in, by role.
  public struct People: Sendable {
    public let accounts: [Role: ID<Account>]
  }

  static let names: [(Role, String, String)] = [
    (.owner, "Ruth Abeyta", "ruth@piedralisa.example"),
    (.staff, "Daniel Okafor", "daniel@piedralisa.example"),
    (.liaison, "Marisol Lucero", "marisol@piedralisa.example"),
    (.steward, "Amal Haddad", "amal@sunrise.example"),
    (.partner, "Grace Begay", "grace@foodbank.example"),
    (.reviewer, "Tomás Vigil", "tomas@piedralisa.example"),
  ]

  /// Fills an empty database with the town. The library's passwords are nobody's: people come in by
  /// sign-in links.
  public static func settle(_ store: Store, _ surroundings: Surroundings) async throws -> People {
    try await store.write { connection in
      let now = surroundings.now()
      try library.save(connection)
      let places = try Sunrise.settle(surroundings, connection)
      var accounts: [Role: ID<Account>] = [:]
      for (role, name, email) in names {
        let id = ID<Account>.new(surroundings)
        let limited: Set<Role> = [.steward, .partner, .reviewer, .liaison]
        try Account.add(
          id: id, email: email, name: name, role: role, language: nil, password: nil,
          communities: limited.contains(role) ? [places.sunrise.text] : [], by: "program",
          at: now, connection)
        accounts[role] = id
      }
      try TownCensus.settle(for: places.sunrise, surroundings, connection)
      try TownAsks.settle(with: places.sunrise, surroundings, connection)
      try BreadEngagement.settle(
        with: places.sunrise, liaison: accounts[.liaison], surroundings, connection)
      try TownContacts.settle(
        with: places.sunrise, liaison: accounts[.liaison], surroundings, connection)
      try TownPulses.settle(with: places.sunrise, surroundings, connection)
      try TownConcerns.settle(in: library, about: places.sunrise, surroundings, connection)
      try TownAnswers(
        sunrise: places.sunrise, surroundings: surroundings, connection: connection
      ).settle()
      return People(accounts: accounts)
    }
  }
}
