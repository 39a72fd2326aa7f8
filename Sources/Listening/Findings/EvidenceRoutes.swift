import Communities
import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// Choosing what a finding rests on, from all that Kith has heard and knows.
struct EvidenceRoutes {
  var routes: [Route] {
    let keepers = FindingRoutes.keepers
    return [
      .get("/desk/findings/{finding}/evidence", keepers) { call in
        try await evidencePage(call, Draft())
      },
      .post("/desk/findings/{finding}/evidence", keepers) { call in try await cite(call) },
      .post("/desk/findings/{finding}/evidence/removal", keepers) { call in
        try await remove(call)
      },
      .post("/desk/findings/{finding}/notes", keepers) { call in try await note(call) },
    ]
  }

  private func cite(_ call: Call) async throws -> Reply {
    let id: ID<Finding> = try call.id("finding")
    let viewer = try call.member()
    let wanted = Set(call.form.all("cited"))
    guard !wanted.isEmpty else { return .seeOther("/desk/findings/\(id)") }
    let sources = call.site.capabilities.flatMap(\.citable)
    let (now, actor) = (call.now, call.actor)
    try await call.store.write { connection in
      let finding = try Finding.find(id, for: viewer, connection)
      for source in sources {
        // What somebody may cite is listed anew: a form can't cite what its sender may not see.
        let list = try source.list([finding.community.text], call, connection)
        for citation in list where wanted.contains("\(citation.kind):\(citation.id)") {
          try FindingEvidence.cite(
            citation, today: source.today(citation.id, connection), for: finding, by: actor,
            at: now, connection)
        }
      }
    }
    return .seeOther("/desk/findings/\(id)#evidence", notice: .saved)
  }

  private func remove(_ call: Call) async throws -> Reply {
    let id: ID<Finding> = try call.id("finding")
    let viewer = try call.member()
    let (kind, source) = (call.form.text("kind"), call.form.text("source"))
    let (now, actor) = (call.now, call.actor)
    try await call.store.write { connection in
      let finding = try Finding.find(id, for: viewer, connection)
      try FindingEvidence.all(of: id, connection)
        .first { $0.kind == kind && $0.source == source }?
        .remove(from: finding, by: actor, at: now, connection)
    }
    return .seeOther("/desk/findings/\(id)#evidence", notice: .removed)
  }

  /// Something that happened outside Kith: a meeting, a talk at the door.
  private func note(_ call: Call) async throws -> Reply {
    let id: ID<Finding> = try call.id("finding")
    let viewer = try call.member()
    return try await call.submit(show: { try await evidencePage(call, $0) }) { form in
      let w = form.w
      let note: ID<FindingEvidence> = try form.freshID()
      let sentence = form.text("sentence", w("What was said or seen"), most: 400)
      let method = form.text("method", w("How it came to be known"), most: 120)
      let n = form.optionalWhole("n", w("From how many people"), in: 1...1_000_000)
      let day = form.day("day", w("On which day"))
      if let day, day > call.today { form.fault("day", w("That day lies ahead.")) }
      try form.check()
      guard let day else { throw Failure.staleForm }
      let citation = Citation(
        kind: FindingEvidence.noted, id: note.text, sentence: sentence, method: method,
        n: n.map { Int($0) }, day: day, isPublic: form.data.has("public"))
      let (now, actor) = (call.now, call.actor)
      try await call.store.write { connection in
        try FindingEvidence.cite(
          citation, today: nil, for: try Finding.find(id, for: viewer, connection), by: actor,
          at: now, connection)
      }
      return .seeOther("/desk/findings/\(id)#evidence", notice: .added)
    }
  }
}

private func evidencePage(_ call: Call, _ draft: Draft) async throws -> Reply {
  let id: ID<Finding> = try call.id("finding")
  let viewer = try call.member()
  let w = call.w
  let sources = call.site.capabilities.flatMap(\.citable)
  let (finding, present, lists) = try await call.store.read { connection in
    let finding = try Finding.find(id, for: viewer, connection)
    return (
      finding, try FindingEvidence.all(of: id, connection),
      try sources.map { ($0.kind, try $0.list([finding.community.text], call, connection)) }
    )
  }
  let cited = Set(present.map { "\($0.kind):\($0.source)" })
  let groups = lists.filter { !$0.1.isEmpty }.map { kind, citations -> HTML in
    let options = citations.prefix(200).map { citation in
      let key = "\(citation.kind):\(citation.id)"
      let known = cited.contains(key) ? " " + w("(cited already; choose it to renew)") : ""
      let people = citation.n.map { w.plural($0, "from {n} person", "from {n} people") }
      return Option(
        value: key, label: citation.sentence + known,
        hint: [citation.method, people, w.day(citation.day)].compactMap { $0 }
          .joined(separator: ", "))
    }
    return details(
      kindWord(kind, w) + " (\(w.number(citations.count)))", open: lists.count < 3,
      checkboxes(
        w, legend: kindWord(kind, w), name: "cited", options: Array(options), id: "cited-\(kind)")
    )
  }
  let typed =
    draft.list.isEmpty
    ? Draft(["id": call.freshID(FindingEvidence.self).text, "day": call.today.description])
    : draft
  let choosing: HTML =
    groups.isEmpty
    ? "<p class=\"quiet\">\(w("Nothing of this community can be cited yet."))</p>"
    : call.postForm(
      "/desk/findings/\(id)/evidence", groups.joined() + submitButton(w("Cite what is chosen")))
  return call.page(
    w("What it rests on"),
    breadcrumbs: [(w("Findings"), "/desk/findings"), (w("Finding"), "/desk/findings/\(id)")],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("What it rests on"), lead: finding.sentence))
    \(section(w("From what Kith has heard"), choosing))
    \(section(w("From elsewhere"), id: "note", call.postForm("/desk/findings/\(id)/notes", hidden: [("id", typed.value("id"))], """
      \(textArea(w, label: w("What was said or seen"), name: "sentence", value: typed.value("sentence"), error: typed.error("sentence"), rows: 3, limit: 400))
      \(textField(w, label: w("How it came to be known"), name: "method", value: typed.value("method"), hint: w("Such as: Meeting of the tenants’ circle."), error: typed.error("method"), maxlength: 120))
      \(textField(w, label: w("From how many people"), name: "n", value: typed.value("n"), error: typed.error("n"), kind: .number, required: false, short: true))
      \(dateField(w, label: w("On which day"), name: "day", value: typed.value("day"), error: typed.error("day"), latest: call.today.description))
      \(checkbox(w, label: w("Everybody may read it"), name: "public", checked: typed.isOn("public"), hint: w("It names nobody, and was said to be shared.")))
      \(submitButton(w("Add it")))
      """)))
    """)
}

/// What sort of record is cited.
func kindWord(_ kind: String, _ w: Words) -> String {
  switch kind {
  case "conversation": w("Conversations")
  case "concern": w("Concerns")
  case "pulse": w("Pulses")
  case "fact": w("Facts and data")
  default: kind
  }
}
