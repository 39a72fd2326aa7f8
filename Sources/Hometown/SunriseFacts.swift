import Communities

extension Sunrise {
  static let facts: [ToldFact] = [
    ToldFact(
      topic: .languages, standing: .stated,
      english:
        "Spanish, English and Arabic are heard on every landing; many grandparents read only Arabic or only Spanish.",
      spanish:
        "En cada rellano se oye español, inglés y árabe; muchos abuelos leen solo árabe o solo español.",
      arabic:
        "تُسمع الإسبانية والإنجليزية والعربية في كل طابق؛ وكثير من الأجداد يقرؤون العربية وحدها أو الإسبانية وحدها.",
      source: "Tenants’ circle, spring meeting", daysAgo: 190, isPublic: true,
      said: [(.so, "And K’iche’ too, in building C."), (.so, ""), (.so, "")]),
    ToldFact(
      topic: .meetingPlaces, standing: .confirmed,
      english:
        "The laundry room of building B is where people talk, most of all on Saturday mornings.",
      spanish:
        "La gente conversa en la lavandería del edificio B, sobre todo los sábados por la mañana.",
      arabic: "غرفة الغسيل في المبنى ب هي المكان الذي يتحدث فيه الناس، ولا سيما صباح السبت.",
      source: "Tenants’ circle, spring meeting", daysAgo: 180, isPublic: true,
      place: Fact.Place(latitude: 35.0912, longitude: -106.6487)),
    ToldFact(
      topic: .meetingPlaces, standing: .stated,
      english:
        "The prayer room on Second Street opens its kitchen on Friday evenings; anyone may come.",
      spanish:
        "La sala de oración de la calle Segunda abre su cocina los viernes por la noche; puede venir cualquiera.",
      arabic: "تفتح غرفة الصلاة في الشارع الثاني مطبخها مساء الجمعة؛ والجميع مدعوون.",
      source: "Imam’s assistant, by telephone", daysAgo: 120, isPublic: true,
      place: Fact.Place(latitude: 35.0887, longitude: -106.6521)),
    ToldFact(
      topic: .meetingPlaces, standing: .sourced,
      english:
        "The branch library on Sunrise Road has a room for thirty, free until nine in the evening.",
      spanish:
        "La sucursal de la biblioteca en Sunrise Road tiene una sala para treinta personas, libre hasta las nueve de la noche.",
      arabic: "في فرع المكتبة بشارع صنرايز قاعة تتسع لثلاثين شخصًا، متاحة حتى التاسعة مساءً.",
      source: "Library room plan 2026", daysAgo: 60, isPublic: true,
      place: Fact.Place(latitude: 35.0935, longitude: -106.6440)),
    ToldFact(
      topic: .channels, standing: .stated,
      english:
        "News travels by two WhatsApp groups, one in Spanish and one in Arabic, and by the barber on the corner.",
      spanish:
        "Las noticias corren por dos grupos de WhatsApp, uno en español y otro en árabe, y por el barbero de la esquina.",
      arabic:
        "تنتقل الأخبار عبر مجموعتين على واتساب، إحداهما بالإسبانية والأخرى بالعربية، وعبر الحلاق عند الزاوية.",
      source: "Barber of the corner shop", daysAgo: 150, isPublic: true),
    ToldFact(
      topic: .online, standing: .assumed,
      english: "Most households have a telephone with data, few have a computer.",
      daysAgo: 210, said: []),
    ToldFact(
      topic: .experiences, standing: .stated,
      english: "Some families stay away since fines were charged for lost school books in 2021.",
      source: "Three parents at the school gate", daysAgo: 140),
    ToldFact(
      topic: .experiences, standing: .assumed,
      english: "People know that library cards are free and ask for no papers.", daysAgo: 300,
      said: [(.not, "I was asked for a bill with my address and I had none.")]),
    ToldFact(
      topic: .strengths, standing: .stated,
      english: "Four women bake bread for the whole court in a clay oven they built together.",
      spanish:
        "Cuatro mujeres hornean pan para todo el vecindario en un horno de barro que construyeron juntas.",
      arabic: "أربع نساء يخبزن لكل السكان في فرن طيني بنينه معًا.",
      source: "The bakers themselves", daysAgo: 95, isPublic: true),
    ToldFact(
      topic: .assets, standing: .sourced,
      english: "The tenants’ circle has a bank account, a minutes book and a key to the yard.",
      source: "Tenants’ circle, minutes of March", daysAgo: 230),
    ToldFact(
      topic: .history, standing: .sourced,
      english:
        "A university asked 60 households about health in 2023. No result came back to them.",
      spanish:
        "En 2023 una universidad preguntó a 60 hogares por su salud. No les devolvieron ningún resultado.",
      arabic: "في عام 2023 سألت جامعة 60 أسرة عن صحتها، ولم تصل إليها أي نتيجة.",
      source: "Letter of the tenants’ circle to the university", daysAgo: 160, isPublic: true),
    ToldFact(
      topic: .customs, standing: .confirmed,
      english: "During Ramadan, meetings are after sunset or not at all.",
      spanish: "Durante el Ramadán, las reuniones son después de la puesta del sol o no se hacen.",
      arabic: "في رمضان تكون الاجتماعات بعد الغروب أو لا تكون.",
      source: "Tenants’ circle", daysAgo: 175, isPublic: true),
    ToldFact(
      topic: .similarWork, standing: .sourced,
      english: "The food bank’s van stops at the court on Tuesdays and already has an interpreter.",
      source: "Food bank route sheet", daysAgo: 80),
    ToldFact(
      topic: .demographics, standing: .assumed,
      english: "About half of the people here are under twenty-five.", daysAgo: 400),
  ]

  static let growerFacts: [ToldFact] = [
    ToldFact(
      topic: .meetingPlaces, standing: .stated,
      english: "They meet at the headgate on the first Sunday of March.",
      source: "Mayordomo of the acequia", daysAgo: 500),
    ToldFact(
      topic: .channels, standing: .assumed,
      english: "A notice at the feed store reaches most of them.", daysAgo: 420),
  ]
}
