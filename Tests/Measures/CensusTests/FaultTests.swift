import Delimited
import Testing

@testable import Census

/// Each way of being wrong names its row and column, and imports nothing.
@Suite struct FaultTests {
  static let head =
    "GEO_ID,NAME,B01003_001E,B01003_001M\nGeography,Name,Estimate!!Total,Margin of Error!!Total\n"

  @Test func `A row that ends early names the first column it lacks`() {
    let found = fault(Self.head + "0400000US29,Missouri,5,1\n0400000US17,Illinois,6\n")
    #expect(found?.row == 4)
    #expect(found?.column == "B01003_001M")
  }

  @Test func `A row with too many cells names the first one too many`() {
    let found = fault(Self.head + "0400000US29,Missouri,5,1,9\n")
    #expect(found?.row == 3)
    #expect(found?.column == "column 5")
  }

  @Test func `A word in an estimate column is named with its cell`() {
    let found = fault(Self.head + "0400000US29,Missouri,many,1\n")
    #expect(
      found
        == ImportFault(
          row: 3, column: "B01003_001E",
          message: "“many” is neither a number nor a symbol of the Bureau's."))
  }

  @Test func `Blank rows count towards the row that is named`() {
    let found = fault(Self.head + "0400000US29,Missouri,5,1\n\n0400000US17,Illinois,6,x\n")
    #expect(found?.row == 5)
    #expect(found?.column == "B01003_001M")
  }

  @Test func `A table without a GEO_ID column is refused`() {
    let found = fault("NAME,B01003_001E,B01003_001M\nMissouri,5,1\n")
    #expect(found?.row == 1)
    #expect(found?.column == "GEO_ID")
  }

  @Test func `A row without, with half or with a repeated GEO_ID is refused`() {
    let without = fault(Self.head + ",Missouri,5,1\n")
    #expect(without?.row == 3)
    #expect(without?.column == "GEO_ID")
    let half = fault(Self.head + "29510,St. Louis,5,1\n")
    #expect(half?.row == 3)
    #expect(half?.column == "GEO_ID")
    let again = fault(Self.head + "0400000US29,Missouri,5,1\n0400000US29,Missouri,5,1\n")
    #expect(again?.row == 4)
    #expect(again?.message.contains("row 3 already") == true)
  }

  @Test func `Headings and labels that disagree are refused at their column`() {
    let found = fault(
      "GEO_ID,NAME,B01003_001E,B01003_001M\n"
        + "Geography,Name,Margin of Error!!Total,Estimate!!Total\n0400000US29,Missouri,5,1\n")
    #expect(found?.row == 2)
    #expect(found?.column == "B01003_001E")
    let shifted = fault(
      "GEO_ID,NAME,B01003_001E,B01003_001M\n"
        + "Geography,Name,Estimate!!Total,Margin of Error!!Male\n0400000US29,Missouri,5,1\n")
    #expect(shifted?.row == 2)
    #expect(shifted?.column == "B01003_001M")
    let short = fault("GEO_ID,NAME,B01003_001E,B01003_001M\nGeography,Name,Estimate!!Total\n")
    #expect(short?.row == 2)
    #expect(short?.column == "B01003_001M")
  }

  @Test func `A margin of error without its estimate is refused`() {
    let found = fault("GEO_ID,NAME,B01003_001E,B01003_002M\n0400000US29,Missouri,5,1\n")
    #expect(found?.row == 1)
    #expect(found?.column == "B01003_002M")
  }

  @Test func `Columns of two tables in one file are refused`() {
    let found = fault("GEO_ID,NAME,B01003_001E,B15003_001E\n0400000US29,Missouri,5,1\n")
    #expect(found?.row == 1)
    #expect(found?.column == "B15003_001E")
  }

  @Test func `A repeated heading is refused`() {
    let found = fault("GEO_ID,NAME,B01003_001E,B01003_001E\n0400000US29,Missouri,5,1\n")
    #expect(found?.row == 1)
    #expect(found?.column == "B01003_001E")
  }

  @Test func `A file whose name says another table is refused`() {
    let found = fault(
      Self.head + "0400000US29,Missouri,5,1\n", as: "ACSDT5Y2020.B15003-Data.csv")
    #expect(found?.row == 1)
    #expect(found?.message.contains("B15003") == true)
  }

  @Test func `Metadata of another table beside the figures are refused`() {
    #expect(throws: ImportFault.self) {
      try CensusTable.read(
        file: "B01003.csv", bytes: bytes(Self.head + "0400000US29,Missouri,5,1\n"),
        companions: [
          ("x_metadata.csv", bytes("GEO_ID,id\nB15003_001E,Estimate!!Total\n"))
        ])
    }
  }

  @Test func `Metadata that contradict the label row are refused at the column`() {
    let metadata = "GEO_ID,id\nB01003_001E,Estimate!!Male\nB01003_001M,Margin of Error!!Male\n"
    do throws(ImportFault) {
      _ = try CensusTable.read(
        file: "B01003.csv", bytes: bytes(Self.head + "0400000US29,Missouri,5,1\n"),
        companions: [("x_metadata.csv", bytes(metadata))])
      Issue.record("imported")
    } catch {
      #expect(error.row == 2)
      #expect(error.column == "B01003_001E")
    }
  }

  @Test func `Metadata or a title given alone say what is to be imported instead`() {
    let metadata = fault(
      "\"GEO_ID\",\"id\"\n\"NAME\",\"Name\"\n\"S0101_C01_001E\",\"Total!!Estimate!!Total\"\n",
      as: "ACSST5Y2010.S0101_metadata_2021-10-22T141226.csv")
    #expect(metadata?.message.contains("labels) of table S0101, not its figures") == true)
    let title = fault("S0101\nAGE AND SEX\n", as: "ACSST5Y2010.S0101_table_title.txt")
    #expect(title?.message.contains("title and notes of table S0101") == true)
  }

  @Test func `Negative counts and margins are refused, negative dollars are not`() throws {
    let count = fault(Self.head + "0400000US29,Missouri,-5,1\n")
    #expect(count?.row == 3)
    #expect(count?.column == "B01003_001E")
    let margin = fault(Self.head + "0400000US29,Missouri,5,-1\n")
    #expect(margin?.column == "B01003_001M")
    let loss = try table(
      "B19063", ["Aggregate self-employment income"], areas: [("0400000US29", ["-500", "20"])])
    #expect(loss.cell("0400000US29", "B19063_001")?.estimate == .number(-500))
  }

  @Test func `Headings with no area below them are refused`() {
    #expect(fault(Self.head)?.row == 3)
    #expect(fault("GEO_ID,NAME,B01003_001E\n")?.row == 2)
  }

  @Test func `A printed table's faults name their cells`() {
    let head = "\"Label (Grouping)\",\"Taos!!Estimate\",\"Taos!!Margin of Error\"\n"
    let file = "ACSDT5Y2020.B01001-2022.csv"
    let word = fault(head + "\"Total:\",\"many\",\"±5\"\n", as: file)
    #expect(word?.row == 2)
    #expect(word?.column == "Taos!!Estimate")
    let short = fault(head + "\"Total:\",\"5\"\n", as: file)
    #expect(short?.row == 2)
    #expect(short?.column == "Taos!!Margin of Error")
    let orphan = fault("\"Label (Grouping)\",\"Taos!!Margin of Error\"\n\"T\",\"±5\"\n", as: file)
    #expect(orphan?.row == 1)
  }

  @Test func `Files of other makers are refused by name`() {
    #expect(
      fault("Geo_FIPS,Geo_NAME,SE_A00001_001\n29510,St. Louis,5\n", as: "R13.csv")?.message
        .contains("Social Explorer") == true)
    #expect(
      fault("GEOID,NAME,variable,estimate,moe\n29,Missouri,B01003_001,5,1\n", as: "t.csv")?.message
        .contains("row for each variable") == true)
    #expect(
      fault("GEO_ID,NAME,P1_001N\n0400000US29,Missouri,5\n", as: "DECENNIALPL2020.P1-Data.csv")?
        .message.contains("decennial") == true)
    #expect(fault("a,b\n1,2\n", as: "x.csv")?.row == 1)
  }
}
