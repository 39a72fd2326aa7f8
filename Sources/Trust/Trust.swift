import Web

extension Capability {
  public static let trust = Capability(name: "trust")
}
