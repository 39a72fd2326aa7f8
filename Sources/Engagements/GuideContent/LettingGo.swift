extension Strategy {
  static let lettingGo = Strategy(
    key: "letting-go",
    title: "Letting go of power",
    summary: "Share decisions, data and credit, so that the community guides and owns the work.",
    why:
      "Being asked is not the same as having a say. Trust deepens when we give up something real and do not take it back.",
    prompts: [
      Prompt(
        key: "letting-go.say",
        text: "Which decisions can the community make, and which ones can it not make?",
        hint:
          "Tell people before they give their time. A small say that is kept is worth more than a big one that is not.",
        evidence: [.decisions, .charter],
        questionForCommunity: "Which decisions should be yours?"),
      Prompt(
        key: "letting-go.data-sovereignty",
        text: "Who has the say over what is gathered about this community?",
        hint:
          "Some peoples and nations have laws and rules of their own for their data and stories. Learn them first and follow them, without giving ourselves a seal for it.",
        evidence: [.charter, .factsCustoms, .decisions],
        questionForCommunity: "Who should decide what happens with the things you tell us?"),
      Prompt(
        key: "letting-go.data-harm",
        text: "Could this information hurt somebody, now or later?",
        hint:
          "Think of small groups, of people who fear the authorities and of old wounds. What is never collected cannot leak.",
        evidence: [.dataSources, .assumptions, .charter],
        questionForCommunity: "Is there anything we should not write down?"),
      Prompt(
        key: "letting-go.data-benefit",
        text: "What good do the data do for the people they come from?",
        hint:
          "The CARE principles speak of shared benefit, authority, responsibility and ethics. They work well as questions for a talk, and not as a badge.",
        evidence: [.resources, .promises, .charter]),
      Prompt(
        key: "letting-go.stakeholders",
        text: "Do our board, our funders and our partners know what data sovereignty means?",
        hint:
          "They often hear of it last. A short talk, led or checked by people of the community, can prevent a lot of harm.",
        evidence: [.resources, .people, .journal]),
      Prompt(
        key: "letting-go.guide-and-own",
        text: "Where does the community guide the work, and what will it own in the end?",
        hint:
          "Think of the aims, the questions, the words, the files and the name. Handing over one real thing is a good start.",
        evidence: [.plan, .decisions, .charter],
        questionForCommunity: "What should stay with you when this is over?"),
      Prompt(
        key: "letting-go.credit",
        text: "Who is paid, who is named and who speaks for the work?",
        hint:
          "If our time is paid, the time of community members has a value too. Ask people how they want to be named, or whether they want to be named at all.",
        evidence: [.resources, .people, .partners],
        questionForCommunity: "How would you like to be thanked, and how should we name you?"),
      Prompt(
        key: "letting-go.saying-no",
        text: "Can people say no, change their minds or take back their words?",
        hint: "A no needs no reason. Leaving can be made as easy as joining.",
        evidence: [.decisions, .charter, .concerns]),
    ],
    tools: [
      .participationLevel, .voiceLink, .ledger, .resourceShelf, .charter, .consent, .decisions,
      .agreements,
    ])
}
