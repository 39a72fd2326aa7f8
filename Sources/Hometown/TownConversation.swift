import Communities
import Conversations
import Engagements
import Store
import Surroundings
import Translations
import Words

/// What people of Sunrise Court say to one another about the place they live in.
enum TownConversation {
  private struct Said {
    let english: String
    let spanish: String
    let arabic: String
    /// The chance in ten that somebody agrees, of those who have been here for generations, those who
    /// came with families, and the young.
    let agree: (Int, Int, Int)
  }

  static func settle(
    in engagement: Engagement, _ surroundings: Surroundings, _ connection: any Connection
  ) throws {
    let now = surroundings.now() - 12 * 86400
    let today = Day(now, in: .gmt)
    let conversation = try Conversation.add(
      ConversationDraft(
        question: "What would make Sunrise Court a better place to live?",
        background:
          "The tenants’ circle and the branch ask together, before anything is decided for next year. What you say goes to both, and to the city with your circle’s word on it.",
        language: .english,
        policy:
          "We hide what names or describes a person, hurts or threatens, repeats, says several things at once, or is about something else. Amal of the tenants’ circle and Daniel of the branch decide together; each decision stands below.",
        minutes: 6, closes: Day(surroundings.now(), in: .gmt).adding(days: 18)),
      id: .new(surroundings), to: engagement, by: "staff", at: now, connection)
    try translate(
      ["question": conversation.question, "background": conversation.background],
      [
        .spanish: [
          "question": "¿Qué haría de Sunrise Court un mejor lugar para vivir?",
          "background":
            "El círculo de inquilinos y la sucursal preguntan juntos, antes de que se decida algo para el próximo año. Lo que usted diga llega a los dos, y a la ciudad con la palabra de su círculo.",
        ],
        .arabic: [
          "question": "ما الذي يجعل صنرايز كورت مكانًا أفضل للعيش؟",
          "background":
            "تسأل حلقة المستأجرين والفرع معًا قبل أن يُقرَّر أي شيء للعام المقبل. ما تقولونه يصل إليهما، وإلى المدينة مع كلمة حلقتكم.",
        ],
      ], kind: "conversation", of: conversation.id.text, at: now, connection)
    let statements = try lines.map { said -> Statement in
      let statement = try Statement.add(
        said.english, in: .english, to: conversation, id: .new(surroundings), origin: .seed,
        by: "staff", today: today, at: now, connection)
      try translate(
        ["text": said.english],
        [.spanish: ["text": said.spanish], .arabic: ["text": said.arabic]], kind: "statement",
        of: statement.id.text, at: now, connection)
      return statement
    }
    try conversation.open(
      in: engagement, by: .program, today: today, surroundings, connection)
    try answer(conversation, statements, today, surroundings, connection)
    let waiting = try Participant.join(
      conversation, receipt: surroundings.randomBytes(16).description, isStaff: false,
      surroundings, connection)
    try Statement.add(
      "A bench by the bus stop, with shade, for those who wait with shopping.", in: .english,
      to: conversation, id: .new(surroundings), origin: .participant, author: waiting.id,
      by: "community", today: Day(surroundings.now(), in: .gmt), at: surroundings.now(), connection)
    try conversation.drawMap(on: Day(surroundings.now(), in: .gmt), connection)
  }

  /// Seventy-two people in three ways of seeing things; most answer most, some little.
  private static func answer(
    _ conversation: Conversation, _ statements: [Statement], _ first: Day,
    _ surroundings: Surroundings, _ connection: any Connection
  ) throws {
    for person in 0..<72 {
      let kind = person % 12 < 5 ? 0 : person % 12 < 9 ? 1 : 2
      let bytes = surroundings.randomBytes(statements.count * 2 + 16)
      let participant = try Participant.join(
        conversation, receipt: bytes.prefix(16).description, isStaff: false, surroundings,
        connection)
      let patience = person % 9 == 0 ? 90 : 235
      for (index, statement) in statements.enumerated() {
        guard bytes[16 + 2 * index] < patience else { continue }
        let chances = lines[index].agree
        let chance = kind == 0 ? chances.0 : kind == 1 ? chances.1 : chances.2
        let draw = Int(bytes[17 + 2 * index])
        let vote: Vote = draw < 30 ? .pass : (draw - 30) * 10 / 226 < chance ? .agree : .disagree
        try participant.vote(
          vote, on: statement, today: first.adding(days: person % 11), connection)
      }
    }
  }

  private static func translate(
    _ sources: [String: String], _ texts: [Language: [String: String]], kind: String,
    of subject: String, at now: Instant, _ connection: any Connection
  ) throws {
    for (language, fields) in texts {
      for (field, text) in fields {
        try Translation.save(
          text, state: .approved, of: field, source: sources[field] ?? "", kind: kind,
          subject: subject, language: language, at: now, connection)
      }
    }
  }

  private static let lines = [
    Said(
      english: "The bus should come on Sundays too.",
      spanish: "El autobús debería pasar también los domingos.",
      arabic: "ينبغي أن تأتي الحافلة يوم الأحد أيضًا.", agree: (9, 10, 9)),
    Said(
      english: "Fines for school books should be forgotten, once and for all.",
      spanish: "Las multas por libros escolares deberían olvidarse de una vez.",
      arabic: "ينبغي إلغاء غرامات الكتب المدرسية نهائيًا.", agree: (8, 9, 10)),
    Said(
      english: "We need light on the path along the tracks.",
      spanish: "Necesitamos luz en el camino junto a las vías.",
      arabic: "نحتاج إلى إنارة على الممر بمحاذاة السكة.", agree: (10, 9, 8)),
    Said(
      english: "There should be a place to pray in public buildings.",
      spanish: "Debería haber un lugar para rezar en los edificios públicos.",
      arabic: "ينبغي أن يكون في المباني العامة مكان للصلاة.", agree: (2, 9, 4)),
    Said(
      english: "New homes may be built on the old rail yard.",
      spanish: "Se pueden construir casas nuevas en el antiguo patio del ferrocarril.",
      arabic: "يمكن بناء بيوت جديدة في ساحة القطار القديمة.", agree: (1, 8, 8)),
    Said(
      english: "The rail yard should stay as it is, for the children and the dogs.",
      spanish: "El patio debería quedarse como está, para los niños y los perros.",
      arabic: "ينبغي أن تبقى الساحة كما هي، للأطفال والكلاب.", agree: (9, 2, 3)),
    Said(
      english: "Letters from the city should come in our languages.",
      spanish: "Las cartas de la ciudad deberían llegar en nuestros idiomas.",
      arabic: "ينبغي أن تصل رسائل المدينة بلغاتنا.", agree: (6, 10, 7)),
    Said(
      english: "Whoever lives here should speak English at meetings.",
      spanish: "Quien vive aquí debería hablar inglés en las reuniones.",
      arabic: "على من يعيش هنا أن يتحدث الإنجليزية في الاجتماعات.", agree: (7, 1, 2)),
    Said(
      english: "The library should be open until ten in the evening.",
      spanish: "La biblioteca debería abrir hasta las diez de la noche.",
      arabic: "ينبغي أن تبقى المكتبة مفتوحة حتى العاشرة مساءً.", agree: (3, 5, 10)),
    Said(
      english: "Police should walk through the court more often.",
      spanish: "La policía debería pasar a pie con más frecuencia.",
      arabic: "ينبغي أن تمر الشرطة سيرًا على الأقدام أكثر.", agree: (8, 5, 1)),
    Said(
      english: "A court for football is missing.", spanish: "Falta una cancha de fútbol.",
      arabic: "ينقصنا ملعب لكرة القدم.", agree: (4, 7, 10)),
    Said(
      english: "The laundry should get a table where one can sit and talk.",
      spanish: "La lavandería debería tener una mesa donde sentarse a hablar.",
      arabic: "ينبغي أن تكون في المغسلة طاولة نجلس حولها ونتحدث.", agree: (8, 8, 7)),
    Said(
      english: "Rents must not rise faster than wages.",
      spanish: "El alquiler no debe subir más rápido que los salarios.",
      arabic: "يجب ألا ترتفع الإيجارات أسرع من الأجور.", agree: (10, 10, 10)),
    Said(
      english: "Music in the yard should end at nine.",
      spanish: "La música en el patio debería terminar a las nueve.",
      arabic: "ينبغي أن تتوقف الموسيقى في الساحة عند التاسعة.", agree: (9, 6, 1)),
  ]
}
