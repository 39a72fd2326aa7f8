import Components
import Foundation
import Markup
import Store
import Surroundings
import Words

/// One request as a handler sees it: what was asked, who asks, and what the program has at hand.
public struct Call: Sendable {
  public let request: Request
  public let parameters: [String: String]
  public let query: FormData
  public let form: FormData
  public let viewer: Viewer?
  public let w: Words
  public let library: Library
  public let site: Site

  public var store: Store { site.store }
  public var surroundings: Surroundings { site.surroundings }
  public var now: Instant { site.surroundings.now() }
  public var today: Day { Day(now, in: library.zone) }
  /// The role that the ledger names as the actor.
  public var actor: String { viewer?.role.rawValue ?? "visitor" }

  /// What nobody asked for: the program gathers something for somebody by itself, such as a letter.
  ///
  /// - Parameter viewer: For whom: what they may not see is not gathered.
  public static func unasked(
    for viewer: Viewer, in w: Words, _ library: Library, _ site: Site
  ) -> Call {
    Call(
      request: Request(method: .get, path: "/desk"), parameters: [:], query: FormData(),
      form: FormData(), viewer: viewer, w: w, library: library, site: site)
  }

  /// The id in the path, or *not found* when it has no id's shape.
  public func id<Kind>(_ name: String) throws -> ID<Kind> {
    guard let id = parameters[name].flatMap({ ID<Kind>($0) }) else { throw Failure.notFound }
    return id
  }

  public func parameter(_ name: String) throws -> String {
    guard let value = parameters[name] else { throw Failure.notFound }
    return value
  }

  /// Who is signed in, or *sign in first*.
  public func member() throws -> Viewer {
    guard let viewer else { throw Failure.signInNeeded }
    return viewer
  }

  /// Whether whoever looks works for the library.
  public var isOfLibrary: Bool { viewer?.isOfLibrary ?? false }

  /// The hidden fields every form of this site carries.
  public var token: (String, String) {
    ("token", site.tokens.token(for: viewer, now: now))
  }

  /// A fresh id for the record that a form will make. Sent twice, the form makes it once.
  public func freshID<Kind>(_ kind: Kind.Type) -> ID<Kind> { .new(surroundings) }

  /// A form that posts to this site, with the proof that it was made here.
  public func postForm(
    _ action: SafeURL, hidden: [(String, String)] = [], multipart: Bool = false, _ body: HTML
  ) -> HTML {
    Components.form(action: action, hidden: [token] + hidden, multipart: multipart, body)
  }

  /// A whole page.
  public func page(
    _ title: String, kind: Frame.Kind = .desk, status: Int = 200,
    breadcrumbs: [(title: String, url: SafeURL)] = [], _ body: HTML
  ) -> Reply {
    .html(
      document(
        w, title: title, frame: site.frame(kind, for: self, breadcrumbs: breadcrumbs),
        body: body),
      status: status)
  }
}
