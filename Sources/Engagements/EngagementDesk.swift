import Communities
import Markup
import Store
import Surroundings
import Web
import Words

/// What engagements ask of today.
enum EngagementDesk {
  /// Days after which a plan should not rest on something that nobody has said. [our own proposal]
  static let longAssumed = 180

  /// Goals past their day or near it, and goals that rest on an old assumption. For those who can
  /// answer: the library's people.
  @Sendable static func items(
    _ call: Call, _ connection: any Connection
  ) throws -> [DeskItem] {
    guard let viewer = call.viewer, call.isOfLibrary else { return [] }
    return try Engagement.open(to: viewer, connection).filter { $0.state != .closed }.flatMap {
      engagement in
      let engagement = try engagement.worded(for: call.w, connection)
      return try Goal.all(of: engagement.id, connection).filter { $0.state == .open }.flatMap {
        goal in
        let text = engagement.said(goal.text)
        return dueItem(call, goal, text)
          + (try assumptionItem(call, viewer, goal, text, connection))
      }
    }
  }

  /// The days of open goals.
  @Sendable static func dates(_ call: Call, _ connection: any Connection) throws -> [DueDate] {
    guard let viewer = call.viewer, call.isOfLibrary else { return [] }
    return try Engagement.open(to: viewer, connection).filter { $0.state != .closed }.flatMap {
      engagement in
      let engagement = try engagement.worded(for: call.w, connection)
      return try Goal.all(of: engagement.id, connection).filter { $0.state == .open }.map { goal in
        DueDate(
          day: goal.due, title: call.w("Goal due: {goal}", ["goal": engagement.said(goal.text)]),
          link: "/desk/engagements/\(goal.engagement)/goals/\(goal.id)/result")
      }
    }
  }

  private static func dueItem(_ call: Call, _ goal: Goal, _ text: String) -> [DeskItem] {
    let w = call.w
    let today = call.today
    guard goal.isOverdue(on: today) || goal.isDueSoon(on: today) else { return [] }
    let late = goal.isOverdue(on: today)
    let sentence =
      late
      ? w("A goal was due on {day} and has no result.", ["day": w.day(goal.due)])
      : goal.due == today
        ? w("A goal is due today.")
        : w("A goal is due on {day}.", ["day": w.day(goal.due)])
    return [
      DeskItem(
        urgency: late ? 0 : goal.due == today ? 1 : 2, sentence: sentence, detail: text,
        action: w("Say how it went"),
        link: "/desk/engagements/\(goal.engagement)/goals/\(goal.id)/result")
    ]
  }

  private static func assumptionItem(
    _ call: Call, _ viewer: Viewer, _ goal: Goal, _ text: String,
    _ connection: any Connection
  ) throws -> [DeskItem] {
    let w = call.w
    let today = call.today
    let old = try goal.facts(for: viewer, connection).filter { fact in
      fact.standing == .assumed && today - fact.since > longAssumed
    }
    guard let oldest = old.min(by: { $0.since < $1.since }) else { return [] }
    return [
      DeskItem(
        urgency: 2,
        sentence: w(
          "The goal “{goal}” rests on something assumed {age} ago, and nobody has been asked.",
          ["goal": text, "age": w.age(from: oldest.since, to: today)]),
        detail: try oldest.rendering(for: w, connection).text, action: w("Look at the assumption"),
        link: "/desk/facts/\(oldest.id)")
    ]
  }
}
