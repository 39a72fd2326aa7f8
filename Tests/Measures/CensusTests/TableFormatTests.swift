import Testing

@testable import Census

@Suite struct TableFormatTests {
  static let plain = quoted([
    ["GEO_ID", "NAME", "B03003_001E", "B03003_001M", "B03003_002E", "B03003_002M"],
    [
      "Geography", "Geographic Area Name", "Estimate!!Total:", "Margin of Error!!Total:",
      "Estimate!!Total:!!Not Hispanic or Latino", "Margin of Error!!Total:!!Not Hispanic or Latino",
    ],
    ["0500000US29510", "St. Louis city, Missouri", "300576", "*****", "287400", "112"],
    ["0500000US29189", "St. Louis County, Missouri", "1004125", "*****", "974011", "96"],
  ])

  @Test func `A data.census.gov table is read with labels, vintage and figures`() throws {
    let table = try CensusTable.read(
      file: "ACSDT5Y2020.B03003-Data.csv", bytes: bytes(Self.plain))
    #expect(table.form == .detailed)
    #expect(table.id == "B03003")
    #expect(table.vintage?.description == "2016-2020 (5-year)")
    #expect(table.vintage?.startYear == 2016)
    #expect(table.variables.map(\.code) == ["B03003_001", "B03003_002"])
    #expect(table.variables[1].label == ["Total", "Not Hispanic or Latino"])
    #expect(table.variables[1].universe == "Total")
    #expect(table.cell("0500000US29510", "B03003_002")?.estimate == .number(287_400))
    #expect(table.cell("0500000US29510", "B03003_001")?.margin == .missing(.controlled))
    #expect(table.geographies[1].name == "St. Louis County, Missouri")
    #expect(table.warnings.isEmpty)
  }

  @Test func `GEO_ID may come last, lines may end in CRLF and rows in a comma`() throws {
    let text =
      "\u{FEFF}\"C08301_001E\",\"C08301_001M\",\"GEO_ID\",\"NAME\",\r\n"
      + "\"Estimate!!Total\",\"Margin of Error!!Total\",\"id\",\"Geographic Area Name\",\r\n"
      + "\"145000\",\"3100\",\"0500000US29510\",\"St. Louis city, Missouri\"\r\n"
    let table = try CensusTable.read(
      file: "ACSDT1Y2010.C08301_data_with_overlays_2021-10-22T141226.csv", bytes: bytes(text))
    #expect(table.vintage?.description == "2010 (1-year)")
    #expect(table.geographies.map(\.geoID) == ["0500000US29510"])
    #expect(table.cell("0500000US29510", "C08301_001")?.moe == 3_100)
  }

  @Test func `Annotation columns give the reason for a code`() throws {
    let text = quoted([
      [
        "B19013_001E", "B19013_001EA", "B19013_001M", "B19013_001MA", "GEO_ID", "NAME",
      ],
      [
        "Estimate!!Median household income", "Annotation of Estimate!!Median household income",
        "Margin of Error!!Median household income",
        "Annotation of Margin of Error!!Median household income", "Geography", "Name",
      ],
      ["250001", "250,000+", "-333333333", "***", "1400000US29510108100", "Tract 1081"],
      ["42000", "null", "3100", "null", "1400000US29510108200", "Tract 1082"],
    ])
    let table = try CensusTable.read(file: "ACSDT5Y2022.B19013-Data.csv", bytes: bytes(text))
    let top = table.cell("1400000US29510108100", "B19013_001")
    #expect(top?.estimate == .missing(.above(250_000)))
    #expect(top?.margin == .missing(.openEnded))
    #expect(table.cell("1400000US29510108200", "B19013_001")?.estimate == .number(42_000))
    #expect(table.variables.count == 1)
    #expect(table.variables[0].kind == .median)
  }

  @Test func `Labels may stand in a metadata file beside the figures`() throws {
    let figures = "GEO_ID,NAME,B01003_001E,B01003_001M\n0400000US29,Missouri,6124160,*****\n"
    let metadata =
      "\"GEO_ID\",\"id\"\n\"NAME\",\"Geographic Area Name\"\n"
      + "\"B01003_001E\",\"Estimate!!Total\"\n\"B01003_001M\",\"Margin of Error!!Total\"\n"
    let title = "B01003\nTOTAL POPULATION\n\nSource: 2015-2019 American Community Survey\n"
    let table = try CensusTable.read(
      file: "population.csv", bytes: bytes(figures),
      companions: [
        ("population_metadata.csv", bytes(metadata)), ("population_table_title.txt", bytes(title)),
      ])
    #expect(table.variables[0].label == ["Total"])
    #expect(table.title == "TOTAL POPULATION")
    #expect(table.vintage?.description == "2015-2019 (5-year)")
    let alone = try CensusTable.read(file: "population.csv", bytes: bytes(figures))
    #expect(alone.variables[0].label == ["B01003_001"])
    #expect(alone.warnings.contains { $0.contains("no labels") })
    #expect(alone.vintage == nil)
  }

  @Test func `The summary file is read by its codes, with names from the Geos file`() throws {
    let figures =
      "GEO_ID|B01001_E001|B01001_M001|B01001_E002|B01001_M002\n"
      + "0100000US|331097593|-555555555|164200298|5829\n"
      + "1400000US35001000107|4567|412|-666666666|-222222222\n"
    let geos =
      "FILEID|STUSAB|SUMLEVEL|GEO_ID|NAME|TL_GEO_ID\nACSSF|US|010|0100000US|United States|1\n"
    let table = try CensusTable.read(
      file: "acsdt5y2022-b01001.dat", bytes: bytes(figures),
      companions: [("Geos20225YR.txt", bytes(geos))])
    #expect(table.form == .summaryFile)
    #expect(table.id == "B01001")
    #expect(table.vintage?.description == "2018-2022 (5-year)")
    #expect(table.variables.map(\.code) == ["B01001_001", "B01001_002"])
    #expect(table.geographies.map(\.name) == ["United States", "1400000US35001000107"])
    #expect(table.cell("0100000US", "B01001_001")?.moe == 0)
    #expect(
      table.cell("1400000US35001000107", "B01001_002")?.estimate == .missing(.tooFewObservations))
  }

  @Test func `The summary file takes labels from the table shells or from what is known`() throws {
    let figures = "GEO_ID|B28002_E001|B28002_M001|B28002_E013|B28002_M013\n0400000US35|100|5|20|3\n"
    let known = try CensusTable.read(file: "acsdt5y2022-b28002.dat", bytes: bytes(figures))
    #expect(known.variables.map(\.label) == [["Total"], ["Total", "No Internet access"]])
    #expect(known.warnings.contains { $0.contains("since 2016") })
    #expect(try known.benchmarks().first?.categories.map(\.share) == [0.2])
    let shells =
      "Table ID|Line|Indent|Unique ID|Label|Title|Universe|Type\n"
      + "B28002|1.0|0|B28002_001|Total:|INTERNET|Households|int\n"
      + "B28002|13.0|1|B28002_013|No Internet access at all|INTERNET|Households|int\n"
    let told = try CensusTable.read(
      file: "acsdt5y2022-b28002.dat", bytes: bytes(figures),
      companions: [("ACS20225YR_Table_Shells.txt", bytes(shells))])
    #expect(told.variables[1].label == ["Total", "No Internet access at all"])
    let other = try CensusTable.read(
      file: "acsdt5y2022-b25070.dat", bytes: bytes("GEO_ID|B25070_E001\n0400000US35|5\n"))
    #expect(other.variables[0].label == ["B25070_001"])
  }

  @Test(arguments: [
    ("B01001", 49), ("B01003", 1), ("B02001", 10), ("B03002", 21), ("B03003", 3), ("B15003", 25),
    ("B18101", 39), ("B28002", 13), ("C16001", 38),
  ])
  func `A known table has as many lines as the Bureau gives it`(_ id: String, _ lines: Int) {
    #expect(KnownLines.labels(of: id)?.count == lines)
  }

  @Test func `An American FactFinder download is read with its own headings`() throws {
    let text =
      "GEO.id,GEO.id2,GEO.display-label,HD01_VD01,HD02_VD01,HD01_VD02,HD02_VD02\n"
      + "Id,Id2,Geography,Estimate; Total:,Margin of Error; Total:,"
      + "Estimate; Total: - Male:,Margin of Error; Total: - Male:\n"
      + "0500000US35001,35001,\"Bernalillo County, New Mexico\",673943,*****,330681,106\n"
    let table = try CensusTable.read(
      file: "ACS_15_5YR_B01001_with_ann.csv", bytes: bytes(text))
    #expect(table.id == "B01001")
    #expect(table.vintage?.description == "2011-2015 (5-year)")
    #expect(table.variables.map(\.code) == ["B01001_001", "B01001_002"])
    #expect(table.variables[1].label == ["Total", "Male"])
    #expect(table.geographies[0].name == "Bernalillo County, New Mexico")
    #expect(table.warnings.isEmpty)
  }

  @Test func `A FactFinder subject table keeps its columns apart`() throws {
    let text =
      "GEO.id,GEO.id2,GEO.display-label,HC01_EST_VC01,HC01_MOE_VC01,HC02_EST_VC01,HC02_MOE_VC01\n"
      + "Id,Id2,Geography,Total; Estimate; Total population,"
      + "Total; Margin of Error; Total population,"
      + "Male; Estimate; Total population,Male; Margin of Error; Total population\n"
      + "0500000US35001,35001,Bernalillo,673943,*****,330681,106\n"
    let table = try CensusTable.read(
      file: "ACS_15_5YR_S0101_with_ann.csv", bytes: bytes(text))
    #expect(table.form == .subject)
    #expect(
      table.variables.map(\.label) == [
        ["Total", "Total population"], ["Male", "Total population"],
      ])
  }

  @Test func `The printed form is read by its indented labels`() throws {
    let nbsp = "\u{A0}\u{A0}\u{A0}\u{A0}"
    let text = quoted([
      [
        "Label (Grouping)", "Bernalillo County, New Mexico!!Estimate",
        "Bernalillo County, New Mexico!!Margin of Error", "Taos County, New Mexico!!Estimate",
        "Taos County, New Mexico!!Margin of Error",
      ],
      ["Total:", "673,943", "±1,234", "32,943", "*****"],
      [nbsp + "Male:", "330,681", "±106", "16,000", "±55"],
      [nbsp + nbsp + "Under 5 years", "20,000", "±99", "900", "±41"],
      [nbsp + "Female:", "343,262", "±106", "16,943", "±55"],
    ])
    let table = try CensusTable.read(
      file: "ACSDT5Y2020.B01001-2022-05-01T123456.csv", bytes: bytes(text))
    #expect(table.form == .detailed)
    #expect(
      table.geographies.map(\.name) == [
        "Bernalillo County, New Mexico", "Taos County, New Mexico",
      ])
    #expect(table.geographies[0].summaryLevel?.code == "050")
    #expect(table.variables[2].label == ["Total", "Male", "Under 5 years"])
    #expect(table.variables[3].code == "B01001_004")
    #expect(table.cell("Taos County, New Mexico", "B01001_001")?.moe == 0)
    #expect(table.cell("Bernalillo County, New Mexico", "B01001_001")?.moe == 1_234)
  }

  @Test func `A printed subject table has a column for each group and headings without figures`()
    throws
  {
    let nbsp = "\u{A0}\u{A0}\u{A0}\u{A0}"
    let text = quoted([
      [
        "Label (Grouping)", "Taos County!!Total!!Estimate", "Taos County!!Total!!Margin of Error",
        "Taos County!!Percent!!Estimate", "Taos County!!Percent!!Margin of Error",
      ],
      ["Total population", "32,943", "±0", "(X)", "(X)"], [nbsp + "AGE", "", "", "", ""],
      [nbsp + nbsp + "Under 5 years", "1,200", "±101", "3.6%", "±0.3"],
    ])
    let table = try CensusTable.read(file: "ACSST5Y2019.S0101-2022-05-01T1.csv", bytes: bytes(text))
    #expect(table.form == .subject)
    #expect(
      table.variables.map(\.code) == [
        "S0101_C01_001", "S0101_C01_002", "S0101_C02_001", "S0101_C02_002",
      ])
    #expect(table.variables[1].label == ["Total", "Total population", "AGE", "Under 5 years"])
    #expect(table.variables.map(\.kind) == [.count, .count, .percent, .percent])
  }

  @Test(arguments: [
    ("ACSDT5Y2020.B15003-Data.csv", "B15003", "2016-2020 (5-year)"),
    ("ACSST1Y2019.S0101-Data.csv", "S0101", "2019 (1-year)"),
    ("ACSDT3Y2010.B01001_data.csv", "B01001", "2008-2010 (3-year)"),
    ("folder/acsdt5y2022-c16001.dat", "C16001", "2018-2022 (5-year)"),
    ("ACS_09_5YR_B02001_with_ann.csv", "B02001", "2005-2009 (5-year)"),
    ("our B28002 2018-2022.csv", "B28002", "2018-2022 (5-year)"),
  ])
  func `A file's name tells table and vintage`(_ name: String, _ table: String, _ vintage: String) {
    let parsed = TableFileName(name)
    #expect(parsed.table == table)
    #expect(parsed.vintage?.description == vintage)
  }

  @Test func `Companions are those of the same download in the same folder`() {
    let data = "a/ACSST5Y2019.S0101_data_with_overlays_2021-10-22T141226.csv"
    let names = [
      data, "a/ACSST5Y2019.S0101_metadata_2021-10-22T141226.csv",
      "a/ACSST5Y2010.S0101_metadata_2021-10-22T141226.csv",
      "a/ACSST5Y2019.S0101_metadata_2021-10-25T141226.csv",
      "b/ACSST5Y2019.S0101_metadata_2021-10-22T141226.csv",
      "a/ACSST5Y2019.S0101_table_title_2021-10-22T141226.txt",
    ]
    #expect(CensusTable.companionNames(of: data, among: names) == [names[1], names[5]])
    #expect(
      CensusTable.companionNames(
        of: "acsdt5y2022-b01001.dat", among: ["Geos20225YR.txt", "Geos20215YR.txt"])
        == ["Geos20225YR.txt"])
  }
}
