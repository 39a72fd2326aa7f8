/// The five levels of education that all of the Bureau's tables can be brought to.
enum Schooling: String, CaseIterable {
  case lessThanHighSchool = "Less than high school"
  case highSchool = "High school graduate"
  case someCollege = "Some college or associate's degree"
  case bachelors = "Bachelor's degree"
  case graduate = "Graduate or professional degree"

  /// Reads a label's last step, in lower case; nil for a line that is no single level (such as
  /// “bachelor's degree or higher”) or no level at all.
  init?(_ label: String) {
    if label.contains("or higher") { return nil }
    if label.contains("no diploma") || label.hasSuffix("grade") || label.hasPrefix("no schooling")
      || label.hasPrefix("nursery") || label == "kindergarten"
      || label.hasPrefix("less than high school")
    {
      self = .lessThanHighSchool
    } else if label.hasPrefix("high school graduate") || label.hasPrefix("regular high school")
      || label.hasPrefix("ged")
    {
      self = .highSchool
    } else if label.hasPrefix("some college") || label.hasPrefix("associate") {
      self = .someCollege
    } else if label.hasPrefix("bachelor") {
      self = .bachelors
    } else if label.hasPrefix("graduate") || label.hasPrefix("master")
      || label.hasPrefix("professional") || label.hasPrefix("doctorate")
    {
      self = .graduate
    } else {
      return nil
    }
  }

  static let divide: @Sendable ([BenchmarkLines.Line]) -> [BenchmarkRecipe.Part] = { lines in
    allCases.compactMap { level in
      let own = lines.filter { Schooling($0.steps.last ?? "") == level }.map(\.index)
      return own.isEmpty ? nil : (level.rawValue, own)
    }
  }
}
