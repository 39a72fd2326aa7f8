import Communities
import Components
import Markup
import Surroundings
import Translations
import Web
import Words

/// Where people take part: one statement at a time, three answers, and a way to add what is missing.
func talkPage(
  _ call: Call, _ draft: Draft = Draft(), alike: [Talk.Line] = [], beginning: HeldBack? = nil
) async throws -> Reply {
  let talk = try await Talk.released(call)
  let page = talk.map { talk -> HTML in
    """
    \(errorSummary(call.w, faults: draft.list))
    \(talkHeading(call, talk))
    \(talkTabs(call, talk.conversation, current: .talk))
    \(talk.isOpen ? takingPart(call, talk, draft, alike, beginning) : itIsOver(call, talk))
    \(if: !talk.outcomes.isEmpty, section(call.w("What came of it"), id: "outcomes", outcomeList(call.w, talk.outcomes)))
    """
  }
  return try call.publicPage(talk.value.question.text, page)
}

private func talkHeading(_ call: Call, _ talk: Talk) -> HTML {
  let w = call.w
  return """
    <div class="page-heading"><p class="kicker">\(w("Conversation"))</p>
    <h1 lang="\(talk.question.language.tag)" dir="auto">\(talk.question.text)</h1>\
    \(if: !talk.background.text.isEmpty, "<p class=\"lead\" lang=\"\(talk.background.language.tag)\" dir=\"auto\">\(talk.background.text)</p>")
    \(remark(w, talk.question))</div>
    """
}

enum TalkTab: CaseIterable {
  case talk, map, report, rules

  func word(_ w: Words) -> String {
    switch self {
    case .talk: w("Take part")
    case .map: w("Where we stand")
    case .report: w("Report")
    case .rules: w("Rules")
    }
  }

  var part: String {
    switch self {
    case .talk: ""
    case .map: "/map"
    case .report: "/report"
    case .rules: "/rules"
    }
  }
}

/// The pages of one conversation.
func talkTabs(_ call: Call, _ conversation: Conversation, current: TalkTab) -> HTML {
  tabs(
    call.w, label: call.w("Pages of this conversation"),
    TalkTab.allCases.map { tab in
      NavItem(
        title: tab.word(call.w), url: SafeURL(local: conversation.path + tab.part) ?? "/",
        current: tab == current)
    })
}

private func itIsOver(_ call: Call, _ talk: Talk) -> HTML {
  let w = call.w
  return """
    \(notice(w, .information, title: w("This conversation is over."), body: "<p>\(w("Thank you to everybody who took part. What was said stays to be read."))</p>"))
    \(buttonRow([linkButton(w("See where we stand"), url: SafeURL(local: talk.conversation.path + "/map") ?? "/")]))
    \(yourReceipt(call, talk))
    """
}

private func takingPart(
  _ call: Call, _ talk: Talk, _ draft: Draft, _ alike: [Talk.Line], _ held: HeldBack?
) -> HTML {
  guard talk.receipt != nil else { return beginning(call, talk, held) }
  return """
    \(answering(call, talk))
    \(if: talk.conversation.takesStatements, adding(call, talk, draft, alike))
    \(yourReceipt(call, talk))
    """
}

/// What somebody should know before they begin, and the button that begins.
private func beginning(_ call: Call, _ talk: Talk, _ held: HeldBack?) -> HTML {
  let w = call.w
  let conversation = talk.conversation
  guard conversation.audience == .anyone else {
    return section(
      w("By invitation"),
      "<p>\(w("People were invited to this conversation. If you hold an invitation, open its link. If you began before, enter your receipt."))</p>\(receiptForm(call, conversation))"
    )
  }
  let until = conversation.closes.map { w("Open until {day}.", ["day": w.day($0)]) } ?? ""
  return """
    <section class="card-plain"><h2>\(w("How it goes"))</h2>
    <ul>
    <li>\(w("You read one statement at a time and say: agree, disagree or pass."))</li>
    <li>\(w.plural(conversation.minutes, "It takes about {n} minute. Stop whenever you like.", "It takes about {n} minutes. Stop whenever you like.")) \(until)</li>
    <li>\(w("We don’t ask who you are. We keep what you answer and the day, and nothing of your machine or address."))</li>
    <li>\(w("You get a receipt: a code to come back with, to change your answers or take them all back."))</li>
    </ul>
    \(held.map { $0.notice(w) } ?? .empty)
    \(talk.beginning.map { beginningForm(call, conversation, held?.beginning ?? $0) } ?? .empty)
    </section>
    \(details(w("I have a receipt"), receiptForm(call, conversation)))
    """
}

func receiptForm(_ call: Call, _ conversation: Conversation, _ draft: Draft = Draft()) -> HTML {
  let w = call.w
  return call.postForm(
    SafeURL(local: conversation.path + "/receipt") ?? "/",
    """
    \(textField(w, label: w("Your receipt"), name: "receipt", value: draft.value("receipt"), hint: w("The code of 36 letters and digits, with or without hyphens."), error: draft.error("receipt"), autocomplete: "off"))
    \(submitButton(w("Go on where I was"), kind: .quiet))
    """)
}

private func answering(_ call: Call, _ talk: Talk) -> HTML {
  let w = call.w
  let conversation = talk.conversation
  let progress = w(
    "You answered {count} of {all}.",
    ["count": w.number(min(talk.answered, talk.shown)), "all": w.number(talk.shown)])
  guard let line = talk.next else {
    return """
      <section class="statement-card" id="statement"><h2>\(talk.answered == 0 ? w("Nobody has said anything yet") : w("You answered everything there is"))</h2>
      <p>\(talk.answered == 0 ? w("Be the first: write what you think below.") : w("Come back later: others may add statements. Your receipt brings you here."))</p>
      \(buttonRow([linkButton(w("See where we stand"), url: SafeURL(local: conversation.path + "/map") ?? "/")]))
      </section>
      """
  }
  let buttons = [Vote.agree, .disagree, .pass].map { vote -> HTML in
    submitButton(
      vote.word(w), kind: .quiet, name: "vote", value: vote.name,
      describedBy: "statement-text")
  }
  return """
    <section class="statement-card" id="statement" aria-labelledby="statement-title">
    <h2 id="statement-title" class="kicker">\(w("Somebody says"))</h2>
    <blockquote id="statement-text" lang="\(line.text.language.tag)" dir="auto">\(line.text.text)</blockquote>
    \(remark(w, line.text))
    \(call.postForm(SafeURL(local: conversation.path + "/votes") ?? "/", hidden: [("statement", line.statement.id.text)], "<div class=\"answers\">\(buttons)</div>"))
    <p class="quiet">\(progress) \(standing(call, talk))</p></section>
    """
}

/// Where the holder of the receipt stands, in a sentence: the map has the picture.
private func standing(_ call: Call, _ talk: Talk) -> HTML {
  guard let nearest = talk.nearest else { return .empty }
  let w = call.w
  let sentence = w(
    "You stand nearest to group {letter} of {n}.",
    ["letter": groupLetter(w, nearest.group), "n": w.number(nearest.groups)])
  return """
    \(sentence) <a href="\(SafeURL(local: talk.conversation.path + "/map") ?? "/")">\(w("See where we stand"))</a>
    """
}

private func adding(_ call: Call, _ talk: Talk, _ draft: Draft, _ alike: [Talk.Line]) -> HTML {
  let w = call.w
  let conversation = talk.conversation
  let others: HTML =
    alike.isEmpty
    ? .empty
    : """
    <div class="alike" role="alert"><h3>\(w("Others said something like it"))</h3>
    <p>\(w("Is one of these what you mean? Then answer that one: it counts for more than the same thing said twice."))</p>
    <ul>\(alike.map { alikeItem(call, conversation, $0) })</ul></div>
    """
  let waits: String =
    conversation.moderation == .before
    ? w("Somebody reads it before others see it; the rules say what is hidden and why.")
    : w("Others see it at once; what breaks the rules is hidden.")
  return section(
    w("Something is missing?"), id: "add",
    """
    \(others)
    \(call.postForm(SafeURL(local: conversation.path + "/statements") ?? "/", hidden: [("id", draft.value("id").isEmpty ? call.freshID(Statement.self).text : draft.value("id"))] + (alike.isEmpty ? [] : [("anyway", "yes")]), """
      \(textArea(w, label: w("Your statement"), name: "text", value: draft.value("text"), hint: w("One thought, so that others can agree or disagree. No names of people.") + " " + waits, error: draft.error("text"), rows: 3, limit: conversation.longest, language: w.language))
      \(submitButton(alike.isEmpty ? w("Add it") : w("Mine is different: add it"), kind: .quiet))
      """))
    """)
}

private func alikeItem(_ call: Call, _ conversation: Conversation, _ line: Talk.Line) -> HTML {
  let w = call.w
  let buttons = [Vote.agree, .disagree, .pass].map { vote in
    submitButton(vote.word(w), kind: .quiet, name: "vote", value: vote.name)
  }
  return """
    <li><p lang="\(line.text.language.tag)" dir="auto">\(line.text.text)</p>
    \(call.postForm(SafeURL(local: conversation.path + "/votes") ?? "/", hidden: [("statement", line.statement.id.text)], buttonRow(buttons)))</li>
    """
}

private func yourReceipt(_ call: Call, _ talk: Talk) -> HTML {
  guard talk.receipt != nil else { return .empty }
  let w = call.w
  return """
    <p class="quiet"><a href="\(SafeURL(local: talk.conversation.path + "/receipt") ?? "/")">\(w("Your receipt and your answers"))</a></p>
    """
}
