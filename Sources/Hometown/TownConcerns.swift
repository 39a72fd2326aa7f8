import Communities
import Concerns
import Power
import Store
import Surroundings
import Web
import Words

/// What people of the town told the library, and what it answered: some well, some late.
enum TownConcerns {
  /// A concern, and what became of it so many days after it came.
  private struct Told {
    var daysAgo: Int
    var draft: ConcernDraft
    var answers: [(after: Int, ReplyDraft)] = []
    /// What everybody reads, where that is not as it was written, with the reason.
    var publicText: String?
    var shortened = ""
    var isPublished = false
  }

  static func settle(
    in library: Library, about sunrise: ID<Community>, _ surroundings: Surroundings,
    _ connection: any Connection
  ) throws {
    let today = Day(surroundings.now(), in: library.zone)
    for told in answered(sunrise) + waiting(sunrise) {
      let received = today.adding(days: -told.daysAgo)
      let id = ID<Concern>.new(surroundings)
      try Concern.raise(
        told.draft, id: id, receipt: randomCode(surroundings, characters: 26), today: received,
        surroundings, connection)
      for (after, reply) in told.answers {
        let acting = acting(on: received.adding(days: after), library, surroundings)
        try change(id, connection) {
          try $0.reply(reply, id: .new(surroundings), since: $0.version, as: acting, connection)
        }
      }
      guard told.isPublished else { continue }
      let last = received.adding(days: told.answers.last?.after ?? 1)
      let words = try Concern.answers(to: id, connection)
      try change(id, connection) { concern in
        try concern.publish(
          PublicationDraft(
            text: told.publicText ?? concern.text, place: concern.place, reason: told.shortened,
            words: words),
          since: concern.version, as: acting(on: last, library, surroundings), connection)
      }
    }
  }

  private static func change(
    _ id: ID<Concern>, _ connection: any Connection, _ body: (Concern) throws -> Bool
  ) throws {
    guard let concern = try Concern.find(id, connection), try body(concern) else {
      throw Failure.notFound
    }
  }

  /// Somebody of the library at noon of that day.
  private static func acting(
    on day: Day, _ library: Library, _ surroundings: Surroundings
  ) -> ConcernActing {
    ConcernActing(
      actor: .program, library: library, today: day,
      surroundings: Surroundings(
        now: { day.start + 43200 }, randomBytes: surroundings.randomBytes))
  }

  private static func answered(_ sunrise: ID<Community>) -> [Told] {
    [
      Told(
        daysAgo: 61,
        draft: ConcernDraft(
          text:
            "Trabajo hasta las seis. Cuando llego, la biblioteca ya cerró, y el domingo tampoco abre. ¿Cuándo pueden venir los que trabajan?",
          language: .spanish, community: sunrise, category: .access, place: "Sucursal de la vía",
          about: "/communities/sunrise-court", isOpen: true),
        answers: [
          (
            4,
            ReplyDraft(
              kind: .willDo,
              text:
                "Tiene razón. Desde el 15 de enero la sucursal abrirá los martes hasta las ocho. Lo probamos hasta junio y contamos cuántas personas vienen.",
              language: .spanish,
              source:
                "You are right. From 15 January the branch will stay open until eight on Tuesdays. We try it until June and count who comes.",
              sourceLanguage: .english)
          )
        ], isPublished: true),
      Told(
        daysAgo: 48,
        draft: ConcernDraft(
          text:
            "My grandson lost a school book when his family had to leave their flat in a night. You sent three letters about 14 dollars. He is afraid to come in now.",
          language: .english, community: sunrise, category: .respect, isOpen: true),
        answers: [
          (
            2,
            ReplyDraft(
              kind: .willDo,
              text:
                "We are sorry. The letters stop today, and we ask the tenants’ circle what should become of old fines for school books.",
              language: .english)
          ),
          (
            30,
            ReplyDraft(
              kind: .done,
              text:
                "His fine is gone, and so are 212 others for school books. Nobody gets a letter about them any more. Please tell him that he is welcome.",
              language: .english)
          ),
        ],
        publicText:
          "My grandson lost a school book when […]. You sent three letters about 14 dollars. He is afraid to come in now.",
        shortened: "Neighbours would have known which family this is.", isPublished: true),
      Told(
        daysAgo: 35,
        draft: ConcernDraft(
          text:
            "الكتب العربية للأطفال على الرف الأعلى ولا يستطيع أولادي الوصول إليها، ومعظمها للكبار.",
          language: .arabic, community: sunrise, category: .collections, isOpen: true),
        answers: [
          (
            6,
            ReplyDraft(
              kind: .done,
              text:
                "نقلنا كتب الأطفال العربية إلى الرف الأسفل قرب السجادة، وطلبنا أربعين كتابًا جديدًا.",
              language: .arabic,
              source:
                "We moved the Arabic children’s books to the low shelf by the rug, and ordered forty new ones.",
              sourceLanguage: .english)
          )
        ], isPublished: true),
      Told(
        daysAgo: 27,
        draft: ConcernDraft(
          text:
            "There is no light on the path along the tracks. After the homework club our children walk there in the dark.",
          language: .english, community: sunrise, category: .neighbourhood,
          place: "Path along the tracks", channel: .spoken, isOpen: true),
        answers: [
          (
            9,
            ReplyDraft(
              kind: .notOurs,
              text:
                "We can’t put up lights there. We wrote to the city with your words, and the homework club now ends while there is daylight.",
              language: .english,
              reason: "The city’s street office, telephone 505-555-0142, case 26-1178")
          )
        ], isPublished: true),
      Told(
        daysAgo: 22,
        draft: ConcernDraft(
          text: "Please subscribe to the chess server for members. Everybody at the club wants it.",
          language: .english, category: .digital, isOpen: true),
        answers: [
          (
            3,
            ReplyDraft(
              kind: .willNot,
              text:
                "We looked into it and will not. The club’s room and boards stay open on Fridays.",
              language: .english,
              reason:
                "It costs as much as all our children’s magazines, and playing there is free without it."
            )
          )
        ], isPublished: true),
      Told(
        daysAgo: 12,
        draft: ConcernDraft(
          text:
            "En el mostrador me hablaron muy fuerte porque mi inglés es poco. Me dio vergüenza delante de mi hija.",
          language: .spanish, community: sunrise, category: .respect),
        answers: [
          (
            1,
            ReplyDraft(
              kind: .needMore,
              text:
                "Lo sentimos mucho. No debe pasar. ¿Puede decirnos qué día fue y qué habría ayudado? No hace falta que diga quién es usted.",
              language: .spanish)
          )
        ]),
    ]
  }

  private static func waiting(_ sunrise: ID<Community>) -> [Told] {
    [
      Told(
        daysAgo: 9,
        draft: ConcernDraft(
          text:
            "The wireless network doesn’t reach the tables outside any more. We do our forms there when it’s closed.",
          language: .english, category: .digital, place: "Tables behind the main library")),
      Told(
        daysAgo: 5,
        draft: ConcernDraft(
          text: "تريد بعض النساء ساعة هادئة في الصباح للقراءة مع الأطفال الصغار قبل ازدحام المكان.",
          language: .arabic, community: sunrise, category: .programs, channel: .spoken)),
      Told(
        daysAgo: 3,
        draft: ConcernDraft(
          text:
            "The front door is too heavy for my wheelchair. I wait until somebody comes out. Mrs. Baca at the desk helps when she sees me.",
          language: .english, community: sunrise, category: .building,
          place: "Branch by the tracks",
          wish: .mail, address: "door@piedralisa.example", isOpen: true)),
    ]
  }
}
