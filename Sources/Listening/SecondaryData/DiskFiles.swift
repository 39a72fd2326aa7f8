import Census
import Delimited
import Foundation

/// Files named in a terminal: read from the disk with what lies beside them, and reported on. It
/// needs no database, and a file that can't be read is a report like any other.
public struct DiskFiles: Sendable {
  /// What was said to be imported.
  public enum Kind: String, Sendable, CaseIterable {
    case acs, pls, places

    var prefix: String { self == .places ? "places" : "\(rawValue)-" }

    var words: String {
      switch self {
      case .acs: "a census table"
      case .pls: "a Public Libraries Survey file"
      case .places: "a file of places"
      }
    }

    static func of(_ kind: String) -> Kind? { allCases.first { kind.hasPrefix($0.prefix) } }
  }

  /// One report for each path, in the order given.
  public let reports: [ImportReport]
  /// The files to import, those that describe them included.
  public let files: [GivenFile]

  /// Bytes that one file may have: the summary file's largest table has 200 MB.
  static let most = 1 << 30

  /// - Parameter prefixes: What a GEO_ID begins with in the areas that are told of; all if empty.
  public init(_ kind: Kind, paths: [String], areas prefixes: [String] = []) {
    var read: [(name: String, bytes: [UInt8])] = []
    var refused: [String: ImportFault] = [:]
    for path in paths where !read.contains(where: { $0.name == path }) {
      do throws(ImportFault) {
        read.append((path, try Self.bytes(of: path)))
      } catch {
        refused[path] = error
      }
    }
    let beside = Self.companions(of: read.map(\.name))
    let all = read + beside
    var told: [String: ImportReport] = [:]
    var choices = ImportChoices(community: nil)
    choices.prefixes = prefixes
    for report in ImportReport.of(files: all, areas: choices.takes) where told[report.file] == nil {
      told[report.file] = Self.checked(report, kind)
    }
    reports = paths.map { path in
      if let fault = refused[path] { return ImportReport(file: path, error: fault) }
      return told[path]
        ?? ImportReport(file: path, error: ImportFault(message: "The file can't be read."))
    }
    files = all.map { GivenFile(name: $0.name, bytes: $0.bytes) }
  }

  /// A file of another kind than was said is refused, with the command that takes it.
  private static func checked(_ report: ImportReport, _ kind: Kind) -> ImportReport {
    guard let contents = report.contents, let actual = Kind.of(contents.kind), actual != kind
    else { return report }
    return ImportReport(
      file: report.file,
      error: ImportFault(
        message: "This is \(actual.words), not \(kind.words). Use: kith import \(actual.rawValue)"))
  }

  private static func bytes(of path: String) throws(ImportFault) -> [UInt8] {
    let manager = FileManager.default
    let place = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let attributes = try? manager.attributesOfItem(atPath: place) else {
      throw ImportFault(message: "There is no such file, or its folder can't be entered.")
    }
    switch attributes[.type] as? FileAttributeType {
    case .typeDirectory: throw ImportFault(message: "This is a folder. Name the files in it.")
    case .typeRegular: break
    default: throw ImportFault(message: "This is no ordinary file.")
    }
    guard (attributes[.size] as? Int ?? 0) <= most else {
      throw ImportFault(message: "The file is larger than 1 GB.")
    }
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: place)) else {
      throw ImportFault(message: "The file can't be read: its permissions don't allow it.")
    }
    return [UInt8](data)
  }

  /// What lies beside these files and describes them, without being named itself.
  private static func companions(of paths: [String]) -> [(name: String, bytes: [UInt8])] {
    var found: [String] = []
    var listings: [String: [String]] = [:]
    for path in paths {
      let folder = String(
        path[..<(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)])
      let names =
        listings[folder]
        ?? ((try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder))
        ?? []).sorted().map { folder + $0 }
      listings[folder] = names
      for name in CensusTable.companionNames(of: path, among: names)
      where !paths.contains(name) && !found.contains(name) {
        found.append(name)
      }
    }
    return found.compactMap { name in (try? bytes(of: name)).map { (name, $0) } }
  }
}

extension DiskFiles {
  /// The reports for people to read: a table, then what is wrong and what is to be known.
  public var text: String {
    let head = ["File", "Kind", "Table", "Years", "Areas", "Lines", "First line, added up"]
    let rows = reports.compactMap { report -> [String]? in
      guard let contents = report.contents else { return nil }
      let total = contents.total.map { total in
        Self.number(total.estimate) + (total.moe.map { " ± \(Self.number($0))" } ?? "")
      }
      return [
        Self.plain(report.file), contents.kind, contents.table ?? "–", contents.vintage ?? "–",
        String(contents.geographies), String(contents.variables), total ?? "–",
      ]
    }
    var lines: [String] = []
    if !rows.isEmpty {
      let widths = head.indices.map { column in
        ([head] + rows).map { $0[column].count }.max() ?? 0
      }
      for row in [head] + rows {
        let cells = zip(row, widths).map { cell, width in
          cell + String(repeating: " ", count: width - cell.count)
        }
        var line = cells.joined(separator: "  ")
        while line.last == " " { line.removeLast() }
        lines.append(line)
      }
    }
    for report in reports {
      if let error = report.error {
        lines.append("refused: \(Self.plain(report.file)): \(Self.plain(error.description))")
      }
      for warning in report.contents?.warnings ?? [] {
        lines.append("note: \(Self.plain(report.file)): \(Self.plain(warning))")
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15
      ? String(Int64(value)) : String((value * 10).rounded() / 10)
  }

  /// Without control characters: a file's name must not write to the terminal.
  private static func plain(_ text: String) -> String {
    String(
      text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "?" : Character($0) })
  }
}
