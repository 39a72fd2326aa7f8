/// Names of the tables that libraries use most, for files that come without their title.
enum KnownTables {
  static let titles = [
    "B01001": "Sex by age", "B01003": "Total population", "B02001": "Race",
    "B03002": "Hispanic or Latino origin by race", "B03003": "Hispanic or Latino origin",
    "B15003": "Educational attainment for the population 25 years and over",
    "B16001": "Language spoken at home by ability to speak English",
    "B17001": "Poverty status in the past 12 months by sex by age",
    "B18101": "Sex by age by disability status", "B19001": "Household income",
    "B19013": "Median household income", "B25003": "Tenure", "B25064": "Median gross rent",
    "B28002": "Presence and types of internet subscriptions in household",
    "C16001": "Language spoken at home", "S0101": "Age and sex",
    "S1501": "Educational attainment", "S1901": "Income in the past 12 months",
    "S2001": "Earnings in the past 12 months",
  ]
}
