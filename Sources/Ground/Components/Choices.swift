import Markup
import Words

/// One of the answers that a question offers.
public struct Option: Sendable {
  public var value: String
  public var label: String
  public var hint: String?
  /// The language of the label, where it isn't the page's.
  public var language: Language?

  public init(value: String, label: String, hint: String? = nil, language: Language? = nil) {
    self.value = value
    self.label = label
    self.hint = hint
    self.language = language
  }
}

/// One of many, folded. For up to seven choices
/// ``radioGroup`` shows them all and
/// is easier to use.
public func selectField(
  _ w: Words, label: String, name: String, options: [Option], selected: String? = nil,
  hint: String? = nil, error: String? = nil, required: Bool = true, prompt: String? = nil,
  autocomplete: String? = nil, id: String? = nil
) -> HTML {
  let id = fieldID(id ?? name)
  let first: HTML = prompt.map { "<option value=\"\">\($0)</option>" } ?? .empty
  let items = options.map { option -> HTML in
    """
    <option value="\(option.value)"\(attribute("lang", option.language?.tag))\
    \(flag("selected", option.value == selected))>\(option.label)</option>
    """
  }
  // `required` on a select asks for an empty first option; without one nothing can be missing.
  let control: HTML = """
    <select id="\(id)" name="\(name)"\(flag("required", required && prompt != nil))\
    \(attribute("autocomplete", autocomplete))\
    \(attribute("aria-invalid", error == nil ? nil : "true"))\
    \(explained(id, hint: hint, error: error))>\(first)\(items)</select>
    """
  return field(
    w, id: id, label: label, required: required, hint: hint, error: error, control: control)
}

/// One of a few, all seen at once.
public func radioGroup(
  _ w: Words, legend: String, name: String, options: [Option], selected: String? = nil,
  hint: String? = nil, error: String? = nil, required: Bool = true, inline: Bool = false,
  id: String? = nil
) -> HTML {
  choices(
    w, type: "radio", legend: legend, name: name, options: options,
    selected: selected.map { [$0] } ?? [], hint: hint, error: error, required: required,
    inline: inline, id: id)
}

/// Any of a few.
public func checkboxes(
  _ w: Words, legend: String, name: String, options: [Option], selected: Set<String> = [],
  hint: String? = nil, error: String? = nil, required: Bool = false, inline: Bool = false,
  id: String? = nil
) -> HTML {
  choices(
    w, type: "checkbox", legend: legend, name: name, options: options, selected: selected,
    hint: hint, error: error, required: required, inline: inline, id: id)
}

/// Yes, or nothing. `required` for what must be agreed to.
public func checkbox(
  _ w: Words, label: String, name: String, value: String = "yes", checked: Bool = false,
  hint: String? = nil, error: String? = nil, required: Bool = false, id: String? = nil
) -> HTML {
  let id = fieldID(id ?? name)
  return """
    <div\(classes("field", error == nil ? nil : "field-wrong"))>\(errorText(w, error, id: id))\
    <div class="choice"><input type="checkbox" id="\(id)" name="\(name)" value="\(value)"\
    \(flag("checked", checked))\(flag("required", required))\
    \(attribute("aria-invalid", error == nil ? nil : "true"))\
    \(explained(id, hint: hint, error: error))/>\
    <label for="\(id)">\(label)</label>\(hintText(hint, id: id))</div></div>
    """
}

/// The first choice has the field's own id, so that a link from the error summary lands on it.
private func choices(
  _ w: Words, type: String, legend: String, name: String, options: [Option],
  selected: Set<String>, hint: String?, error: String?, required: Bool, inline: Bool, id: String?
) -> HTML {
  let base = fieldID(id ?? name)
  let items = options.enumerated().map { index, option -> HTML in
    let id = index == 0 ? base : "\(base)-\(index + 1)"
    let described = option.hint == nil ? nil : "\(id)-option-hint"
    let optionHint: HTML =
      option.hint.map { "<p class=\"hint\" id=\"\(id)-option-hint\">\($0)</p>" } ?? .empty
    return """
      <div class="choice"><input type="\(type)" id="\(id)" name="\(name)" value="\(option.value)"\
      \(flag("checked", selected.contains(option.value)))\
      \(flag("required", required && type == "radio"))\(attribute("aria-describedby", described))/>\
      <label for="\(id)"\(attribute("lang", option.language?.tag))>\(option.label)</label>\
      \(optionHint)</div>
      """
  }
  return """
    <fieldset\(classes("field", "choices", inline ? "choices-inline" : nil,
      error == nil ? nil : "field-wrong"))\(explained(base, hint: hint, error: error))>\
    <legend>\(legend)\(optionalMark(w, required))</legend>\
    \(hintText(hint, id: base))\(errorText(w, error, id: base))\(items)</fieldset>
    """
}
