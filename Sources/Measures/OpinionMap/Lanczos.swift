/// The greatest eigenvalue of XᵀX with its vector.
enum Lanczos {
  /// How near a vector is to its eigenvector when the search ends: the length of what is left over,
  /// as a share of the eigenvalue.
  private static let nearness = 1e-11
  private static let mostSteps = 300

  struct Found {
    let value: Double
    let vector: [Double]
    /// Near the eigenvector after this one: where the next search may begin.
    let next: [Double]?
  }

  /// - Parameters:
  ///   - known: Eigenvectors that are found already: the search stays at right angles to them.
  ///   - hint: Where to begin; a little of everything is added, so that no hint can mislead.
  static func greatest(
    of matrix: CentredVotes, beside known: [[Double]], hint: [Double]?
  ) -> Found {
    let count = matrix.centre.count
    var random = SplitMix(seed: 0x6B69_7468)
    var start = (0..<count).map { _ in random.share() - 0.5 }
    if let hint, hint.count == count {
      let scale = 1e-3 / max(length(start), 1e-300)
      for index in start.indices { start[index] = hint[index] + start[index] * scale }
    }
    // Of what is left out, XᵀX knows nothing, and a start must not either.
    start = matrix.masked(start)
    for vector in known { remove(vector, from: &start) }
    guard normalise(&start) else {
      return Found(value: 0, vector: Array(repeating: 0, count: count), next: nil)
    }
    var basis = [start]
    var diagonal: [Double] = []
    var beside: [Double] = []
    while true {
      let current = basis[basis.count - 1]
      var next = matrix.squared(current)
      for vector in known { remove(vector, from: &next) }
      diagonal.append(dot(next, current))
      // Twice is enough (Kahan): then rounding leaves nothing of the earlier vectors.
      for _ in 0..<2 { for vector in basis { remove(vector, from: &next) } }
      let rest = length(next)
      let isLast = basis.count >= min(count, mostSteps)
      let scale = diagonal.max() ?? 0
      let isDone = rest <= 1e-14 * max(scale, 1e-300)
      if isLast || isDone || basis.count >= 4,
        let (values, vectors) = Tridiagonal.eigen(diagonal, beside)
      {
        let error = rest * abs(vectors[0].last ?? 0)
        if isLast || isDone || error <= nearness * max(values[0], 0) {
          guard values[0] > 1e-9 * max(matrix.total, 1e-300) else {
            return Found(value: 0, vector: Array(repeating: 0, count: count), next: nil)
          }
          return Found(
            value: values[0], vector: combine(basis, vectors[0]),
            next: vectors.count > 1 ? combine(basis, vectors[1]) : nil)
        }
      }
      if isDone || isLast { return Found(value: 0, vector: start, next: nil) }
      beside.append(rest)
      for index in next.indices { next[index] /= rest }
      basis.append(next)
    }
  }

  private static func combine(_ basis: [[Double]], _ weights: [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: basis[0].count)
    for (vector, weight) in zip(basis, weights) {
      for index in sum.indices { sum[index] += weight * vector[index] }
    }
    _ = normalise(&sum)
    return sum
  }

  private static func dot(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for index in left.indices { sum += left[index] * right[index] }
    return sum
  }

  private static func length(_ vector: [Double]) -> Double { dot(vector, vector).squareRoot() }

  private static func remove(_ direction: [Double], from vector: inout [Double]) {
    let share = dot(direction, vector)
    for index in vector.indices { vector[index] -= share * direction[index] }
  }

  private static func normalise(_ vector: inout [Double]) -> Bool {
    let size = length(vector)
    guard size > 1e-300 else { return false }
    for index in vector.indices { vector[index] /= size }
    return true
  }
}
