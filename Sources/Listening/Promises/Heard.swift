import Communities
import Findings
import Power
import Store
import Surroundings
import Translations
import Web
import Words

/// What was heard from one community and what was done, as everybody may read it.
struct Heard: Sendable {
  let community: Community
  let name: Rendering
  let findings: [PublicFinding]
  let promises: [PublicPromise]
  /// Of all promises, those told to one person alone too.
  let figures: PromiseFigures

  /// Gathers it; `nil` when the gate closes the community's page.
  static func released(
    _ community: Community, _ call: Call, _ connection: any Connection
  ) throws -> Released<Heard>? {
    let verdict = try Gate.may(
      .visitor, .publish, on: community.subject, purpose: .information, today: call.today,
      connection)
    guard let permit = verdict.permit else { return nil }
    let findings = try Finding.published(of: community.id, connection).compactMap {
      try PublicFinding.released($0, call, connection)?.value
    }
    let promises = try Promise.all(to: [community.id.text], connection).compactMap {
      try PublicPromise.released($0, call, connection)?.value
    }
    return permit.release(
      Heard(
        community: community, name: try community.rendering(for: call.w, connection).name,
        findings: findings, promises: promises,
        figures: try PromiseFigures.of([community.id.text], connection)))
  }

  var path: String { "/communities/\(community.slug)/what-we-heard" }

  /// Promises that come from a finding of the page.
  func promises(from finding: PublicFinding) -> [PublicPromise] {
    promises.filter { $0.promise.origin == .finding(finding.id.text) }
  }

  /// Those that come from elsewhere, or from a finding that is not public.
  var others: [PublicPromise] {
    let known = Set(findings.map(\.id.text))
    return promises.filter { promise in
      if case .finding(let id) = promise.promise.origin { return !known.contains(id) }
      return true
    }
  }

  /// How many promises are counted and not told.
  var told: Int { figures.cases.count - promises.count }
}

/// A promise as everybody may read it.
struct PublicPromise: Sendable {
  let promise: Promise
  let text: PromiseText
  let steps: [PromiseStep]

  static func released(
    _ promise: Promise, _ call: Call, _ connection: any Connection
  ) throws -> Released<PublicPromise>? {
    guard let permit = try promise.permit(on: call.today, connection) else { return nil }
    return permit.release(
      PublicPromise(
        promise: promise, text: try promise.rendering(for: call.w, connection),
        steps: try PromiseStep.all(of: promise.id, connection)))
  }
}
