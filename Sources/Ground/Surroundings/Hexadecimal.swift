/// Bytes as two lower-case digits each.
public func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  func digit(_ half: UInt8) -> UInt8 {
    half < 10 ? UInt8(ascii: "0") + half : UInt8(ascii: "a") + half - 10
  }
  var digits: [UInt8] = []
  for byte in bytes {
    digits.append(digit(byte >> 4))
    digits.append(digit(byte & 15))
  }
  return String(decoding: digits, as: UTF8.self)
}
