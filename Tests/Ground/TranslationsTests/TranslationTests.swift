import Store
import Surroundings
import Testing
import Town
import Words

@testable import Translations

@Suite(.serialized) struct TranslationTests {
  static let english = "They meet at the laundromat on Sundays."

  private func kept(_ town: Town, source: String = english) async throws -> [Translation] {
    try await town.store.read {
      try Translation.of("fact", "laundry", sources: ["text": source], $0)
    }
  }

  private func save(
    _ town: Town, _ text: String, _ state: Translation.State, in language: Language = .spanish,
    field: String = "text", source: String = english
  ) async throws {
    try await town.store.write {
      try Translation.save(
        text, state: state, of: field, source: source, kind: "fact", subject: "laundry",
        language: language, at: Instant(seconds: 1), $0)
    }
  }

  @Test(arguments: TestEngine.present)
  func `A translation is kept with its state, one for each language`(engine: TestEngine)
    async throws
  {
    let town = try await Town(engine)
    for state in Translation.State.allCases {
      try await save(town, "Se reúnen los domingos: \(state.rawValue)", state)
      let kept = try await kept(town)
      #expect(kept.map(\.text) == ["Se reúnen los domingos: \(state.rawValue)"])
      #expect(kept.first?.state == state && kept.first?.isStale == false)
    }
    try await save(town, "يلتقون يوم الأحد", .reviewed, in: .arabic)
    try await save(town, "Lavandería", .draft, field: "name", source: "Laundromat")
    // Fields that are not asked for are left out.
    #expect(try await kept(town).map(\.language) == [.arabic, .spanish])
    #expect(
      try await town.store.read {
        try Translation.of("fact", "other", sources: ["text": Self.english], $0)
      } == [])
    #expect(
      try await town.store.read {
        try Translation.of("goal", "laundry", sources: ["text": Self.english], $0)
      } == [])
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `A translation of an earlier text is stale until it is written anew`(engine: TestEngine)
    async throws
  {
    let town = try await Town(engine)
    try await save(town, "Se reúnen los domingos.", .approved)
    let changed = "They meet at the laundromat on Saturdays."
    #expect(try await kept(town, source: changed).map(\.isStale) == [true])
    #expect(try await kept(town, source: Self.english + " ").map(\.isStale) == [true])
    #expect(try await kept(town).map(\.isStale) == [false])
    try await save(town, "Se reúnen los sábados.", .translated, source: changed)
    #expect(try await kept(town, source: changed).map(\.isStale) == [false])
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `An empty translation takes the one that was away`(engine: TestEngine) async throws {
    let town = try await Town(engine)
    try await save(town, "Se reúnen los domingos.", .approved)
    try await save(town, "يلتقون يوم الأحد", .approved, in: .arabic)
    try await save(town, "", .draft)
    #expect(try await kept(town).map(\.language) == [.arabic])
    try await town.end()
  }

  private func translation(
    _ state: Translation.State, stale: Bool = false, language: Language = .spanish,
    field: String = "text"
  ) -> Translation {
    Translation(
      field: field, language: language, text: "Se reúnen los domingos.", state: state,
      isStale: stale)
  }

  private func best(_ language: Language, _ translations: [Translation]) -> Rendering {
    Rendering.best(
      of: "text", source: Self.english, in: .english, for: language, translations)
  }

  @Test func `Readers of the source get the source, and nothing is said of it`() {
    let own = translation(.approved, language: .english)
    #expect(
      best(.english, [own, translation(.approved)])
        == Rendering(text: Self.english, language: .english, remark: nil))
  }

  @Test func `A draft is not shown, nor another field's or language's translation`() {
    let source = Rendering(text: Self.english, language: .english, remark: .untranslated)
    #expect(best(.spanish, []) == source)
    #expect(best(.spanish, [translation(.draft)]) == source)
    #expect(best(.spanish, [translation(.approved, field: "name")]) == source)
    #expect(best(.spanish, [translation(.approved, language: .arabic)]) == source)
  }

  @Test(arguments: [
    (Translation.State.translated, false, Rendering.Remark?.some(.unapproved)),
    (.reviewed, false, .unapproved), (.approved, false, nil), (.translated, true, .stale),
    (.reviewed, true, .stale), (.approved, true, .stale),
  ])
  func `A translation is shown with what is to be said of it`(
    state: Translation.State, stale: Bool, remark: Rendering.Remark?
  ) {
    #expect(
      best(.spanish, [translation(.draft, field: "name"), translation(state, stale: stale)])
        == Rendering(text: "Se reúnen los domingos.", language: .spanish, remark: remark))
  }
}
