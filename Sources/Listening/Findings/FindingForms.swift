import Communities
import Components
import Markup
import Surroundings
import Web
import Words

extension Draft {
  init(_ finding: Finding) {
    self.init([
      "sentence": finding.sentence, "explanation": finding.explanation,
      "language": finding.language.tag, "version": String(finding.version),
    ])
  }
}

extension FindingDraft {
  init(_ form: inout Form) throws {
    let w = form.w
    sentence = form.text("sentence", w("What was heard"), most: 400)
    explanation = form.optionalText("explanation", w("In more words"), most: 4000)
    let tag = form.data.text("language")
    let language = Language.spoken.first { $0.tag == tag }
    if language == nil { form.fault("language", w("Choose the language that you write in.")) }
    self.language = language ?? .english
    try form.check()
  }
}

func languageOptions(_ w: Words) -> [Option] {
  Language.spoken.map { Option(value: $0.tag, label: $0.name(in: w.language)) }
}

/// The form for a new finding, or for one that is changed.
func findingForm(
  _ call: Call, _ draft: Draft, _ communities: [Community], changing finding: Finding?
) -> Reply {
  let w = call.w
  let title = finding == nil ? w("Write a finding") : w("Change the finding")
  let target: SafeURL =
    finding.flatMap { SafeURL(local: $0.deskPath + "/edit") } ?? "/desk/findings"
  let hidden =
    finding == nil ? [("id", draft.value("id"))] : [("version", draft.value("version"))]
  let community: HTML =
    finding == nil
    ? selectField(
      w, label: w("Of which community"), name: "community",
      options: communities.map { Option(value: $0.id.text, label: $0.name) },
      selected: draft.value("community"), error: draft.error("community"),
      prompt: communities.count > 1 ? w("Choose") : nil)
    : .empty
  let again: HTML =
    finding.map { $0.standing != .drafted } ?? false
    ? notice(
      w, .warning,
      title: w(
        "Changing it takes it back to the draft: what people answered goes, and it must be checked anew."
      )) : .empty
  return call.page(
    title, breadcrumbs: [(w("Findings"), "/desk/findings")],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(title, lead: w("One thing that was heard, said so that those who said it would know themselves in it.")))
    \(again)
    \(call.postForm(target, hidden: hidden, """
      \(community)
      \(textArea(w, label: w("What was heard"), name: "sentence", value: draft.value("sentence"), hint: w("One sentence, such as: Families want the branch open on Sunday afternoons."), error: draft.error("sentence"), rows: 3, limit: 400))
      \(textArea(w, label: w("In more words"), name: "explanation", value: draft.value("explanation"), hint: w("What stands behind it, who disagrees, what it does not say."), error: draft.error("explanation"), rows: 6, required: false, limit: 4000))
      \(selectField(w, label: w("Written in"), name: "language", options: languageOptions(w), selected: draft.value("language"), error: draft.error("language")))
      \(submitButton(w("Save")))
      """))
    """)
}
