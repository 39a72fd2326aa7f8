import Census
import Communities
import Ledger
import Store
import Surroundings
import Web
import Words
import Words

/// A file of places as it is going to be stored: points become facts, outlines the community's
/// boundary.
struct PlacesPlan: Sendable {
  let file: GivenFile
  let title: String
  let publisher: String
  let topic: Topic
  let points: [Census.Place]
  let outlines: [Census.Place]

  /// Places that one file may put on a community's profile.
  static let most = 300

  /// - Throws: ``ImportRefusal``.
  init(_ file: GivenFile, _ contents: PlacesFile, _ choices: ImportChoices) throws {
    let publisher = choices.publisher
    guard !publisher.isEmpty else { throw ImportRefusal.publisherNeeded }
    guard contents.places.count <= Self.most else {
      throw ImportRefusal.tooManyPlaces(contents.places.count)
    }
    self.file = file
    self.publisher = publisher
    title = Self.title(of: file.name)
    topic = choices.topic
    points = contents.places.filter { $0.boundary == nil }
    outlines = contents.places.filter { $0.boundary != nil }
  }

  /// `…/community_centers.json` → *community centers*.
  private static func title(of path: String) -> String {
    var name = KeptFile.lastPart(of: path)
    if let dot = name.lastIndex(of: "."), dot > name.startIndex { name = String(name[..<dot]) }
    let title = name.replacing("_", with: " ").replacing("-", with: " ")
    return title.allSatisfy(\.isWhitespace) ? "file" : title
  }

  func store(
    _ choices: ImportChoices, _ context: ImportContext, _ outcome: inout ImportOutcome,
    _ connection: any Connection
  ) throws {
    var draft = DataSourceDraft(
      kind: .places, community: choices.community, publisher: publisher, title: title)
    draft.geography = ""
    let source =
      try DataSource.matching(draft, connection)
      ?? DataSource.add(
        draft, id: .new(context.surroundings), by: context.actor, today: context.today,
        at: context.now, connection)
    outcome.touch(source.id)
    guard
      try KeptFile.keep(file, with: source.id, context.surroundings, connection).isNew
    else { return }
    outcome.changed = true
    if let community = choices.community {
      try storePoints(source, community, context, &outcome, connection)
      try storeOutlines(source.id, community, context, connection)
      outcome.boundaries += outlines.count
    }
    try connection.record(
      "data.imported", on: source.subject, by: context.actor, at: context.now,
      ["places": String(points.count), "boundaries": String(outlines.count)])
  }

  private func storePoints(
    _ source: DataSource, _ community: ID<Community>, _ context: ImportContext,
    _ outcome: inout ImportOutcome, _ connection: any Connection
  ) throws {
    let before = try DataFact.all(of: source.id, connection)
    var keys: Set<String> = []
    for place in points {
      let words = Self.sentence(of: place)
      var key = "place:\(source.id.text):\((place.name ?? words).lowercased())"
      while !keys.insert(key).inserted { key += "+" }
      let draft = DataFactDraft(
        figure: key, topic: topic, table: "", year: nil, span: nil,
        source: "\(title), \(publisher)",
        link: "", since: context.today,
        place: Fact.Place(
          latitude: place.coordinate.latitude, longitude: place.coordinate.longitude),
        say: { w in Self.say(place, w) })
      if try draft.store(of: source, in: community, context, connection) { outcome.facts += 1 }
    }
    // What a newer file of the same name no longer has is no longer so.
    for old in before where !keys.contains(old.figure) {
      try old.end(in: community, by: context.actor, at: context.now, connection)
    }
  }

  static func say(_ place: Census.Place, _ w: Words) -> String {
    let words = sentence(of: place)
    return words.isEmpty ? w("A place without a name") : words
  }

  /// *Carondelet Park, 3900 Holly Hills*.
  private static func sentence(of place: Census.Place) -> String {
    let address = place.properties.sorted { $0.key < $1.key }.first { key, _ in
      ["address", "addr", "street", "street address", "full_address"].contains(key.lowercased())
    }?.value.split(whereSeparator: \.isNewline).joined(separator: ", ")
    return [place.name, address].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private func storeOutlines(
    _ source: ID<DataSource>, _ community: ID<Community>, _ context: ImportContext,
    _ connection: any Connection
  ) throws {
    guard !outlines.isEmpty else { return }
    try connection.run("DELETE FROM boundary WHERE source = \(source)")
    for place in outlines {
      guard let boundary = place.boundary else { continue }
      let id = ID<Outline>.new(context.surroundings)
      try connection.run(
        """
        INSERT INTO boundary (id, community, source, name, geojson)
        VALUES (\(id), \(community), \(source), \(place.name ?? title),
          \(Outline.geoJSON(boundary)))
        """)
    }
  }
}
