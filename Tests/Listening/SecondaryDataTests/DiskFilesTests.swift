import Census
import Foundation
import Testing

@testable import SecondaryData

@Suite struct DiskFilesTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "kith-files-\(ProcessInfo.processInfo.globallyUniqueString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  private func write(_ file: GivenFile, to folder: String) throws -> String {
    let path = "\(folder)/\(file.name)"
    try Data(file.bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  @Test func `What is missing, a folder or of another kind is a report and no crash`() throws {
    try withFolder { folder in
      let table = try write(Files.people(), to: folder)
      let places = try write(Files.centers, to: folder)
      let missing = "\(folder)/nothing.csv"
      let disk = DiskFiles(.acs, paths: [table, missing, folder, places, "/dev/null"])
      #expect(disk.reports.map(\.file) == [table, missing, folder, places, "/dev/null"])
      #expect(disk.reports.map(\.failed) == [false, true, true, true, true])
      #expect(disk.reports.failed)
      #expect(disk.reports[3].error?.message.contains("kith import places") == true)
      #expect(disk.text.contains("3000 ± 50"))
    }
  }

  @Test func `JSON has exactly the keys that others rely on`() throws {
    try withFolder { folder in
      let path = try write(Files.people(), to: folder)
      let disk = DiskFiles(.acs, paths: [path])
      let data = Data(ImportReport.json(disk.reports).utf8)
      let array = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
      #expect(
        Set(array.first?.keys.map { $0 } ?? []) == [
          "file", "kind", "table", "vintage", "geographies", "variables", "total", "warnings",
        ])
      let total = try #require(array.first?["total"] as? [String: Double])
      #expect(total == ["estimate": 3000, "moe": 50])
    }
  }

  @Test(.enabled(if: RealData.isThere, Comment(rawValue: RealData.absence)))
  func `A table's labels are found beside it`() throws {
    let folder = RealData.folder.appendingPathComponent(
      "acs/stlouis_slpl_branches_2010_2019/Baden/Income"
    ).path
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    let table = try #require(names.first { $0.contains("2019") && $0.contains("_data_") })
    let disk = DiskFiles(.acs, paths: ["\(folder)/\(table)"])
    #expect(!disk.reports.failed)
    #expect(disk.reports.count == 1)
    #expect(disk.files.count == 3)
  }
}
