import Web
import Words

/// README.txt of an export: what a person needs who has nothing but the folder.
struct ExportGuide {
  let manifest: Manifest
  let capabilities: [Capability]

  var text: String { ([head, format, tables, check] + closing).joined(separator: "\n\n") + "\n" }

  private var head: String {
    let of = manifest.only.map { "the community “\($0.name)”" } ?? "the whole library"
    return """
      An export of Kith
      =================

      This folder holds \(of) as Kith \(manifest.kith) kept it on \(manifest.made).
      Nothing but a text editor is needed to read it. To bring it into an empty Kith:

          kith load THIS-FOLDER
      """
  }

  private var format: String {
    """
    The files
    ---------

    Each .jsonl file is one table. Each line is one row: a JSON object, from column to value.
    Times are seconds since 1970-01-01T00:00:00Z; days are YYYY-MM-DD; yes and no are 1 and 0.
    Bytes stand as {"base64":"…"}. Whole numbers may need 64 bits. Text is UTF-8.
    Files in csv/, where they are, say the same for spreadsheets; in them a text that begins with
    = + - @ or a tab has an apostrophe before it, so that no spreadsheet runs it.
    """
  }

  private var tables: String {
    let files = Dictionary(
      manifest.files.map { ($0.table, $0) }, uniquingKeysWith: { first, _ in first })
    let held = capabilities.flatMap(\.holdings).compactMap { holding -> String? in
      let lines = holding.tables.sorted().compactMap { table in
        files[table].map { "    \($0.file), rows: \($0.rows)" }
      }
      guard !lines.isEmpty else { return nil }
      return (["  " + holding.what(.english)] + lines).joined(separator: "\n")
    }
    return "What is in them\n---------------\n\n" + held.joined(separator: "\n\n")
  }

  private var check: String {
    """
    To check it
    -----------

    manifest.json has the SHA-256 of each file, as sha256sum prints it; the export's own was printed
    when it was made. moment.jsonl is the ledger. Its last moment of \(manifest.ledger.moments) had this hash:

        \(manifest.ledger.head)
    """
  }

  private var closing: [String] {
    var parts: [String] = []
    if manifest.only != nil {
      parts.append(
        """
        The moments of one community are not the whole chain: they can be read, and compared with the
        library's ledger, but not verified alone. kith load begins a new ledger that names this one.
        """)
    }
    if !manifest.refused.isEmpty {
      parts.append(
        section(
          "What its community did not let go",
          manifest.refused.map { "\($0.name): \($0.why ?? "")" }))
    }
    parts.append(
      section("What is not in it", manifest.leftOut.map { "\($0.table): \($0.why)" }))
    return parts
  }

  private func section(_ title: String, _ lines: [String]) -> String {
    let line = String(repeating: "-", count: title.count)
    return "\(title)\n\(line)\n\n" + lines.map { "  \($0)" }.joined(separator: "\n")
  }
}
