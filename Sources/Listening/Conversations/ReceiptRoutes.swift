import Components
import Jobs
import Markup
import Power
import Store
import Surroundings
import Translations
import Web
import Words

/// Coming back, and taking back.
struct ReceiptRoutes {
  var routes: [Route] {
    [
      .get("/conversations/{talk}/receipt", .everyone) { call in
        try await receiptPage(call, Draft())
      },
      .post("/conversations/{talk}/receipt", .everyone, rate: RateLimit(60, perSeconds: 600)) {
        call in try await takeReceipt(call)
      },
      .post("/conversations/{talk}/receipt/departure", .everyone) { call in
        let conversation = try await find(call)
        return Reply.seeOther(SafeURL(local: conversation.path) ?? "/")
          .cookie(
            Receipt.cookie(of: conversation), "", days: 0, secure: call.request.isSecure)
      },
      .post("/conversations/{talk}/votes/{statement}/withdrawal", .everyone) { call in
        try await withdrawVote(call)
      },
      .post("/conversations/{talk}/statements/{statement}/withdrawal", .everyone) { call in
        try await withdrawStatement(call)
      },
      .post("/conversations/{talk}/withdrawal", .everyone) { call in try await withdraw(call) },
    ]
  }

  private func find(_ call: Call) async throws -> Conversation {
    let slug = try call.parameter("talk")
    return try await call.store.read { connection in
      let conversation = try Conversation.published(slug, connection)
      _ = try conversation.publishing(call, connection)
      return conversation
    }
  }

  private func takeReceipt(_ call: Call) async throws -> Reply {
    let conversation = try await find(call)
    let key = try await call.receiptKey()
    let w = call.w
    return try await call.submit(show: { try await receiptPage(call, $0) }) { form in
      let typed = form.text("receipt", w("Your receipt"), most: 100)
      try form.check()
      guard let receipt = Receipt(typed, for: conversation, key: key) else {
        form.fault(
          "receipt",
          w("This is no receipt of this conversation. Look for letters that were left out."))
        try form.check()
        throw Failure.notFound
      }
      return Reply.seeOther(SafeURL(local: conversation.path + "/receipt") ?? "/")
        .keeping(receipt, of: conversation, call)
    }
  }

  /// The one whose receipt this browser holds, within a write.
  private func change(
    _ call: Call,
    _ body: @escaping @Sendable (Conversation, Participant, any Connection) throws -> Void
  ) async throws -> Conversation {
    let conversation = try await find(call)
    let key = try await call.receiptKey()
    guard let receipt = call.receipt(conversation, key: key) else { throw Failure.notFound }
    let now = call.now
    try await call.store.write { connection in
      guard
        let participant = try Participant.find(
          receipt: receipt.code, in: conversation, connection)
      else { return }
      try body(conversation, participant, connection)
      // What was taken back goes from the map as well.
      try Job.ask(
        ConversationJobs.mapName, for: conversation.id.text, at: now.minuteEnd, connection)
    }
    return conversation
  }

  private func withdrawVote(_ call: Call) async throws -> Reply {
    let statement: ID<Statement> = try call.id("statement")
    let conversation = try await change(call) { _, participant, connection in
      try participant.withdrawVote(on: statement, connection)
    }
    return .seeOther(SafeURL(local: conversation.path + "/receipt") ?? "/", notice: .removed)
  }

  private func withdrawStatement(_ call: Call) async throws -> Reply {
    let id: ID<Statement> = try call.id("statement")
    let now = call.now
    let conversation = try await change(call) { conversation, participant, connection in
      let statement = try Statement.find(id, in: conversation, connection)
      guard statement.author == participant.id else { throw Failure.notFound }
      try statement.withdraw(from: conversation, at: now, connection)
    }
    return .seeOther(SafeURL(local: conversation.path + "/receipt") ?? "/", notice: .removed)
  }

  private func withdraw(_ call: Call) async throws -> Reply {
    let now = call.now
    let conversation = try await change(call) { conversation, participant, connection in
      try participant.withdraw(from: conversation, at: now, connection)
    }
    return Reply.seeOther(SafeURL(local: conversation.path) ?? "/", notice: .removed)
      .cookie(Receipt.cookie(of: conversation), "", days: 0, secure: call.request.isSecure)
  }
}

/// What somebody said, by their receipt.
private struct OwnWords: Sendable {
  struct Answer: Sendable {
    let line: Talk.Line
    let vote: Vote
  }
  let conversation: Conversation
  let answers: [Answer]
  let statements: [Statement]
}

private func receiptPage(_ call: Call, _ draft: Draft) async throws -> Reply {
  let key = try await call.receiptKey()
  let slug = try call.parameter("talk")
  let w = call.w
  let (conversation, receipt, own) = try await call.store.read { connection in
    let conversation = try Conversation.published(slug, connection)
    _ = try conversation.publishing(call, connection)
    let receipt = call.receipt(conversation, key: key)
    let participant = try receipt.flatMap {
      try Participant.find(receipt: $0.code, in: conversation, connection)
    }
    guard let participant else {
      return (
        conversation, receipt,
        OwnWords(conversation: conversation, answers: [], statements: [])
      )
    }
    let votes = try participant.votes(connection)
    let statements = try Statement.all(of: conversation.id, connection)
    let answers = try statements.compactMap { statement -> OwnWords.Answer? in
      guard let vote = votes[statement.id], statement.standing == .shown else { return nil }
      return OwnWords.Answer(
        line: Talk.Line(statement: statement, text: try statement.rendering(for: w, connection)),
        vote: vote)
    }
    return (
      conversation, receipt,
      OwnWords(
        conversation: conversation, answers: answers,
        statements: statements.filter { $0.author == participant.id })
    )
  }
  guard let receipt else {
    return call.page(
      w("Your receipt"), kind: .plain,
      """
      \(errorSummary(w, faults: draft.list))
      \(pageHeading(w("Your receipt"), lead: w("Enter it to see what you said, change it, or take it back.")))
      \(receiptForm(call, conversation, draft))
      <p><a href="\(SafeURL(local: conversation.path) ?? "/")">\(w("Back to the conversation"))</a></p>
      """)
  }
  return call.page(
    w("Your receipt"), kind: .plain,
    """
    \(pageHeading(w("Your receipt"), lead: w("Keep it: copy it, or print this page. Whoever has it can see and change what you said; we can’t give it to you again.")))
    <p class="receipt-code"><code dir="ltr">\(receipt.spelled)</code></p>
    <p><a href="\(SafeURL(local: conversation.path + "#statement") ?? "/")">\(w("Go on"))</a></p>
    \(section(w("What you answered"), id: "answers", answersList(call, own)))
    \(own.statements.isEmpty ? .empty : section(w("What you wrote"), id: "written", writtenList(call, own)))
    \(section(w("Leave"), id: "leave", leaving(call, conversation)))
    """)
}

private func answersList(_ call: Call, _ own: OwnWords) -> HTML {
  let w = call.w
  guard !own.answers.isEmpty else { return "<p class=\"quiet\">\(w("Nothing yet."))</p>" }
  let isOpen = own.conversation.isOpen(on: call.today)
  let items = own.answers.map { answer -> HTML in
    let text = answer.line.text
    let statement = answer.line.statement
    let others = [Vote.agree, .disagree, .pass].filter { $0 != answer.vote }.map { vote in
      submitButton(vote.word(w), kind: .quiet, name: "vote", value: vote.name)
    }
    let change: HTML =
      isOpen
      ? call.postForm(
        SafeURL(local: own.conversation.path + "/votes") ?? "/",
        hidden: [("statement", statement.id.text), ("back", "receipt")],
        others.joined(separator: " "))
      : .empty
    let withdraw = call.postForm(
      "/conversations/\(own.conversation.slug)/votes/\(statement.id)/withdrawal",
      submitButton(w("Take back"), kind: .quiet))
    return """
      <li><p lang="\(text.language.tag)" dir="auto">\(text.text)</p>
      <p>\(w("Your answer:")) <strong>\(answer.vote.word(w))</strong></p>
      <div class="button-row">\(change)\(withdraw)</div></li>
      """
  }
  return "<ul class=\"plain-list\">\(items)</ul>"
}

private func writtenList(_ call: Call, _ own: OwnWords) -> HTML {
  let w = call.w
  let items = own.statements.map { statement -> HTML in
    let standing: HTML =
      switch statement.standing {
      case .waiting: tag(w("Waiting to be read"))
      case .shown: tag(w("Shown"), tone: .good)
      case .hidden: tag(w("Hidden; the rules say why"), tone: .warning)
      case .withdrawn: .empty
      }
    return """
      <li><p lang="\(statement.language.tag)" dir="auto">\(statement.text)</p> \(standing)
      \(call.postForm("/conversations/\(own.conversation.slug)/statements/\(statement.id)/withdrawal", submitButton(w("Take it back, with all answers to it"), kind: .quiet)))</li>
      """
  }
  return "<ul class=\"plain-list\">\(items)</ul>"
}

private func leaving(_ call: Call, _ conversation: Conversation) -> HTML {
  let w = call.w
  return """
    <p>\(w("On a machine that others use, let it forget your receipt when you are done."))</p>
    \(call.postForm("/conversations/\(conversation.slug)/receipt/departure", submitButton(w("Forget the receipt on this machine"), kind: .quiet)))
    <p>\(w("Or take back everything: your answers, your statements and the receipt. That can’t be undone."))</p>
    \(call.postForm("/conversations/\(conversation.slug)/withdrawal", submitButton(w("Take back everything"), kind: .danger)))
    """
}
