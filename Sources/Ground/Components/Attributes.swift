import Markup

/// ` name="value"`, or nothing when there is no value.
func attribute(_ name: String, _ value: String?) -> HTML {
  guard let value else { return .empty }
  return " \(HTML.trusted(name))=\"\(value)\""
}

/// ` name="name"` where `on`. Written out in full, since every page is also read as XML.
func flag(_ name: String, _ on: Bool) -> HTML {
  on ? attribute(name, name) : .empty
}

/// ` class="a b"`, or nothing when there are no names.
func classes(_ names: String?...) -> HTML {
  let names = names.compactMap { $0 }.filter { !$0.isEmpty }
  return names.isEmpty ? .empty : attribute("class", names.joined(separator: " "))
}

/// The id of the control of the form field `name`; what an error summary links to.
public func fieldID(_ name: String) -> String { "field-" + identifier(name) }

/// `text` with everything but ASCII letters, digits, `-` and `_` made `-`: an id may hold no
/// spaces, and a fragment link shouldn't need escapes.
func identifier(_ text: String) -> String {
  String(
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_": Character(scalar)
      default: "-"
      }
    })
}

/// A short id that is the same for the same text, in any language (FNV-1a, 32 bits).
func textID(_ prefix: String, _ text: String) -> String {
  var hash: UInt32 = 2_166_136_261
  for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
  return "\(prefix)-\(String(hash, radix: 36))"
}

/// `<h2>` … `<h6>` for a level, so that a component fits the outline of the page it stands on.
func heading(_ level: Int, _ content: HTML, id: String? = nil, name: String? = nil) -> HTML {
  let tag = HTML.trusted("h\(min(6, max(1, level)))")
  return "<\(tag)\(attribute("id", id))\(classes(name))>\(content)</\(tag)>"
}

/// Words for the ear alone.
func spoken(_ text: String) -> HTML { "<span class=\"spoken\">\(text)</span>" }
