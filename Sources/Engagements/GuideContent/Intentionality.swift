extension Strategy {
  static let intentionality = Strategy(
    key: "intentionality",
    title: "Intentionality",
    summary: "Know why, why now, why us and for whose good, before the first invitation.",
    why:
      "People’s time is a gift. A clear and honest purpose lets them decide whether to give it.",
    prompts: [
      Prompt(
        key: "intentionality.why-this",
        text: "Why do we want to do this?",
        hint:
          "Say it in one sentence to somebody outside the library. If it is about us, our numbers or our grant, say that too.",
        evidence: [.plan, .journal]),
      Prompt(
        key: "intentionality.why-now",
        text: "Why now, and by whose clock?",
        hint:
          "The date of a grant is our reason, not theirs. If the time is wrong for the community, ask what would change if we waited.",
        evidence: [.timeline, .burden],
        questionForCommunity: "Is this a good time for you? When would be better?"),
      Prompt(
        key: "intentionality.why-us",
        text: "Are we the right people to do this?",
        hint:
          "Perhaps somebody closer could do it with our help. A library can lend a room, a printer or its good name and stay in the background.",
        evidence: [.factsSimilarWork, .factsAssets, .partners]),
      Prompt(
        key: "intentionality.with-whom",
        text: "Which community do we mean, and how do its people name themselves?",
        hint:
          "A place, an interest, a belief or a goal can make a community, and everyone belongs to more than one. Use the names that people use for themselves.",
        evidence: [.factsDemographics, .factsCustoms, .assumptions],
        questionForCommunity: "What do you call yourselves? What would you rather not be called?"),
      Prompt(
        key: "intentionality.who-benefits",
        text: "Who gains from this, and who might lose?",
        hint:
          "List the gains of the library as well. If the community’s list is short, talk with people before going on.",
        evidence: [.plan, .assumptions, .promises],
        questionForCommunity: "What would you gain from this? What could it cost you?"),
      Prompt(
        key: "intentionality.who-decides",
        text: "Who decides what, and do people know?",
        hint:
          "One line for each decision is enough: who decides, who is asked first, who is told. Then it can be kept.",
        evidence: [.decisions, .people, .charter]),
      Prompt(
        key: "intentionality.small-step",
        text: "What is the smallest honest step we could take next?",
        hint:
          "A visit, a phone call or a shared meal may be enough for this month. Small steps are easier to keep.",
        evidence: [.plan, .timeline],
        questionForCommunity: "What is one small thing we could do soon that would help?"),
      Prompt(
        key: "intentionality.stopping",
        text: "When do we stop, and how will people know?",
        hint:
          "Choose a date or a sign before the start. To stop early can be a kindness, if we say so.",
        evidence: [.plan, .timeline, .charter]),
    ],
    tools: [
      .engagementPlan, .participationLevel, .communityPage, .assumptionRegister, .handout,
      .burdenLedger,
    ])
}
