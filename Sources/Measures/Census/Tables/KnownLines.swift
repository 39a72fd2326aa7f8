/// The lines of the tables that libraries use most, for summary files that come without labels.
///
/// The table-based summary file was first published for 2018, and these tables have kept their
/// lines since 2016 at the latest. Source: U.S. Census Bureau, ACS table shells.
enum KnownLines {
  /// A label for each line, in order; nil for a table that is not known.
  static func labels(of table: String) -> [[String]]? {
    switch table {
    case "B01001":
      total
        + ["Male", "Female"].flatMap { sex in
          [["Total", sex]] + ages.map { ["Total", sex, $0] }
        }
    case "B01003": total
    case "B02001": total + races.map { ["Total"] + $0 }
    case "B03002":
      total
        + ["Not Hispanic or Latino", "Hispanic or Latino"].flatMap { origin in
          [["Total", origin]] + races.map { ["Total", origin] + $0 }
        }
    case "B03003": total + [["Total", "Not Hispanic or Latino"], ["Total", "Hispanic or Latino"]]
    case "B15003": total + schooling.map { ["Total", $0] }
    case "B18101":
      total
        + ["Male", "Female"].flatMap { sex in
          [["Total", sex]]
            + disabilityAges.flatMap { age in
              [
                ["Total", sex, age], ["Total", sex, age, "With a disability"],
                ["Total", sex, age, "No disability"],
              ]
            }
        }
    case "B28002": total + internet.map { ["Total"] + $0 }
    case "C16001":
      total + [["Total", "Speak only English"]]
        + languages.flatMap { language in
          [
            ["Total", language], ["Total", language, "Speak English \"very well\""],
            ["Total", language, "Speak English less than \"very well\""],
          ]
        }
    default: nil
    }
  }

  private static let total = [["Total"]]

  private static let ages = [
    "Under 5 years", "5 to 9 years", "10 to 14 years", "15 to 17 years", "18 and 19 years",
    "20 years", "21 years", "22 to 24 years", "25 to 29 years", "30 to 34 years",
    "35 to 39 years", "40 to 44 years", "45 to 49 years", "50 to 54 years", "55 to 59 years",
    "60 and 61 years", "62 to 64 years", "65 and 66 years", "67 to 69 years", "70 to 74 years",
    "75 to 79 years", "80 to 84 years", "85 years and over",
  ]

  private static let races = [
    ["White alone"], ["Black or African American alone"],
    ["American Indian and Alaska Native alone"], ["Asian alone"],
    ["Native Hawaiian and Other Pacific Islander alone"], ["Some other race alone"],
    ["Two or more races"], ["Two or more races", "Two races including Some other race"],
    ["Two or more races", "Two races excluding Some other race, and three or more races"],
  ]

  private static let schooling =
    ["No schooling completed", "Nursery school", "Kindergarten", "1st grade", "2nd grade"]
    + ["3rd grade"] + (4...11).map { "\($0)th grade" } + [
      "12th grade, no diploma", "Regular high school diploma", "GED or alternative credential",
      "Some college, less than 1 year", "Some college, 1 or more years, no degree",
      "Associate's degree", "Bachelor's degree", "Master's degree", "Professional school degree",
      "Doctorate degree",
    ]

  private static let disabilityAges = [
    "Under 5 years", "5 to 17 years", "18 to 34 years", "35 to 64 years", "65 to 74 years",
    "75 years and over",
  ]

  private static let internet: [[String]] = {
    let with = "With an Internet subscription"
    let broadband = "Broadband of any type"
    let cable = "Broadband such as cable, fiber optic or DSL"
    let alone = "with no other type of Internet subscription"
    return [
      [with], [with, "Dial-up \(alone)"], [with, broadband],
      [with, broadband, "Cellular data plan"],
      [with, broadband, "Cellular data plan", "Cellular data plan \(alone)"],
      [with, broadband, cable], [with, broadband, cable, "\(cable) \(alone)"],
      [with, broadband, "Satellite Internet service"],
      [with, broadband, "Satellite Internet service", "Satellite Internet service \(alone)"],
      [with, "Other service \(alone)"], ["Internet access without a subscription"],
      ["No Internet access"],
    ]
  }()

  private static let languages = [
    "Spanish", "French, Haitian, or Cajun", "German or other West Germanic languages",
    "Russian, Polish, or other Slavic languages", "Other Indo-European languages", "Korean",
    "Chinese (incl. Mandarin, Cantonese)", "Vietnamese", "Tagalog (incl. Filipino)",
    "Other Asian and Pacific Island languages", "Arabic", "Other and unspecified languages",
  ]
}
