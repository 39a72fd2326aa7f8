import App
import ArgumentParser
import Conversations
import Engagements
import Foundation
import OpinionMap
import Operations
import Power
import Store
import Surroundings
import Web
import Words

/// `kith import conversation FOLDER --engagement NAME`
struct ConversationImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conversation",
    abstract: "A conversation that was held elsewhere, from its files.",
    discussion: """
      FOLDER holds votes.csv or participants-votes.csv, best with comments.csv and summary.csv, as \
      Polis and Kith export them. What moderation took out stays hidden. The conversation is prepared \
      and its map drawn; nobody sees it before somebody opens it at the desk. If a file is refused, \
      nothing is imported and the exit status is 1.
      """)

  @OptionGroup var place: PlaceOptions

  @Argument(help: "The folder of the files.", completion: .directory)
  var source: String

  @Option(help: "The engagement that it belongs to: its id, or its title.")
  var engagement: String

  @Option(help: "The question, where no summary.csv tells it or another is better.")
  var question: String?

  @Option(help: "The language of the question, such as es; otherwise the library’s.")
  var language: String?

  @Flag(help: "Tell what would be imported, and import nothing.")
  var dryRun = false

  @Flag(help: "Tell it as JSON.")
  var json = false

  func run() async throws {
    let files = try read()
    let store = try place.openExisting()
    let surroundings = Surroundings.real
    if !dryRun { try await store.migrate(Program.migrations, at: surroundings.now()) }
    let (home, library) = try await context(store)
    let draft = try draft(files, library)
    var report = Report(
      question: draft.question, language: draft.language.tag, engagement: home.title,
      statements: files.statements, hidden: files.hidden, people: files.people,
      votes: files.votes)
    if !dryRun {
      let today = surroundings.today(in: library.zone)
      let made = try await store.write { connection in
        try files.bringIn(
          as: draft, to: home, by: Actor.program.name, today: today, surroundings, connection)
      }
      try await ConversationJobs.drawMap(of: made.id, store, surroundings)
      report.conversation = made.id.text
      report.slug = made.slug
    }
    try await store.close()
    say(json ? try jsonText(report) : report.text(library))
  }

  private func read() throws -> ConversationFiles {
    do {
      return try ConversationFiles(
        try FilesOfFolder.read(source, ConversationFiles.names))
    } catch let fault as PolisExport.Fault {
      complain("\(source)/\(fault.file): \(fault.fault)\nNothing was imported.")
      throw ExitCode(1)
    }
  }

  private func context(_ store: Store) async throws -> (Engagement, Library) {
    let (found, library) = try await store.read { [engagement] connection in
      (try Engagement.named(engagement, connection), try Library.find(connection))
    }
    guard let library, let home = found.first else {
      throw ValidationError("There is no engagement \(engagement). Say its id, or its title.")
    }
    guard found.count == 1 else {
      let ids = found.map(\.id.text).joined(separator: ", ")
      throw ValidationError("Several engagements are called \(engagement). Say the id: \(ids).")
    }
    return (home, library)
  }

  private func draft(_ files: ConversationFiles, _ library: Library) throws -> ConversationDraft {
    let question = (question ?? files.question).trimmingCharacters(in: .whitespacesAndNewlines)
    guard !question.isEmpty else {
      throw ValidationError("No summary.csv tells the question. Say it with --question.")
    }
    guard question.count <= 200 else {
      throw ValidationError(
        "The question has \(question.count) characters. Say one of at most 200 with --question.")
    }
    let spoken = language.map { tag in Language.spoken.first { $0.tag == tag } } ?? library.language
    guard let spoken else {
      let tags = Language.spoken.map(\.tag).joined(separator: ", ")
      throw ValidationError("--language must be one of \(tags).")
    }
    return ConversationDraft(
      question: question, background: String(files.background.prefix(4000)), language: spoken,
      policy: ordinaryPolicy(Words(spoken)))
  }

  private struct Report: Encodable {
    let question: String
    let language: String
    let engagement: String
    let statements: Int
    let hidden: Int
    let people: Int
    let votes: Int
    var conversation: String?
    var slug: String?

    func text(_ library: Library) -> String {
      let counts = """
        “\(question)”
        \(statements) statements (\(hidden) hidden), \(people) people, \(votes) answers
        """
      guard let conversation else {
        return "\(counts)\nWould be imported into “\(engagement)”.\nNothing was imported."
      }
      return """
        \(counts)
        Imported into “\(engagement)”. See it at \(library.address)/desk/conversations/\(conversation)
        """
    }
  }
}

/// `kith export conversation NAME --to FOLDER`
struct ConversationExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conversation",
    abstract: "One conversation, as the files that other tools for such conversations read.",
    discussion: """
      Writes \(ConversationFiles.names.joined(separator: ", ")) and stats-history.csv. People are \
      numbers, and days stand where other tools have times. The gate is asked first, and the ledger \
      says that it was taken out.
      """)

  @OptionGroup var place: PlaceOptions

  @Argument(help: "The last part of its public address, or its id.")
  var conversation: String

  @Option(name: .customLong("to"), help: "The folder to make.", completion: .directory)
  var target: String

  @Flag(help: "Tell it as JSON.")
  var json = false

  func run() async throws {
    guard (try? FileManager.default.contentsOfDirectory(atPath: target))?.isEmpty ?? true,
      !isFile
    else {
      throw OperationFault("\(target) is there already. Name a folder that is to be made.")
    }
    let store = try place.openExisting()
    let surroundings = Surroundings.real
    let (found, library) = try await store.read { [conversation] connection in
      (try Conversation.named(conversation, connection), try Library.find(connection))
    }
    guard let found, let library else {
      throw ValidationError(
        "There is no conversation \(conversation). Say the last part of its public address, or its id."
      )
    }
    let files: [(name: String, content: String)]
    do {
      files = try await found.takeOut(
        by: .program, today: surroundings.today(in: library.zone), address: library.address,
        from: store, surroundings)
    } catch let refusal as Refusal {
      throw OperationFault(refusal.sentence(Words(.english)))
    }
    try await store.close()
    try write(files)
    say(
      json
        ? try jsonText(
          Report(
            conversation: found.id.text, slug: found.slug, folder: target,
            files: files.map(\.name)))
        : "Exported “\(found.question)” to \(target): \(files.map(\.name).joined(separator: ", "))."
    )
  }

  private struct Report: Encodable {
    let conversation: String
    let slug: String
    let folder: String
    let files: [String]
  }

  private var isFile: Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: target, isDirectory: &isFolder)
      && !isFolder.boolValue
  }

  private func write(_ files: [(name: String, content: String)]) throws {
    try FileManager.default.createDirectory(
      atPath: target, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    for file in files {
      try Data(file.content.utf8).write(
        to: URL(fileURLWithPath: target).appendingPathComponent(file.name), options: .atomic)
    }
  }
}

private func jsonText(_ report: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(report), as: UTF8.self)
}

/// Files that are read from a folder by their names.
enum FilesOfFolder {
  /// The bytes of those that are there.
  ///
  /// - Throws: `ExitCode(1)` when there is no such folder, or one can't be read; after telling so.
  static func read(_ folder: String, _ names: [String]) throws -> [String: [UInt8]] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
      isFolder.boolValue
    else {
      complain("\(folder): there is no such folder.")
      throw ExitCode(1)
    }
    var files: [String: [UInt8]] = [:]
    for name in names {
      let file = URL(fileURLWithPath: folder).appendingPathComponent(name)
      guard FileManager.default.fileExists(atPath: file.path) else { continue }
      do {
        files[name] = [UInt8](try Data(contentsOf: file))
      } catch {
        complain("\(file.path): can’t be read.")
        throw ExitCode(1)
      }
    }
    return files
  }
}
