import Components
import Ledger
import Markup
import Store
import Surroundings
import Web
import Words

/// Who can sign in, by what, and as what.
public struct Accounts: Sendable {
  public let passwords: Passwords

  public init(_ surroundings: Surroundings) { passwords = Passwords(surroundings) }

  /// Who a session's cookie belongs to.
  public static func viewer(_ code: String, _ site: Site) async throws -> Viewer? {
    try await Session.viewer(code, site)
  }

  public var capability: Capability {
    let signIn = SignInRoutes(passwords: passwords)
    return Capability(
      name: "accounts", migrations: AccountsSchema.migrations,
      routes: signIn.routes
        + FirstRunRoutes(passwords: passwords, signIn: signIn).routes
        + OwnAccountRoutes(passwords: passwords).routes
        + PeopleRoutes(passwords: passwords, signIn: signIn).routes
        + SettingsRoutes().routes,
      navigation: [
        NavigationEntry("/desk/people", .owner) { w in w("People") },
        NavigationEntry("/desk/settings", .owner) { w in w("Settings") },
      ],
      holdings: [
        Holding(
          tables: [
            "account", "account_community", "session", "known_device", "recovery_code",
            "sign_in_trial",
          ],
          what: { w in
            w(
              "Name, email address, role and language of those who sign in; where they are signed in."
            )
          },
          why: { w in
            w("So that only those who were invited can see and change the library’s records.")
          },
          kept: { w in w("Until the account is removed; a session, two weeks after its last use.") }
        ),
        Holding(
          tables: ["invitation", "sign_in_link", "first_run"],
          what: { w in w("Open invitations and sign-in links, as codes that can’t be read back.") },
          why: { w in w("So that a link works once.") },
          kept: { w in w("Until used, at most 14 days.") }),
      ],
      desk: [DeskSource(firstStep)])
  }

  /// An owner who is alone is asked to bring others in.
  @Sendable private func firstStep(_ call: Call, _ connection: any Connection) throws -> [DeskItem]
  {
    guard call.viewer?.role == .owner, try call.takesFirstSteps(connection),
      try connection.count("SELECT count(*) FROM account") == 1,
      try Invitation.open(at: call.now, connection).isEmpty
    else { return [] }
    let w = call.w
    return [
      DeskItem(
        urgency: 2, sentence: w("Invite the people you work with."),
        detail: w("Colleagues, and people of your communities who are to hold powers here."),
        action: w("Invite somebody"), link: "/desk/people")
    ]
  }
}

/// What the library is called and how it is reached.
struct SettingsRoutes {
  var routes: [Route] {
    [
      .get("/desk/settings", .owner) { call in
        let library = call.library
        return settingsPage(
          call,
          Draft([
            "library": library.name, "zone": library.zoneName, "language": library.language.tag,
            "contact": library.contact, "address": library.address,
          ]))
      },
      .post("/desk/settings", .owner) { call in
        try await call.submit(show: { settingsPage(call, $0) }) { form in
          let library = readLibrary(&form, call.w)
          try form.check()
          let now = call.now
          let actor = call.actor
          try await call.store.write { connection in
            try library.save(connection)
            try connection.record(
              "library.changed", on: Subject(kind: "library", id: "1"), by: actor, at: now)
          }
          return .seeOther("/desk/settings", notice: .saved)
        }
      },
    ]
  }
}

private func settingsPage(_ call: Call, _ draft: Draft) -> Reply {
  let w = call.w
  return call.page(
    w("Settings"),
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Settings")))
    \(call.postForm("/desk/settings", """
      \(libraryFields(w, draft, address: true))
      \(submitButton(w("Save")))
      """))
    """)
}
