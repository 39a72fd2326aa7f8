extension Strategy {
  static let openMindedness = Strategy(
    key: "open-mindedness",
    title: "Open-mindedness",
    summary: "Stay curious, keep going, and be ready to change our minds.",
    why:
      "Work with people rarely follows a script. Those who can bear not knowing, rest when they need to and admit a mistake are easier to trust.",
    prompts: [
      Prompt(
        key: "open-mindedness.changing-minds",
        text: "What would make us change our minds?",
        hint:
          "Name it before the start. Then it is easier to see, and easier to say aloud.",
        evidence: [.assumptions, .journal]),
      Prompt(
        key: "open-mindedness.surprises",
        text: "What has surprised us lately?",
        hint:
          "A surprise shows where our picture was wrong. Write it down the same day, with thanks to the person who showed us.",
        evidence: [.journal, .assumptions]),
      Prompt(
        key: "open-mindedness.other-ways",
        text: "Could another way be as good as ours?",
        hint:
          "If people reach the aim by a road we did not plan, the aim is reached. Ask what they would do if we were not here.",
        evidence: [.plan, .backupPlans, .decisions],
        questionForCommunity: "If this were up to you, how would you do it?"),
      Prompt(
        key: "open-mindedness.rest",
        text: "How are we, and how do we rest?",
        hint:
          "Work with people touches the heart. Share the load, take breaks and ask for help before it gets too heavy.",
        evidence: [.journal, .people]),
      Prompt(
        key: "open-mindedness.persistence",
        text: "How do we keep going when little seems to happen?",
        hint:
          "Trust often grows where we do not see it. Look back at small things: a greeting, a call returned, somebody who came again.",
        evidence: [.journal, .timeline, .trust]),
      Prompt(
        key: "open-mindedness.anger",
        text: "How do we take it when somebody is angry with us?",
        hint:
          "Listen first, say thank you, and leave the defense for later. Anger can mean that someone still hopes for better.",
        evidence: [.journal, .concerns, .promises]),
      Prompt(
        key: "open-mindedness.differences",
        text: "Is there room for people of one community who see things differently?",
        hint:
          "No community speaks with one voice. Note where people differ instead of looking for an average.",
        evidence: [.factsExperiences, .assumptions, .conversations],
        questionForCommunity: "Where do people here see this differently?"),
    ],
    tools: [.journal, .assumptionRegister, .backupPlans, .voiceLink, .conversations, .concerns])
}
