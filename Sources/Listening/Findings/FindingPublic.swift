import Communities
import Components
import Markup
import Power
import Store
import Surroundings
import Translations
import Web
import Words

/// A finding as everybody may read it.
public struct PublicFinding: Sendable {
  public let id: ID<Finding>
  public let community: ID<Community>
  public let day: Day
  public let sentence: Rendering
  public let explanation: Rendering
  let evidence: [(FindingEvidence, FindingEvidence.Ground)]
  public let check: String
  let beside: [CheckWord]
  public let returns: [FindingReturn]

  /// Gathers what the gate lets everybody read; `nil` when it does not.
  public static func released(
    _ finding: Finding, _ call: Call, _ connection: any Connection
  ) throws -> Released<PublicFinding>? {
    guard let day = finding.publishedOn, let permit = try finding.permit(on: call.today, connection)
    else { return nil }
    let text = try finding.rendering(for: call.w, connection)
    let sources = call.site.capabilities.flatMap(\.citable)
    let tally = try CheckTally.of(finding.id, connection)
    return permit.release(
      PublicFinding(
        id: finding.id, community: finding.community, day: day, sentence: text.sentence,
        explanation: text.explanation,
        evidence: try FindingEvidence.all(of: finding.id, connection).map {
          ($0, try $0.ground(sources, connection))
        },
        check: tally.sentence(call.w, smallestCell: permit.charter.smallestCell),
        beside: try CheckWord.all(of: finding.id, connection).filter { $0.standing == .shown },
        returns: try FindingReturn.all(of: finding.id, connection)))
  }

  public var path: String { "/findings/\(id)" }
  /// Whether something that it rests on is no longer as it was cited.
  public var hasMoved: Bool { evidence.contains { $0.1 != .same } }
}

struct FindingPublicRoutes {
  var routes: [Route] {
    [.get("/findings/{finding}", .everyone) { call in try await publicPage(call) }]
  }
}

private func publicPage(_ call: Call) async throws -> Reply {
  let id: ID<Finding> = try call.id("finding")
  let (released, slug, name, outcomes) = try await call.store.read { connection in
    guard let finding = try Finding.find(id, connection),
      let released = try PublicFinding.released(finding, call, connection),
      let community = try Community.find(finding.community, connection)
    else { throw Failure.notFound }
    return (
      released, community.slug, try community.rendering(for: call.w, connection).name,
      try call.outcomes(of: "finding", id.text, connection)
    )
  }
  let page = released.map { finding -> HTML in
    let w = call.w
    return """
      \(findingHeading(w, finding, community: name))
      \(section(w("What it rests on"), id: "evidence", publicEvidence(w, finding)))
      \(section(w("What those who said it say"), id: "words", besidePart(w, finding)))
      \(if: !finding.returns.isEmpty, section(w("How people were told"), returnList(w, finding)))
      \(section(w("What came of it"), id: "outcomes", outcomeList(w, outcomes)))
      <p><a href="\(SafeURL(local: "/communities/\(slug)/what-we-heard") ?? "/")">\(w("What we heard, what we did"))</a></p>
      """
  }
  return try call.publicPage(released.value.sentence.text, page)
}

private func findingHeading(_ w: Words, _ finding: PublicFinding, community: Rendering) -> HTML {
  let sentence = finding.sentence
  let moved: HTML =
    finding.hasMoved
    ? notice(
      w, .warning,
      title: w("Something that this rests on has changed since. It is being looked at again."))
    : .empty
  let more: HTML =
    finding.explanation.text.isEmpty
    ? .empty : prose(finding.explanation.text, language: finding.explanation.language)
  return """
    <div class="page-heading"><p class="kicker">\(w("What we heard from {name}", ["name": community.text]))</p>
    <h1 lang="\(sentence.language.tag)" dir="auto">\(sentence.text)</h1>
    <p>\(remark(w, sentence)) <span class="quiet">\(w("Public since {day}", ["day": w.day(finding.day)]))</span></p></div>
    \(moved)\(more)
    """
}

private func publicEvidence(_ w: Words, _ finding: PublicFinding) -> HTML {
  let items = finding.evidence.map { evidence, ground -> HTML in
    guard evidence.isPublic else {
      // What was said in confidence is counted and not repeated.
      let people = evidence.n.map { w.plural($0, "from {n} person", "from {n} people") }
      let source = [evidence.method, people].compactMap { $0 }.joined(separator: ", ")
      return
        "<li><p>\(w("Something that was not said to be repeated."))</p>\(sourceLine(w, source, date: w.day(evidence.day)))</li>"
    }
    return "<li>\(evidenceLine(w, evidence, ground))</li>"
  }
  return "<ul class=\"plain-list\">\(items)</ul>"
}

private func besidePart(_ w: Words, _ finding: PublicFinding) -> HTML {
  let quotes = finding.beside.map { word in
    quote(word.words, by: HTML(text: word.verdict.word(w)), language: word.language)
  }
  return "<p>\(finding.check)</p>\(quotes)"
}

private func returnList(_ w: Words, _ finding: PublicFinding) -> HTML {
  let items = finding.returns.map { told -> HTML in
    let word: HTML =
      told.acknowledgement.isEmpty ? .empty : "<p dir=\"auto\">\(told.acknowledgement)</p>"
    let what = [
      w.day(told.day), told.format.word(w), told.language.name(in: w.language),
    ].joined(separator: " · ")
    return "<li><p>\(what) · <bdi>\(told.place)</bdi></p>\(word)</li>"
  }
  return "<ul class=\"plain-list\">\(items)</ul>"
}
