import App
import ArgumentParser
import Conversations
import Engagements
import Foundation
import Hometown
import OpinionMap
import Store
import Surroundings
import Web
import Words

extension Bench {
  /// Makes a folder with a large conversation in it, to measure on.
  struct Fill: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The invented town with one large conversation, in a new folder.")

    @Option(help: "The folder to make.") var folder: String
    @Option(help: "How many people.") var people = 100_000
    @Option(help: "How many statements.") var statements = 1_000
    @Option(help: "The share of all pairs that are answered, about.") var fill = 0.05

    func run() async throws {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let store = try Store.sqlite(path: folder + "/kith.sqlite")
      let surroundings = Surroundings.real
      try await store.migrate(Program.migrations, at: surroundings.now())
      _ = try await Hometown.settle(store, surroundings)
      let invented = SyntheticVotes(participants: people, statements: statements, fill: fill)
      let conversation = try await prepare(store, surroundings)
      let numbers = try await say(in: conversation, store, surroundings)
      try await answer(invented, conversation, numbers, store, surroundings)
      try await store.close()
      kith.say("{\"slug\": \"\(conversation.slug)\", \"votes\": \(invented.votes.count)}")
    }

    private func prepare(_ store: Store, _ surroundings: Surroundings) async throws -> Conversation
    {
      try await store.write { connection in
        guard
          let engagement = try Engagement.named("Saturday table by the laundry", connection).first
        else { throw ValidationError("The invented town has no engagement.") }
        let conversation = try Conversation.add(
          ConversationDraft(
            question: "What shall be measured?", language: .english, takesStatements: false,
            policy: "Nothing is hidden."),
          id: .new(surroundings), to: engagement, by: "program", at: surroundings.now(), connection)
        try conversation.open(
          in: engagement, by: .program, today: surroundings.today(in: .gmt), surroundings,
          connection)
        return conversation
      }
    }

    private func say(
      in conversation: Conversation, _ store: Store, _ surroundings: Surroundings
    ) async throws -> [ID<Statement>] {
      let count = statements
      return try await store.write { connection in
        try (0..<count).map { number in
          try Statement.add(
            "Statement \(number) of many, as long as people write them on the whole.",
            in: .english, to: conversation, id: .new(surroundings), origin: .seed, by: "program",
            today: surroundings.today(in: .gmt), at: surroundings.now(), connection
          ).id
        }
      }
    }

    /// In the order of ids, as they stand on the disk, and by thousands of people.
    private func answer(
      _ invented: SyntheticVotes, _ conversation: Conversation, _ statements: [ID<Statement>],
      _ store: Store, _ surroundings: Surroundings
    ) async throws {
      let people = (0..<invented.participants).map { _ in ID<Participant>.new(surroundings) }
        .sorted { $0.text < $1.text }
      let day = surroundings.today(in: .gmt)
      var next = 0
      for start in stride(from: 0, to: people.count, by: 1_000) {
        let end = min(start + 1_000, people.count)
        let first = next
        while next < invented.votes.count, invented.votes[next].participant < end { next += 1 }
        let votes = invented.votes[first..<next]
        try await store.write { connection in
          for person in people[start..<end] {
            try connection.run(
              """
              INSERT INTO participant (id, conversation, receipt, staff)
              VALUES (\(person), \(conversation.id), \(person.text), 0)
              """)
          }
          for vote in votes {
            try connection.run(
              """
              INSERT INTO vote (participant, statement, value, day)
              VALUES (\(people[Int(vote.participant)]), \(statements[Int(vote.statement)]),
                \(Int(vote.value)), \(day))
              """)
          }
        }
      }
    }
  }

  /// Draws a conversation's map from its database, as the job does that runs by itself.
  struct Drawing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The map of a conversation from its database, as JSON.")

    @OptionGroup var place: PlaceOptions
    @Option(help: "The last part of its public address.") var conversation: String

    func run() async throws {
      let store = try place.openExisting()
      let found = try await store.read { [conversation] in
        try Conversation.named(conversation, $0)
      }
      guard let found else { throw ValidationError("There is no conversation \(conversation).") }
      let began = ContinuousClock.now
      try await ConversationJobs.drawMap(of: found.id, store, .real)
      let seconds = began.duration(to: .now) / .seconds(1)
      try await store.close()
      kith.say("{\"seconds\": \(seconds), \"memory\": \(Map.peakMegabytes())}")
    }
  }
}
