import Foundation
import Markup
import Words

/// People who stand together, where they stand, and how they are told apart.
public struct CrowdGroup: Sendable {
  public var x: Double
  public var y: Double
  public var size: Int

  public init(x: Double, y: Double, size: Int) {
    self.x = x
    self.y = y
    self.size = size
  }
}

/// Some people of one group at one place.
public struct CrowdMark: Sendable {
  public var x: Double
  public var y: Double
  public var people: Int
  public var group: Int

  public init(x: Double, y: Double, people: Int, group: Int) {
    self.x = x
    self.y = y
    self.people = people
    self.group = group
  }
}

/// The letter of a group, in the reader's alphabet.
public func groupLetter(_ w: Words, _ index: Int) -> String {
  let letters = partLetters(w)
  return letters[index % letters.count]
}

/// A crowd seen from above: a disc for people who stand near one another, its area their number, and
/// each group's letter in its middle. The picture has no axes: only who is near whom means something.
public func crowdMap(
  _ w: Words, title: String, description: String, groups: [CrowdGroup], marks: [CrowdMark],
  here: (x: Double, y: Double)? = nil, hereLabel: String = "", source: HTML = .empty,
  id: String? = nil
) -> HTML {
  let id = id.map(identifier) ?? textID("crowd", title)
  let plane = Plane(
    points: marks.map { ($0.x, $0.y) } + groups.map { ($0.x, $0.y) } + (here.map { [$0] } ?? []))
  let most = Double(marks.map(\.people).max() ?? 1)
  let discs = marks.map { mark -> HTML in
    let at = plane.place(mark.x, mark.y)
    let radius = 4 + 12 * (Double(mark.people) / max(most, 1)).squareRoot()
    return """
      <circle class="slice slice-\(mark.group % 5) crowd-mark" cx="\(decimal(at.x))" \
      cy="\(decimal(at.y))" r="\(decimal(radius))"/>
      """
  }
  let letters = groups.enumerated().map { index, group -> HTML in
    let at = plane.place(group.x, group.y)
    return """
      <g transform="translate(\(decimal(at.x)) \(decimal(at.y)))"><circle class="crowd-label" \
      r="15"/><text class="crowd-letter" y="6" text-anchor="middle">\(groupLetter(w, index))</text>\
      </g>
      """
  }
  let you = here.map { place -> HTML in
    let at = plane.place(place.x, place.y)
    return """
      <g transform="translate(\(decimal(at.x)) \(decimal(at.y)))"><path class="crowd-here" \
      d="M0 -16L4 -5L16 -5L6 2L10 14L0 7L-10 14L-6 2L-16 -5L-4 -5z"/></g>
      """
  }
  var entries: [(mark: HTML, name: String)] = groups.indices.map { index in
    (
      """
      <rect class="slice slice-\(index % 5)" x="0" y="0" width="22" height="16"/>\
      <text class="slice-letter slice-letter-\(index % 5)" x="11" y="13" text-anchor="middle">\
      \(groupLetter(w, index))</text>
      """, w("Group {letter}", ["letter": groupLetter(w, index)])
    )
  }
  if here != nil {
    entries.append(
      (
        """
        <path class="crowd-here" transform="translate(11 8) scale(0.5)" \
        d="M0 -16L4 -5L16 -5L6 2L10 14L0 7L-10 14L-6 2L-16 -5L-4 -5z"/>
        """, hereLabel
      ))
  }
  let picture: HTML = """
    <svg class="crowd" viewBox="0 0 \(decimal(plane.width)) \(decimal(plane.height))" \
    aria-hidden="true" focusable="false">\(discs)\(letters)\(you)</svg>
    """
  let all = groups.map(\.size).reduce(0, +)
  return chartFigure(
    w, id: id, title: title, description: description, kind: "crowd",
    legend: chartLegend(entries), picture: chartImage(id, "plot", picture), source: source,
    columns: [
      Column(w("Group")), Column(w("People"), numeric: true), Column(w("Share"), numeric: true),
    ],
    rows: groups.enumerated().map { index, group in
      [
        HTML(text: w("Group {letter}", ["letter": groupLetter(w, index)])),
        HTML(text: w.number(group.size)),
        HTML(text: w.percent(all > 0 ? Double(group.size) / Double(all) : 0, digits: 0)),
      ]
    })
}

/// Fits points into a picture, the same scale both ways.
private struct Plane {
  let width = 640.0
  let height = 420.0
  private let middle: (x: Double, y: Double)
  private let scale: Double

  init(points: [(x: Double, y: Double)]) {
    let xs = points.map(\.x)
    let ys = points.map(\.y)
    let (left, right) = (xs.min() ?? 0, xs.max() ?? 0)
    let (bottom, top) = (ys.min() ?? 0, ys.max() ?? 0)
    middle = ((left + right) / 2, (bottom + top) / 2)
    let margin = 24.0
    scale = min(
      (width - 2 * margin) / max(right - left, 1e-9),
      (height - 2 * margin) / max(top - bottom, 1e-9))
  }

  /// Points in one place alone stand in the middle.
  func place(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    let (dx, dy) = ((x - middle.x) * scale, (y - middle.y) * scale)
    return (width / 2 + (dx.isFinite ? dx : 0), height / 2 - (dy.isFinite ? dy : 0))
  }
}
