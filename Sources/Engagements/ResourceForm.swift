import Components
import Markup
import Store
import Surroundings
import Web
import Words

extension Form {
  /// Any language by its tag: what others have written comes in more tongues than Kith speaks.
  mutating func anyLanguage(_ name: String, _ label: String) -> Language {
    let text = self.text(name, label, most: 35)
    if let language = Language(text) { return language }
    if !text.isEmpty {
      fault(name, w("{field} must be a language tag such as en, es or nv.", ["field": label]))
    }
    return .english
  }
}

extension Draft {
  /// A stored resource in the fields of its form.
  init(_ resource: Resource) {
    self.init([
      "strategy": resource.strategy, "title": resource.title, "url": resource.url,
      "note": resource.note, "resource-language": resource.language.tag,
      "audience": resource.audience, "licence": resource.licence,
      "checked": resource.checked?.description ?? "", "version": String(resource.version),
    ])
  }
}

func resourceForm(_ call: Call, _ draft: Draft, changing: Resource?) async throws -> Reply {
  let w = call.w
  let scopes = try await call.store.read { try Scope.options(call, $0) }
  guard !scopes.isEmpty else { throw Failure.notFound }
  let title = changing == nil ? w("Add a resource") : w("Change the resource")
  let action: SafeURL = changing.map { "/desk/shelf/\($0.id)" } ?? "/desk/shelf"
  let strategies = Guide.strategies.map { Option(value: $0.key, label: w($0.title)) }
  let scope: HTML =
    changing == nil
    ? selectField(
      w, label: w("For whom"), name: "scope", options: scopes, selected: draft.value("scope"),
      error: draft.error("scope")) : .empty
  let file: HTML =
    changing == nil
    ? fileField(
      w, label: w("Or a file"), name: "file", hint: w("Up to 10 MB, and yours to pass on."),
      error: draft.error("file"), required: false) : .empty
  let address: HTML =
    changing?.file == nil
    ? textField(
      w, label: w("Address on the web"), name: "url", value: draft.value("url"),
      error: draft.error("url"), kind: .url, required: changing != nil, maxlength: 500) : .empty
  return call.page(
    title, breadcrumbs: [(w("Guide"), "/desk/guide"), (w("Shelf"), "/desk/shelf")],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(title, lead: w("A guide, an example, a training: a link, or a file of your own.")))
    \(call.postForm(action, hidden: draft.marks, multipart: changing == nil, """
      \(textField(w, label: w("Title"), name: "title", value: draft.value("title"), error: draft.error("title"), maxlength: 200))
      \(selectField(w, label: w("Helps with"), name: "strategy", options: strategies, selected: draft.value("strategy"), error: draft.error("strategy"), prompt: w("Choose one")))
      \(scope)
      \(address)
      \(file)
      \(textArea(w, label: w("What it is good for"), name: "note", value: draft.value("note"), error: draft.error("note"), rows: 3, required: false, limit: 600))
      \(textField(w, label: w("Its language"), name: "resource-language", value: draft.value("resource-language"), hint: w("A language tag such as en, es or nv."), error: draft.error("resource-language"), maxlength: 35, short: true))
      \(textField(w, label: w("Written for"), name: "audience", value: draft.value("audience"), hint: w("Such as: library staff, tenants, everyone."), error: draft.error("audience"), required: false, maxlength: 120))
      \(textField(w, label: w("Licence"), name: "licence", value: draft.value("licence"), hint: w("What one may do with it, as far as you know."), error: draft.error("licence"), required: false, maxlength: 200))
      \(dateField(w, label: w("Last checked"), name: "checked", value: draft.value("checked"), hint: w("The day somebody last opened it."), error: draft.error("checked"), required: false, latest: call.today.description))
      \(submitButton(changing == nil ? w("Add") : w("Save")))
      """))
    """)
}
