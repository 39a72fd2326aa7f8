import Foundation
import Words

extension Instrument {
  /// The definition as a file, its texts in each language that Kith speaks.
  func document() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(Written(self)), as: UTF8.self)
    return text + "\n"
  }

  /// The fields of a definition as docs/pulses.md lists them.
  private struct Written: Encodable {
    struct Question: Encodable {
      let question: [String: String]
      let low: [String: String]
      let high: [String: String]
    }

    struct Dimension: Encodable {
      let key: String
      let title: [String: String]
    }

    struct Item: Encodable {
      let key: String
      let dimension: String
      let reversed: Bool
      let text: [String: String]
    }

    let format = "kith-instrument-1"
    let key: String
    let version: Int
    let licence: String
    let source: String
    let title: [String: String]
    let points: Int
    let answered: Double
    let ratings: [String: Question]
    let dimensions: [Dimension]
    let items: [Item]

    init(_ instrument: Instrument) {
      key = instrument.key
      version = instrument.version
      licence = instrument.licence
      source = instrument.source
      title = instrument.title.everywhere
      points = instrument.points
      answered = instrument.answeredShare
      ratings = Dictionary(
        uniqueKeysWithValues: instrument.ratings.map { rating, question in
          (
            rating.rawValue,
            Question(
              question: question.text.everywhere, low: question.low.everywhere,
              high: question.high.everywhere)
          )
        })
      dimensions = instrument.dimensions.map {
        Dimension(key: $0.key, title: $0.title.everywhere)
      }
      items = instrument.items.map {
        Item(
          key: $0.key, dimension: $0.dimension, reversed: $0.isReversed,
          text: $0.text.everywhere)
      }
    }
  }
}

extension Phrase {
  /// The text in each language that Kith speaks.
  fileprivate var everywhere: [String: String] {
    Dictionary(uniqueKeysWithValues: Language.spoken.map { ($0.tag, text(Words($0))) })
  }
}
