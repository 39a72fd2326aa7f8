import Components
import Markup
import Surroundings
import Web
import Words

/// What the library did, as far as it can be counted: each with its definition, n and time.
func countedPart(_ w: Words, _ picture: TrustPicture) -> HTML {
  var seen: Set<String> = []
  let kinds = picture.conduct.reversed().joined().filter { seen.insert($0.key).inserted }
  let columns =
    [Column(w("What"))]
    + picture.quarters.map {
      Column(
        w("{first} to {last}", ["first": w.day($0.first), "last": w.day($0.last)]), numeric: true)
    }
  let rows = kinds.map { kind -> [HTML] in
    [HTML(text: kind.title)]
      + picture.conduct.map { list in value(w, list.first { $0.key == kind.key }) }
  }
  let definitions = kinds.map { ($0.title, HTML(text: $0.definition)) }
  return """
    \(dataTable(w, caption: w("What can be counted, by quarter, with the number of cases"), columns: columns, rows: rows, empty: w("Nothing is counted yet.")))
    \(if: !definitions.isEmpty, details(w("What is counted, and over what"), definitionList(definitions)))
    """
}

private func value(_ w: Words, _ conduct: Conduct?) -> HTML {
  guard let conduct, let value = conduct.sayValue(w) else { return HTML(text: "–") }
  return HTML(text: w("{value} (of {n})", ["value": value, "n": w.number(conduct.n)]))
}
