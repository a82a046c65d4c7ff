import ArgumentParser
import CRM
import Foundation

/// What one types, command by command: the last lines of each help. A test parses them all.
enum Examples {
  /// The examples of the command that words name, of which those for options are left out.
  static func text(for words: [String]) -> String {
    // `sale add` of `filon help sale add` and of `filon sale add --help`.
    let path = Filon.command(named: words.first == "help" ? Array(words.dropFirst()) : words).path
    let lines = lines(of: path.joined(separator: " "))
    if lines.isEmpty { return "" }
    return "\n" + say(.examplesHeading) + "\n" + lines.map { "  \($0)\n" }.joined()
  }

  static func lines(of path: String) -> [String] { (all[path] ?? []).map(say) }

  private static func same(_ text: String) -> Message { Message(fr: text, en: text) }

  private static let all: [String: [Message]] = [
    "log": [
      same("filon log"),
      Message(
        fr: "filon log mérieux -c terrain -o intéressé -n \"Envoyer un devis\" -d lundi",
        en: "filon log acme -c field -o interested -n \"Send a quote\" -d monday"),
      Message(fr: "filon log mérieux -c tél -o vendu --sold 450", en: "filon log acme -c phone -o sold --sold 450"),
    ],
    "conversation add": [
      Message(fr: "filon conversation add mérieux -c terrain -o absent", en: "filon conversation add acme -c field -o absent")
    ],
    "conversation list": [
      Message(fr: "filon conversation list --period cette-semaine --by Hélène", en: "filon conversation list --period this-week --by Helen")
    ],
    "agenda": [
      Message(fr: "filon agenda --until vendredi", en: "filon agenda --until friday"), same("filon agenda --format ics > agenda.ics"),
    ],
    "prospect add": [
      Message(
        fr: "filon prospect add \"Boulangerie Mérieux\" --phone \"04 78 00 00 00\" --city Lyon",
        en: "filon prospect add \"Acme Tools\" --email info@acme.example --city London --country GB")
    ],
    "prospect list": [
      Message(fr: "filon prospect list --text lyon --due aujourd’hui", en: "filon prospect list --text london --due today")
    ],
    "prospect show": [Message(fr: "filon prospect show mérieux", en: "filon prospect show acme")],
    "prospect update": [
      Message(fr: "filon prospect update mérieux --owner Hélène --clear note", en: "filon prospect update acme --owner Helen --clear note")
    ],
    "prospect merge": [
      Message(
        fr: "filon prospect merge \"Boulangerie Mérieux\" \"Mérieux SARL\" --preview",
        en: "filon prospect merge \"Acme Tools\" \"Acme Ltd\" --preview")
    ],
    "opportunity add": [
      Message(
        fr: "filon opportunity add mérieux --amount 4500 --title \"Vitrine\" --expected 31/01",
        en: "filon opportunity add acme --amount 4500 --title \"Shop front\" --expected 31/01")
    ],
    "opportunity move": [
      Message(fr: "filon opportunity move mérieux --stage Négociation", en: "filon opportunity move acme --stage Negotiation")
    ],
    "opportunity win": [
      Message(fr: "filon opportunity win mérieux --amount 4200 --sold", en: "filon opportunity win acme --amount 4200 --sold")
    ],
    "opportunity lose": [
      Message(fr: "filon opportunity lose mérieux --reason prix --competitor Durand", en: "filon opportunity lose acme --reason price")
    ],
    "opportunity update": [
      Message(
        fr: "filon opportunity update mérieux --expected \"dans 2 semaines\"", en: "filon opportunity update acme --expected \"in 2 weeks\""
      )
    ],
    "opportunity list": [same("filon opportunity list --csv excel")],
    "sale add": [
      Message(fr: "filon sale add mérieux 450 --on hier", en: "filon sale add acme 450 --on yesterday")
    ],
    "sale refund": [same("filon sale refund 01a21fea-7b28 --amount 40")],
    "sale list": [Message(fr: "filon sale list --period mois-dernier", en: "filon sale list --period last-month")],
    "expense add": [
      Message(fr: "filon expense add 120 --category salon --acquisition", en: "filon expense add 120 --category fair --acquisition")
    ],
    "expense list": [Message(fr: "filon expense list --period ce-trimestre", en: "filon expense list --period this-quarter")],
    "undo": [
      same("filon undo --preview"),
      Message(fr: "filon undo --as Hélène", en: "filon undo --as Helen"),
    ],
    "measurement record": [
      Message(
        fr: "filon measurement record abonnés 4120 --label Facebook", en: "filon measurement record followers 4120 --label Facebook")
    ],
    "report conversion": [
      Message(fr: "filon report conversion --period ce-trimestre", en: "filon report conversion --period this-quarter"),
      Message(fr: "filon report conversion --by canal --period 2026", en: "filon report conversion --by channel --period 2026"),
    ],
    "report pipeline": [Message(fr: "filon report pipeline --period ce-mois", en: "filon report pipeline --period this-month")],
    "segment abc": [
      Message(fr: "filon segment abc --period 2026 --save", en: "filon segment abc --period 2026 --save")
    ],
    "segment matrix": [same("filon segment matrix --period 2026 --potential 5000,20000")],
    "kpi show": [
      Message(
        fr: "filon kpi show \"nouveaux clients\" --period 2026 --by mois", en: "filon kpi show \"new customers\" --period 2026 --by month")
    ],
    "kpi rows": [
      Message(fr: "filon kpi rows \"panier moyen\" --period 2026-T4", en: "filon kpi rows \"average basket\" --period 2026-Q4")
    ],
    "plan init": [same("filon plan init > plan.yaml"), same("filon plan init --year 2027 > plan.yaml")],
    "plan show": [
      Message(fr: "filon plan show --owner Hélène", en: "filon plan show --owner Helen"),
      Message(fr: "filon plan show --full --by mois", en: "filon plan show --full --by month"),
    ],
    "plan alerts": [same("filon plan alerts --rows")],
    "plan calendar": [same("filon plan calendar --format ics > plan.ics")],
    "plan report": [
      Message(fr: "filon plan report --output plan.html", en: "filon plan report --output plan.html"),
      Message(fr: "filon plan report --output plan.xlsx", en: "filon plan report --output plan.xlsx"),
    ],
    "plan check": [same("filon plan check plan.yaml")],
    "plan apply": [same("filon plan apply plan.yaml --preview")],
    "import prospects": [
      Message(fr: "filon import prospects clients.xlsx --preview", en: "filon import prospects customers.xlsx --preview"),
      Message(
        fr: "filon import prospects export.csv --preset hubspot --existing update",
        en: "filon import prospects export.csv --preset hubspot --existing update"),
    ],
    "export": [same("filon export sales --period 2026 --csv excel --to 2026.csv")],
    "init": [Message(fr: "filon init \"Mon entreprise\"", en: "filon init \"My company\" --currency GBP --timezone Europe/London")],
    "salesperson add": [
      Message(
        fr: "filon salesperson add \"Hélène Lefèvre\" --profile chasseur", en: "filon salesperson add \"Helen Carter\" --profile hunter")
    ],
    "stage add": [
      Message(
        fr: "filon stage add \"Essai\" --after \"Devis remis\" --chance 60", en: "filon stage add \"Trial\" --after \"Quote\" --chance 60")
    ],
    "config set": [
      Message(fr: "filon config set as Hélène", en: "filon config set as Helen"),
      Message(fr: "filon config set channel terrain", en: "filon config set channel field"),
    ],
  ]
}

extension Message {
  static let examplesHeading = Message(fr: "EXEMPLES\u{A0}:", en: "EXAMPLES:")
}
