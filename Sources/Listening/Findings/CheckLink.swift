import Communities

/// Links by which people of a community say whether what was heard is what they said.
public typealias CheckLink = CommunityLink<CheckPurpose>

public enum CheckPurpose: LinkPurpose {
  public static let table = "check_link"
  public static let subject = "check"
  public static let moments = "check"
}
