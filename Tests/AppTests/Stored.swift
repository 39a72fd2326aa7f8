import Concerns
import Engagements
import Foundation
import Store
import Town
import Words

/// Every text that the database holds: what a page may say besides the catalogs' sentences.
struct Stored {
  private let texts: String

  init(_ town: Town) async throws {
    let values = try await town.store.read { connection in
      let tables = try connection.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
      ).map { try $0.string("name") }
      var texts: [String] = []
      for table in tables {
        for row in try connection.rows("SELECT * FROM \(identifier: table)") {
          for name in row.columnNames {
            if case .text(let text) = try row.value(name) { texts.append(text) }
          }
        }
      }
      return texts
    }
    // Names of languages in themselves, and codes that are the same in every language.
    let same =
      (Language.spoken + ConcernLanguages.all).map(\.autonym)
      + StarterShelf.resources.map(\.title) + ["CC0 1.0"]
    texts = (values + same).joined(separator: "\n").replacing("\r\n", with: "\n")
  }

  /// Whether the text, as it stands on a page, is the database's.
  func holds(_ text: String) -> Bool {
    let bare = text.trimmingCharacters(in: CharacterSet(charactersIn: " –:·,.()\u{2068}\u{2069}"))
    return texts.contains(bare)
      || bare.components(separatedBy: ": ").allSatisfy { texts.contains($0) }
      || bare.components(separatedBy: ", ").allSatisfy { texts.contains($0) }
  }
}
