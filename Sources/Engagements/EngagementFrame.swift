import Communities
import Components
import Markup
import Store
import Surroundings
import Web
import Words

extension Call {
  /// The engagement in the path, as far as the one who looks may know of it.
  func engagement(_ connection: any Connection) throws -> Engagement {
    try Engagement.find(try id("engagement"), for: try member(), connection)
      .worded(for: w, connection)
  }

  func engagement() async throws -> Engagement {
    try await store.read { try engagement($0) }
  }

  /// The calendar day of an instant, in the library's time zone.
  func day(of instant: Instant) -> Day { Day(instant, in: library.zone) }
}

/// The pages of one engagement: those of its own, and those that later capabilities add.
public func engagementTabs(_ call: Call, _ engagement: Engagement, current: String) -> HTML {
  let all = call.site.capabilities.flatMap(\.engagementTabs).filter {
    $0.isOpen(to: call.viewer)
  }
  return tabs(
    call.w, label: call.w("Pages of this engagement"),
    all.map { tab in
      let path = tab.part.isEmpty ? engagement.path : "\(engagement.path)/\(tab.part)"
      return NavItem(
        title: tab.title(call.w), url: SafeURL(local: path) ?? "/desk/engagements",
        current: tab.part == current)
    }) + engagement.wordingRemark(call.w)
}

/// Where a page of an engagement stands.
public func engagementTrail(_ w: Words, _ engagement: Engagement) -> [(title: String, url: SafeURL)]
{
  [
    (w("Engagements"), "/desk/engagements"),
    (engagement.said(engagement.title), "/desk/engagements/\(engagement.id)"),
  ]
}

/// What is said when somebody else was faster; the stored text is shown beside what was typed.
func changedMeanwhile(_ w: Words, _ stored: String) -> String {
  w(
    "Somebody changed this while you wrote. What is stored now: “{text}”. Send again to put yours in its place.",
    ["text": stored])
}

extension Draft {
  /// After a conflict the form carries the stored version, so that sending again is a decision. A
  /// form that only had faults keeps its own, or the fault would hide the conflict.
  func renewed(_ w: Words, at field: String, stored: String, version: Int) -> Draft {
    guard error(field) == changedMeanwhile(w, stored) else { return self }
    var draft = self
    draft.values["version"] = [String(version)]
    return draft
  }

  /// The hidden fields of a form that makes or changes a record.
  var marks: [(String, String)] { [("id", value("id")), ("version", value("version"))] }
}

extension Form {
  /// The version of the record that the form was made from.
  var version: Int { Int(data.text("version")) ?? 0 }

  /// The language that a text is written in.
  mutating func language() -> Language {
    if let language = Language.spoken.first(where: { $0.tag == data.text("language") }) {
      return language
    }
    fault("language", w("Choose the language that you write in."))
    return .english
  }

  /// Throws what is said when somebody else was faster.
  mutating func conflict(at field: String, stored: String) throws -> Never {
    fault(field, changedMeanwhile(w, stored))
    throw Failure.invalid(faults)
  }
}

func languageField(_ w: Words, _ draft: Draft) -> HTML {
  selectField(
    w, label: w("Written in"), name: "language",
    options: Language.spoken.map { Option(value: $0.tag, label: $0.autonym, language: $0) },
    selected: draft.value("language"), error: draft.error("language"))
}
