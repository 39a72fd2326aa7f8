import Delimited
import Testing

@testable import OpinionMap

/// Each way of being wrong names its file, row and column, and reads nothing.
@Suite struct PolisFaultTests {
  static let votes = "timestamp,comment-id,voter-id,vote\n"
  static let comments = "comment-id,agrees,moderated,comment-body\n"
  static let people = "participant,group-id,0,1\n"

  func fault(_ files: [String: String]) -> PolisExport.Fault? {
    do throws(PolisExport.Fault) {
      _ = try PolisExport(files.mapValues { bytes($0) })
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("1,0,7,2", "vote"), ("1,0,7,-2", "vote"), ("1,0,7,", "vote"), ("1,0,7,agree", "vote"),
    ("1,0,7,1.0", "vote"), ("1,x,7,1", "comment-id"), ("1,,7,1", "comment-id"),
    ("1,0.5,7,1", "comment-id"), ("1,0,,1", "voter-id"), ("noon,0,7,1", "timestamp"),
    (",0,7,1", "timestamp"),
  ])
  func `A vote that can't be read names its cell`(_ row: String, _ column: String) {
    let found = fault(["votes.csv": Self.votes + "1,0,1,1\n\n\(row)\n9,0,9,1\n"])
    #expect(found?.file == "votes.csv")
    #expect(found?.fault.row == 4)
    #expect(found?.fault.column == column)
  }

  @Test func `A vote of 2 is told what a vote is`() {
    #expect(
      fault(["votes.csv": Self.votes + "1,0,7,2\n"])
        == PolisExport.Fault(
          file: "votes.csv",
          fault: ImportFault(
            row: 2, column: "vote",
            message: "A vote is 1 (agree), 0 (pass) or -1 (disagree), not “2”.")))
  }

  @Test(arguments: ["1,0,7", "1,0", "1", "1,0,7,1,1", "1,0,7,1,"])
  func `A torn row is refused, short or long`(_ row: String) {
    let found = fault(["votes.csv": Self.votes + "1,0,1,1\n\(row)\n"])
    #expect(found?.file == "votes.csv")
    #expect(found?.fault.row == 3)
    #expect(found?.fault.column != nil)
    #expect(found?.fault.message.contains("but there are 4 headings") == true)
  }

  @Test(arguments: ["comment-id", "voter-id", "vote"])
  func `A column that is missing is named`(_ heading: String) {
    let headings = ["comment-id", "voter-id", "vote"].filter { $0 != heading }
    let found = fault(["votes.csv": headings.joined(separator: ",") + "\n1,1\n"])
    #expect(found?.file == "votes.csv")
    #expect(found?.fault.row == 1)
    #expect(found?.fault.message.contains("The column \(heading) is missing") == true)
  }

  @Test(arguments: [
    ("x,1,1,A", "comment-id"), (",1,1,A", "comment-id"), ("0,1,1,B", "comment-id"),
    ("1,1,2,A", "moderated"), ("1,1,yes,A", "moderated"), ("1,1,,A", "moderated"),
  ])
  func `A statement that can't be read names its cell`(_ row: String, _ column: String) {
    let found = fault([
      "votes.csv": Self.votes, "comments.csv": Self.comments + "0,1,1,\"A\nB\"\n\(row)\n",
    ])
    #expect(found?.file == "comments.csv")
    #expect(found?.fault.row == 3)
    #expect(found?.fault.column == column)
  }

  @Test func `A statement that is there twice is named`() {
    let found = fault([
      "votes.csv": Self.votes, "comments.csv": Self.comments + "8,0,1,A\n9,0,1,B\n8,0,1,C\n",
    ])
    #expect(
      found?.fault
        == ImportFault(row: 4, column: "comment-id", message: "Statement 8 is there twice."))
  }

  @Test(arguments: [
    ("5,0,1,2", "1"), ("5,0,maybe,", "0"), (",0,1,1", "participant"), ("4,0,1,1", "participant"),
  ])
  func `A participant's row that can't be read names its cell`(_ row: String, _ column: String) {
    let found = fault(["participants-votes.csv": Self.people + "4,0,1,\n\(row)\n"])
    #expect(found?.file == "participants-votes.csv")
    #expect(found?.fault.row == 3)
    #expect(found?.fault.column == column)
  }

  @Test func `Participants without a statement's column, and torn rows of theirs, are refused`() {
    let without = fault(["participants-votes.csv": "participant,group-id\n1,0\n"])
    #expect(without?.fault.row == 1)
    #expect(without?.fault.message.contains("number of a statement") == true)
    let torn = fault(["participants-votes.csv": Self.people + "4,0,1\n"])
    #expect(torn?.file == "participants-votes.csv")
    #expect(torn?.fault.row == 2)
    let headless = fault(["participants-votes.csv": "name,0\n1,1\n"])
    #expect(headless?.fault.row == 1)
    #expect(headless?.fault.message.contains("participant") == true)
  }

  @Test func `Without files, or with none that has votes, it says which to give`() {
    for files in [[:], ["comments.csv": Self.comments + "0,1,1,A\n"], ["other.csv": "a\n"]] {
      let found = fault(files)
      #expect(found?.file == "votes.csv")
      #expect(found?.fault.message.contains("participants-votes.csv") == true)
    }
  }

  @Test func `A quote that is never closed names the cell where it opened`() {
    let found = fault([
      "votes.csv": Self.votes, "comments.csv": Self.comments + "0,1,1,A\n1,0,1,\"B\n2,0,1,C\n",
    ])
    #expect(found?.file == "comments.csv")
    #expect(found?.fault.row == 3)
    #expect(found?.fault.column == "comment-body")
  }

  @Test func `Files that are empty or no table are refused`() {
    for text in ["", "\n\n", "<!DOCTYPE html><html>", "PK\u{3}\u{4}"] {
      #expect(fault(["votes.csv": text])?.file == "votes.csv", "\(text)")
    }
  }
}
