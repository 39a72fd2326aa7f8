import CZlib
import Web

/// gzip for text on its way to slow telephones.
enum Compression {
  /// Whether the answer is text, long enough, and the reader takes gzip.
  static func pays(_ reply: Reply, _ accepted: String?) -> Bool {
    guard reply.body.count > 1024, accepted?.contains("gzip") == true,
      let type = reply.header("content-type")
    else { return false }
    return type.hasPrefix("text/") || type.contains("json") || type.contains("svg")
  }

  /// The bytes packed, `nil` when zlib has no memory.
  static func gzip(_ bytes: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    // Level 4: on pages of 30 kB half the time of level 6 for a few per cent more bytes.
    guard kith_gzip_begin(&stream, 4) == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 32)
    return input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target -> [UInt8]? in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        guard deflate(&stream, Z_FINISH) == Z_STREAM_END else { return nil }
        return Array(target[..<Int(stream.total_out)])
      }
    }
  }
}
