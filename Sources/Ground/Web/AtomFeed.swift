import Foundation
import Markup
import Surroundings
import Words

/// A feed that people follow with a reader of their own, after RFC 4287.
public struct AtomFeed: Sendable {
  public struct Entry: Sendable {
    /// The address that stays its own for good, with a fragment where several share a page.
    public var link: String
    public var title: String
    public var text: String
    /// What the text is written in; `nil` where nobody knows.
    public var language: Language?
    /// When it last changed.
    public var day: Day
    public var published: Day?
    public var summary: String?
    public var category: (term: String, label: String)?

    public init(
      link: String, title: String, text: String, language: Language?, day: Day,
      published: Day? = nil, summary: String? = nil,
      category: (term: String, label: String)? = nil
    ) {
      self.link = link
      self.title = title
      self.text = text
      self.language = language
      self.day = day
      self.published = published
      self.summary = summary
      self.category = category
    }
  }

  public var title: String
  /// Where the feed is, and the page that it follows; whole addresses.
  public var address: String
  public var page: String
  public var author: String
  public var language: Language
  /// What it begins with when nothing has happened yet.
  public var since: Day
  /// The newest first.
  public var entries: [Entry]

  public init(
    title: String, address: String, page: String, author: String, language: Language, since: Day,
    entries: [Entry]
  ) {
    self.title = title
    self.address = address
    self.page = page
    self.author = author
    self.language = language
    self.since = since
    self.entries = entries
  }

  /// The document. Days stand for their beginning in UTC: no time of day is known of them.
  public var document: String {
    let items = entries.map(element)
    let updated = entries.map(\.day).max() ?? since
    let feed: HTML = """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(language.tag)"><id>\(address)</id>\
      <title>\(clean(title))</title><updated>\(updated.description)T00:00:00Z</updated>\
      <link rel="self" type="application/atom+xml" href="\(address)"/>\
      <link rel="alternate" type="text/html" href="\(page)"/>\
      <author><name>\(clean(author))</name></author>
      \(items)</feed>
      """
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + feed.markup + "\n"
  }

  private func element(_ entry: Entry) -> HTML {
    let published: HTML =
      entry.published.map { "<published>\($0.description)T00:00:00Z</published>" } ?? .empty
    let summary: HTML = entry.summary.map { "<summary>\(clean($0))</summary>" } ?? .empty
    let category: HTML =
      entry.category.map { "<category term=\"\($0.term)\" label=\"\(clean($0.label))\"/>" }
      ?? .empty
    let tongue: HTML = entry.language.map { " xml:lang=\"\($0.tag)\"" } ?? .empty
    return """
      <entry><id>\(entry.link)</id><title>\(clean(entry.title))</title>\(published)\
      <updated>\(entry.day.description)T00:00:00Z</updated>\
      <link rel="alternate" type="text/html" href="\(entry.link)"/>\(category)\(summary)\
      <content type="text"\(tongue)>\(clean(entry.text))</content></entry>

      """
  }

  /// Characters that XML 1.0 has no way to write are left out.
  private func clean(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { $0.value >= 0x20 || [0x9, 0xA, 0xD].contains($0.value) }
          .filter { $0.value != 0xFFFE && $0.value != 0xFFFF }))
  }
}

extension Reply {
  public static func atom(_ feed: AtomFeed) -> Reply {
    Reply(
      status: 200, headers: [("content-type", "application/atom+xml; charset=utf-8")],
      body: Array(feed.document.utf8))
  }
}
