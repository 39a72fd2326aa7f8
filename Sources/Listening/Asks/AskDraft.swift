import Power
import Surroundings
import Words

/// What an instrument says of what it is about to ask.
public struct AskDraft: Sendable, Equatable {
  public var instrument: String
  public var subject: String
  public var title: String
  public var closes: Day?
  public var invited: Int?
  public var minutes: Int
  public var sensitivity: Ask.Sensitivity
  public var languages: [Language]
  public var reminders: Int
  /// Whether those who are invited are drawn at random.
  public var isRandom: Bool
  public var isFederal: Bool
  /// The body that asks; empty for the library.
  public var asker: String
  /// Where the desk shows the instrument, such as `/desk/conversations/…`: from there it is opened
  /// when a refusal was lifted.
  public var path: String

  public init(
    instrument: String, subject: String, title: String, closes: Day?, invited: Int?, minutes: Int,
    sensitivity: Ask.Sensitivity = .ordinary, languages: [Language] = [], reminders: Int = 0,
    isRandom: Bool = false, isFederal: Bool = false, asker: String = "", path: String = ""
  ) {
    self.instrument = instrument
    self.subject = subject
    self.title = title
    self.closes = closes
    self.invited = invited
    self.minutes = minutes
    self.sensitivity = sensitivity
    self.languages = languages
    self.reminders = reminders
    self.isRandom = isRandom
    self.isFederal = isFederal
    self.asker = asker
    self.path = path
  }

  /// As it was written down.
  init(_ ask: Ask) {
    self.init(
      instrument: ask.instrument, subject: ask.subject, title: ask.title, closes: ask.closes,
      invited: ask.invited, minutes: ask.minutes, sensitivity: ask.sensitivity,
      languages: ask.languages, reminders: ask.reminders, isRandom: ask.isRandom,
      isFederal: ask.isFederal, asker: ask.asker, path: ask.path)
  }

  var tags: String { languages.map(\.tag).joined(separator: " ") }

  func plan(opens: Day, registered: Day) -> Asking.Plan {
    Asking.Plan(
      instrument: instrument, subject: subject, asker: asker, opens: opens, closes: closes,
      invited: invited, minutes: minutes, reminders: reminders, isRandom: isRandom,
      registered: registered)
  }
}
