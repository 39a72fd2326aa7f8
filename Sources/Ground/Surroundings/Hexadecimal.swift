/// Bytes as two lower-case digits each.
public func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  var result = ""
  for byte in bytes {
    if byte < 16 { result += "0" }
    result += String(byte, radix: 16)
  }
  return result
}
