import Markup
import Words

/// Every component with an example, as the body of a page: for who writes pages, and for the tests
/// of form, labels and contrast that run over all of them.
public func componentGallery(_ w: Words) -> HTML {
  let parts: [HTML] = [
    section(w("Notices"), id: "notices", galleryNotices(w)),
    section(w("Standing and source"), id: "standing", galleryStanding(w)),
    section(w("Forms"), id: "forms", galleryForms(w)),
    section(w("Cards and lists"), id: "cards", galleryBlocks(w)),
    section(w("Tables"), id: "tables", galleryTables(w)),
    section(w("Time and order"), id: "time", galleryTime(w)),
    section(w("Charts"), id: "charts", galleryCharts(w)),
  ]
  return parts.joined(separator: "\n")
}

private func galleryNotices(_ w: Words) -> HTML {
  notice(
    w, .good, title: w("The promise was kept."),
    body: "<p>\(w("The people who asked for it have been told."))</p>")
    + notice(
      w, .information, title: w("This survey closes on Friday."),
      body: "<p>\(w("Answers that are begun by then still count."))</p>")
    + notice(
      w, .warning, title: w("This community was asked twice this month."),
      body: "<p>\(w("Its charter allows one more ask before January."))</p>")
    + notice(
      w, .trouble, title: w("Four letters could not be delivered."),
      body: "<p><a href=\"#tables\">\(w("See which"))</a></p>")
}

private func galleryStanding(_ w: Words) -> HTML {
  let tags = [
    tag(w("Draft")), tag(w("Open"), tone: .good), tag(w("In review"), tone: .information),
    tag(w("Due soon"), tone: .warning), tag(w("Broken"), tone: .trouble),
  ]
  return "<p>\(tags.joined(separator: " "))</p>" + standingLegend(w)
    + sourceLine(
      w, w("American Community Survey, five-year estimates"), date: w("December 2025"),
      standing: .sourced, url: "#tables")
    + quote(
      w("We meet at the laundromat on Sundays. Nobody has ever asked us there."),
      by: HTML(text: w("A member of the community, with consent")))
}

private func galleryBlocks(_ w: Words) -> HTML {
  cards([
    card(
      title: w("Families of the acequia"), url: "#cards", kicker: tag(w("Place")),
      footer: sourceLine(w, w("Rosa Martínez"), standing: .stated),
      "<p>\(w("About 140 households who share water and clean the ditch each spring."))</p>"
    ),
    card(
      title: w("Evening students"), url: "#cards", kicker: tag(w("Interest")),
      footer: sourceLine(w, w("Our guess"), standing: .assumed),
      "<p>\(w("Adults in classes after work. We don't know yet where they look for help."))</p>"),
  ])
    + figureLines([
      figureLine(
        w.number(38), label: w("promises kept"),
        note: "<p>\(w("of 45 that were due this year"))</p>"),
      figureLine(
        w.number(6), label: w("days until a concern is answered"),
        note: "<p>\(w("median of 52 concerns"))</p>"),
    ])
    + definitionList([
      (w("Where they meet"), HTML(text: w("The plaza, the laundromat, the parish hall"))),
      (w("Languages"), HTML(text: w("Spanish, English"))),
    ])
    + emptyState(
      title: w("No stewards yet"),
      body: "<p>\(w("A steward holds powers over what is asked and what is shown."))</p>",
      action: linkButton(w("Invite a steward"), url: "#cards"))
    + details(
      w("How is this counted?"),
      "<p>\(w("Every promise that was due is counted once, on the day it was due."))</p>")
}

private func galleryTables(_ w: Words) -> HTML {
  dataTable(
    w, caption: w("Asks of this community"),
    columns: [
      Column(w("Ask")), Column(w("Asked by")), Column(w("People"), numeric: true),
      Column(w("Burden hours"), numeric: true), Column(w("Trend")),
    ],
    rows: [
      [
        HTML(text: w("Health needs survey")), HTML(text: w("County")), HTML(text: w.number(412)),
        HTML(text: w.number(137.3)),
        sparkline(w, values: [3, 4, 6, 9], label: w("Rising from 3 to 9 a month")),
      ],
      [
        HTML(text: w("Opening hours pulse")), HTML(text: w("Library")), HTML(text: w.number(96)),
        HTML(text: w.number(8)),
        sparkline(w, values: [8, 6, nil, 2], label: w("Falling from 8 to 2 a month")),
      ],
    ],
    footer: [
      HTML(text: w("Together")), .empty, HTML(text: w.number(508)), HTML(text: w.number(145.3)),
      .empty,
    ])
    + dataTable(
      w, caption: w("Open concerns"), columns: [Column(w("Concern")), Column(w("Since"))], rows: [],
      empty: w("No concern is waiting for an answer."))
    + pagination(w, page: 2, of: 9) { _ in "#tables" }
}

private func galleryTime(_ w: Words) -> HTML {
  tabs(
    w, label: w("Sides of this community"),
    [
      NavItem(title: w("What we know"), url: "#time", current: true),
      NavItem(title: w("People"), url: "#time"),
      NavItem(title: w("Asks"), url: "#time", waiting: 2),
    ])
    + timeline([
      TimelineEntry(
        when: HTML(text: w("3 March")), title: w("Heard"),
        body: "<p>\(w("The bus stops before the evening class ends."))</p>"),
      TimelineEntry(
        when: HTML(text: w("9 March")), title: w("Promised"),
        body: "<p>\(w("To start the class half an hour earlier by April."))</p>", url: "#time"),
      TimelineEntry(
        when: HTML(text: w("1 April")), title: w("Kept"),
        body: "<p>\(w("Told to all eleven who had raised it."))</p>"),
    ])
    + stepList(
      w,
      [
        Step(w("Agree on the charter"), state: .done),
        Step(
          w("Check the questions with the stewards"),
          body: "<p>\(w("Two of three have answered."))</p>", state: .now),
        Step(w("Ask"), state: .later),
      ])
}
