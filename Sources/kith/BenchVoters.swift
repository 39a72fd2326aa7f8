import ArgumentParser
import Conversations
import Foundation
import Surroundings

extension Bench {
  /// People who answer as browsers do: they begin, send an answer, follow to the page, and answer
  /// what it shows next.
  struct Voters: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "People who answer one after the other, as many at once as wanted; JSON.")

    @Option(help: "The port of this machine that kith serves, with --trust-proxy.") var port: Int
    @Option(help: "The last part of the conversation's public address.") var conversation: String
    @Option(help: "How many answer at once.") var voters = 200
    @Option(help: "For how many seconds.") var seconds = 60.0
    @Option(help: "Answers of each that are not measured: places are shown after seven.")
    var before = 0

    func run() async throws {
      let end = ContinuousClock.now + .seconds(seconds)
      let (port, path, before) = (port, "/conversations/\(conversation)", before)
      var all = Tally()
      let tallies = await withTaskGroup(of: Tally.self) { group in
        for number in 0..<voters {
          group.addTask {
            // Threads of their own: they wait for the wire, and tasks must not.
            await withCheckedContinuation { continuation in
              Thread.detachNewThread {
                var voter = Voter(port: port, path: path, number: number)
                voter.answer(until: end, unmeasured: before)
                continuation.resume(returning: voter.tally)
              }
            }
          }
        }
        return await group.reduce(into: [Tally]()) { $0.append($1) }
      }
      for tally in tallies { all.add(tally) }
      say(all.json(seconds: seconds))
    }
  }

  /// What was answered, and in how many milliseconds.
  struct Tally: Sendable {
    var acknowledged = 0
    var errors: [String] = []
    var answers: [Double] = []
    var pages: [Double] = []
    var places = 0

    mutating func add(_ other: Tally) {
      acknowledged += other.acknowledged
      errors += other.errors
      answers += other.answers
      pages += other.pages
      places += other.places
    }

    func json(seconds: Double) -> String {
      let both = zip(answers, pages).map { $0 + $1 }
      let parts = [("answer", answers), ("page", pages), ("both", both)].map { name, times in
        let sorted = times.sorted()
        func at(_ share: Double) -> Double {
          sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
        }
        return """
          "\(name)": {"p50": \(at(0.5)), "p99": \(at(0.99)), "max": \(sorted.last ?? 0)}
          """
      }
      let first = errors.first.map { $0.replacing("\"", with: "'") } ?? ""
      return """
        {"acknowledged": \(acknowledged), "errors": \(errors.count), "error": "\(first)", \
        "places": \(places), "rate": \(Double(acknowledged) / seconds), \
        \(parts.joined(separator: ", "))}
        """
    }
  }

  /// One who answers, on a connection that is kept.
  struct Voter {
    /// Answers that one gives.
    private static let most = 100

    private let port: Int
    private let path: String
    private let number: Int
    private var wire: BenchWire?
    private var cookie = ""
    private var sent = 0
    private(set) var tally = Tally()

    init(port: Int, path: String, number: Int) {
      self.port = port
      self.path = path
      self.number = number
    }

    mutating func answer(until end: ContinuousClock.Instant, unmeasured: Int) {
      do {
        var page = try begin()
        var answered = 0
        while ContinuousClock.now < end {
          guard answered < Voter.most,
            let statement = BenchWire.value("name=\"statement\" value=\"", in: page),
            let token = BenchWire.value("name=\"token\" value=\"", in: page)
          else {
            // Who answered as much as people do leaves, and somebody else comes.
            page = try begin()
            answered = 0
            continue
          }
          let began = ContinuousClock.now
          let vote = ["agree", "disagree", "pass"][answered % 3]
          let reply = try ask(
            "POST", "\(path)/votes", "token=\(token)&statement=\(statement)&vote=\(vote)")
          guard reply.status == 303 else {
            tally.errors.append("\(reply.status)")
            return
          }
          tally.acknowledged += 1
          let stored = ContinuousClock.now
          page = try ask("GET", path, "").body
          answered += 1
          guard answered > unmeasured else { continue }
          tally.answers.append(began.duration(to: stored) / .milliseconds(1))
          tally.pages.append(stored.duration(to: .now) / .milliseconds(1))
          if page.contains("You stand nearest") { tally.places += 1 }
        }
      } catch {
        tally.errors.append("\(error)")
      }
    }

    private mutating func begin() throws -> String {
      cookie = ""
      let page = try ask("GET", path, "").body
      guard let nonce = BenchWire.value("data-puzzle=\"", in: page),
        let challenge = BenchWire.value("name=\"challenge\" value=\"", in: page),
        let token = BenchWire.value("name=\"token\" value=\"", in: page)
      else { throw BenchWire.Fault(what: "nothing to begin with") }
      let work = Puzzle(nonce: nonce).solution()
      let reply = try ask(
        "POST", "\(path)/beginning", "token=\(token)&challenge=\(challenge)&work=\(work)")
      guard reply.status == 303, let given = BenchWire.value("set-cookie: ", in: reply.head) else {
        throw BenchWire.Fault(what: "beginning answered \(reply.status)")
      }
      cookie = String(given.prefix { $0 != ";" })
      return try ask("GET", path, "").body
    }

    private mutating func ask(
      _ method: String, _ path: String, _ body: String
    ) throws -> BenchWire.Reply {
      let wire = try self.wire ?? BenchWire(port: port)
      self.wire = wire
      // Each from a place of its own: one place may not answer so fast.
      sent += 1
      let place = "10.\(number % 256).\(sent / 200 / 256 % 256).\(sent / 200 % 256)"
      return try wire.ask(
        """
        \(method) \(path) HTTP/1.1\r\nhost: 127.0.0.1:\(port)\r\nx-forwarded-for: \(place)\r\n\
        \(cookie.isEmpty ? "" : "cookie: \(cookie)\r\n")\
        content-type: application/x-www-form-urlencoded\r\ncontent-length: \(body.utf8.count)\r\n\
        accept-language: en\r\n\r\n\(body)
        """)
    }
  }
}

/// A connection that is kept, for measuring: what is sent at once and read to its length.
final class BenchWire {
  struct Fault: Error { let what: String }

  struct Reply {
    let status: Int
    /// In lower case but for values.
    let head: String
    let body: String
  }

  private let socket: Int32
  private var buffer = [UInt8](repeating: 0, count: 262_144)
  private var heard: [UInt8] = []

  init(port: Int) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = in_port_t(port).bigEndian
    place.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    var yes: Int32 = 1
    setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    guard socket >= 0, connected == 0 else { throw Fault(what: "no connection") }
  }

  deinit { close(socket) }

  func ask(_ text: String) throws -> Reply {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes {
        send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Fault(what: "the connection ended") }
      bytes = bytes.dropFirst(count)
    }
    heard.removeAll(keepingCapacity: true)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { throw Fault(what: "the connection ended") }
      heard += buffer[..<count]
      if let reply = complete { return reply }
    }
  }

  private var complete: Reply? {
    guard let end = heard.firstRange(of: [13, 10, 13, 10]) else { return nil }
    let head = String(decoding: heard[..<end.lowerBound], as: UTF8.self)
    let length = BenchWire.value("ontent-length: ", in: head).flatMap { Int($0) } ?? 0
    guard heard.count >= end.upperBound + length else { return nil }
    let words = head.split(separator: " ", maxSplits: 2)
    return Reply(
      status: words.count > 1 ? Int(words[1]) ?? 0 : 0, head: head,
      body: String(decoding: heard[end.upperBound...], as: UTF8.self))
  }

  /// What stands behind `mark`, up to a quotation mark or the line's end.
  static func value(_ mark: String, in text: String) -> String? {
    guard let start = text.firstRange(of: mark) else { return nil }
    return String(text[start.upperBound...].prefix { $0 != "\"" && $0 != "\r\n" && $0 != "\r" })
  }
}
