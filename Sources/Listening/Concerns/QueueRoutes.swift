import Accounts
import Components
import Delimited
import Ledger
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// The queue of concerns at the desk, what is written down for others, and the file.
struct QueueRoutes {
  var routes: [Route] {
    [
      .get("/desk/concerns", .library) { call in try await queuePage(call) },
      .get("/desk/concerns/new", .library) { call in
        let draft = ConcernForm.begin(call)
        return writingPage(call, try await form(call), draft)
      },
      .post("/desk/concerns", .library) { call in try await writeDown(call) },
      .get("/desk/concerns/concerns.csv", .library) { call in try await file(call) },
    ]
  }

  private func form(_ call: Call) async throws -> ConcernForm {
    let viewer = try call.member()
    let communities = try await call.store.read {
      try NamedCommunity.desk(viewer, call.w, $0)
    }
    return ConcernForm(communities: communities, isForAnother: true)
  }

  private func writeDown(_ call: Call) async throws -> Reply {
    let viewer = try call.member()
    let shown = try await form(call)
    return try await call.submit(show: { writingPage(call, shown, $0) }) { form in
      let id: ID<Concern> = try form.freshID()
      let receipt = try ConcernForm.receipt(form)
      if viewer.communities != nil, form.data.text("community").isEmpty {
        form.fault("community", form.w("Choose one of the communities that you work with."))
      }
      let draft = try shown.read(&form, call)
      let (today, surroundings) = (call.today, call.surroundings)
      let raised = try await call.store.write { connection in
        try Concern.raise(draft, id: id, receipt: receipt, today: today, surroundings, connection)
      }
      return call.page(
        call.w("It is written down"), breadcrumbs: queueTrail(call.w),
        """
        \(pageHeading(call.w("It is written down"), lead: call.w("Give the receipt to the one who told you: print this page, or copy the code for them.")))
        \(receiptSlip(call, raised.receipt))
        \(buttonRow([linkButton(call.w("Go to the concern"), url: SafeURL(local: raised.concern.deskPath) ?? "/desk", kind: .quiet)]))
        """)
    }
  }

  /// Every concern that the reader may read and the gate lets go, without receipts and addresses.
  private func file(_ call: Call) async throws -> Reply {
    let viewer = try call.member()
    let (actor, today, surroundings) = (Actor(viewer), call.today, call.surroundings)
    let rows = try await call.store.write { connection -> [[String]] in
      var permits: [String: Permit?] = [:]
      return try Queue.all(.all, for: viewer, connection).compactMap { entry -> [String]? in
        let concern = entry.concern
        let key = concern.community?.text ?? ""
        if permits[key] == nil {
          let subject = Subject(
            kind: "concerns", id: key.isEmpty ? "1" : key, community: concern.community?.text)
          let permit = try Gate.may(
            actor, .export, on: subject, purpose: .exchange, today: today, connection
          ).permit
          try permit?.log(surroundings, connection)
          permits[key] = .some(permit)
        }
        guard permits[key] ?? nil != nil else { return nil }
        return ConcernFile.row(concern, isPublic: entry.isPublic)
      }
    }
    return .download(
      Array(CSV.lines([ConcernFile.header] + rows).utf8), name: "concerns.csv",
      type: "text/csv; charset=utf-8")
  }
}

/// The columns of the file, in the words of the database, the same in every language.
enum ConcernFile {
  static let header = [
    "id", "received", "community", "category", "place", "language", "channel", "public", "state",
    "ending", "first_answer", "ended", "text",
  ]

  static func row(_ concern: Concern, isPublic: Bool) -> [String] {
    [
      concern.id.text, concern.received.description, concern.community?.text ?? "",
      concern.category.rawValue, concern.place, concern.language.tag, concern.channel.rawValue,
      isPublic ? "yes" : "no", concern.state.rawValue, concern.ending?.rawValue ?? "",
      concern.firstAnswer?.description ?? "", concern.ended?.description ?? "", concern.text,
    ]
  }
}

func queueTrail(_ w: Words) -> [(title: String, url: SafeURL)] {
  [(w("Concerns"), "/desk/concerns")]
}

private func writingPage(_ call: Call, _ form: ConcernForm, _ draft: Draft) -> Reply {
  let w = call.w
  return call.page(
    w("Write a concern down"), breadcrumbs: queueTrail(w),
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Write a concern down"), lead: w("For somebody who told you, called, or left a note. No name: what they said, in their words.")))
    \(form.html(call, draft, action: "/desk/concerns"))
    """)
}

private func queuePage(_ call: Call) async throws -> Reply {
  let w = call.w
  let viewer = try call.member()
  let kind = Queue.Kind(rawValue: call.query.text("state")) ?? .waiting
  let number = max(1, Int(call.query.text("page")) ?? 1)
  let (entries, names) = try await call.store.read { connection in
    (
      try Queue.all(kind, for: viewer, connection),
      Dictionary(
        uniqueKeysWithValues: try NamedCommunity.desk(viewer, w, connection).map {
          ($0.id, $0.name)
        })
    )
  }
  let pages = (entries.count + Queue.pageLength - 1) / Queue.pageLength
  let start = (min(number, max(1, pages)) - 1) * Queue.pageLength
  let rows = entries.dropFirst(start).prefix(Queue.pageLength).map { entry -> [HTML] in
    let concern = entry.concern
    let alike: HTML =
      entry.alike > 0
      ? tag(w.plural(entry.alike, "{n} more like it", "{n} more like it"), tone: .warning) : .empty
    let unread: HTML = entry.isUnread ? tag(w("To be read for the public page")) : .empty
    return [
      """
      <a href="\(SafeURL(local: concern.deskPath) ?? "/desk")"\(tongue(concern.language))>\(String(concern.text.prefix(120)))</a> \(alike) \(unread)
      """,
      HTML(text: w.age(from: concern.received, to: call.today)),
      tag(concern.stateWord(w), tone: concern.stateTone), HTML(text: concern.category.word(w)),
      HTML(text: concern.community.flatMap { names[$0] } ?? "–"),
      HTML(text: languageName(concern.language, w)),
    ]
  }
  return call.page(
    w("Concerns"),
    """
    \(pageHeading(w("Concerns"), lead: w("What people told the library, those that have waited longest first. Each gets an answer: will do, will not and why, not ours and whose, or what we need to know."), actions: [linkButton(w("Write a concern down"), url: "/desk/concerns/new"), linkButton(w("What everybody sees"), url: "/concerns", kind: .quiet)]))
    \(tabs(w, label: w("Which concerns"), Queue.Kind.allCases.map { NavItem(title: word($0, w), url: "/desk/concerns?state=\($0.rawValue)", current: $0 == kind) }))
    \(dataTable(w, caption: word(kind, w), columns: [Column(w("Concern")), Column(w("Since")), Column(w("State")), Column(w("What it is about")), Column(w("Community")), Column(w("Language"))], rows: rows, captionHidden: true, empty: kind == .waiting ? w("No concern is waiting for an answer.") : w("None.")))
    \(pagination(w, page: number, of: pages) { "/desk/concerns?state=\(kind.rawValue)&page=\($0)" })
    <p><a href="/desk/concerns/policy">\(w("Rules for what is shown"))</a> · <a href="/desk/concerns/concerns.csv">\(w("All as a table (CSV)"))</a></p>
    """)
}

private func word(_ kind: Queue.Kind, _ w: Words) -> String {
  switch kind {
  case .waiting: w("Waiting for us")
  case .answered: w("Answered")
  case .ended: w("Ended")
  case .all: w("All of them")
  }
}
