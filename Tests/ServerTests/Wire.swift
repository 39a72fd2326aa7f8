import CZlib
import Foundation
import Testing

/// An answer as it came over the wire.
struct WireReply: Sendable {
  let status: Int
  /// Names in lower case.
  let headers: [String: String]
  let body: [UInt8]

  var text: String { String(decoding: body, as: UTF8.self) }

  init(_ bytes: [UInt8]) throws {
    guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: [13, 10, 13, 10]) })
    else { throw Wire.Fault(what: "an answer of \(bytes.count) bytes without a head") }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count > 1, let status = Int(words[1]) else { throw Wire.Fault(what: lines[0]) }
    self.status = status
    headers = Dictionary(
      lines.dropFirst().compactMap { line in
        guard let colon = line.firstIndex(of: ":") else { return nil }
        return (
          line[..<colon].lowercased(),
          line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        )
      }, uniquingKeysWith: { first, _ in first })
    body = Array(bytes[(end + 4)...])
  }
}

/// A client that sends exactly what it is told to, byte for byte.
enum Wire {
  struct Fault: Error { let what: String }

  /// Sends `head`, `Connection: close` and `body`, and reads to the end.
  static func ask(
    _ port: Int, _ line: String, _ headers: [String] = [], body: [UInt8] = []
  ) async throws -> WireReply {
    let head = [line + " HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close"] + headers
    return try await send(port, Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
  }

  static func send(_ port: Int, _ bytes: [UInt8]) async throws -> WireReply {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try WireReply(exchange(port, bytes)) })
      }
    }
  }

  private static func exchange(_ port: Int, _ bytes: [UInt8]) throws -> [UInt8] {
    let wire = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard wire >= 0 else { throw Fault(what: "socket") }
    defer { close(wire) }
    var limit = timeval(tv_sec: 100, tv_usec: 0)
    setsockopt(
      wire, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = in_port_t(port).bigEndian
    place.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(wire, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw Fault(what: "connect") }
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(wire, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      // A server that will not read on closes; what it answered before is still to be read.
      guard count > 0 else { break }
      sent += count
    }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = recv(wire, &buffer, buffer.count, 0)
      guard count > 0 else { return answer }
      answer += buffer[..<count]
    }
  }
}

/// What gzip packed, by zlib's other half.
func unpacked(_ bytes: [UInt8], atMost most: Int) throws -> [UInt8] {
  var stream = z_stream()
  let begun = inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  try #require(begun == Z_OK)
  defer { inflateEnd(&stream) }
  var input = bytes
  var output = [UInt8](repeating: 0, count: most + 1)
  let (state, count) = input.withUnsafeMutableBufferPointer { source in
    output.withUnsafeMutableBufferPointer { target in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      stream.next_out = target.baseAddress
      stream.avail_out = UInt32(target.count)
      return (inflate(&stream, Z_FINISH), Int(stream.total_out))
    }
  }
  try #require(state == Z_STREAM_END)
  return Array(output[..<count])
}
