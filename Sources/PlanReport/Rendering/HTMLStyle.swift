/// The style sheet of the page: for A4 first, then for screens. It has none of `<`, `&`.
enum HTMLStyle {
  static let sheet: StaticString = """

    :root { color-scheme: light; --ink: #1c2733; --faint: #55606c; --rule: #d9dee3; --accent: #1d5c8a; }
    @page { size: A4; margin: 16mm 15mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #55606c; } }
    * { box-sizing: border-box; }
    html { font: 10pt/1.45 "Helvetica Neue", Arial, "Liberation Sans", "DejaVu Sans", sans-serif; color: var(--ink); background: #fff; hyphens: manual; }
    body { max-width: 180mm; margin: 0 auto; padding: 0; }
    h1 { font-size: 21pt; line-height: 1.15; font-weight: 650; margin: 0 0 1mm; letter-spacing: -0.01em; }
    h2 { font-size: 15pt; line-height: 1.2; margin: 9mm 0 3mm; padding-bottom: 1.2mm; border-bottom: 1.5pt solid var(--accent); }
    h2 .number { color: var(--accent); margin-right: 0.6em; }
    .part h2 { font-size: 12.5pt; border-bottom-width: 0.75pt; }
    h3 { font-size: 10.5pt; line-height: 1.3; margin: 4mm 0 1mm; }
    h2, h3, figcaption, caption { break-after: avoid; text-wrap: balance; }
    a { color: inherit; text-decoration-color: var(--rule); text-underline-offset: 0.2em; }
    nav { margin: 2mm 0 0; font-size: 8.5pt; line-height: 1.5; }
    nav ol { list-style: none; margin: 0; padding: 0; columns: 3; column-gap: 7mm; }
    nav li { margin: 0; break-inside: avoid; }
    nav .part { padding-left: 1.2em; }
    nav a { text-decoration: none; }
    nav a:hover { text-decoration: underline; }
    p { margin: 0 0 2mm; max-width: 78ch; orphans: 3; widows: 3; text-wrap: pretty; overflow-wrap: anywhere; }
    .facts, .note { color: var(--faint); font-size: 9pt; }
    .summary h2 { margin-top: 4mm; }
    .summary .wide { margin: 2mm 0 3mm; }
    .summary td, .summary th { padding-top: 0.8mm; padding-bottom: 0.8mm; }
    .figures { display: flex; flex-wrap: wrap; gap: 2.5mm 5mm; margin: 0 0 4mm; }
    .figures div { flex: 1 1 max(36mm, (100% - (var(--in-row) - 1) * 5mm) / var(--in-row) - 0.1mm); border-top: 0.75pt solid var(--rule); padding-top: 1.2mm; break-inside: avoid; }
    dt { font-size: 8.5pt; color: var(--faint); }
    dd { margin: 0; }
    dd strong { display: block; font-size: 16pt; line-height: 1.2; font-weight: 600; font-variant-numeric: tabular-nums lining-nums; }
    dd span { display: block; font-size: 8.5pt; color: var(--faint); }
    .lists { display: grid; grid-template-columns: repeat(auto-fit, minmax(78mm, 1fr)); gap: 1mm 7mm; margin-bottom: 3mm; }
    .lists div { break-inside: avoid; }
    ul { margin: 0 0 1mm; padding-left: 1.1em; }
    li { margin-bottom: 0.4mm; overflow-wrap: anywhere; }
    .wide { margin: 4mm 0 5mm; }
    .lists + .note { break-before: avoid; }
    .below { break-before: avoid; margin: 0 0 1mm; font-size: 8pt; max-width: none; }
    .wide:has(+ .below) { margin-bottom: 1.5mm; }
    .below:not(:has(+ .below)) { margin-bottom: 5mm; }
    caption { text-align: left; font-weight: 700; font-size: 10.5pt; line-height: 1.3; padding-bottom: 1mm; }
    .keep { break-inside: avoid; }
    table { width: 100%; border-collapse: collapse; font-size: 8.8pt; line-height: 1.35; font-variant-numeric: tabular-nums lining-nums; }
    thead { display: table-header-group; }
    tfoot { display: table-row-group; font-weight: 600; }
    tr { break-inside: avoid; }
    thead, tbody tr:nth-child(-n + 2) { break-after: avoid; }
    tfoot tr, tbody tr:nth-last-child(-n + 2) { break-before: avoid; }
    th, td { text-align: left; vertical-align: top; padding: 1.1mm 2.2mm 1.1mm 0; font-weight: inherit; overflow-wrap: break-word; }
    .summary tbody th, .kpis tbody th { width: 36mm; }
    .n + .t { padding-left: 2mm; }
    .dense table { font-size: 7.8pt; }
    .dense th, .dense td { padding-right: 1.6mm; }
    .dense .n { hyphens: auto; }
    .reason { display: block; white-space: normal; text-align: left; font-size: 7.5pt; line-height: 1.2; color: var(--faint); max-width: 34mm; }
    th:last-child, td:last-child { padding-right: 0; }
    thead th { border-bottom: 0.75pt solid var(--ink); font-weight: 600; vertical-align: bottom; }
    tbody tr { border-bottom: 0.4pt solid var(--rule); }
    tfoot tr:first-child { border-top: 0.75pt solid var(--ink); }
    .n { text-align: right; white-space: nowrap; }
    thead .n { white-space: normal; }
    td ul { padding-left: 1em; }
    time, .range { white-space: nowrap; }
    .beside { display: block; font-size: 7.5pt; line-height: 1.2; font-weight: 400; color: var(--faint); }
    .light { white-space: nowrap; font-weight: 600; color: var(--faint); }
    dd .light { color: var(--faint); }
    .green, dd .green { color: #1f6f43; }
    .amber, dd .amber { color: #8a5a00; }
    .red, dd .red { color: #a61b1b; }
    .charts { display: flex; gap: 6mm; }
    figure { margin: 0 0 4mm; flex: 1; min-width: 0; break-inside: avoid; }
    figcaption { font-weight: 600; font-size: 9.5pt; margin-bottom: 1mm; }
    .chart { display: block; width: 100%; height: auto; }
    .trend { display: inline-block; vertical-align: middle; }
    @media screen {
      body { padding: 8mm 6mm 20mm; }
      html { font-size: 11pt; }
      .wide { overflow-x: auto; }
    }
    @media screen and (max-width: 640px) {
      .lists { grid-template-columns: 1fr; }
      .charts { display: block; }
      nav ol { columns: 1; }
      figure { overflow-x: auto; }
      .chart[width="680"] { min-width: 34rem; }
      .many table { min-width: 36rem; }
      .many tbody th, .many thead th:first-child, .many tfoot th { position: sticky; left: 0; background: #fff; }
    }

    """
}
