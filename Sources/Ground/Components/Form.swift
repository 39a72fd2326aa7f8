import Markup
import Words

/// A form that changes something. `hidden` carries the token that shows it came from this site.
///
/// `novalidate`: a browser's own messages come in the browser's language, one at a time, and
/// vanish; ours stay on the page in the reader's language.
public func form(
  action: SafeURL, hidden: [(String, String)] = [], multipart: Bool = false, id: String? = nil,
  _ body: HTML
) -> HTML {
  """
  <form method="post" action="\(action)"\(attribute("id", id))\
  \(attribute("enctype", multipart ? "multipart/form-data" : nil)) novalidate="novalidate">\
  \(hiddenFields(hidden))\(body)</form>
  """
}

/// A form that only asks: a search, a filter. What was asked is in the address, so it can be kept.
public func getForm(
  action: SafeURL, hidden: [(String, String)] = [], search: Bool = false, _ body: HTML
) -> HTML {
  """
  <form method="get" action="\(action)"\(attribute("role", search ? "search" : nil)) \
  class="asking" novalidate="novalidate">\(hiddenFields(hidden))\(body)</form>
  """
}

func hiddenFields(_ fields: [(String, String)]) -> HTML {
  fields.map { field -> HTML in
    "<input type=\"hidden\" name=\"\(field.0)\" value=\"\(field.1)\"/>"
  }.joined()
}

/// Questions that belong together.
public func fieldset(legend: String, hint: String? = nil, id: String? = nil, _ body: HTML) -> HTML {
  let base = id.map(identifier) ?? textID("set", legend)
  return """
    <fieldset\(attribute("id", id.map(identifier)))\
    \(attribute("aria-describedby", hint == nil ? nil : "\(base)-hint"))>\
    <legend>\(legend)</legend>\(hintText(hint, id: base))\(body)</fieldset>
    """
}

public enum ButtonKind: String, Sendable {
  /// What the page is for; one on a form.
  case primary
  case quiet
  /// What can't be undone.
  case danger
}

/// A button that sends its form. `name` and `value` tell which of several it was.
public func submitButton(
  _ label: String, kind: ButtonKind = .primary, name: String? = nil, value: String? = nil,
  describedBy: String? = nil
) -> HTML {
  """
  <button type="submit" class="button button-\(kind.rawValue)"\(attribute("name", name))\
  \(attribute("value", value))\(attribute("aria-describedby", describedBy))>\(label)</button>
  """
}

/// A link that looks like a button, for going somewhere; what changes something is a button.
public func linkButton(_ title: String, url: SafeURL, kind: ButtonKind = .primary) -> HTML {
  "<a class=\"button button-\(kind.rawValue)\" href=\"\(url)\">\(title)</a>"
}

/// Buttons and links in a row that wraps.
public func buttonRow(_ buttons: [HTML]) -> HTML { "<div class=\"button-row\">\(buttons)</div>" }

/// What has to be mended before a form can be taken, each a link to its field. Stands first in the
/// page, and the field says it again.
public func errorSummary(_ w: Words, faults: [(field: String, message: String)]) -> HTML {
  guard !faults.isEmpty else { return .empty }
  let items = faults.map { fault -> HTML in
    "<li><a href=\"#\(fieldID(fault.field))\">\(fault.message)</a></li>"
  }
  return """
    <div class="faults" role="alert" tabindex="-1"><h2>\(Icon.trouble.svg) \
    \(w("There is a problem"))</h2><ul>\(items)</ul></div>
    """
}

func hintText(_ hint: String?, id: String) -> HTML {
  guard let hint else { return .empty }
  return "<p class=\"hint\" id=\"\(id)-hint\">\(hint)</p>"
}

func errorText(_ w: Words, _ error: String?, id: String) -> HTML {
  guard let error else { return .empty }
  return """
    <p class="fault" id="\(id)-error">\(Icon.trouble.svg) \(spoken(w("Error:"))) \(error)</p>
    """
}

/// The ids of what explains a control, for its `aria-describedby`.
func explained(_ id: String, hint: String?, error: String?, more: String? = nil) -> HTML {
  let ids = [hint == nil ? nil : "\(id)-hint", error == nil ? nil : "\(id)-error", more]
    .compactMap { $0 }
  return attribute("aria-describedby", ids.isEmpty ? nil : ids.joined(separator: " "))
}

/// " (optional)" where nothing has to be given. A star would need explaining.
func optionalMark(_ w: Words, _ required: Bool) -> HTML {
  required ? .empty : "<span class=\"optional\"> \(w("(optional)"))</span>"
}
