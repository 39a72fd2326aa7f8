// What the shelf holds for flexibility, intentionality, respect and empowerment.

extension StarterShelf {
  static let flexibility: [StarterResource] = [
    StarterResource(
      "community-tool-box", strategy: "making-plans", title: "Community Tool Box",
      url: "https://ctb.ku.edu/en",
      note:
        "Step-by-step help with assessing, planning, acting and lasting, for every kind of group.",
      audience: everyone, licence: commons),
    StarterResource(
      "nnlm", strategy: "making-plans", title: "Network of the National Library of Medicine",
      url: "https://www.nnlm.gov/",
      note:
        "Classes and guides for libraries that bring health information to people.",
      audience: staff, licence: terms),
    StarterResource(
      "abcd-institute", strategy: "members-lead",
      title: "Asset-Based Community Development Institute (DePaul University)",
      url: "https://resources.depaul.edu/abcd-institute",
      note: "How to begin with the gifts of people and places instead of their needs.",
      audience: together, licence: terms),
    StarterResource(
      "community-tool-box-es", strategy: "members-lead",
      title: "Caja de Herramientas Comunitarias", url: "https://ctb.ku.edu/es",
      note: "The Community Tool Box in Spanish.",
      language: "es", audience: everyone, licence: commons),
    StarterResource(
      "participedia", strategy: "members-lead", title: "Participedia",
      url: "https://participedia.net/",
      note: "Cases and methods of public participation from around the world.",
      audience: everyone, licence: commons),
    StarterResource(
      "dialogue", strategy: "open-mindedness",
      title: "National Coalition for Dialogue & Deliberation", url: "https://www.ncdd.org/",
      note: "Ways to talk across differences, and people who know how.",
      audience: together, licence: terms),
  ]

  static let intentionality: [StarterResource] = [
    StarterResource(
      "unm-toolkit", strategy: "intentionality",
      title: "Community Engagement Toolkit (UNM HSLIC)",
      url: "https://libguides.health.unm.edu/c.php?g=1283555&p=9422216",
      note: "The toolkit for libraries whose principles this Guide follows.",
      audience: staff, licence: linkOnly),
    StarterResource(
      "harwood", strategy: "intentionality", title: "The Harwood Institute",
      url: "https://theharwoodinstitute.org/",
      note: "Starting from what people hope for, and making choices on purpose.",
      audience: together, licence: linkOnly),
  ]

  static let culturalHumility: [StarterResource] = [
    StarterResource(
      "clas", strategy: "cultural-humility",
      title: "National CLAS Standards (Think Cultural Health)",
      url: "https://thinkculturalhealth.hhs.gov/clas",
      note:
        "Standards for services that respect culture and language. Written for health care, useful beyond.",
      audience: staff, licence: government),
    StarterResource(
      "native-archival-protocols", strategy: "cultural-humility",
      title: "Protocols for Native American Archival Materials",
      url: "https://www2.nau.edu/libnap-p/",
      note:
        "How libraries and archives can care for Native materials with the communities they come from.",
      audience: staff, licence: terms),
  ]

  static let empowerment: [StarterResource] = [
    StarterResource(
      "community-tool-box-ar", strategy: "empowerment", title: "Community Tool Box: العربية",
      url: "https://ctb.ku.edu/ar",
      note: "The Community Tool Box in Arabic; a part of it is translated.",
      language: "ar", audience: everyone, licence: commons),
    StarterResource(
      "paho-es", strategy: "empowerment", title: "Organización Panamericana de la Salud",
      url: "https://www.paho.org/es",
      note: "Health information and guides for the Americas, in Spanish.",
      language: "es", audience: together, licence: terms),
  ]
}
