import Components
import Jobs
import Ledger
import Markup
import Power
import Store
import Surroundings
import Translations
import Web
import Words

/// What people who take part can open and send. None of it needs an account or JavaScript.
struct TalkRoutes {
  private let counts = HourCounts()

  var routes: [Route] {
    [
      .get("/conversations", .everyone) { call in try await talksPage(call) },
      .get("/conversations/{talk}", .everyone) { call in try await talkPage(call) },
      .post("/conversations/{talk}/votes", .everyone, rate: RateLimit(300, perSeconds: 600)) {
        call in try await vote(call)
      },
      .post("/conversations/{talk}/statements", .everyone, rate: RateLimit(12, perSeconds: 600)) {
        call in try await add(call)
      },
      .get("/conversations/{talk}/invitations/{code}", .everyone) { call in
        try await invitationPage(call)
      },
      .post(
        "/conversations/{talk}/invitations/{code}", .everyone,
        rate: RateLimit(30, perSeconds: 600)
      ) { call in try await accept(call) },
    ]
  }

  /// The conversation with the receipt that this browser holds, for a form that needs both.
  private func open(_ call: Call) async throws -> (Conversation, Receipt) {
    let key = try await call.receiptKey()
    let slug = try call.parameter("talk")
    let conversation = try await call.store.read { connection in
      let conversation = try Conversation.published(slug, connection)
      _ = try conversation.publishing(call, connection)
      return conversation
    }
    guard conversation.isOpen(on: call.today) else {
      throw Failure.conflict(call.w("This conversation is over. Nothing was changed."))
    }
    guard let receipt = call.receipt(conversation, key: key) else {
      throw Failure.forbidden(
        call.w(
          "Your browser has no receipt of this conversation. Begin, or enter the receipt you have; cookies of this site must be allowed for that."
        ))
    }
    return (conversation, receipt)
  }

  private func vote(_ call: Call) async throws -> Reply {
    let (conversation, receipt) = try await open(call)
    guard let id = ID<Statement>(call.form.text("statement")),
      let vote = Vote(name: call.form.text("vote"))
    else { throw Failure.staleForm }
    let (today, isStaff, surroundings) = (call.today, call.isOfLibrary, call.surroundings)
    let now = call.now
    try await call.store.write { connection in
      let statement = try Statement.find(id, in: conversation, connection)
      guard statement.standing == .shown else { throw Failure.notFound }
      let participant = try Participant.join(
        conversation, receipt: receipt.code, isStaff: isStaff, surroundings, connection)
      try participant.vote(vote, on: statement, today: today, connection)
      try Job.ask(
        ConversationJobs.mapName, for: conversation.id.text, at: now.minuteEnd,
        connection)
    }
    let back = call.form.text("back") == "receipt" ? "/receipt" : ""
    return .seeOther(
      SafeURL(local: conversation.path + back + (back.isEmpty ? "#statement" : "")) ?? "/")
  }

  private func add(_ call: Call) async throws -> Reply {
    let (conversation, receipt) = try await open(call)
    guard conversation.takesStatements else { throw Failure.notFound }
    return try await call.submit(show: { try await talkPage(call, $0) }) { form in
      let id: ID<Statement> = try form.freshID()
      let text = form.text("text", form.w("Your statement"), most: conversation.longest)
      try form.check()
      let desk = try await WritingDesk.read(call, conversation, receipt, id)
      if !call.form.has("anyway") {
        let alike = try await desk.alike(text, for: call)
        guard alike.isEmpty else {
          return try await talkPage(
            call, Draft(["text": text, "id": id.text]), alike: alike)
        }
      }
      let (today, now, surroundings) = (call.today, call.now, call.surroundings)
      let (isStaff, language) = (call.isOfLibrary, call.w.language)
      let held = desk.held(text, counts, at: now)
      let kept = try await call.store.write { connection in
        let participant = try Participant.join(
          conversation, receipt: receipt.code, isStaff: isStaff, surroundings, connection)
        return try Statement.add(
          text, in: language, to: conversation, id: id, origin: .participant,
          author: participant.id, held: held, by: "community", today: today, at: now, connection)
      }
      return .seeOther(
        SafeURL(local: conversation.path) ?? "/", notice: kept.held == nil ? .thanks : .held)
    }
  }

  private func invitationPage(_ call: Call) async throws -> Reply {
    let slug = try call.parameter("talk")
    let code = try call.parameter("code")
    let w = call.w
    let (released, isOpen) = try await call.store.read { connection in
      let conversation = try Conversation.published(slug, connection)
      let permit = try conversation.publishing(call, connection)
      return (
        permit.release(conversation),
        try ConversationInvitation.isOpen(code, for: conversation, connection)
      )
    }
    let conversation = released.value
    guard isOpen, conversation.isOpen(on: call.today) else {
      return call.page(
        w("This invitation is used up"), kind: .plain,
        """
        \(pageHeading(w("This invitation is used up"), lead: w("Whoever began with it can go on with their receipt.")))
        \(receiptForm(call, conversation))
        """)
    }
    return call.page(
      w("You are invited"), kind: .plain,
      """
      \(pageHeading(conversation.question, lead: conversation.background, kicker: w("You are invited")))
      <p>\(w("When you begin, this invitation is used up and forgotten. You get a receipt that nobody can join with it: what you say can’t be traced to whom the invitation was given."))</p>
      \(call.postForm("/conversations/\(conversation.slug)/invitations/\(code)", submitButton(w("Begin"))))
      """)
  }

  private func accept(_ call: Call) async throws -> Reply {
    let key = try await call.receiptKey()
    let slug = try call.parameter("talk")
    let code = try call.parameter("code")
    let today = call.today
    let conversation = try await call.store.write { connection -> Conversation? in
      let conversation = try Conversation.published(slug, connection)
      guard conversation.isOpen(on: today) else { return nil }
      let used = try ConversationInvitation.use(code, for: conversation, connection)
      return used ? conversation : nil
    }
    guard let conversation else { return try await invitationPage(call) }
    let receipt = Receipt.deal(for: conversation, key: key, call.surroundings)
    return Reply.seeOther(SafeURL(local: conversation.path + "/receipt") ?? "/")
      .keeping(receipt, of: conversation, call)
  }
}

/// All conversations that people can read.
private func talksPage(_ call: Call) async throws -> Reply {
  let w = call.w
  let today = call.today
  let found = try await call.store.read { connection -> Released<[Talk.Entry]>? in
    var entries: [Talk.Entry] = []
    for conversation in try Conversation.published(connection) {
      do {
        _ = try conversation.publishing(call, connection)
      } catch Failure.notFound { continue }
      entries.append(
        Talk.Entry(
          conversation: conversation,
          question: try conversation.rendering(for: w, connection).question,
          isOpen: conversation.isOpen(on: today)))
    }
    let permit = try Gate.require(
      .visitor, .publish, on: Subject(kind: "library", id: "1"), purpose: .information,
      today: today, connection)
    return permit.release(entries)
  }
  guard let found else { throw Failure.notFound }
  let page = found.map { entries -> HTML in
    let items = entries.map { entry in
      card(
        title: entry.question.text, url: SafeURL(local: entry.conversation.path) ?? "/",
        kicker: entry.isOpen ? tag(w("Open now"), tone: .good) : tag(w("Over")), level: 2,
        entry.isOpen && entry.conversation.closes != nil
          ? "<p>\(w("Open until {day}.", ["day": entry.conversation.closes.map(w.day) ?? ""]))</p>"
          : .empty)
    }
    return """
      \(pageHeading(w("Conversations"), lead: w("Open questions. People write what they think, and see where they stand together.")))
      \(items.isEmpty ? emptyState(title: w("There is no conversation yet"), body: "<p>\(w("Come back soon."))</p>") : cards(items))
      """
  }
  return try call.publicPage(w("Conversations"), page)
}

extension Talk {
  /// A conversation on the list of all.
  struct Entry: Sendable {
    let conversation: Conversation
    let question: Rendering
    let isOpen: Bool
  }
}
