import Ledger
import Power
import Store
import Surroundings
import Web
import Words

/// Concerns that everybody can read, with their answers, as an Atom feed (RFC 4287).
enum ConcernFeed {
  static func reply(_ call: Call) async throws -> Reply {
    let feed = try await call.store.read { connection -> Released<[PublicConcern]> in
      let permit = try Gate.require(
        .visitor, .feed, on: Subject(kind: "library", id: "1"), purpose: .information,
        today: call.today, connection)
      let (concerns, _) = try PublicConcern.list(
        PublicConcern.Filter(), .feed, call, connection)
      return permit.release(concerns)
    }
    let w = call.w
    let address = call.library.address
    return .atom(
      AtomFeed(
        title: "\(w("Concerns and answers")) – \(call.library.name)",
        address: "\(address)/concerns.atom", page: "\(address)/concerns",
        author: call.library.name, language: w.language, since: call.today,
        entries: feed.value.map { entry($0, w, address) }))
  }

  private static func entry(_ item: PublicConcern, _ w: Words, _ address: String) -> AtomFeed.Entry
  {
    let concern = item.concern
    return AtomFeed.Entry(
      link: address + concern.path, title: concern.plainSentence(w), text: content(item, w),
      language: concern.language == ConcernLanguages.unknown ? nil : concern.language,
      day: item.changed, published: item.publication.day, summary: concern.stateWord(w),
      category: (term: concern.category.rawValue, label: concern.category.word(w)))
  }

  /// What was written, then each answer under what it says in short.
  private static func content(_ item: PublicConcern, _ w: Words) -> String {
    let answers = item.turns.compactMap { turn -> String? in
      let word = turn.current
      guard let text = word.publicText, !text.isEmpty else { return nil }
      let reason = word.reason.isEmpty ? "" : "\n" + word.reason
      return "\(w.day(word.day)). \(word.kind.word(w)):\n\(text)\(reason)"
    }
    return ([item.publication.text] + answers).joined(separator: "\n\n")
  }
}
