import Components
import Ledger
import Markup
import Store
import Surroundings
import Web
import Words

/// Signing in and out.
struct SignInRoutes {
  let passwords: Passwords
  let unknown = UnknownAddresses()
  static let tries = RateLimit(20, perSeconds: 300)

  var routes: [Route] {
    [
      .get("/sign-in", .everyone) { call in
        if call.viewer != nil { return .seeOther("/desk") }
        return signInPage(call, Draft())
      },
      .post("/sign-in", .everyone, rate: Self.tries) { call in try await signIn(call) },
      .get("/sign-in/code", .everyone) { call in codePage(call, Draft()) },
      .post("/sign-in/code", .everyone, rate: Self.tries) { call in try await secondStep(call) },
      .get("/sign-in/link/{code}", .everyone) { call in try await linkPage(call) },
      .post("/sign-in/link/{code}", .everyone, rate: Self.tries) { call in try await byLink(call) },
      .post("/sign-out", .members) { call in try await signOut(call) },
    ]
  }

  private func signIn(_ call: Call) async throws -> Reply {
    try await call.submit(show: { draft in signInPage(call, draft) }) { form in
      let w = call.w
      let email = form.email("email", w("Email address"))
      let password = call.form.text("password")
      if password.isEmpty { form.fault("password", w("Enter your password.")) }
      try form.check()
      let now = call.now
      let deviceCookie = call.request.cookie("kith_device")
      let (account, device, wait) = try await call.store.read { connection in
        guard let account = try Account.find(email: email, connection), !account.isClosed else {
          return (Account?.none, "strangers", unknown.wait(email, now: now))
        }
        let device = try SignInTrials.device(deviceCookie, account: account.id, connection)
        let wait = try SignInTrials.wait(
          account: account.id, device: device, now: now, connection)
        return (account, device, wait)
      }
      if wait > 0 { throw Failure.tooMany(retryAfter: Int(wait)) }
      let short = password.utf8.count <= Passwords.longest * 4
      let right = try await passwords.matches(
        short ? password : "", account?.password, device == "strangers" ? .strangers : .known)
      guard right, let account else {
        if let account {
          try await call.store.write { connection in
            try SignInTrials.failed(
              account: account.id, device: device, now: now, connection)
          }
        } else {
          unknown.failed(email, now: now)
        }
        // The same words whether or not there is such an account.
        form.fault("email", w("The address or the password is not right. Check both."))
        throw Failure.invalid(form.faults)
      }
      if account.secondFactor == nil {
        return try await finish(call, account, device: device)
      }
      let code = try await call.store.write { connection in
        try Session.begin(
          for: account.id, machine: "", needsSecondFactor: true, call.surroundings, connection)
      }
      let next = call.form.text("next")
      return Reply.seeOther(next.isEmpty ? "/sign-in/code" : "/sign-in/code?next=\(next)").cookie(
        "kith_half_way", code, days: nil, secure: call.request.isSecure)
    }
  }

  /// The second factor, or a recovery code in its place.
  private func secondStep(_ call: Call) async throws -> Reply {
    try await call.submit(show: { draft in codePage(call, draft) }) { form in
      let w = call.w
      let typed = Code.typed(call.form.text("code"))
      let now = call.now
      let half = Code.hash(call.request.cookie("kith_half_way") ?? "")
      let deviceCookie = call.request.cookie("kith_device")
      enum Outcome: Sendable { case gone, wait(Int64), wrong, right(Account, String) }
      let outcome: Outcome = try await call.store.write { connection in
        guard
          let row = try connection.first(
            """
            SELECT account.* FROM session JOIN account ON account.id = session.account
            WHERE session.hash = \(half) AND session.half_way = 1
              AND session.since > \(now - 600) AND account.closed = 0
            """)
        else { return .gone }
        let account = try Account(row)
        let device = try SignInTrials.device(deviceCookie, account: account.id, connection)
        let wait = try SignInTrials.wait(
          account: account.id, device: device, now: now, connection)
        if wait > 0 { return .wait(wait) }
        let step = SecondFactor.step(
          typed, secret: account.secondFactor ?? "", after: account.lastStep, now: now)
        if let step {
          try connection.run("UPDATE account SET last_step = \(step) WHERE id = \(account.id)")
        } else if try !RecoveryCodes.use(typed, for: account.id, connection) {
          try SignInTrials.failed(account: account.id, device: device, now: now, connection)
          return .wrong
        }
        try connection.run("DELETE FROM session WHERE hash = \(half)")
        return .right(account, device)
      }
      switch outcome {
      case .gone: return .seeOther("/sign-in")
      case .wait(let seconds): throw Failure.tooMany(retryAfter: Int(seconds))
      case .wrong:
        form.fault("code", w("That code is not right or was used already. Enter the newest one."))
        throw Failure.invalid(form.faults)
      case .right(let account, let device):
        return try await finish(call, account, device: device)
      }
    }
  }

  /// Begins the session and goes on to where the reader wanted to be.
  func finish(_ call: Call, _ account: Account, device: String) async throws -> Reply {
    let machine = Session.machine(call.request.headers["user-agent"] ?? "")
    let old = call.request.cookie("kith_session").map(Code.hash)
    let (code, remembered) = try await call.store.write { connection in
      try SignInTrials.succeeded(account: account.id, device: device, connection)
      if let old { try Session.end(old, of: account.id, connection) }
      let code = try Session.begin(
        for: account.id, machine: machine, needsSecondFactor: false, call.surroundings, connection)
      let remembered =
        device == "strangers"
        ? try SignInTrials.remember(account: account.id, call.surroundings, connection) : nil
      return (code, remembered)
    }
    let secure = call.request.isSecure
    var reply = Reply.seeOther(SafeURL(local: call.form.text("next")) ?? "/desk")
      .cookie("kith_session", code, days: 60, secure: secure)
      .cookie("kith_half_way", "", days: 0, secure: secure)
    if let remembered {
      reply = reply.cookie("kith_device", remembered, days: 400, secure: secure)
    }
    return reply
  }

  private func linkPage(_ call: Call) async throws -> Reply {
    let code = try call.parameter("code")
    let now = call.now
    let account = try await call.store.read { try SignInLink.account(code, at: now, $0) }
    let w = call.w
    guard let account else {
      return call.page(
        w("This link has ended"), kind: .plain, status: 404,
        pageHeading(
          w("This link has ended"),
          lead: w("It was used already, or it is too old. Ask for a new one.")))
    }
    // A page with a button, so that mail programs that open links use nothing up.
    return call.page(
      w("Sign in"), kind: .plain,
      """
      \(pageHeading(w("Sign in as {name}", ["name": account.name])))
      \(call.postForm("/sign-in/link/\(code)", submitButton(w("Sign in"))))
      """)
  }

  private func byLink(_ call: Call) async throws -> Reply {
    let code = try call.parameter("code")
    let now = call.now
    let account = try await call.store.write { try SignInLink.use(code, at: now, $0) }
    guard let account else { throw Failure.notFound }
    return try await finish(call, account, device: "strangers")
  }

  private func signOut(_ call: Call) async throws -> Reply {
    let viewer = try call.member()
    let account = ID<Account>(stored: viewer.account)
    try await call.store.write { try Session.end(viewer.session, of: account, $0) }
    return Reply.seeOther("/sign-in", notice: .signedOut)
      .cookie("kith_session", "", days: 0, secure: call.request.isSecure)
  }
}

private func signInPage(_ call: Call, _ draft: Draft) -> Reply {
  let w = call.w
  let next = draft.value("next").isEmpty ? call.query.text("next") : draft.value("next")
  return call.page(
    w("Sign in"), kind: .plain,
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Sign in"), lead: w("For the library’s staff and for the people it works with. Reading and taking part need no account.")))
    \(call.postForm("/sign-in", hidden: [("next", next)], """
      \(textField(w, label: w("Email address"), name: "email", value: draft.value("email"), error: draft.error("email"), autocomplete: "username", inputmode: "email"))
      \(textField(w, label: w("Password"), name: "password", error: draft.error("password"), kind: .password, autocomplete: "current-password"))
      \(submitButton(w("Sign in")))
      """))
    """)
}

private func codePage(_ call: Call, _ draft: Draft) -> Reply {
  let w = call.w
  let next = draft.value("next").isEmpty ? call.query.text("next") : draft.value("next")
  return call.page(
    w("Enter your code"), kind: .plain,
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Enter your code"), lead: w("Open your authenticator and enter the six digits it shows, or one of your recovery codes.")))
    \(call.postForm("/sign-in/code", hidden: [("next", next)], """
      \(textField(w, label: w("Code"), name: "code", error: draft.error("code"), autocomplete: "one-time-code", inputmode: "text", short: true))
      \(submitButton(w("Go on")))
      """))
    """)
}
