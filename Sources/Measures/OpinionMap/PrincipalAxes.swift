/// The two directions along which answers differ most: principal components of the votes, where what
/// somebody has not answered stands at its statement's mean.
///
/// After centring, what is unanswered is zero, so the matrix is as sparse as the votes. The axes are
/// eigenvectors of XᵀX, found by the method of Lanczos with full reorthogonalisation (Golub and Van
/// Loan, *Matrix Computations*, 4th ed., §10.1), without writing XᵀX down.
public struct PrincipalAxes: Sendable, Equatable {
  /// Each statement's mean vote; 0 for statements that are moderated out or that nobody answered.
  public let centre: [Double]
  /// Of length 1, or all zero where the votes have no such direction. The entry that is greatest
  /// without its sign is positive.
  public let first: [Double]
  public let second: [Double]
  /// The share of all variance that each explains, from 0 to 1.
  public let varianceRatios: [Double]

  public init(centre: [Double], first: [Double], second: [Double], varianceRatios: [Double] = []) {
    self.centre = centre
    self.first = first
    self.second = second
    self.varianceRatios = varianceRatios
  }

  /// - Parameters:
  ///   - excluded: Statements that are moderated out, or about the conversation itself.
  ///   - earlier: Axes to start from, such as those of the map before; the answer is the same, sooner.
  public init(of votes: VoteMatrix, excluding excluded: Set<Int>, earlier: PrincipalAxes? = nil) {
    let spread = CentredVotes(votes, excluding: excluded)
    var axes: [[Double]] = []
    var variances: [Double] = []
    var hints = [earlier?.first, earlier?.second]
    for index in 0..<2 {
      let found = Lanczos.greatest(of: spread, beside: axes, hint: hints[index])
      variances.append(found.value)
      axes.append(PrincipalAxes.signed(found.vector))
      if index == 0, hints[1] == nil { hints[1] = found.next }
    }
    centre = spread.centre
    first = axes[0]
    second = axes[1]
    varianceRatios = variances.map { spread.total > 0 ? $0 / spread.total : 0 }
  }

  private static func signed(_ vector: [Double]) -> [Double] {
    var greatest = 0.0
    for entry in vector where abs(entry) > abs(greatest) { greatest = entry }
    return greatest < 0 ? vector.map { -$0 } : vector
  }
}
