import Markup

/// Kith's mark: two closed loops, each passing through the other twice (a Solomon's knot, drawn on
/// floors and cloth from many shores), so that neither can be drawn off without cutting.
/// Decoration: the name beside it says what it is.
func knot() -> HTML {
  """
  <svg class="knot" viewBox="0 0 64 64" width="40" height="40" aria-hidden="true" \
  focusable="false"><g fill="none" stroke-width="8">\
  <path class="knot-a" d="M47.5 23H50a9 9 0 0 1 0 18H28.5M17.5 41H14a9 9 0 0 1 0-18h21.5"/>\
  <path class="knot-b" d="M23 17.5V14a9 9 0 0 1 18 0v21.5\
  M41 47.5V50a9 9 0 0 1-18 0V28.5"/></g></svg>
  """
}

/// A selvedge of plain over-and-under weaving, which belongs to no one people. `id` is unique on
/// the page, since a pattern is found by its id.
func weave(id: String) -> HTML {
  """
  <svg class="weave" width="100%" height="12" aria-hidden="true" focusable="false">\
  <defs><pattern id="\(id)" width="48" height="12" patternUnits="userSpaceOnUse">\
  <rect class="weave-ground" width="48" height="12"/>\
  <rect class="weave-a" x="1" y="1" width="10" height="4"/>\
  <rect class="weave-b" x="13" y="0" width="4" height="6"/>\
  <rect class="weave-b" x="19" y="0" width="4" height="6"/>\
  <rect class="weave-a" x="25" y="1" width="10" height="4"/>\
  <rect class="weave-c" x="37" y="0" width="4" height="6"/>\
  <rect class="weave-c" x="43" y="0" width="4" height="6"/>\
  <rect class="weave-c" x="1" y="6" width="4" height="6"/>\
  <rect class="weave-c" x="7" y="6" width="4" height="6"/>\
  <rect class="weave-a" x="13" y="7" width="10" height="4"/>\
  <rect class="weave-b" x="25" y="6" width="4" height="6"/>\
  <rect class="weave-b" x="31" y="6" width="4" height="6"/>\
  <rect class="weave-a" x="37" y="7" width="10" height="4"/>\
  </pattern></defs><rect width="100%" height="12" fill="url(#\(id))"/></svg>
  """
}

/// The small pictures beside a word. Each differs in outline, since colour alone tells some readers
/// nothing; the word says the same.
enum Icon: String {
  case check, doubleCheck, information, warning, trouble, question, book, speech, split, dot, arrow

  var svg: HTML {
    """
    <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" \
    focusable="false">\(HTML.trusted(drawing))</svg>
    """
  }

  private var drawing: String {
    switch self {
    case .check: "<path d=\"M3.5 10.5l4.5 4.5 8.5-10\"/>"
    case .doubleCheck: "<path d=\"M1.5 10.5l4 4 7-9M8.5 13.5l1.5 1.5 8-10\"/>"
    case .information:
      "<circle cx=\"10\" cy=\"10\" r=\"8\"/><path d=\"M10 9v5.5M10 5.5v1\"/>"
    case .warning: "<path d=\"M10 2.5L18.5 17h-17zM10 8v4.5M10 14v1\"/>"
    case .trouble: "<path d=\"M6.5 1.5h7l5 5v7l-5 5h-7l-5-5v-7zM7 7l6 6M13 7l-6 6\"/>"
    case .question:
      """
      <circle cx="10" cy="10" r="8" stroke-dasharray="3 2.5"/>\
      <path d="M7.7 8a2.4 2.4 0 1 1 3.6 2c-.9.5-1.3 1-1.3 2M10 13.8v.9"/>
      """
    case .book:
      """
      <path d="M10 5C8 3.5 5 3 2 3.5v12c3-.5 6 0 8 1.5 2-1.5 5-2 8-1.5v-12\
      c-3-.5-6 0-8 1.5zM10 5v12"/>
      """
    case .speech: "<path d=\"M2 3h16v10.5h-8.5L5.5 17.5v-4H2z\"/>"
    case .split:
      "<path d=\"M1.5 10H7l4-5.5h7M7 10l4 5.5h7M15 2l3 2.5L15 7M15 13l3 2.5-3 2.5\"/>"
    case .dot: "<circle cx=\"10\" cy=\"10\" r=\"4\"/>"
    case .arrow: "<path d=\"M3 10h13M11 5l5 5-5 5\"/>"
    }
  }
}
