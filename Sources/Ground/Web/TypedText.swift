import Components
import Markup
import Surroundings
import Words

/// What somebody typed into a form that could not be taken: shown to them again, so that an hour's
/// writing is not lost to a sign-in that ended meanwhile.
struct TypedText {
  let call: Call

  /// Whether the form came from a page of ours as far as the browser tells. What another site made a
  /// browser send is never shown: it would be the other site's words on our page.
  private var isOurs: Bool {
    call.request.headers["origin"] != "null"
      && (try? call.site.checkOrigin(call.request, call.library)) != nil
  }

  /// Whether the browser says so itself. Only then may the form be sent again by a button.
  private var isSurelyOurs: Bool {
    isOurs
      && (call.request.headers["origin"] != nil
        || call.request.headers["sec-fetch-site"] == "same-origin")
  }

  private var fields: [(name: String, value: String)] {
    call.form.texts.filter { $0.key != "token" }.sorted { $0.key < $1.key }
      .flatMap { name, values in values.map { (name: name, value: $0) } }
  }

  private static func isSecret(_ name: String) -> Bool {
    ["password", "code", "secret", "token"].contains { name.lowercased().contains($0) }
  }

  /// Sentences, names, numbers: not the ids, choices and marks that a form carries besides, nor a
  /// receipt, which the next reader of a shared machine must not find.
  private static func isTyped(_ field: (name: String, value: String)) -> Bool {
    let text = field.value
    guard !isSecret(field.name), text.contains(where: { !$0.isWhitespace }) else { return false }
    let isMark = text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
    return !isMark
      && !["id", "version", "mark", "next", "language", "receipt"].contains(field.name)
  }

  var isEmpty: Bool {
    call.request.method != .post || !isOurs || !fields.contains(where: Self.isTyped)
  }

  /// What was typed, to be read and copied, and a way to send all of it again.
  var part: HTML { part(again) }

  /// What was typed, to be read and copied, where the same form would be refused again.
  var copy: HTML { part(copied) }

  private func part(_ way: HTML) -> HTML {
    guard !isEmpty else { return .empty }
    let w = call.w
    let typed = fields.filter(Self.isTyped)
    let texts = typed.enumerated().map { number, field -> HTML in
      let id = "typed-\(number + 1)"
      let lines = field.value.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      let rows = lines.reduce(0) { $0 + 1 + $1.count / 40 }
      return """
        <div class="field"><label for="\(id)">\(w("Text {n} of {count}", ["n": w.number(number + 1), "count": w.number(typed.count)]))</label>\
        <textarea id="\(id)" readonly="readonly" rows="\(min(12, rows))" dir="auto">
        \(field.value)</textarea></div>
        """
    }
    return section(w("What you typed"), id: "typed", texts.joined() + way)
  }

  /// Nothing with a password or a file is sent again: neither is kept in a page.
  private var again: HTML {
    guard isSurelyOurs, call.form.files.isEmpty,
      !fields.contains(where: { Self.isSecret($0.name) && !$0.value.isEmpty }),
      let action = SafeURL(local: call.request.path)
    else { return copied }
    return call.postForm(
      action, hidden: fields.map { ($0.name, $0.value) }, submitButton(call.w("Send it again")))
  }
  private var copied: HTML {
    "<p>\(call.w("Copy it, open the page again, and put it there."))</p>\(page)"
  }

  /// A way to the page again, where it stands at the address that the form was sent to.
  private var page: HTML {
    guard call.site.tree.find(call.request.path)?.routes[.get] != nil,
      let url = SafeURL(local: call.request.path)
    else { return .empty }
    return "<p><a href=\"\(url)\">\(call.w("Open the page again"))</a></p>"
  }
}
