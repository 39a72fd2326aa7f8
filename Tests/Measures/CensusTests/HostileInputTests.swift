import Delimited
import Testing

@testable import Census

/// Damaged files may be read or refused, but never stop the program.
@Suite struct HostileInputTests {
  static let samples: [(name: String, text: String)] = [
    ("ACSDT5Y2020.B03003-Data.csv", TableFormatTests.plain),
    (
      "ACS_15_5YR_B01001_with_ann.csv",
      "GEO.id,GEO.id2,GEO.display-label,HD01_VD01,HD02_VD01\nId,Id2,Geography,Estimate; Total:,"
        + "Margin of Error; Total:\n0500000US35001,35001,\"Bernalillo, NM\",673943,*****\n"
    ),
    ("acsdt5y2022-b01001.dat", "GEO_ID|B01001_E001|B01001_M001\n0100000US|331097593|-555555555\n"),
    (
      "ACSST5Y2020.S0101-2022.csv",
      "\"Label (Grouping)\",\"Taos!!Total!!Estimate\",\"Taos!!Total!!Margin of Error\"\n"
        + "\"Total population\",\"32,943\",\"±1\"\n\"\u{A0}\u{A0}AGE\",\"\",\"\"\n"
    ),
    ("S0101_metadata.csv", "\"GEO_ID\",\"id\"\n\"S0101_C01_001E\",\"Total!!Estimate!!Total\"\n"),
    ("o.csv", PLSTests.header + PLSTests.rows),
    ("p.csv", "name,LOCATION\n\"Albany\nPark\",\"(41.97, -87.71)\"\n"),
    ("p.json", PlacesTests.point("-90.23", "38.71")),
    ("q.json", "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[4,0],[4,4],[0,4],[0,0]]]}"),
  ]

  @Test(arguments: samples.indices)
  func `A file cut off anywhere is read or refused`(_ index: Int) {
    let sample = Self.samples[index]
    let whole = bytes(sample.text)
    for length in 0..<whole.count {
      _ = ImportReport.of(file: sample.name, bytes: Array(whole.prefix(length)))
    }
  }

  @Test(arguments: samples.indices)
  func `A file with any byte changed is read or refused`(_ index: Int) {
    let sample = Self.samples[index]
    let whole = bytes(sample.text)
    let letters: [UInt8] = [0x00, 0x0A, 0x0D, 0x22, 0x2C, 0x7C, 0x2D, 0x39, 0x41, 0x80, 0xC3, 0xFF]
    for offset in whole.indices {
      var damaged = whole
      damaged[offset] = letters[(offset &* 7 &+ index) % letters.count]
      let report = ImportReport.of(file: sample.name, bytes: damaged)
      if !report.failed, let table = try? CensusTable.read(file: sample.name, bytes: damaged) {
        _ = try? table.benchmarks()
        _ = try? table.serviceArea(of: table.geographies.map(\.geoID), named: "x")
      }
    }
  }

  @Test func `Noise is read or refused`() {
    // A linear congruential generator (Knuth's MMIX constants), so that the noise is the same
    // each time.
    var state: UInt64 = 42
    for length in 0..<400 {
      let noise = (0..<length).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 33)
      }
      _ = ImportReport.of(file: "noise.csv", bytes: noise)
      let printable = noise.map { 0x20 + $0 % 0x5F }
      _ = ImportReport.of(file: "noise.csv", bytes: printable)
    }
  }

  @Test func `Nesting, length and numbers beyond reason are refused`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(fault("{\"type\":\"Polygon\",\"coordinates\":" + deep, as: "d.json") != nil)
    let digits = String(repeating: "9", count: 5_000)
    #expect(fault("GEO_ID,NAME,B01003_001E\n0400000US29,M,\(digits)\n")?.row == 2)
    #expect(fault(String(repeating: ",", count: 100_000)) != nil)
    #expect(fault(String(repeating: "\n", count: 100_000)) != nil)
    #expect(fault(String(repeating: "\"", count: 9_999)) != nil)
    #expect(fault(PlacesTests.point("1e400", "1"), as: "p.json") != nil)
  }

  @Test(arguments: [
    ("", ",", 1_000_000), ("", "a\n", 1_000_001), ("GEO_ID,NAME\n", "\"\",", 20_001),
  ])
  func `More columns or rows than any table has are refused in a moment`(
    head: String, part: String, count: Int
  ) {
    let start = ContinuousClock.now
    let refusal = fault(head + String(repeating: part, count: count))
    #expect(refusal?.message.hasPrefix("The file has more cells than any table") == true)
    #expect(start.duration(to: .now) < .seconds(20))
  }

  @Test func `As many columns as are allowed are read`() throws {
    let row = bytes(String(repeating: ",", count: DelimitedReader.mostColumns - 1))
    #expect(try DelimitedReader.parse(row, delimiter: 0x2C).width(0) == 20_000)
  }
}
