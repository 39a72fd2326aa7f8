// What the shelf holds for the strategies of trust.

extension StarterShelf {
  static let listening: [StarterResource] = [
    StarterResource(
      "census-data", strategy: "listening", title: "data.census.gov",
      url: "https://data.census.gov/",
      note:
        "Census tables for a county, a town or a tract: age, languages, internet at home and more. Keep the margins of error with the numbers.",
      audience: dataPeople, licence: government),
    StarterResource(
      "public-libraries-survey", strategy: "listening", title: "Public Libraries Survey (IMLS)",
      url: "https://www.imls.gov/research-evaluation/surveys/public-libraries-survey-pls",
      note: "Yearly figures about public libraries in the United States, one library at a time.",
      audience: dataPeople, licence: government),
    StarterResource(
      "places", strategy: "listening", title: "PLACES: Local Data for Better Health (CDC)",
      url: "https://www.cdc.gov/places/",
      note: "Estimates of health for small areas. They come from a model, so ask people too.",
      audience: dataPeople, licence: government),
    StarterResource(
      "aapor", strategy: "listening", title: "AAPOR Standards and Ethics",
      url: "https://aapor.org/standards-and-ethics/",
      note: "How to ask fairly, count answers honestly and say what a survey can’t tell.",
      audience: dataPeople, licence: terms),
    StarterResource(
      "always-researched", strategy: "listening", title: "Why Am I Always Being Researched?",
      url: "https://chicagobeyond.org/researchequity/",
      note:
        "A guide for community groups, researchers and funders on being studied too often and having too little say.",
      audience: everyone, licence: terms),
  ]

  static let communication: [StarterResource] = [
    StarterResource(
      "plain-language", strategy: "communication", title: "plainlanguage.gov",
      url: "https://www.plainlanguage.gov/",
      note: "Advice and examples for plain writing in English.",
      audience: writers, licence: government),
    StarterResource(
      "clear-communication-index", strategy: "communication",
      title: "CDC Clear Communication Index",
      url: "https://www.cdc.gov/ccindex/",
      note: "Twenty questions to look over a text before it goes out.",
      audience: writers, licence: government),
    StarterResource(
      "pemat", strategy: "communication",
      title: "Patient Education Materials Assessment Tool (AHRQ)",
      url: "https://www.ahrq.gov/health-literacy/patient-education/pemat.html",
      note:
        "Can people understand this leaflet or video, and can they act on it? Two sets of questions help to find out.",
      audience: writers, licence: government),
    StarterResource(
      "wcag", strategy: "communication", title: "Web Content Accessibility Guidelines 2.2",
      url: "https://www.w3.org/TR/WCAG22/",
      note: "The standard for web pages that everyone can use.",
      audience: writers, licence: terms),
    StarterResource(
      "web-accessibility-es", strategy: "communication",
      title: "Introducción a la Accesibilidad Web (W3C)",
      url: "https://www.w3.org/WAI/fundamentals/accessibility-intro/es",
      note: "A first look at web accessibility, in Spanish.",
      language: "es", audience: everyone, licence: terms),
    StarterResource(
      "web-accessibility-ar", strategy: "communication",
      title: "Introduction to Web Accessibility (W3C): العربية",
      url: "https://www.w3.org/WAI/fundamentals/accessibility-intro/ar",
      note: "A first look at web accessibility, in Arabic.",
      language: "ar", audience: everyone, licence: terms),
    StarterResource(
      "medlineplus-languages", strategy: "communication",
      title: "MedlinePlus: Health Information in Multiple Languages",
      url: "https://medlineplus.gov/languages/languages.html",
      note: "Health leaflets that exist in many languages, each next to its English text.",
      audience: together, licence: terms),
    StarterResource(
      "medlineplus-es", strategy: "communication", title: "MedlinePlus en español",
      url: "https://medlineplus.gov/spanish/",
      note: "Health information for the public, written in Spanish.",
      language: "es", audience: everyone, licence: terms),
    StarterResource(
      "medlineplus-ar", strategy: "communication", title: "MedlinePlus: العربية",
      url: "https://medlineplus.gov/languages/arabic.html",
      note: "Health leaflets in Arabic and English.",
      language: "ar", audience: everyone, licence: terms),
  ]

  static let partnerships: [StarterResource] = [
    StarterResource(
      "libraries-transforming-communities", strategy: "partnerships",
      title: "Libraries Transforming Communities (ALA)",
      url: "https://www.ala.org/tools/librariestransform/libraries-transforming-communities",
      note: "Conversation guides, worksheets and stories of libraries that turned outward.",
      audience: staff, licence: linkOnly),
    StarterResource(
      "engagement-continuum", strategy: "partnerships",
      title: "The continuum of community engagement (National Academies)",
      url: "https://www.nationalacademies.org/read/27913/chapter/10",
      note: "From outreach to shared leadership: words for how much say people have.",
      audience: together, licence: linkOnly),
    StarterResource(
      "meaningful-engagement", strategy: "partnerships",
      title: "Assessing Meaningful Community Engagement (National Academy of Medicine)",
      url: "https://doi.org/10.31478/202202c",
      note: "A picture of what good engagement changes, made together with communities.",
      audience: together, licence: linkOnly),
    StarterResource(
      "engage-for-equity", strategy: "partnerships", title: "Engage for Equity",
      url: "https://engageforequity.org/",
      note:
        "Tools with which partners look at their work together, from the University of New Mexico and others.",
      audience: together, licence: terms),
  ]

  static let lettingGo: [StarterResource] = [
    StarterResource(
      "care-principles", strategy: "letting-go",
      title: "CARE Principles for Indigenous Data Governance",
      url: "https://www.gida-global.org/care",
      note:
        "Collective benefit, authority to control, responsibility, ethics. Good for a first talk.",
      audience: everyone, licence: terms),
    StarterResource(
      "local-contexts", strategy: "letting-go", title: "Local Contexts",
      url: "https://localcontexts.org/",
      note:
        "Labels that Indigenous communities give to their own heritage and data. Institutions may place notices, not labels.",
      audience: together, licence: linkOnly),
    StarterResource(
      "ocap", strategy: "letting-go",
      title: "The First Nations Principles of OCAP® (FNIGC)",
      url: "https://fnigc.ca/ocap-training/",
      note:
        "Principles of First Nations in Canada for their own data. Read to learn; the name is theirs and is not a seal for others.",
      audience: together, licence: linkOnly),
    StarterResource(
      "escazu", strategy: "letting-go", title: "Acuerdo de Escazú (CEPAL)",
      url: "https://www.cepal.org/es/acuerdodeescazu",
      note:
        "A treaty of Latin America and the Caribbean on information, participation and justice in matters of the environment, in Spanish.",
      language: "es", audience: everyone, licence: terms),
    StarterResource(
      "library-privacy", strategy: "letting-go", title: "Privacy (American Library Association)",
      url: "https://www.ala.org/advocacy/privacy",
      note: "Why libraries protect what people read and ask, and what the laws of the states say.",
      audience: staff, licence: linkOnly),
  ]
}
