/// Why a file was refused. Nothing of a refused file is imported.
///
/// `row` is the row a spreadsheet shows: the header is row 1, blank rows count, and a cell whose
/// text runs over two lines is still one row. `column` is the heading of the column in the file's
/// first row, or "column 7" where that heading is blank or absent.
public struct ImportFault: Error, Sendable, Equatable, Codable {
  public let row: Int?
  public let column: String?
  public let message: String

  public init(row: Int? = nil, column: String? = nil, message: String) {
    self.row = row
    self.column = column
    self.message = message
  }
}

extension ImportFault: CustomStringConvertible {
  public var description: String {
    var place: [String] = []
    if let row { place.append("row \(row)") }
    if let column { place.append("column \(column)") }
    return place.isEmpty ? message : "\(place.joined(separator: ", ")): \(message)"
  }
}
