/// How one dimension is found in one table.
struct BenchmarkRecipe {
  typealias Line = BenchmarkLines.Line
  typealias Part = (name: String, lines: [Int])

  var dimension: Benchmark.Dimension
  var universe: String
  /// The lines that the categories are made of.
  var scope: @Sendable (Line, BenchmarkLines) -> Bool
  /// The line of the whole.
  var whole: @Sendable (Line) -> Bool
  var divide: @Sendable ([Line]) -> [Part]

  static func recipes(for table: String) -> [BenchmarkRecipe] {
    // B01001A to B01001I are B01001 for one race each; PR marks Puerto Rico's questionnaire.
    let base = table.hasSuffix("PR") ? String(table.dropLast(2)) : table
    switch base.last?.isLetter == true ? String(base.dropLast()) : base {
    case "B01001": return [ages(population), children(.sex, population)]
    case "B02001": return [children(.race, population)]
    case "B03002": return [raceAndEthnicity]
    case "B03003": return [children(.ethnicity, population)]
    case "B15003", "B15002": return [education]
    case "C16001", "B16001": return [children(.language, over5), englishAbility]
    case "B18101": return [disability]
    case "B19001": return [children(.householdIncome, "households")]
    case "B28002": return [children(.internetAccess, "households")]
    case "S0101": return [subjectAges, subjectSex]
    case "S1501": return [subjectEducation]
    case "S1901": return [subjectIncome]
    default: return []
    }
  }

  private static let population = "total population"
  private static let over5 = "population 5 years and over"
  private static let over25 = "population 25 years and over"

  /// Each of these lines a category of its own.
  private static let each: @Sendable ([Line]) -> [Part] = { $0.map { ($0.name, [$0.index]) } }

  /// The lines right below the total.
  private static func children(
    _ dimension: Benchmark.Dimension, _ universe: String
  ) -> BenchmarkRecipe {
    BenchmarkRecipe(
      dimension: dimension, universe: universe, scope: { line, _ in line.steps.count == 1 },
      whole: { $0.steps.isEmpty }, divide: each)
  }

  /// Bands of age from lines such as “Male › 15 to 17 years”, both sexes together.
  private static func ages(_ universe: String) -> BenchmarkRecipe {
    BenchmarkRecipe(
      dimension: .age, universe: universe,
      scope: { line, _ in line.steps.count == 2 },
      whole: { $0.steps.isEmpty },
      divide: { lines in
        let sexes = Dictionary(grouping: lines) { $0.steps[0] }
        return AgeBand.bands.compactMap { band in
          var chosen: [Int] = []
          for lines in sexes.values {
            guard let cover = band.cover(lines.map { ($0.index, AgeBand($0.steps.last ?? "")) })
            else { return nil }
            chosen += cover
          }
          return chosen.isEmpty ? nil : (band.name, chosen.sorted())
        }
      })
  }

  private static let raceAndEthnicity = BenchmarkRecipe(
    dimension: .raceAndEthnicity, universe: population,
    scope: { line, _ in
      line.steps == ["hispanic or latino"]
        || (line.steps.count == 2 && line.steps[0] == "not hispanic or latino")
    },
    whole: { $0.steps.isEmpty },
    divide: { lines in
      lines.map { line in
        (line.steps.count == 1 ? line.name : "\(line.name), not Hispanic or Latino", [line.index])
      }
    })

  private static let education = BenchmarkRecipe(
    dimension: .education, universe: over25,
    scope: { line, _ in Schooling(line.steps.last ?? "") != nil },
    whole: { $0.steps.isEmpty }, divide: Schooling.divide)

  private static let englishAbility = BenchmarkRecipe(
    dimension: .englishAbility, universe: over5,
    scope: { line, _ in
      line.steps == ["speak only english"]
        || (line.steps.last ?? "").hasPrefix("speak english")
    },
    whole: { $0.steps.isEmpty },
    divide: { lines in
      let less = lines.filter { ($0.steps.last ?? "").contains("less than") }.map(\.index)
      let well = lines.map(\.index).filter { !less.contains($0) }
      return less.isEmpty
        ? [] : [("Speaks English very well", well), ("Speaks English less than very well", less)]
    })

  private static let disability = BenchmarkRecipe(
    dimension: .disability, universe: "civilian noninstitutionalized population",
    scope: { line, _ in ["with a disability", "no disability"].contains(line.steps.last ?? "") },
    whole: { $0.steps.isEmpty },
    divide: { lines in
      ["With a disability", "No disability"].map { name in
        (name, lines.filter { $0.steps.last == name.lowercased() }.map(\.index))
      }
    })

  // Subject tables: the first column group is “Total” (S0101, S1501) or “Households” (S1901).

  private static let subjectAges = BenchmarkRecipe(
    dimension: .age, universe: population,
    scope: { line, all in
      ["age", "selected age categories"].contains(line.steps.first ?? "")
        && all.isInTotal(line.index)
    },
    whole: { $0.steps.isEmpty },
    divide: { lines in
      AgeBand.bands.compactMap { band in
        band.cover(lines.map { ($0.index, AgeBand($0.steps.last ?? "")) }).map { (band.name, $0) }
      }
    })

  private static let subjectSex = BenchmarkRecipe(
    dimension: .sex, universe: population,
    scope: { line, _ in
      line.steps == ["male", "total population"] || line.steps == ["female", "total population"]
    },
    whole: { $0.steps.isEmpty },
    divide: { lines in
      lines.map { ($0.steps[0] == "male" ? "Male" : "Female", [$0.index]) }
    })

  private static let subjectEducation = BenchmarkRecipe(
    dimension: .education, universe: over25,
    scope: { line, all in
      all.isInTotal(line.index) && Schooling(line.steps.last ?? "") != nil
        && !["percent high school graduate or higher"].contains(line.steps.last ?? "")
        && all.table.variables[line.index].universe.map(Label.key) == over25
    },
    whole: { $0.steps.last == over25 }, divide: Schooling.divide)

  private static let subjectIncome = BenchmarkRecipe(
    dimension: .householdIncome, universe: "households",
    scope: { line, all in
      line.steps.first == "households" && (line.steps.last ?? "").contains("$")
        && [.percent, .count].contains(all.kind(line.index))
    },
    whole: { $0.steps == ["households", "total"] }, divide: each)
}

extension BenchmarkLines {
  /// True for a line of the column group headed “Total”.
  func isInTotal(_ index: Int) -> Bool {
    table.variables[index].key.first == "total"
  }
}
