import CQRCode
import Crypto
import Foundation
import Markup
import Store
import Surroundings
import Web

/// Time-based one-time passwords (RFC 6238): HMAC-SHA-1, 30 seconds, 6 digits, as every
/// authenticator has them.
enum SecondFactor {
  /// The code of a step (RFC 4226 §5.3).
  static func code(secret: [UInt8], step: Int64) -> String {
    let counter = withUnsafeBytes(of: step.bigEndian) { Data($0) }
    let mac = Array(
      HMAC<Insecure.SHA1>.authenticationCode(
        for: counter, using: SymmetricKey(data: Data(secret))))
    let offset = Int(mac[19] & 15)
    let number =
      (UInt32(mac[offset] & 0x7F) << 24 | UInt32(mac[offset + 1]) << 16
        | UInt32(mac[offset + 2]) << 8 | UInt32(mac[offset + 3])) % 1_000_000
    return String(repeating: "0", count: 6 - String(number).count) + String(number)
  }

  /// The step at which `typed` is right: now, or the one before or after for clocks that differ.
  /// `nil` when it is wrong, or not later than the last one that was taken.
  static func step(_ typed: String, secret: String, after last: Int64, now: Instant) -> Int64? {
    guard let bytes = Base32.decoded(secret) else { return nil }
    let present = now.seconds / 30
    return (present - 1...present + 1).first { $0 > last && code(secret: bytes, step: $0) == typed }
  }

  /// The address that authenticators read from a QR code.
  static func address(secret: String, account: String, issuer: String) -> String {
    let allowed = CharacterSet.alphanumerics.intersection(
      CharacterSet(charactersIn: "\u{0}"..."\u{7F}"))
    func plain(_ text: String) -> String {
      text.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
    }
    return
      "otpauth://totp/\(plain(issuer)):\(plain(account))?secret=\(secret)&issuer=\(plain(issuer))"
  }
}

/// Base 32 of RFC 4648, without padding.
enum Base32 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  static func encoded(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    var buffer = 0
    var bits = 0
    for byte in bytes {
      buffer = buffer << 8 | Int(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        result.append(alphabet[buffer >> bits & 31])
      }
      buffer &= 0xFF
    }
    if bits > 0 { result.append(alphabet[buffer << (5 - bits) & 31]) }
    return String(decoding: result, as: UTF8.self)
  }

  static func decoded(_ text: String) -> [UInt8]? {
    var result: [UInt8] = []
    var buffer = 0
    var bits = 0
    for byte in text.uppercased().utf8 {
      guard let value = alphabet.firstIndex(of: byte) else { return nil }
      buffer = buffer << 5 | value
      bits += 5
      if bits >= 8 {
        bits -= 8
        result.append(UInt8(buffer >> bits & 0xFF))
      }
      buffer &= 0xFF
    }
    return result
  }
}

/// A QR code as SVG.
enum QRCode {
  /// `nil` when the text does not fit.
  static func svg(_ text: String, title: String) -> HTML? {
    guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
    defer { QRcode_free(code) }
    let width = Int(code.pointee.width)
    var path = ""
    for row in 0..<width {
      for column in 0..<width where code.pointee.data[row * width + column] & 1 == 1 {
        path += "M\(column + 4) \(row + 4)h1v1h-1z"
      }
    }
    let size = width + 8
    return """
      <svg class="qr" role="img" aria-label="\(title)" viewBox="0 0 \(size) \(size)" width="240" height="240"><rect width="\(size)" height="\(size)" fill="#fff"/><path d="\(path)" fill="#000"/></svg>
      """
  }
}

/// Codes for the day the telephone is lost: ten, each good once.
enum RecoveryCodes {
  static func renew(
    for account: ID<Account>, _ surroundings: Surroundings, _ connection: any Connection
  ) throws -> [String] {
    try connection.run("DELETE FROM recovery_code WHERE account = \(account)")
    return try (0..<10).map { _ in
      let code = randomCode(surroundings, characters: 12)
      try connection.run(
        "INSERT INTO recovery_code (hash, account) VALUES (\(Code.hash(code)), \(account))")
      return "\(code.prefix(4))-\(code.dropFirst(4).prefix(4))-\(code.suffix(4))"
    }
  }

  /// How many are left.
  static func left(_ account: ID<Account>, _ connection: any Connection) throws -> Int {
    try connection.count("SELECT count(*) FROM recovery_code WHERE account = \(account)")
  }

  /// Uses a code up. False when there is none such.
  static func use(
    _ typed: String, for account: ID<Account>, _ connection: any Connection
  ) throws -> Bool {
    try connection.run(
      """
      DELETE FROM recovery_code
      WHERE hash = \(Code.hash(Code.typed(typed))) AND account = \(account)
      """) == 1
  }
}
