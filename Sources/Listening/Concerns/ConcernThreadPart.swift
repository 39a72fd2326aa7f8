import Components
import Markup
import Web
import Words

/// The exchange about a concern, as it is shown to its writer, to the desk and to everybody.
struct ConcernThreadPart: Sendable {
  enum Reader: Sendable { case writer, desk, everybody }

  let turns: [ConcernTurn]
  let reader: Reader

  var isEmpty: Bool { shown.isEmpty }

  private var shown: [(turn: ConcernTurn, text: String)] {
    turns.compactMap { turn in
      guard reader == .everybody else { return (turn, turn.current.text) }
      // Read for everybody and not left out; that its writer is content has no words to read.
      guard let text = turn.current.publicText, !text.isEmpty else {
        return turn.current.text.isEmpty ? (turn, "") : nil
      }
      return (turn, text)
    }
  }

  /// - Parameter actions: What can be done with a turn of that number.
  func html(_ w: Words, actions: (ConcernWord) -> HTML = { _ in .empty }) -> HTML {
    let items = shown.map { turn, text -> HTML in
      let word = turn.current
      return """
        <li class="turn turn-\(word.speaker.rawValue)"><p class="kicker">\(who(word, w)) · \(w.day(word.day))</p>
        <p><strong>\(word.kind.word(w))</strong></p>
        \(if: !text.isEmpty, "<div\(tongue(word.language))>\(prose(text))</div>")
        \(reason(word, w))\(translated(word, w))\(corrected(turn, w))\(actions(word))</li>
        """
    }
    return "<ol class=\"plain-list thread\">\(items)</ol>"
  }

  private func who(_ word: ConcernWord, _ w: Words) -> String {
    switch (word.speaker, reader) {
    case (.library, _): w("The library")
    case (.writer, .writer): w("You")
    case (.writer, _): w("Its writer")
    }
  }

  private func reason(_ word: ConcernWord, _ w: Words) -> HTML {
    guard !word.reason.isEmpty else { return .empty }
    let label = word.kind == .notOurs ? w("Whose it is:") : w("Why:")
    return
      "<p><strong>\(label)</strong> <span\(tongue(word.language))>\(word.reason)</span></p>"
  }

  private func translated(_ word: ConcernWord, _ w: Words) -> HTML {
    guard let language = word.sourceLanguage else { return .empty }
    let mark = w("Translated from: {language}", ["language": languageName(language, w)])
    // The text before it was translated nobody has read for everybody's eyes.
    guard reader != .everybody else { return "<p>\(tag(mark))</p>" }
    return """
      <p>\(tag(mark))</p>
      \(details(w("The text before it was translated"), "<div\(tongue(language))>\(prose(word.source))</div>"))
      """
  }

  private func corrected(_ turn: ConcernTurn, _ w: Words) -> HTML {
    guard !turn.former.isEmpty else { return .empty }
    let mark = tag(w("Corrected {day}", ["day": w.day(turn.current.day)]), tone: .information)
    // What an answer said before it was corrected nobody has read for everybody's eyes.
    guard reader != .everybody else { return "<p>\(mark)</p>" }
    let former = turn.former.map { word -> HTML in
      "<p class=\"kicker\">\(w.day(word.day))</p><div\(tongue(word.language))>\(prose(word.text))</div>\(reason(word, w))"
    }
    return "<p>\(mark)</p>\(details(w("What it said before"), former.joined()))"
  }
}

/// What came of the concern, where something did.
func outcomesPart(_ w: Words, _ outcomes: [Outcome]) -> HTML {
  outcomes.isEmpty
    ? .empty : section(w("What came of it"), id: "outcomes", outcomeList(w, outcomes))
}
