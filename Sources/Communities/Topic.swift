import Components
import Web
import Words

/// What a fact is about: the parts of a community's profile.
public enum Topic: String, Sendable, CaseIterable {
  case demographics
  case languages
  case channels
  case meetingPlaces = "meeting-places"
  case online
  case strengths
  case assets
  case experiences
  case history
  case customs
  case similarWork = "similar-work"

  /// Days after which a fact should be looked at again. [our own proposal; see docs/communities.md]
  public var staleAfter: Int {
    switch self {
    case .demographics, .languages, .customs: 3 * 365
    case .strengths, .assets, .history: 2 * 365
    case .channels, .meetingPlaces, .online, .experiences, .similarWork: 365
    }
  }

  public func word(_ w: Words) -> String {
    switch self {
    case .demographics: w("Who they are")
    case .languages: w("Languages")
    case .channels: w("How they hear and tell")
    case .meetingPlaces: w("Where they meet")
    case .online: w("Where they are online")
    case .strengths: w("Strengths and skills")
    case .assets: w("Places, groups and services they have")
    case .experiences: w("What they have lived with the library")
    case .history: w("What was done before")
    case .customs: w("Customs and what to respect")
    case .similarWork: w("Who does similar work")
    }
  }

  /// What belongs here, as a hint for whoever writes.
  public func hint(_ w: Words) -> String {
    switch self {
    case .demographics:
      w("Ages, households, work, schooling, disability, how long people have been here.")
    case .languages: w("Spoken at home, read with ease, wanted in writing.")
    case .channels: w("Radio, church bulletin, a barber, a group chat: what people really use.")
    case .meetingPlaces:
      w("Where people come together, and when. Add the place on the map if you know it.")
    case .online: w("Who is online, with what, and who is not.")
    case .strengths: w("What people here are good at and proud of.")
    case .assets: w("What the community has already: halls, gardens, associations, clinics.")
    case .experiences: w("Good and bad, with the library or with bodies like it.")
    case .history: w("Earlier projects and studies: who ran them, what came back, how they ended.")
    case .customs: w("Days, greetings, food, what is not photographed, who speaks first.")
    case .similarWork: w("Bodies that already do what you have in mind.")
    }
  }
}

/// How a fact stands.
public enum Standing: String, Sendable, CaseIterable {
  /// The library thinks so; nobody has said it.
  case assumed
  /// A document or data says so.
  case sourced
  /// Somebody of the community said so.
  case stated
  /// The community has confirmed it.
  case confirmed
  /// Somebody of the community says it is not so.
  case disputed

  func word(_ w: Words) -> String { StandingMark(rawValue: rawValue)?.word(w) ?? rawValue }
}
