import Testing

@testable import Census

/// Worked examples of the Census Bureau's “What All Data Users Need to Know” (2018), chapter 8.
@Suite struct MarginOfErrorTests {
  @Test func `Never-married women of three counties are added up as the handbook does`() {
    let moe = MarginOfError.sum([(135_173, 3_860), (43_104, 2_642), (24_842, 1_957)])
    #expect(moe.rounded() == 5_070)
  }

  @Test func `The share of women never married has the handbook's margin`() throws {
    let moe = try #require(MarginOfError.proportion((203_119, 5_070), of: (630_498, 831)))
    #expect(abs(moe - 0.008) < 0.0005)
  }

  @Test func `The ratio of men to women never married has the handbook's margin`() throws {
    let moe = try #require(MarginOfError.ratio((226_840, 5_556), to: (203_119, 5_070)))
    #expect(abs(moe - 0.039) < 0.0005)
  }

  @Test func `A percent change has the ratio's margin`() throws {
    let moe = try #require(
      MarginOfError.percentChange(from: (135_173, 3_860), to: (139_301, 4_047)))
    #expect(abs(moe - 4.198_069_852_261_231) < 1e-9)
  }

  @Test func `A product of homes and the share of them has the handbook's margin`() {
    #expect(MarginOfError.product((74_506, 228), (0.824, 0.001)).rounded() == 202)
  }

  @Test func `Of zero estimates only the largest margin counts, and once`() {
    #expect(MarginOfError.sum([(0, 12), (0, 9), (0, 12)]) == 12)
    #expect(MarginOfError.sum([(3, 4), (0, 3), (0, 2)]) == 5)
    #expect(MarginOfError.sum([]) == 0)
  }

  @Test func `Where the proportion's root would be negative the ratio's formula is taken`() throws {
    let moe = try #require(MarginOfError.proportion((90, 5), of: (100, 20)))
    #expect(moe == MarginOfError.ratio((90, 5), to: (100, 20)))
    #expect(MarginOfError.proportion((1, 1), of: (0, 5)) == nil)
    #expect(MarginOfError.ratio((1, 1), to: (0, 5)) == nil)
  }

  @Test func `Two estimates differ just above 1.645 standard errors and not at it`() {
    // √(3² + 4²) = 5 is exactly the margin of the difference.
    #expect(!MarginOfError.differ((105, 3), (100, 4)))
    #expect(MarginOfError.differ((105.001, 3), (100, 4)))
    #expect(!MarginOfError.differ((104.999, 3), (100, 4)))
    #expect(MarginOfError.differ((5, 0), (4, 0)))
    #expect(!MarginOfError.differ((5, 0), (5, 0)))
  }

  @Test func `A standard error is the margin over 1.645`() throws {
    #expect(abs(MarginOfError.standardError(5_070) - 3_082.07) < 0.01)
    let cv = try #require(MarginOfError.coefficientOfVariation(203_119, moe: 5_070))
    #expect(abs(cv - 1.5) < 0.05)
    #expect(MarginOfError.coefficientOfVariation(0, moe: 12) == nil)
  }
}
