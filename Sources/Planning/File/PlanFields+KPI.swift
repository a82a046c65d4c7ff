import CRM
import Yams

/// Section 7.
extension PlanKPI: PlanPart {
  static let fields: [PlanField<PlanKPI>] = [
    PlanField(
      required: .name(Message(fr: "Comme on le lit.", en: "As people read it.")), \.name, .name),
    PlanField(.key(Message(fr: "Tirée du nom si elle manque.", en: "Made from the name when left out.")), \.key, .name, default: ""),
    PlanField(
      PlanKey(
        en: "indicator", fr: "indicateur", others: ["kpi"],
        help: Message(
          fr: "Un indicateur du catalogue\u{A0}: \(PlanKPINames.titles(in: .fr)).",
          en: "A KPI of the catalogue: \(PlanKPINames.titles(in: .en)).")),
      \.catalogueName, .kpiName),
    PlanField(
      PlanKey(
        en: "variant", fr: "variante",
        help: Message(fr: "Une variante publiée de cet indicateur.", en: "A published variant of that KPI.")),
      \.variant, .name
    ).refused(after: { $0.numerator != nil || $0.catalogueName == nil }, .planVariantAlone),
    PlanField(
      PlanKey(
        en: "numerator", fr: "numérateur", others: ["count", "compte"],
        help: Message(
          fr: "Ou un indicateur à vous\u{A0}: un compte ou une série, comme rendez-vous ou {compte: commandes, canal: terrain}…",
          en: "Or a KPI of your own: a count or a series, such as appointments or {count: orders, channel: field}…")),
      \.numerator, .term
    ).refused(after: { $0.catalogueName != nil }, .planTwoFormulas),
    PlanField(
      PlanKey(en: "denominator", fr: "dénominateur", others: ["over"], help: Message(fr: "… divisé par un autre.", en: "… over another.")),
      \.denominator, .term
    ).refused(after: { $0.numerator == nil }, .planDenominatorAlone),
    PlanField(
      PlanKey(
        en: "filter", fr: "filtre",
        help: Message(
          fr: "Seulement une partie des lignes\u{A0}: {canal: terrain}, {commercial: Y}.",
          en: "Only some of the rows: {channel: field}, {salesperson: Y}.")),
      part: \.filter
    ).explainedOnItsLine,
    PlanField(
      PlanKey(
        en: "per salesperson", fr: "par commercial",
        help: Message(fr: "oui\u{A0}: lu aussi pour chacun de l’équipe.", en: "yes: also read for each of the team.")),
      \.perSalesperson, .flag, default: false),
    PlanField(
      PlanKey(
        en: "owner", fr: "responsable",
        help: Message(
          fr: "Qui en répond\u{A0}; celui de son objectif s’il manque.", en: "Who answers for it; that of its objective when left out.")),
      \.owner, .name),
    PlanField(
      PlanKey(
        en: "higher is better", fr: "plus haut est mieux",
        help: Message(fr: "oui ou non\u{A0}; le catalogue le sait pour les siens.", en: "yes or no; the catalogue knows it of its own.")),
      \.higherIsBetter, .flag),
    PlanField(.definedOn, \.definedOn, .day),
    PlanField(
      PlanKey(
        en: "baseline", fr: "point de départ", others: ["base", "valeur de départ"],
        help: Message(fr: "La valeur de départ.", en: "Where we start.")),
      figure: \.baseline, of: { kpi, _ in kpi }),
    PlanField(
      PlanKey(
        en: "target", fr: "valeur cible", others: ["cible", "target value"],
        help: Message(
          fr: "La valeur à atteindre sur tout le plan\u{A0}; celle de son objectif si elle manque.",
          en: "The value to reach over the whole plan; that of its objective when left out.")),
      figure: \.target, of: { kpi, _ in kpi }),
    bySalesperson,
    PlanField(.phasing, \.phasing, .phasing, default: .workingDays),
    PlanField(
      PlanKey(
        en: "green from", fr: "vert dès",
        help: Message(fr: "Part de la cible à ce jour dès laquelle c’est bien.", en: "Share of the target so far from which all is well.")),
      \.greenFrom, .share, default: 10_000),
    PlanField(
      PlanKey(
        en: "amber from", fr: "orange dès",
        help: Message(
          fr: "Part dès laquelle c’est à surveiller\u{A0}; en dessous, un problème.", en: "Share from which to watch it; below, a problem.")
      ),
      \.amberFrom, .share, default: 8_000),
    PlanField(
      PlanKey(
        en: "updated every", fr: "mis à jour tous les", others: ["rhythm", "rythme"],
        help: Message(fr: "Nombre de jours entre deux relevés promis.", en: "Days between two readings, as promised.")),
      \.rhythmDays, .count),
    PlanField(
      PlanKey(
        en: "control places", fr: "communes témoins",
        help: Message(fr: "Communes sans l’action, pour comparer.", en: "Towns without the action, to compare with.")),
      \.controlPlaces, each: .name),
  ]

  private static let bySalesperson = PlanField<PlanKPI>(
    key: PlanKey(
      en: "target by salesperson", fr: "cible par commercial", others: ["valeur cible par commercial"],
      help: Message(fr: "La part de chacun\u{A0}: {Y: 20, Z: 12}.", en: "Everybody's part: {Y: 20, Z: 12}.")),
    property: \PlanKPI.targetBySalesperson,
    read: { node, kpi, parser in
      let codec = PlanCodec<[String: Int]>.byName(.figure(in: kpi.unit(parser.series)))
      if let targets = codec.read(node, parser) { kpi.targetBySalesperson = targets }
    },
    write: { kpi, writing in
      kpi.targetBySalesperson.isEmpty
        ? nil : PlanCodec<[String: Int]>.byName(.figure(in: kpi.unit(writing.series))).write(kpi.targetBySalesperson, writing)
    })

}

extension KPIFilter: PlanPart {
  static let fields: [PlanField<KPIFilter>] = [
    PlanField(.filter("salesperson", "commercial"), \.salesperson, .name),
    PlanField(.filter("team", "équipe"), \.team, .name),
    PlanField(.filter("channel", "canal"), \.channel, .choice),
    PlanField(.filter("source", "origine"), \.source, .name),
    PlanField(.filter("outcome", "résultat"), \.outcome, .choice),
    PlanField(.filter("stage", "étape"), \.stage, .name),
    PlanField(.filter("category", "catégorie"), \.category, .name),
    PlanField(.filter("action", "action"), \.action, .name),
    PlanField(.filter("label", "libellé"), \.label, .name),
    PlanField(.filter("place", "lieu", "commune"), \.place, .name),
  ]
}

extension PlanKey {
  fileprivate static func filter(_ en: String, _ fr: String, _ others: String...) -> PlanKey {
    PlanKey(en: en, fr: fr, others: others, help: Message(fr: "", en: ""))
  }
}

/// A count and which of its rows are taken.
extension KPITerm: PlanPart {
  static let fields: [PlanField<KPITerm>] =
    [
      PlanField(
        required: PlanKey(en: "count", fr: "compte", others: ["series", "série"], help: Message(fr: "Le compte.", en: "The count.")),
        \.count, .countName)
    ] + KPIFilter.fields.map { $0.among(\KPITerm.filter) }
}

extension PlanField {
  /// The same key, whose parts are explained on its line and only written where they say something.
  fileprivate var explainedOnItsLine: PlanField {
    var field = self
    field.blank = { nil }
    field.write = { whole, writing in
      var writing = writing
      writing.isTemplate = false
      return write(whole, writing)
    }
    return field
  }

  /// The same key, which is refused when the keys before it say something that it contradicts.
  fileprivate func refused(after contradicts: @escaping @Sendable (Whole) -> Bool, _ message: Message) -> PlanField {
    var field = self
    field.read = { node, whole, parser in
      if contradicts(whole) { parser.report(.error, message, at: node.mark) } else { read(node, &whole, parser) }
    }
    return field
  }
}

extension PlanCodec where Value == KPITerm {
  /// A count by its name, or with a filter.
  static let term = PlanCodec(
    read: { node, parser in
      if node.scalar != nil { return PlanCodec<String>.countName.read(node, parser).map { KPITerm($0) } }
      var term = KPITerm("")
      parser.read(node, into: &term)
      return term
    },
    write: { term, writing in
      term.filter == KPIFilter() ? PlanCodec<String>.countName.write(term.count, writing) : .mapping(writing.entries(term))
    })
}

extension PlanCodec where Value == String {
  /// A count or an outside series, in any language.
  static let countName = PlanCodec(
    read: { node, parser in
      name.read(node, parser).map { text in
        let (count, word) = (PlanKPINames.count(named: text, parser.series), PlanKPINames.count(named: text, [:]))
        if count != word { parser.report(.warning, .seriesNotCount(count), at: node.mark, remedy: .countByCode(word)) }
        return count
      }
    },
    write: { count, writing in .scalar(PlanKPINames.name(ofCount: count, writing.series, in: writing.language)) })

  /// The name of a KPI of the catalogue, in any language.
  static let kpiName = PlanCodec(
    read: { node, parser in parser.value(node) { try PlanKPINames.kpi(named: $0) } },
    write: { name, writing in .scalar(PlanKPINames.definition(of: name)?.title.text(in: writing.language) ?? name) })
}

/// The formula taken apart, as the file writes it.
extension PlanKPI {
  fileprivate var catalogueName: String? {
    get { if case .catalogue(let name, _) = formula, !name.isEmpty { name } else { nil } }
    set { formula = .catalogue(newValue ?? "", variant: variant) }
  }

  var variant: String? {
    get { if case .catalogue(_, let variant) = formula { variant } else { nil } }
    set { if case .catalogue(let name, _) = formula { formula = .catalogue(name, variant: newValue) } }
  }

  var numerator: KPITerm? {
    get { if case .ratio(let term, _) = formula { term } else { nil } }
    set { if let newValue { formula = .ratio(newValue, over: denominator) } }
  }

  var denominator: KPITerm? {
    get { if case .ratio(_, let term) = formula { term } else { nil } }
    set { if case .ratio(let term, _) = formula { formula = .ratio(term, over: newValue) } }
  }
}

extension Sequence<PlanKPI> {
  /// The KPI that a name or key means, or that of the catalogue's name; nil without a name.
  func first(named text: String?) -> PlanKPI? {
    guard let text = text?.folded else { return nil }
    return first { $0.key.folded == text || $0.name.folded == text }
      ?? first { kpi in
        guard case .catalogue(let name, _) = kpi.formula else { return false }
        return (try? PlanKPINames.kpi(named: text)) == name
      }
  }
}
