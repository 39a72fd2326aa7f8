import Crypto
import Foundation
import Store
import Surroundings
import Words

/// A text of the library's own in another language. The source stands with its record; this is what
/// became of it in one language.
public struct Translation: Sendable, Equatable {
  /// How far it has come. *Stale* is not stored: it follows from the source having changed.
  public enum State: String, Sendable, CaseIterable {
    case draft, translated, reviewed, approved
  }

  public let field: String
  public let language: Language
  public let text: String
  public let state: State
  /// Whether the source has changed since this was written.
  public let isStale: Bool

  /// The translations of a record's fields, into all languages or one.
  ///
  /// - Parameter sources: The source text of each field.
  public static func of(
    _ kind: String, _ subject: String, sources: [String: String], into language: Language? = nil,
    _ connection: any Connection
  ) throws -> [Translation] {
    let one: SQL = if let language { "AND language = \(language.tag)" } else { "" }
    return try connection.rows(
      """
      SELECT * FROM translation WHERE subject_kind = \(kind) AND subject = \(subject) \(one)
      ORDER BY field, language
      """
    ).compactMap { row in
      let field = try row.string("field")
      guard let source = sources[field] else { return nil }
      return try Translation(
        field, of: source, into: Language(stored: try row.string("language")), text: "text", row)
    }
  }

  /// What a row of the table says, or `nil` where a record that was joined with it has none.
  ///
  /// - Parameter text: The column that the text is found under.
  public init?(
    _ field: String, of source: String, into language: Language, text column: String, _ row: Row
  ) throws {
    guard let text = try row.optionalString(column) else { return nil }
    self.init(
      field: field, language: language, text: text, state: try row.enumeration("state"),
      isStale: try row.string("source_hash") != Translation.hash(source))
  }

  init(field: String, language: Language, text: String, state: State, isStale: Bool) {
    self.field = field
    self.language = language
    self.text = text
    self.state = state
    self.isStale = isStale
  }

  /// Keeps a translation; an empty text removes it.
  public static func save(
    _ text: String, state: State, of field: String, source: String, kind: String, subject: String,
    language: Language, at now: Instant, _ connection: any Connection
  ) throws {
    if text.isEmpty {
      try connection.run(
        """
        DELETE FROM translation WHERE subject_kind = \(kind) AND subject = \(subject)
          AND field = \(field) AND language = \(language.tag)
        """)
      return
    }
    try connection.run(
      """
      INSERT INTO translation (subject_kind, subject, field, language, text, state, source_hash, at)
      VALUES (\(kind), \(subject), \(field), \(language.tag), \(text), \(state), \(hash(source)),
        \(now))
      ON CONFLICT (subject_kind, subject, field, language) DO UPDATE SET text = excluded.text,
        state = excluded.state, source_hash = excluded.source_hash, at = excluded.at
      """)
  }

  static func hash(_ source: String) -> String {
    hexadecimal(SHA256.hash(data: Data(source.utf8)).prefix(16))
  }

  public static let migrations = [
    Migration(
      id: "2026-11-23-translations-1",
      statements: [
        """
        CREATE TABLE translation (
          subject_kind TEXT NOT NULL,
          subject TEXT NOT NULL,
          field TEXT NOT NULL,
          language TEXT NOT NULL,
          text TEXT NOT NULL CHECK (text <> ''),
          state TEXT NOT NULL CHECK (state IN ('draft', 'translated', 'reviewed', 'approved')),
          source_hash TEXT NOT NULL,
          at INTEGER NOT NULL,
          PRIMARY KEY (subject_kind, subject, field, language)
        ) STRICT
        """
      ])
  ]
}

/// A text as one reader gets it.
public struct Rendering: Sendable, Equatable {
  public let text: String
  /// The language that it is in, for the `lang` attribute.
  public let language: Language
  /// What is to be said of it: nothing of a source or an approved translation.
  public let remark: Remark?

  public enum Remark: Sendable, Equatable {
    /// There is no translation; this is the source.
    case untranslated
    /// A translation that nobody has approved yet.
    case unapproved
    /// The source has changed since.
    case stale
  }

  /// A text as it was written.
  public static func source(_ text: String, in language: Language) -> Rendering {
    Rendering(text: text, language: language, remark: nil)
  }

  /// The best text for a reader of `language`. Drafts are not shown.
  public static func best(
    of field: String, source: String, in sourceLanguage: Language, for language: Language,
    _ translations: [Translation]
  ) -> Rendering {
    if language == sourceLanguage {
      return Rendering(text: source, language: sourceLanguage, remark: nil)
    }
    let fitting = translations.first {
      $0.field == field && $0.language == language && $0.state != .draft
    }
    guard let fitting else {
      return Rendering(text: source, language: sourceLanguage, remark: .untranslated)
    }
    let remark: Remark? =
      fitting.isStale ? .stale : fitting.state == .approved ? nil : .unapproved
    return Rendering(text: fitting.text, language: language, remark: remark)
  }
}
