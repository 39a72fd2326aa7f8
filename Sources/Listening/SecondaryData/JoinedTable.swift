import Census
import Delimited

/// One census table whose areas came in several files, as when each branch's tract was downloaded
/// alone: rows of the same headings, put under each other and read anew, so that every sum is the
/// engine's own.
enum JoinedTable {
  /// - Throws: `ImportFault` when the files' headings differ: then their lines might too.
  static func read(_ parts: [GivenTable]) throws(ImportFault) -> CensusTable {
    guard let first = parts.first else { throw ImportFault(message: "There is no table.") }
    guard parts.count > 1 else { return first.table }
    let opening = lines(of: first)
    var bytes: [UInt8] = []
    for line in opening.headings {
      bytes += line
      bytes.append(0x0A)
    }
    var seen: Set<String> = []
    for part in parts {
      let own = lines(of: part)
      guard own.headings == opening.headings,
        own.rows.count == part.table.geographies.count
      else {
        throw ImportFault(
          message: "\(KeptFile.lastPart(of: part.file.name)) has other headings than "
            + "\(KeptFile.lastPart(of: first.file.name)), though both are of the same table and "
            + "years. Download all areas in one file.")
      }
      for (row, area) in zip(own.rows, part.table.geographies)
      where seen.insert(area.geoID).inserted {
        bytes += row
        bytes.append(0x0A)
      }
    }
    let companions = GivenFiles.distinct(parts.flatMap(\.companions))
    let own = CensusTable.companionNames(of: first.file.name, among: companions.map(\.name))
    let table = try CensusTable.read(
      file: first.file.name, bytes: bytes,
      companions: companions.filter { own.contains($0.name) }.map { ($0.name, $0.bytes) })
    guard table.geographies.count == seen.count else {
      throw ImportFault(message: "The files of one table can't be put together.")
    }
    return table
  }

  /// The lines before the first area's, and one for each area. A line break in quotes is text.
  private static func lines(of part: GivenTable) -> (headings: [[UInt8]], rows: [[UInt8]]) {
    var bytes = part.file.bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    var lines: [[UInt8]] = []
    var line: [UInt8] = []
    var isQuoted = false
    for byte in bytes {
      if byte == 0x22 { isQuoted.toggle() }
      if !isQuoted, byte == 0x0A || byte == 0x0D {
        if !line.isEmpty { lines.append(line) }
        line = []
      } else {
        line.append(byte)
      }
    }
    if !line.isEmpty { lines.append(line) }
    let headings = max(0, lines.count - part.table.geographies.count)
    return (Array(lines[..<headings]), Array(lines[headings...]))
  }
}
