extension Strategy {
  static let makingPlans = Strategy(
    key: "making-plans",
    title: "Making plans",
    summary: "Plan with room to move: goals, backups and days to stop and look.",
    why:
      "A plan that knows a second way keeps its promises when life changes. It also makes success less of a surprise.",
    prompts: [
      Prompt(
        key: "making-plans.goals",
        text: "What are we hoping for, and what would the community call a success?",
        hint:
          "Put both answers side by side. A good introduction or one new familiar face may be the right goal for this season.",
        evidence: [.plan, .timeline],
        questionForCommunity:
          "Imagine that this went well. What is different a year from now?"),
      Prompt(
        key: "making-plans.missed",
        text: "What will we do if a goal is missed?",
        hint:
          "Think ahead about what to look at, whom to ask and what to let go. A missed goal is news and not a disgrace.",
        evidence: [.plan, .backupPlans]),
      Prompt(
        key: "making-plans.exceeded",
        text: "What will we do if a goal is exceeded?",
        hint:
          "Success can strain us too: too few chairs, copies or hours. Plan whom to call, what may grow and what has to stay small.",
        evidence: [.plan, .backupPlans, .resources]),
      Prompt(
        key: "making-plans.alternatives",
        text: "What is our second way if the first one closes?",
        hint:
          "Rain, a closed road, a lost grant, a funeral in the village: life goes first. A backup can be simple as long as everybody knows about it.",
        evidence: [.backupPlans, .people]),
      Prompt(
        key: "making-plans.calendar",
        text: "Whose calendar are we planning by?",
        hint:
          "Look for harvest, fasting, school, work shifts, feast days and times of mourning. Leave room for slow weeks.",
        evidence: [.timeline, .factsCustoms, .burden],
        questionForCommunity: "Which days or weeks should we leave free?"),
      Prompt(
        key: "making-plans.means",
        text: "What do we have for this: people, hours, money, skills?",
        hint: "Be honest about small numbers. It is kind to promise less and to keep it.",
        evidence: [.resources, .people, .factsAssets]),
      Prompt(
        key: "making-plans.pauses",
        text: "When do we stop to look, and who is in the room?",
        hint:
          "Set a day before the start. Invite people who will say what is not working.",
        evidence: [.timeline, .plan, .journal]),
    ],
    tools: [.engagementPlan, .backupPlans, .timeline, .responsibilities, .resourceShelf, .events])
}
