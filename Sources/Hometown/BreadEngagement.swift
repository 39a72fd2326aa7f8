import Accounts
import Communities
import Engagements
import Store
import Surroundings
import Translations
import Words

/// What the library and Sunrise Court have in hand together.
enum BreadEngagement {
  /// Opens the engagement; some of it lies behind the town, some before it, one goal is late.
  static func settle(
    with sunrise: ID<Community>, liaison: ID<Account>?, _ surroundings: Surroundings,
    _ connection: any Connection
  ) throws {
    let now = surroundings.now()
    let today = Day(now, in: .gmt)
    let begun = now - 40 * 86400
    let id = ID<Engagement>.new(surroundings)
    let engagement = try Engagement.add(
      EngagementDraft(
        title: "Saturday table by the laundry",
        purpose:
          "To be where people of Sunrise Court already talk, learn what they would change about the library, and change one thing together before summer.",
        language: .english, communities: [sunrise]),
      id: id, by: "staff", at: begun, connection)
    try translate(engagement, at: begun, connection)
    try engagement.start(by: "staff", at: begun + 86400, connection)
    let facts = try Fact.all(of: sunrise, connection)
    let assumed = facts.filter { $0.standing == .assumed }.map(\.id)
    let laundry = facts.filter { $0.topic == .meetingPlaces }.map(\.id)
    try goals(
      of: engagement, assumed: assumed, known: laundry, today: today, surroundings, connection)
    try people(of: engagement, liaison: liaison, now: begun, surroundings, connection)
    try Decision.add(
      DecisionDraft(
        question: "What the branch does about old fines for school books", promised: .collaborate,
        decider: "The branch with the tenants’ circle",
        means: "Nothing is decided in a meeting where the circle is not."),
      id: .new(surroundings), to: engagement, by: "staff", at: begun, connection)
    try BackupPlan.add(
      BackupPlanDraft(
        trouble: "It rains or snows on a Saturday",
        instead: "The table moves into the prayer room’s kitchen", who: "Amal Haddad"),
      id: .new(surroundings), to: engagement, by: "staff", at: begun, connection)
    try BackupPlan.add(
      BackupPlanDraft(
        trouble: "The Arabic interpreter can’t come",
        instead: "We listen in Spanish and English, and say when we come back with Arabic",
        who: "Marisol Lucero"),
      id: .new(surroundings), to: engagement, by: "staff", at: begun, connection)
    try Resource.add(
      ResourceDraft(
        community: nil, strategy: "communication", title: "Word list of the tenants’ circle",
        url: "https://example.org/words", note: "How people here say card, fine and branch.",
        language: .english, audience: "Whoever writes a poster", licence: "Ask the circle",
        checked: today.adding(days: -30)),
      file: nil, id: .new(surroundings), by: "staff", at: begun, connection)
    try TownConversation.settle(in: engagement, surroundings, connection)
    if let liaison {
      try JournalEntry.add(
        JournalDraft(
          day: today.adding(days: -9),
          happened: "Eleven people stopped. Most spoke about buses, two about the library.",
          surprise: "Nobody knew that the card is free. We had written down that everybody does.",
          otherwise: "Bring the card forms, and no folder with our logo."),
        id: .new(surroundings), to: engagement, author: liaison, by: "liaison",
        at: now - 9 * 86400, connection)
    }
  }

  private static func goals(
    of engagement: Engagement, assumed: [ID<Fact>], known: [ID<Fact>], today: Day,
    _ surroundings: Surroundings, _ connection: any Connection
  ) throws {
    let begun = surroundings.now() - 40 * 86400
    let drafts = [
      GoalDraft(
        text: "People of all three languages stop at the table",
        measure: "Saturdays on which we spoke with somebody in each of the three languages",
        target: "Four of six Saturdays", due: today.adding(days: -3),
        missed: Goal.Turn(
          trigger: "Fewer than three", action: "Ask the barber and the bakers where we should stand"
        ),
        exceeded: Goal.Turn(
          trigger: "All six", action: "Ask the circle whether they would rather run the table"),
        facts: known),
      GoalDraft(
        text: "Families with old fines come back",
        measure: "Cards opened again by people who had a fine", target: "Twenty",
        due: today.adding(days: 10),
        missed: Goal.Turn(
          trigger: "Fewer than ten", action: "Take the question of fines to the library board"),
        exceeded: Goal.Turn(
          trigger: "More than forty", action: "Hold a second evening, with the school"),
        facts: Array(assumed.prefix(2))),
    ]
    for draft in drafts {
      try Goal.add(
        draft, id: .new(surroundings), to: engagement, by: "staff", at: begun, connection)
    }
  }

  private static func people(
    of engagement: Engagement, liaison: ID<Account>?, now: Instant, _ surroundings: Surroundings,
    _ connection: any Connection
  ) throws {
    try Responsible.add(
      ResponsibleDraft(
        part: "The table", person: liaison.map { .account($0) } ?? .named("Marisol Lucero"),
        backup: .named("Daniel Okafor")),
      id: .new(surroundings), to: engagement, by: "staff", at: now, connection)
    try Responsible.add(
      ResponsibleDraft(part: "Words in Arabic", person: .named("Amal Haddad")),
      id: .new(surroundings), to: engagement, by: "staff", at: now, connection)
  }

  /// The circle looked the Spanish over; the Arabic has not been looked over yet.
  private static func translate(
    _ engagement: Engagement, at now: Instant, _ connection: any Connection
  ) throws {
    let texts: [(Language, Translation.State, title: String, purpose: String)] = [
      (
        .spanish, .approved, "La mesa de los sábados junto a la lavandería",
        "Estar donde la gente de Sunrise Court ya conversa, saber qué cambiaría de la biblioteca, y cambiar una cosa entre todos antes del verano."
      ),
      (
        .arabic, .translated, "طاولة السبت بجانب المغسلة",
        "أن نكون حيث يتحدث أهل صنرايز كورت أصلًا، وأن نعرف ما يودّون تغييره في المكتبة، وأن نغيّر معهم شيئًا واحدًا قبل الصيف."
      ),
    ]
    for (language, state, title, purpose) in texts {
      for (field, source, text) in [
        ("title", engagement.title, title), ("purpose", engagement.purpose, purpose),
      ] {
        try Translation.save(
          text, state: state, of: field, source: source, kind: "engagement",
          subject: engagement.id.text, language: language, at: now, connection)
      }
    }
  }
}
