import Foundation
import Ledger
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// Concerns that everybody can read, with their answers, as an Atom feed (RFC 4287).
enum ConcernFeed {
  static func reply(_ call: Call) async throws -> Reply {
    let feed = try await call.store.read { connection -> Released<HTML> in
      let permit = try Gate.require(
        .visitor, .feed, on: Subject(kind: "library", id: "1"), purpose: .information,
        today: call.today, connection)
      let (concerns, _) = try PublicConcern.list(
        PublicConcern.Filter(), .feed, call, connection)
      return permit.release(document(call, concerns))
    }
    return Reply(
      status: 200, headers: [("content-type", "application/atom+xml; charset=utf-8")],
      body: Array(xml(feed.value.markup).utf8))
  }

  private static func document(_ call: Call, _ concerns: [PublicConcern]) -> HTML {
    let w = call.w
    let address = call.library.address
    let newest = concerns.map(\.changed).max() ?? call.today
    let entries = concerns.map { entry($0, w, address) }
    return """
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(w.language.tag)">
      <id>\(address)/concerns</id>
      <title>\(w("Concerns and answers")) – \(call.library.name)</title>
      <updated>\(moment(newest))</updated>
      <author><name>\(call.library.name)</name></author>
      <link rel="self" type="application/atom+xml" href="\(address)/concerns.atom"/>
      <link rel="alternate" type="text/html" href="\(address)/concerns"/>
      \(entries.joined(separator: "\n"))
      </feed>

      """
  }

  private static func entry(_ item: PublicConcern, _ w: Words, _ address: String) -> HTML {
    let concern = item.concern
    let link = address + concern.path
    let tongue: HTML =
      concern.language == ConcernLanguages.unknown
      ? .empty : " xml:lang=\"\(concern.language.tag)\""
    return """
      <entry>
      <id>\(link)</id>
      <title>\(concern.plainSentence(w))</title>
      <published>\(moment(item.publication.day))</published>
      <updated>\(moment(item.changed))</updated>
      <link rel="alternate" type="text/html" href="\(link)"/>
      <category term="\(concern.category.rawValue)" label="\(concern.category.word(w))"/>
      <summary>\(concern.stateWord(w))</summary>
      <content type="text"\(tongue)>\(content(item, w))</content>
      </entry>
      """
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

  /// The day alone: at what time something was written is nobody's business.
  private static func moment(_ day: Day) -> String { "\(day)T00:00:00Z" }

  /// Without the two characters that XML has no way to hold.
  private static func xml(_ markup: String) -> String {
    String(
      String.UnicodeScalarView(
        markup.unicodeScalars.filter { $0.value != 0xFFFE && $0.value != 0xFFFF }))
  }
}
