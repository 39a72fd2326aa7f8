import Delimited
import Testing

@testable import Census

@Suite struct DelimitedReaderTests {
  @Test(arguments: ["a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\r1,2", "\u{FEFF}a,b\n1,2", "a|b\n1|2\n"])
  func `Line ends, byte-order marks and delimiters of all sorts give the same cells`(
    _ text: String
  ) throws {
    let table = try DelimitedReader.read(bytes(text))
    #expect(table.rowCount == 2)
    #expect(table.row(0) == ["a", "b"])
    #expect(table.row(1) == ["1", "2"])
  }

  @Test func `Quoted cells keep commas, doubled quotes and line ends`() throws {
    let table = try DelimitedReader.read(bytes("name,x\n\"Baden, \"\"the\"\" branch\nnorth\",1\n"))
    #expect(table.text(1, 0) == "Baden, \"the\" branch\nnorth")
    #expect(table.rowCount == 2)
  }

  @Test func `A closing comma makes an empty last cell`() throws {
    let table = try DelimitedReader.read(bytes("a,b,\n1,2,"))
    #expect(table.width(0) == 3)
    #expect(table.width(1) == 3)
  }

  @Test func `A quote that is never closed names the cell where it opened`() {
    let fault = fault("GEO_ID,B01003_001E\n0400000US29,\"5\n0400000US17,6\n")
    #expect(fault?.row == 2)
    #expect(fault?.column == "B01003_001E")
    #expect(fault?.message.contains("never closed") == true)
  }

  @Test func `Text after a closing quote is refused`() {
    let fault = fault("GEO_ID,B01003_001E\n0400000US29,\"5\"6\n")
    #expect(fault?.row == 2)
    #expect(fault?.column == "B01003_001E")
  }

  @Test func `Bytes that are not UTF-8 and NUL bytes name their cell`() {
    let head = bytes("GEO_ID,NAME,B01003_001E,B01003_001M\n0400000US29,Do")
    let tail = bytes("a Ana,5,1\n")
    for byte: UInt8 in [0xF1, 0x00, 0xC0, 0xFF] {
      let found = fault(head + [byte] + tail)
      #expect(found?.row == 2)
      #expect(found?.column == "NAME")
    }
  }

  @Test func `Windows-1252 is read where it is allowed`() throws {
    let table = try DelimitedReader.read(
      bytes("a\nDELTA CO PLD ") + [0x96] + bytes(" DELTA"), encoding: .utf8OrWindows1252)
    #expect(table.text(1, 0) == "DELTA CO PLD – DELTA")
  }

  @Test(arguments: [
    ("", "empty"), ("  \n", "empty"), ("<!DOCTYPE html><html>", "web page"),
    ("\n<html><body>502", "web page"), ("PK\u{3}\u{4}xxxx", "zip"), ("%PDF-1.4", "PDF"),
    ("<?xml version=\"1.0\"?>", "XML"),
  ])
  func `What is no table is refused for what it is`(_ text: String, _ word: String) {
    #expect(fault(text)?.message.contains(word) == true)
  }

  @Test func `Numbers are read strictly`() {
    #expect(Numeral("1,234,567")?.value == 1_234_567)
    #expect(Numeral("-0.5") == Numeral("-.5"))
    #expect(Numeral("12.0")?.hasPoint == true)
    #expect(Numeral("12")?.hasPoint == false)
    for text in ["", "-", ".", "1,23", "1,2345", ",123", "1e5", "nan", "inf", "0x1F", "1 2", "١"] {
      #expect(Numeral(text) == nil, "\(text)")
    }
    #expect(Numeral(String(repeating: "9", count: 19)) == nil)
    #expect(Numeral(String(repeating: "9", count: 18))?.value == 1e18)
  }
}
