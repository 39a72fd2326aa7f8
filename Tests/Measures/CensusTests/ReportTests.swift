import Foundation
import Testing

@testable import Census

@Suite struct ReportTests {
  @Test func `An imported file is reported with its total`() {
    let report = ImportReport.of(
      file: "ACSDT5Y2020.B03003-Data.csv", bytes: bytes(TableFormatTests.plain))
    #expect(!report.failed)
    #expect(
      ImportReport.json([report])
        == """
        [
          {"file": "ACSDT5Y2020.B03003-Data.csv", "kind": "acs-detailed", "table": "B03003", \
        "vintage": "2016-2020 (5-year)", "geographies": 2, "variables": 2, \
        "total": {"estimate": 1304701, "moe": 0}, "warnings": []}
        ]

        """)
  }

  @Test func `A refused file is reported with row, column and message`() throws {
    let report = ImportReport.of(
      file: "B01003.csv", bytes: bytes("GEO_ID,NAME,B01003_001E\n0400000US29,Missouri,\"a\"\"b\"\n")
    )
    #expect(report.failed)
    #expect([report].failed)
    let json = try JSONSerialization.jsonObject(with: Data(ImportReport.json([report]).utf8))
    let error = try #require(((json as? [[String: Any]])?.first)?["error"] as? [String: Any])
    #expect(error["row"] as? Int == 2)
    #expect(error["column"] as? String == "B01003_001E")
    #expect((error["message"] as? String)?.contains("a\"b") == true)
  }

  @Test func `What does not apply is null`() throws {
    let report = ImportReport.of(file: "p.csv", bytes: bytes("name,lat,lon\nBaden,38.7,-90.2\n"))
    #expect(
      ImportReport.json([report]).contains(
        "\"kind\": \"places\", \"table\": null, \"vintage\": null, \"geographies\": 1"))
    #expect(ImportReport.json([report]).contains("\"total\": null"))
    let refused = ImportReport.of(file: "x", bytes: [])
    #expect(
      ImportReport.json([refused]).contains(
        "\"error\": {\"row\": null, \"column\": null, \"message\": \"The file is empty.\"}"))
    #expect(ImportReport.json([]) == "[]\n")
  }

  @Test func `A median has no total`() throws {
    let text = quoted([
      ["GEO_ID", "NAME", "B25064_001E", "B25064_001M"],
      ["Geography", "Name", "Estimate!!Median gross rent", "Margin of Error!!Median gross rent"],
      ["0500000US36081", "Queens County, New York", "1629", "7"],
    ])
    let report = ImportReport.of(file: "ACSDT5Y2020.B25064-Data.csv", bytes: bytes(text))
    #expect(report.contents?.total == nil)
    #expect(report.contents?.geographies == 1)
  }

  @Test func `Labels and title given with their table are not failures`() {
    let reports = ImportReport.of(files: [
      ("ACSDT5Y2019.B01003_metadata_x.csv", bytes("GEO_ID,id\nB01003_001E,Estimate!!Total\n")),
      (
        "ACSDT5Y2019.B01003_data_with_overlays_x.csv",
        bytes("GEO_ID,NAME,B01003_001E,B01003_001M\n0400000US29,Missouri,5,1\n")
      ),
      ("ACSDT5Y2018.B01003_metadata_x.csv", bytes("GEO_ID,id\nB01003_001E,Estimate!!Total\n")),
    ])
    #expect(reports.map(\.failed) == [false, false, true])
    #expect(reports[0].contents?.kind == "acs-metadata")
    #expect(reports[1].contents?.warnings.contains { $0.contains("no labels") } == false)
  }

  @Test func `Text is escaped for JSON`() throws {
    let text = "a\"\\\u{1}\n\u{2028}ñ"
    let json = try JSONSerialization.jsonObject(
      with: Data("[\(JSONText.string(text))]".utf8))
    #expect(json as? [String] == [text])
    #expect(JSONText.number(1.5) == "1.5")
    #expect(JSONText.number(.nan) == "null")
  }
}
