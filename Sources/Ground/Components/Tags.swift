import Markup
import Words

public enum Tone: String, Sendable {
  case neutral, good, information, warning, trouble
}

/// A word or two about the state of something. The word alone must say it; the tone only agrees.
public func tag(_ text: String, tone: Tone = .neutral) -> HTML {
  "<span class=\"tag tag-\(tone.rawValue)\">\(text)</span>"
}

/// Who stands behind something that is believed. The raw values are those that are stored.
public enum StandingMark: String, Sendable, CaseIterable {
  case assumed, sourced, stated, confirmed, disputed

  fileprivate var icon: Icon {
    switch self {
    case .assumed: .question
    case .sourced: .book
    case .stated: .speech
    case .confirmed: .doubleCheck
    case .disputed: .split
    }
  }

  public func word(_ w: Words) -> String {
    switch self {
    case .assumed: w("Assumed")
    case .sourced: w("Sourced")
    case .stated: w("Stated")
    case .confirmed: w("Confirmed")
    case .disputed: w("Disputed")
    }
  }

  /// What the word means, for a legend.
  public func meaning(_ w: Words) -> String {
    switch self {
    case .assumed: w("We think so; nobody has told us.")
    case .sourced: w("A document or data set says so.")
    case .stated: w("Somebody of the community told us.")
    case .confirmed: w("The community has confirmed it.")
    case .disputed: w("People of the community disagree about it.")
    }
  }
}

/// The standing of a fact. Border, icon and word all differ, so that it survives print, a screen
/// reader and eyes that see no red.
public func standingTag(_ w: Words, _ standing: StandingMark) -> HTML {
  """
  <span class="tag standing standing-\(standing.rawValue)">\(standing.icon.svg)\
  \(standing.word(w))</span>
  """
}

/// All five standings and what they mean.
public func standingLegend(_ w: Words) -> HTML {
  definitionList(StandingMark.allCases.map { (standingTag(w, $0), HTML(text: $0.meaning(w))) })
}

/// Where something that is shown comes from: under every fact, figure and quote.
public func sourceLine(
  _ w: Words, _ source: String, date: String? = nil, standing: StandingMark? = nil,
  url: SafeURL? = nil
) -> HTML {
  let name: HTML = url.map { "<a href=\"\($0)\">\(source)</a>" } ?? "<bdi>\(source)</bdi>"
  let when: HTML = date.map { "<span class=\"source-date\">\($0)</span>" } ?? .empty
  let mark = standing.map { standingTag(w, $0) } ?? .empty
  return """
    <p class="source"><span class="source-word">\(w("Source:"))</span> <span>\(name)</span> \
    \(when)\u{20}\(mark)</p>
    """
}
