import Markup
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
          page.element("h1", printed(title))
          page.element("p", ["class": "facts"], printed(facts.joined(separator: " · ")))
          contents(into: &page)
        }
        page.element("main") { page in
          for section in sections { write(section, into: &page) }
        }
      }
    }
    page.lineBreak()
    return page.text
  }

  /// Where each chapter begins.
  private func contents(into page: inout Markup) {
    page.element("nav", ["aria-label": Message.reportContents.text(in: language)]) { page in
      page.element("ol") { page in
        for section in sections {
          page.lineBreak()
          page.element("li", ["class": section.isPart ? "part" : "chapter"]) { page in
            page.element("a", ["href": "#\(section.key)"], printed(section.heading))
          }
        }
      }
    }
  }

  private func write(_ section: ReportSection, into page: inout Markup) {
    page.lineBreak()
    page.element("section", ["id": section.key, "class": section.isPart ? "part \(section.key)" : section.key]) { page in
      page.element("h2") { page in
        if let number = section.number { page.element("span", ["class": "number"], number) }
        page.write(printed(section.title))
      }
      for (index, block) in section.blocks.enumerated() {
        page.lineBreak()
        write(block, as: "\(section.key)-\(index + 1)", into: &page)
      }
    }
  }

  private func write(_ block: ReportBlock, as id: String, into page: inout Markup) {
    switch block {
    case .heading(let text): page.element("h3", printed(text))
    case .paragraph(let text): paragraph(text, [:], into: &page)
    case .note(let text): paragraph(text, ["class": "note"], into: &page)
    case .lists(let lists):
      page.element("div", ["class": "lists"]) { page in
        for list in lists where !list.items.isEmpty { write(list, into: &page) }
      }
    case .figures(let figures):
      page.element("dl", ["class": "figures", "style": "--in-row: \(figures.inRow)"]) { page in
        for figure in figures { write(figure, into: &page) }
      }
    case .table(let table): write(table, as: id, into: &page)
    case .charted(let table, let chart):
      draw(chart, width: 680, into: &page)
      write(table, as: id, into: &page)
    case .charts(let charts):
      page.element("div", ["class": "charts"]) { page in
        for chart in charts { draw(chart, width: charts.count > 1 ? 350 : 680, into: &page) }
      }
    case .timeline(let timeline):
      page.element("figure") { page in
        page.element("figcaption", printed(timeline.title))
        page.write(timeline.svg)
      }
    }
  }

  private func draw(_ chart: Chart, width: Double, into page: inout Markup) {
    page.element("figure") { page in
      page.element("figcaption", printed(chart.title))
      page.write(chart.svg(width: width, height: width > 400 ? 220 : 175, formats))
    }
  }

  private func paragraph(_ text: String, _ attributes: KeyValuePairs<String, String>, into page: inout Markup) {
    for line in text.split(separator: "\n") { page.element("p", attributes, printed(String(line))) }
  }

  private func write(_ list: ReportList, into page: inout Markup) {
    page.element("div") { page in
      page.element("h3", printed(list.title))
      page.element("ul") { page in
        for item in list.items { page.element("li", printed(item)) }
      }
    }
  }

  private func write(_ figure: KeyFigure, into page: inout Markup) {
    page.element("div") { page in
      page.element("dt", printed(figure.label))
      page.element("dd") { page in
        page.element("strong", figure.value.text(formats))
        if let detail = figure.detail { page.element("span", printed(detail)) }
        if figure.light != .none { write(figure.light, into: &page) }
      }
    }
  }

  private func write(_ table: Table, as id: String, into page: inout Markup) {
    let table = table.on(.page)
    guard !table.columns.isEmpty else { return }
    guard !table.rows.isEmpty else { return page.element("p", ["class": "note"], printed(table.empty)) }
    // A short table is not cut; a long one has few lines at neither end alone.
    let classes =
      ["wide"] + (table.rows.count <= 5 ? ["keep"] : []) + (table.columns.count > 3 ? ["many"] : [])
      + (table.columns.count > 7 ? ["dense"] : [])
    page.element("div", ["class": classes.joined(separator: " ")]) { page in
      page.element("table", ["id": id]) { page in
        if let title = table.title { page.element("caption", printed(title)) }
        page.element("thead") { page in
          page.element("tr") { page in
            for column in table.columns { page.element("th", ["scope": "col", "class": style(column)], printed(column.header)) }
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
    for note in table.notes { page.element("p", ["class": "note below"], printed(note)) }
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
      page.element("span", ["class": "range"]) { page in
        write(low, into: &page)
        page.write(" – ")
        write(high, into: &page)
      }
    case .trend(let trend): page.write(trend.svg)
    case .items(let items) where items.count > 1:
      page.element("ul") { page in for item in items { page.element("li", printed(item)) } }
    case .missing(let reason?):
      page.write(Formats.missing)
      page.element("span", ["class": "reason"], printed(reason))
    case .noted(let value, let note):
      write(value, into: &page)
      page.element("span", ["class": "beside"], printed(note.text(formats)))
    case .chapter(let key, let title): page.element("a", ["href": "#\(key)"], printed(title))
    default: page.write(printed(cell.text(formats)))
    }
  }

  private func write(_ light: TrafficLight, into page: inout Markup) {
    guard light != .none else { return page.write(Formats.missing) }
    page.element("span", ["class": "light \(light.rawValue)"], "\(light.sign) \(light.name.text(in: language))")
  }

  private func printed(_ message: Message) -> String { printed(message.text(in: language)) }

  private func printed(_ text: String) -> String { language.typeset(text) }
}
