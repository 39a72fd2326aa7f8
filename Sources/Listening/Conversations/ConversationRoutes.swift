import Components
import Engagements
import Jobs
import Ledger
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// Conversations on the desk: preparing, opening, reading what people write, closing.
struct ConversationRoutes {
  /// Who prepares conversations: the library, stewards and partners. The gate decides who opens one.
  static let preparers = Access.roles(Role.library.union([.steward, .partner]))

  var routes: [Route] {
    let preparers = ConversationRoutes.preparers
    return [
      .get("/desk/engagements/{engagement}/conversations", .members) { call in
        try await conversationsPage(call)
      },
      .get("/desk/engagements/{engagement}/conversations/new", preparers) { call in
        try await conversationForm(call, freshDraft(call), changing: nil)
      },
      .post("/desk/engagements/{engagement}/conversations", preparers) { call in
        try await add(call)
      },
      .get("/desk/conversations/{conversation}", .members) { call in
        try await conversationPage(call, Draft())
      },
      .get("/desk/conversations/{conversation}/edit", preparers) { call in
        let (conversation, _) = try await call.conversation()
        return try await conversationForm(call, Draft(conversation), changing: conversation)
      },
      .post("/desk/conversations/{conversation}", preparers) { call in try await change(call) },
      .post("/desk/conversations/{conversation}/opening", preparers) { call in
        try await open(call)
      },
      .post("/desk/conversations/{conversation}/closure", preparers) { call in
        let (conversation, _) = try await call.conversation()
        let (today, now, actor) = (call.today, call.now, call.actor)
        try await call.store.write {
          try conversation.close(on: today, by: actor, at: now, $0)
        }
        return .seeOther("/desk/conversations/\(conversation.id)", notice: .saved)
      },
      .post("/desk/conversations/{conversation}/statements", preparers) { call in
        try await seed(call)
      },
      .post("/desk/conversations/{conversation}/statements/{statement}/ruling", preparers) {
        call in try await rule(call)
      },
      .post("/desk/conversations/{conversation}/held/ruling", preparers) { call in
        try await ruleHeld(call)
      },
      .get("/desk/conversations/{conversation}/invitations", preparers) { call in
        try await invitationsPage(call, Draft(["count": "20"]), dealt: [])
      },
      .post("/desk/conversations/{conversation}/invitations", preparers) { call in
        try await invite(call)
      },
    ]
  }

  private func freshDraft(_ call: Call) -> Draft {
    let own = call.w.language
    let language = Language.spoken.contains(own) ? own : call.library.language
    return Draft([
      "id": call.freshID(Conversation.self).text, "language": language.tag,
      "audience": "anyone", "statements": "yes", "longest": "140", "moderation": "before",
      "minutes": "8", "policy": ordinaryPolicy(call.w),
    ])
  }

  private func add(_ call: Call) async throws -> Reply {
    try await call.submit(show: { try await conversationForm(call, $0, changing: nil) }) { form in
      let id: ID<Conversation> = try form.freshID()
      let draft = try read(&form, call)
      let engagement: ID<Engagement> = try call.id("engagement")
      let viewer = try call.member()
      let (now, actor) = (call.now, call.actor)
      try await call.store.write { connection in
        let engagement = try Engagement.find(engagement, for: viewer, connection)
        try Conversation.add(
          draft, id: id, to: engagement, by: actor, at: now, connection)
      }
      return .seeOther("/desk/conversations/\(id)", notice: .added)
    }
  }

  private func change(_ call: Call) async throws -> Reply {
    let (conversation, _) = try await call.conversation()
    return try await call.submit(
      show: { try await conversationForm(call, $0, changing: conversation) }
    ) { form in
      let version = Int(form.data.text("version")) ?? 0
      let draft = try read(&form, call, fixed: conversation.state == .draft ? nil : conversation)
      let (now, actor) = (call.now, call.actor)
      let changed = try await call.store.write {
        try conversation.change(to: draft, since: version, by: actor, at: now, $0)
      }
      guard changed else {
        throw Failure.conflict(
          call.w("Somebody changed this conversation while you wrote. Open it again to see how."))
      }
      return .seeOther("/desk/conversations/\(conversation.id)", notice: .saved)
    }
  }

  /// - Parameter fixed: The conversation that is open already: its rules are not read again.
  private func read(
    _ form: inout Form, _ call: Call, fixed: Conversation? = nil
  ) throws -> ConversationDraft {
    let w = form.w
    let background = form.optionalText("background", w("Background"), most: 4000)
    let minutes = form.optionalWhole("minutes", w("Minutes it takes"), in: 1...240)
    let closes = form.optionalDay("closes", w("Last day"))
    if let closes, closes < call.today {
      form.fault("closes", w("The last day can’t be in the past."))
    }
    if let fixed {
      try form.check()
      return ConversationDraft(
        question: fixed.question, background: background, language: fixed.language,
        policy: fixed.policy, minutes: Int(minutes ?? 8), closes: closes)
    }
    let question = form.text("question", w("Question"), most: 200)
    let language = Language.spoken.first { $0.tag == form.data.text("language") }
    if language == nil { form.fault("language", w("Choose the language that you write in.")) }
    let audience = form.choice("audience", w("Who may take part"), of: Conversation.Audience.self)
    let longest = form.optionalWhole("longest", w("Characters of a statement"), in: 40...1000)
    let moderation = form.choice(
      "moderation", w("When statements are read"), of: Conversation.Moderation.self)
    let policy = form.text("policy", w("Rules"), most: 4000)
    try form.check()
    guard let language, let audience, let moderation else { throw Failure.staleForm }
    return ConversationDraft(
      question: question, background: background, language: language, audience: audience,
      takesStatements: form.data.has("statements"), longest: Int(longest ?? 140),
      moderation: moderation, policy: policy, countsStaff: form.data.has("staff"),
      minutes: Int(minutes ?? 8), closes: closes)
  }

  private func open(_ call: Call) async throws -> Reply {
    let (conversation, engagement) = try await call.conversation()
    let (today, surroundings, actor) = (call.today, call.surroundings, Actor(call.viewer))
    let w = call.w
    try await call.store.write { connection in
      let isEmpty = try Statement.all(of: conversation.id, connection)
        .allSatisfy { $0.standing != .shown }
      if isEmpty, !conversation.takesStatements {
        throw Failure.forbidden(
          w("There is no statement to answer, and people may not write any. Add some first."))
      }
      try conversation.open(in: engagement, by: actor, today: today, surroundings, connection)
    }
    return .seeOther("/desk/conversations/\(conversation.id)", notice: .published)
  }

  /// Statements to begin with, one on a line.
  private func seed(_ call: Call) async throws -> Reply {
    let (conversation, _) = try await call.conversation()
    return try await call.submit(show: { try await conversationPage(call, $0) }) { form in
      let w = form.w
      let text = form.text("statements", w("Statements"), most: 20_000)
      let lines = text.split(separator: "\n").map {
        $0.trimmingCharacters(in: .whitespaces)
      }.filter { !$0.isEmpty }
      for line in lines where line.count > conversation.longest {
        form.fault(
          "statements",
          w(
            "“{start}…” is longer than {most} characters.",
            ["start": String(line.prefix(40)), "most": w.number(conversation.longest)]))
      }
      try form.check()
      let (today, now, actor) = (call.today, call.now, call.actor)
      let surroundings = call.surroundings
      try await call.store.write { connection in
        var present = Set(
          try Statement.all(of: conversation.id, connection)
            .filter { $0.standing != .withdrawn }.map(\.text))
        for line in lines where present.insert(line).inserted {
          try Statement.add(
            line, in: conversation.language, to: conversation, id: .new(surroundings),
            origin: .seed, by: actor, today: today, at: now, connection)
        }
      }
      return .seeOther("/desk/conversations/\(conversation.id)#statements", notice: .added)
    }
  }

  private func rule(_ call: Call) async throws -> Reply {
    let (conversation, _) = try await call.conversation()
    let id: ID<Statement> = try call.id("statement")
    return try await call.submit(show: { try await conversationPage(call, $0) }) { form in
      let w = form.w
      let shows = form.data.text("standing") == "shown"
      let reason = HidingReason(rawValue: form.data.text("reason"))
      let note = form.optionalText("note", w("A word more, which everybody can read"), most: 300)
      let ruling: ID<StatementRuling> = try form.freshID("ruling")
      if !shows, reason == nil {
        form.fault("reason-\(id.text)", w("Say why it is hidden: everybody can read the reason."))
      }
      try form.check()
      let (today, now, actor) = (call.today, call.now, call.actor)
      try await call.store.write { connection in
        try Statement.find(id, in: conversation, connection).rule(
          shows ? .shown : .hidden, reason: shows ? nil : reason, note: note, in: conversation,
          id: ruling, by: actor, today: today, at: now, connection)
        try Job.ask(ConversationJobs.mapName, for: conversation.id.text, at: now, connection)
      }
      return .seeOther("/desk/conversations/\(conversation.id)#statements", notice: .saved)
    }
  }

  /// Decides on all that is held, as on one.
  private func ruleHeld(_ call: Call) async throws -> Reply {
    let (conversation, _) = try await call.conversation()
    return try await call.submit(show: { try await conversationPage(call, $0) }) { form in
      let shows = form.data.text("standing") == "shown"
      let reason = HidingReason(rawValue: form.data.text("reason"))
      if !shows, reason == nil {
        form.fault(
          "reason-held", form.w("Say why it is hidden: everybody can read the reason."))
      }
      try form.check()
      let (today, now, actor) = (call.today, call.now, call.actor)
      let surroundings = call.surroundings
      try await call.store.write { connection in
        for statement in try Statement.all(of: conversation.id, connection)
        where statement.held != nil && statement.standing == .waiting {
          try statement.rule(
            shows ? .shown : .hidden, reason: shows ? nil : reason, note: "", in: conversation,
            id: .new(surroundings), by: actor, today: today, at: now, connection)
        }
        try Job.ask(ConversationJobs.mapName, for: conversation.id.text, at: now, connection)
      }
      return .seeOther("/desk/conversations/\(conversation.id)#statements", notice: .saved)
    }
  }

  private func invite(_ call: Call) async throws -> Reply {
    let (conversation, _) = try await call.conversation()
    guard conversation.audience == .invited else { throw Failure.notFound }
    return try await call.submit(
      show: { try await invitationsPage(call, $0, dealt: []) }
    ) { form in
      let count = form.optionalWhole("count", form.w("How many"), in: 1...2000)
      try form.check()
      let (today, surroundings, actor) = (call.today, call.surroundings, Actor(call.viewer))
      let codes = try await call.store.write { connection in
        try ConversationInvitation.deal(
          Int(count ?? 1), for: conversation, by: actor, today: today, surroundings, connection)
      }
      let address = call.library.address + conversation.path + "/invitations/"
      return try await invitationsPage(
        call, Draft(["count": "20"]), dealt: codes.map { address + $0 })
    }
  }
}

extension Call {
  /// The conversation in the path with its engagement, as far as the one who looks may know of it.
  func conversation() async throws -> (Conversation, Engagement) {
    let id: ID<Conversation> = try id("conversation")
    let viewer = try member()
    return try await store.read { try Conversation.find(id, for: viewer, $0) }
  }

  /// Whether the one who looks prepares conversations.
  var prepares: Bool { isOfLibrary || [.steward, .partner].contains(viewer?.role) }
}

/// What is hidden, as a library may begin with it.
public func ordinaryPolicy(_ w: Words) -> String {
  w(
    "We hide statements that name or describe a person, hurt or threaten, repeat another, say several things at once, can’t be understood, are about something else, or advertise. We don’t hide what is uncomfortable for us. Each decision stands below with its reason."
  )
}

extension Draft {
  /// What a stored conversation's form begins with.
  init(_ conversation: Conversation) {
    var values = [
      "question": conversation.question, "background": conversation.background,
      "language": conversation.language.tag, "audience": conversation.audience.rawValue,
      "longest": String(conversation.longest), "moderation": conversation.moderation.rawValue,
      "policy": conversation.policy, "minutes": String(conversation.minutes),
      "closes": conversation.closes?.description ?? "", "version": String(conversation.version),
    ]
    if conversation.takesStatements { values["statements"] = "yes" }
    if conversation.countsStaff { values["staff"] = "yes" }
    self.init(values)
  }
}
