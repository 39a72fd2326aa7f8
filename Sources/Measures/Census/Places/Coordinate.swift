/// A place on the earth in degrees (WGS 84, or NAD 83, which differs by a metre or two).
public struct Coordinate: Sendable, Equatable, Hashable {
  public let latitude: Double
  public let longitude: Double

  /// - Returns: nil unless the latitude is within ±90 and the longitude within ±180.
  public init?(latitude: Double, longitude: Double) {
    guard latitude.isFinite, longitude.isFinite, abs(latitude) <= 90, abs(longitude) <= 180 else {
      return nil
    }
    self.latitude = latitude
    self.longitude = longitude
  }

  /// Whether two numbers would do the other way about. Longitudes of the United States, read as
  /// latitudes, are beyond the pole or in Antarctica, where no library is.
  static func seemSwapped(latitude: Double, longitude: Double) -> Bool {
    (abs(latitude) > 90 && abs(longitude) <= 90) || (latitude < -60 && longitude > 0)
  }
}
