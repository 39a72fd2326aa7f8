import Foundation
import Testing

@testable import Scales

/// Against `scipy.stats.t` 1.17.1 on Python 3.11; the figures are its own, as it prints them.
@Suite struct StudentTTests {
  @Test(arguments: [
    // scipy.stats.t.ppf(p, degrees)
    (0.975, 1.0, 12.706204736174694), (0.975, 2, 4.302652729749462),
    (0.975, 3, 3.1824463052837078), (0.975, 4, 2.7764451051977934),
    (0.975, 5, 2.5705818356363146), (0.975, 9, 2.262157162798205),
    (0.975, 10, 2.228138851986274), (0.975, 29, 2.045229642132703),
    (0.975, 30, 2.0422724563012378), (0.975, 100, 1.9839715185235518),
    (0.975, 1000, 1.9623390808264083), (0.975, 10_000, 1.960201239890626),
    (0.995, 1, 63.656741162871526), (0.995, 4, 4.604094871349992),
    (0.995, 30, 2.7499956535672254), (0.995, 10_000, 2.5763210466685282),
    (0.9, 2, 1.8856180831641272), (0.9, 9, 1.3830287383966329),
    (0.75, 3, 0.7648923284043444), (0.75, 1000, 0.6747351646070093),
    // Fractions, as Welch's method needs them.
    (0.975, 1.5, 6.016663104427929), (0.975, 7.3, 2.345066736547703),
    (0.975, 23.71, 2.0652352572291712), (0.975, 88.25, 1.987211403437185),
  ]) func `A quantile is scipy's to nine digits`(p: Double, degrees: Double, expected: Double) {
    let found = StudentT.quantile(p, degrees: degrees)
    #expect(abs(found - expected) <= 1e-9 * expected, "\(found)")
    #expect(StudentT.quantile(1 - p, degrees: degrees).isNear(-found, within: 1e-9))
  }

  @Test func `The printed table that textbooks carry is met to its three decimals`() {
    // Fisher and Yates, two-sided 5 %.
    let table = [
      1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262,
      10: 2.228, 15: 2.131, 20: 2.086, 25: 2.060, 30: 2.042, 40: 2.021, 60: 2.000, 120: 1.980,
    ]
    for (degrees, value) in table {
      #expect(
        abs(StudentT.quantile(0.975, degrees: Double(degrees)) - value) <= 0.0005, "\(degrees)")
    }
  }

  @Test func `The distribution is scipy's, far out as well`() {
    #expect(StudentT.distribution(1.7, degrees: 5).isNear(0.925061606575838, within: 1e-12))
    #expect(
      StudentT.distribution(-2.2, degrees: 12.5).isNear(0.023641591451071933, within: 1e-11))
    // scipy.stats.t.sf(6, 40): a tail that 1 − p would have lost.
    #expect(StudentT.distribution(-6, degrees: 40).isNear(2.3632275663940903e-07, within: 1e-9))
  }

  @Test func `What has no answer has none`() {
    #expect(StudentT.quantile(0, degrees: 3).isNaN && StudentT.quantile(1, degrees: 3).isNaN)
    #expect(StudentT.quantile(0.9, degrees: 0).isNaN)
    #expect(StudentT.distribution(.infinity, degrees: 3).isNaN)
    #expect(StudentT.quantile(0.5, degrees: 3) == 0)
  }
}

extension Double {
  /// Whether it is `other` up to a share of `other`.
  func isNear(_ other: Double, within share: Double = 1e-12) -> Bool {
    abs(self - other) <= share * abs(other)
  }
}
