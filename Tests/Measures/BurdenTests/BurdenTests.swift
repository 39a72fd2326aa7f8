import Testing

@testable import Burden

/// Hours, computed by hand.
@Suite struct BurdenTests {
  @Test func `Who answers gives minutes, and who does not still reads what was sent`() {
    // 40 × 10 minutes and 60 × 2 × a quarter: 430 minutes.
    #expect(
      abs(Burden.hours(answered: 40, invited: 100, minutes: 10, reminders: 1) - 430.0 / 60) < 1e-12)
    #expect(Burden.hours(answered: 0, invited: 240, minutes: 10, reminders: 0) == 1)
    #expect(Burden.hours(answered: 12, invited: nil, minutes: 10, reminders: 2) == 2)
    // More answers than invitations: links were passed on, and nobody is left unanswered.
    #expect(Burden.hours(answered: 12, invited: 6, minutes: 10, reminders: 2) == 2)
    #expect(Burden.hours(answered: 0, invited: 0, minutes: 10, reminders: 0) == 0)
  }

  @Test func `Before it is known who answers, all who are invited are reckoned`() {
    #expect(Burden.mostHours(invited: 30, minutes: 20) == 10)
    #expect(Burden.mostHours(invited: nil, minutes: 20) == 0)
  }

  @Test func `Hours are put in relation to a thousand adults, and to none not at all`() {
    #expect(Burden.perThousand(31, adults: 1240) == 25)
    #expect(Burden.perThousand(31, adults: 0) == nil)
  }

  @Test func `Hours fall evenly on the days of an ask`() {
    #expect(Burden.spread(10, from: 0, to: 9, over: [0..<5, 5..<20]) == [5, 5])
    #expect(Burden.spread(10, from: 3, to: 3, over: [0..<3, 3..<4, 4..<9]) == [0, 10, 0])
    #expect(Burden.spread(10, from: 3, to: 1, over: [0..<3, 3..<4]) == [0, 10])
    let spans = [(-4)..<7, 7..<13, 13..<40]
    let shares = Burden.spread(7.3, from: 2, to: 29, over: spans)
    #expect(abs(shares.reduce(0, +) - 7.3) < 1e-12)
  }
}

@Suite struct ResponseDecayTests {
  private func decay(_ asks: [(day: Int, invited: Int, answered: Int)]) -> [ResponseDecay.Step] {
    ResponseDecay(
      counted: asks.map {
        ResponseDecay.Ask(day: $0.day, invited: $0.invited, answered: $0.answered)
      }, all: asks.map(\.day)
    ).steps
  }

  @Test func `Ten points fewer than at first is an alarm, nine are not`() {
    let ten = decay([(0, 100, 67), (100, 200, 114)])
    #expect(ten.map(\.k) == [1, 2] && ten.map(\.rate) == [0.67, 0.57])
    #expect(ten.map(\.alarms) == [false, true])
    #expect(decay([(0, 100, 67), (100, 100, 58)]).map(\.alarms) == [false, false])
    #expect(decay([(0, 100, 30), (100, 100, 90)]).map(\.fall) == [0, 0])
  }

  @Test func `The third ask within a year is the third, and after a year's quiet one is the first`()
  {
    let steps = decay([(0, 10, 5), (10, 10, 4), (364, 10, 3), (365, 10, 2), (800, 30, 21)])
    // On day 365 the ask of day 0 lies outside the year: that one is the third again.
    #expect(steps.map(\.k) == [1, 2, 3])
    #expect(steps.map(\.asks) == [2, 1, 2])
    #expect(steps[0].rate == 26.0 / 40 && steps[2].rate == 5.0 / 20)
  }

  @Test func `An ask without numbers makes the next one later all the same`() {
    let steps = ResponseDecay(
      counted: [.init(day: 50, invited: 10, answered: 5), .init(day: 60, invited: 0, answered: 0)],
      all: [0, 50, 60]
    ).steps
    #expect(steps.map(\.k) == [2] && steps[0].fall == 0)
    #expect(ResponseDecay(counted: [], all: [1, 2]).steps.isEmpty)
  }
}

@Suite struct SamplingTests {
  private let people = [
    Sampling.Person(id: "amal", number: 0.9, burden: 0),
    Sampling.Person(id: "beto", number: 0.1, burden: 0),
    Sampling.Person(id: "cruz", number: 0.5, burden: 1),
    Sampling.Person(id: "dana", number: 0.05, burden: 0),
  ]

  @Test func `Those of whom least was asked come first, and chance decides among equals`() {
    #expect(Sampling.leastBurdened(people, take: 3) == ["dana", "beto", "amal"])
    #expect(Sampling.leastBurdened(people, take: 3, start: 0.5) == ["amal", "dana", "beto"])
    #expect(Sampling.leastBurdened(people, take: 3, start: 7.5) == ["amal", "dana", "beto"])
    // On the number itself begins the circle.
    #expect(Sampling.leastBurdened(people, take: 1, start: 0.1) == ["beto"])
    #expect(Sampling.leastBurdened(people, take: 9).last == "cruz")
    #expect(Sampling.leastBurdened(people, take: 0) == [])
    #expect(Sampling.leastBurdened(people, take: -1) == [])
    #expect(
      Sampling.leastBurdened(people.reversed(), take: 4) == Sampling.leastBurdened(people, take: 4))
  }

  @Test func `Asked a half at a time, everybody is asked once before anybody is asked twice`() {
    var burdens = Dictionary(uniqueKeysWithValues: (0..<40).map { ("p\($0)", 0.0) })
    for round in 1...4 {
      let list = burdens.map {
        Sampling.Person(
          id: $0.key, number: Sampling.permanentNumber(of: $0.key, seed: 9), burden: $0.value)
      }
      for id in Sampling.leastBurdened(list, take: 20, start: Double(round) / 7) {
        burdens[id, default: 0] += 1
      }
      #expect((burdens.values.max() ?? 0) - (burdens.values.min() ?? 0) <= 1)
    }
    #expect(burdens.values.allSatisfy { $0 == 2 })
  }

  /// Computed by a program in another language.
  @Test func `A permanent number is the same on any machine, and another with another seed`() {
    #expect(Sampling.permanentNumber(of: "0017", seed: 1) == 0.8006200607699954)
    #expect(Sampling.permanentNumber(of: "0017", seed: 2) == 0.8721011897170587)
    #expect(Sampling.permanentNumber(of: "José", seed: 1) == 0.5847447246994936)
    let many = (0..<4000).map { Sampling.permanentNumber(of: "person \($0)", seed: 3) }
    #expect(many.allSatisfy { (0..<1).contains($0) })
    #expect(abs(many.reduce(0, +) / 4000 - 0.5) < 0.02)
    #expect(Set(many).count == 4000)
  }

  @Test func `A list says what is wrong with it, and where`() throws {
    func list(_ text: String) throws -> SampleList { try SampleList(Array(text.utf8), seed: 1) }
    let good = try list("id,asks,number\n7,2,0.25\n\n8,,\n")
    #expect(good.people.map(\.id) == ["7", "8"])
    #expect(good.people.map(\.burden) == [2, 0])
    #expect(good.people[0].number == 0.25)
    #expect(good.people[1].number == Sampling.permanentNumber(of: "8", seed: 1))
    #expect(throws: SampleList.Fault.noColumn("id")) { try list("name,asks\nAna,2\n") }
    #expect(throws: SampleList.Fault.badNumber(row: 3, column: "asks")) {
      try list("id,asks\n1,2\n2,many\n")
    }
    #expect(throws: SampleList.Fault.badNumber(row: 2, column: "number")) {
      try list("id,number\n1,1\n")
    }
    #expect(throws: SampleList.Fault.badNumber(row: 2, column: "asks")) {
      try list("id,asks\n1,-1\n")
    }
    #expect(throws: SampleList.Fault.noID(row: 3)) { try list("id,asks\n1,2\n,3\n") }
    #expect(throws: SampleList.Fault.twice(id: "1", row: 3)) { try list("id\n1\n1\n") }
    #expect(throws: SampleList.Fault.self) { try list("") }
  }
}
