import Markup
import Testing
import Words

@testable import Components

@Suite struct BlockTests {
  let w = Words.english

  @Test func `A whole page names its language, its place and its library`() {
    let frame = Frame(
      kind: .public, libraryName: "Piedra <Lisa>",
      navigation: [
        NavItem(title: "Desk", url: "/desk", current: true, waiting: 2),
        NavItem(title: "Guide", url: "/guide"),
      ],
      signedInAs: "Ruth", account: "/account",
      languages: Language.spoken.map {
        LanguageLink(language: $0, url: "/", current: $0 == .arabic)
      },
      breadcrumbs: [Breadcrumb(title: "Communities", url: "/desk/communities")],
      assetVersion: "abc", unlisted: false)
    let page = document(Words(.arabic), title: "A & B", frame: frame, body: "<h1>A</h1>").markup
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"ar\" dir=\"rtl\">"))
    #expect(page.contains("<title>A &amp; B – Piedra &lt;Lisa&gt;</title>"))
    #expect(page.contains("href=\"/desk\" aria-current=\"page\""))
    #expect(page.components(separatedBy: "aria-current=\"page\"").count == 2)
    #expect(page.contains("lang=\"ar\" hreflang=\"ar\" dir=\"rtl\" aria-current=\"true\""))
    #expect(page.contains("<a class=\"skip\" href=\"#main\">") && page.contains("id=\"main\""))
    #expect(!page.contains("noindex"))
    let hidden = document(
      w, title: "A", frame: Frame(kind: .plain, libraryName: "P"), body: .empty
    ).markup
    #expect(hidden.contains("<meta name=\"robots\" content=\"noindex\"/>"))
  }

  @Test func `The way through a list has no page before the first nor after the last`() {
    func pages(_ page: Int, of pages: Int) -> String {
      pagination(w, page: page, of: pages) { "/list?page=\($0)" }.markup
    }
    #expect(pages(1, of: 1) == "" && pages(1, of: 0) == "")
    #expect(!pages(1, of: 2).contains("Previous") && pages(1, of: 2).contains("/list?page=2"))
    #expect(pages(2, of: 2).contains("/list?page=1") && !pages(2, of: 2).contains("Next"))
    #expect(pages(2, of: 3).contains("Page 2 of 3"))
  }

  @Test func `A table says what its columns and rows are, and that there is nothing`() {
    let columns = [Column("Ask"), Column("People", numeric: true)]
    let table = dataTable(
      w, caption: "Asks", columns: columns, rows: [["Survey", "412"]], footer: ["Together", "412"])
    #expect(fault(table) == nil)
    #expect(table.markup.contains("<th scope=\"col\" class=\"number\">People</th>"))
    #expect(table.markup.contains("<th scope=\"row\">Survey</th><td class=\"number\">412</td>"))
    #expect(table.markup.contains("<tfoot><tr><th scope=\"row\">Together</th>"))
    let empty = dataTable(w, caption: "Asks", columns: columns, rows: []).markup
    #expect(empty.contains("<td colspan=\"2\" class=\"nothing\">Nothing yet.</td>"))
  }

  @Test func `Empty lines part paragraphs, and lines are kept`() {
    let text = prose("One\r\ntwo\r\n\r\nThree <b>").markup
    #expect(text.contains("<p dir=\"auto\">One<br/>two</p><p dir=\"auto\">Three &lt;b&gt;</p>"))
    #expect(prose("").markup == "<div class=\"prose\"></div>")
  }

  @Test func `Every standing has a word, a mark and a meaning of its own`() {
    let marks = StandingMark.allCases.map { standingTag(w, $0).markup }
    #expect(Set(marks).count == 5)
    #expect(Set(StandingMark.allCases.map { $0.meaning(w) }).count == 5)
    #expect(standingTag(w, .assumed).markup.contains("Assumed"))
    #expect(
      sourceLine(w, "Tenants’ circle", standing: .stated, url: "/x").markup.contains(
        "<a href=\"/x\">Tenants’ circle</a>"))
  }

  @Test func `Ids are made of plain letters, and the same for the same text`() {
    #expect(identifier("Full name é/1") == "Full-name---1")
    #expect(textID("part", "صنرايز") == textID("part", "صنرايز"))
    #expect(textID("part", "a") != textID("part", "b"))
    // FNV-1a of "a" with 32 bits is e40c292c.
    #expect(textID("x", "a") == "x-\(String(0xE40C_292C as UInt32, radix: 36))")
    #expect(heading(9, "x").markup == "<h6>x</h6>" && heading(0, "x").markup == "<h1>x</h1>")
  }

  @Test func `Charts draw what cannot be drawn as nothing, and keep their table`() {
    let odd: [Double?] = [nil, 0, -5, .nan, .infinity, 1e300, 0.000_001]
    let bars = odd.enumerated().map {
      Bar("B\($0.offset)", $0.element, low: -.infinity, high: .nan)
    }
    for unit in [ChartUnit.share, .count("People"), .amount("Hours", digits: 1)] {
      for language in [Language.english, .arabic] {
        let w = Words(language)
        let charts: [HTML] = [
          barChart(w, title: "T", description: "D", unit: unit, bars: bars),
          barChart(w, title: "T", description: "D", unit: unit, bars: []),
          groupedBarChart(
            w, title: "T", description: "D", unit: unit, series: ["a", "b"],
            groups: [BarGroup("g", nil, 1), BarGroup("h", [])]),
          lineChart(
            w, title: "T", description: "D", unit: unit,
            points: [0.0, 1, 5].map { LinePoint("p", $0) } + [LinePoint("q", nil)]),
          lineChart(w, title: "T", description: "D", unit: unit, points: []),
          lineChart(w, title: "T", description: "D", unit: unit, points: [LinePoint("p", 1)]),
          stackedBar(
            w, title: "T", description: "D", unit: unit, parts: ["a", "b"],
            rows: [StackedRow("r", [0, 0]), StackedRow("s", [1, 2])]),
          dotMap(w, title: "T", description: "D", places: []),
          dotMap(
            w, title: "T", description: "D",
            places: [Place("N", latitude: 90, longitude: 180, kind: "k")]),
          sparkline(w, values: odd.map { $0.map { min($0, 10) } }, label: "L"),
          sparkline(w, values: [1], label: "L"),
        ]
        for (index, chart) in charts.enumerated() {
          #expect(fault(chart) == nil, "\(index)")
          let picture = chart.markup.components(separatedBy: "<details class=\"twin\">")[0]
          #expect(!picture.contains("nan") && !picture.contains("inf%"), "\(index)")
        }
      }
    }
    let hidden = barChart(w, title: "T", description: "D", unit: .share, bars: [Bar("Few", nil)])
    #expect(hidden.markup.components(separatedBy: "Not shown").count == 3)
  }

  @Test func `Lengths in a picture are written without a comma, whatever the language`() {
    #expect(percentage(0.4321) == "43.21%" && percentage(1) == "100%")
    #expect(decimal(2) == "2" && decimal(-0.001) == "0" && decimal(1.005) == "1")
    #expect(decimal(1.25) == "1.25" && decimal(.nan) == "0")
    #expect(roundNumbers(0, 97) == [0, 50, 100] && roundNumbers(0, 1) == [0, 0.5, 1])
    #expect(roundNumbers(3, 3) == [3] && roundNumbers(0, .infinity) == [0])
    let scale = Scale([2, 8], mirrored: false)
    #expect(scale.low == 0 && scale.high == 8 && scale.share(4) == 0.5 && scale.share(99) == 1)
    #expect(Scale([2, 8], mirrored: true).place(2) == 0.75)
    #expect(Scale([], mirrored: false).share(0) == 0)
  }
}
