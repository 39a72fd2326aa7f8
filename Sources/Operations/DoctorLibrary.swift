import Foundation
import Store
import Surroundings
import Web

/// The library's settings, its people, and what the program does by itself.
struct DoctorLibrary: Sendable {
  let now: Instant

  func findings(_ connection: any Connection) throws -> [Finding] {
    let present = Set(try Schema.tableNames(connection))
    var findings: [Finding] = []
    if present.contains("library") { findings += try settings(connection) }
    if present.contains("account") { findings += try people(connection) }
    if present.contains("job") { findings += try jobs(connection) }
    if present.contains("letter") { findings += try letters(connection) }
    return findings
  }

  private func settings(_ connection: any Connection) throws -> [Finding] {
    guard let library = try Library.find(connection) else {
      return [
        .lookAt(
          "library", "The library is not set up yet.",
          "Start kith serve and open the address that it prints, with its code.")
      ]
    }
    var findings: [Finding] = []
    let host = URLComponents(string: library.address)?.host ?? ""
    if library.address.isEmpty || ["127.0.0.1", "localhost", "::1", "[::1]"].contains(host) {
      findings.append(
        .lookAt(
          "address",
          "Links in letters begin with “\(library.address)”, which other machines can’t open.",
          "Set the web address under Settings."))
    } else {
      findings.append(.ok("address", "The library’s address is \(library.address)."))
    }
    findings.append(
      TimeZone(identifier: library.zoneName) == nil
        ? .wrong(
          "zone", "The time zone “\(library.zoneName)” is not known; days begin by UTC.",
          "Set one such as America/Denver under Settings.")
        : .ok("zone", "The time zone is \(library.zoneName)."))
    findings.append(
      library.contact.isEmpty
        ? .lookAt(
          "contact", "Public pages do not say how people reach you about their data.",
          "Set it under Settings.") : .ok("contact", "Public pages say how to reach you."))
    return findings
  }

  private func people(_ connection: any Connection) throws -> [Finding] {
    let owners = try connection.count(
      "SELECT COUNT(*) FROM account WHERE role = 'owner' AND closed = 0")
    let everybody = try connection.count("SELECT COUNT(*) FROM account WHERE closed = 0")
    var findings: [Finding] = []
    if owners > 0 {
      findings.append(
        .ok("owner", "There \(owners == 1 ? "is one owner" : "are \(owners) owners")."))
    } else if everybody == 0 {
      findings.append(
        .lookAt(
          "owner", "Nobody can sign in yet.", "Set the library up, or: kith invite --role owner"))
    } else {
      findings.append(
        .wrong(
          "owner", "No open account is an owner’s, so nobody can manage accounts.",
          "kith invite --role owner"))
    }
    let without = try connection.count(
      """
      SELECT COUNT(*) FROM account
      WHERE closed = 0 AND second_factor IS NULL AND role IN ('owner', 'staff', 'liaison')
      """)
    if without > 0 {
      findings.append(
        .lookAt(
          "second-factor",
          "Of the library’s people, \(without) sign in without a second factor.",
          "Each of them can add one under Your account."))
    } else if everybody > 0 {
      findings.append(.ok("second-factor", "All of the library’s people have a second factor."))
    }
    return findings
  }

  private func jobs(_ connection: any Connection) throws -> [Finding] {
    let failing = try connection.rows(
      """
      SELECT kind, COUNT(*) AS count FROM job WHERE state IN ('failed', 'given up')
      GROUP BY kind ORDER BY kind
      """
    ).map { "\(try $0.string("kind")) (\(try $0.int("count")))" }
    guard failing.isEmpty else {
      return [
        .wrong(
          "jobs", "Jobs that fail: \(failing.joined(separator: ", ")).",
          "The page Jobs of the desk says why, and can try them again.")
      ]
    }
    let late = try connection.count(
      "SELECT COUNT(*) FROM job WHERE state = 'waiting' AND due < \(now - 3600)")
    return late == 0
      ? [.ok("jobs", "No job fails, and none is late.")]
      : [
        .lookAt(
          "jobs", "Jobs that should have run an hour ago: \(late).",
          "They run while kith serve runs.")
      ]
  }

  private func letters(_ connection: any Connection) throws -> [Finding] {
    let lost = try connection.count(
      "SELECT COUNT(*) FROM letter WHERE state IN ('failed', 'given up')")
    let stuck = try connection.count(
      "SELECT COUNT(*) FROM letter WHERE state IN ('waiting', 'sending') AND created < \(now - 86400)"
    )
    if lost == 0, stuck == 0 { return [.ok("letters", "No letter is stuck.")] }
    var says: [String] = []
    if lost > 0 { says.append("Letters that could not be delivered: \(lost).") }
    if stuck > 0 { says.append("Letters that have waited for more than a day: \(stuck).") }
    return [
      .lookAt(
        "letters", says.joined(separator: " "),
        "The page Letters of the desk says why; Mail settings can send a test.")
    ]
  }
}
