/// An American Community Survey table as imported: areas by variables.
public struct CensusTable: Sendable {
  /// The form that the file was in.
  public enum Form: String, Sendable, Codable {
    case detailed = "acs-detailed"
    case subject = "acs-subject"
    case profile = "acs-profile"
    case summaryFile = "acs-summary-file"
  }

  public let form: Form
  /// The table's number, such as `B01001`; nil if neither the headings nor the name told.
  public let id: String?
  /// The table's name, such as “Sex by age”; nil if unknown.
  public let title: String?
  public let vintage: Vintage?
  public let geographies: [Geography]
  public let variables: [Variable]
  /// What a reader should know and need not mend, as sentences.
  public let warnings: [String]

  /// Row by row: all variables of the first area, then of the second.
  let cells: [CensusCell]
  let areaIndex: [String: Int]
  let variableIndex: [String: Int]

  init(
    form: Form, id: String?, title: String?, vintage: Vintage?, geographies: [Geography],
    variables: [Variable], cells: [CensusCell], warnings: [String]
  ) {
    self.form = form
    self.id = id
    self.title = title
    self.vintage = vintage
    self.geographies = geographies
    self.variables = variables
    self.cells = cells
    self.warnings = warnings
    areaIndex = Dictionary(
      geographies.enumerated().map { ($1.geoID, $0) }, uniquingKeysWith: { first, _ in first })
    variableIndex = Dictionary(
      variables.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The variable with a code, such as `B01001_001`.
  public func variable(_ code: String) -> Variable? {
    variableIndex[code].map { variables[$0] }
  }

  /// One variable in one area; nil if the table has no such area or variable.
  public func cell(_ geoID: String, _ code: String) -> CensusCell? {
    guard let area = areaIndex[geoID], let variable = variableIndex[code] else { return nil }
    return cell(area: area, variable: variable)
  }

  func cell(area: Int, variable: Int) -> CensusCell? {
    let index = area * variables.count + variable
    guard variable >= 0, variable < variables.count, cells.indices.contains(index) else {
      return nil
    }
    return cells[index]
  }
}
