import Markup
import Testing
import Words

@testable import Components

@Suite struct FormComponentTests {
  let w = Words.english
  static let hostile = "\"><script>alert('&')</script>"
  static let harmless = "&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;"

  @Test func `A field says its label, hint and fault, in that order, and points at them`() {
    let field = textField(
      w, label: "Name", name: "full name", value: "Ruth", hint: "As you sign.",
      error: "Enter: Name.", required: false)
    #expect(fault(field) == nil)
    let markup = field.markup
    #expect(
      markup.contains(
        "<label for=\"field-full-name\">Name<span class=\"optional\"> (optional)</span></label>"))
    #expect(
      markup.contains("aria-describedby=\"field-full-name-hint field-full-name-error\""))
    #expect(markup.contains("aria-invalid=\"true\"") && markup.contains("Error:"))
    let places = ["As you sign.", "Enter: Name.", "<input"].compactMap {
      markup.range(of: $0)?.lowerBound
    }
    #expect(places.count == 3 && places == places.sorted())
    let plain = textField(w, label: "Name", name: "name").markup
    #expect(!plain.contains("aria-invalid") && !plain.contains("aria-describedby"))
    #expect(plain.contains("required=\"required\"") && !plain.contains("(optional)"))
  }

  @Test func `A password is never written into a page`() {
    let field = textField(w, label: "Password", name: "p", value: "four women", kind: .password)
    #expect(!field.markup.contains("four women") && !field.markup.contains("value="))
  }

  @Test func `What was typed stays text, in whatever component`() {
    let typed = Self.hostile
    let parts: [HTML] = [
      textField(w, label: typed, name: "a", value: typed, hint: typed, error: typed),
      textArea(w, label: typed, name: "b", value: typed, limit: 10),
      selectField(
        w, label: typed, name: "c", options: [Option(value: typed, label: typed)], selected: typed),
      radioGroup(
        w, legend: typed, name: "d", options: [Option(value: typed, label: typed, hint: typed)],
        selected: typed, error: typed),
      checkbox(w, label: typed, name: "e", value: typed),
      errorSummary(w, faults: [(field: typed, message: typed)]), pageHeading(typed, lead: typed),
      card(title: typed), quote(typed, by: HTML(text: typed)), prose(typed),
      figureLine(typed, label: typed), tag(typed), notice(w, .good, title: typed),
      details(typed, HTML(text: typed)), emptyState(title: typed, body: HTML(text: typed)),
      dataTable(w, caption: typed, columns: [Column(typed)], rows: [[HTML(text: typed)]]),
      sourceLine(w, typed, date: typed, standing: .assumed), section(typed, HTML(text: typed)),
      timeline([TimelineEntry(when: HTML(text: typed), title: typed)]),
      tabs(w, label: typed, [NavItem(title: typed, url: "/")]),
      form(action: "/", hidden: [(typed, typed)], HTML(text: typed)),
      sparkline(w, values: [1, 2], label: typed),
    ]
    for (index, part) in parts.enumerated() {
      #expect(fault(part) == nil, "\(index)")
      #expect(!part.markup.contains("<script"), "\(index)")
      #expect(part.markup.contains(Self.harmless), "\(index)")
    }
  }

  @Test func `A text's own first line break is kept`() {
    let area = textArea(w, label: "Words", name: "words", value: "\nfirst").markup
    #expect(area.contains(">\n\nfirst</textarea>"))
    #expect(
      textArea(w, label: "Words", name: "words", limit: 1000).markup.contains(
        "At most 1,000 characters."))
  }

  @Test func `The summary of faults leads to the first choice of each field`() {
    let faults = [
      (field: "name", message: "Enter: Name."), (field: "kind", message: "Choose one."),
    ]
    let page =
      errorSummary(w, faults: faults) + textField(w, label: "Name", name: "name")
      + radioGroup(
        w, legend: "Kind", name: "kind",
        options: [Option(value: "a", label: "A"), Option(value: "b", label: "B")])
    for (id, message) in [("field-name", "Enter: Name."), ("field-kind", "Choose one.")] {
      #expect(page.markup.contains("<a href=\"#\(id)\">\(message)</a>"))
      #expect(page.markup.contains("id=\"\(id)\" name="))
    }
    #expect(page.markup.contains("role=\"alert\""))
    #expect(errorSummary(w, faults: []).isEmpty)
  }

  @Test func `Of choices those that were made are marked, and no others`() {
    let options = ["so", "not"].map { Option(value: $0, label: $0) }
    let one = radioGroup(w, legend: "Is it so?", name: "v", options: options, selected: "not")
    #expect(one.markup.components(separatedBy: "checked=\"checked\"").count == 2)
    #expect(one.markup.contains("value=\"not\" checked=\"checked\""))
    let none = radioGroup(w, legend: "Is it so?", name: "v", options: options, selected: "maybe")
    #expect(!none.markup.contains("checked="))
    let many = checkboxes(w, legend: "Which", name: "v", options: options, selected: ["so", "not"])
    #expect(many.markup.components(separatedBy: "checked=\"checked\"").count == 3)
    let select = selectField(
      w, label: "L", name: "v", options: options, selected: "so", prompt: "Choose")
    #expect(select.markup.contains("<option value=\"so\" selected=\"selected\">so</option>"))
    #expect(select.markup.contains("<option value=\"\">Choose</option>"))
  }
}
