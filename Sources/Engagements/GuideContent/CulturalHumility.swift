extension Strategy {
  static let culturalHumility = Strategy(
    key: "cultural-humility",
    title: "Cultural humility",
    summary: "Look at our own beliefs first, keep learning, and be honest about power.",
    why:
      "Nobody masters another culture. People can feel safe with someone who knows that, asks kindly and takes correction well.",
    prompts: [
      Prompt(
        key: "cultural-humility.own-beliefs",
        text: "What do we bring along: our own beliefs, habits and blind spots?",
        hint: "Begin with ourselves, not with facts about others. Notice what we call normal.",
        evidence: [.journal]),
      Prompt(
        key: "cultural-humility.learning",
        text: "What are we still learning, and from whom?",
        hint:
          "This work has no last page. Learn from people, and read as well, so that nobody has to teach us for free.",
        evidence: [.journal, .resources, .assumptions]),
      Prompt(
        key: "cultural-humility.customs",
        text: "Which customs would a good guest know?",
        hint:
          "Greetings, gifts, food, prayer, silence and mourning differ from house to house. Ask a host, and take the answer as that of one person.",
        evidence: [.factsCustoms, .assumptions],
        questionForCommunity: "What should a good guest here know?"),
      Prompt(
        key: "cultural-humility.power",
        text: "What power do we hold in this room?",
        hint:
          "Think of money, the building, the language, a title, a guard at the door, the pen that takes the notes. To name it is a first step to sharing it.",
        evidence: [.decisions, .journal, .charter],
        questionForCommunity: "Is there anything that makes it hard to speak freely with us here?"),
      Prompt(
        key: "cultural-humility.past-harm",
        text: "What has our institution done here in the past, and what has it owned up to?",
        hint:
          "Learn the story before the first visit. An apology takes words, a change and time.",
        evidence: [.factsHistory, .factsExperiences, .promises],
        questionForCommunity:
          "What would you want us to know about what happened here before?"),
      Prompt(
        key: "cultural-humility.accountability",
        text: "How does the institution itself answer for what it does?",
        hint:
          "One kind librarian is not enough. Look at rules, fees, hiring, opening hours and who sits on the board.",
        evidence: [.people, .promises, .concerns]),
      Prompt(
        key: "cultural-humility.knowledge",
        text: "Whose knowledge counts here?",
        hint:
          "Stories, songs, land and practice carry knowledge, as books do. Some of it is not ours to keep or to show.",
        evidence: [.factsCustoms, .factsStrengths, .charter],
        questionForCommunity:
          "Which knowledge would you like to share, and which should stay with you?"),
      Prompt(
        key: "cultural-humility.person-first",
        text: "Do we see the person before the group?",
        hint:
          "Nobody speaks for everyone. Ask people what they prefer and what to call them, and welcome being corrected.",
        evidence: [.assumptions, .factsLanguages]),
    ],
    tools: [.journal, .assumptionRegister, .voiceLink, .resourceShelf, .trustPulse, .promises])
}
