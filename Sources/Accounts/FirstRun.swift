import Components
import Foundation
import Ledger
import Markup
import Store
import Surroundings
import Web
import Words

/// The first run: whoever can read the terminal makes the first owner, and nobody else.
public enum FirstRun {
  /// A fresh code for the set-up page, `nil` when the library is set up. An earlier one ends.
  public static func begin(
    _ surroundings: Surroundings, _ connection: any Connection
  ) throws -> String? {
    guard try !isDone(connection) else { return nil }
    let code = randomCode(surroundings, characters: 12)
    try connection.run(
      """
      INSERT INTO first_run (id, hash) VALUES (1, \(Code.hash(code)))
      ON CONFLICT (id) DO UPDATE SET hash = excluded.hash
      """)
    return "\(code.prefix(4))-\(code.dropFirst(4).prefix(4))-\(code.suffix(4))"
  }

  public static func isDone(_ connection: any Connection) throws -> Bool {
    try connection.exists("SELECT 1 FROM account WHERE role = 'owner'")
  }
}

struct FirstRunRoutes {
  let passwords: Passwords
  let signIn: SignInRoutes

  var routes: [Route] {
    [
      .get("/first-run", .everyone) { call in
        guard try await call.store.read({ try !FirstRun.isDone($0) }) else {
          throw Failure.notFound
        }
        return firstRunPage(
          call, Draft(["language": call.w.language.tag, "zone": TimeZone.current.identifier]))
      },
      .post("/first-run", .everyone, rate: SignInRoutes.tries) { call in try await setUp(call) },
    ]
  }

  private func setUp(_ call: Call) async throws -> Reply {
    try await call.submit(show: { draft in firstRunPage(call, draft) }) { form in
      let w = call.w
      let typed = form.text("code", w("Code from the terminal"))
      let code = Code.hash(Code.typed(typed))
      let (isDone, isRight) = try await call.store.read { connection in
        (
          try FirstRun.isDone(connection),
          try connection.exists("SELECT 1 FROM first_run WHERE hash = \(code)")
        )
      }
      if isDone { throw Failure.notFound }
      // Said with the other faults, and before the password is hashed: a made-up code costs no work.
      if !typed.isEmpty, !isRight { form.fault("code", wrongCode(w)) }
      var library = readLibrary(&form, w)
      library.address = call.site.settings.address
      let name = form.text("name", w("Your name"))
      let email = form.email("email", w("Email address"))
      let password = newPassword(&form, w)
      try form.check()
      let hash = try await passwords.hash(password)
      let id = ID<Account>.new(call.surroundings)
      let now = call.now
      let opened = library
      let account: Account? = try await call.store.write { connection in
        guard try !FirstRun.isDone(connection) else { throw Failure.notFound }
        // Taken away in the same transaction: of two who send it at once, one makes the owner.
        guard try connection.run("DELETE FROM first_run WHERE hash = \(code)") == 1 else {
          return nil
        }
        try opened.save(connection)
        let subject = Subject(kind: "library", id: "1")
        try connection.record("library.opened", on: subject, by: "owner", at: now)
        return try Account.add(
          id: id, email: email, name: name, role: .owner, language: nil, password: hash,
          communities: [], by: "owner", at: now, connection)
      }
      guard let account else {
        form.fault("code", wrongCode(w))
        throw Failure.invalid(form.faults)
      }
      return try await signIn.finish(call, account, device: "strangers")
    }
  }
}

private func wrongCode(_ w: Words) -> String {
  w("That is not the code. Look at the terminal in which Kith runs.")
}

/// The fields of a library, shared by the first run and the settings.
func readLibrary(_ form: inout Form, _ w: Words) -> Library {
  let name = form.text("library", w("Name of the library"))
  let zone = form.text("zone", w("Time zone"))
  if !zone.isEmpty, TimeZone(identifier: zone) == nil {
    form.fault("zone", w("Enter a time zone such as America/Denver."))
  }
  let language = Language.spoken.first { $0.tag == form.data.text("language") } ?? .english
  let contact = form.optionalText("contact", w("How people reach you about their data"))
  var address = form.optionalURL("address", w("Web address of this Kith"))
  while address.hasSuffix("/") { address.removeLast() }
  return Library(
    name: name, zoneName: zone, language: language, languages: Language.spoken,
    address: address, contact: contact)
}

/// A new password, typed once: people see what they type by their browser's means.
func newPassword(_ form: inout Form, _ w: Words) -> String {
  let password = form.data.text("password")
  if password.count < Passwords.shortest {
    form.fault(
      "password",
      w(
        "Choose a password of at least {n} characters. Four or five words are good.",
        ["n": w.number(Passwords.shortest)]))
  } else if password.count > Passwords.longest {
    form.fault(
      "password",
      w("Choose a password of at most {n} characters.", ["n": w.number(Passwords.longest)]))
  }
  return password
}

func libraryFields(_ w: Words, _ draft: Draft, address: Bool) -> HTML {
  """
  \(textField(w, label: w("Name of the library"), name: "library", value: draft.value("library"), error: draft.error("library"), autocomplete: "organization"))
  \(textField(w, label: w("Time zone"), name: "zone", value: draft.value("zone"), hint: w("Such as America/Denver. Days begin and end by it."), error: draft.error("zone")))
  \(selectField(w, label: w("Language you write in first"), name: "language", options: Language.spoken.map { Option(value: $0.tag, label: $0.autonym, language: $0) }, selected: draft.value("language")))
  \(textField(w, label: w("How people reach you about their data"), name: "contact", value: draft.value("contact"), hint: w("An address or a telephone number. It stands on public pages."), error: draft.error("contact"), required: false))
  \(if: address, textField(w, label: w("Web address of this Kith"), name: "address", value: draft.value("address"), hint: w("Such as https://kith.example.org. Links in letters begin with it."), error: draft.error("address"), kind: .url, required: false))
  """
}

func passwordField(_ w: Words, _ draft: Draft, label: String) -> HTML {
  textField(
    w, label: label, name: "password",
    hint: w(
      "At least {n} characters. Four or five words are good.",
      ["n": w.number(Passwords.shortest)]),
    error: draft.error("password"), kind: .password, autocomplete: "new-password")
}

private func firstRunPage(_ call: Call, _ draft: Draft) -> Reply {
  let w = call.w
  return call.page(
    w("Open your library’s Kith"), kind: .plain,
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Open your library’s Kith"), lead: w("This takes two minutes. You can change all of it later.")))
    \(call.postForm("/first-run", """
      \(textField(w, label: w("Code from the terminal"), name: "code", value: draft.value("code"), hint: w("Kith printed it when it started. It shows that the machine is yours."), error: draft.error("code"), autocomplete: "one-time-code", short: true))
      \(fieldset(legend: w("The library"), libraryFields(w, draft, address: false)))
      \(fieldset(legend: w("You"), """
        \(textField(w, label: w("Your name"), name: "name", value: draft.value("name"), error: draft.error("name"), autocomplete: "name"))
        \(textField(w, label: w("Email address"), name: "email", value: draft.value("email"), error: draft.error("email"), kind: .email, autocomplete: "email"))
        \(passwordField(w, draft, label: w("Password")))
        """))
      \(submitButton(w("Open")))
      """))
    """)
}
