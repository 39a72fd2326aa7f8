import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// How letters go out: for owners.
struct MailSettingRoutes {
  var routes: [Route] {
    [
      .get("/desk/letters/settings", .owner) { call in
        let setting = try await call.store.read { try MailSetting.find($0) }
        return settingPage(call, draft(setting, call.library.name), isSet: setting != nil)
      },
      .post("/desk/letters/settings", .owner) { call in
        let known = try await call.store.read { try MailSetting.find($0) }?.server
        return try await call.submit(
          show: { settingPage(call, $0, isSet: known != nil) },
          save: { form in
            let server = try read(&form, known)
            let now = call.now
            let actor = call.actor
            try await call.store.write { connection in
              try MailSetting.save(server, by: actor, at: now, connection)
            }
            return .seeOther("/desk/letters?notice=saved#test")
          })
      },
      .post("/desk/letters/settings/removal", .owner) { call in
        let now = call.now
        let actor = call.actor
        try await call.store.write { try MailSetting.remove(by: actor, at: now, $0) }
        return .seeOther("/desk/letters", notice: .removed)
      },
    ]
  }

  private func draft(_ setting: MailSetting?, _ library: String) -> Draft {
    guard let server = setting?.server else {
      return Draft(["port": "587", "security": "starttls", "name": library])
    }
    return Draft([
      "host": server.host, "port": String(server.port), "security": server.security.rawValue,
      "username": server.username, "address": server.sender.address, "name": server.sender.name,
      "authority": server.authority,
    ])
  }

  /// - Throws: ``Failure/invalid(_:)`` with every fault.
  private func read(_ form: inout Form, _ known: MailServer?) throws -> MailServer {
    let w = form.w
    let host = form.text("host", w("Mail server"), most: 253)
    if !host.isEmpty, !MailServer.isHost(host) {
      form.fault("host", w("Enter the server’s name alone, such as mail.example.org."))
    }
    let port = Int(form.data.text("port").filter { !$0.isWhitespace }) ?? 0
    if !(1...65535).contains(port) {
      form.fault("port", w("Enter a port from 1 to 65535, such as 587."))
    }
    let security = form.choice("security", w("Encryption"), of: MailServer.Security.self)
    let username = form.optionalText("username", w("User name"), most: 254)
    let address = form.email("address", w("Address that letters come from"))
    let name = form.optionalText("name", w("Name that letters come from"), most: 100)
    let authority = form.optionalText("authority", w("Own certificate"), most: 20_000)
    if !authority.isEmpty, !authority.contains("-----BEGIN CERTIFICATE-----") {
      form.fault("authority", w("Paste the whole file, from BEGIN CERTIFICATE to END CERTIFICATE."))
    }
    let sender = try? Mailbox(address, name: name)
    if sender == nil, !form.faults.contains(where: { $0.field == "address" }) {
      form.fault("address", MailTrouble.address.title(w))
    }
    let typed = form.data.text("password")
    var password = username.isEmpty ? "" : typed
    if !username.isEmpty, typed.isEmpty {
      // The kept password goes to no other place than it was entered for.
      if let known, !known.password.isEmpty,
        (known.host, known.port, known.username, known.security)
          == (host, port, username, security)
      {
        password = known.password
      } else {
        form.fault("password", w("Enter the password for this server and user name."))
      }
    }
    if security == MailServer.Security.none, !username.isEmpty,
      !["localhost", "127.0.0.1", "::1"].contains(host.lowercased())
    {
      form.fault(
        "security",
        w("Choose STARTTLS or TLS: without encryption, anybody on the way can read the password."))
    }
    try form.check()
    guard let security, let sender else { throw Failure.staleForm }
    return MailServer(
      host: host, port: port, security: security, username: username, password: password,
      sender: sender, authority: authority)
  }
}

extension MailServer.Security {
  fileprivate func option(_ w: Words) -> Option {
    switch self {
    case .starttls:
      Option(
        value: rawValue, label: w("STARTTLS"), hint: w("With port 587: what most providers have."))
    case .tls: Option(value: rawValue, label: w("TLS"), hint: w("With port 465."))
    case .none:
      Option(
        value: rawValue, label: w("No encryption"),
        hint: w("With port 25, for a mail server on this machine."))
    }
  }
}

private func settingPage(_ call: Call, _ draft: Draft, isSet: Bool) -> Reply {
  let w = call.w
  let options = [MailServer.Security.starttls, .tls, .none].map { $0.option(w) }
  return call.page(
    w("Mail server"), breadcrumbs: [(w("Letters"), "/desk/letters")],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Mail server"), lead: w("By which Kith sends letters. Whoever gave your library its email addresses knows these. Kith works without, too: then letters wait until you send them by hand.")))
    \(call.postForm("/desk/letters/settings", """
      \(fieldset(legend: w("The server"), """
        \(textField(w, label: w("Mail server"), name: "host", value: draft.value("host"), hint: w("Such as mail.example.org."), error: draft.error("host"), kind: .url, inputmode: "text"))
        \(textField(w, label: w("Port"), name: "port", value: draft.value("port"), error: draft.error("port"), kind: .number, inputmode: "numeric"))
        \(radioGroup(w, legend: w("Encryption"), name: "security", options: options, selected: draft.value("security"), error: draft.error("security")))
        \(textField(w, label: w("User name"), name: "username", value: draft.value("username"), hint: w("Leave it empty if the server asks for no sign-in."), error: draft.error("username"), autocomplete: "off", required: false))
        \(textField(w, label: w("Password"), name: "password", hint: isSet ? w("Leave it empty to keep the one that is set.") : w("Many providers want one made for programs, an app password."), error: draft.error("password"), kind: .password, autocomplete: "off", required: false))
        """))
      \(fieldset(legend: w("Who writes"), """
        \(textField(w, label: w("Address that letters come from"), name: "address", value: draft.value("address"), hint: w("An address that somebody reads: people answer."), error: draft.error("address"), kind: .email))
        \(textField(w, label: w("Name that letters come from"), name: "name", value: draft.value("name"), error: draft.error("name"), required: false))
        """))
      \(details(w("A certificate authority of your own"), open: draft.error("authority") != nil, textArea(w, label: w("Own certificate"), name: "authority", value: draft.value("authority"), hint: w("Only if your mail server’s certificate is made by your own organisation. In PEM."), error: draft.error("authority"), required: false, language: .english)))
      <p>\(w("The password is kept in Kith’s database as it is, since the server asks for it each time. Use one that opens nothing but this mailbox."))</p>
      \(submitButton(w("Save")))
      """))
    \(if: isSet, call.postForm("/desk/letters/settings/removal", submitButton(w("Remove the mail server"), kind: .danger)))
    """)
}
