import Accounts
import App
import ArgumentParser
import Communities
import Foundation
import SecondaryData
import Store
import Surroundings
import Web

struct Invite: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make an invitation, or a sign-in link for somebody who is locked out.")

  @OptionGroup var place: PlaceOptions

  @Option(help: "The role of the invitation: owner, staff, liaison, steward, partner or reviewer.")
  var role = "staff"

  @Option(
    name: .customLong("community"),
    help: ArgumentHelp(
      "A community that they may enter, by the last part of its public address or its id.",
      discussion: "May be given several times. Staff without one enter all; others none."))
  var communities: [String] = []

  @Option(
    help: "Make a sign-in link for the account with this address instead. Works once, for an hour.")
  var signIn: String?

  func run() async throws {
    let surroundings = Surroundings.real
    let store = try place.open()
    try await store.migrate(
      App.migrations(App.capabilities(surroundings, Metrics())), at: surroundings.now())
    if let email = signIn {
      let code = try await store.write { connection -> String? in
        guard let account = try Account.find(email: email, connection), !account.isClosed else {
          return nil
        }
        return try SignInLink.make(
          for: account.id, uses: 1, lifetime: 3600, surroundings, connection)
      }
      guard let code else {
        throw ValidationError("Nobody has an account with that address, or it is closed.")
      }
      print("\(try await address(store))/sign-in/link/\(code)")
    } else {
      guard let role = Role(rawValue: role) else {
        throw ValidationError(
          "--role must be one of \(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
      let code = try await store.write { [communities] connection in
        let ids = try communities.map { name in
          guard let id = try Community.named(name, connection) else {
            throw ValidationError(
              "There is no community \(name). Say the last part of its public address, or its id.")
          }
          return id.text
        }
        return try Invitation.make(
          role: role, email: "", communities: ids, by: "program", surroundings, connection)
      }
      if communities.isEmpty, ![.owner, .staff].contains(role) {
        FileHandle.standardError.write(
          Data(
            "They will enter no community. Make another with --community for each that they may enter.\n"
              .utf8))
      }
      print("\(try await address(store))/invitations/\(code)")
    }
    try await store.close()
  }

  private func address(_ store: Store) async throws -> String {
    try await store.read { try Library.find($0)?.address } ?? "http://127.0.0.1:8080"
  }
}
