import Components
import Markup

extension Call {
  /// Asks before something that can't be taken back: what goes with it, the one button that does it,
  /// and the way back. It posts to its own address.
  public func confirmation(
    _ title: String, lead: String, breadcrumbs: [(title: String, url: SafeURL)], warning: String,
    _ body: HTML = .empty, button: String, back: SafeURL
  ) -> Reply {
    page(
      title, breadcrumbs: breadcrumbs,
      """
      \(pageHeading(title, lead: lead))
      \(notice(w, .warning, title: warning))
      \(body)
      \(postForm(SafeURL(local: request.path) ?? back, submitButton(button, kind: .danger)))
      <p><a href="\(back)">\(w("Leave it as it is"))</a></p>
      """)
  }
}
