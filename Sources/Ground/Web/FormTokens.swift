import Crypto
import Foundation
import Surroundings

/// Proof that a form was made by this site for this reader (against cross-site request forgery).
///
/// For somebody signed in: HMAC of their session. For a visitor, who holds no session that another
/// site could abuse: HMAC of the hour, good for a day. Besides, `Origin` must be ours.
struct FormTokens: Sendable {
  let key: SymmetricKey

  init(secret: [UInt8]) { key = SymmetricKey(data: secret) }

  func token(for viewer: Viewer?, now: Instant) -> String {
    if let viewer { return code("session \(viewer.session)") }
    return code("hour \(now.seconds / 3600)")
  }

  func accepts(_ token: String, for viewer: Viewer?, now: Instant) -> Bool {
    if let viewer { return matches(token, code("session \(viewer.session)")) }
    let hour = now.seconds / 3600
    return (0..<24).contains { back in matches(token, code("hour \(hour - Int64(back))")) }
  }

  private func code(_ text: String) -> String {
    hexadecimal(
      HMAC<SHA256>.authenticationCode(for: Data("form \(text)".utf8), using: key).prefix(18))
  }

  /// Takes the same time whatever the token, so that none can be found byte by byte.
  private func matches(_ left: String, _ right: String) -> Bool {
    guard left.utf8.count == right.utf8.count else { return false }
    return zip(left.utf8, right.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
