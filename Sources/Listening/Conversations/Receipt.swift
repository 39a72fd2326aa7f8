import Accounts
import Crypto
import Foundation
import Store
import Surroundings
import Web

/// The code by which somebody comes back to what they said in one conversation.
///
/// It carries its own proof that this Kith dealt it for this conversation, so nothing is written down
/// when it is dealt: not who got it, nor when, nor by which invitation. A row appears, under a hash,
/// with the first answer that is given by it.
struct Receipt: Sendable, Equatable {
  let code: String

  static func deal(for conversation: Conversation, key: [UInt8], _ surroundings: Surroundings)
    -> Receipt
  {
    let random = Code.new(surroundings)
    return Receipt(code: random + proof(of: random, for: conversation, key: key))
  }

  /// What somebody typed or their browser sent, if it is a receipt of this conversation.
  init?(_ text: String, for conversation: Conversation, key: [UInt8]) {
    let code = text.lowercased().filter { $0 != " " && $0 != "-" }
    guard code.utf8.count == Receipt.length + Receipt.proofLength else { return nil }
    let random = String(code.prefix(Receipt.length))
    guard code == random + Receipt.proof(of: random, for: conversation, key: key) else {
      return nil
    }
    self.code = code
  }

  private init(code: String) { self.code = code }

  private static let length = 26
  private static let proofLength = 10

  private static func proof(
    of random: String, for conversation: Conversation, key: [UInt8]
  ) -> String {
    let mac = HMAC<SHA256>.authenticationCode(
      for: Data("receipt\n\(conversation.id.text)\n\(random)".utf8), using: SymmetricKey(data: key))
    return hexadecimal(Array(mac).prefix(proofLength / 2))
  }

  /// In groups of four, to be read aloud or copied by hand.
  var spelled: String {
    var result = ""
    for (index, letter) in code.enumerated() {
      if index > 0, index.isMultiple(of: 4) { result.append("-") }
      result.append(letter)
    }
    return result
  }

  /// The cookie's name: one for each conversation, so that they can't be joined on the way.
  static func cookie(of conversation: Conversation) -> String {
    "kith_receipt_\(conversation.id.text)"
  }
}

extension Call {
  /// The key that receipts are proved with.
  func receiptKey() async throws -> [UInt8] {
    if let key = try await store.read({ try Secret.find("receipts", $0) }) { return key }
    let surroundings = surroundings
    return try await store.write { try Secret.bytes("receipts", surroundings, $0) }
  }

  /// The receipt that this browser holds for the conversation.
  func receipt(_ conversation: Conversation, key: [UInt8]) -> Receipt? {
    request.cookie(Receipt.cookie(of: conversation)).flatMap {
      Receipt($0, for: conversation, key: key)
    }
  }
}

extension Reply {
  /// Gives the browser the receipt to keep, for as long as half a year.
  func keeping(_ receipt: Receipt, of conversation: Conversation, _ call: Call) -> Reply {
    cookie(
      Receipt.cookie(of: conversation), receipt.code, days: 180, secure: call.request.isSecure)
  }
}
