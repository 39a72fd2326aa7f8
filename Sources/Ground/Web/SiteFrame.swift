import Components
import Markup
import Words

extension Site {
  /// What stands round a page: navigation, languages, who is signed in.
  func frame(
    _ kind: Frame.Kind, for call: Call, breadcrumbs: [(title: String, url: SafeURL)]
  ) -> Frame {
    let w = call.w
    let entries = kind == .desk ? navigation : []
    let path = call.request.path
    // Whoever works here finds the way back from what everyone can read.
    let back =
      kind == .public && call.viewer != nil ? [NavItem(title: w("Desk"), url: "/desk")] : []
    return Frame(
      kind: kind,
      libraryName: call.library.name,
      home: kind == .desk ? "/desk" : "/",
      navigation: entries.filter { $0.access.admits(call.viewer) }.map { entry in
        NavItem(
          title: entry.title(w), url: SafeURL(local: entry.path) ?? "/",
          current: path == entry.path || (entry.path != "/desk" && path.hasPrefix(entry.path + "/"))
        )
      } + back,
      signedInAs: call.viewer?.name,
      account: call.viewer == nil ? nil : "/account",
      signOut: call.viewer == nil
        ? nil
        : call.postForm("/sign-out", submitButton(w("Sign out"), kind: .quiet)),
      // The answer to a form stands at no address that could be asked for in another language, and
      // a link away would lose what was typed, or the receipt that is shown once.
      languages: call.request.method == .post
        ? []
        : Language.spoken.map { language in
          LanguageLink(
            language: language, url: inLanguage(language, of: call),
            current: language == w.language)
        },
      notice: Notice(rawValue: call.query.text("notice")).map { kind in
        notice(w, .good, title: kind.sentence(w), announced: true)
      },
      breadcrumbs: breadcrumbs.map { Breadcrumb(title: $0.title, url: $0.url) },
      footer: footer(kind, call),
      assetVersion: Site.assetVersion,
      unlisted: kind != .public)
  }

  /// What every reader can find at the end of a page.
  private func footer(_ kind: Frame.Kind, _ call: Call) -> HTML? {
    guard kind != .handout else { return nil }
    let w = call.w
    var links: [(String, String)] = [(w("What we keep"), "/what-we-keep")]
    if kind != .desk {
      links += publicLinks.map { ($0.title(w), $0.path) }
    }
    if call.viewer == nil { links.append((w("Sign in"), "/sign-in")) }
    let items = links.map { title, path -> HTML in
      "<a href=\"\(SafeURL(local: path) ?? "/")\">\(title)</a>"
    }
    let doors = kind == .desk ? [] : call.doors(on: kind)
    let first = doors.map { door -> HTML in
      "<p class=\"door\"><a href=\"\(door.url)\">\(door.title)</a></p>"
    }
    return "\(first)<p>\(items.joined(separator: " "))</p>"
  }

  /// The same page in another language, with what it was asked for.
  private func inLanguage(_ language: Language, of call: Call) -> SafeURL {
    let kept = call.query.texts.filter { $0.key != "lang" && $0.key != "notice" }
      .sorted { $0.key < $1.key }
      .flatMap { name, values in
        values.map { "\(Percent.encoded(name))=\(Percent.encoded($0))" }
      }
    let query = (kept + ["lang=\(language.tag)"]).joined(separator: "&")
    return SafeURL(local: "\(call.request.path)?\(query)") ?? "/"
  }
}

extension Call {
  /// Links by which anybody can speak up, with the address of the page they are on. An address that
  /// lets its holder in is told to nobody, not even to another page of ours: it would stand in logs.
  public func doors(on kind: Frame.Kind = .public) -> [(title: String, url: SafeURL)] {
    site.doors.map { entry in
      let isTold =
        kind == .public && parameters["code"] == nil && !request.path.hasPrefix(entry.path)
      let about = isTold ? "?about=\(Percent.encoded(request.path))" : ""
      return (entry.title(w), SafeURL(local: entry.path + about) ?? "/")
    }
  }
}
