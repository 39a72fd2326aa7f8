extension Strategy {
  static let communication = Strategy(
    key: "communication",
    title: "Communication",
    summary: "Speak with people in their languages, in their places and in plain words.",
    why:
      "A message helps only if it arrives, is understood and can be answered. The way we speak shows whether we had these people in mind.",
    prompts: [
      Prompt(
        key: "communication.languages",
        text: "In which languages do people speak, read and like to be spoken to?",
        hint:
          "These may be three different languages. Some people speak a language well and do not read it, so plan for voices as well as paper.",
        evidence: [.factsLanguages, .benchmarksLanguages],
        questionForCommunity:
          "In which language would you like us to talk with you? And in which one should we write?"),
      Prompt(
        key: "communication.channels",
        text: "How does news travel in this community?",
        hint:
          "Radio, group messages, a notice board, a place of worship, a cousin: ask which one people believe, not only which one they see.",
        evidence: [.factsChannels],
        questionForCommunity: "How did you last hear about something important here?"),
      Prompt(
        key: "communication.meeting-places",
        text: "Where do people already meet, and would they welcome us there?",
        hint:
          "Going to a place that is theirs can mean more than inviting them to ours. Ask the people who look after it first.",
        evidence: [.factsMeetingPlaces, .events],
        questionForCommunity:
          "Where do people here get together? When would be a good time to stop by?"),
      Prompt(
        key: "communication.online",
        text: "Who is online, with which devices, and who is not?",
        hint:
          "A phone with little data is not a computer at a desk. Whatever is online can have a twin on paper, by phone or in person.",
        evidence: [.factsOnline, .benchmarksOnline]),
      Prompt(
        key: "communication.plain-words",
        text: "Could a neighbor read this once and tell a friend what it says?",
        hint:
          "Use short sentences and common words. Try it out with two or three people before it is printed.",
        evidence: [.materials, .factsLanguages],
        questionForCommunity:
          "Please read this and tell us in your own words what it says. What would you change?"),
      Prompt(
        key: "communication.fitting-materials",
        text: "Do our words, pictures and examples fit the people they are meant for?",
        hint:
          "Pictures, colors, names and dates carry meaning. Show a draft to people of the community while there is still time to change it.",
        evidence: [.materials, .factsCustoms],
        questionForCommunity: "Does this feel as if it was made for you? Is anything off?"),
      Prompt(
        key: "communication.access",
        text: "Can everyone take part, including people who see, hear, move or read differently?",
        hint:
          "Think of large print, captions, sign language, steps at the door, a ride home and someone to look after the children. Ask what is needed before the day.",
        evidence: [.events, .materials, .factsDemographics],
        questionForCommunity: "What would make it easier for you to take part?"),
      Prompt(
        key: "communication.both-ways",
        text: "How can people reach us, and who answers?",
        hint:
          "A name, a phone number and a reply within days show that a message matters. Let people write to us without an account.",
        evidence: [.people, .contacts, .factsChannels, .concerns]),
    ],
    tools: [
      .communityProfile, .communityPage, .voiceLink, .handout, .materials, .events, .concerns,
    ])
}
