import Foundation
import Words

/// An instrument as a file defines it. Every fault is gathered with its place, such as
/// `items[2].text.es`; docs/pulses.md describes the format.
struct InstrumentDocument {
  struct Fault: Equatable {
    let place: String
    let message: String
  }

  private(set) var faults: [Fault] = []
  private var languages: Set<String> = []
  private let w: Words

  private init(_ w: Words) { self.w = w }

  /// The instrument that a file defines, or what is wrong with it.
  static func read(_ bytes: [UInt8], _ w: Words) -> (instrument: Instrument?, faults: [Fault]) {
    var reader = InstrumentDocument(w)
    guard let document = try? JSONDecoder().decode(JSON.self, from: Data(bytes)),
      case .object(let root) = document
    else {
      return (nil, [Fault(place: "{}", message: w("This is no JSON document with one object."))])
    }
    let instrument = reader.instrument(root)
    return reader.faults.isEmpty ? (instrument, []) : (nil, reader.faults)
  }

  private mutating func fault(_ place: String, _ message: String) {
    faults.append(Fault(place: place, message: message))
  }

  private mutating func instrument(_ root: [String: JSON]) -> Instrument {
    known(
      root,
      [
        "format", "key", "version", "licence", "source", "title", "points", "answered",
        "ratings", "dimensions", "items",
      ], "")
    if root["format"]?.text != "kith-instrument-1" {
      fault("format", w("Must be “kith-instrument-1”."))
    }
    languages = Set(root["title"]?.object?.keys.map { $0 } ?? [])
    let title = phrase(root["title"], "title")
    let key = word(root["key"], "key")
    if key == Instrument.kithPulse.key {
      fault("key", w("This is the name of Kith’s own pulse. Choose another."))
    }
    let dimensions = dimensions(root["dimensions"])
    return Instrument(
      key: key, version: whole(root["version"], "version", in: 1...999), title: title,
      licence: line(root["licence"], "licence"), source: line(root["source"], "source"),
      points: whole(root["points"], "points", in: 2...11),
      answeredShare: share(root["answered"], "answered"), ratings: ratings(root["ratings"]),
      dimensions: dimensions,
      items: items(root["items"], Set(dimensions.map(\.key))))
  }

  private mutating func ratings(_ value: JSON?) -> [Instrument.Rating: Instrument.Question] {
    guard let object = value?.object else {
      fault(
        "ratings", w("Missing: an object with “occurrence”, and “importance” where it is asked."))
      return [:]
    }
    known(object, Instrument.Rating.allCases.map(\.rawValue), "ratings")
    if object["occurrence"] == nil { fault("ratings.occurrence", w("Missing.")) }
    var ratings: [Instrument.Rating: Instrument.Question] = [:]
    for rating in Instrument.Rating.allCases {
      guard let value = object[rating.rawValue] else { continue }
      let place = "ratings.\(rating.rawValue)"
      let parts = value.object ?? [:]
      known(parts, ["question", "low", "high"], place)
      ratings[rating] = Instrument.Question(
        text: phrase(parts["question"], "\(place).question"),
        low: phrase(parts["low"], "\(place).low"), high: phrase(parts["high"], "\(place).high"))
    }
    return ratings
  }

  private mutating func dimensions(_ value: JSON?) -> [Instrument.Dimension] {
    let list = list(value, "dimensions", most: 20)
    var seen: Set<String> = []
    return list.enumerated().map { index, entry in
      let place = "dimensions[\(index)]"
      let parts = entry.object ?? [:]
      known(parts, ["key", "title"], place)
      let key = word(parts["key"], "\(place).key")
      if !seen.insert(key).inserted {
        fault("\(place).key", w("Stands here twice: {word}.", ["word": key]))
      }
      return Instrument.Dimension(key: key, title: phrase(parts["title"], "\(place).title"))
    }
  }

  private mutating func items(_ value: JSON?, _ dimensions: Set<String>) -> [Instrument.Item] {
    let list = list(value, "items", most: 60)
    var seen: Set<String> = []
    var measured: Set<String> = []
    let items = list.enumerated().map { index, entry -> Instrument.Item in
      let place = "items[\(index)]"
      let parts = entry.object ?? [:]
      known(parts, ["key", "dimension", "reversed", "text"], place)
      let key = word(parts["key"], "\(place).key")
      if !seen.insert(key).inserted {
        fault("\(place).key", w("Stands here twice: {word}.", ["word": key]))
      }
      let dimension = parts["dimension"]?.text ?? ""
      if !dimensions.contains(dimension) {
        fault("\(place).dimension", w("No dimension has this key: {word}.", ["word": dimension]))
      }
      measured.insert(dimension)
      return Instrument.Item(
        key: key, dimension: dimension, isReversed: truth(parts["reversed"], "\(place).reversed"),
        text: phrase(parts["text"], "\(place).text"))
    }
    for dimension in dimensions.subtracting(measured).sorted() where !list.isEmpty {
      fault("dimensions", w("No item belongs to it: {word}.", ["word": dimension]))
    }
    return items
  }

  /// A text in each of the languages that the title is in, and in no other.
  private mutating func phrase(_ value: JSON?, _ place: String) -> Phrase {
    guard let object = value?.object, !object.isEmpty else {
      fault(place, w("Missing: an object with a text for each language."))
      return Phrase([:])
    }
    for tag in languages.subtracting(object.keys).sorted() {
      fault("\(place).\(tag)", w("Missing. The title is in this language."))
    }
    var texts: [String: String] = [:]
    for (tag, entry) in object.sorted(by: { $0.key < $1.key }) {
      let text = (entry.text ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
      if Language(tag) == nil {
        fault("\(place).\(tag)", w("This is no tag of a language, such as en or es-MX."))
      } else if !languages.contains(tag) {
        fault("\(place).\(tag)", w("The title is not in this language."))
      }
      if text.isEmpty || text.count > 300 {
        fault("\(place).\(tag)", w("Must be a text of 1 to 300 characters."))
      }
      texts[tag] = text
    }
    return Phrase(texts)
  }
}

// The small parts.
extension InstrumentDocument {
  /// What nobody reads is a slip of the pen, and may be one of meaning.
  private mutating func known(_ object: [String: JSON], _ names: [String], _ place: String) {
    for name in object.keys.sorted() where !names.contains(name) {
      fault(place.isEmpty ? name : "\(place).\(name)", w("Nothing is known of this."))
    }
  }

  private mutating func list(_ value: JSON?, _ place: String, most: Int) -> [JSON] {
    guard case .array(let list)? = value, (1...most).contains(list.count) else {
      fault(place, w("Must be a list of 1 to {most}.", ["most": w.number(most)]))
      return []
    }
    return list
  }

  private mutating func word(_ value: JSON?, _ place: String) -> String {
    let word = value?.text ?? ""
    let fits =
      (1...40).contains(word.utf8.count)
      && word.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
      }
    if !fits {
      fault(place, w("Must be a word of small letters, digits and hyphens, of at most 40."))
    }
    return word
  }

  private mutating func line(_ value: JSON?, _ place: String) -> String {
    let text = (value?.text ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    if text.isEmpty || text.count > 300 {
      fault(place, w("Must be a text of 1 to 300 characters."))
    }
    return text
  }

  private mutating func whole(_ value: JSON?, _ place: String, in range: ClosedRange<Int>) -> Int {
    if case .number(let number)? = value, let whole = Int(exactly: number), range.contains(whole) {
      return whole
    }
    fault(
      place,
      w(
        "Must be a whole number from {low} to {high}.",
        ["low": w.number(range.lowerBound), "high": w.number(range.upperBound)]))
    return range.lowerBound
  }

  private mutating func share(_ value: JSON?, _ place: String) -> Double {
    guard let value else { return 0.8 }
    if case .number(let number) = value, number > 0, number <= 1 { return number }
    fault(place, w("Must be a share above 0 and at most 1, such as 0.8."))
    return 0.8
  }

  private mutating func truth(_ value: JSON?, _ place: String) -> Bool {
    guard let value else { return false }
    if case .truth(let truth) = value { return truth }
    fault(place, w("Must be true or false."))
    return false
  }
}

/// A JSON value as it is.
enum JSON: Decodable {
  case object([String: JSON])
  case array([JSON])
  case text(String)
  case number(Double)
  case truth(Bool)
  case null

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let truth = try? container.decode(Bool.self) {
      self = .truth(truth)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([JSON].self) {
      self = .array(list)
    } else {
      self = .object(try container.decode([String: JSON].self))
    }
  }

  var object: [String: JSON]? { if case .object(let object) = self { object } else { nil } }
  var text: String? { if case .text(let text) = self { text } else { nil } }
}
