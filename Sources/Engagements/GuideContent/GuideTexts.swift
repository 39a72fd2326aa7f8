extension Guide {
  /// Every English text of the Guide and the starter shelf with the key of its place, in reading
  /// order. These are the msgids of the catalogs; a text that stands in two places comes twice.
  public static var texts: [(key: String, text: String)] {
    principles.flatMap(\.texts) + StarterShelf.resources.flatMap(\.texts)
  }
}

extension Principle {
  fileprivate var texts: [(key: String, text: String)] {
    [("principle.\(key).title", title), ("principle.\(key).summary", summary)]
      + strategies.flatMap(\.texts)
  }
}

extension Strategy {
  fileprivate var texts: [(key: String, text: String)] {
    [("\(key).title", title), ("\(key).summary", summary), ("\(key).why", why)]
      + prompts.flatMap(\.texts) + tools.flatMap(\.texts)
  }
}

extension Prompt {
  fileprivate var texts: [(key: String, text: String)] {
    let question = questionForCommunity.map { [(key: "\(key).question", text: $0)] } ?? []
    return [("\(key).text", text), ("\(key).hint", hint)] + question
  }
}

extension Tool {
  fileprivate var texts: [(key: String, text: String)] {
    [("tool.\(key).name", name), ("tool.\(key).what", what)]
  }
}

extension StarterResource {
  fileprivate var texts: [(key: String, text: String)] {
    [
      ("shelf.\(key).note", note), ("shelf.\(key).audience", audience),
      ("shelf.\(key).licence", licence),
    ]
  }
}
