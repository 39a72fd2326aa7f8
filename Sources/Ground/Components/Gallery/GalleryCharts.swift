import Markup
import Words

func galleryCharts(_ w: Words) -> HTML {
  let source = sourceLine(
    w, w("Example figures"), date: w("November 2026"), standing: .sourced)
  return galleryBars(w, source) + galleryLines(w, source) + galleryDots(w, source)
    + galleryMap(w, source)
}

private func galleryBars(_ w: Words, _ source: HTML) -> HTML {
  barChart(
    w, title: w("Languages spoken at home"),
    description: w("Nearly a third speak Spanish at home. Whiskers show the margin of error."),
    unit: .share,
    bars: [
      Bar(w("English only"), 0.58, low: 0.55, high: 0.61),
      Bar(w("Spanish"), 0.31, low: 0.27, high: 0.35),
      Bar(w("Indigenous languages of North America"), 0.07, low: 0.04, high: 0.1),
      Bar(w("Other languages"), nil),
    ], source: source)
    + groupedBarChart(
      w, title: w("Who took part, and who lives here"),
      description: w("People under 30 are missing from what we heard."), unit: .share,
      series: [w("Took part"), w("Live here")],
      groups: [
        BarGroup(w("Under 30"), 0.11, 0.34), BarGroup(w("30 to 64"), 0.52, 0.47),
        BarGroup(w("65 and over"), 0.37, 0.19),
      ], source: source)
    + stackedBar(
      w, title: w("What people said to each statement"),
      description: w("Most agree about hours; opinion on fees is divided."),
      unit: .count(w("People")),
      parts: [w("Agree"), w("Pass"), w("Disagree")],
      rows: [
        StackedRow(w("The library should open on Sunday."), [61, 12, 8]),
        StackedRow(w("Fees keep people away."), [34, 9, 38]),
      ], source: source)
}

private func galleryLines(_ w: Words, _ source: HTML) -> HTML {
  let seasons = [w("Spring"), w("Summer"), w("Autumn"), w("Winter"), w("Next spring")]
  func points(_ values: [Double?], _ margin: Double) -> [LinePoint] {
    zip(seasons, values).map { season, value in
      LinePoint(season, value, low: value.map { $0 - margin }, high: value.map { $0 + margin })
    }
  }
  return lineChart(
    w, title: w("The library does what it says"),
    description: w(
      "The community's answers rose from 2.4 to 3.6 of 5. Bands show 95% intervals."
    ),
    unit: .amount(w("Mean of 5"), digits: 1),
    series: [
      LineSeries(w("Community"), points([2.4, 2.6, nil, 3.3, 3.6], 0.3)),
      LineSeries(w("Library"), points([4.1, 4.0, 3.9, 4.1, 4.2], 0.2)),
    ], source: source)
}

private func galleryDots(_ w: Words, _ source: HTML) -> HTML {
  dotChart(
    w, title: w("What matters, and what is so"),
    description: w("What matters most is least so. Whiskers show 95% intervals."),
    unit: .amount(w("Mean of 5"), digits: 2), from: 1, to: 5,
    series: [w("How much it matters"), w("How often it is so")],
    rows: [
      DotRow(
        w("Openness"), [Dot(4.6, low: 4.3, high: 4.9), Dot(2.9, low: 2.5, high: 3.3)]),
      DotRow(w("Respect"), [Dot(4.4, low: 4.1, high: 4.7), Dot(4.1, low: 3.8, high: 4.4)]),
      DotRow(w("Benefit"), [Dot(nil), Dot(nil)]),
    ], source: source)
    + pathChart(
      w, title: w("How a relationship went"),
      description: w("Listening, then an answer; a broken word led back."),
      lanes: [w("Introduction"), w("Listening"), w("Answering")],
      turns: [
        PathTurn(position: 0, lane: 0, isBack: false),
        PathTurn(position: 0.3, lane: 1, isBack: false),
        PathTurn(position: 0.5, lane: 2, isBack: false),
        PathTurn(position: 0.8, lane: 1, isBack: true),
      ], from: w("Spring"), to: w("Winter"), source: source,
      columns: [Column(w("When")), Column(w("What"))],
      rows: [[HTML(text: w("Spring")), HTML(text: w("Introduction"))]])
}

private func galleryMap(_ w: Words, _ source: HTML) -> HTML {
  let border = [
    (35.27, -106.80), (35.29, -106.45), (35.21, -106.40), (35.10, -106.43), (34.95, -106.50),
    (34.93, -106.72), (35.05, -106.83), (35.18, -106.88),
  ].map { Coordinate(latitude: $0.0, longitude: $0.1) }
  let meeting = w("Meeting place")
  let service = w("Service")
  return dotMap(
    w, title: w("Where people meet"),
    description: w("Four places lie close together in the old town; one is far in the south."),
    places: [
      Place(w("Plaza"), latitude: 35.096, longitude: -106.670, kind: meeting, url: "#charts"),
      Place(w("Parish hall"), latitude: 35.097, longitude: -106.668, kind: meeting),
      Place(w("Laundromat"), latitude: 35.094, longitude: -106.664, kind: meeting),
      Place(w("Clinic"), latitude: 35.101, longitude: -106.662, kind: service),
      Place(w("South branch"), latitude: 34.99, longitude: -106.70, kind: w("Library")),
      Place(w("Food pantry"), latitude: 35.20, longitude: -106.60, kind: service),
    ], outline: [border], source: source)
}
