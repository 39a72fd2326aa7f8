import Markup
import Words

func galleryForms(_ w: Words) -> HTML {
  errorSummary(
    w,
    faults: [
      ("email", w("Write an email address with an @ in it.")),
      ("meeting", w("Choose how you would like to meet.")),
    ])
    + form(
      action: "/desk/components", hidden: [("csrf", "example")], multipart: true,
      galleryText(w) + galleryChoices(w)
        + buttonRow([
          submitButton(w("Send")), submitButton(w("Keep as a draft"), kind: .quiet, name: "draft"),
          submitButton(w("Withdraw"), kind: .danger, name: "withdraw"),
        ]))
    + getForm(
      action: "/desk/components", search: true,
      textField(
        w, label: w("Search the facts"), name: "q", kind: .search, required: false)
        + buttonRow([submitButton(w("Search"), kind: .quiet)]))
}

private func galleryText(_ w: Words) -> HTML {
  textField(w, label: w("Your name"), name: "name", autocomplete: "name", required: false)
    + textField(
      w, label: w("Email address"), name: "email", value: "rosa.example.org",
      hint: w("Only to answer you. It is kept apart from what you say."),
      error: w("Write an email address with an @ in it."), kind: .email, autocomplete: "email")
    + textField(
      w, label: w("How many people live with you?"), name: "household", kind: .number,
      required: false)
    + textArea(
      w, label: w("What should we know?"), name: "concern",
      hint: w("In any language. Please name nobody else."), limit: 600)
    + dateField(w, label: w("When did it happen?"), name: "when", required: false)
    + fileField(
      w, label: w("A photograph"), name: "photograph", accept: "image/*",
      hint: w("Where it was taken is removed before it is kept."), required: false)
}

private func galleryChoices(_ w: Words) -> HTML {
  selectField(
    w, label: w("Community"), name: "community",
    options: [
      Option(value: "acequia", label: w("Families of the acequia")),
      Option(value: "evening", label: w("Evening students")),
    ], selected: "evening", prompt: w("Choose one"))
    + radioGroup(
      w, legend: w("How would you like to meet?"), name: "meeting",
      options: [
        Option(
          value: "plaza", label: w("At the plaza"), hint: w("Saturdays, with children if you like")
        ),
        Option(value: "telephone", label: w("By telephone")),
        Option(value: "none", label: w("I would rather write")),
      ], error: w("Choose how you would like to meet."))
    + checkboxes(
      w, legend: w("What may we do with your answer?"), name: "consent",
      options: [
        Option(value: "count", label: w("Count it")),
        Option(
          value: "quote", label: w("Quote it without my name"),
          hint: w("You can take this back at any time with your receipt.")),
      ], selected: ["count"])
    + fieldset(
      legend: w("Reminder"), hint: w("One letter, a week before."),
      checkbox(w, label: w("Remind me"), name: "remind", checked: true))
}
