import Components
import Ledger
import Markup
import Store
import Surroundings
import Web
import Words

/// What everybody decides about their own account: password, second factor, sessions, language.
struct OwnAccountRoutes {
  let passwords: Passwords

  var routes: [Route] {
    [
      .get("/account", .members) { call in try await accountPage(call, Draft()) },
      .post("/account/password", .members, rate: SignInRoutes.tries) { call in
        try await changePassword(call)
      },
      .post("/account/language", .members) { call in
        let account = ID<Account>(stored: try call.member().account)
        let tag = Language.spoken.first { $0.tag == call.form.text("language") }?.tag
        try await call.store.write { connection in
          _ = try connection.run("UPDATE account SET language = \(tag) WHERE id = \(account)")
        }
        return .seeOther("/account", notice: .saved)
          .cookie("kith_language", tag ?? "", days: 365, secure: call.request.isSecure)
      },
      .post("/account/sessions/{session}/closure", .members) { call in
        let account = ID<Account>(stored: try call.member().account)
        let hash = try call.parameter("session")
        try await call.store.write { try Session.end(hash, of: account, $0) }
        return .seeOther("/account", notice: .removed)
      },
      .get("/account/second-factor", .members) { call in
        let account = try await own(call)
        guard account.secondFactor == nil else { return .seeOther("/account") }
        let secret = Base32.encoded(call.surroundings.randomBytes(20))
        return secondFactorPage(call, account, Draft(["secret": secret]))
      },
      .post("/account/second-factor", .members, rate: SignInRoutes.tries) { call in
        try await turnOn(call)
      },
      .post("/account/second-factor/codes", .members, rate: SignInRoutes.tries) { call in
        try await renewCodes(call)
      },
      .post("/account/second-factor/removal", .members, rate: SignInRoutes.tries) { call in
        try await turnOff(call)
      },
    ]
  }

  private func own(_ call: Call) async throws -> Account {
    let id = ID<Account>(stored: try call.member().account)
    guard let account = try await call.store.read({ try Account.find(id, $0) }) else {
      throw Failure.signInNeeded
    }
    return account
  }

  private func changePassword(_ call: Call) async throws -> Reply {
    try await call.submit(show: { try await accountPage(call, $0) }) { form in
      let w = call.w
      let viewer = try call.member()
      let id = ID<Account>(stored: viewer.account)
      let account = try await call.store.read { try Account.find(id, $0) }
      let present = call.form.text("present")
      let password = newPassword(&form, w)
      try form.check()
      if let stored = account?.password, try await !passwords.matches(present, stored) {
        form.fault("present", w("That is not your present password."))
        throw Failure.invalid(form.faults)
      }
      let hash = try await passwords.hash(password)
      let now = call.now
      try await call.store.write { connection in
        try account?.setPassword(hash, at: now, connection)
        // Whoever knew the old one is out.
        try connection.run(
          "DELETE FROM session WHERE account = \(id) AND hash <> \(viewer.session)")
        try connection.run("DELETE FROM sign_in_link WHERE account = \(id)")
      }
      return .seeOther("/account", notice: .saved)
    }
  }

  private func turnOn(_ call: Call) async throws -> Reply {
    let account = try await own(call)
    return try await call.submit(show: { secondFactorPage(call, account, $0) }) { form in
      let w = call.w
      let id = account.id
      // Whoever finds a browser signed in must not lock its owner out with a telephone of their own.
      guard account.secondFactor == nil else {
        throw Failure.forbidden(w("It is on. To turn it off, enter your password."))
      }
      if let stored = account.password,
        try await !passwords.matches(call.form.text("confirm"), stored)
      {
        form.fault("confirm", w("That is not your present password."))
        throw Failure.invalid(form.faults)
      }
      let secret = form.data.text("secret")
      guard Base32.decoded(secret)?.count == 20 else { throw Failure.staleForm }
      let now = call.now
      let typed = Code.typed(form.data.text("code"))
      guard let step = SecondFactor.step(typed, secret: secret, after: 0, now: now) else {
        form.fault("code", w("That code is not right. Check that your telephone’s clock is."))
        throw Failure.invalid(form.faults)
      }
      let codes = try await call.store.write { connection in
        let isFirst = try connection.run(
          """
          UPDATE account SET second_factor = \(secret), last_step = \(step)
          WHERE id = \(id) AND second_factor IS NULL
          """)
        guard isFirst == 1 else { throw Failure.staleForm }
        try connection.record(
          "account.second-factor", on: Subject(kind: "account", id: id.text), by: call.actor,
          at: now, ["state": "on"])
        return try RecoveryCodes.renew(for: id, call.surroundings, connection)
      }
      return recoveryPage(call, codes)
    }
  }

  /// New recovery codes in the place of all that are left.
  private func renewCodes(_ call: Call) async throws -> Reply {
    try await call.submit(show: { try await accountPage(call, $0) }) { form in
      let id = ID<Account>(stored: try call.member().account)
      let account = try await call.store.read { try Account.find(id, $0) }
      guard account?.secondFactor != nil else { throw Failure.staleForm }
      guard try await passwords.matches(call.form.text("confirm-codes"), account?.password) else {
        form.fault("confirm-codes", call.w("That is not your present password."))
        throw Failure.invalid(form.faults)
      }
      let now = call.now
      let codes = try await call.store.write { connection in
        try connection.record(
          "account.second-factor", on: Subject(kind: "account", id: id.text), by: call.actor,
          at: now, ["state": "new codes"])
        return try RecoveryCodes.renew(for: id, call.surroundings, connection)
      }
      return recoveryPage(call, codes)
    }
  }

  private func turnOff(_ call: Call) async throws -> Reply {
    try await call.submit(show: { try await accountPage(call, $0) }) { form in
      let id = ID<Account>(stored: try call.member().account)
      let account = try await call.store.read { try Account.find(id, $0) }
      guard try await passwords.matches(call.form.text("confirm"), account?.password) else {
        form.fault("confirm", call.w("That is not your present password."))
        throw Failure.invalid(form.faults)
      }
      let now = call.now
      try await call.store.write { connection in
        try connection.run("UPDATE account SET second_factor = NULL WHERE id = \(id)")
        try connection.run("DELETE FROM recovery_code WHERE account = \(id)")
        try connection.record(
          "account.second-factor", on: Subject(kind: "account", id: id.text), by: call.actor,
          at: now, ["state": "off"])
      }
      return .seeOther("/account", notice: .saved)
    }
  }
}

private func accountPage(_ call: Call, _ draft: Draft) async throws -> Reply {
  let w = call.w
  let viewer = try call.member()
  let id = ID<Account>(stored: viewer.account)
  let (found, sessions, codesLeft) = try await call.store.read { connection in
    (
      try Account.find(id, connection), try Session.all(of: id, connection),
      try RecoveryCodes.left(id, connection)
    )
  }
  guard let account = found else { throw Failure.signInNeeded }
  let rows = sessions.map { session -> [HTML] in
    let here = session.hash == viewer.session
    let name = session.machine.isEmpty ? w("A machine") : session.machine
    return [
      HTML(text: name) + (here ? " " + tag(w("This one"), tone: .information) : .empty),
      HTML(text: w.instant(session.since, in: call.library.zone)),
      call.postForm(
        "/account/sessions/\(session.hash)/closure",
        submitButton(here ? w("Sign out") : w("End"), kind: .quiet)),
    ]
  }
  return call.page(
    w("Your account"),
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Your account"), lead: account.email))
    \(section(w("Password"), call.postForm("/account/password", """
      \(if: account.password != nil, textField(w, label: w("Present password"), name: "present", error: draft.error("present"), kind: .password, autocomplete: "current-password"))
      \(passwordField(w, draft, label: w("New password")))
      \(submitButton(w("Change password")))
      """)))
    \(section(w("Second factor"), secondFactorSection(call, account, draft, codesLeft: codesLeft)))
    \(section(w("Language"), call.postForm("/account/language", """
      \(selectField(w, label: w("Language of your pages and letters"), name: "language", options: Language.spoken.map { Option(value: $0.tag, label: $0.autonym, language: $0) }, selected: account.language, required: false, prompt: w("As my browser says")))
      \(submitButton(w("Save"), kind: .quiet))
      """)))
    \(section(w("Where you are signed in"), dataTable(w, caption: w("Your sessions"), columns: [Column(w("Machine")), Column(w("Since")), Column(w("End it"))], rows: rows)))
    """)
}

private func secondFactorSection(
  _ call: Call, _ account: Account, _ draft: Draft, codesLeft: Int
) -> HTML {
  let w = call.w
  guard account.secondFactor != nil else {
    return """
      <p>\(w("A code from your telephone, besides the password. It protects people’s stories even if somebody learns your password."))</p>
      \(linkButton(w("Turn on"), url: "/account/second-factor", kind: .quiet))
      """
  }
  return """
    <p>\(w("It is on. To turn it off, enter your password."))</p>
    \(call.postForm("/account/second-factor/removal", """
      \(textField(w, label: w("Password"), name: "confirm", error: draft.error("confirm"), kind: .password, autocomplete: "current-password"))
      \(submitButton(w("Turn off"), kind: .danger))
      """))
    <h3>\(w("Recovery codes"))</h3>
    <p>\(w.plural(codesLeft, "{n} recovery code is left.", "{n} recovery codes are left.")) \(w("New ones take the place of all earlier ones."))</p>
    \(call.postForm("/account/second-factor/codes", """
      \(textField(w, label: w("Password"), name: "confirm-codes", error: draft.error("confirm-codes"), kind: .password, autocomplete: "current-password"))
      \(submitButton(w("Make new codes"), kind: .quiet))
      """))
    """
}

private func secondFactorPage(_ call: Call, _ account: Account, _ draft: Draft) -> Reply {
  let w = call.w
  let secret = draft.value("secret")
  let address = SecondFactor.address(
    secret: secret, account: call.viewer?.name ?? "", issuer: "Kith \(call.library.name)")
  let spaced = stride(from: 0, to: secret.count, by: 4).map {
    String(secret.dropFirst($0).prefix(4))
  }.joined(separator: " ")
  return call.page(
    w("Turn on the second factor"),
    breadcrumbs: [(w("Your account"), "/account")],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Turn on the second factor")))
    \(stepList(w, [
      Step(w("Open an authenticator on your telephone and scan this picture."), body: QRCode.svg(address, title: w("Picture for your authenticator")) ?? .empty),
      Step(w("Or enter this key by hand:"), body: "<p><code dir=\"ltr\">\(spaced)</code></p>"),
      Step(w("Enter the six digits that it shows.")),
    ]))
    \(call.postForm("/account/second-factor", hidden: [("secret", secret)], """
      \(textField(w, label: w("Code"), name: "code", error: draft.error("code"), autocomplete: "one-time-code", inputmode: "numeric", short: true))
      \(if: account.password != nil, textField(w, label: w("Present password"), name: "confirm", error: draft.error("confirm"), kind: .password, autocomplete: "current-password"))
      \(submitButton(w("Turn on")))
      """))
    """)
}

private func recoveryPage(_ call: Call, _ codes: [String]) -> Reply {
  let w = call.w
  return call.page(
    w("Keep these codes"),
    """
    \(pageHeading(w("Keep these codes"), lead: w("If you lose your telephone, each of them signs you in once. They are shown only now. Print them, or write them down.")))
    <ol class="codes">\(codes.map { code -> HTML in "<li><code dir=\"ltr\">\(code)</code></li>" })</ol>
    \(linkButton(w("I have kept them"), url: "/account"))
    """)
}
