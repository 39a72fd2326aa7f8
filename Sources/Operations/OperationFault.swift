/// What stood in the way of an operation, in words for whoever types the command.
public struct OperationFault: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong, and how to mend it.
  public let description: String

  public init(_ description: String) { self.description = description }

  /// What an error says. Those of the store hold no values, so it may be printed and logged.
  static func words(_ error: any Error) -> String {
    switch error {
    case let fault as OperationFault: fault.description
    case let error as any CustomStringConvertible: error.description
    default: String(describing: error)
    }
  }
}
