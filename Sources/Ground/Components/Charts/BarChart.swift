import Markup
import Words

/// One bar. Without a value the chart says that it isn't shown: too few people, most often.
public struct Bar: Sendable {
  public var label: String
  public var value: Double?
  public var low: Double?
  public var high: Double?

  /// `low` and `high` bound where the true value lies: a margin of error or an interval.
  public init(_ label: String, _ value: Double?, low: Double? = nil, high: Double? = nil) {
    self.label = label
    self.value = value
    self.low = low
    self.high = high
  }
}

/// Horizontal bars with whiskers for what is uncertain. Labels and numbers are text of the page,
/// and not of the picture: they wrap, grow with the reader's type size and mirror from right to
/// left.
public func barChart(
  _ w: Words, title: String, description: String, unit: ChartUnit, bars: [Bar],
  source: HTML = .empty, id: String? = nil
) -> HTML {
  let id = id.map(identifier) ?? textID("chart", title)
  let scale = Scale(
    bars.flatMap { [$0.value, $0.low, $0.high].compactMap { $0 } },
    whole: unit.whole, mirrored: w.language.direction == "rtl")
  let rows = bars.map { bar -> HTML in
    barRow(label: bar.label, tracks: [barTrack(w, unit, bar, scale, series: 0)])
  }
  let hasRange = bars.contains { $0.low != nil && $0.high != nil }
  var columns = [Column(w("Group")), Column(unit.name(w), numeric: true)]
  if hasRange { columns.append(Column(w("Likely range"), numeric: true)) }
  return chartFigure(
    w, id: id, title: title, description: description, kind: "bars",
    picture: chartImage(id, "bars", rows.joined() + ends(w, unit, scale)), source: source,
    columns: columns,
    rows: bars.map { bar in
      [HTML(text: bar.label), HTML(text: unit.sayShown(w, bar.value))]
        + (hasRange ? [HTML(text: unit.sayRange(w, bar.low, bar.high))] : [])
    })
}

/// A group of bars that belong to one label.
public struct BarGroup: Sendable {
  public var label: String
  /// One for each series; their own labels aren't shown.
  public var bars: [Bar]

  public init(_ label: String, _ bars: [Bar]) {
    self.label = label
    self.bars = bars
  }

  /// Two values: who took part against who lives here, or one year against another.
  public init(_ label: String, _ first: Double?, _ second: Double?) {
    self.init(label, [Bar("", first), Bar("", second)])
  }
}

/// Bars of two or three series under each label. The first is filled, the second an outline, the
/// third hatched by its border: they differ in grey print as well.
public func groupedBarChart(
  _ w: Words, title: String, description: String, unit: ChartUnit, series: [String],
  groups: [BarGroup], source: HTML = .empty, id: String? = nil
) -> HTML {
  let id = id.map(identifier) ?? textID("chart", title)
  let scale = Scale(
    groups.flatMap { $0.bars.flatMap { [$0.value, $0.low, $0.high].compactMap { $0 } } },
    whole: unit.whole, mirrored: w.language.direction == "rtl")
  let rows = groups.map { group -> HTML in
    barRow(
      label: group.label,
      tracks: group.bars.enumerated().map { barTrack(w, unit, $1, scale, series: $0) })
  }
  let legend = chartLegend(
    series.enumerated().map { index, name in
      ("<rect class=\"bar bar-\(index)\" x=\"1\" y=\"2\" width=\"20\" height=\"12\"/>", name)
    })
  return chartFigure(
    w, id: id, title: title, description: description, kind: "bars", legend: legend,
    picture: chartImage(id, "bars", rows.joined() + ends(w, unit, scale)), source: source,
    columns: [Column(w("Group"))] + series.map { Column($0, numeric: true) },
    rows: groups.map { group in
      [HTML(text: group.label)]
        + group.bars.map { bar in
          let range = unit.sayRange(w, bar.low, bar.high)
          return HTML(text: unit.sayShown(w, bar.value) + (range.isEmpty ? "" : " (\(range))"))
        }
    })
}

/// Below bars of shares: where nothing is, and where all is.
private func ends(_ w: Words, _ unit: ChartUnit, _ scale: Scale) -> HTML {
  guard unit.whole > 0 else { return .empty }
  let marks = [scale.low, scale.high].map { value -> HTML in
    let place = scale.place(value)
    return """
      <text class="tick" x="\(percentage(place))" y="15" direction="ltr" \
      text-anchor="\(place < 0.5 ? "start" : "end")">\(unit.say(w, value))</text>
      """
  }
  return """
    <div class="bar-row"><span class="bar-label"></span><span class="bar-tracks">\
    <span class="bar-track"><svg width="100%" height="20" aria-hidden="true" focusable="false">\
    \(marks)</svg></span></span></div>
    """
}

private func barRow(label: String, tracks: [HTML]) -> HTML {
  """
  <div class="bar-row"><span class="bar-label" dir="auto">\(label)</span>\
  <span class="bar-tracks">\(tracks)</span></div>
  """
}

private func barTrack(
  _ w: Words, _ unit: ChartUnit, _ bar: Bar, _ scale: Scale, series: Int
) -> HTML {
  guard let value = bar.value else {
    return """
      <span class="bar-track"><span class="bar-hidden">\(unit.sayShown(w, nil))</span></span>
      """
  }
  let body = scale.span(0, value)
  var whisker = HTML.empty
  if let low = bar.low, let high = bar.high {
    let (a, b) = (percentage(scale.place(low)), percentage(scale.place(high)))
    func lines(_ name: String?) -> HTML {
      """
      <g\(classes(name))><line x1="\(a)" x2="\(b)" y1="10" y2="10"/>\
      <line x1="\(a)" x2="\(a)" y1="5" y2="15"/><line x1="\(b)" x2="\(b)" y1="5" y2="15"/></g>
      """
    }
    whisker = "<g class=\"whisker\">\(lines("whisker-edge"))\(lines(nil))</g>"
  }
  let zero = percentage(scale.place(0))
  let end = percentage(scale.place(scale.high))
  let all: HTML =
    unit.whole > 0
    ? "<line class=\"rule\" x1=\"\(end)\" x2=\"\(end)\" y1=\"0\" y2=\"20\"/>" : .empty
  return """
    <span class="bar-track"><svg width="100%" height="20" aria-hidden="true" focusable="false">\
    \(all)<line class="axis" x1="\(zero)" x2="\(zero)" y1="0" y2="20"/>\
    <rect class="bar bar-\(series % 3)" x="\(percentage(body.start))" y="3" \
    width="\(percentage(body.length))" height="14"/>\(whisker)</svg>\
    <span class="bar-value">\(unit.say(w, value))</span></span>
    """
}
