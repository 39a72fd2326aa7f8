import Components
import Markup
import Web
import Words

/// What became of a test letter, and the whole conversation about it.
func testPage(_ call: Call, to: String, _ delivery: Delivery) -> Reply {
  let w = call.w
  let result: HTML =
    if let trouble = delivery.trouble {
      notice(
        w, .trouble, title: trouble.title(w),
        body: "<p>\(trouble.mend(w))</p>\(answer(w, delivery.conversation.replyText))",
        announced: true)
    } else {
      notice(
        w, .good, title: w("The mail server took the letter."),
        body: "<p>\(w("If it does not arrive within a few minutes, look among junk mail."))</p>",
        announced: true)
    }
  let rows = delivery.conversation.lines.map { line -> [HTML] in
    [HTML(text: line.speaker.word(w)), "<code dir=\"ltr\">\(line.text)</code>"]
  }
  return call.page(
    w("Test letter"), breadcrumbs: [(w("Letters"), "/desk/letters")],
    """
    \(pageHeading(w("Test letter")))
    \(result)
    <p>\(w("Sent to:")) <bdi dir="ltr">\(to)</bdi></p>
    \(section(w("What was said"), """
      <p>\(w("The conversation between Kith and the mail server. Passwords are left out."))</p>
      \(dataTable(w, caption: w("The conversation"), columns: [Column(w("Who")), Column(w("What they said"))], rows: rows, rowHeaders: false, captionHidden: true, empty: w("Nothing was said.")))
      """))
    \(buttonRow([
      linkButton(w("Back to the letters"), url: "/desk/letters"),
      call.viewer?.role == .owner ? linkButton(w("Mail server"), url: "/desk/letters/settings", kind: .quiet) : .empty,
    ]))
    """)
}

extension Conversation.Speaker {
  fileprivate func word(_ w: Words) -> String {
    switch self {
    case .note: w("Note")
    case .server: w("Mail server")
    case .client: w("Kith")
    }
  }
}
