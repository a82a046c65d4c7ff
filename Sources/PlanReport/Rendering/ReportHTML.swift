import CRM
import Planning
import Postgres
import Tables

extension Report {
  /// A page that needs nothing beside itself: style and drawings stand in it, and it prints on A4.
  package var html: String {
    var page = Markup()
    page.writeVerbatim("<!doctype html>\n")
    page.element("html", ["lang": language.rawValue]) { page in
      page.element("head") { page in
        page.element("meta", ["charset": "utf-8"])
        page.element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        page.element("title", title)
        page.element("style") { $0.writeVerbatim(HTMLStyle.sheet) }
      }
      page.lineBreak()
      page.element("body") { page in
        page.element("header") { page in
          page.element("h1", spaced(title))
          page.element("p", ["class": "facts"], spaced(facts.joined(separator: " · ")))
        }
        page.element("main") { page in
          for section in sections { write(section, into: &page) }
        }
      }
    }
    page.lineBreak()
    return page.text
  }

  private func write(_ section: ReportSection, into page: inout Markup) {
    page.lineBreak()
    page.element("section", ["id": section.key, "class": section.number?.contains(".") == true ? "part" : section.key]) { page in
      page.element("h2") { page in
        if let number = section.number { page.element("span", ["class": "number"], number) }
        page.write(spaced(section.title))
      }
      for (index, block) in section.blocks.enumerated() {
        page.lineBreak()
        write(block, as: "\(section.key)-\(index + 1)", into: &page)
      }
    }
  }

  private func write(_ block: ReportBlock, as id: String, into page: inout Markup) {
    switch block {
    case .heading(let text): page.element("h3", spaced(text))
    case .paragraph(let text): paragraph(text, [:], into: &page)
    case .note(let text): paragraph(text, ["class": "note"], into: &page)
    case .lists(let lists):
      page.element("div", ["class": "lists"]) { page in
        for list in lists where !list.items.isEmpty { write(list, into: &page) }
      }
    case .figures(let figures):
      page.element("dl", ["class": "figures"]) { page in
        for figure in figures { write(figure, into: &page) }
      }
    case .table(let table): write(table, as: id, into: &page)
    case .charts(let charts):
      page.element("div", ["class": "charts"]) { page in
        for chart in charts {
          page.element("figure") { page in
            page.element("figcaption", spaced(chart.title))
            page.write(charts.count > 1 ? chart.svg(width: 350, height: 195, formats) : chart.svg(formats))
          }
        }
      }
    case .timeline(let timeline):
      page.element("figure") { page in
        page.element("figcaption", spaced(timeline.title))
        page.write(timeline.svg)
      }
    }
  }

  private func paragraph(_ text: String, _ attributes: KeyValuePairs<String, String>, into page: inout Markup) {
    for line in text.split(separator: "\n") { page.element("p", attributes, spaced(String(line))) }
  }

  private func write(_ list: ReportList, into page: inout Markup) {
    page.element("div") { page in
      page.element("h3", spaced(list.title))
      page.element("ul") { page in
        for item in list.items { page.element("li", spaced(item)) }
      }
    }
  }

  private func write(_ figure: KeyFigure, into page: inout Markup) {
    page.element("div") { page in
      page.element("dt", spaced(figure.label))
      page.element("dd") { page in
        page.element("strong", figure.value.text(formats))
        if let detail = figure.detail { page.element("span", spaced(detail)) }
        if figure.light != .none { write(figure.light, into: &page) }
      }
    }
  }

  private func write(_ table: Table, as id: String, into page: inout Markup) {
    let table = table.on(.page)
    guard !table.columns.isEmpty else { return }
    guard !table.rows.isEmpty else { return page.element("p", ["class": "note"], spaced(table.empty)) }
    // A short table is not cut; its heading stays with it.
    page.element("div", ["class": table.rows.count <= 14 ? "wide keep" : "wide"]) { page in
      if let title = table.title { page.element("h3", ["id": id], spaced(title)) }
      page.element("table", table.title == nil ? [:] : ["aria-labelledby": id]) { page in
        page.element("thead") { page in
          page.element("tr") { page in
            for column in table.columns { page.element("th", ["scope": "col", "class": style(column)], spaced(column.header)) }
          }
        }
        page.element("tbody") { page in
          for row in table.rows {
            page.lineBreak()
            write(row, of: table, into: &page)
          }
        }
        guard !table.footer.isEmpty else { return }
        page.element("tfoot") { page in
          for row in table.footer { write(row, of: table, into: &page) }
        }
      }
    }
  }

  /// A row; its first cell heads it.
  private func write(_ row: [TableCell], of table: Table, into page: inout Markup) {
    page.element("tr") { page in
      for (index, (cell, column)) in zip(row, table.columns).enumerated() {
        page.element(index == 0 ? "th" : "td", index == 0 ? ["scope": "row"] : ["class": style(column)]) { write(cell, into: &$0) }
      }
    }
  }

  private func style(_ column: Heading) -> String { column.alignment == .trailing ? "n" : "t" }

  private func write(_ cell: TableCell, into page: inout Markup) {
    switch cell {
    case .light(let light): write(light, into: &page)
    // A date is not cut at the end of a line.
    case .day(let day): page.element("time", ["datetime": day.description], formats.day(day))
    case .range(let low, let high):
      write(low, into: &page)
      page.write(" – ")
      write(high, into: &page)
    case .trend(let trend): page.write(trend.svg)
    case .items(let items) where items.count > 1:
      page.element("ul") { page in for item in items { page.element("li", spaced(item)) } }
    case .missing(let reason?):
      page.write(Formats.missing)
      page.element("span", ["class": "reason"], spaced(reason))
    default: page.write(spaced(cell.text(formats)))
    }
  }

  private func write(_ light: TrafficLight, into page: inout Markup) {
    guard light != .none else { return page.write(Formats.missing) }
    page.element("span", ["class": "light \(light.rawValue)"], "\(light.sign) \(light.name.text(in: language))")
  }

  private func spaced(_ message: Message) -> String { spaced(message.text(in: language)) }

  /// French puts a space before two-part marks; no line may begin with one.
  private func spaced(_ text: String) -> String {
    guard language == .fr else { return text }
    return ["?", "!", ";", ":", "»", "%", "€"].reduce(text.replacing("« ", with: "«\u{A0}")) {
      $0.replacing(" \($1)", with: "\u{A0}\($1)")
    }
  }
}
