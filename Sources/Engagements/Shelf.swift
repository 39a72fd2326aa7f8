import Communities
import Ledger
import Markup
import Store
import Surroundings
import Web
import Words

/// One thing on the shelf of a strategy: of the starter shelf, or the library's own.
struct ShelfItem: Sendable, Equatable {
  enum Origin: Sendable, Equatable {
    case starter(StarterResource)
    case own(Resource)
  }

  let origin: Origin
  /// The day somebody last opened it and found it good.
  let checked: Day?
  /// Why it was set aside, empty while it stands on the shelf.
  let setAside: String

  /// What its address calls it.
  var key: String {
    switch origin {
    case .starter(let resource): resource.key
    case .own(let resource): resource.id.text
    }
  }

  var strategy: String {
    switch origin {
    case .starter(let resource): resource.strategy
    case .own(let resource): resource.strategy
    }
  }

  var community: ID<Community>? {
    if case .own(let resource) = origin { resource.community } else { nil }
  }

  var title: String {
    switch origin {
    case .starter(let resource): resource.title
    case .own(let resource): resource.title
    }
  }

  var path: SafeURL { "/desk/shelf/\(key)" }

  /// Where it leads: its address on the web, or its file here.
  var link: SafeURL? {
    switch origin {
    case .starter(let resource): SafeURL(external: resource.url)
    case .own(let resource):
      resource.file == nil ? SafeURL(external: resource.url) : "/desk/shelf/\(key)/file"
    }
  }

  var language: Language {
    switch origin {
    case .starter(let resource): Language(stored: resource.language)
    case .own(let resource): resource.language
    }
  }

  /// Texts of the starter shelf are Kith's and translated; the library's own are as they were typed.
  func note(_ w: Words) -> String {
    switch origin {
    case .starter(let resource): w(resource.note)
    case .own(let resource): resource.note
    }
  }

  func audience(_ w: Words) -> String {
    switch origin {
    case .starter(let resource): w(resource.audience)
    case .own(let resource): resource.audience
    }
  }

  func licence(_ w: Words) -> String {
    switch origin {
    case .starter(let resource): w(resource.licence)
    case .own(let resource): resource.licence
    }
  }
}

/// The shelf: what ships with the Guide and what was put beside it.
enum Shelf {
  /// Everything on it that the viewer may know of, the library's own first.
  static func all(for viewer: Viewer, _ connection: any Connection) throws -> [ShelfItem] {
    let own = try Resource.all(for: viewer, connection).map { resource in
      ShelfItem(
        origin: .own(resource), checked: resource.checked, setAside: resource.setAside)
    }
    let marks = try starterMarks(connection)
    let starter = StarterShelf.resources.map { resource in
      let mark = marks[resource.key]
      return ShelfItem(
        origin: .starter(resource),
        checked: mark?.checked ?? resource.checked.flatMap { Day($0) },
        setAside: mark?.setAside ?? "")
    }
    return own + starter
  }

  /// What stands on a strategy's shelf for those it is read for: the library's things, and those of
  /// these communities.
  static func standing(
    _ items: [ShelfItem], for strategy: String, communities: [ID<Community>]
  ) -> [ShelfItem] {
    items.filter { item in
      item.strategy == strategy && item.setAside.isEmpty
        && (item.community.map { communities.contains($0) } ?? true)
    }
  }

  static func find(
    _ key: String, for viewer: Viewer, _ connection: any Connection
  ) throws -> ShelfItem {
    guard let item = try all(for: viewer, connection).first(where: { $0.key == key }) else {
      throw Failure.notFound
    }
    return item
  }

  private static func starterMarks(
    _ connection: any Connection
  ) throws -> [String: (checked: Day?, setAside: String)] {
    var marks: [String: (checked: Day?, setAside: String)] = [:]
    for row in try connection.rows("SELECT * FROM starter_resource") {
      marks[try row.string("key")] = (
        try row.optionalDay("checked"), try row.string("set_aside")
      )
    }
    return marks
  }
}

extension ShelfItem {
  /// Says that somebody opened it today and found it good.
  func check(
    on today: Day, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    switch origin {
    case .own(let resource):
      try resource.check(on: today, by: actor, at: now, connection)
    case .starter(let resource):
      try connection.run(
        """
        INSERT INTO starter_resource (key, checked, set_aside)
        VALUES (\(resource.key), \(today), '')
        ON CONFLICT (key) DO UPDATE SET checked = excluded.checked
        """)
      try connection.record(
        "resource.checked", on: Subject(kind: "starter", id: resource.key), by: actor, at: now)
    }
  }

  /// Takes it off the shelf with a reason, or puts it back with none.
  func setAside(
    _ reason: String, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    switch origin {
    case .own(let resource):
      try resource.setAside(reason, by: actor, at: now, connection)
    case .starter(let resource):
      guard reason != setAside else { return }
      try connection.run(
        """
        INSERT INTO starter_resource (key, checked, set_aside)
        VALUES (\(resource.key), NULL, \(reason))
        ON CONFLICT (key) DO UPDATE SET set_aside = excluded.set_aside
        """)
      try connection.record(
        reason.isEmpty ? "resource.returned" : "resource.set-aside",
        on: Subject(kind: "starter", id: resource.key), by: actor, at: now)
    }
  }
}
