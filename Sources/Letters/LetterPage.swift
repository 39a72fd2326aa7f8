import Components
import Foundation
import Markup
import Store
import Surroundings
import Web
import Words

/// One letter, to be read, copied, and sent in another way.
func letterPage(_ call: Call) async throws -> Reply {
  let w = call.w
  let id: ID<Letter> = try call.id("letter")
  let outbox = Outbox(viewer: try call.member())
  let letter = try await call.store.read { try outbox.find(id, $0) }
  let readable = outbox.mayRead(letter)
  var entries: [(String, HTML)] = [
    (w("State"), stateTag(w, letter)), (w("When"), HTML(text: when(call, letter))),
    (
      w("To"),
      letter.to.map { "<bdi>\(letter.name)</bdi> <bdi dir=\"ltr\">\($0)</bdi>" }
        ?? HTML(text: w("Address removed"))
    ),
    (w("Language"), HTML(text: letter.language.name(in: w.language))),
  ]
  if letter.attempts > 0 { entries.append((w("Tries"), HTML(text: w.number(letter.attempts)))) }
  return call.page(
    letter.subject ?? w("Letter"), breadcrumbs: [(w("Letters"), "/desk/letters")],
    """
    \(pageHeading(letter.subject ?? w("Letter"), kicker: w("Letter")))
    \(trouble(w, letter))
    \(definitionList(entries))
    \(section(w("Text"), text(w, letter, readable: readable)))
    \(buttons(call, letter, readable: readable))
    """)
}

private func trouble(_ w: Words, _ letter: Letter) -> HTML {
  guard let trouble = letter.trouble else { return .empty }
  return notice(
    w, letter.state == .waiting ? .warning : .trouble, title: trouble.title(w),
    body: "<p>\(trouble.mend(w))</p>\(answer(w, letter.reply))")
}

private func text(_ w: Words, _ letter: Letter, readable: Bool) -> HTML {
  guard let body = letter.body else {
    return
      "<p>\(w("The text was removed. Kith keeps letters until 30 days after they were sent, those that let somebody in only until they are."))</p>"
  }
  guard readable else {
    return "<p>\(w("This letter lets its reader sign in, so only owners can read it here."))</p>"
  }
  return prose(body, language: letter.language)
}

private func buttons(_ call: Call, _ letter: Letter, readable: Bool) -> HTML {
  let w = call.w
  func button(_ noun: String, _ label: String, _ kind: ButtonKind) -> HTML {
    call.postForm("/desk/letters/\(letter.id)/\(noun)", submitButton(label, kind: kind))
  }
  var buttons: [HTML] = []
  let isOpen = letter.state != .sent && letter.state != .sending
  if isOpen, letter.isWhole {
    let label = letter.attempts > 0 ? w("Try again now") : w("Send now")
    buttons.append(button("delivery", label, .primary))
    if readable, let link = ownMailbox(letter) {
      buttons.append(linkButton(w("Open in my mail program"), url: link, kind: .quiet))
    }
    buttons.append(button("hand-delivery", w("I have sent it myself"), .quiet))
  }
  if isOpen, letter.state != .withheld {
    buttons.append(button("withholding", w("Do not send it"), .danger))
  }
  return buttons.isEmpty ? .empty : buttonRow(buttons)
}

/// The letter as a link that mail programs open, `nil` when it is longer than they all take.
private func ownMailbox(_ letter: Letter) -> SafeURL? {
  func encoded(_ text: String) -> String? {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
  }
  guard let to = letter.to,
    let address = to.addingPercentEncoding(withAllowedCharacters: mailtoCharacters),
    let subject = letter.subject.flatMap(encoded), let body = letter.body.flatMap(encoded)
  else { return nil }
  let link = "mailto:\(address)?subject=\(subject)&body=\(body)"
  return link.utf8.count < 1900 ? SafeURL(external: link) : nil
}

private let mailtoCharacters = CharacterSet(
  charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~@")
