import CAssets

/// Files that are built into the program: the look and the catalogs.
public struct Asset: Sendable {
  public let name: String
  public let bytes: [UInt8]

  /// For `catalogs/kith.es.po`, `es`.
  public var language: String {
    let parts = name.split(separator: ".")
    return parts.count == 3 ? String(parts[1]) : ""
  }
}

public enum Assets {
  public static let all: [Asset] = (0..<kith_asset_count()).map { index in
    let asset = kith_asset_at(index)
    return Asset(
      name: String(cString: asset.name),
      bytes: Array(UnsafeBufferPointer(start: asset.bytes, count: asset.count)))
  }

  public static let catalogs: [Asset] = all.filter { $0.name.hasPrefix("catalogs/") }

  /// Bytes of the file, empty when there is none of that name.
  public static func bytes(_ name: String) -> [UInt8] {
    all.first { $0.name == name }?.bytes ?? []
  }
}
