import Components
import Ledger
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// What everybody can read of pulses.
struct PublicPages {
  var routes: [Route] {
    [
      .get("/pulses", .everyone) { call in try await allPage(call) },
      .get("/pulses/{wave}/results", .everyone) { call in try await resultsPage(call) },
    ]
  }

  /// All pulses that people can answer or read.
  private func allPage(_ call: Call) async throws -> Reply {
    let w = call.w
    let today = call.today
    let found = try await call.store.read { connection in
      let pulses = try Pulse.published(connection).filter {
        try $0.permitToPublish(today, connection) != nil
      }.map { (pulse: $0, texts: try $0.texts(for: w, connection)) }
      let permit = try Gate.require(
        .visitor, .publish, on: Subject(kind: "library", id: "1"), purpose: .information,
        today: today, connection)
      return permit.release(pulses)
    }
    let page = found.map { pulses -> HTML in
      let items = pulses.map { pulse, texts -> HTML in
        let isOpen = pulse.isOpen(on: today)
        return card(
          title: texts.title.text,
          url: SafeURL(local: pulse.state == .closed ? "\(pulse.path)/results" : pulse.path) ?? "/",
          kicker: isOpen ? tag(w("Open for answers"), tone: .good) : tag(w("Ended")), level: 2,
          isOpen
            ? "<p>\(w("Open until {day}.", ["day": w.day(pulse.closes)]))</p>"
            : "<p lang=\"\(texts.introduction.language.tag)\" dir=\"auto\">\(texts.introduction.text)</p>"
        )
      }
      return """
        \(pageHeading(w("Pulses"), lead: w("How do both sides find it: those who live here, and those who work for the library? A few sentences, now and again.")))
        \(items.isEmpty ? emptyState(title: w("There is no pulse yet"), body: "<p>\(w("Come back soon."))</p>") : cards(items))
        """
    }
    return try call.publicPage(w("Pulses"), page)
  }

  /// What a pulse found, once it is over.
  private func resultsPage(_ call: Call) async throws -> Reply {
    let w = call.w
    let slug = try call.parameter("wave")
    struct Found: Sendable {
      let pulse: Pulse
      let instrument: Instrument
      let results: PulseResults
      let outcomes: [Outcome]
      let texts: Pulse.Texts
    }
    let found = try await call.store.read { connection in
      let pulse = try Pulse.published(slug, connection)
      guard let permit = try pulse.permitToPublish(call.today, connection),
        let results = try PulseResults.of(pulse, connection)
      else { throw Failure.notFound }
      let instrument = try pulse.instrument(connection)
      return permit.release(
        Found(
          pulse: pulse, instrument: instrument, results: results,
          outcomes: try pulse.outcomes(instrument, call, connection),
          texts: try pulse.texts(for: w, connection)))
    }
    let page = found.map { found -> HTML in
      """
      \(pulseHeading(w, found.texts, kicker: w("What came of the pulse")))
      \(resultsPart(call, found.pulse, found.instrument, found.results))
      \(outcomesPart(w, found.outcomes))
      """
    }
    return try call.publicPage(found.value.texts.title.text, page)
  }
}
