extension Strategy {
  static let listening = Strategy(
    key: "listening",
    title: "Listening",
    summary: "Hear what people say, and what is already known, before asking for more.",
    why:
      "People have often been asked a lot and told little. When we listen first and answer honestly, each exchange makes the next one easier.",
    prompts: [
      Prompt(
        key: "listening.trust-now",
        text: "What trust might people have in us today, before we begin?",
        hint:
          "Think of what they have seen the library do, and of what other institutions have done. An honest low answer is a good start.",
        evidence: [.factsExperiences, .trust, .journal],
        questionForCommunity: "When you hear the name of this library, what comes to mind first?"),
      Prompt(
        key: "listening.who",
        text: "Who are the people in this community, and who has not been heard so far?",
        hint:
          "Look at age, language, disability, income and where people live. Compare those who take part with those who live here, and say plainly what is not known.",
        evidence: [.factsDemographics, .benchmarks, .dataSources],
        questionForCommunity: "Who is missing from this room, and who could help us invite them?"),
      Prompt(
        key: "listening.reach",
        text: "How can we reach the people we do not meet in the library?",
        hint:
          "One more flyer seldom closes a gap. Look for a trusted person, a familiar place or a channel that already leads there.",
        evidence: [.factsChannels, .factsMeetingPlaces, .partners]),
      Prompt(
        key: "listening.over-asked",
        text: "Have these people been asked too often already?",
        hint:
          "Count the surveys and meetings of others too: schools, clinics, the city, universities. If people are tired, waiting is a form of listening.",
        evidence: [.burden, .factsHistory],
        questionForCommunity:
          "Who has asked for your time or your opinion this year? What did you get back?"),
      Prompt(
        key: "listening.already-known",
        text: "What is already known, so that we do not have to ask?",
        hint:
          "Look in the census, in library statistics and in the reports of partners. Then ask only what is missing or out of date.",
        evidence: [.findings, .dataSources, .benchmarks, .factsHistory]),
      Prompt(
        key: "listening.assumptions",
        text: "What do we take for granted about this community?",
        hint:
          "Write it down as an assumption, even when it feels obvious. It stays one until somebody from the community confirms or corrects it.",
        evidence: [.assumptions, .factsCustoms],
        questionForCommunity: "What do people from outside often get wrong about you?"),
      Prompt(
        key: "listening.assets",
        text: "What skills, places and services are there, on both sides?",
        hint:
          "Start with what is strong, not with what is missing. A choir, a barber shop, a mechanic, a garden: all of them count.",
        evidence: [.factsAssets, .factsStrengths, .resources],
        questionForCommunity: "What is this community good at? What are you proud of?"),
      Prompt(
        key: "listening.ways",
        text: "Which way of listening fits these people and this question?",
        hint:
          "A talk over coffee, a small group, a survey and a door that is always open reach different people. Choose the lightest one that answers the question.",
        evidence: [.factsExperiences, .conversations, .concerns]),
      Prompt(
        key: "listening.answer",
        text: "What will people hear back, and when?",
        hint:
          "Say what was heard, what will be done and what will not be done. An honest no, given in time, keeps more trust than silence.",
        evidence: [.findings, .promises, .concerns, .timeline],
        questionForCommunity: "How would you like to hear what came of this?"),
    ],
    tools: [
      .communityProfile, .assumptionRegister, .dataSources, .voiceLink, .handout, .conversations,
      .surveys, .focusGroups, .concerns, .burdenLedger, .findings, .promises,
    ])
}
