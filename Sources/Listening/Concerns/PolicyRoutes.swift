import Components
import Ledger
import Markup
import Store
import Surroundings
import Web
import Words

/// The rules for what is shown, as the library writes them in each of the languages of the pages.
struct PolicyRoutes {
  var routes: [Route] {
    [
      .get("/desk/concerns/policy", .library) { call in try await policyPage(call, nil) },
      .post("/desk/concerns/policy", .library) { call in try await save(call) },
    ]
  }

  private func save(_ call: Call) async throws -> Reply {
    try await call.submit(show: { try await policyPage(call, $0) }) { form in
      let w = form.w
      var texts: [Language: String] = [:]
      for language in Language.spoken {
        texts[language] = form.optionalText(
          "text-\(language.tag)", language.autonym, most: 4000)
      }
      try form.check()
      let data = form.data
      let (now, actor, wanted) = (call.now, call.actor, texts)
      let isKept = try await call.store.write { connection -> Bool in
        var isKept = true
        let written = try ConcernPolicy.all(connection)
        for language in Language.spoken {
          let version = Int(data.text("version-\(language.tag)")) ?? 0
          let text = wanted[language] ?? ""
          guard text != written.first(where: { $0.language == language })?.text ?? "" else {
            continue
          }
          isKept =
            try ConcernPolicy.save(text, in: language, since: version, connection) && isKept
        }
        if isKept {
          try connection.record(
            "concern.policy", on: Subject(kind: "library", id: "1"), by: actor, at: now)
        }
        return isKept
      }
      if !isKept {
        form.fault(
          "text-\(w.language.tag)",
          w("Somebody changed the rules while you wrote. Compare them, then save again."))
      }
      try form.check()
      return .seeOther("/desk/concerns/policy", notice: .saved)
    }
  }
}

private func policyPage(_ call: Call, _ typed: Draft?) async throws -> Reply {
  let w = call.w
  let written = try await call.store.read { try ConcernPolicy.all($0) }
  func policy(_ language: Language) -> ConcernPolicy? {
    written.first { $0.language == language }
  }
  let fields = Language.spoken.map { language -> HTML in
    let name = "text-\(language.tag)"
    return textArea(
      w, label: language.autonym, name: name,
      value: typed?.value(name) ?? policy(language)?.text ?? "", error: typed?.error(name),
      rows: 8, required: false, limit: 4000, language: language)
  }
  let versions = Language.spoken.map {
    ("version-\($0.tag)", String(policy($0)?.version ?? 0))
  }
  let ordinary: HTML =
    written.isEmpty
    ? section(w("What holds until you write your own"), prose(ConcernPolicy.ordinary(w).text))
    : .empty
  return call.page(
    w("Rules for what is shown"), breadcrumbs: queueTrail(w),
    """
    \(errorSummary(w, faults: typed?.list ?? []))
    \(pageHeading(w("Rules for what is shown"), lead: w("Everybody can read them beside the list of what was hidden. A reader gets them in their language if you wrote them, else in the library’s.")))
    \(ordinary)
    \(call.postForm("/desk/concerns/policy", hidden: versions, """
      \(fields)
      \(submitButton(w("Save")))
      """))
    """)
}
