import Delimited
import Testing

@testable import Census

@Suite struct PLSTests {
  static let header =
    "STABR,FSCSKEY,FSCS_SEQ,LIBNAME,ADDRESS,CITY,ZIP,CNTY,PHONE,C_OUT_TY,SQ_FEET,HOURS,WKS_OPEN,"
    + "YR_SUB,LONGITUD,LATITUDE,INCITSST,INCITSCO,LOCALE,CENTRACT\n"
  static let rows =
    "MO,MO0030,002,BADEN BRANCH,8448 CHURCH RD,ST. LOUIS,63147,ST. LOUIS CITY,3143882400,BR,7400,"
    + "2500,52,2019,-90.2327,38.715,29,510,11,1083\n"
    + "MO,MO0030,003,BOOKMOBILE,1301 OLIVE,ST. LOUIS,63103,ST. LOUIS CITY,-4,BS,-4,-1,-3,"
    + "2019,-90.2,38.63,29,510,11,-4\n"

  @Test func `Outlets are read by the names of their columns`() throws {
    let file = try PLSFile.read(file: "o.csv", bytes: bytes(Self.header + Self.rows))
    #expect(file.kind == .outlet)
    #expect(file.fiscalYear == 2019)
    let baden = try #require(file.outlets.first)
    #expect(baden.kind == .branch)
    #expect(baden.squareFeet == .number(7_400))
    #expect(baden.tract == "29510108300")
    #expect(baden.coordinate == Coordinate(latitude: 38.715, longitude: -90.2327))
    #expect(file.outlets(of: "mo0030").count == 2)
    #expect(file.outlets(named: "baden", in: "mo").count == 1)
    #expect(file.outlets(named: "baden", in: "KY").isEmpty)
  }

  @Test func `Codes below zero are missing for their own reasons`() throws {
    let file = try PLSFile.read(file: "o.csv", bytes: bytes(Self.header + Self.rows))
    let mobile = file.outlets[1]
    #expect(mobile.kind == .bookmobile)
    #expect(mobile.squareFeet == .missing(.notApplicable))
    #expect(mobile.hours == .missing(.notReported))
    #expect(mobile.weeks == .missing(.closed))
    #expect(mobile.phone == nil)
    #expect(mobile.tract == nil)
    #expect(PLSFigure(ArraySlice(bytes("-9"))) == .missing(.suppressed))
    #expect(PLSFigure(ArraySlice(bytes("-2"))) == .number(-2))
    #expect(PLSFigure(ArraySlice(bytes("M"))) == .blank)
  }

  @Test func `Libraries are read with whatever columns their year has`() throws {
    let text =
      "STABR,FSCSKEY,LIBNAME,ADDRESS,CITY,ZIP,CNTY,PHONE,C_ADMIN,POPU_LSA,F_POPLSA,POPU_UND,"
      + "CENTLIB,VISITS,TOTCIR,LOCALE_ADD,YR_SUB\n"
      + "NM,NM0001,ALBUQUERQUE BERNALILLO,501 COPPER,ALBUQUERQUE,87102,BERNALILLO,5057685141,MO,"
      + "675000,R_22,660000,1,1200000,-1,11,2022\n"
    let file = try PLSFile.read(file: "PLS_FY22_AE_pud22i.csv", bytes: bytes(text))
    #expect(file.kind == .administrativeEntity)
    let library = try #require(file.entity("NM0001"))
    #expect(library.unduplicatedPopulation == .number(660_000))
    #expect(library.circulation == .missing(.notReported))
    #expect(library.hoursOpen == .noColumn)
    #expect(library.locale == "11")
    #expect(library["F_POPLSA"] == .noColumn)
    #expect(file.entities(named: "albuquerque").count == 1)
  }

  @Test func `State sums are known for what they are`() throws {
    let file = try PLSFile.read(
      file: "pls_state_pud19i.csv", bytes: bytes("STABR,POPU_LSA,POPU_UND,VISITS\nAK,5,5,9\n"))
    #expect(file.kind == .state)
    #expect(file.states[0]["VISITS"] == .number(9))
    #expect(file.fiscalYear == 2019)
  }

  @Test func `Faults name row and column`() {
    func fault(_ rows: String) -> ImportFault? {
      CensusTests.fault(Self.header + rows, as: "o.csv")
    }
    let word = fault(Self.rows.replacing("7400", with: "large"))
    #expect(word?.row == 2)
    #expect(word?.column == "SQ_FEET")
    let again = fault(Self.rows + Self.rows)
    #expect(again?.row == 4)
    #expect(again?.column == "FSCSKEY")
    let short = fault("MO,MO0030,002\n")
    #expect(short?.row == 2)
    #expect(short?.column == "LIBNAME")
    let keyless = fault(Self.rows.replacing("MO,MO0030,002", with: "MO,,002"))
    #expect(keyless?.column == "FSCSKEY")
    let nowhere = fault(Self.rows.replacing("38.715", with: "98.715"))
    #expect(nowhere?.column == "LATITUDE")
    #expect(fault("")?.message.contains("no records") == true)
  }

  @Test func `Latin letters are read`() throws {
    let file = try PLSFile.read(
      file: "o.csv",
      bytes: bytes(Self.header) + bytes(Self.rows).map { $0 == UInt8(ascii: "B") ? 0xD1 : $0 })
    #expect(file.outlets[0].name == "ÑADEN ÑRANCH")
    #expect(file.warnings.count == 1)
  }
}
