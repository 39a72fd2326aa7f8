/// A number as these files write it, read strictly: an optional sign, digits, thousands commas in
/// their right places, one decimal point. No exponents, no “nan”, no hexadecimal.
struct Numeral: Equatable {
  var value: Double
  /// True if the text had a decimal point. The subject tables write shares with one decimal and
  /// counts with none, which is how the two are told apart where the labels do not say.
  var hasPoint: Bool

  /// - Returns: nil if the text is anything else, or has more than 18 digits.
  init?(_ text: ArraySlice<UInt8>) {
    var index = text.startIndex
    var negative = false
    if index < text.endIndex, text[index] == 0x2D || text[index] == 0x2B {
      negative = text[index] == 0x2D
      index += 1
    }
    var whole: Int64 = 0
    var digits = 0
    var sinceComma: Int?
    while index < text.endIndex {
      let byte = text[index]
      if byte >= 0x30, byte <= 0x39 {
        digits += 1
        guard digits <= 18 else { return nil }
        whole = whole * 10 + Int64(byte - 0x30)
        sinceComma = sinceComma.map { $0 + 1 }
      } else if byte == 0x2C {
        guard digits > 0, sinceComma == nil ? digits <= 3 : sinceComma == 3 else { return nil }
        sinceComma = 0
      } else {
        break
      }
      index += 1
    }
    guard digits > 0 || (index < text.endIndex && text[index] == 0x2E) else { return nil }
    guard sinceComma == nil || sinceComma == 3 else { return nil }
    hasPoint = false
    var number = Double(whole)
    if index < text.endIndex, text[index] == 0x2E {
      hasPoint = true
      index += 1
      var fraction: Int64 = 0
      var scale: Double = 1
      var places = 0
      while index < text.endIndex, text[index] >= 0x30, text[index] <= 0x39 {
        places += 1
        if places <= 15 {
          fraction = fraction * 10 + Int64(text[index] - 0x30)
          scale *= 10
        }
        index += 1
      }
      guard digits + places > 0 else { return nil }
      number += Double(fraction) / scale
    }
    guard index == text.endIndex else { return nil }
    value = negative ? -number : number
  }

  init?(_ text: String) { self.init(ArraySlice(Array(text.utf8))) }
}
