import Delimited
import Foundation

@testable import Census

/// The text as a file's bytes.
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// The fault that refuses a file; nil if the file is imported.
func fault(_ text: String, as file: String = "ACSDT5Y2020.B01003-Data.csv") -> ImportFault? {
  fault(bytes(text), as: file)
}

func fault(_ bytes: [UInt8], as file: String = "ACSDT5Y2020.B01003-Data.csv") -> ImportFault? {
  do throws(ImportFault) {
    _ = try ImportedFile.read(file: file, bytes: bytes)
    return nil
  } catch {
    return error
  }
}

/// Sets cells as data.census.gov writes them: every cell quoted.
func quoted(_ rows: [[String]]) -> String {
  rows.map { $0.map { "\"\($0)\"" }.joined(separator: ",") }.joined(separator: "\n") + "\n"
}

/// A table of one table number with rows of figures; headings and labels are made for it.
func table(
  _ id: String, _ labels: [String], areas: [(id: String, cells: [String])],
  vintage: Int = 2020
) throws -> CensusTable {
  var codes = ["GEO_ID", "NAME"]
  var words = ["Geography", "Geographic Area Name"]
  for (index, label) in labels.enumerated() {
    let line = ColumnCode.threeDigits(index + 1)
    codes += ["\(id)_\(line)E", "\(id)_\(line)M"]
    words += ["Estimate!!\(label)", "Margin of Error!!\(label)"]
  }
  let rows = areas.map { [$0.id, "Area \($0.id)"] + $0.cells }
  return try CensusTable.read(
    file: "ACSDT5Y\(vintage).\(id)-Data.csv", bytes: bytes(quoted([codes, words] + rows)))
}

/// The margin of a sum, worked by hand.
func rootOfSquares(_ margins: Double...) -> Double {
  margins.map { $0 * $0 }.reduce(0, +).squareRoot()
}

/// Real files, kept beside the repository; tests that read them are skipped where they are not.
enum RealData {
  static let folder: URL = {
    var url = URL(fileURLWithPath: #filePath)
    while url.path != "/",
      !FileManager.default.fileExists(atPath: url.appendingPathComponent("Package.swift").path)
    {
      url.deleteLastPathComponent()
    }
    return url.deletingLastPathComponent().appendingPathComponent("shared/data")
  }()

  static let isThere = FileManager.default.fileExists(
    atPath: folder.appendingPathComponent("acs").path)

  static let absence = "../shared/data is not beside the repository"

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appendingPathComponent(path)))
  }

  static func table(_ path: String) throws -> CensusTable {
    try CensusTable.read(file: path, bytes: try bytes(path))
  }

  /// All files below a folder, as paths from `folder`, in order.
  static func files(below path: String) -> [String] {
    let base = folder.appendingPathComponent(path)
    let found = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String }
    return (found ?? []).filter { name in
      var isFolder: ObjCBool = false
      let whole = base.appendingPathComponent(name).path
      return FileManager.default.fileExists(atPath: whole, isDirectory: &isFolder)
        && !isFolder.boolValue
    }.map { "\(path)/\($0)" }.sorted()
  }
}
