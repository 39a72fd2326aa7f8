import Ledger
import Store
import Surroundings
import Translations
import Web
import Words

/// One thing believed about a community, with who says so and since when.
public struct Fact: Sendable, Equatable {
  public let id: ID<Fact>
  public let community: ID<Community>
  public let topic: Topic
  public let text: String
  public let language: Language
  public let standing: Standing
  /// Who says so, in words; empty for an assumption.
  public let source: String
  /// Where the source can be read, empty when nowhere.
  public let link: String
  /// The day from which it is known.
  public let since: Day
  /// The day somebody last looked at it and let it stand.
  public let checked: Day
  public let isPublic: Bool
  public let place: Place?
  /// Whether somebody of the community told it and the library has not looked at it yet.
  public let isTold: Bool
  public let version: Int

  /// Where on the map, in degrees (WGS 84).
  public struct Place: Sendable, Equatable {
    public let latitude: Double
    public let longitude: Double

    public init(latitude: Double, longitude: Double) {
      self.latitude = latitude
      self.longitude = longitude
    }
  }

  init(_ row: Row) throws {
    id = try row.id("id")
    community = try row.id("community")
    topic = try row.enumeration("topic")
    text = try row.string("text")
    language = Language(stored: try row.string("language"))
    standing = try row.enumeration("standing")
    source = try row.string("source")
    link = try row.string("link")
    since = try row.day("since")
    checked = try row.day("checked")
    isPublic = try row.bool("public")
    if let latitude = try row.optionalDouble("latitude"),
      let longitude = try row.optionalDouble("longitude")
    {
      place = Place(latitude: latitude, longitude: longitude)
    } else {
      place = nil
    }
    isTold = try row.bool("told")
    version = try row.int("version")
  }

  public var subject: Subject {
    Subject(kind: "fact", id: id.text, community: community.text)
  }

  /// Whether it should be looked at again.
  public func isStale(on today: Day) -> Bool { today - checked > topic.staleAfter }

  /// The facts of a community by topic, newest first; ended ones left out.
  public static func all(
    of community: ID<Community>, _ connection: any Connection
  ) throws -> [Fact] {
    try connection.rows(
      """
      SELECT * FROM fact WHERE community = \(community) AND ended = 0
      ORDER BY topic, since DESC, id
      """
    ).map(Fact.init)
  }

  /// The fact of that id in a community that the viewer may enter, or *not found*.
  public static func find(
    _ id: ID<Fact>, for viewer: Viewer, _ connection: any Connection
  ) throws -> Fact {
    guard let row = try connection.first("SELECT * FROM fact WHERE id = \(id) AND ended = 0")
    else { throw Failure.notFound }
    let fact = try Fact(row)
    guard viewer.mayEnter(fact.community.text), viewer.sees(fact) else { throw Failure.notFound }
    return fact
  }

  /// The text for a reader, with what is to be said of the translation.
  public func rendering(for w: Words, _ connection: any Connection) throws -> Rendering {
    let translations = try Translation.of("fact", id.text, sources: ["text": text], connection)
    return .best(of: "text", source: text, in: language, for: w.language, translations)
  }

  /// The facts of a community as a reader gets them, in the order of ``all(of:_:)``.
  static func renderings(
    of community: ID<Community>, for w: Words, _ connection: any Connection
  ) throws -> [(fact: Fact, text: Rendering)] {
    try connection.rows(
      """
      SELECT fact.*, translation.text AS translated, translation.state, translation.source_hash
      FROM fact LEFT JOIN translation ON translation.subject_kind = 'fact'
        AND translation.subject = fact.id AND translation.field = 'text'
        AND translation.language = \(w.language.tag)
      WHERE community = \(community) AND ended = 0
      ORDER BY topic, since DESC, id
      """
    ).map { row in
      let fact = try Fact(row)
      let translation = try Translation(
        "text", of: fact.text, into: w.language, text: "translated", row)
      return (
        fact,
        .best(
          of: "text", source: fact.text, in: fact.language, for: w.language,
          translation.map { [$0] } ?? [])
      )
    }
  }
}

extension Viewer {
  /// Partners and reviewers see what is public; the library and the community's stewards see all.
  func sees(_ fact: Fact) -> Bool {
    fact.isPublic || Role.library.contains(role) || role == .steward
  }
}

/// What a form, a voice or an import says a fact is to be.
public struct FactDraft: Sendable {
  public var topic: Topic
  public var text: String
  public var language: Language
  public var standing: Standing
  public var source: String
  public var link: String
  public var since: Day
  public var isPublic: Bool
  public var place: Fact.Place?
  /// The data source that it was read from, by id.
  public var dataSource: String?
  /// Whether the library has yet to read it.
  public var isTold = false

  public init(
    topic: Topic, text: String, language: Language, standing: Standing, source: String = "",
    link: String = "", since: Day, isPublic: Bool = false, place: Fact.Place? = nil,
    dataSource: String? = nil
  ) {
    self.topic = topic
    self.text = text
    self.language = language
    self.standing = standing
    self.source = source
    self.link = link
    self.since = since
    self.isPublic = isPublic
    self.place = place
    self.dataSource = dataSource
  }
}

extension Fact {
  /// Adds a fact. Called twice with the same id it adds one.
  @discardableResult
  public static func add(
    _ draft: FactDraft, id: ID<Fact>, to community: ID<Community>, by actor: String,
    today: Day, at now: Instant, _ connection: any Connection
  ) throws -> Fact {
    if let present = try connection.first("SELECT * FROM fact WHERE id = \(id)") {
      return try Fact(present)
    }
    try connection.run(
      """
      INSERT INTO fact (id, community, topic, text, language, standing, source, link, since,
        checked, public, latitude, longitude, data_source, told, ended, version)
      VALUES (\(id), \(community), \(draft.topic), \(draft.text), \(draft.language.tag),
        \(draft.standing), \(draft.source), \(draft.link), \(draft.since), \(draft.since),
        \(draft.isPublic), \(draft.place?.latitude), \(draft.place?.longitude),
        \(draft.dataSource), \(draft.isTold), 0, 1)
      """)
    guard let row = try connection.first("SELECT * FROM fact WHERE id = \(id)") else {
      throw Failure.notFound
    }
    let fact = try Fact(row)
    try connection.record(
      "fact.added", on: fact.subject, by: actor, at: now,
      ["standing": draft.standing.rawValue, "topic": draft.topic.rawValue])
    return fact
  }

  /// Changes the fact.
  ///
  /// - Returns: False when somebody else changed it since `version`.
  public func change(
    to draft: FactDraft, since version: Int, by actor: String, today: Day, at now: Instant,
    _ connection: any Connection
  ) throws -> Bool {
    let changed = try connection.run(
      """
      UPDATE fact SET topic = \(draft.topic), text = \(draft.text),
        language = \(draft.language.tag), standing = \(draft.standing), source = \(draft.source),
        link = \(draft.link), since = \(draft.since), checked = \(today),
        public = \(draft.isPublic), latitude = \(draft.place?.latitude),
        longitude = \(draft.place?.longitude), told = 0, version = version + 1
      WHERE id = \(id) AND version = \(version) AND ended = 0
      """)
    guard changed == 1 else { return false }
    // What was said of another wording, or before a dispute was settled, says nothing of this one.
    if draft.text != text || draft.standing != standing {
      try connection.run("UPDATE fact_word SET counts = 0 WHERE fact = \(id)")
    }
    var details = ["from": standing.rawValue, "standing": draft.standing.rawValue]
    if draft.isPublic != isPublic { details["public"] = draft.isPublic ? "yes" : "no" }
    try connection.record("fact.changed", on: subject, by: actor, at: now, details)
    return true
  }

  /// Says that the fact still holds today.
  public func check(
    by actor: String, today: Day, at now: Instant, _ connection: any Connection
  ) throws {
    try connection.run("UPDATE fact SET checked = \(today), told = 0 WHERE id = \(id)")
    try connection.record("fact.checked", on: subject, by: actor, at: now)
  }

  /// Takes the fact out of the profile. What rested on it keeps its mark, and says so.
  public func end(by actor: String, at now: Instant, _ connection: any Connection) throws {
    let ended = try connection.run("UPDATE fact SET ended = 1 WHERE id = \(id) AND ended = 0")
    guard ended == 1 else { return }
    try connection.record("fact.ended", on: subject, by: actor, at: now)
  }
}
