import Delimited

/// The second header row, which gives each column's label in words.
enum LabelRow {
  /// True if row 2 is labels and not an area: its GEO_ID cell says “Geography” or “id”.
  static func isPresent(_ csv: CSVTable, _ layout: TableLayout) -> Bool {
    guard csv.rowCount > 1 else { return false }
    let place = Blanks.trim(csv.text(1, layout.place))
    if Geography.isGeoID(place) { return false }
    if ["geography", "id", "geo_id", "geo id", "geographic identifier"].contains(place.lowercased())
    {
      return true
    }
    return layout.lines.contains {
      let label = csv.text(1, $0.estimate)
      return label.contains("!!") || label.lowercased().contains("estimate")
    }
  }

  /// Each line's label path, from row 2, from the metadata file, or both.
  /// - Throws: `ImportFault` at the column whose label contradicts its heading, its neighbour's
  ///   label, or the metadata file.
  static func labels(
    _ csv: CSVTable, _ layout: TableLayout, metadata: [String: String]
  ) throws(ImportFault) -> [[String]] {
    let present = isPresent(csv, layout)
    var labels: [[String]] = []
    for line in layout.lines {
      let columns: [(Int?, Label.Measure)] = [
        (line.estimate, .estimate), (line.margin, .margin), (line.estimateNote, .estimateNote),
        (line.marginNote, .marginNote),
      ]
      var path: [String]?
      for (column, measure) in columns {
        guard let column else { continue }
        let described = (metadata[csv.text(0, column).uppercased()] ?? metadata[line.code])
          .map { Label($0) }
        let written = present ? Label(csv.text(1, column)) : nil
        if let written, let described, differ(written.path, described.path) {
          throw csv.fault(
            1, column, "The label here is not the one that the metadata file beside it gives.")
        }
        guard let label = written ?? described else { continue }
        if let said = label.measure, said != measure {
          throw csv.fault(
            1, column, "The heading and the label below it disagree on what this column holds.")
        }
        if present, measure == .estimate, label.path.isEmpty, label.measure == nil {
          throw csv.fault(1, column, "This column has no label.")
        }
        if let path, !label.path.isEmpty, differ(path, label.path) {
          throw csv.fault(1, column, "The label is not the one of the estimate \(line.heading).")
        }
        path = path ?? label.path
      }
      labels.append(path ?? [])
    }
    return labels
  }

  /// Whether the last steps differ; those before may, where a margin's label is worded shorter.
  private static func differ(_ one: [String], _ other: [String]) -> Bool {
    one.last != other.last && Label.key(one.last ?? "") != Label.key(other.last ?? "")
  }
}
