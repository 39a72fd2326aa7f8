import Markup
import Words

public enum NoticeKind: String, Sendable {
  case good, information, warning, trouble

  fileprivate var icon: Icon {
    switch self {
    case .good: .check
    case .information: .information
    case .warning: .warning
    case .trouble: .trouble
    }
  }

  fileprivate func word(_ w: Words) -> String {
    switch self {
    case .good: w("Done")
    case .information: w("Note")
    case .warning: w("Take care")
    case .trouble: w("Trouble")
    }
  }
}

/// Something to know before going on. With `announced`, screen readers say it at once: for what has
/// just happened, never for what always stands on the page.
public func notice(
  _ w: Words, _ kind: NoticeKind, title: String, body: HTML = .empty, announced: Bool = false
) -> HTML {
  let role = announced ? (kind == .trouble ? "alert" : "status") : nil
  return """
    <div class="notice notice-\(kind.rawValue)"\(attribute("role", role))>\(kind.icon.svg)\
    <div class="notice-body"><p class="notice-title"><span class="notice-kind">\(kind.word(w))\
    </span> <bdi>\(title)</bdi></p>\(body)</div></div>
    """
}

/// A link that was just made, to be given away: it is shown this once. Nothing where none was.
public func linkNotice(_ w: Words, _ link: String?, _ giveTo: String) -> HTML {
  guard let link else { return .empty }
  return notice(
    w, .good, title: w("The link is made."),
    body: """
      <p>\(giveTo)</p>
      <p><code dir="ltr">\(link)</code></p>
      """, announced: true)
}
