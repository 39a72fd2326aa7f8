import Testing

@testable import Scales

/// Figures by numpy 2.4.6 and scipy 1.17.1 (`std(ddof=1)`, `stats.t.interval`, and for differences
/// `stats.ttest_ind(b, a, equal_var=False).confidence_interval(.95)`), or by hand where it says so.
@Suite struct SampleMeanTests {
  let a = [3, 4, 4.5, 2, 5, 3.5, 4]
  let b = [2, 2.5, 3, 1, 4, 2, 3.5, 1.5]

  @Test func `Mean, deviation and interval are scipy's`() throws {
    let mean = try #require(SampleMean(a))
    #expect(mean.n == 7)
    #expect(mean.mean.isNear(3.7142857142857144))
    let deviation = try #require(mean.deviation)
    #expect(deviation.isNear(0.9940297973880049))
    let interval = try #require(mean.interval)
    #expect(interval.low.isNear(2.794961482469971, within: 1e-9))
    #expect(interval.high.isNear(4.6336099461014575, within: 1e-9))
  }

  @Test func `By hand: three answers`() throws {
    // 2, 3, 4: mean 3, deviation 1, t(.975; 2) = 4.303, half = 4.303/√3 = 2.484
    let mean = try #require(SampleMean([2, 3, 4]))
    #expect(mean.mean == 3 && mean.deviation == 1)
    let interval = try #require(mean.interval)
    #expect(abs(interval.low - 0.516) < 0.0005 && abs(interval.high - 5.484) < 0.0005)
  }

  @Test func `One answer has no spread, equal answers have no interval, none have no mean`() {
    #expect(SampleMean([]) == nil)
    #expect(SampleMean([4])?.interval == nil && SampleMean([4])?.deviation == nil)
    #expect(SampleMean([4, 4, 4])?.interval == nil && SampleMean([4, 4, 4])?.deviation == 0)
    // Seventeen times 3.3: sums in binary wander, the rule does not.
    #expect(SampleMean(Array(repeating: 3.3, count: 17))?.interval == nil)
  }

  @Test func `A mean below the smallest number is not shown, and one at it is`() throws {
    let four = try #require(SampleMean([1, 2, 3, 4]))
    let five = try #require(SampleMean([1, 2, 3, 4, 5]))
    #expect(four.shown(atLeast: 5) == nil)
    #expect(five.shown(atLeast: 5)?.mean == 3)
  }

  @Test func `The difference of two waves is Welch's, as scipy has it`() throws {
    let first = try #require(SampleMean(a))
    let second = try #require(SampleMean(b))
    let difference = try #require(MeanDifference(from: first, to: second))
    #expect(difference.difference.isNear(-1.2767857142857144))
    #expect(difference.degrees.isNear(12.807347893173569))
    #expect(difference.interval.low.isNear(-2.4011956786415487, within: 1e-9))
    #expect(difference.interval.high.isNear(-0.1523757499298799, within: 1e-8))
    #expect(difference.isClear)
    let back = try #require(MeanDifference(from: second, to: first))
    #expect(back.difference == -difference.difference)
    #expect(back.interval.high == -difference.interval.low)
  }

  @Test func `A difference that chance explains is not clear`() throws {
    let first = try #require(SampleMean([3, 4, 2, 5, 3]))
    let second = try #require(SampleMean([4, 4, 3, 5, 3]))
    #expect(try #require(MeanDifference(from: first, to: second)).isClear == false)
  }

  @Test func `Where nothing varies, or one person answered, no difference is told`() throws {
    let flat = try #require(SampleMean([3, 3, 3]))
    let one = try #require(SampleMean([4]))
    let spread = try #require(SampleMean(a))
    #expect(MeanDifference(from: flat, to: flat) == nil)
    #expect(MeanDifference(from: one, to: spread) == nil)
    #expect(MeanDifference(from: flat, to: spread) != nil)
  }
}
