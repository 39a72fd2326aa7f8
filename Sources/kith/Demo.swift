import Accounts
import App
import ArgumentParser
import Foundation
import Hometown
import Operations
import Store
import Surroundings
import Web

struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show an invented town, with a sign-in link for each role.",
    discussion: "Everything is kept in a folder that is thrown away when it ends.")

  @OptionGroup var listen: ListenOptions

  @Option(help: "The folder to keep the town in, instead of one that is thrown away.")
  var folder: String?

  @Option(help: "Also write the address and the links to this file, as JSON.")
  var links: String?

  func run() async throws {
    let place =
      folder
      ?? FileManager.default.temporaryDirectory.appendingPathComponent(
        "kith-demo-\(ProcessInfo.processInfo.processIdentifier)"
      ).path
    try FileManager.default.createDirectory(
      atPath: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { if folder == nil { try? FileManager.default.removeItem(atPath: place) } }
    let lock = try FolderLock.take(place)
    defer { lock.release() }
    guard !FileManager.default.fileExists(atPath: place + "/kith.sqlite") else {
      throw ValidationError("There is a library in \(place) already. Choose an empty folder.")
    }
    let store = try Store.sqlite(path: place + "/kith.sqlite")
    let (host, site) = try await Host.ready(store, .real, listen)
    let people = try await Hometown.settle(store, .real)
    let (listen, file) = (listen, links)
    try await host.serve(site) { port in
      let address = listen.address(port: port)
      do {
        let doors = try await Self.doors(address, people, store)
        Self.tell(address, doors)
        if let file { try Self.write(address, doors, people, to: file) }
      } catch {
        say("The links could not be made: \(error)")
      }
    }
    try await store.close()
  }

  /// A sign-in link for each role.
  private static func doors(
    _ address: String, _ people: Hometown.People, _ store: Store
  ) async throws -> [(role: Role, link: String)] {
    try await store.write { connection in
      if var library = try Library.find(connection) {
        library.address = address
        try library.save(connection)
      }
      return try Role.allCases.compactMap { role in
        guard let account = people.accounts[role] else { return nil }
        let code = try SignInLink.make(
          for: account, uses: 1000, lifetime: 7 * 86400, .real, connection)
        return (role, "\(address)/sign-in/link/\(code)")
      }
    }
  }

  private static func tell(_ address: String, _ doors: [(role: Role, link: String)]) {
    say("\nThe town of Piedra Lisa is open at \(address)\n")
    say("What everyone can read:  \(address)/communities/sunrise-court\n")
    for door in doors {
      say(
        "Sign in as \(door.role.rawValue.padding(toLength: 9, withPad: " ", startingAt: 0)) \(door.link)"
      )
    }
    say("\nCtrl-C ends it, and the town with it.\n")
  }

  private static func write(
    _ address: String, _ doors: [(role: Role, link: String)], _ people: Hometown.People,
    to file: String
  ) throws {
    struct Doors: Encodable {
      let base: String
      let public_page: String
      let links: [String: String]
      let pages: [String: [String]]
    }
    // Where a walk through the town begins, for each role; the rest is linked from there.
    let desk = ["/desk", "/desk/communities", "/desk/engagements", "/desk/guide", "/desk/data"]
    let pages = [
      "public": ["/", "/communities/sunrise-court", "/sign-in", "/what-we-keep"],
      "owner": desk + ["/desk/components", "/account", "/desk/people", "/desk/settings"],
      "steward": desk,
    ]
    let value = Doors(
      base: address, public_page: "/communities/sunrise-court",
      links: Dictionary(uniqueKeysWithValues: doors.map { ($0.role.rawValue, $0.link) }),
      pages: pages)
    try JSONEncoder().encode(value).write(to: URL(fileURLWithPath: file), options: .atomic)
  }
}
