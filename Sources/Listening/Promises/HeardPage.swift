import Communities
import Components
import Findings
import Markup
import Surroundings
import Translations
import Web
import Words

/// What was heard from one community and what was done about it.
func heardPage(_ call: Call, _ heard: Heard, _ draft: Draft) -> HTML {
  let w = call.w
  let today = call.today
  let findings = heard.findings.map { finding in
    heardItem(w, finding, heard.promises(from: finding), today)
  }
  let others = heard.others.filter { !$0.promise.isLate(on: today) }
    .map { promiseItem(w, $0, today) }
  let late = heard.promises.filter { $0.promise.isLate(on: today) }
  let alone: HTML =
    heard.told == 0
    ? .empty
    : "<p class=\"quiet\">\(w.plural(heard.told, "{n} promise was made to one person alone: it is counted here, and not told.", "{n} promises were made to single people: they are counted here, and not told."))</p>"
  let nothing: HTML =
    heard.findings.isEmpty && heard.promises.isEmpty
    ? emptyState(
      title: w("Nothing is written down yet"),
      body:
        "<p>\(w("When people have told us something, it will stand here with what we do about it."))</p>"
    ) : .empty
  return """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("What we heard, what we did"), lead: w("What people told us, what we promised because of it, and what became of each promise: kept, late or broken."), kicker: heard.name.text))
    \(nothing)
    \(if: !late.isEmpty, section(w("Late"), id: "late", "<p>\(w("The day that we promised has passed, and we have not done it yet."))</p><ul class=\"plain-list\">\(late.map { promiseItem(w, $0, today) })</ul>"))
    \(if: !heard.figures.cases.isEmpty, section(w("How our promises stand"), id: "picture", promisePicture(w, heard.figures, today) + alone))
    \(if: !findings.isEmpty, section(w("What we heard"), id: "heard", findings.joined()))
    \(if: !others.isEmpty, section(w("What else we promised"), id: "promises", "<ul class=\"plain-list\">\(others)</ul>"))
    \(section(w("Follow what becomes of it"), id: "follow", followPart(call, heard, draft)))
    """
}

private func heardItem(
  _ w: Words, _ finding: PublicFinding, _ promises: [PublicPromise], _ today: Day
) -> HTML {
  let sentence = finding.sentence
  let list: HTML =
    promises.isEmpty
    ? "<p class=\"quiet\">\(w("Nothing was promised because of it yet."))</p>"
    : "<ul class=\"plain-list\">\(promises.map { promiseItem(w, $0, today) })</ul>"
  let moved: HTML =
    finding.hasMoved
    ? tag(
      w("Something that this rests on has changed since. It is being looked at again."),
      tone: .warning)
    : .empty
  return """
    <article class="card"><h3 lang="\(sentence.language.tag)" dir="auto"><a href="\(SafeURL(local: finding.path) ?? "/")">\(sentence.text)</a></h3>
    <p class="quiet">\(finding.check) \(w("Public since {day}", ["day": w.day(finding.day)]))</p>
    \(remark(w, sentence))\(moved)\(list)</article>
    """
}

/// A promise in a line, with the last word that was said to it.
func promiseItem(_ w: Words, _ made: PublicPromise, _ today: Day) -> HTML {
  let promise = made.promise
  let what = made.text.what
  let word: HTML =
    made.steps.last { !$0.word.isEmpty }.map {
      "<p><q lang=\"\($0.language.tag)\" dir=\"auto\">\($0.word)</q></p>"
    } ?? .empty
  let when: String =
    switch promise.state {
    case .made, .underWay: w("By {day}", ["day": w.day(promise.due)])
    case .kept, .broken, .released: w.day(promise.endedOn ?? promise.due)
    }
  let first: HTML =
    promise.due == promise.firstDue
    ? .empty : " \(w("first for {day}", ["day": w.day(promise.firstDue)]))"
  return """
    <li><p>\(promise.mark(w, on: today)) <a href="\(SafeURL(local: promise.path) ?? "/")" lang="\(what.language.tag)" dir="auto">\(what.text)</a></p>
    <p class="quiet">\(when)\(first) · <bdi>\(made.text.who.text)</bdi></p>\(word)</li>
    """
}

/// All promises at the end of each of the last quarters, and what can be counted of them.
func promisePicture(_ w: Words, _ figures: PromiseFigures, _ today: Day) -> HTML {
  // In this order kept is green and late is red; the letters say it where colours can't.
  let parts = [w("Kept"), w("Not due yet"), w("Late"), w("Let go"), w("Broken")]
  let first = figures.cases.map(\.madeOn).min() ?? today
  let rows = periodEnds(from: first, before: today).map { day -> StackedRow in
    let count = figures.count(on: day)
    return StackedRow(
      w.day(day),
      [count.kept, count.open, count.late, count.released, count.broken].map(Double.init))
  }
  let now = figures.count(on: today)
  let oldest = figures.cases.filter { $0.ended == nil }.map(\.madeOn).min()
  let onTime = figures.onTime(from: Day(number: 0), to: today.adding(days: -1))
  let tallies = [
    figureLine(
      w.number(now.kept), label: w.plural(now.kept, "promise kept", "promises kept"),
      note: HTML(text: w.plural(now.total, "of {n} promise", "of {n} promises"))),
    figureLine(
      onTime.of == 0 ? "–" : w.percent(Double(onTime.kept) / Double(onTime.of)),
      label: w("kept by the day first promised"),
      note: HTML(text: w("of {n} whose day has come", ["n": w.number(onTime.of)]))),
    figureLine(
      figures.medianDays.map { w.number($0, digits: 1) } ?? "–",
      label: w("days from promise to kept"),
      note: HTML(text: w("the median, of those kept: {n}", ["n": w.number(now.kept)]))),
    figureLine(
      oldest.map { w.number(Int(today.number - $0.number)) } ?? "–",
      label: w("days that the oldest open one has waited")),
  ]
  return figureLines(tallies)
    + stackedBar(
      w, title: w("Promises by how they stood"),
      description: w(
        "Every promise made by the end of each period: not due yet, late, kept, broken, or let go by those it was made to."
      ),
      unit: .count(w("Promises")), parts: parts, rows: rows, id: "promises-by-state")
}

/// The last day of each month since `first`, of each quarter when that is longer than a year ago, at
/// most eight of them, and today.
func periodEnds(from first: Day, before today: Day) -> [Day] {
  let months = today.number - first.number > 366 ? 3 : 1
  var (year, month) = (today.year, (today.month - 1) / months * months + 1)
  var ends: [Day] = []
  while ends.count < 8, let start = Day(year: year, month: month, day: 1), start > first {
    ends.append(start.adding(days: -1))
    month -= months
    if month < 1 { (year, month) = (year - 1, month + 12) }
  }
  return ends.reversed() + [today]
}

private func followPart(_ call: Call, _ heard: Heard, _ draft: Draft) -> HTML {
  let w = call.w
  return """
    <p><a href="\(SafeURL(local: heard.path + ".atom") ?? "/")">\(w("With a feed reader: no address needed"))</a></p>
    \(call.postForm(SafeURL(local: "/communities/\(heard.community.slug)/followers") ?? "/", """
      \(textField(w, label: w("By letters to this mail address"), name: "address", value: draft.value("address"), hint: w("It is kept for these letters alone, apart from anything you may say here, and forgotten when you stop."), error: draft.error("address"), kind: .email, autocomplete: "email", maxlength: 254))
      \(submitButton(w("Send me letters"), kind: .quiet))
      """))
    """
}
