import Store
import Surroundings
import Words

/// Why a statement waits to be read although others of its conversation are seen at once.
public enum Held: String, Sendable, CaseIterable {
  /// More were written within the hour, or the day, than people can read.
  case many
  /// More were written within the hour by people who had hardly answered anything.
  case newcomers
  /// Its words were said already.
  case same

  func word(_ w: Words) -> String {
    switch self {
    case .many: w("Held: much came at once")
    case .newcomers: w("Held: much came at once from people who had answered little")
    case .same: w("Held: the same words as another")
    }
  }
}

/// How much may be written in one conversation before more is held for somebody to read. Nobody is
/// turned away, and nothing about a person is looked at but how much they have answered.
struct Pace: Sendable, Equatable {
  /// In an hour of the clock, by all.
  static let perHour = 60
  /// In an hour of the clock, by those who have answered fewer than ``acquainted`` statements.
  static let newcomersPerHour = 20
  /// In a day. Counted from the statements themselves, so that it holds when the program is started
  /// anew, and for several programs over one database.
  static let perDay = 300
  static let acquainted = 3

  /// How many were written in this hour before this one, and on this day.
  var inHour = 0
  var byNewcomers = 0
  var onDay = 0

  func held(isNewcomer: Bool, repeats: Bool) -> Held? {
    if repeats { return .same }
    if inHour >= Pace.perHour || onDay >= Pace.perDay { return .many }
    return isNewcomer && byNewcomers >= Pace.newcomersPerHour ? .newcomers : nil
  }
}

/// Counts statements by the hour, in this program's memory alone: at what hour somebody wrote is kept
/// nowhere.
final class HourCounts: Sendable {
  private struct State: Sendable {
    var hour: Int64 = 0
    var counts: [ID<Conversation>: Pace] = [:]
  }
  private let state = Locked(State())

  /// Counts one more, and tells how many there were before it in the hour.
  func count(_ conversation: ID<Conversation>, isNewcomer: Bool, at now: Instant) -> Pace {
    state.withLock { state in
      let hour = now.seconds / 3600
      if hour != state.hour { state = State(hour: hour) }
      let before = state.counts[conversation] ?? Pace()
      var after = before
      after.inHour += 1
      if isNewcomer { after.byNewcomers += 1 }
      state.counts[conversation] = after
      return before
    }
  }
}

extension Statement {
  /// How many people wrote on a day, whatever became of it.
  static func onDay(
    _ day: Day, of conversation: ID<Conversation>, _ connection: any Connection
  ) throws -> Int {
    try connection.count(
      """
      SELECT COUNT(*) FROM statement
      WHERE conversation = \(conversation) AND origin = 'participant' AND day = \(day)
      """)
  }
}
