import Components
import Markup
import Surroundings
import Words

/// The path over time: where the two went together, where apart, and which moment stands behind it.
func pathPart(_ w: Words, _ picture: TrustPicture) -> HTML {
  guard let first = picture.turns.first else {
    return "<p class=\"quiet\">\(w("The ledger names nothing yet."))</p>"
  }
  let length = Double(max(1, picture.today - first.day))
  let turns = picture.turns.map { turn in
    PathTurn(
      position: Double(turn.day - first.day) / length, lane: turn.ground.rawValue,
      isBack: turn.isBack)
  }
  let rows = picture.turns.map { turn -> [HTML] in
    [
      HTML(text: w.day(turn.day)), HTML(text: turn.ground.word(w)),
      HTML(text: turn.isBack ? w("A step back") : w("A step towards each other")),
      HTML(text: turn.sentence(w)),
    ]
  }
  return """
    <p>\(w("No ladder to climb: how close the two want to be is theirs to choose. The path is drawn from the ledger’s moments by fixed rules, forward and back, and can’t know what was never written down."))</p>
    \(pathChart(w, title: w("How it went"), description: w("From the first moment until today: where each step leads, and steps back among them."), lanes: Ground.allCases.map { $0.word(w) }, turns: turns, from: w.day(first.day), to: w.day(picture.today), columns: [Column(w("When")), Column(w("Where it led")), Column(w("Direction")), Column(w("The moment behind it"))], rows: rows, id: "trust-path"))
    """
}
