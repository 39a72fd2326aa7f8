import FileFaults

extension FileSentences {
  /// Of Census tables, Public Libraries Survey files and places.
  static let data = FileSentences(tableTemplates + otherTemplates)

  /// The second half.
  static let otherTemplates: [String] = [
    mark(
      "This column has names (“{text}”) and no column has coordinates, so the table gives no places."
    ),
    mark("Row {row} was taken for a remark: “”."),
    mark("Row {row} was taken for a remark: “{text}”."),
    mark("The file has headings but no places."),
    mark("“” is not a latitude."),
    mark("“{text}” is not a latitude."),
    mark("“” is not a longitude."),
    mark("“{text}” is not a longitude."),
    mark("“” holds no “(latitude, longitude)”."),
    mark("“{text}” holds no “(latitude, longitude)”."),
    mark("“{text}” holds no two numbers."),
    mark(
      "{latitude}, {longitude} is no latitude and longitude: the two seem to have changed places."),
    mark("{latitude}, {longitude} is no latitude and longitude."),
    mark("The file is not JSON, or is cut off."),
    mark("This is an answer of the Census interface in JSON. Download the table as CSV."),
    mark("This is JSON, but not GeoJSON."),
    mark("This is TopoJSON. Export the layer as GeoJSON."),
    mark("The coordinates are in . Export as WGS 84 degrees."),
    mark("The coordinates are in {system}. Export as WGS 84 degrees."),
    mark("The file has no features."),
    mark("The collection has no list of features."),
    mark("Item {number} is not a Feature."),
    mark("Feature {number} has no geometry."),
    mark("Feature {number} is a geometry without a type; points and polygons are read."),
    mark("Feature {number} is a {type}; points and polygons are read."),
    mark("Feature {number} has several points; a place has one."),
    mark("Feature {number} has no polygon."),
    mark("Feature {number} has no points."),
    mark("Feature {number} has a polygon without rings."),
    mark("Feature {number} has a ring of fewer than four points."),
    mark("Feature {number} has a ring that does not end where it began."),
    mark("Feature {number} has no [longitude, latitude]."),
    mark(
      "Feature {number} has {longitude}, {latitude}, which is no longitude and latitude: the two seem to have changed places."
    ),
    mark("Feature {number} has {longitude}, {latitude}, which is no longitude and latitude."),
    mark(
      "The headings are of no Public Libraries Survey file: FSCSKEY is missing, or C_OUT_TY (outlets) and POPU_LSA (libraries) both are."
    ),
    mark("The record {key} stands in row {row} already."),
    mark("The file has headings but no records."),
    mark("The text is not UTF-8 and was read as Windows-1252."),
    mark("The records are of more than one year."),
    mark("The row has no FSCSKEY."),
    mark("The row has no STABR."),
    mark("{latitude}, {longitude} is no place on the earth."),
    mark("{missing} of {areas} areas have no estimate of {code} and are left out of the total."),
    mark("The areas are of different kinds, so the total may count people twice."),
    mark("Read together with the table it describes."),
    mark("The areas are of different kinds, so one may lie within another and be counted twice."),
    mark("The table has no area {area}."),
    mark("No area was given to add up."),
    mark("The table has no labels to find its categories by. Keep its metadata file beside it."),
    mark("A trend compares one table at two times; these are {first} and {second}."),
    mark(
      "{earlier} (5-year) and {later} (5-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    mark(
      "{earlier} (5-year) and {later} (5-year) share {count} years of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    mark(
      "{earlier} (5-year) and {later} (3-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    mark(
      "{earlier} (5-year) and {later} (3-year) share {count} years of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    mark(
      "{earlier} (5-year) and {later} (1-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    mark(
      "{earlier} (3-year) and {later} (5-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    mark(
      "{earlier} (3-year) and {later} (5-year) share {count} years of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    mark(
      "{earlier} (3-year) and {later} (3-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    mark(
      "{earlier} (3-year) and {later} (3-year) share {count} years of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    mark(
      "{earlier} (3-year) and {later} (1-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    mark(
      "{earlier} (1-year) and {later} (5-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    mark(
      "{earlier} (1-year) and {later} (3-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    mark(
      "{earlier} (1-year) and {later} (1-year) share a year of interviews, so the estimates are not independent. Compare periods that do not overlap."
    ),
    mark("The periods are of different lengths, which the Bureau advises against."),
    mark("A vintage is unknown, so overlapping periods could not be checked."),
    mark("The areas are not the same at both times; boundaries are redrawn after each census."),
    mark("Not the same areas have an estimate at both times."),
    mark("The label was “{earlier}” and is “{later}”."),
    mark("The line's code was {earlier} and is {later}."),
    mark("Dollars are those of each vintage's last year, not of one year."),
    mark("There is no table."),
    mark(
      "{file} has other headings than {other}, though both are of the same table and years. Download all areas in one file."
    ),
    mark("The files of one table can't be put together."),
  ]
}
