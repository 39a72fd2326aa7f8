import Markup
import Words

/// One whole and its parts, in the order of the chart's `parts`.
public struct StackedRow: Sendable {
  public var label: String
  public var values: [Double]

  public init(_ label: String, _ values: [Double]) {
    self.label = label
    self.values = values
  }
}

/// Parts of wholes side by side, such as who agrees, passes and disagrees. Each part carries its
/// letter in the picture and in the legend, so that no one has to tell colours apart.
public func stackedBar(
  _ w: Words, title: String, description: String, unit: ChartUnit, parts: [String],
  rows: [StackedRow], source: HTML = .empty, id: String? = nil
) -> HTML {
  let id = id.map(identifier) ?? textID("chart", title)
  let mirrored = w.language.direction == "rtl"
  let letters = partLetters(w)
  let pictures = rows.map { row -> HTML in
    """
    <div class="bar-row"><span class="bar-label" dir="auto">\(row.label)</span>\
    <span class="bar-tracks"><svg width="100%" height="32" aria-hidden="true" focusable="false">\
    \(stack(row, letters, mirrored))</svg></span></div>
    """
  }
  let legend = chartLegend(
    parts.enumerated().map { index, name in
      (
        """
        <rect class="slice slice-\(index % 5)" x="0" y="0" width="22" height="16"/>\
        <text class="slice-letter slice-letter-\(index % 5)" x="11" y="13" text-anchor="middle">\
        \(letters[index % letters.count])</text>
        """, name
      )
    })
  return chartFigure(
    w, id: id, title: title, description: description, kind: "stack", legend: legend,
    picture: chartImage(id, "bars", pictures.joined()), source: source,
    columns: [Column(w("Group"))] + parts.map { Column($0, numeric: true) },
    rows: rows.map { row in
      let total = row.values.reduce(0, +)
      return [HTML(text: row.label)]
        + row.values.map { value in
          let share = total > 0 ? w.percent(value / total) : w.percent(0)
          if case .share = unit { return HTML(text: share) }
          return HTML(text: "\(unit.say(w, value)) (\(share))")
        }
    })
}

private func stack(_ row: StackedRow, _ letters: [String], _ mirrored: Bool) -> HTML {
  let total = row.values.reduce(0, +)
  guard total > 0 else { return .empty }
  var start = 0.0
  return row.values.enumerated().map { index, value -> HTML in
    let share = value / total
    let x = mirrored ? 1 - start - share : start
    start += share
    // Narrower than this a letter would stand half outside its part on a phone.
    let letter: HTML =
      share >= 0.08
      ? """
      <text class="slice-letter slice-letter-\(index % 5)" x="\(percentage(x + share / 2))" y="21" \
      text-anchor="middle">\(letters[index % letters.count])</text>
      """ : .empty
    return """
      <rect class="slice slice-\(index % 5)" x="\(percentage(x))" y="0" \
      width="\(percentage(share))" height="32"/>\(letter)
      """
  }.joined()
}

/// A, B, C … in the reader's alphabet.
func partLetters(_ w: Words) -> [String] {
  w.language.tag.hasPrefix("ar") ? ["أ", "ب", "ج", "د", "هـ"] : ["A", "B", "C", "D", "E"]
}
