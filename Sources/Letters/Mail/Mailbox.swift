/// An email address, with the name it is shown with.
public struct Mailbox: Sendable, Equatable {
  public let address: String
  /// Empty for none.
  public let name: String

  /// - Throws: ``MailFault`` when the address is none, or something in it would break out of its
  ///   header.
  public init(_ address: String, name: String = "") throws(MailFault) {
    try MailFault.refuseBreaks(address, in: .address)
    try MailFault.refuseBreaks(name, in: .name)
    let sides = address.split(separator: "@", omittingEmptySubsequences: false)
    guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty, address.utf8.count <= 254,
      address.unicodeScalars.allSatisfy(Mailbox.mayStand)
    else { throw .address }
    self.address = address
    self.name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// What stands after the @.
  public var domain: String { String(address.split(separator: "@").last ?? "") }

  /// Anything but space, control and format characters and what separates addresses in a header.
  /// Letters of every script may stand: servers that know SMTPUTF8 take them, others say so.
  private static func mayStand(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .unassigned,
      .privateUse, .surrogate:
      false
    default: !"<>()[]\\,;:\"".unicodeScalars.contains(scalar)
    }
  }
}

/// What can't be made a letter.
public enum MailFault: Error, Sendable, Equatable {
  public enum Part: String, Sendable { case address, name, subject, identifier }

  /// A line break or another control character where a header would end by it: somebody may be
  /// trying to add headers, and so addressees, of their own.
  case lineBreak(Part)
  /// Not the shape of an address.
  case address

  /// Looks at scalars: CR and LF together are one `Character`, equal to neither.
  static func refuseBreaks(_ text: String, in part: Part) throws(MailFault) {
    let breaks = text.unicodeScalars.contains { scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: true
      default: false
      }
    }
    if breaks { throw .lineBreak(part) }
  }
}
