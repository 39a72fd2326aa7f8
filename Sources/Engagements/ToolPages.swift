import Communities
import Markup
import Web
import Words

/// A tool as a page of the Guide shows it.
struct ToolLine: Sendable {
  let name: String
  let what: String
  /// Its page in Kith; `nil` while it is to come, or where it is not this reader's.
  let url: SafeURL?
  let isComing: Bool
}

extension Tool {
  /// Where each tool is used, the fittest address first: the first one counts whose names in braces
  /// are known where the Guide is read, and which this Kith answers and this reader may open.
  private static let pages: [String: [String]] = [
    "community-profile": ["/desk/communities/{community}", "/desk/communities"],
    "assumption-register": ["/desk/assumptions"],
    "data-sources": ["/desk/data-sources", "/desk/sources", "/desk/data"],
    "voice-link": ["/desk/communities/{community}/voices", "/desk/communities"],
    "community-page": ["/desk/communities/{community}", "/desk/communities"],
    "engagement-plan": ["/desk/engagements/{engagement}/plan", "/desk/engagements"],
    "backup-plans": ["/desk/engagements/{engagement}/plan#backup-plans", "/desk/engagements"],
    "journal": ["/desk/engagements/{engagement}/journal", "/desk/engagements"],
    "participation-level": ["/desk/engagements/{engagement}/decisions", "/desk/engagements"],
    "responsibilities": ["/desk/engagements/{engagement}/people", "/desk/engagements"],
    "timeline": ["/desk/communities/{community}/timeline", "/desk/communities"],
    "ledger": ["/desk/ledger", "/ledger"],
    "handout": ["/desk/guide/handout"],
    "resource-shelf": ["/desk/shelf"],
    "concerns": ["/desk/concerns", "/concerns"],
    "trust-pulse": [
      "/desk/engagements/{engagement}/pulses", "/desk/communities/{community}/trust",
      "/desk/communities",
    ],
    "conversations": ["/desk/engagements/{engagement}/conversations", "/desk/engagements"],
    "findings": ["/desk/findings"],
    "promises": ["/desk/promises"],
    "contacts": ["/desk/communities/{community}/contacts"],
    "burden-ledger": ["/desk/communities/{community}/headroom", "/desk/asks"],
  ]

  /// The tool as it is offered here. One without a page of its own in this Kith is still to come.
  func line(_ call: Call, _ context: GuideContext) -> ToolLine {
    let templates = Self.pages[key] ?? []
    let exists = templates.contains { call.route($0) != nil }
    return ToolLine(
      name: call.w(name), what: call.w(what), url: Self.first(templates, call, context),
      isComing: !available || (!exists && !templates.isEmpty))
  }

  /// The first of these addresses that can be gone to from here.
  static func first(_ templates: [String], _ call: Call, _ context: GuideContext) -> SafeURL? {
    for template in templates {
      var path = template
      if let community = context.community {
        path = path.replacing("{community}", with: community.id.text)
      }
      if let engagement = context.engagement {
        path = path.replacing("{engagement}", with: engagement.id.text)
      }
      guard !path.contains("{"), let route = call.route(template), call.mayUse(route) else {
        continue
      }
      return SafeURL(local: path)
    }
    return nil
  }
}

extension Call {
  /// The page at an address with names in braces, whatever its query and place on the page.
  fileprivate func route(_ template: String) -> Route? {
    let path = template.prefix { $0 != "#" && $0 != "?" }
    return site.routes.first { $0.method == .get && $0.path == path }
  }

  fileprivate func mayUse(_ route: Route) -> Bool {
    switch route.access {
    case .everyone: true
    case .members: viewer != nil
    case .roles(let roles): viewer.map { roles.contains($0.role) } ?? false
    }
  }
}

extension EvidenceKind {
  /// The tool whose records they are.
  var tool: Tool {
    switch self {
    case .factsDemographics, .factsLanguages, .factsChannels, .factsMeetingPlaces, .factsOnline,
      .factsStrengths, .factsAssets, .factsExperiences, .factsHistory, .factsCustoms,
      .factsSimilarWork:
      .communityProfile
    case .assumptions: .assumptionRegister
    case .dataSources, .benchmarks, .benchmarksLanguages, .benchmarksOnline: .dataSources
    case .plan: .engagementPlan
    case .backupPlans: .backupPlans
    case .journal: .journal
    case .timeline: .timeline
    case .resources: .resourceShelf
    case .decisions: .participationLevel
    case .people: .responsibilities
    case .burden: .burdenLedger
    case .conversations: .conversations
    case .concerns: .concerns
    case .findings: .findings
    case .promises: .promises
    case .trust: .trustPulse
    case .contacts: .contacts
    case .partners: .partners
    case .charter: .charter
    case .events: .events
    case .materials: .materials
    }
  }

  /// The topic of the community profile that it asks for.
  var topic: Topic? {
    switch self {
    case .factsDemographics: .demographics
    case .factsLanguages: .languages
    case .factsChannels: .channels
    case .factsMeetingPlaces: .meetingPlaces
    case .factsOnline: .online
    case .factsStrengths: .strengths
    case .factsAssets: .assets
    case .factsExperiences: .experiences
    case .factsHistory: .history
    case .factsCustoms: .customs
    case .factsSimilarWork: .similarWork
    default: nil
    }
  }

  /// What these records are called, for whoever chooses among them.
  func word(_ w: Words) -> String {
    guard let topic else {
      return switch self {
      case .benchmarks: w("Population figures")
      case .benchmarksLanguages: w("Population figures of languages")
      case .benchmarksOnline: w("Population figures of internet at home")
      default: w(tool.name)
      }
    }
    return topic.word(w)
  }

  /// Where such a record would be written, from here.
  func place(_ call: Call, _ context: GuideContext) -> ToolLine {
    let line = tool.line(call, context)
    guard let topic else { return line }
    let url = Tool.first(
      [
        "/desk/communities/{community}/facts/new?topic=\(topic.rawValue)",
        "/desk/communities/{community}#\(topic.rawValue)",
      ], call, context)
    return ToolLine(
      name: topic.word(call.w), what: line.what, url: url ?? line.url, isComing: line.isComing)
  }
}
