import Communities
import Engagements
import Findings
import Promises
import Store
import Surroundings
import Translations
import Web
import Words

/// What the library heard from Sunrise Court, what it promised, and what became of that: some kept,
/// one late, one broken with an honest word, one let go.
struct TownAnswers {
  let sunrise: ID<Community>
  let surroundings: Surroundings
  let connection: any Connection

  func settle() throws {
    let fines = try finding(
      Said(
        "Fear of fines keeps children away from the branch: families want the fines for school books forgotten.",
        "El miedo a las multas aleja a los niños de la sucursal: las familias quieren que se olviden las multas por libros escolares.",
        "الخوف من الغرامات يُبعد الأطفال عن الفرع: تريد العائلات إلغاء غرامات الكتب المدرسية."),
      ground: [
        (
          "Nine of eleven who stopped at the Saturday table spoke of fines.", "Saturday table", 11,
          75
        ),
        (
          "“My daughter hid the letter from me.” The circle asked us to repeat it.",
          "Tenants’ circle", 14, 68
        ),
      ])
    try check(fines, yes: 14, partly: 3, no: 2)
    try publish(fines, daysAgo: 52)
    try tell(fines, daysAgo: 50, .spanish, .poster, "Laundry of Sunrise Court", nil, "")
    try tell(
      fines, daysAgo: 47, .arabic, .meeting, "Kitchen of the prayer room", 23,
      "They asked that the schools be told too. The circle tells them.")
    try promises(from: fines)

    let letters = try finding(
      Said(
        "Letters of the city and of the branch should come in Spanish and Arabic as well.",
        "Las cartas de la ciudad y de la sucursal deberían llegar también en español y en árabe.",
        "ينبغي أن تصل رسائل المدينة والفرع بالإسبانية والعربية أيضًا."),
      ground: [
        ("Six households brought letters that they could not read.", "Saturday table", 6, 20)
      ])
    try letters.openCheck(by: "staff", at: at(6).now, connection)
    _ = try CheckLink.make(
      for: sunrise, label: "Tuesday group", expires: at(6).today.adding(days: 21), by: "staff",
      at(6).surroundings, connection)
    try say(.yes, "", to: letters)
    try say(.partly, "Only the ones about rent and water.", to: letters)
    _ = try finding(
      Said("Young people want a place to sit after school.", "", ""),
      ground: [("Two talks at the bus stop.", "Talks in passing", 2, 4)])
  }

  private func promises(from finding: Finding) throws {
    let from = Promise.Origin.finding(finding.id.text)
    let fines = try promise(
      from, "We forget all fines for school books, old ones too.",
      "Se olvidan todas las multas por libros escolares, también las antiguas.",
      "نلغي جميع غرامات الكتب المدرسية، القديمة منها أيضًا.", who: "The branch manager",
      .collaborate, shown: "A notice on the door, and nobody is asked for an old fine.",
      madeDaysAgo: 48, dueIn: 30)
    try take(fines, .started, "The city’s treasurer agreed.", daysAgo: 40)
    try take(
      fines, .kept, "All 312 are forgotten since this morning. The notice hangs on the door.",
      daysAgo: 24)

    let sunday = try promise(
      from, "The branch is open on Sunday afternoons from November on.",
      "La sucursal abre los domingos por la tarde a partir de noviembre.",
      "يفتح الفرع أبوابه بعد ظهر الأحد ابتداءً من نوفمبر.", who: "The director", .consult,
      shown: "The hours on the door.", madeDaysAgo: 45, dueIn: 25)
    try take(
      sunday, .broken,
      "We promised what was not ours to give: the city did not give the hours. We should have asked it first. Until summer the Saturday table stays, and we ask the council again in March, with you if you want.",
      daysAgo: 18)

    let table = try promise(
      .meeting("Tenants’ circle, October"),
      "A table and two chairs by the laundry, to sit and read.",
      "Una mesa y dos sillas junto a la lavandería, para sentarse a leer.",
      "طاولة وكرسيان قرب المغسلة للجلوس والقراءة.", who: "The branch with the landlord",
      .involve, shown: "They stand there.", madeDaysAgo: 44, dueIn: 38)
    try take(table, .started, "", daysAgo: 30)
    try PromiseJobs.sayLate(at(5, by: "program"), connection)

    let hours = try promise(
      .meeting("Tenants’ circle, October"), "A second hour of stories, on Fridays.",
      "Una segunda hora de cuentos, los viernes.", "ساعة ثانية للحكايات أيام الجمعة.",
      who: "The children’s librarian", .consult, shown: "It takes place.", madeDaysAgo: 44,
      dueIn: 60)
    try take(
      hours, .released, "The circle does it itself now, in three languages.", daysAgo: 15,
      by: "steward")

    let notices = try promise(
      from, "Every notice of the branch hangs in English, Spanish and Arabic.",
      "Todos los avisos de la sucursal se cuelgan en inglés, español y árabe.",
      "تُعلَّق جميع إعلانات الفرع بالإنجليزية والإسبانية والعربية.", who: "The branch",
      .collaborate, shown: "On the board by the door.", madeDaysAgo: 40, dueIn: 20)
    try take(
      notices, .moved, "The Arabic reader of the circle has little time; we wait for her.",
      daysAgo: 22, due: at(22).today.adding(days: 32))
  }
}

extension TownAnswers {
  private struct Said {
    let english: String
    let spanish: String
    let arabic: String

    init(_ english: String, _ spanish: String, _ arabic: String) {
      self.english = english
      self.spanish = spanish
      self.arabic = arabic
    }
  }

  private typealias Ground = (sentence: String, method: String, n: Int, daysAgo: Int)

  /// The town so many days before it stands.
  private func at(_ daysAgo: Int, by actor: String = "staff") -> PromiseOccasion {
    let then = surroundings.now() - Int64(daysAgo) * 86400
    return PromiseOccasion(
      library: Hometown.library, actor: actor,
      Surroundings(now: { then }, randomBytes: surroundings.randomBytes))
  }

  private func finding(_ said: Said, ground: [Ground]) throws -> Finding {
    let first = at(ground.map(\.daysAgo).min() ?? 0)
    let finding = try Finding.add(
      FindingDraft(sentence: said.english, language: .english), id: .new(surroundings),
      of: sunrise, by: "staff", at: first.now, connection)
    for piece in ground {
      let occasion = at(piece.daysAgo)
      try FindingEvidence.cite(
        Citation(
          kind: "note", id: ID<FindingEvidence>.new(surroundings).text, sentence: piece.sentence,
          method: piece.method, n: piece.n, day: occasion.today, isPublic: true),
        today: nil, for: finding, by: "staff", at: occasion.now, connection)
    }
    try translate(
      "finding", finding.id.text, "sentence", said.english,
      [.spanish: said.spanish, .arabic: said.arabic])
    return finding
  }

  private func translate(
    _ kind: String, _ subject: String, _ field: String, _ source: String,
    _ texts: [Language: String]
  ) throws {
    for (language, text) in texts where !text.isEmpty {
      try Translation.save(
        text, state: .approved, of: field, source: source, kind: kind, subject: subject,
        language: language, at: surroundings.now(), connection)
    }
  }

  private func say(_ verdict: CheckWord.Verdict, _ words: String, to finding: Finding) throws {
    guard let finding = try Finding.find(finding.id, connection) else { return }
    try CheckWord.say(
      verdict, words: words, in: .english, wish: words.isEmpty ? .library : .beside, to: finding,
      id: .new(surroundings), on: at(4).today, connection)
  }

  private func check(_ finding: Finding, yes: Int, partly: Int, no: Int) throws {
    try finding.openCheck(by: "staff", at: at(66).now, connection)
    for _ in 0..<yes { try say(.yes, "", to: finding) }
    for _ in 1..<partly { try say(.partly, "", to: finding) }
    for _ in 1..<no { try say(.no, "", to: finding) }
    try say(.partly, "It is the fines, and that one has to speak English at the desk.", to: finding)
    try say(.no, "Nobody I know pays or fears them. We have no time to go.", to: finding)
    try finding.showBeside(by: "staff", at: at(55).now, connection)
    try finding.endCheck(on: at(54).today, by: "staff", at: at(54).now, connection)
  }

  private func publish(_ finding: Finding, daysAgo: Int) throws {
    try finding.publish(
      by: .program, on: at(daysAgo).today, at(daysAgo).surroundings, connection)
  }

  private func tell(
    _ finding: Finding, daysAgo: Int, _ language: Language, _ format: FindingReturn.Format,
    _ place: String, _ reached: Int?, _ word: String
  ) throws {
    try finding.tell(
      FindingReturnDraft(
        day: at(daysAgo).today, language: language, format: format, place: place,
        reached: reached, acknowledgement: word),
      id: .new(surroundings), by: "staff", at: at(daysAgo).now, connection)
  }

  private func promise(
    _ origin: Promise.Origin, _ what: String, _ spanish: String, _ arabic: String, who: String,
    _ level: Participation, shown: String, madeDaysAgo: Int, dueIn: Int
  ) throws -> Promise {
    let occasion = at(madeDaysAgo)
    let promise = try Promise.make(
      PromiseDraft(
        origin: origin, what: what, who: who, participation: level, shownHow: shown,
        due: occasion.today.adding(days: dueIn), language: .english),
      id: .new(surroundings), to: sunrise, occasion, connection)
    try translate(
      "promise", promise.id.text, "what", what, [.spanish: spanish, .arabic: arabic])
    return promise
  }

  private func take(
    _ promise: Promise, _ kind: PromiseStep.Kind, _ word: String, daysAgo: Int,
    by actor: String = "staff", due: Day? = nil
  ) throws {
    guard let promise = try Promise.find(promise.id, connection) else { return }
    try promise.take(
      PromiseMove(kind, word: word, language: .english, due: due), at(daysAgo, by: actor),
      connection)
  }
}
