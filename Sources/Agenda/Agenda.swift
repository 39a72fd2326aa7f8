import Store
import Surroundings
import Web
import Words

/// What waits for somebody and what falls due, gathered from every capability.
struct Agenda: Sendable {
  /// Days ahead that a letter tells of.
  static let ahead = 14

  let today: Day
  /// The most urgent first.
  let items: [DeskItem]
  /// The earliest first.
  let dates: [DueDate]

  static func of(_ call: Call, _ connection: any Connection) throws -> Agenda {
    let items = try call.site.capabilities.flatMap(\.desk).flatMap {
      try $0.gather(call, connection)
    }
    let dates = try call.site.capabilities.flatMap(\.dates).flatMap {
      try $0.gather(call, connection)
    }
    return Agenda(
      today: call.today, items: items.sorted { $0.urgency < $1.urgency },
      dates: dates.sorted { ($0.day, $0.title) < ($1.day, $1.title) })
  }

  /// The letter's text. It says what waits and where, and repeats nothing that people wrote: mail is
  /// read by many machines.
  func letter(_ w: Words, _ library: Library) -> String {
    var parts = [w("What waits for you at {library}:", ["library": library.name])]
    if items.isEmpty { parts.append(w("Nothing asks for you today.")) }
    for (title, urgencies) in [
      (w("Late"), 0...0), (w("Today"), 1...1), (w("Soon"), 2...2),
      (w("When there is time"), 3...9),
    ] {
      let here = items.filter { urgencies.contains($0.urgency) }
      if here.isEmpty { continue }
      // What is said of several things in the same words is said once, with a link to each.
      let sentences = here.reduce(into: [String]()) { sentences, item in
        if !sentences.contains(item.sentence) { sentences.append(item.sentence) }
      }
      let lines = sentences.map { sentence in
        let links = here.filter { $0.sentence == sentence }.map {
          "  \(library.address)\($0.link.string)"
        }
        return (["– \(sentence)"] + links).joined(separator: "\n")
      }
      parts.append(([title] + lines).joined(separator: "\n"))
    }
    let soon = dates.filter { today <= $0.day && $0.day <= today.adding(days: Agenda.ahead) }
    if !soon.isEmpty {
      let lines = soon.map { "– \(w.day($0.day)): \($0.title)" }
      parts.append(([w("What falls due within two weeks")] + lines).joined(separator: "\n"))
    }
    parts.append(
      w(
        "To choose another day, or none: {link}",
        ["link": library.address + "/account/agenda"]))
    return parts.joined(separator: "\n\n")
  }
}
