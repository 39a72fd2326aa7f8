import Testing

@testable import Census

@Suite struct FigureTests {
  @Test(arguments: [
    ("", Missing.blank), ("null", .null), ("-", .tooFewObservations),
    ("-666666666", .tooFewObservations), ("**", .noStandardError),
    ("-222222222", .noStandardError), ("***", .openEnded), ("-333333333.0", .openEnded),
    ("****", .testNotAppropriate), ("*****", .controlled), ("-555555555", .controlled),
    ("N", .notShown), ("-999999999", .notShown), ("(X)", .notApplicable),
    ("-888888888", .notApplicable), ("250,000+", .above(250_000)), ("2,500-", .below(2_500)),
    ("-777777777", .code(-777_777_777)),
  ])
  func `Every symbol and code of the Bureau's is missing for its own reason`(
    _ text: String, _ reason: Missing
  ) {
    #expect(FigureText(ArraySlice(bytes(text)))?.figure == .missing(reason))
  }

  @Test func `Numbers near the codes are numbers`() {
    #expect(FigureText(ArraySlice(bytes("-666666665")))?.figure == .number(-666_666_665))
    #expect(FigureText(ArraySlice(bytes("-11111111")))?.figure == .number(-11_111_111))
    #expect(FigureText(ArraySlice(bytes("0")))?.figure == .number(0))
  }

  @Test(arguments: ["abc", "12a", "--", "++", "#REF!", "******", "1.2.3", "+-5", "(Y)"])
  func `Anything else is no figure`(_ text: String) {
    #expect(FigureText(ArraySlice(bytes(text))) == nil)
  }

  @Test func `The printed form writes signs that data files do not`() {
    #expect(FigureText(ArraySlice(bytes("±1,234")), printed: true)?.figure == .number(1_234))
    let share = FigureText(ArraySlice(bytes("38.9%")), printed: true)
    #expect(share?.figure == .number(38.9))
    #expect(share?.isPercent == true)
    #expect(FigureText(ArraySlice(bytes("±1,234"))) == nil)
  }

  @Test func `A controlled estimate has a margin of error of nought`() {
    let cell = CensusCell(estimate: .number(5), margin: .missing(.controlled))
    #expect(cell.moe == 0)
    #expect(CensusCell(estimate: .number(5), margin: .missing(.noStandardError)).moe == nil)
  }

  @Test(arguments: [
    ("0100000US", "010", "nation"), ("0400000US29", "040", "state"),
    ("0500000US29510", "050", "county"), ("0600000US3601300000", "060", "county subdivision"),
    ("1400000US29510108100", "140", "tract"), ("1500000US170310101001", "150", "block group"),
    ("1600000US3502000", "160", "place"),
    ("8600000US87102", "860", "ZIP code tabulation area"),
    ("860Z200US87102", "860", "ZIP code tabulation area"),
    ("5001800US3501", "500", "congressional district"),
    ("7950000US3500801", "795", "public use microdata area"),
    ("9700000US3500060", "970", "unified school district"), ("05000US35001", "050", "county"),
  ])
  func `A GEO_ID tells the kind of area`(_ id: String, _ code: String, _ name: String) {
    let area = Geography(geoID: id, name: "")
    #expect(area.summaryLevel?.code == code)
    #expect(area.summaryLevel?.name == name)
  }

  @Test(arguments: ["", "35001", "US", "abc0000US29", "0500000", "0500000US29 510", "05000000US1"])
  func `What is no full GEO_ID is not taken for one`(_ id: String) {
    #expect(!Geography.isGeoID(id))
  }
}
