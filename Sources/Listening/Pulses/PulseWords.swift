import Components
import Markup
import Scales
import Words

extension Pulse.State {
  func word(_ w: Words) -> String {
    switch self {
    case .draft: w("Being prepared")
    case .open: w("Open for answers")
    case .closed: w("Ended")
    }
  }
}

extension Pulse.Side {
  public func word(_ w: Words) -> String {
    switch self {
    case .community: w("Community")
    case .library: w("Library")
    }
  }
}

extension Instrument.Rating {
  func word(_ w: Words) -> String {
    switch self {
    case .importance: w("How much it matters")
    case .occurrence: w("How often it is so")
    }
  }
}

extension SampleMean {
  /// *3.84 (3.52 to 4.16)*, or the mean alone where there is no interval.
  public func sentence(_ w: Words) -> String {
    guard let interval else { return w.figure(mean, digits: 2) }
    return w(
      "{mean} ({low} to {high})",
      [
        "mean": w.figure(mean, digits: 2), "low": w.figure(interval.low, digits: 2),
        "high": w.figure(interval.high, digits: 2),
      ])
  }
}

/// What a figure's cell says: the mean with its interval, or that too few stand behind it.
func cell(_ w: Words, _ mean: SampleMean?) -> HTML {
  HTML(text: mean?.sentence(w) ?? w("Not shown"))
}

func count(_ w: Words, _ mean: SampleMean?) -> HTML {
  HTML(text: mean.map { w.number($0.n) } ?? "–")
}

extension Reliability {
  func sentence(_ w: Words) -> String {
    switch self {
    case .alpha(let alpha, let n):
      w(
        "{alpha}, of {n} people", ["alpha": w.figure(alpha, digits: 2), "n": w.number(n)])
    case .tooFew: w("Not told: fewer than {n} people rated all items", ["n": w.number(Self.fewest)])
    case .oneItem: w("Not told: there is one item")
    case .noSpread: w("Not told: everybody said the same")
    }
  }
}
