/// What asking people costs them, in hours.
///
/// Days are whole numbers counted from any one day, such as 1970-01-01: this part knows no calendar.
public enum Burden {
  /// Minutes that reading one invitation or reminder costs somebody who then does not answer.
  ///
  /// A convention, not a measurement: a quarter of a minute, so that asking many in vain is not free.
  public static let minutesPerInvitation = 0.25

  /// Hours that an ask took of people:
  /// (answered × minutes + unanswered × 0.25 × (1 + reminders)) ÷ 60.
  ///
  /// - Parameters:
  ///   - answered: People who answered, 0 or more.
  ///   - invited: People who were invited; `nil` when anybody may answer. Fewer than answered counts as
  ///     nobody unanswered: links are passed on.
  ///   - minutes: Minutes that one answer takes.
  ///   - reminders: Letters after the first to those who had not answered.
  public static func hours(
    answered: Int, invited: Int?, minutes: Int, reminders: Int
  ) -> Double {
    let unanswered = max(0, (invited ?? 0) - answered)
    let invitations = Double(unanswered) * minutesPerInvitation * Double(1 + max(0, reminders))
    return (Double(max(0, answered)) * Double(minutes) + invitations) / 60
  }

  /// Hours that an ask would take if everybody who is invited answered: what is reckoned with until it
  /// is known how many did. 0 when anybody may answer, for nobody can say how many will.
  public static func mostHours(invited: Int?, minutes: Int) -> Double {
    Double(max(0, invited ?? 0)) * Double(minutes) / 60
  }

  /// Hours for each 1,000 adults; `nil` when there are none to divide by.
  public static func perThousand(_ hours: Double, adults: Int) -> Double? {
    adults > 0 ? hours * 1000 / Double(adults) : nil
  }

  /// How `hours` from `first` to `last`, both included, fall on spans of days: evenly over the days.
  ///
  /// Hours on days outside every span are in none. Where `last` is before `first` all fall on `first`.
  public static func spread(
    _ hours: Double, from first: Int, to last: Int, over spans: [Range<Int>]
  ) -> [Double] {
    let days = first..<(max(first, last) + 1)
    return spans.map { hours * Double(days.clamped(to: $0).count) / Double(days.count) }
  }
}
