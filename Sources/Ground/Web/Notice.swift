import Words

/// What a page says first after a form was sent: a short list, so that no address can make a page
/// say something else.
public enum Notice: String, Sendable, CaseIterable {
  case saved, added, removed, sent, published, withdrawn, thanks, held
  case signedOut = "signed-out"
  case alreadyDone = "already-done"

  func sentence(_ w: Words) -> String {
    switch self {
    case .saved: w("Saved.")
    case .added: w("Added.")
    case .removed: w("Removed.")
    case .sent: w("Sent.")
    case .published: w("Published. Everyone can read it now.")
    case .withdrawn: w("Withdrawn. It is no longer public.")
    case .thanks: w("Thank you. What you said was kept.")
    case .held:
      w(
        "Thank you. It was kept. Much came at once, or the same again: so somebody reads it before others see it."
      )
    case .signedOut: w("You are signed out.")
    case .alreadyDone: w("That was done already; nothing was done twice.")
    }
  }
}
