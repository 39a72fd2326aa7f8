extension Strategy {
  static let membersLead = Strategy(
    key: "members-lead",
    title: "Letting community members lead",
    summary: "See what people can do, act early, and step back so that they can lead.",
    why:
      "People know what works where they live. When they lead, the work fits better and goes on without us.",
    prompts: [
      Prompt(
        key: "members-lead.strengths",
        text: "What are people here good at, and what do they love to do?",
        hint:
          "Skills come from work, family, faith, art and hard times. Ask instead of guessing, and do not turn an answer into a duty.",
        evidence: [.factsStrengths, .factsAssets],
        questionForCommunity: "What do you like to do that others could learn from you?"),
      Prompt(
        key: "members-lead.ideas",
        text: "What have community members already started or suggested?",
        hint:
          "An idea from inside needs support more than a new name. Ask what would help it along.",
        evidence: [.factsSimilarWork, .factsStrengths, .concerns],
        questionForCommunity:
          "What have you started, or wanted to start? What was in the way?"),
      Prompt(
        key: "members-lead.proactive",
        text: "Do we act early, or only when something has gone wrong?",
        hint:
          "A visit when nothing is needed builds a bond. When trouble comes, the bond is already there.",
        evidence: [.timeline, .journal, .partners]),
      Prompt(
        key: "members-lead.active-listening",
        text: "Do we listen to understand, or to answer?",
        hint:
          "Say back what was heard and ask whether it is right. Silence is fine; someone may be thinking.",
        evidence: [.journal, .conversations],
        questionForCommunity: "Did we understand you? What did we miss?"),
      Prompt(
        key: "members-lead.roles",
        text: "Which part could a community member lead from start to end?",
        hint:
          "To lead is to choose, not only to help. Offer a room, a budget, child care and a person to call, and then step back.",
        evidence: [.people, .decisions, .plan],
        questionForCommunity:
          "Which part of this would you like to lead? What would you need from us?"),
      Prompt(
        key: "members-lead.new-voices",
        text: "Do we hear the same few voices each time?",
        hint:
          "People who do a lot get tired, while others wait to be asked. Small roles, short terms and a friendly way to pass them on can help.",
        evidence: [.people, .factsDemographics, .burden],
        questionForCommunity: "Who else would be good at this and has never been asked?"),
    ],
    tools: [
      .communityProfile, .responsibilities, .participationLevel, .journal, .conversations,
      .decisions,
    ])
}
