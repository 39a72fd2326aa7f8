import Testing

@testable import Words

@Suite struct CatalogTests {
  static let header = """
    msgid ""
    msgstr ""
    "Language: pl\\n"
    "Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? "
    "1 : 2);\\n"

    """

  @Test func `A catalog gives each sentence its translation`() throws {
    let catalog = try Catalog(
      po: Self.header + """

        #. For the button.
        #: Sources/Some.swift:12
        msgid "Save"
        msgstr "Zapisz"

        msgid "{n} fact"
        msgid_plural "{n} facts"
        msgstr[0] "{n} fakt"
        msgstr[1] "{n} fakty"
        msgstr[2] "{n} faktów"
        """)
    #expect(
      catalog.sentences == [
        "Save": ["Zapisz"], "{n} fact": ["{n} fakt", "{n} fakty", "{n} faktów"],
      ]
    )
    #expect(catalog.headers["Language"] == "pl")
    #expect(catalog.pluralRule?.forms == 3)
    let w = Words(.english, catalog: catalog)
    #expect(w.plural(1, "{n} fact", "{n} facts") == "1 fakt")
    #expect(w.plural(3, "{n} fact", "{n} facts") == "3 fakty")
    #expect(w.plural(5, "{n} fact", "{n} facts") == "5 faktów")
  }

  @Test func `A sentence may go over several lines and hold escapes`() throws {
    let catalog = try Catalog(
      po: #"""
        msgid ""
        "Say \"so\", "
        "or\n"
        "not.\\"
        msgstr "Di "
        "\"sí\"\to no."
        """#)
    #expect(catalog.sentences == ["Say \"so\", or\nnot.\\": ["Di \"sí\"\to no."]])
  }

  @Test func `What is fuzzy, empty or half done is left in English`() throws {
    let catalog = try Catalog(
      po: Self.header + """

        #, fuzzy
        msgid "Save"
        msgstr "Schronić"

        msgid "Open"
        msgstr ""

        #, fuzzy, swift-format
        #| msgid "Close"
        msgid "Shut"
        msgstr "Zamknij"

        msgid "{n} day"
        msgid_plural "{n} days"
        msgstr[0] "{n} dzień"
        msgstr[1] ""
        msgstr[2] ""

        #, swift-format
        msgid "End"
        msgstr "Koniec"
        """)
    #expect(catalog.sentences == ["End": ["Koniec"]])
    #expect(Words(.english, catalog: catalog)("Save") == "Save")
    #expect(Words(.english, catalog: catalog).plural(2, "{n} day", "{n} days") == "2 days")
  }

  @Test func `Entries no longer used leave no mark on those after them`() throws {
    let catalog = try Catalog(
      po: """
        #, fuzzy
        #~ msgid "Old"
        #~ msgstr "Stary"

        msgid "New"
        msgstr "Nowy"
        """)
    #expect(catalog.sentences == ["New": ["Nowy"]])
  }

  @Test func `A file from a Windows machine reads the same`() throws {
    let text = Self.header + "\nmsgid \"Save\"\nmsgstr \"Zapisz\"\n"
    let windows = try Catalog(po: text.replacing("\n", with: "\r\n"))
    #expect(windows.sentences == ["Save": ["Zapisz"]])
    #expect(windows.pluralRule?.forms == 3)
    let error = #expect(throws: Catalog.Fault.self) {
      try Catalog(po: "msgid \"a\"\r\nmsgstr \"b\"\r\nnonsense\r\n")
    }
    #expect(error?.line == 3)
  }

  @Test(arguments: [
    ("nonsense", "line 3: not a line of a PO file"),
    ("msgid Save", "line 3: a text without its opening quote"),
    ("msgid \"Save", "line 3: a text without its closing quote"),
    ("msgid \"Save\" now", "line 3: something after the closing quote"),
    ("msgid \"Sa\\ve\"", "line 3: an escape that is not \\n, \\t, \\\" or \\\\"),
    ("msgid \"Save\\", "line 3: an escape that is not \\n, \\t, \\\" or \\\\"),
    ("msgid \"Save\"\nmsgstr", "line 4: no text after msgstr"),
    ("msgctxt \"button\"", "line 3: Kith's catalogs have no msgctxt"),
  ])
  func `A fault names its line`(text: String, sentence: String) {
    let error = #expect(throws: Catalog.Fault.self) {
      try Catalog(po: "# A comment\n\n" + text)
    }
    #expect(error?.description == sentence)
  }

  @Test func `A text that belongs to nothing is a fault`() {
    let error = #expect(throws: Catalog.Fault.self) { try Catalog(po: "\"alone\"") }
    #expect(error?.description == "line 1: a text that belongs to nothing")
  }

  @Test func `Of two catalogs the second has the word`() throws {
    let first = try Catalog(po: "msgid \"a\"\nmsgstr \"1\"\n\nmsgid \"b\"\nmsgstr \"1\"")
    let second = try Catalog(po: Self.header + "\nmsgid \"b\"\nmsgstr \"2\"")
    let both = first.merging(second)
    #expect(both.sentences == ["a": ["1"], "b": ["2"]])
    #expect(both.pluralRule?.forms == 3)
    #expect(second.merging(first).pluralRule?.forms == 3)
  }
}
