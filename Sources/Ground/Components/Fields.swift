import Markup
import Words

public enum TextKind: String, Sendable {
  case text, email, password, number, date, url, search, tel

  /// Numbers are typed as text: `type="number"` drops what it can't read without a word, and a
  /// scroll wheel changes it.
  fileprivate var type: String { self == .number ? "text" : rawValue }

  fileprivate var keyboard: String? { self == .number ? "decimal" : nil }

  /// Addresses and numbers run left to right in every language; words follow what is typed.
  fileprivate var direction: String? {
    switch self {
    case .text, .search: "auto"
    case .date: nil
    case .email, .password, .number, .url, .tel: "ltr"
    }
  }
}

/// One line of text. `language` is that of what is written in it, where it isn't the page's.
public func textField(
  _ w: Words, label: String, name: String, value: String = "", hint: String? = nil,
  error: String? = nil, kind: TextKind = .text, autocomplete: String? = nil, required: Bool = true,
  maxlength: Int? = nil, inputmode: String? = nil, language: Language? = nil, short: Bool = false,
  id: String? = nil
) -> HTML {
  let id = fieldID(id ?? name)
  let size = short || kind == .number || kind == .date ? "short" : nil
  let control: HTML = """
    <input type="\(kind.type)" id="\(id)" name="\(name)"\(classes(size))\
    \(kind == .password ? .empty : attribute("value", value))\
    \(attribute("autocomplete", autocomplete))\(attribute("inputmode", inputmode ?? kind.keyboard))\
    \(attribute("maxlength", maxlength.map(String.init)))\(flag("required", required))\
    \(attribute("lang", language?.tag))\(attribute("dir", language?.direction ?? kind.direction))\
    \(attribute("aria-invalid", error == nil ? nil : "true"))\
    \(explained(id, hint: hint, error: error))/>
    """
  return field(
    w, id: id, label: label, required: required, hint: hint, error: error, control: control)
}

/// Several lines of text. With `limit`, the form says how many characters are left as one types.
public func textArea(
  _ w: Words, label: String, name: String, value: String = "", hint: String? = nil,
  error: String? = nil, rows: Int = 5, required: Bool = true, limit: Int? = nil,
  language: Language? = nil, id: String? = nil
) -> HTML {
  let id = fieldID(id ?? name)
  let count: HTML =
    if let limit {
      """
      <p class="hint" id="\(id)-count" data-count-for="\(id)" data-limit="\(limit)" \
      data-left="\(w("Characters left: {n}"))" data-over="\(w("Characters too many: {n}"))">\
      \(w("At most {n} characters.", ["n": w.number(limit)]))</p>
      """
    } else { .empty }
  // The line break after the tag is dropped by every browser; without it a text's own first line
  // break would be.
  let control: HTML = """
    <textarea id="\(id)" name="\(name)" rows="\(rows)"\(flag("required", required))\
    \(attribute("lang", language?.tag)) dir="\(language?.direction ?? "auto")"\
    \(attribute("aria-invalid", error == nil ? nil : "true"))\
    \(explained(id, hint: hint, error: error, more: limit == nil ? nil : "\(id)-count"))>
    \(value)</textarea>\(count)
    """
  return field(
    w, id: id, label: label, required: required, hint: hint, error: error, control: control)
}

/// A calendar day as `2026-11-23`, by the browser's own date picker.
public func dateField(
  _ w: Words, label: String, name: String, value: String = "", hint: String? = nil,
  error: String? = nil, required: Bool = true, earliest: String? = nil, latest: String? = nil,
  autocomplete: String? = nil, id: String? = nil
) -> HTML {
  let id = fieldID(id ?? name)
  let control: HTML = """
    <input type="date" id="\(id)" name="\(name)" value="\(value)" class="short"\
    \(attribute("min", earliest))\(attribute("max", latest))\(flag("required", required))\
    \(attribute("autocomplete", autocomplete))\
    \(attribute("aria-invalid", error == nil ? nil : "true"))\
    \(explained(id, hint: hint, error: error))/>
    """
  return field(
    w, id: id, label: label, required: required, hint: hint, error: error, control: control)
}

/// A file to send. Its form must be `multipart`.
public func fileField(
  _ w: Words, label: String, name: String, accept: String? = nil, hint: String? = nil,
  error: String? = nil, required: Bool = true, multiple: Bool = false, id: String? = nil
) -> HTML {
  let id = fieldID(id ?? name)
  let control: HTML = """
    <input type="file" id="\(id)" name="\(name)"\(attribute("accept", accept))\
    \(flag("multiple", multiple))\(flag("required", required))\
    \(attribute("aria-invalid", error == nil ? nil : "true"))\
    \(explained(id, hint: hint, error: error))/>
    """
  return field(
    w, id: id, label: label, required: required, hint: hint, error: error, control: control)
}

/// Label, hint, error and control, in the order in which they are read.
func field(
  _ w: Words, id: String, label: String, required: Bool, hint: String?, error: String?,
  control: HTML
) -> HTML {
  """
  <div\(classes("field", error == nil ? nil : "field-wrong"))>\
  <label for="\(id)">\(label)\(optionalMark(w, required))</label>\
  \(hintText(hint, id: id))\(errorText(w, error, id: id))\(control)</div>
  """
}
