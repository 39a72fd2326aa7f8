import Census
import Delimited
import Dispatch

/// A census table as it was given: its figures and the files that describe it.
struct GivenTable: Sendable {
  let file: GivenFile
  let companions: [GivenFile]
  let table: CensusTable
}

/// Files given together, read. Nothing is stored by reading.
struct GivenFiles: Sendable {
  let tables: [GivenTable]
  let libraries: [(file: GivenFile, contents: PLSFile)]
  let places: [(file: GivenFile, contents: PlacesFile)]

  /// What each file turned out to be, or why it is refused, in the order given.
  static func reports(_ files: [GivenFile]) -> [ImportReport] {
    ImportReport.of(files: files.map { (name: $0.name, bytes: $0.bytes) })
  }

  /// The same bytes given twice are one file.
  static func distinct(_ files: [GivenFile]) -> [GivenFile] {
    var seen: Set<String> = []
    return files.filter { seen.insert($0.digest).inserted }
  }

  /// Files are read one import at a time, on a thread of its own: a large one takes seconds and much
  /// memory, and meanwhile the pages of everybody else must go on.
  static func readAlone<Result: Sendable>(
    _ body: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      reading.async { continuation.resume(with: Swift.Result { try body() }) }
    }
  }

  private static let reading = DispatchQueue(label: "kith.reading")

  /// - Parameter reports: What is known of the files already, so that they are not read once more.
  /// - Throws: `ImportFault`, naming the file, for the first that is refused.
  init(_ given: [GivenFile], reports: [ImportReport]? = nil) throws {
    let files = Self.distinct(given)
    let names = files.map(\.name)
    let describing = Set(
      (reports ?? Self.reports(files)).filter { report in
        ["acs-metadata", "acs-title", "acs-shells", "acs-geographies"]
          .contains(report.contents?.kind ?? "")
      }.map(\.file))
    var tables: [GivenTable] = []
    var libraries: [(GivenFile, PLSFile)] = []
    var places: [(GivenFile, PlacesFile)] = []
    for file in files where !describing.contains(file.name) {
      let own = CensusTable.companionNames(of: file.name, among: names)
      let companions = files.filter { own.contains($0.name) }
      do throws(ImportFault) {
        switch try ImportedFile.read(
          file: file.name, bytes: file.bytes,
          companions: companions.map { (name: $0.name, bytes: $0.bytes) })
        {
        case .census(let table):
          tables.append(GivenTable(file: file, companions: companions, table: table))
        case .libraries(let contents): libraries.append((file, contents))
        case .places(let contents): places.append((file, contents))
        }
      } catch {
        throw ImportFault(
          row: error.row, column: error.column, message: "\(file.name): \(error.message)")
      }
    }
    self.tables = tables
    self.libraries = libraries.map { (file: $0.0, contents: $0.1) }
    self.places = places.map { (file: $0.0, contents: $0.1) }
  }

  /// The areas of all tables, each once, in the files' order.
  var areas: [Geography] {
    var seen: Set<String> = []
    return tables.flatMap(\.table.geographies).filter { seen.insert($0.geoID).inserted }
  }

  /// The libraries whose records the files have, for asking *which one are you?*
  func candidates(matching words: String, in state: String) -> [LibraryCandidate] {
    LibraryCandidate.all(in: libraries.map(\.contents), matching: words, state: state)
  }
}

/// A library that a file of the Public Libraries Survey has records of.
struct LibraryCandidate: Sendable, Equatable {
  /// FSCSKEY; for the survey's state file, the state.
  let key: String
  let name: String
  let city: String
  let state: String
  let outlets: Int

  /// Most that a page offers at once.
  static let most = 40

  static func all(
    in files: [PLSFile], matching words: String, state: String
  ) -> [LibraryCandidate] {
    let words = words.uppercased()
    let state = state.uppercased()
    var found: [String: LibraryCandidate] = [:]
    for file in files {
      for entity in file.entities where fits(entity.fscsKey, entity.state, state) {
        guard
          words.isEmpty
            || "\(entity.fscsKey) \(entity.name) \(entity.city)".uppercased()
              .contains(words)
        else { continue }
        let outlets = found[entity.fscsKey]?.outlets ?? 0
        found[entity.fscsKey] = LibraryCandidate(
          key: entity.fscsKey, name: entity.name, city: entity.city, state: entity.state,
          outlets: outlets)
      }
      let libraries = Dictionary(grouping: file.outlets, by: \.fscsKey)
      for (key, outlets) in libraries {
        guard let first = outlets.first(where: { $0.kind == .central }) ?? outlets.first,
          fits(key, first.state, state)
        else { continue }
        let known = found[key]
        let isNamed = outlets.contains { outlet in
          "\(key) \(outlet.name) \(outlet.city)".uppercased().contains(words)
        }
        guard words.isEmpty || isNamed || known != nil else { continue }
        found[key] = LibraryCandidate(
          key: key, name: known?.name ?? first.name, city: known?.city ?? first.city,
          state: first.state, outlets: outlets.count)
      }
      for summary in file.states where fits(summary.state, summary.state, state) {
        guard words.isEmpty || summary.state == words else { continue }
        found[summary.state] = LibraryCandidate(
          key: summary.state, name: summary.state, city: "", state: summary.state, outlets: 0)
      }
    }
    return found.values.sorted { ($0.state, $0.name, $0.key) < ($1.state, $1.name, $1.key) }
  }

  private static func fits(_ key: String, _ own: String, _ state: String) -> Bool {
    state.isEmpty || own.uppercased() == state
  }
}
