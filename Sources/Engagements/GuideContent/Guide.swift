/// The Guide: principle, strategy, thing to consider. Evidence comes from the records.
public enum Guide {
  public static let principles: [Principle] = [
    .trust, .flexibility, .intentionality, .respect, .empowerment,
  ]
}

extension Principle {
  static let trust = Principle(
    key: "trust",
    title: "Trust",
    summary:
      "Trust grows slowly, from small things done the way we said we would do them. It starts with honesty about where we stand today. A good introduction is a success.",
    strategies: [.listening, .communication, .partnerships, .lettingGo])

  static let flexibility = Principle(
    key: "flexibility",
    title: "Flexibility",
    summary:
      "Plans are there to help us, and people come before plans. We prepare for more than one outcome and stay ready to learn.",
    strategies: [.makingPlans, .membersLead, .openMindedness])

  static let intentionality = Principle(
    key: "intentionality",
    title: "Intentionality",
    summary:
      "We know why we are doing something before we ask for anybody’s time. We can say it in plain words to the people it concerns.",
    strategies: [.intentionality])

  static let respect = Principle(
    key: "respect",
    title: "Respect",
    summary:
      "People are the experts on their own lives. Respect begins with a look at ourselves, and it is never finished.",
    strategies: [.culturalHumility])

  static let empowerment = Principle(
    key: "empowerment",
    title: "Empowerment",
    summary:
      "This is where the other principles lead. People have the means and the say to shape what matters to them, with us or without us.",
    strategies: [.empowerment])
}
