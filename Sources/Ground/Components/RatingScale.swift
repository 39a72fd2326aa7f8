import Markup
import Words

/// Points from 1 upwards between two named ends, and a way to say that one can't say. Radio buttons in
/// a row: arrows move between them, and each says its end's name where it is one.
///
/// - Parameter tongue: The language of the legend and the ends, where it isn't the page's.
public func ratingScale(
  _ w: Words, legend: String, name: String, points: Int, low: String, high: String,
  none: String? = nil, selected: String? = nil, tongue: Language? = nil
) -> HTML {
  let base = fieldID(name)
  func point(_ value: String, _ label: HTML, _ kind: String) -> HTML {
    let id = value == "1" ? base : "\(base)-\(value)"
    return """
      <div class="\(kind)"><input type="radio" id="\(id)" name="\(name)" value="\(value)"\
      \(flag("checked", selected == value))/><label for="\(id)">\(label)</label></div>
      """
  }
  let numbers = (1...max(2, points)).map { number -> HTML in
    let end: HTML =
      number == 1
      ? "<span class=\"spoken\"> \(low)</span>"
      : number == points ? "<span class=\"spoken\"> \(high)</span>" : .empty
    return point(String(number), "\(w.number(number))\(end)", "rating-point")
  }
  let nothing: HTML = none.map { point("none", HTML(text: $0), "rating-none") } ?? .empty
  return """
    <fieldset class="rating"\(attribute("lang", tongue?.tag))><legend>\(legend)</legend>\
    <div class="rating-points">\(numbers)</div>\
    <p class="rating-ends" aria-hidden="true"><span>\(low)</span> <span>\(high)</span></p>\
    \(nothing)</fieldset>
    """
}
