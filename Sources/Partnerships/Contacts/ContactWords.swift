import Web
import Words

extension Contact.Way {
  func word(_ w: Words) -> String {
    switch self {
    case .meeting: w("We met")
    case .event: w("An event")
    case .call: w("A call")
    case .message: w("A message or letter")
    }
  }
}

extension Contact.Side {
  func word(_ w: Words) -> String {
    switch self {
    case .library: w("The library")
    case .community: w("The community")
    }
  }
}

extension Call {
  /// Whether the one who looks writes contacts down: the library's roles, and the community's stewards,
  /// whose side of it is as good.
  var keepsContact: Bool { isOfLibrary || viewer?.role == .steward }
}
