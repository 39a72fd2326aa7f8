import Components
import Markup
import Store
import Surroundings
import Web
import Words

extension Letters {
  public var capability: Capability {
    Capability(
      name: "letters", migrations: LettersSchema.migrations,
      routes: OutboxRoutes(letters: self).routes + MailSettingRoutes().routes,
      navigation: [NavigationEntry("/desk/letters", OutboxRoutes.access) { w in w("Letters") }],
      holdings: [
        Holding(
          tables: ["letter"],
          what: { w in
            w(
              "Letters: whom they are for, their text, and whether they arrived at the mail server."
            )
          },
          why: { w in w("So that none is lost, and the library can see what was sent in its name.")
          },
          kept: { w in
            w(
              "Address and text until 30 days after a letter was sent or laid aside; the text of one that lets somebody in, until it is sent. That there was a letter, for good."
            )
          }),
        Holding(
          tables: ["mail_setting"],
          what: { w in w("How the library’s mail server is reached, with its password.") },
          why: { w in w("So that letters can be sent.") },
          kept: { w in w("Until an owner removes it.") }),
      ],
      desk: [DeskSource { call, connection in try Letters.desk(call, connection) }])
  }

  /// What today asks of the staff because of letters.
  static func desk(_ call: Call, _ connection: any Connection) throws -> [DeskItem] {
    guard let viewer = call.viewer, [.owner, .staff].contains(viewer.role) else { return [] }
    let w = call.w
    let counts = try Outbox(viewer: viewer).counts(connection)
    let setting = try MailSetting.find(connection)
    let waiting = counts[.waiting] ?? 0
    let lost = (counts[.failed] ?? 0) + (counts[.givenUp] ?? 0)
    let state: Letter.State = (counts[.failed] ?? 0) > 0 ? .failed : .givenUp
    var items: [DeskItem] = []
    if let trouble = setting?.trouble {
      items.append(
        DeskItem(
          urgency: 0, sentence: trouble.title(w), detail: trouble.mend(w),
          action: w("See the letters"), link: "/desk/letters"))
    }
    if setting == nil, waiting > 0 {
      items.append(
        DeskItem(
          urgency: 2, sentence: w.plural(waiting, "{n} letter waits.", "{n} letters wait."),
          detail: w("No mail server is set."), action: w("See the letters"),
          link: "/desk/letters"))
    }
    if lost > 0 {
      items.append(
        DeskItem(
          urgency: 1,
          sentence: w.plural(
            lost, "{n} letter could not be delivered.", "{n} letters could not be delivered."),
          detail: w("Reach these people another way, or set the letters aside."),
          action: w("See the letters"), link: "/desk/letters?state=\(state.rawValue)"))
    }
    return items
  }
}

extension Capability {
  /// The outbox, sent by SMTP.
  public static let letters = Letters().capability
}
