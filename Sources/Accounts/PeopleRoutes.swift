import Components
import Ledger
import Markup
import Store
import Surroundings
import Web
import Words

/// Who has an account, and inviting more: for owners.
struct PeopleRoutes {
  let passwords: Passwords
  let signIn: SignInRoutes

  var routes: [Route] {
    [
      .get("/desk/people", .owner) { call in try await peoplePage(call, Draft(), link: nil) },
      .post("/desk/people/invitations", .owner) { call in try await invite(call) },
      .post("/desk/people/invitations/{invitation}/withdrawal", .owner) { call in
        let mark = try call.parameter("invitation")
        let (now, actor) = (call.now, call.actor)
        try await call.store.write { try Invitation.withdraw(mark, by: actor, at: now, $0) }
        return .seeOther("/desk/people", notice: .removed)
      },
      .post("/desk/people/{account}/closure", .owner) { call in try await close(call) },
      .get("/invitations/{code}", .everyone) { call in
        try await invitationPage(call, Draft())
      },
      .post("/invitations/{code}", .everyone, rate: SignInRoutes.tries) { call in
        try await accept(call)
      },
    ]
  }

  private func invite(_ call: Call) async throws -> Reply {
    try await call.submit(show: { try await peoplePage(call, $0, link: nil) }) { form in
      let w = call.w
      let role = form.choice("role", w("Role"), of: Role.self)
      let email = form.optionalText("email", w("Email address"), most: 254)
      let communities = form.data.all("communities")
      let scopes = try await scopes(call)
      if communities.contains(where: { id in !scopes.contains { $0.id == id } }) {
        throw Failure.staleForm
      }
      try form.check()
      guard let role else { throw Failure.staleForm }
      let maker = ID<Account>(stored: try call.member().account)
      let code = try await call.store.write { connection in
        try Invitation.make(
          role: role, email: email, communities: communities, by: call.actor, from: maker,
          call.surroundings, connection)
      }
      return try await peoplePage(
        call, Draft(), link: "\(call.library.address)/invitations/\(code)")
    }
  }

  private func close(_ call: Call) async throws -> Reply {
    let id: ID<Account> = try call.id("account")
    let now = call.now
    let actor = call.actor
    do {
      try await call.store.write { connection in
        guard let account = try Account.find(id, connection) else { throw Failure.notFound }
        try account.close(by: actor, at: now, connection)
      }
    } catch AccountFault.lastOwner {
      throw Failure.forbidden(
        call.w("This is the last owner. Invite another owner first, then close this account."))
    }
    return .seeOther("/desk/people", notice: .removed)
  }

  private func accept(_ call: Call) async throws -> Reply {
    try await call.submit(show: { try await invitationPage(call, $0) }) { form in
      let w = call.w
      let code = try call.parameter("code")
      let name = form.text("name", w("Your name"))
      let email = form.email("email", w("Email address"))
      let password = newPassword(&form, w)
      try form.check()
      let now = call.now
      // Before the password, so that a made-up code costs no work.
      guard try await call.store.read({ try Invitation.find(code, at: now, $0) }) != nil else {
        throw Failure.notFound
      }
      let hash = try await passwords.hash(password)
      let id = ID<Account>.new(call.surroundings)
      let language = w.language.tag
      do {
        let account = try await call.store.write { connection in
          guard let invitation = try Invitation.find(code, at: now, connection),
            try invitation.use(connection)
          else { throw Failure.notFound }
          return try Account.add(
            id: id, email: email, name: name, role: invitation.role, language: language,
            password: hash, communities: invitation.communities, by: invitation.role.rawValue,
            at: now, connection)
        }
        return try await signIn.finish(call, account, device: "strangers")
      } catch StoreError.unique {
        form.fault("email", w("This address has an account. Use another, or sign in."))
        throw Failure.invalid(form.faults)
      }
    }
  }
}

private func scopes(_ call: Call) async throws -> [(id: String, name: String)] {
  guard let find = call.site.capabilities.lazy.compactMap(\.scopes).first else { return [] }
  return try await call.store.read { try find($0) }
}

extension Role {
  /// The role as a reader is told.
  public func word(_ w: Words) -> String {
    switch self {
    case .owner: w("Owner")
    case .staff: w("Staff")
    case .liaison: w("Liaison")
    case .steward: w("Steward")
    case .partner: w("Partner")
    case .reviewer: w("Reviewer")
    }
  }

  func meaning(_ w: Words) -> String {
    switch self {
    case .owner: w("Everything, with accounts and settings.")
    case .staff: w("Every community; no accounts or settings.")
    case .liaison: w("Keeps the relationship with the communities you choose.")
    case .steward: w("A member of a community who holds powers for it.")
    case .partner: w("Somebody of an organisation you work with.")
    case .reviewer: w("Reads and comments on what you open to them.")
    }
  }
}

private func peoplePage(_ call: Call, _ draft: Draft, link: String?) async throws -> Reply {
  let w = call.w
  let now = call.now
  let scopes = try await scopes(call)
  let (accounts, invitations) = try await call.store.read { connection in
    let accounts = try Account.all(connection).map { account in
      (account, try account.communities(connection))
    }
    return (accounts, try Invitation.open(at: now, connection))
  }
  func names(_ ids: some Collection<String>) -> String {
    ids.isEmpty ? w("None yet") : w.list(scopes.filter { ids.contains($0.id) }.map(\.name))
  }
  let open = invitations.map { invitation -> [HTML] in
    // Staff for whom no community was chosen enter all.
    let entersAll =
      invitation.communities.isEmpty && [.owner, .staff].contains(invitation.role)
    return [
      HTML(text: invitation.role.word(w)), "<bdi>\(invitation.email)</bdi>",
      HTML(text: entersAll ? w("All") : names(invitation.communities)),
      HTML(text: w.instant(invitation.expires, in: call.library.zone)),
      call.postForm(
        "/desk/people/invitations/\(invitation.mark)/withdrawal",
        submitButton(w("Withdraw"), kind: .quiet)),
    ]
  }
  let rows = accounts.map { account, communities -> [HTML] in
    let places = communities.map { names($0) }
    return [
      HTML(text: account.name), HTML(text: account.email),
      HTML(text: account.role.word(w)), HTML(text: places ?? w("All")),
      account.isClosed
        ? tag(w("Closed"))
        : call.postForm(
          "/desk/people/\(account.id)/closure", submitButton(w("Close"), kind: .quiet)),
    ]
  }
  let made: HTML =
    link.map { link in
      notice(
        w, .good, title: w("The invitation is made."),
        body: """
          <p>\(w("Send this link to the person. It is shown only now, works once, and for 14 days."))</p>
          <p><code dir="ltr">\(link)</code></p>
          """, announced: true)
    } ?? .empty
  let waiting = w.plural(
    invitations.count, "{n} invitation is open.", "{n} invitations are open.")
  return call.page(
    w("People"),
    """
    \(errorSummary(w, faults: draft.list))
    \(made)
    \(pageHeading(w("People"), lead: w("Who can sign in, and what for. The people of your communities need no account to take part.")))
    \(section(w("Invite somebody"), """
      \(call.postForm("/desk/people/invitations", """
        \(radioGroup(w, legend: w("Role"), name: "role", options: Role.allCases.map { Option(value: $0.rawValue, label: $0.word(w), hint: $0.meaning(w)) }, selected: draft.value("role"), error: draft.error("role")))
        \(textField(w, label: w("Email address"), name: "email", value: draft.value("email"), hint: w("To remember whom it was for."), error: draft.error("email"), kind: .email, required: false))
        \(if: !scopes.isEmpty, checkboxes(w, legend: w("Communities they may enter"), name: "communities", options: scopes.map { Option(value: $0.id, label: $0.name) }, selected: Set(draft.all("communities")), hint: w("Choose none, and staff enter all; others enter none.")))
        \(submitButton(w("Make an invitation")))
        """))
      """))
    \(section(w("Open invitations"), """
      <p>\(waiting)</p>
      \(if: !open.isEmpty, dataTable(w, caption: w("Open invitations"), columns: [Column(w("Role")), Column(w("Email address")), Column(w("Communities")), Column(w("Open until")), Column(w("Withdraw"))], rows: open, captionHidden: true))
      """))
    \(section(w("Accounts"), """
      \(dataTable(w, caption: w("Who can sign in"), columns: [Column(w("Name")), Column(w("Email address")), Column(w("Role")), Column(w("Communities")), Column(w("Close it"))], rows: rows))
      """))
    """)
}

private func invitationPage(_ call: Call, _ draft: Draft) async throws -> Reply {
  let w = call.w
  let code = try call.parameter("code")
  let now = call.now
  guard let invitation = try await call.store.read({ try Invitation.find(code, at: now, $0) })
  else { throw Failure.notFound }
  let email = draft.value("email").isEmpty ? invitation.email : draft.value("email")
  return call.page(
    w("You are invited"), kind: .plain,
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("You are invited"), lead: w("{library} invites you to work with it here, as: {role}.", ["library": call.library.name, "role": invitation.role.word(w)])))
    \(call.postForm("/invitations/\(code)", """
      \(textField(w, label: w("Your name"), name: "name", value: draft.value("name"), error: draft.error("name"), autocomplete: "name"))
      \(textField(w, label: w("Email address"), name: "email", value: email, hint: w("You sign in with it."), error: draft.error("email"), autocomplete: "username", inputmode: "email"))
      \(passwordField(w, draft, label: w("Choose a password")))
      \(submitButton(w("Make my account")))
      """))
    """)
}
