import Components
import Markup
import Web
import Words

extension Ask.Status {
  func word(_ w: Words) -> String {
    switch self {
    case .told: w("Told, not looked at")
    case .refused: w("Refused by the rules")
    case .planned: w("Registered ahead")
    case .counted: w("Counted")
    case .declined: w("Declined")
    case .withdrawn: w("Taken back before anybody was asked")
    }
  }

  var tone: Tone {
    switch self {
    case .told, .planned: .information
    case .refused: .warning
    case .counted, .declined, .withdrawn: .neutral
    }
  }
}

extension Ask.Sensitivity {
  func word(_ w: Words) -> String {
    switch self {
    case .ordinary: w("Ordinary")
    case .sensitive: w("Sensitive: health, faith, papers, money, violence, children")
    }
  }
}

extension Ask {
  /// Who asks, in words.
  func askerWord(_ w: Words) -> String { asker.isEmpty ? w("The library") : asker }

  /// What kind of instrument asks. A kind that has no word here stays as it is.
  func instrumentWord(_ w: Words) -> String {
    switch instrument {
    case "conversation": w("Conversation")
    case "pulse": w("Trust pulse")
    case "survey": w("Survey")
    case "focus-group": w("Focus group")
    case Ask.outside: w("Another body’s ask")
    default: instrument
    }
  }
}

/// The words of a lifted rule.
func ruleWord(_ key: String, _ w: Words) -> String {
  switch key {
  case "quiet": w("Quiet period")
  case "gap": w("Days between asks")
  case "year": w("Asks in 12 months")
  case "headroom": w("Room in the month")
  case "return": w("Findings not returned")
  case "ahead": w("Registered ahead of time")
  case "reminders": w("Reminders")
  default: key
  }
}

extension Call {
  /// Whether the one who looks writes in the ledger of asks: the library and stewards.
  var keepsAsks: Bool { isOfLibrary || viewer?.role == .steward }
}
