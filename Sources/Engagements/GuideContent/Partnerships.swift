extension Strategy {
  static let partnerships = Strategy(
    key: "partnerships",
    title: "Partnerships",
    summary: "Work with people and organizations that are trusted, and be of use to them.",
    why:
      "We cannot be close to everyone, and we do not have to be. Partners who gain as much as we do stay when a project ends.",
    prompts: [
      Prompt(
        key: "partnerships.introduction",
        text: "Who could introduce us, and how do we thank them?",
        hint:
          "A good introduction is a success. Somebody lends us their good name, so we treat it with care.",
        evidence: [.partners, .factsExperiences, .journal],
        questionForCommunity: "Whom should we meet first? Would you introduce us?"),
      Prompt(
        key: "partnerships.trusted-people",
        text: "Whom do people trust, and for what?",
        hint:
          "It may be a nurse, a coach, a grandmother or somebody who runs a shop. Ask more than one person, and ask before writing down a name.",
        evidence: [.partners, .factsStrengths, .assumptions],
        questionForCommunity: "When you need advice, whom do you turn to?"),
      Prompt(
        key: "partnerships.similar-work",
        text: "Who already does similar work here?",
        hint:
          "Support what exists before starting something new. If others are ahead of us, joining them is a fine plan.",
        evidence: [.factsSimilarWork, .factsAssets],
        questionForCommunity:
          "Who is already working on this? How could we be of help to them?"),
      Prompt(
        key: "partnerships.earlier-projects",
        text: "What has been tried before, who ran it, and what was given back?",
        hint:
          "Ask how it ended and how people felt about that. An old disappointment is easier to mend once it has been named.",
        evidence: [.factsHistory, .factsExperiences],
        questionForCommunity: "What was tried here before? What stayed when it was over?"),
      Prompt(
        key: "partnerships.organizations",
        text: "Which organizations could we work with as equals?",
        hint:
          "Look for shared aims, and for what each side can do that the other cannot. Write down who does what, who pays and how either side may leave.",
        evidence: [.partners, .factsAssets, .charter]),
      Prompt(
        key: "partnerships.liaison",
        text: "Who keeps the contact alive, and who steps in when that person is away?",
        hint:
          "People trust people more than institutions. If a second person is known early, the bond holds when somebody leaves.",
        evidence: [.contacts, .people, .partners]),
      Prompt(
        key: "partnerships.mutual-benefit",
        text: "What does each side give, and what does each side get?",
        hint:
          "Count time, money, credit and decisions on both sides. If the list is uneven, talk about it before anybody has to complain.",
        evidence: [.resources, .partners, .burden],
        questionForCommunity: "What would make this worth your time?"),
      Prompt(
        key: "partnerships.disagreement",
        text: "What will we do when we do not agree?",
        hint:
          "Settle early whom to call, how to raise a problem and how to pause. Partners who can disagree tend to stay.",
        evidence: [.partners, .concerns, .journal]),
    ],
    tools: [
      .communityProfile, .responsibilities, .resourceShelf, .timeline, .contacts, .partners,
      .agreements,
      .trustPulse,
    ])
}
