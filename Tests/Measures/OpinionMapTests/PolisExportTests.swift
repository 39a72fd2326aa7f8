import Testing

@testable import OpinionMap

/// What a conversation's files are read as.
@Suite struct PolisExportTests {
  static let comments =
    "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
  static let votes = "timestamp,datetime,comment-id,voter-id,vote\n"

  @Test func `Votes and comments`() throws {
    let export = try PolisExport([
      "votes.csv": bytes(Self.votes + "5,x,3,10,1\n6,x,1,9,-1\n7,x,3,ann,0\n"),
      "comments.csv": bytes(
        Self.comments + "1,x,1,9,4,5,-1,First\n2,x,2,,0,0,0,Second\n3,x,3,10,1,0,1,Third\n"),
    ])
    #expect(export.participants == ["9", "10", "ann"])
    #expect(export.statements == [1, 2, 3])
    #expect(export.votes.row(0) == [0: -1])
    #expect(export.votes.row(1) == [2: 1])
    #expect(export.votes.row(2) == [2: 0])
    #expect(export.moderatedOut == [0])
    #expect(export.meta == [])
    #expect(export.comments.map(\.text) == ["First", "Second", "Third"])
    #expect(export.comments.map(\.author) == ["9", nil, "10"])
    #expect(export.comments.map(\.agrees) == [4, 0, 1])
    #expect(export.comments.map(\.disagrees) == [5, 0, 0])
  }

  @Test func `Rows of participants`() throws {
    let export = try PolisExport([
      "participants-votes.csv": bytes(
        "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,2\n"
          + "7,1,0,2,1,1,1,-1\n3,,0,1,0,0,,0\n")
    ])
    #expect(export.participants == ["3", "7"])
    #expect(export.statements == [0, 2])
    #expect(export.publishedGroups == ["7": "1"])
    #expect(export.votes.row(0) == [1: 0])
    #expect(export.votes.row(1) == [0: 1, 1: -1])
    #expect(export.comments.isEmpty)
  }

  @Test func `The vote given last counts, wherever its row stands; of one time the later row`()
    throws
  {
    let export = try PolisExport([
      "votes.csv": bytes(
        Self.votes + "9,x,0,1,1\n5,x,0,1,-1\n5,x,0,2,-1\n5,x,0,2,0\n3,x,0,3,1\n4,x,0,3,-1\n")
    ])
    #expect((0..<3).map { export.votes.row($0) } == [[0: 1], [0: 0], [0: -1]])
    let untimed = try PolisExport(["votes.csv": bytes("voter-id,comment-id,vote\n1,0,1\n1,0,-1\n")])
    #expect(untimed.votes.row(0) == [0: -1])
  }

  @Test(arguments: [
    ("\n", ""), ("\r\n", ""), ("\r", ""), ("\n", "\u{FEFF}"), ("\r\n", "\u{FEFF}"),
  ])
  func `Line ends and byte-order marks of all sorts are borne`(
    _ end: String, _ mark: String
  ) throws {
    let body = [
      "comment-id,moderated,comment-body", "0,1,\"One\nor two, \"\"quoted\"\"\"", "1,-1,B",
    ]
    let export = try PolisExport([
      "votes.csv": bytes(
        mark + ["voter-id,comment-id,vote", "1,0,1", "", "2,1,-1"].joined(separator: end) + end),
      "comments.csv": bytes(mark + body.joined(separator: end)),
    ])
    #expect(export.votes.voteCount == 2)
    #expect(export.comments.map(\.text) == ["One\nor two, \"quoted\"", "B"])
    #expect(export.moderatedOut == [1])
  }

  @Test func `Headings are found in any order and case; other columns and files are passed over`()
    throws
  {
    let export = try PolisExport([
      "votes.csv": bytes("Vote,note,Comment-ID, Voter-Id \n1,hello,4,a\n"),
      "comments.csv": bytes("is-meta,language,comment-id\ntrue,es,4\n0,,5\n"),
      "summary.csv": bytes("\"torn"),
    ])
    #expect(export.statements == [4, 5])
    #expect(export.meta == [0])
    #expect(export.comments.map(\.language) == ["es", nil])
    #expect(export.comments.map(\.moderation) == [1, 1])
  }

  @Test func `A conversation without a vote has statements and no people`() throws {
    let export = try PolisExport([
      "votes.csv": bytes(Self.votes), "comments.csv": bytes("comment-id\n1\n2\n"),
    ])
    #expect(export.participants.isEmpty)
    #expect(export.votes.statementCount == 2)
    #expect(OpinionMap(of: export.votes).groups.isEmpty)
  }

  @Test func `A report has names and numbers as the files have them`() throws {
    let rows = (0..<20).map { index in
      "p\(index),\(index % 2 == 0 ? "1,1,1,1,-1,-1,-1,1" : "-1,-1,-1,-1,1,1,1,1")"
    }
    let export = try PolisExport([
      "participants-votes.csv": bytes(
        "participant,10,11,12,13,14,15,16,17\n" + rows.joined(separator: "\n")),
      "comments.csv": bytes("comment-id,comment-body\n17,\"All of\nus\"\n"),
    ])
    let report = MapReport(OpinionMap(of: export.votes), of: export, seconds: 0)
    #expect(report.participants == 20)
    #expect(report.votes == 160)
    #expect(report.agrees == 90)
    #expect(report.disagrees == 70)
    #expect(report.passes == 0)
    #expect(report.k == 2)
    #expect(report.groups.map(\.size) == [10, 10])
    #expect(report.assignments["p0"] != report.assignments["p1"])
    #expect(report.assignments["p0"] == report.assignments["p18"])
    #expect(report.consensus.agree.map(\.statement) == [17])
    #expect(report.text.contains("agree 20 of 20  [17] All of us"))
    let json = try report.json()
    #expect(json.contains("\"explained_variance_ratio\""))
    #expect(json.contains("\"probability_test\""))
  }
}
