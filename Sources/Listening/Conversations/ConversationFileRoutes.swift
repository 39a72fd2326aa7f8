import Components
import Delimited
import Engagements
import FileFaults
import Jobs
import Ledger
import Markup
import OpinionMap
import Power
import Store
import Surroundings
import Translations
import Web
import Words

/// Conversations from and to files: whole, as other tools have them, and statements' translations.
struct ConversationFileRoutes {
  private static let limit = 64 * 1024 * 1024

  var routes: [Route] {
    [
      .get("/desk/conversations/{conversation}/files", .library) { call in
        try await filesPage(call, Draft())
      },
      .post("/desk/conversations/{conversation}/files", .library, limit: Self.limit) { call in
        try await take(call)
      },
      .get("/desk/conversations/{conversation}/files/{table}", .library) { call in
        try await give(call)
      },
    ]
  }

  private func give(_ call: Call) async throws -> Reply {
    let (conversation, _) = try await call.conversation()
    let name = try call.parameter("table")
    let (surroundings, address) = (call.surroundings, call.library.address)
    let file = PolisFile(name: name)
    guard file != nil || name == translationsName else { throw Failure.notFound }
    let (actor, today) = (Actor(call.viewer), call.today)
    do {
      try await call.store.write { connection in
        try conversation.permitExport(to: actor, today: today, surroundings, connection)
      }
    } catch let refusal as Refusal {
      throw Failure.forbidden(refusal.sentence(call.w))
    }
    let content = try await call.store.read { connection in
      if let file {
        return try PolisExportContent.read(conversation, address: address, connection).file(file)
      }
      return try StatementTranslations.file(of: conversation, connection)
    }
    return .download(Array(content.utf8), name: name, type: "text/csv; charset=utf-8")
  }

  private func take(_ call: Call) async throws -> Reply {
    let (conversation, _) = try await call.conversation()
    return try await call.submit(show: { try await filesPage(call, $0) }) { form in
      let given = form.data.files["files"] ?? []
      if given.isEmpty { form.fault("files", form.w("Choose the files.")) }
      try form.check()
      let files = Dictionary(
        given.map { ($0.name.lowercased(), $0.bytes) }, uniquingKeysWith: { $1 })
      if let bytes = files[translationsName] {
        return try await translate(call, conversation, bytes, &form)
      }
      return try await bringIn(call, conversation, files, &form)
    }
  }

  private func translate(
    _ call: Call, _ conversation: Conversation, _ bytes: [UInt8], _ form: inout Form
  ) async throws -> Reply {
    let (now, actor) = (call.now, call.actor)
    do {
      let lines = try StatementTranslations.read(bytes)
      try await call.store.write { connection in
        try StatementTranslations.keep(lines, of: conversation, by: actor, at: now, connection)
      }
    } catch let fault as ImportFault {
      form.fault("files", sentence(translationsName, fault, form.w))
      try form.check()
    }
    return .seeOther("/desk/conversations/\(conversation.id)#statements", notice: .saved)
  }

  private func bringIn(
    _ call: Call, _ conversation: Conversation, _ files: [String: [UInt8]], _ form: inout Form
  ) async throws -> Reply {
    let (today, now, actor) = (call.today, call.now, call.actor)
    let surroundings = call.surroundings
    do {
      let export = try PolisExport(files)
      let isTaken = try await call.store.write { connection in
        try ConversationImport.keep(
          export, in: conversation, by: actor, today: today, at: now, surroundings, connection)
      }
      if !isTaken {
        form.fault(
          "files",
          form.w(
            "This conversation has statements or was opened already. Prepare a new one for what you bring in."
          ))
      }
    } catch let fault as PolisExport.Fault {
      form.fault("files", sentence(fault.file, fault.fault, form.w))
    }
    try form.check()
    return .seeOther("/desk/conversations/\(conversation.id)", notice: .added)
  }

  /// Where in which file, and what the reader of files says is wrong.
  private func sentence(_ file: String, _ fault: ImportFault, _ w: Words) -> String {
    let said = FileSentences.conversations.sentence(of: fault, w)
    return w("{file}: {fault} Nothing was taken over.", ["file": file, "fault": said])
  }
}

private func filesPage(_ call: Call, _ draft: Draft) async throws -> Reply {
  let (conversation, engagement) = try await call.conversation()
  let w = call.w
  return call.page(
    w("Files of the conversation"),
    breadcrumbs: engagementTrail(w, engagement) + [
      (conversation.question, SafeURL(local: conversation.deskPath) ?? "/")
    ],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Files of the conversation"), lead: w("Nothing is guessed: a row that can’t be read refuses its file, and nothing is taken over.")))
    \(call.postForm("/desk/conversations/\(conversation.id)/files", multipart: true, """
      \(fileField(w, label: w("Files"), name: "files", accept: ".csv", hint: w("comments.csv with votes.csv or participants-votes.csv, as other tools export them; or translations.csv."), error: draft.error("files"), multiple: true))
      \(submitButton(w("Take them over")))
      """))
    \(section(w("Translations of the statements"), id: "translations", """
      <p>\(w("Take this file, fill in the column of texts, and give it back. A row for each statement and language."))</p>
      <p><a href="\(SafeURL(local: conversation.deskPath + "/files/translations.csv") ?? "/")"><code>translations.csv</code></a></p>
      """))
    """)
}
