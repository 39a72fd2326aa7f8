import Delimited
import FileFaults
import Testing
import Words

@testable import SecondaryData

@Suite struct EngineSentenceTests {
  /// A template and a sentence that a reader of files makes of it.
  static let examples: [(template: String, sentence: String)] = [
    ("The file is empty.", "The file is empty."),
    (
      "This is a web page (perhaps an error page) saved under this name.",
      "This is a web page (perhaps an error page) saved under this name."
    ),
    ("This is an XML document, not a table.", "This is an XML document, not a table."),
    (
      "This is a zip archive (or an Excel workbook). Unpack it, or save the sheet as CSV.",
      "This is a zip archive (or an Excel workbook). Unpack it, or save the sheet as CSV."
    ),
    ("This is an empty zip archive.", "This is an empty zip archive."),
    ("This is a gzip archive. Unpack it first.", "This is a gzip archive. Unpack it first."),
    ("This is a PDF document, not a table.", "This is a PDF document, not a table."),
    (
      "This is an old Excel workbook. Save the sheet as CSV.",
      "This is an old Excel workbook. Save the sheet as CSV."
    ),
    (
      "This is a part of a shapefile, which is not read. Export the layer as GeoJSON.",
      "This is a part of a shapefile, which is not read. Export the layer as GeoJSON."
    ),
    ("The text is UTF-16. Save it as “CSV UTF-8”.", "The text is UTF-16. Save it as “CSV UTF-8”."),
    (
      "The file has a NUL byte here: it is damaged or not text.",
      "The file has a NUL byte here: it is damaged or not text."
    ),
    (
      "The text here is not UTF-8. Save it as “CSV UTF-8”.",
      "The text here is not UTF-8. Save it as “CSV UTF-8”."
    ),
    ("The file is larger than four gigabytes.", "The file is larger than four gigabytes."),
    ("A quote opened here is never closed.", "A quote opened here is never closed."),
    ("There is text after the closing quote.", "There is text after the closing quote."),
    (
      "The file has more cells than any table read here: at most {columns} columns, {rows} rows and {cells} cells.",
      "The file has more cells than any table read here: at most 20000 columns, 1000000 rows and 20000000 cells."
    ),
    (
      "This is a Social Explorer export, which names neither the Bureau's variables nor their margins of error. Download the table from data.census.gov.",
      "This is a Social Explorer export, which names neither the Bureau's variables nor their margins of error. Download the table from data.census.gov."
    ),
    (
      "This table has a row for each variable. Download it from data.census.gov, where each area has a row and each variable its columns.",
      "This table has a row for each variable. Download it from data.census.gov, where each area has a row and each variable its columns."
    ),
    (
      "The first row has the headings of no kind of file read here: Census tables, Public Libraries Survey files, or places with coordinates.",
      "The first row has the headings of no kind of file read here: Census tables, Public Libraries Survey files, or places with coordinates."
    ),
    (
      "This is the metadata (the labels) of a table, not its figures. Import the data file of the same download, with this file beside it.",
      "This is the metadata (the labels) of a table, not its figures. Import the data file of the same download, with this file beside it."
    ),
    (
      "This is the metadata (the labels) of table {table}, not its figures. Import the data file of the same download, with this file beside it.",
      "This is the metadata (the labels) of table S0101, not its figures. Import the data file of the same download, with this file beside it."
    ),
    (
      "This is the title and notes of a table, not its figures. Import the data file of the same download, with this file beside it.",
      "This is the title and notes of a table, not its figures. Import the data file of the same download, with this file beside it."
    ),
    (
      "This is the title and notes of table {table}, not its figures. Import the data file of the same download, with this file beside it.",
      "This is the title and notes of table S0101, not its figures. Import the data file of the same download, with this file beside it."
    ),
    (
      "This is the summary file's list of labels, not figures. Import a table (such as acsdt5y2022-b01001.dat), with this file beside it.",
      "This is the summary file's list of labels, not figures. Import a table (such as acsdt5y2022-b01001.dat), with this file beside it."
    ),
    (
      "This is the summary file's list of areas, not figures. Import a table (such as acsdt5y2022-b01001.dat), with this file beside it.",
      "This is the summary file's list of areas, not figures. Import a table (such as acsdt5y2022-b01001.dat), with this file beside it."
    ),
    ("This column has no heading.", "This column has no heading."),
    ("This heading stands in column {column} already.", "This heading stands in column 3 already."),
    ("This heading stands in the row already.", "This heading stands in the row already."),
    (
      "There is no GEO_ID column, so no area can be told.",
      "There is no GEO_ID column, so no area can be told."
    ),
    (
      "This column is of table {table}, others are of another table.",
      "This column is of table B15003, others are of another table."
    ),
    (
      "This column is of table {table}, others are of {other}.",
      "This column is of table B15003, others are of B01001."
    ),
    (
      "This margin of error has no estimate column beside it.",
      "This margin of error has no estimate column beside it."
    ),
    (
      "This annotation has no estimate column beside it.",
      "This annotation has no estimate column beside it."
    ),
    (
      "This margin of error has no estimate column.", "This margin of error has no estimate column."
    ),
    (
      "This is a table of the decennial census, which has no estimates.",
      "This is a table of the decennial census, which has no estimates."
    ),
    (
      "No column holds estimates (such as B01001_001E).",
      "No column holds estimates (such as B01001_001E)."
    ),
    ("No column holds estimates.", "No column holds estimates."),
    (
      "The label here is not the one that the metadata file beside it gives.",
      "The label here is not the one that the metadata file beside it gives."
    ),
    (
      "The heading and the label below it disagree on what this column holds.",
      "The heading and the label below it disagree on what this column holds."
    ),
    ("This column has no label.", "This column has no label."),
    (
      "The label is not the one of the estimate {heading}.",
      "The label is not the one of the estimate B01001_002E."
    ),
    ("“” is not a column of a Census table.", "“” is not a column of a Census table."),
    (
      "“{text}” is not a column of a Census table.",
      "“Total population” is not a column of a Census table."
    ),
    ("The row ends here.", "The row ends here."),
    ("“” is not a number.", "“” is not a number."),
    ("“{text}” is not a number.", "“many” is not a number."),
    (
      "The figures are of table {table}, but {file} beside them describes table {other}.",
      "The figures are of table B01001, but ACSDT5Y2022.B15003-Column-Metadata.csv beside them describes table B15003."
    ),
    (
      "The file's name says table {claimed}, but its columns are of table {table}.",
      "The file's name says table B15003, but its columns are of table B01001."
    ),
    (
      "The file has no labels; those that the table has had since 2016 are used.",
      "The file has no labels; those that the table has had since 2016 are used."
    ),
    (
      "The area {area} stands in row {row} already.",
      "The area 0500000US35001 stands in row 3 already."
    ),
    (
      "The table has headings but no area below them.",
      "The table has headings but no area below them."
    ),
    ("{count} blank rows were passed over.", "2 blank rows were passed over."),
    ("A count cannot be below zero.", "A count cannot be below zero."),
    (
      "The row ends here: it has {width} cells, the headings have {limit}.",
      "The row ends here: it has 4 cells, the headings have 6."
    ),
    (
      "The row has {width} cells, more than the {limit} headings.",
      "The row has 9 cells, more than the 6 headings."
    ),
    (
      "The row has more cells than the {limit} headings.",
      "The row has more cells than the 6 headings."
    ),
    ("The row has no GEO_ID.", "The row has no GEO_ID."),
    (
      "“{text}” is not a full GEO_ID, such as 0500000US35001.",
      "“35001” is not a full GEO_ID, such as 0500000US35001."
    ),
    ("A margin of error cannot be below zero.", "A margin of error cannot be below zero."),
    (
      "“{text}” is neither a number nor a symbol of the Bureau's.",
      "“many” is neither a number nor a symbol of the Bureau's."
    ),
    (
      "The years of the survey could not be told from the file or its name.",
      "The years of the survey could not be told from the file or its name."
    ),
    (
      "The file has no labels, so its variables are known by their codes alone.",
      "The file has no labels, so its variables are known by their codes alone."
    ),
    (
      "Some estimates have no margin of error column.",
      "Some estimates have no margin of error column."
    ),
    (
      "Columns that are not the table's were not read: {headings} and {count} more.",
      "Columns that are not the table's were not read: Notes, Ward, Branch, Phone, Owner and 2 more."
    ),
    (
      "Columns that are not the table's were not read: {headings}.",
      "Columns that are not the table's were not read: Notes, Ward."
    ),
    (
      "The table has headings but no lines below them.",
      "The table has headings but no lines below them."
    ),
    (
      "The printed form of a table gives names of areas and no GEO_ID.",
      "The printed form of a table gives names of areas and no GEO_ID."
    ),
    (
      "The file's name does not tell the table's number.",
      "The file's name does not tell the table's number."
    ),
    (
      "A heading should be an area, “!!” and “Estimate”.",
      "A heading should be an area, “!!” and “Estimate”."
    ),
    (
      "A heading should end with “Estimate” or “Margin of Error”.",
      "A heading should end with “Estimate” or “Margin of Error”."
    ),
    ("The row has no label.", "The row has no label."),
    (
      "No columns give places: LATITUDE and LONGITUDE, or LOCATION as “(lat, lon)”.",
      "No columns give places: LATITUDE and LONGITUDE, or LOCATION as “(lat, lon)”."
    ),
    (
      "This column has names (“”) and no column has coordinates, so the table gives no places.",
      "This column has names (“”) and no column has coordinates, so the table gives no places."
    ),
    (
      "This column has names (“{text}”) and no column has coordinates, so the table gives no places.",
      "This column has names (“Main Library”) and no column has coordinates, so the table gives no places."
    ),
    ("Row {row} was taken for a remark: “”.", "Row 12 was taken for a remark: “”."),
    (
      "Row {row} was taken for a remark: “{text}”.",
      "Row 12 was taken for a remark: “Data source: City of Chicago”."
    ),
    ("The file has headings but no places.", "The file has headings but no places."),
    ("“” is not a latitude.", "“” is not a latitude."),
    ("“{text}” is not a latitude.", "“north” is not a latitude."),
    ("“” is not a longitude.", "“” is not a longitude."),
    ("“{text}” is not a longitude.", "“west” is not a longitude."),
    ("“” holds no “(latitude, longitude)”.", "“” holds no “(latitude, longitude)”."),
    (
      "“{text}” holds no “(latitude, longitude)”.",
      "“Main Street 5” holds no “(latitude, longitude)”."
    ),
    ("“{text}” holds no two numbers.", "“(here, there)” holds no two numbers."),
    (
      "{latitude}, {longitude} is no latitude and longitude: the two seem to have changed places.",
      "-106.65, 35.08 is no latitude and longitude: the two seem to have changed places."
    ),
    (
      "{latitude}, {longitude} is no latitude and longitude.",
      "41.87, -187.63 is no latitude and longitude."
    ),
    ("The file is not JSON, or is cut off.", "The file is not JSON, or is cut off."),
    (
      "This is an answer of the Census interface in JSON. Download the table as CSV.",
      "This is an answer of the Census interface in JSON. Download the table as CSV."
    ),
    ("This is JSON, but not GeoJSON.", "This is JSON, but not GeoJSON."),
    (
      "This is TopoJSON. Export the layer as GeoJSON.",
      "This is TopoJSON. Export the layer as GeoJSON."
    ),
    (
      "The coordinates are in . Export as WGS 84 degrees.",
      "The coordinates are in . Export as WGS 84 degrees."
    ),
    (
      "The coordinates are in {system}. Export as WGS 84 degrees.",
      "The coordinates are in urn:ogc:def:crs:EPSG::3857. Export as WGS 84 degrees."
    ),
    ("The file has no features.", "The file has no features."),
    ("The collection has no list of features.", "The collection has no list of features."),
    ("Item {number} is not a Feature.", "Item 2 is not a Feature."),
    ("Feature {number} has no geometry.", "Feature 3 has no geometry."),
    (
      "Feature {number} is a geometry without a type; points and polygons are read.",
      "Feature 3 is a geometry without a type; points and polygons are read."
    ),
    (
      "Feature {number} is a {type}; points and polygons are read.",
      "Feature 3 is a LineString; points and polygons are read."
    ),
    (
      "Feature {number} has several points; a place has one.",
      "Feature 3 has several points; a place has one."
    ),
    ("Feature {number} has no polygon.", "Feature 3 has no polygon."),
    ("Feature {number} has no points.", "Feature 3 has no points."),
    ("Feature {number} has a polygon without rings.", "Feature 3 has a polygon without rings."),
    (
      "Feature {number} has a ring of fewer than four points.",
      "Feature 3 has a ring of fewer than four points."
    ),
    (
      "Feature {number} has a ring that does not end where it began.",
      "Feature 3 has a ring that does not end where it began."
    ),
    ("Feature {number} has no [longitude, latitude].", "Feature 3 has no [longitude, latitude]."),
    (
      "Feature {number} has {longitude}, {latitude}, which is no longitude and latitude: the two seem to have changed places.",
      "Feature 3 has 35.08, -106.65, which is no longitude and latitude: the two seem to have changed places."
    ),
    (
      "Feature {number} has {longitude}, {latitude}, which is no longitude and latitude.",
      "Feature 3 has -11872000.0, 4175000.0, which is no longitude and latitude."
    ),
    (
      "The headings are of no Public Libraries Survey file: FSCSKEY is missing, or C_OUT_TY (outlets) and POPU_LSA (libraries) both are.",
      "The headings are of no Public Libraries Survey file: FSCSKEY is missing, or C_OUT_TY (outlets) and POPU_LSA (libraries) both are."
    ),
    (
      "The record {key} stands in row {row} already.",
      "The record MO0051-002 stands in row 3 already."
    ),
    ("The file has headings but no records.", "The file has headings but no records."),
    (
      "The text is not UTF-8 and was read as Windows-1252.",
      "The text is not UTF-8 and was read as Windows-1252."
    ),
    ("The records are of more than one year.", "The records are of more than one year."),
    ("The row has no FSCSKEY.", "The row has no FSCSKEY."),
    ("The row has no STABR.", "The row has no STABR."),
    ("{latitude}, {longitude} is no place on the earth.", "95.0, -90.2 is no place on the earth."),
    (
      "{missing} of {areas} areas have no estimate of {code} and are left out of the total.",
      "2 of 40 areas have no estimate of B19013_001 and are left out of the total."
    ),
    (
      "The areas are of different kinds, so the total may count people twice.",
      "The areas are of different kinds, so the total may count people twice."
    ),
    ("Read together with the table it describes.", "Read together with the table it describes."),
    (
      "The areas are of different kinds, so one may lie within another and be counted twice.",
      "The areas are of different kinds, so one may lie within another and be counted twice."
    ),
    ("The table has no area {area}.", "The table has no area 0500000US35001."),
    ("No area was given to add up.", "No area was given to add up."),
    (
      "The table has no labels to find its categories by. Keep its metadata file beside it.",
      "The table has no labels to find its categories by. Keep its metadata file beside it."
    ),
    (
      "A trend compares one table at two times; these are {first} and {second}.",
      "A trend compares one table at two times; these are B01001 and B15003."
    ),
    (
      "{earlier} (5-year) and {later} (5-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap.",
      "2016-2020 (5-year) and 2020-2024 (5-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    (
      "{earlier} (5-year) and {later} (5-year) share {count} years of interviews, so the estimates are not independent. Compare periods that do not overlap.",
      "2016-2020 (5-year) and 2019-2023 (5-year) share 2 years of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    (
      "{earlier} (5-year) and {later} (3-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap.",
      "2016-2020 (5-year) and 2020-2022 (3-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    (
      "{earlier} (5-year) and {later} (3-year) share {count} years of interviews, so the estimates are not independent. Compare periods that do not overlap.",
      "2016-2020 (5-year) and 2019-2021 (3-year) share 2 years of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    (
      "{earlier} (5-year) and {later} (1-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap.",
      "2016-2020 (5-year) and 2020 (1-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    (
      "{earlier} (3-year) and {later} (5-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap.",
      "2018-2020 (3-year) and 2020-2024 (5-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    (
      "{earlier} (3-year) and {later} (5-year) share {count} years of interviews, so the estimates are not independent. Compare periods that do not overlap.",
      "2018-2020 (3-year) and 2019-2023 (5-year) share 2 years of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    (
      "{earlier} (3-year) and {later} (3-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap.",
      "2018-2020 (3-year) and 2020-2022 (3-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    (
      "{earlier} (3-year) and {later} (3-year) share {count} years of interviews, so the estimates are not independent. Compare periods that do not overlap.",
      "2018-2020 (3-year) and 2019-2021 (3-year) share 2 years of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    (
      "{earlier} (3-year) and {later} (1-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap.",
      "2018-2020 (3-year) and 2020 (1-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    (
      "{earlier} (1-year) and {later} (5-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap.",
      "2020 (1-year) and 2020-2024 (5-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    (
      "{earlier} (1-year) and {later} (3-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap.",
      "2020 (1-year) and 2020-2022 (3-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    (
      "{earlier} (1-year) and {later} (1-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap.",
      "2020 (1-year) and 2020 (1-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    (
      "The periods are of different lengths, which the Bureau advises against.",
      "The periods are of different lengths, which the Bureau advises against."
    ),
    (
      "A vintage is unknown, so overlapping periods could not be checked.",
      "A vintage is unknown, so overlapping periods could not be checked."
    ),
    (
      "The areas are not the same at both times; boundaries are redrawn after each census.",
      "The areas are not the same at both times; boundaries are redrawn after each census."
    ),
    (
      "Not the same areas have an estimate at both times.",
      "Not the same areas have an estimate at both times."
    ),
    (
      "The label was “{earlier}” and is “{later}”.",
      "The label was “Total › AGE › Under 5 years” and is “Total › Total population › AGE › Under 5 years”."
    ),
    (
      "The line's code was {earlier} and is {later}.",
      "The line's code was S0101_C01_003 and is S0101_C01_002."
    ),
    (
      "Dollars are those of each vintage's last year, not of one year.",
      "Dollars are those of each vintage's last year, not of one year."
    ),
    ("There is no table.", "There is no table."),
    (
      "{file} has other headings than {other}, though both are of the same table and years. Download all areas in one file.",
      "ACSDT5Y2022.B01001-Data.csv has other headings than ACSDT5Y2022.B01001-Data (1).csv, though both are of the same table and years. Download all areas in one file."
    ),
    (
      "The files of one table can't be put together.",
      "The files of one table can't be put together."
    ),
  ]

  @Test func `Each sentence is found by its own template, and said with its values`() {
    let all = FileSentences.data.templates
    #expect(Set(all).count == all.count)
    #expect(Set(Self.examples.map(\.template)) == Set(all))
    for (template, sentence) in Self.examples {
      #expect(FileSentences.data.said(sentence, .english) == sentence, "\(template)")
      for language in [Language.spanish, .arabic] {
        let said = FileSentences.data.said(sentence, Words(language))
        #expect(said != nil && said != sentence, "\(template)")
        #expect(said?.contains("{") == false, "\(template): \(said ?? "")")
      }
    }
  }

  @Test func `A fault names file, row and column, and says the rest in the reader's language`() {
    let fault = ImportFault(row: 3, column: "column 7", message: "a.csv: The row has no GEO_ID.")
    #expect(
      FileSentences.data.sentence(of: fault, Words(.spanish))
        == "a.csv · fila 3 · columna número 7: La fila no tiene GEO_ID.")
    #expect(
      FileSentences.data.sentence(of: ImportFault(message: "What: is this?"), .english)
        == "What: is this?")
  }

  @Test func `What no reader says stays as it is`() {
    for sentence in ["", "The row has", "Somebody wrote: The row has no GEO_ID."] {
      #expect(FileSentences.data.said(sentence, Words(.spanish)) == nil)
    }
  }
}
