import Store
import Surroundings
import Testing
import Town
import Web

@testable import Conversations

@Suite(.serialized) struct ConversationTranslationTests {
  private func fields(
    _ square: Square, _ field: String, _ text: String, state: String = "translated"
  ) -> [String: String] {
    [
      "kind": "conversation", "subject": square.conversation.id.text, "field": field, "to": "es",
      "text": text, "state": state,
    ]
  }

  @Test(arguments: TestEngine.present)
  func `The question is read in another language, marked until it is approved`(
    engine: TestEngine
  ) async throws {
    let square = try await Square(engine)
    let daniel = try await square.town.reader(.staff)
    let path = "\(square.desk)/translations"
    let page = await daniel.get(path)
    #expect(page.plainText.contains("Approved by the community"))
    let reply = try await daniel.submit(
      path, onPage: path, fields(square, "question", "¿Qué haría falta aquí?"))
    #expect(reply.status == 303 && reply.header("location") == "\(path)?notice=saved")
    let rosa = try await square.town.reader(nil, language: "es")
    let talk = await rosa.get(square.path)
    #expect(talk.text.contains("<h1 lang=\"es\" dir=\"auto\">¿Qué haría falta aquí?</h1>"))
    let moment = try await square.town.store.read { connection in
      try connection.count("SELECT COUNT(*) FROM moment WHERE kind = 'translation.saved'")
    }
    #expect(moment >= 1)
    // A draft is not shown; an empty text takes the translation away.
    for (text, state) in [("Borrador", "draft"), ("", "translated")] {
      _ = try await daniel.submit(
        path, onPage: path, fields(square, "question", text, state: state))
      let shown = await rosa.get(square.path)
      #expect(shown.text.contains("<h1 lang=\"en\""))
    }
    #expect(await daniel.get(path).plainText.contains("Missing"))
    try await square.end()
  }

  @Test func `A draft's question that changes makes its translations old, and the page says so`()
    async throws
  {
    let square = try await Square()
    let draft = try await square.another()
    let daniel = try await square.town.reader(.staff)
    let path = "\(draft.deskPath)/translations"
    let saved = try await daniel.submit(
      path, onPage: path,
      [
        "kind": "conversation", "subject": draft.id.text, "field": "question", "to": "ar",
        "text": "أين نضع المقعد؟", "state": "approved",
      ])
    #expect(saved.status == 303)
    let page = await daniel.get(path).plainText
    #expect(!page.contains("The text has changed since"))
    let changed = try await daniel.submit(
      draft.deskPath, onPage: "\(draft.deskPath)/edit",
      [
        "question": "Where should two benches stand?", "language": "en", "audience": "anyone",
        "longest": "140", "moderation": "before", "policy": "Be kind.", "minutes": "8",
        "closes": "",
      ])
    #expect(changed.status == 303)
    #expect(await daniel.get(path).plainText.contains("The text has changed since"))
    try await square.end()
  }

  @Test func `A statement is translated by itself, and what is too long is given back`()
    async throws
  {
    let square = try await Square()
    let statement = try #require(try await square.statements().first { $0.standing == .shown })
    let daniel = try await square.town.reader(.staff)
    #expect(await daniel.get(square.desk).plainText.contains("Translate no. 0"))
    let path = "\(square.desk)/statements/\(statement.id)/translations"
    let fields = [
      "kind": "statement", "subject": statement.id.text, "field": "text", "to": "es",
      "text": "Que el autobús pase los domingos.", "state": "reviewed",
    ]
    #expect(try await daniel.submit(path, onPage: path, fields).status == 303)
    #expect(await daniel.get(path).plainText.contains("Reviewed by a second linguist"))
    let long = String(repeating: "á", count: 4001)
    let refused = try await daniel.submit(path, onPage: path, fields.merging(["text": long]) { $1 })
    #expect(refused.status == 422 && refused.text.contains(long))
    #expect(refused.wellFormednessFault == nil && refused.repeatedIDs == [])
    // Of another record's text nothing is saved here.
    let foreign = try await daniel.submit(
      path, onPage: path, fields.merging(["subject": square.conversation.id.text]) { $1 })
    #expect(foreign.status == 404)
    let now = square.town.site.surroundings.now()
    try await square.town.store.write { [square] connection in
      try statement.withdraw(from: square.conversation, at: now, connection)
    }
    #expect(await daniel.get(path).status == 404)
    try await square.end()
  }
}
