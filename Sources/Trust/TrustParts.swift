import Communities
import Components
import Markup
import Pulses
import Scales
import Surroundings
import Web
import Words

/// The page: the answer in words, both sides over time, what can be counted, and the path.
func trustParts(_ call: Call, _ picture: TrustPicture, onDesk: Bool) -> HTML {
  let w = call.w
  return """
    \(answerPart(call, picture, onDesk: onDesk))
    \(section(w("Both sides over time"), id: "sides", sidesPart(w, picture)))
    \(section(w("What rose and fell"), id: "changes", changesPart(w, picture)))
    \(section(w("What can be counted"), id: "counted", countedPart(w, picture)))
    \(section(w("The path of the relationship"), id: "path", pathPart(w, picture)))
    """
}

private func answerPart(_ call: Call, _ picture: TrustPicture, onDesk: Bool) -> HTML {
  let w = call.w
  let answer = TrustAnswer(picture, w)
  let list = answer.sentences.map { sentence -> HTML in "<li><bdi>\(sentence)</bdi></li>" }
  guard !answer.isKnown else {
    return section(
      w("What the answers and the records say"), id: "answer",
      """
      <ul class="trust-said">\(list)</ul>
      <p class="quiet">\(w("Whoever answered chose to: this speaks of them. There is no score, for one number would hide where to begin."))</p>
      """)
  }
  let counted: HTML =
    list.isEmpty
    ? .empty
    : "<h3>\(w("What the records say until then"))</h3><ul class=\"trust-said\">\(list)</ul>"
  return section(
    w("We don’t know yet, and here is how to learn"), id: "answer",
    "\(howToLearn(call, picture, onDesk: onDesk))\(counted)")
}

/// Ways to learn what trust there is; links where the reader may follow them.
private func howToLearn(_ call: Call, _ picture: TrustPicture, onDesk: Bool) -> HTML {
  let w = call.w
  let id = picture.community.id
  let ways: [(String, SafeURL)] = [
    (
      w(
        "Ask both sides with a pulse: a few sentences, four minutes, no names. Begin in an engagement."
      ),
      "/desk/engagements"
    ),
    (
      w("Let people of the community look over what you believe of them, by a voice link."),
      "/desk/communities/\(id)/voices"
    ),
    (
      w("Ask in the Guide what people lived through with libraries and offices before you came."),
      "/desk/communities/\(id)/guide/listening"
    ),
    (w("Say what you will do, do it, and tell people: what is kept can be counted."), "/desk"),
  ]
  let works = call.isOfLibrary
  let items = ways.map { way -> HTML in
    onDesk && works ? "<li><a href=\"\(way.1)\">\(way.0)</a></li>" : "<li>\(way.0)</li>"
  }
  return "<ul>\(items)</ul>"
}

/// Both sides' means, a chart for each dimension, of the times that asked the same as the latest.
private func sidesPart(_ w: Words, _ picture: TrustPicture) -> HTML {
  guard let latest = picture.waves.last else {
    return "<p class=\"quiet\">\(w("Nobody was asked yet."))</p>"
  }
  let waves = picture.comparable(to: latest)
  let charts = latest.instrument.dimensions.map { dimension -> HTML in
    let series = Pulse.Side.allCases.map { side in
      LineSeries(
        side.word(w),
        waves.map { wave in
          let mean = wave.results.part(side).dimension(dimension.key)?.occurrence
          return LinePoint(
            wave.title, mean?.mean, low: mean?.interval?.low, high: mean?.interval?.high)
        })
    }
    return lineChart(
      w, title: dimension.title.text(w),
      description: w(
        "How often it is so, from 1 to {points}: means with 95% intervals, of both sides.",
        ["points": w.number(latest.instrument.points)]),
      unit: .amount(w("Mean"), digits: 2), series: series, scale: 1...latest.instrument.points,
      id: "trust-\(dimension.key)")
  }
  return """
    <div class="trust-charts">\(charts)</div>
    \(dataTable(w, caption: w("Both sides at each time: means with 95% intervals, and how many answered"), columns: [Column(w("Dimension")), Column(w("Time")), Column(w("Community"), numeric: true), Column(w("People"), numeric: true), Column(w("Library"), numeric: true), Column(w("People"), numeric: true)], rows: sideRows(w, waves, latest.instrument)))
    """
}

private func sideRows(_ w: Words, _ waves: [Wave], _ instrument: Instrument) -> [[HTML]] {
  instrument.dimensions.flatMap { dimension in
    waves.map { wave -> [HTML] in
      [HTML(text: dimension.title.text(w)), "<bdi>\(wave.title)</bdi>"]
        + Pulse.Side.allCases.flatMap { side -> [HTML] in
          let mean = wave.results.part(side).dimension(dimension.key)?.occurrence
          return [
            HTML(text: mean?.sentence(w) ?? w("Not shown")),
            HTML(text: mean.map { w.number($0.n) } ?? "–"),
          ]
        }
    }
  }
}

/// From each time to the next: what moved more than chance explains, and what came to pass meanwhile.
private func changesPart(_ w: Words, _ picture: TrustPicture) -> HTML {
  guard let latest = picture.waves.last else {
    return "<p class=\"quiet\">\(w("Nobody was asked yet."))</p>"
  }
  let waves = picture.comparable(to: latest)
  guard waves.count > 1 else {
    return
      "<p>\(w("It was asked for the first time. What rises and falls is seen from the second on."))</p>"
  }
  let steps = zip(waves, waves.dropFirst()).map { first, second -> HTML in
    let names = ["first": first.title, "second": second.title]
    let moves = Movement.all(from: first, to: second)
    return """
      <h3>\(w("From “{first}” to “{second}”", names))</h3>
      \(dataTable(w, caption: w("What changed from “{first}” to “{second}”: difference of the means with its 95% interval", names), columns: [Column(w("Dimension")), Column(w("Side")), Column(w("Difference"), numeric: true), Column(w("What can be told"))], rows: moves.map { moveRow(w, second, $0) }, captionHidden: true))
      \(meanwhile(w, picture.happenings(from: first, to: second)))
      """
  }
  return """
    \(steps)
    <p class="quiet">\(w("Of twenty such comparisons one looks like a change by chance alone, where nothing changed. That something came to pass in the same months does not say that it is the reason."))</p>
    """
}

private func moveRow(_ w: Words, _ wave: Wave, _ move: Movement) -> [HTML] {
  let name = wave.instrument.dimensions.first { $0.key == move.dimension }?.title.text(w)
  let word: HTML =
    switch move.verdict {
    case .rose: tag(w("Rose"), tone: .good)
    case .fell: tag(w("Fell"), tone: .warning)
    case .unclear: HTML(text: w("No change that can be told from chance"))
    case .unknown: HTML(text: w("Not shown: too few people"))
    }
  let figure = move.difference.map { difference in
    w(
      "{mean} ({low} to {high})",
      [
        "mean": signed(w, difference.difference),
        "low": signed(w, difference.interval.low), "high": signed(w, difference.interval.high),
      ])
  }
  return [
    HTML(text: name ?? move.dimension), HTML(text: move.side.word(w)), HTML(text: figure ?? "–"),
    word,
  ]
}

private func signed(_ w: Words, _ value: Double) -> String {
  (value >= 0.005 ? "+" : "") + w.figure(value, digits: 2)
}

private func meanwhile(_ w: Words, _ happenings: [Happening]) -> HTML {
  guard !happenings.isEmpty else {
    return "<p class=\"quiet\">\(w("The ledger names nothing in these months."))</p>"
  }
  let items = happenings.suffix(15).map { happening -> HTML in
    "<li><span class=\"quiet\">\(w.day(happening.day)):</span> \(happening.sentence(w))</li>"
  }
  return details(w("What came to pass in these months"), open: true, "<ul>\(items)</ul>")
}
