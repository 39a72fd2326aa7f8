import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// The shelf of instruments: what can be asked, and a way to bring more.
struct InstrumentRoutes {
  var routes: [Route] {
    [
      .get("/desk/pulses/instruments", .members) { call in try await shelfPage(call, Draft()) },
      .post("/desk/pulses/instruments", .library, limit: InstrumentShelf.largest + 4096) { call in
        try await take(call)
      },
      .get("/desk/pulses/instruments/{instrument}", .members) { call in
        try await instrumentPage(call)
      },
      .get("/desk/pulses/instruments/{instrument}/document", .library) { call in
        let name = try call.parameter("instrument")
        let text = try await call.store.read { try InstrumentShelf.document(named: name, $0) }
        return .download(Array(text.utf8), name: "instrument.json", type: "application/json")
      },
    ]
  }

  private func take(_ call: Call) async throws -> Reply {
    try await call.submit(show: { try await shelfPage(call, $0) }) { form in
      let w = form.w
      guard let file = form.data.files["definition"]?.first, !file.bytes.isEmpty else {
        form.fault("definition", w("Choose the file."))
        try form.check()
        throw Failure.staleForm
      }
      let (instrument, faults) = InstrumentDocument.read(file.bytes, w)
      for fault in faults.prefix(30) {
        form.fault(
          "definition",
          w("{place}: {fault}", ["place": fault.place, "fault": fault.message]))
      }
      try form.check()
      guard let instrument else { throw Failure.staleForm }
      let (today, now, actor) = (call.today, call.now, call.actor)
      let kept = try await call.store.write { connection in
        try InstrumentShelf.keep(
          instrument, file.bytes, by: actor, today: today, at: now, connection)
      }
      if !kept {
        form.fault(
          "definition",
          w(
            "version: People were asked with version {n} already, so it stays as it is. Give yours a higher number.",
            ["n": w.number(instrument.version)]))
      }
      try form.check()
      return .seeOther(
        SafeURL(local: "/desk/pulses/instruments/\(instrument.name)") ?? "/desk", notice: .added)
    }
  }
}

private func shelfPage(_ call: Call, _ draft: Draft) async throws -> Reply {
  let w = call.w
  let shelf = try await call.store.read { try InstrumentShelf.all($0) }
  let rows = shelf.map { instrument -> [HTML] in
    [
      "<a href=\"\(SafeURL(local: "/desk/pulses/instruments/\(instrument.name)") ?? "/")\">\(instrument.title.text(w))</a>",
      HTML(text: w.number(instrument.version)), HTML(text: w.number(instrument.items.count)),
      HTML(text: instrument.licence),
    ]
  }
  let bring: HTML =
    call.isOfLibrary
    ? section(
      w("Bring another"), id: "bring",
      """
      <p>\(w("A file that says what is asked, in which languages, how answers are reckoned, and under what licence the words are used. Bring only words that you may use. The page of documentation on pulses describes it."))</p>
      \(call.postForm("/desk/pulses/instruments", multipart: true, """
        \(fileField(w, label: w("Definition"), name: "definition", accept: ".json,application/json", error: draft.error("definition")))
        \(submitButton(w("Put it on the shelf")))
        """))
      """) : .empty
  return call.page(
    w("Instruments"), breadcrumbs: [(w("Engagements"), "/desk/engagements")],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Instruments"), lead: w("What pulses can ask. One that people were asked with stays as it is for good; what is changed is a new version.")))
    \(dataTable(w, caption: w("Instruments"), columns: [Column(w("Name")), Column(w("Version"), numeric: true), Column(w("Sentences"), numeric: true), Column(w("Licence"))], rows: rows, captionHidden: true))
    \(bring)
    """)
}

private func instrumentPage(_ call: Call) async throws -> Reply {
  let w = call.w
  let name = try call.parameter("instrument")
  let (instrument, isUsed) = try await call.store.read { connection in
    let instrument = try InstrumentShelf.find(named: name, connection)
    return (instrument, try InstrumentShelf.isUsed(instrument, connection))
  }
  let rows = instrument.items.map { item -> [HTML] in
    let (text, tongue) = item.text.say(w)
    let dimension = instrument.dimensions.first { $0.key == item.dimension }?.title.text(w) ?? ""
    return [
      "<span lang=\"\(tongue.tag)\" dir=\"auto\">\(text)</span>", HTML(text: dimension),
      HTML(text: item.isReversed ? w("Turned round") : "–"),
    ]
  }
  let file: HTML =
    call.isOfLibrary
    ? "<p><a href=\"\(SafeURL(local: "/desk/pulses/instruments/\(name)/document") ?? "/")\">\(w("The definition as a file"))</a></p>"
    : .empty
  return call.page(
    instrument.title.text(w),
    breadcrumbs: [
      (w("Engagements"), "/desk/engagements"), (w("Instruments"), "/desk/pulses/instruments"),
    ],
    """
    \(pageHeading(instrument.title.text(w), kicker: w("Instrument")))
    \(definitionList([
      (w("Version"), HTML(text: w.number(instrument.version))),
      (w("Licence"), HTML(text: instrument.licence)), (w("Words by"), HTML(text: instrument.source)),
      (w("Rated for"), HTML(text: w.list(instrument.asked.map { instrument.ratings[$0]?.text.text(w) ?? "" }))),
      (w("Points"), HTML(text: w.number(instrument.points))),
      (w("Counted in a dimension"), HTML(text: w("Who rated at least {share} of its items", ["share": w.percent(instrument.answeredShare)]))),
      (w("In use"), HTML(text: isUsed ? w("Yes: it stays as it is") : w("Not yet"))),
    ]))
    \(dataTable(w, caption: w("Sentences"), columns: [Column(w("Sentence")), Column(w("Dimension")), Column(w("Opposite sense"))], rows: rows))
    \(file)
    """)
}
