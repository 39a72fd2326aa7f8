import Testing

@testable import OpinionMap

@Suite struct VoteMatrixTests {
  func vote(_ participant: Int32, _ statement: Int32, _ value: Int8) -> VoteMatrix.Vote {
    VoteMatrix.Vote(participant: participant, statement: statement, value: value)
  }

  func fault(_ votes: [VoteMatrix.Vote]) -> VoteMatrix.Fault? {
    do throws(VoteMatrix.Fault) {
      _ = try VoteMatrix(participants: 2, statements: 3, votes: votes)
      return nil
    } catch {
      return error
    }
  }

  @Test func `Votes are put in rows, in the order of statements`() throws {
    let votes = try VoteMatrix(
      participants: 3, statements: 130,
      votes: [vote(2, 129, 1), vote(0, 64, 0), vote(2, 0, -1), vote(0, 63, 1), vote(2, 64, 1)])
    #expect(votes.voteCount == 5)
    #expect(votes.row(0) == [63: 1, 64: 0])
    #expect(votes.row(1) == [:])
    #expect(votes.row(2) == [0: -1, 64: 1, 129: 1])
    #expect((0..<3).map { votes.votes(of: $0) } == [2, 0, 3])
    #expect(votes.starts == [0, 2, 2, 5])
    // 3 · 63 + 2 and so on.
    #expect(votes.codes == [191, 193, 0, 194, 389])
  }

  @Test func `Of several votes the last counts`() throws {
    let votes = try VoteMatrix(
      participants: 2, statements: 3,
      votes: [
        vote(0, 1, 1), vote(1, 1, 1), vote(0, 0, 1), vote(0, 1, 0), vote(1, 1, -1), vote(0, 1, -1),
      ])
    #expect(votes.voteCount == 3)
    #expect(votes.row(0) == [0: 1, 1: -1])
    #expect(votes.row(1) == [1: -1])
    #expect(votes.tallies[1] == StatementTally(disagrees: 2))
    let plain = try VoteMatrix(
      participants: 2, statements: 3, votes: [vote(1, 1, -1), vote(0, 1, -1), vote(0, 0, 1)])
    #expect(votes == plain)
  }

  @Test func `A vote outside names its position`() {
    #expect(fault([vote(0, 0, 1), vote(2, 0, 1)]) == .outside(vote: 1))
    #expect(fault([vote(-1, 0, 1)]) == .outside(vote: 0))
    #expect(fault([vote(0, 0, 1), vote(0, 1, 1), vote(1, 3, 1)]) == .outside(vote: 2))
    #expect(fault([vote(0, -1, 1)]) == .outside(vote: 0))
    #expect(fault([vote(0, 0, 2)]) == .outside(vote: 0))
    #expect(fault([vote(0, 0, -2)]) == .outside(vote: 0))
    #expect(fault([vote(0, 0, .min)]) == .outside(vote: 0))
    #expect(fault([vote(0, 0, -1), vote(1, 2, 0)]) == nil)
  }

  @Test func `Too many statements are refused before anything is set aside for them`() {
    #expect(throws: VoteMatrix.Fault.tooMany) {
      try VoteMatrix(participants: 1, statements: Int(UInt32.max) / 3, votes: [])
    }
  }

  @Test func `Tallies count each group for itself and leave out those in none`() throws {
    let votes = try matrix(["+-0", "+.0", "-+.", "+++"])
    let tallies = votes.tallies(groups: [0, 1, 0, -1], count: 2)
    #expect(
      tallies[0] == [
        StatementTally(agrees: 1, disagrees: 1), StatementTally(agrees: 1, disagrees: 1),
        StatementTally(passes: 1),
      ])
    #expect(
      tallies[1] == [StatementTally(agrees: 1), StatementTally(), StatementTally(passes: 1)])
    #expect(votes.tallies[0] == StatementTally(agrees: 3, disagrees: 1))
    #expect(votes.tallies[2].seen == 3)
    #expect(votes.tallies[0] - tallies[0][0] == StatementTally(agrees: 2))
  }

  @Test func `In the order of answers, the same answers are the same matrix and map`() throws {
    let invented = SyntheticVotes(participants: 300, statements: 40, fill: 0.4, seed: 3)
    // People in the opposite order, and each one's answers too.
    let other = invented.votes.reversed().map {
      VoteMatrix.Vote(
        participant: 299 - $0.participant, statement: $0.statement, value: $0.value)
    }
    func matrix(_ votes: [VoteMatrix.Vote]) throws -> VoteMatrix {
      try VoteMatrix(
        participants: 300, statements: 40,
        votes: VoteMatrix.inOrderOfAnswers(votes, participants: 300))
    }
    let (one, two) = (try matrix(invented.votes), try matrix(other))
    #expect(one == two)
    #expect(OpinionMap(of: one) == OpinionMap(of: two))
    let plain = try VoteMatrix(participants: 300, statements: 40, votes: invented.votes)
    #expect(one != plain && one.tallies == plain.tallies)
  }
}
