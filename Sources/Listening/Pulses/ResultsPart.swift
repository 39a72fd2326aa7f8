import Components
import Markup
import Scales
import Web
import Words

/// The figures of a pulse that is over: both sides beside each other, never added up into one score.
func resultsPart(
  _ call: Call, _ pulse: Pulse, _ instrument: Instrument, _ results: PulseResults
) -> HTML {
  let w = call.w
  return """
    \(section(w("Who answered"), id: "who", whoAnswered(w, pulse, results)))
    \(section(w("By dimension"), id: "dimensions", charts(w, pulse, instrument, results) + dimensionTables(w, instrument, results)))
    \(section(w("By item"), id: "items", itemTables(w, instrument, results)))
    \(section(w("How to read this"), id: "limits", limits(w, instrument, results)))
    """
}

private func whoAnswered(_ w: Words, _ pulse: Pulse, _ results: PulseResults) -> HTML {
  func people(_ part: PulseResults.Part) -> HTML {
    HTML(
      text: part.people.map { w.number($0) } ?? w("fewer than {n}", ["n": w.number(part.fewest)]))
  }
  let days = [pulse.openedOn, pulse.closedOn].map { $0.map(w.day) ?? "–" }
  return definitionList([
    (w("People of the community"), people(results.community)),
    (w("People of the library"), people(results.library)),
    (w("Asked"), HTML(text: w("{first} to {last}", ["first": days[0], "last": days[1]]))),
  ])
}

private func charts(
  _ w: Words, _ pulse: Pulse, _ instrument: Instrument, _ results: PulseResults
) -> HTML {
  Pulse.Side.allCases.map { side -> HTML in
    let part = results.part(side)
    let title =
      side == .community
      ? w("What the community says") : w("What the library’s own people say")
    guard part.isShown, let people = part.people else {
      return notice(
        w, .information, title: title, body: "<p>\(tooFew(w, part))</p>")
    }
    return dotChart(
      w, title: title,
      description: w(
        "From 1 to {points}: means with 95% intervals. Where the two marks lie far apart, something matters that is seldom so.",
        ["points": w.number(instrument.points)]),
      unit: .amount(w("Mean"), digits: 2), from: 1, to: instrument.points,
      series: instrument.asked.map { $0.word(w) },
      rows: instrument.dimensions.map { dimension in
        let line = part.dimension(dimension.key)
        return DotRow(
          dimension.title.text(w),
          instrument.asked.map { rating in
            let mean = rating == .importance ? line?.importance : line?.occurrence
            return Dot(mean?.mean, low: mean?.interval?.low, high: mean?.interval?.high)
          })
      },
      source: sourceLine(
        w, w.plural(people, "{n} person who chose to answer", "{n} people who chose to answer"),
        date: pulse.closedOn.map(w.day)), id: "pulse-\(side.rawValue)")
  }.joined()
}

func tooFew(_ w: Words, _ part: PulseResults.Part) -> String {
  w(
    "No figure is shown of fewer than {n} people, so that nobody is pointed at.",
    ["n": w.number(part.fewest)])
}

private func dimensionTables(
  _ w: Words, _ instrument: Instrument, _ results: PulseResults
) -> HTML {
  let rows = instrument.dimensions.flatMap { dimension in
    Pulse.Side.allCases.map { side -> [HTML] in
      figures(w, dimension.title.text(w), side, results.part(side).dimension(dimension.key))
    }
  }
  return dataTable(
    w, caption: w("Means with 95% intervals, by dimension and side"),
    columns: figureColumns(w, w("Dimension")), rows: rows)
}

private func itemTables(_ w: Words, _ instrument: Instrument, _ results: PulseResults) -> HTML {
  let rows = instrument.items.flatMap { item in
    Pulse.Side.allCases.map { side -> [HTML] in
      let line = results.part(side).items.first { $0.key == item.key }
      var cells = figures(w, item.text.text(w), side, line)
      if item.isReversed { cells[0] += " \(tag(w("Turned round")))" }
      return cells
    }
  }
  return dataTable(
    w, caption: w("Means with 95% intervals, by item and side"),
    columns: figureColumns(w, w("Item")), rows: rows)
}

private func figureColumns(_ w: Words, _ first: String) -> [Column] {
  [
    Column(first), Column(w("Side")), Column(w("How much it matters"), numeric: true),
    Column(w("People"), numeric: true), Column(w("How often it is so"), numeric: true),
    Column(w("People"), numeric: true), Column(w("Gap"), numeric: true),
    Column(w("People"), numeric: true),
  ]
}

private func figures(
  _ w: Words, _ name: String, _ side: Pulse.Side, _ line: PulseResults.Line?
) -> [HTML] {
  [
    HTML(text: name), HTML(text: side.word(w)), cell(w, line?.importance),
    count(w, line?.importance), cell(w, line?.occurrence), count(w, line?.occurrence),
    cell(w, line?.gap), count(w, line?.gap),
  ]
}

private func limits(_ w: Words, _ instrument: Instrument, _ results: PulseResults) -> HTML {
  let reliabilities = instrument.dimensions.map { dimension -> (String, HTML) in
    let sides = Pulse.Side.allCases.map { side -> String in
      let line = results.part(side).dimension(dimension.key)
      return "\(side.word(w)): \(line?.reliability?.sentence(w) ?? w("Not shown"))"
    }
    return (dimension.title.text(w), HTML(text: sides.joined(separator: " · ")))
  }
  return """
    <ul>
    <li>\(w("Whoever answered chose to. The figures speak of them, and not of everybody who lives here."))</li>
    <li>\(w("An interval tells how far a mean would wander among people like those who answered. It says nothing of who did not answer, and it can reach past the ends of the scale: it is arithmetic, not an answer."))</li>
    <li>\(w("The gap is how much something matters less how often it is so, taken within each person who rated both."))</li>
    <li>\(w("Sentences that say the opposite of their dimension are turned round: a higher figure is always the better one."))</li>
    <li>\(w("Somebody counts in a dimension who rated at least {share} of its items.", ["share": w.percent(instrument.answeredShare)]))</li>
    <li>\(w("Of the community no figure is shown of fewer than {n} people, of the library’s own of fewer than {m}.", ["n": w.number(results.community.fewest), "m": w.number(results.library.fewest)]))</li>
    <li>\(w("Nobody signs in to answer, so nobody can see to it that each answers once."))</li>
    <li>\(w("Words: {source}. Licence: {licence}. Version {version}.", ["source": instrument.source, "licence": instrument.licence, "version": w.number(instrument.version)]))</li>
    </ul>
    \(details(w("Do the items of a dimension go together?"), "<p>\(w("Cronbach’s alpha: near 1 they do, near 0 they ask different things. Told from 30 people on."))</p>\(definitionList(reliabilities))"))
    """
}
