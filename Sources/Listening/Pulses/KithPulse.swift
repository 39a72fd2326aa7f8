import Words

extension Instrument {
  /// Kith's own instrument, in our own words: five dimensions, two items each, rated for how much they
  /// matter and how often they are so. That both are asked follows the Partnership Trust Tool of the
  /// Centers for Disease Control; none of its sentences is used. Version 1 stays as it is for good.
  static let kithPulse = Instrument(
    key: "kith-pulse", version: 1, title: Phrase(own: { w in w("Kith pulse") }),
    licence: "CC0 1.0", source: "Kith", points: 5, answeredShare: 0.8,
    ratings: [
      .importance: Question(
        text: Phrase(own: { w in w("How much does this matter to you?") }),
        low: Phrase(own: { w in w("Not at all") }), high: Phrase(own: { w in w("Very much") })),
      .occurrence: Question(
        text: Phrase(own: { w in w("How often is it so?") }), low: Phrase(own: { w in w("Never") }),
        high: Phrase(own: { w in w("Always") })),
    ],
    dimensions: [
      Dimension(key: "reliability", title: Phrase(own: { w in w("Reliability") })),
      Dimension(key: "openness", title: Phrase(own: { w in w("Openness") })),
      Dimension(key: "respect", title: Phrase(own: { w in w("Respect") })),
      Dimension(key: "shared-power", title: Phrase(own: { w in w("Shared power") })),
      Dimension(key: "benefit", title: Phrase(own: { w in w("Benefit") })),
    ],
    items: [
      item("word", "reliability") { w in
        w("The library does what it said it would do, when it said it would.")
      },
      item("early", "openness") { w in
        w("The library tells us early what it plans, and why.")
      },
      item("listening", "respect") { w in
        w("People who work for the library listen without judging how we live or speak.")
      },
      item("change", "shared-power") { w in
        w("What we say changes what the library decides.")
      },
      item("better", "benefit") { w in
        w("What the library does with us makes something better for people here.")
      },
      item("dropped", "reliability", reversed: true) { w in
        w("The library begins things with us and lets them drop.")
      },
      item("mistakes", "openness", reversed: true) { w in
        w("When the library makes a mistake, we hear of it from others first.")
      },
      item("ways", "respect") { w in
        w("Our ways, our languages and our time count when something is arranged.")
      },
      item("settled", "shared-power", reversed: true) { w in
        w("By the time we are asked, the matter is settled.")
      },
      item("return", "benefit") { w in
        w("What we give, such as time, stories and knowledge, comes back to us in some form.")
      },
    ])

  private static func item(
    _ key: String, _ dimension: String, reversed: Bool = false,
    _ text: @escaping @Sendable (Words) -> String
  ) -> Item {
    Item(key: key, dimension: dimension, isReversed: reversed, text: Phrase(own: text))
  }
}
