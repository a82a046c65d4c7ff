import CRM

// Commands and options have one name, in English. Whoever types the French word for one, or misspells it, is told the name.

/// The names that somebody may mean who types another word.
enum ParserWords {
  /// The command among those that are there.
  static func command(meant word: String, among names: [String]) -> String? { name(for: word, in: commands, among: names) }

  /// The option, without its dashes, among those that a command has.
  static func option(meant word: String, among names: [String]) -> String? { name(for: word, in: options, among: names) }

  private static func name(for word: String, in words: [String: [String]], among names: [String]) -> String? {
    let word = word.folded
    let singular = word.hasSuffix("s") ? String(word.dropLast()) : word
    if let meant = (words[word] ?? words[singular])?.first(where: names.contains) ?? names.first(where: { $0 == singular }) { return meant }
    if word.count >= 2, let begun = names.first(where: { $0.hasPrefix(word) }) { return begun }
    guard let near = (names + words.keys.sorted()).nearest(to: word), near.count > 2 else { return nil }
    return names.contains(near) ? near : words[near]?.first(where: names.contains)
  }

  private static let commands: [String: [String]] = [
    "noter": ["log"], "journal": ["log"], "relance": ["agenda"], "client": ["prospect"], "contact": ["prospect"],
    "affaire": ["opportunity"],
    "opportunite": ["opportunity"], "deal": ["opportunity"], "vente": ["sale"], "depense": ["expense"], "mesure": ["measurement"],
    "importer": ["import"], "exporter": ["export"], "rapport": ["report"], "indicateur": ["kpi"], "segmentation": ["segment"],
    "commercial": ["salesperson"], "commerciaux": ["salesperson"], "vendeur": ["salesperson"], "equipe": ["salesperson"],
    "organisation": ["organization"], "entreprise": ["organization"], "societe": ["organization"], "etape": ["stage"], "base": ["db"],
    "serveur": ["db"], "reglage": ["config"], "configuration": ["config"], "annuler": ["undo", "void"], "ajouter": ["add"],
    "nouveau": ["add", "init"], "creer": ["add", "init"], "liste": ["list"], "lister": ["list"], "voir": ["show"], "montrer": ["show"],
    "afficher": ["show"], "modifier": ["update"], "changer": ["update"], "gagner": ["win"], "perdre": ["lose"], "abandonner": ["abandon"],
    "rouvrir": ["reopen"], "deplacer": ["move"], "fusionner": ["merge"], "rembourser": ["refund"], "avoir": ["refund"],
    "renommer": ["rename"], "fermer": ["close"], "cloturer": ["close"], "alerte": ["alerts"], "calendrier": ["calendar"],
    "historique": ["history"], "verifier": ["check"], "appliquer": ["apply"], "derive": ["drift"], "valeur": ["values"],
    "demarrer": ["start"], "arreter": ["stop"], "etat": ["status"], "matrice": ["matrix"], "ligne": ["rows"],
    "supprimer": ["remove", "void"],
    "conversion": ["conversion"],
  ]

  private static let options: [String: [String]] = [
    "par": ["by", "owner"], "commercial": ["by", "owner", "salesperson"], "vendeur": ["by", "owner", "salesperson"],
    "proprietaire": ["owner"], "responsable": ["owner"], "avec": ["with"], "canal": ["channel"], "resultat": ["outcome"],
    "quand": ["at", "on"], "le": ["on", "at"], "date": ["on", "at"], "jour": ["on", "next-on"], "duree": ["minutes"], "suite": ["next"],
    "ensuite": ["next"], "prochain": ["next"], "relance": ["next"], "etape": ["stage"], "opportunite": ["opportunity"],
    "vendu": ["sold"], "nouveau": ["new"], "montant": ["amount", "sold"], "marge": ["margin"], "titre": ["title"], "origine": ["source"],
    "prevu": ["expected"], "motif": ["reason"], "raison": ["reason"], "concurrent": ["competitor"], "nom": ["name"],
    "tel": ["phone"], "telephone": ["phone"], "courriel": ["email"], "mail": ["email"], "adresse": ["address"], "ville": ["city"],
    "cp": ["postal-code"], "code-postal": ["postal-code"], "pays": ["country"], "tva": ["vat"], "potentiel": ["potential"],
    "periode": ["period"], "du": ["from"], "de": ["from"], "depuis": ["from"], "debut": ["from"], "au": ["until", "to"],
    "jusque": ["until", "to"], "fin": ["until", "to"], "organisation": ["organization"], "entreprise": ["organization"], "comme": ["as"],
    "langue": ["lang"], "base": ["database"], "ligne": ["rows"], "critere": ["criterion"], "seuil": ["thresholds"], "regle": ["rule"],
    "modele": ["template"], "sortie": ["output"], "limite": ["limit"], "apres": ["after"], "categorie": ["category"], "equipe": ["team"],
    "profil": ["profile"], "devise": ["currency"], "fuseau": ["timezone"], "colonne": ["column"], "apercu": ["preview"],
    "existant": ["existing"], "taux": ["rate"], "complet": ["full"], "entier": ["full"], "aide": ["help"], "systeme": ["system"],
    "valeur": ["value"], "etiquette": ["label"], "lieu": ["place"], "variante": ["variant"],
  ]
}
