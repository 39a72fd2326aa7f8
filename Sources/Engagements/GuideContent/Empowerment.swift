extension Strategy {
  static let empowerment = Strategy(
    key: "empowerment",
    title: "Empowerment: the goal",
    summary: "Share what we have learned, link people with each other, hand over and leave well.",
    why:
      "Good engagement makes us less needed. What counts in the end is what people can do, decide and keep.",
    prompts: [
      Prompt(
        key: "empowerment.shared-principles",
        text: "Have we shared these principles with our partners?",
        hint:
          "Bring them as an offer and ask about theirs. We may come home with a better list.",
        evidence: [.resources, .partners, .events],
        questionForCommunity:
          "Which of these principles matters most to you? Which one is missing?"),
      Prompt(
        key: "empowerment.links",
        text: "Which groups would gain from knowing each other?",
        hint:
          "Introduce people, and then get out of the way. It is a success when they meet without us.",
        evidence: [.factsSimilarWork, .factsAssets, .partners],
        questionForCommunity: "Whom would you like to meet through us?"),
      Prompt(
        key: "empowerment.able-to",
        text: "What can people do now that they could not do before?",
        hint:
          "Look for skills, contacts, courage and a seat at a table. Let people tell it in their own words.",
        evidence: [.factsStrengths, .factsExperiences, .trust],
        questionForCommunity: "What can you do today that you could not do before?"),
      Prompt(
        key: "empowerment.hand-over",
        text: "What could we hand over this year?",
        hint:
          "It could be a key, a budget, a mailing list, the files or the right to say no. Give it in a form that works without us, with time to learn.",
        evidence: [.decisions, .plan, .charter],
        questionForCommunity:
          "What would you like to take over? What would you rather not take over?"),
      Prompt(
        key: "empowerment.leaving-well",
        text: "How do we leave well?",
        hint:
          "Say early that the end is coming, finish what was promised and say thank you in public. Leave the name of somebody to call.",
        evidence: [.timeline, .people, .promises],
        questionForCommunity: "When this ends, what should still be here?"),
      Prompt(
        key: "empowerment.changed-library",
        text: "Does the community shape the library as well?",
        hint:
          "Look for changes in the collection, the hours, the rules or the staff that came from people here. If there are none yet, ask why.",
        evidence: [.decisions, .factsExperiences, .promises],
        questionForCommunity:
          "What has changed in the library because of you? What should change next?"),
    ],
    tools: [
      .handout, .resourceShelf, .participationLevel, .ledger, .charter, .partners, .decisions,
    ])
}
