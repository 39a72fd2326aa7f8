import Foundation
import OpinionMap
import Testing

/// The text as a file's bytes.
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// The greatest difference between numbers of one position; infinite where one is no number or the
/// lists are of unequal length.
func farthest(_ left: [Double], _ right: [Double]) -> Double {
  guard left.count == right.count else { return .infinity }
  return zip(left, right).reduce(0) { most, pair in
    let difference = abs(pair.0 - pair.1)
    return difference.isNaN ? .infinity : max(most, difference)
  }
}

/// The difference as a share of the greater, or of 1 where both are smaller.
func relative(_ left: Double, _ right: Double) -> Double {
  abs(left - right) / max(1, abs(left), abs(right))
}

/// Both coordinates of all points, x first.
func flat(_ points: [Point]) -> [Double] { points.map(\.x) + points.map(\.y) }

func flat(_ pairs: [[Double]]) -> [Double] { pairs.map { $0[0] } + pairs.map { $0[1] } }

func dot(_ left: [Double], _ right: [Double]) -> Double {
  zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
}

/// The vector, turned round where it points away from the other.
func turned(_ vector: [Double], like other: [Double]) -> [Double] {
  dot(vector, other) < 0 ? vector.map { -$0 } : vector
}

/// Votes written as rows: `+` agree, `-` disagree, `0` pass, anything else not seen.
func matrix(_ rows: [String]) throws -> VoteMatrix {
  let values: [Character: Int8] = ["+": 1, "-": -1, "0": 0]
  let votes = rows.enumerated().flatMap { participant, row in
    row.enumerated().compactMap { statement, mark in
      values[mark].map {
        VoteMatrix.Vote(participant: Int32(participant), statement: Int32(statement), value: $0)
      }
    }
  }
  return try VoteMatrix(
    participants: rows.count, statements: rows.map(\.count).max() ?? 0, votes: votes)
}

/// Figures that were computed apart from this code, and real conversations, kept beside the
/// repository; tests that read them are skipped where they are not.
enum Shared {
  static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["KITH_SHARED"] {
      return URL(fileURLWithPath: path)
    }
    var url = URL(fileURLWithPath: #filePath)
    while url.path != "/",
      !FileManager.default.fileExists(atPath: url.appendingPathComponent("Package.swift").path)
    {
      url.deleteLastPathComponent()
    }
    return url.deletingLastPathComponent().appendingPathComponent("shared")
  }()

  static let isThere = ["data/polis", "data/polis_server", "golden/polis"].allSatisfy {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent($0).path)
  }

  static let absence = "../shared is not beside the repository"

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appendingPathComponent(path)))
  }

  static func decode<Value: Decodable>(_ path: String) throws -> Value {
    try JSONDecoder().decode(
      Value.self, from: try Data(contentsOf: folder.appendingPathComponent(path)))
  }

  /// A conversation with the named ones of its files.
  static func conversation(_ name: String, _ files: [String]) throws -> PolisExport {
    var contents: [String: [UInt8]] = [:]
    for file in files { contents[file] = try bytes("data/polis/\(name)/\(file)") }
    return try PolisExport(contents)
  }
}

/// A representative statement or one of consensus as Polis writes it.
struct PublishedStatement: Decodable {
  let tid: Int
  let successes: Int
  let trials: Int
  let probability: Double
  let probabilityTest: Double
  let representativeness: Double?
  let representativenessTest: Double?
  let direction: String?
  let bestAgree: Bool?

  enum CodingKeys: String, CodingKey {
    case tid
    case successes = "n-success"
    case trials = "n-trials"
    case probability = "p-success"
    case probabilityTest = "p-test"
    case representativeness = "repness"
    case representativenessTest = "repness-test"
    case direction = "repful-for"
    case bestAgree = "best-agree"
  }
}

struct PublishedConsensus: Decodable {
  let agree: [PublishedStatement]
  let disagree: [PublishedStatement]
}

/// Holds representative statements to published ones, in their order.
///
/// - Parameter testTolerance: For the test of representativeness: the server rounds it to 32 bits.
func expect(
  _ found: [Representative], equals published: [PublishedStatement], statements: [Int],
  testTolerance: Double, _ place: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(
    found.map { statements[$0.statement] } == published.map(\.tid), "\(place)",
    sourceLocation: sourceLocation)
  for (one, other) in zip(found, published) {
    let place = "\(place), statement \(other.tid)"
    #expect(
      one.agrees == (other.direction == "agree"), "\(place)", sourceLocation: sourceLocation)
    #expect(
      one.isBestAgree == (other.bestAgree ?? false), "\(place)", sourceLocation: sourceLocation)
    #expect(one.successes == other.successes, "\(place)", sourceLocation: sourceLocation)
    #expect(one.trials == other.trials, "\(place)", sourceLocation: sourceLocation)
    for (figure, known, tolerance) in [
      (one.probability, other.probability, 1e-12),
      (one.probabilityTest, other.probabilityTest, 1e-12),
      (one.representativeness, other.representativeness ?? .nan, 1e-12),
      (one.representativenessTest, other.representativenessTest ?? .nan, testTolerance),
    ] {
      #expect(relative(figure, known) <= tolerance, "\(place)", sourceLocation: sourceLocation)
    }
  }
}

/// Holds statements of consensus to published ones, in their order, to 1e-12.
func expect(
  _ found: [Consensus], equals published: [PublishedStatement], statements: [Int],
  _ place: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(
    found.map { statements[$0.statement] } == published.map(\.tid), "\(place)",
    sourceLocation: sourceLocation)
  for (one, other) in zip(found, published) {
    let place = "\(place), statement \(other.tid)"
    #expect(one.successes == other.successes, "\(place)", sourceLocation: sourceLocation)
    #expect(one.trials == other.trials, "\(place)", sourceLocation: sourceLocation)
    #expect(
      relative(one.probability, other.probability) <= 1e-12, "\(place)",
      sourceLocation: sourceLocation)
    #expect(
      relative(one.probabilityTest, other.probabilityTest) <= 1e-12, "\(place)",
      sourceLocation: sourceLocation)
  }
}
