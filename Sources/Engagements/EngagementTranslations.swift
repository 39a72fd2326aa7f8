import Communities
import Components
import Markup
import Store
import Surroundings
import Translations
import Web
import Words

/// The engagement in its readers' languages: title and purpose, decisions, plan and who does what.
/// The journal stays in its writers' own words.
struct EngagementTranslations {
  static let keepers = Access.roles(Role.library.union([.steward]))

  var routes: [Route] {
    let path = "/desk/engagements/{engagement}/translations"
    return [
      .get(path, Self.keepers) { call in try await translationsPage(call, Draft()) },
      .post(path, Self.keepers) { call in
        let id: ID<Engagement> = try call.id("engagement")
        let viewer = try call.member()
        return try await call.saveTranslation(
          back: "/desk/engagements/\(id)/translations",
          show: { try await translationsPage(call, $0) }
        ) { connection in
          let engagement = try Engagement.find(id, for: viewer, connection)
          return (try engagement.texts(connection), engagement.communities.map(\.text))
        }
      },
    ]
  }
}

private func translationsPage(_ call: Call, _ draft: Draft) async throws -> Reply {
  let w = call.w
  let (engagement, texts) = try await call.store.read { connection in
    let engagement = try call.engagement(connection)
    return (engagement, try engagement.texts(connection))
  }
  return call.page(
    w("Translations"), breadcrumbs: engagementTrail(w, engagement),
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Translations"), lead: w("The engagement in your readers’ languages. A draft is not shown; a translation nobody has approved is marked.")))
    \(engagementTabs(call, engagement, current: "translations"))
    \(translationList(call, texts, post: "/desk/engagements/\(engagement.id)/translations", draft))
    """)
}

extension Engagement {
  /// Every text of the plan, with the name that its translations have.
  private func fields(_ connection: any Connection) throws -> [(name: String, text: String)] {
    var fields = [("title", title), ("purpose", purpose), ("outcome", outcome)]
    for decision in try Decision.all(of: id, connection) {
      let name = "decision.\(decision.id)"
      fields += [
        ("\(name).question", decision.question), ("\(name).decider", decision.decider),
        ("\(name).means", decision.means), ("\(name).outcome", decision.result?.outcome ?? ""),
      ]
    }
    for goal in try Goal.all(of: id, connection) {
      let name = "goal.\(goal.id)"
      fields += [
        ("\(name).text", goal.text), ("\(name).measure", goal.measure),
        ("\(name).target", goal.target), ("\(name).missed-if", goal.missed.trigger),
        ("\(name).missed-then", goal.missed.action),
        ("\(name).exceeded-if", goal.exceeded.trigger),
        ("\(name).exceeded-then", goal.exceeded.action), ("\(name).done", goal.done),
      ]
    }
    for plan in try BackupPlan.all(of: id, connection) {
      let name = "backup.\(plan.id)"
      fields += [
        ("\(name).trouble", plan.trouble), ("\(name).instead", plan.instead),
        ("\(name).who", plan.who),
      ]
    }
    for responsible in try Responsible.all(of: id, connection) {
      fields.append(("responsible.\(responsible.id).part", responsible.part))
    }
    return fields.filter { !$0.1.isEmpty }.map { (name: $0.0, text: $0.1) }
  }

  func texts(_ connection: any Connection) throws -> [TranslatableText] {
    try TranslatableText.of(
      "engagement", id.text, try fields(connection), in: language, connection)
  }

  /// The same engagement for a reader: where its texts are translated, they are read so.
  func worded(for w: Words, _ connection: any Connection) throws -> Engagement {
    guard w.language != language else { return self }
    var engagement = self
    for text in try texts(connection) {
      let rendering = Rendering.best(
        of: text.field, source: text.text, in: language, for: w.language, text.translations)
      if rendering.remark != .untranslated { engagement.wordings[text.text] = rendering }
    }
    return engagement
  }

  /// A text of the engagement as it is read.
  func rendering(of text: String) -> Rendering {
    wordings[text] ?? .source(text, in: language)
  }

  /// The same where no markup can stand.
  func said(_ text: String) -> String { rendering(of: text).text }

  /// A text of the engagement, marked with the language that it is read in.
  func written(_ text: String) -> HTML {
    let rendering = rendering(of: text)
    return "<span lang=\"\(rendering.language.tag)\" dir=\"auto\">\(rendering.text)</span>"
  }

  /// A text of several paragraphs.
  func told(_ text: String) -> HTML {
    let rendering = rendering(of: text)
    return prose(rendering.text, language: rendering.language)
  }

  /// What is to be said of the translations on a page; nothing where all of them are approved.
  func wordingRemark(_ w: Words) -> HTML {
    let shown = wordings.values.filter { $0.remark != nil }
    guard let worst = shown.first(where: { $0.remark == .stale }) ?? shown.first else {
      return .empty
    }
    return "<p>\(remark(w, worst))</p>"
  }
}
