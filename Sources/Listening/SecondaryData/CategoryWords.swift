import Words

/// A category of the Bureau's in the reader's language; one that has no word here stays as the
/// table has it.
func categoryWord(_ name: String, _ w: Words) -> String {
  ageWord(name, w) ?? originWord(name, w) ?? languageWord(name, w) ?? otherWord(name, w)
    ?? moneyWord(name, w) ?? name
}

private func ageWord(_ name: String, _ w: Words) -> String? {
  switch name {
  case "Under 18": w("Under 18")
  case "18 to 24": w("18 to 24")
  case "25 to 34": w("25 to 34")
  case "35 to 44": w("35 to 44")
  case "45 to 54": w("45 to 54")
  case "55 to 64": w("55 to 64")
  case "65 and over": w("65 and over")
  case "Male": w("Male")
  case "Female": w("Female")
  default: nil
  }
}

private func originWord(_ name: String, _ w: Words) -> String? {
  switch name {
  case "White alone": w("White alone")
  case "Black or African American alone": w("Black or African American alone")
  case "American Indian and Alaska Native alone": w("American Indian and Alaska Native alone")
  case "Asian alone": w("Asian alone")
  case "Native Hawaiian and Other Pacific Islander alone":
    w("Native Hawaiian and Other Pacific Islander alone")
  case "Some other race alone", "Some Other Race alone": w("Some other race alone")
  case "Two or more races", "Two or More Races": w("Two or more races")
  case "Hispanic or Latino": w("Hispanic or Latino")
  case "Not Hispanic or Latino": w("Not Hispanic or Latino")
  default:
    name.hasSuffix(", not Hispanic or Latino")
      ? originWord(String(name.dropLast(24)), w).map {
        w("{race}, not Hispanic or Latino", ["race": $0])
      } : nil
  }
}

private func languageWord(_ name: String, _ w: Words) -> String? {
  switch name {
  case "Speak only English": w("English only")
  case "Spanish", "Spanish or Spanish Creole": w("Spanish")
  case "French, Haitian, or Cajun": w("French, Haitian or Cajun")
  case "German or other West Germanic languages": w("German or other West Germanic languages")
  case "Russian, Polish, or other Slavic languages": w("Russian, Polish or other Slavic languages")
  case "Other Indo-European languages": w("Other Indo-European languages")
  case "Korean": w("Korean")
  case "Chinese (incl. Mandarin, Cantonese)": w("Chinese (Mandarin and Cantonese included)")
  case "Vietnamese": w("Vietnamese")
  case "Tagalog (incl. Filipino)": w("Tagalog (Filipino included)")
  case "Other Asian and Pacific Island languages": w("Other languages of Asia and the Pacific")
  case "Arabic": w("Arabic")
  case "Other and unspecified languages": w("Other languages")
  case "Speaks English very well": w("Speaks English very well")
  case "Speaks English less than very well": w("Speaks English less than very well")
  default: nil
  }
}

private func otherWord(_ name: String, _ w: Words) -> String? {
  switch name {
  case "Less than high school": w("Less than high school")
  case "High school graduate": w("High school graduate")
  case "Some college or associate's degree": w("Some college or associate’s degree")
  case "Bachelor's degree": w("Bachelor’s degree")
  case "Graduate or professional degree": w("Graduate or professional degree")
  case "With an Internet subscription": w("With an internet subscription")
  case "Internet access without a subscription": w("Internet without a subscription")
  case "No Internet access": w("No internet at home")
  case "With a disability": w("With a disability")
  case "No disability": w("No disability")
  default: nil
  }
}

/// Brackets of income are numbers: *$10,000 to $14,999* needs one sentence, not one for each.
private func moneyWord(_ name: String, _ w: Words) -> String? {
  let amounts = name.split(separator: " ").filter { $0.hasPrefix("$") }.map(String.init)
  if name.hasPrefix("Less than $"), let high = amounts.first {
    return w("Less than {amount}", ["amount": high])
  }
  if name.hasSuffix(" or more"), let low = amounts.first {
    return w("{amount} or more", ["amount": low])
  }
  if amounts.count == 2, name.contains(" to ") {
    return w("{low} to {high}", ["low": amounts[0], "high": amounts[1]])
  }
  return nil
}

/// What a benchmark divides people by.
func dimensionWord(_ dimension: String, _ w: Words) -> String {
  switch dimension {
  case "age": w("Age")
  case "sex": w("Sex")
  case "race": w("Race")
  case "ethnicity": w("Hispanic or Latino origin")
  case "raceAndEthnicity": w("Race and Hispanic or Latino origin")
  case "language": w("Language spoken at home")
  case "englishAbility": w("Ability to speak English")
  case "education": w("Education")
  case "internetAccess": w("Internet at home")
  case "disability": w("Disability")
  case "householdIncome": w("Household income in a year")
  default: dimension
  }
}

/// Whom a benchmark divides.
func universeWord(_ universe: String, _ w: Words) -> String {
  switch universe {
  case "total population": w("Of everybody in the areas counted")
  case "population 5 years and over": w("Of the people 5 and older")
  case "population 25 years and over": w("Of the people 25 and older")
  case "households": w("Of the households")
  case "civilian noninstitutionalized population":
    w("Of the people who live neither in institutions nor in the armed forces")
  default: universe
  }
}
