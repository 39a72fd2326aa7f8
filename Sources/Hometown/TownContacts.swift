import Accounts
import Communities
import Contacts
import Store
import Surroundings
import Words

/// Who keeps contact with Sunrise Court, and when they spoke.
enum TownContacts {
  static func settle(
    with sunrise: ID<Community>, liaison: ID<Account>?, _ surroundings: Surroundings,
    _ connection: any Connection
  ) throws {
    let today = Day(surroundings.now(), in: .gmt)
    let agreed = today.adding(days: -150)
    _ = try Liaison.name(
      LiaisonDraft(
        person: liaison.map { .account($0) } ?? .named("Marisol Lucero"),
        backup: .named("Daniel Okafor"), every: 28,
        handover:
          "Come to the laundromat rather than call. The circle meets on Wednesdays after seven; somebody brings tea, so bring cups."
      ), for: sunrise, since: 0, today: agreed, by: "staff", at: agreed.start, connection)
    for spoke in contacts {
      let day = today.adding(days: -spoke.daysAgo)
      try Contact.record(
        ContactDraft(
          day: day, way: spoke.way, began: spoke.began, isMutual: spoke.isMutual,
          about: spoke.about, language: spoke.language, people: spoke.people,
          cameBefore: spoke.before, nextDay: spoke.next.map { day.adding(days: $0) }),
        id: .new(surroundings), with: sunrise, by: spoke.began == .library ? "liaison" : "steward",
        at: day.start, connection)
    }
  }

  private struct Spoke {
    let daysAgo: Int
    let way: Contact.Way
    let began: Contact.Side
    var isMutual = true
    let about: String
    var language = Language.english
    var people: Int?
    var before: Int?
    var next: Int?
  }

  private static let contacts = [
    Spoke(
      daysAgo: 138, way: .meeting, began: .library,
      about: "How the circle works, what they would want from a library, what they would not.",
      people: 16, before: 4),
    Spoke(
      daysAgo: 96, way: .message, began: .library, isMutual: false,
      about: "Asked whether August suits for the next evening."),
    Spoke(
      daysAgo: 89, way: .event, began: .community,
      about: "Their summer table in the courtyard: we came, ate and read aloud.", people: 22,
      before: 10),
    Spoke(
      daysAgo: 68, way: .meeting, began: .library,
      about: "The bread book: what to print, and whose names stand in it.", people: 19, before: 12),
    Spoke(
      daysAgo: 40, way: .meeting, began: .library,
      about: "Evening hours, and who would hold the key.", people: 24, before: 13),
    Spoke(
      daysAgo: 17, way: .call, began: .community,
      about: "La rampa de la puerta sur: cuándo se arregla.", language: .spanish),
    Spoke(
      daysAgo: 5, way: .meeting, began: .library,
      about: "What the conversation showed, and what to promise because of it.", people: 20,
      before: 12, next: 21),
  ]
}
