import FileFaults

extension FileSentences {
  /// The first half of the templates: more special ones stand before more general ones, in both halves
  /// taken together.
  static let tableTemplates: [String] = [
    mark(
      "This is a Social Explorer export, which names neither the Bureau's variables nor their margins of error. Download the table from data.census.gov."
    ),
    mark(
      "This table has a row for each variable. Download it from data.census.gov, where each area has a row and each variable its columns."
    ),
    mark(
      "The first row has the headings of no kind of file read here: Census tables, Public Libraries Survey files, or places with coordinates."
    ),
    mark(
      "This is the metadata (the labels) of a table, not its figures. Import the data file of the same download, with this file beside it."
    ),
    mark(
      "This is the metadata (the labels) of table {table}, not its figures. Import the data file of the same download, with this file beside it."
    ),
    mark(
      "This is the title and notes of a table, not its figures. Import the data file of the same download, with this file beside it."
    ),
    mark(
      "This is the title and notes of table {table}, not its figures. Import the data file of the same download, with this file beside it."
    ),
    mark(
      "This is the summary file's list of labels, not figures. Import a table (such as acsdt5y2022-b01001.dat), with this file beside it."
    ),
    mark(
      "This is the summary file's list of areas, not figures. Import a table (such as acsdt5y2022-b01001.dat), with this file beside it."
    ),
    mark("This column has no heading."),
    mark("This heading stands in column {column} already."),
    mark("This heading stands in the row already."),
    mark("There is no GEO_ID column, so no area can be told."),
    mark("This column is of table {table}, others are of another table."),
    mark("This column is of table {table}, others are of {other}."),
    mark("This margin of error has no estimate column beside it."),
    mark("This annotation has no estimate column beside it."),
    mark("This margin of error has no estimate column."),
    mark("This is a table of the decennial census, which has no estimates."),
    mark("No column holds estimates (such as B01001_001E)."),
    mark("No column holds estimates."),
    mark("The label here is not the one that the metadata file beside it gives."),
    mark("The heading and the label below it disagree on what this column holds."),
    mark("This column has no label."),
    mark("The label is not the one of the estimate {heading}."),
    mark("“” is not a column of a Census table."),
    mark("“{text}” is not a column of a Census table."),
    mark("The row ends here."),
    mark("“” is not a number."),
    mark("“{text}” is not a number."),
    mark("The figures are of table {table}, but {file} beside them describes table {other}."),
    mark("The file's name says table {claimed}, but its columns are of table {table}."),
    mark("The file has no labels; those that the table has had since 2016 are used."),
    mark("The area {area} stands in row {row} already."),
    mark("The table has headings but no area below them."),
    mark("{count} blank rows were passed over."),
    mark("A count cannot be below zero."),
    mark("The row ends here: it has {width} cells, the headings have {limit}."),
    mark("The row has {width} cells, more than the {limit} headings."),
    mark("The row has more cells than the {limit} headings."),
    mark("The row has no GEO_ID."),
    mark("“{text}” is not a full GEO_ID, such as 0500000US35001."),
    mark("A margin of error cannot be below zero."),
    mark("“{text}” is neither a number nor a symbol of the Bureau's."),
    mark("The years of the survey could not be told from the file or its name."),
    mark("The file has no labels, so its variables are known by their codes alone."),
    mark("Some estimates have no margin of error column."),
    mark("Columns that are not the table's were not read: {headings} and {count} more."),
    mark("Columns that are not the table's were not read: {headings}."),
    mark("The table has headings but no lines below them."),
    mark("The printed form of a table gives names of areas and no GEO_ID."),
    mark("The file's name does not tell the table's number."),
    mark("A heading should be an area, “!!” and “Estimate”."),
    mark("A heading should end with “Estimate” or “Margin of Error”."),
    mark("The row has no label."),
    mark("No columns give places: LATITUDE and LONGITUDE, or LOCATION as “(lat, lon)”."),
    mark("This column has names (“”) and no column has coordinates, so the table gives no places."),
  ]
}
