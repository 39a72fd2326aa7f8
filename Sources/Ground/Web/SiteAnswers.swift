import Assets
import Components
import Crypto
import Foundation
import Markup
import Store
import Surroundings
import Words

extension Site {
  /// A file of the look; its address changes when it does.
  func look(_ request: Request) -> Reply {
    let name = String(request.path.dropFirst("/look/".count))
    let types = [
      "kith.css": "text/css; charset=utf-8", "kith.js": "text/javascript; charset=utf-8",
      "kith.svg": "image/svg+xml",
    ]
    guard let type = types[name], request.method != .post else {
      return .text("404 Not found\n", status: 404)
    }
    return Reply(
      status: 200,
      headers: [("content-type", type), ("cache-control", "public, max-age=31536000, immutable")],
      body: Assets.bytes(name))
  }

  /// A request that was refused before it was looked at: whose Kith it is, its page says all the same.
  func unheard(_ request: Request) async -> Call {
    let library = (try? await store.read { try Library.find($0) }) ?? nil
    let query = (try? FormData(urlEncoded: request.query)) ?? FormData()
    return Call(
      request: request, parameters: [:], query: query, form: FormData(), viewer: nil,
      w: Words(language(request, query, nil, library ?? Site.unnamed)),
      library: library ?? Site.unnamed, site: self)
  }

  /// What an error becomes: the one place where errors are mapped. Whatever the error, what somebody
  /// typed is given back to them.
  func troubled(
    _ error: any Error, _ call: Call
  ) async -> (Reply, (reference: String, error: String)?) {
    let w = call.w
    let typed = TypedText(call: call)
    if let error = error as? any PageError {
      do { return (try await error.page(call), nil) } catch {
        return await troubled(error, call)
      }
    }
    if case StoreError.full? = error as? StoreError {
      isFull.withLock { $0 = true }
      let page = call.trouble(
        503, w("There is no room left"),
        w(
          "The disk of this Kith is full, so nothing was stored. Tell the library. What you typed is not lost: copy it, or send it again later."
        ),
        typed.part)
      // For the log as well: somebody must make room.
      return (page.adding("retry-after", "300"), ("", Site.safeDescription(error)))
    }
    guard let failure = error as? Failure else {
      let reference = hexadecimal(surroundings.randomBytes(4))
      let page = call.trouble(
        500, w("Something went wrong"),
        w(
          "It is not your fault. If you tell the library this reference, they can find what happened: {reference}.",
          ["reference": reference]), typed.part)
      // The type alone: an error's text can hold what somebody wrote.
      return (page, (reference, Site.safeDescription(error)))
    }
    switch failure {
    case .notFound:
      return (
        call.trouble(
          404, w("There is nothing here"),
          w("The address may be mistyped, or the page is not open to you."), typed.copy), nil
      )
    case .signInNeeded where call.isForPrograms:
      return (.trouble(401, w("Sign in")), nil)
    case .signInNeeded:
      if !typed.isEmpty { return (call.signInEnded(typed.part), nil) }
      let request = call.request
      let target = request.query.isEmpty ? request.path : "\(request.path)?\(request.query)"
      let back = request.method == .post ? "" : "?next=\(Percent.encoded(target))"
      return (Reply(status: 303, headers: [("location", "/sign-in\(back)")]), nil)
    case .forbidden(let reason):
      return (call.trouble(403, w("That is not allowed"), reason, typed.copy), nil)
    case .invalid(let faults):
      return (
        call.trouble(
          422, w("Something needs mending"), faults.map(\.message).joined(separator: " "),
          typed.copy), nil
      )
    case .conflict(let message):
      return (
        call.trouble(
          409, w("Somebody changed this in the meantime"), message, typed.copy), nil
      )
    case .tooMany(let seconds):
      let page = call.trouble(
        429, w("Too many tries"),
        w.plural(seconds, "Wait {n} second, then try again.", "Wait {n} seconds, then try again."),
        typed.part)
      return (page.adding("retry-after", String(seconds)), nil)
    case .tooBusy(let seconds):
      let page = call.trouble(
        503, w("Too much is being sent at once"),
        w.plural(seconds, "Wait {n} second, then try again.", "Wait {n} seconds, then try again."),
        typed.part)
      return (page.adding("retry-after", String(seconds)), nil)
    case .tooLarge(let limit):
      return (
        call.trouble(
          413, w("That is too large"),
          w("This form takes at most {size} kB.", ["size": w.number(limit / 1024)])), nil
      )
    case .malformed(let how):
      return (call.trouble(400, w("That could not be read"), sentence(how, w)), nil)
    case .staleForm:
      return (
        call.trouble(
          403, w("This form is too old"),
          typed.isEmpty
            ? w("Nothing was changed. Go back, reload the page, and send it again.")
            : w("Nothing was changed. What you typed stands below."),
          typed.part), nil
      )
    }
  }

  private func sentence(_ how: Failure.Malformation, _ w: Words) -> String {
    switch how {
    case .notText: w("The form holds something that is not text.")
    case .tooManyFields: w("The form has more fields than any form here.")
    case .brokenParts: w("The form broke off on its way. Send it again.")
    case .unknownType: w("This address takes forms alone.")
    }
  }

  /// An error without what people wrote: type and case names, never values.
  static func safeDescription(_ error: any Error) -> String {
    if let fault = error as? StoreError { return fault.description }
    return String(reflecting: type(of: error))
  }

  /// Headers that every answer has, and the check for *not modified*. The server leaves the body of
  /// an answer to HEAD out.
  func finished(_ reply: Reply, _ request: Request) -> Reply {
    var reply = reply
    for (name, value) in Site.securityHeaders { reply.headers.append((name, value)) }
    if request.isSecure {
      reply.headers.append(("strict-transport-security", "max-age=31536000"))
    }
    if reply.header("cache-control") == nil {
      // On a shared machine the next reader must not find a member's pages by going back.
      let isMember = request.cookie("kith_session").map { !$0.isEmpty } ?? false
      reply.headers.append(("cache-control", isMember ? "no-store" : "private, no-cache"))
    }
    let readable = request.method != .post && reply.status == 200
    if readable, reply.header("set-cookie") == nil {
      let tag =
        "\"" + hexadecimal(SHA256.hash(data: reply.body).prefix(12)) + "\""
      reply.headers.append(("etag", tag))
      let known = request.headers["if-none-match"]?.split(separator: ",").map {
        $0.trimmingCharacters(in: .whitespaces).replacing("W/", with: "")
      }
      if known?.contains(tag) == true {
        reply.status = 304
        reply.body = []
      }
    }
    return reply
  }

  /// What every answer says to browsers, whoever gives it.
  public static let securityHeaders: [(String, String)] = [
    (
      "content-security-policy",
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
  ]
}

extension Call {
  /// A page that says what is the matter, with a way on.
  func trouble(_ status: Int, _ title: String, _ message: String, _ more: HTML = .empty) -> Reply {
    if isForPrograms { return .trouble(status, "\(title). \(message)") }
    let home: SafeURL = viewer == nil ? "/" : "/desk"
    return page(
      title, kind: .plain, status: status,
      """
      \(pageHeading(title, lead: message))
      \(more)
      <p><a href="\(home)">\(w("Go to the first page"))</a></p>
      """)
  }

  /// Whether a program asks, which can do nothing with a page.
  var isForPrograms: Bool { request.path.hasPrefix("/api/") }

  /// For somebody whose session ended while they wrote. They sign in elsewhere, so that this page and
  /// their text stay.
  func signInEnded(_ typed: HTML) -> Reply {
    page(
      w("Sign in"), kind: .plain, status: 403,
      """
      \(pageHeading(w("You are signed out"), lead: w("Nothing was changed. What you typed stands below: sign in in another window, come back here, and send it again.")))
      <p><a class="button" href="/sign-in" target="_blank" rel="noopener">\(w("Sign in in another window"))</a></p>
      \(typed)
      """)
  }
}
