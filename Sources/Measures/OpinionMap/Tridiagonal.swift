/// Eigenvalues and eigenvectors of a symmetric tridiagonal matrix, by the QL method with implicit
/// shifts (EISPACK `tql2`; Bowdler, Martin, Reinsch and Wilkinson, 1968).
enum Tridiagonal {
  /// - Parameters:
  ///   - diagonal: n numbers.
  ///   - beside: n − 1 numbers, those beside the diagonal.
  /// - Returns: The eigenvalues, greatest first, and for each its eigenvector of length 1. `nil` when
  ///   50 turns did not find one, which finite numbers do not bring about.
  static func eigen(
    _ diagonal: [Double], _ beside: [Double]
  ) -> (values: [Double], vectors: [[Double]])? {
    let n = diagonal.count
    var d = diagonal
    var e = beside + [0]
    // Row i of z holds entry i of every vector.
    var z = (0..<n).map { i in (0..<n).map { $0 == i ? 1.0 : 0.0 } }
    for l in 0..<n {
      var turns = 0
      while true {
        var m = l
        while m < n - 1 {
          let size = abs(d[m]) + abs(d[m + 1])
          if abs(e[m]) <= .ulpOfOne * size { break }
          m += 1
        }
        if m == l { break }
        turns += 1
        if turns > 50 { return nil }
        var g = (d[l + 1] - d[l]) / (2 * e[l])
        var r = (g * g + 1).squareRoot()
        g = d[m] - d[l] + e[l] / (g + (g >= 0 ? r : -r))
        var (s, c, p) = (1.0, 1.0, 0.0)
        var i = m - 1
        var isEarly = false
        while i >= l {
          let f = s * e[i]
          let b = c * e[i]
          r = (f * f + g * g).squareRoot()
          e[i + 1] = r
          if r == 0 {
            d[i + 1] -= p
            e[m] = 0
            isEarly = true
            break
          }
          s = f / r
          c = g / r
          g = d[i + 1] - p
          r = (d[i] - g) * s + 2 * c * b
          p = s * r
          d[i + 1] = g + p
          g = c * r - b
          for k in 0..<n {
            let f = z[k][i + 1]
            z[k][i + 1] = s * z[k][i] + c * f
            z[k][i] = c * z[k][i] - s * f
          }
          i -= 1
        }
        if isEarly { continue }
        d[l] -= p
        e[l] = g
        e[m] = 0
      }
    }
    let order = d.indices.sorted { (d[$1], $0) < (d[$0], $1) }
    return (order.map { d[$0] }, order.map { index in z.map { $0[index] } })
  }
}
