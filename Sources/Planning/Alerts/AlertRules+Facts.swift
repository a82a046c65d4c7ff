import CRM
import Foundation
import Postgres

/// Rules that what happened breaks.
extension AlertRules {
  /// C04: more spent than allocated, in all or ahead of the months; more than the total budget.
  func overspent() throws -> [PlanAlert] {
    let perAction = try document.budget.actions.compactMap { action -> PlanAlert? in
      let spend = spend(of: action)
      let spent = spend.reduce(0) { $0 + $1.cents }
      let allocated = action.allocationCents ?? 0
      let subject = PlanAlert.Subject.action(action)
      if spent > allocated {
        var sum = 0
        let day = spend.first { spend in
          sum += spend.cents
          return sum > allocated
        }?.day
        return PlanAlert(
          .c04, .problem, on: day ?? at, subject, person: action.owner, .actionOverspent(action.name, spent, allocated, currency),
          remedy: .lowerSpending, expenses: spend)
      }
      // Money is often spent at the beginning of a month.
      let due = try document.budget(of: action).phasing.value(before: at.firstOfMonth.adding(months: 1))
      guard spent > due else { return nil }
      return PlanAlert(
        .c04, .warning, on: at, subject, person: action.owner, .actionSpendsAhead(action.name, spent, due, currency),
        remedy: .spreadSpending,
        expenses: spend)
    }
    let spent = facts.spend.reduce(0) { $0 + $1.cents }
    guard let total = document.budget.totalCents, spent > total else { return perAction }
    return perAction + [
      PlanAlert(
        .c04, .problem, on: at, .budget, .totalBudgetOverspent(spent, total, currency), remedy: .lowerSpending, expenses: facts.spend)
    ]
  }

  /// C05: a week in which money was spent on an action and no conversation through its channels followed within the lag. For the site, e-mails,
  /// networks and distributors a figure of an outside series is as good.
  func spendWithoutActivity() -> [PlanAlert] {
    document.budget.actions.compactMap { action in
      let spend = spend(of: action).filter { $0.cents > 0 }
      let idle = Dictionary(grouping: spend) { $0.day.firstOfWeek }.filter { week, _ in
        // What is paid before the action begins, such as a deposit, shows in it.
        let begun = max(week, (action.from ?? week).firstOfWeek)
        guard let window = try? Period(from: week, to: begun + 7 + Self.lagDays), window.to <= at + 1 else { return false }
        let activity = action.channels.isEmpty ? facts.activity : facts.activity(of: action)
        let talked = activity.contains { window.contains($0.day) }
        let isMeasured = action.channels.isEmpty || !Set(action.channels).isDisjoint(with: [.email, .website, .social, .distributor])
        return !talked && !(isMeasured && facts.measuredWeeks.contains { window.contains($0) })
      }
      guard let first = idle.keys.min() else { return nil }
      let spent = idle.values.flatMap(\.self)
      return PlanAlert(
        .c05, .warning, on: first, .action(action), person: action.owner,
        .spendWithoutActivity(action.name, spent.reduce(0) { $0 + $1.cents }, weeks: idle.count, lag: Self.lagDays, currency),
        remedy: .logActivity, commands: ["filon log"], expenses: spent.sorted { $0.day < $1.day })
    }
  }

  /// C06: conversations through a channel that no action of the day has; an action with conversations, an allocation and no expense.
  func activityWithoutSpendOrAction() throws -> [PlanAlert] {
    let spans = try live.map { ($0.channels, try document.span(of: $0)) }
    guard spans.contains(where: { !$0.0.isEmpty }) else { return [] }
    let loose = facts.activity.filter { activity in !spans.contains { $0.0.contains(activity.channel) && $0.1.contains(activity.day) } }
    let channels = Dictionary(grouping: loose, by: \.channel).map { channel, activity in
      PlanAlert(
        .c06, .warning, on: activity.map(\.day).min() ?? at, .channel(channel),
        .activityWithoutAction(channel, activity.reduce(0) { $0 + $1.conversations }), remedy: .addAction, conversations: activity)
    }
    let unpaid = try live.compactMap { action -> PlanAlert? in
      let span = try document.span(of: action)
      guard action.allocationCents ?? 0 > 0, span.from + Self.lagDays <= at, spend(of: action).isEmpty else { return nil }
      let activity = facts.activity(of: action).filter { span.contains($0.day) }
      guard let first = activity.map(\.day).min() else { return nil }
      return PlanAlert(
        .c06, .warning, on: first, .action(action), person: action.owner,
        .activityWithoutSpend(action.name, activity.reduce(0) { $0 + $1.conversations }), remedy: .recordExpenses,
        commands: ["filon expense add --action"], conversations: activity)
    }
    return channels + unpaid
  }

  /// C08: behind what was due by now, so far that the light is red.
  func behind() -> [PlanAlert] {
    let followed = document.objectives.compactMap { objective in
      progress.objectives[objective.key].map { (PlanAlert.Subject.objective(objective), objective.name, objective.owner, $0) }
    }
    let measured = Set(followed.map { $0.3.key })
    let others = progress.kpis.filter { $0.person != nil || !measured.contains($0.key) }
      .map { (PlanAlert.Subject.kpi($0.key), [$0.name, $0.person].compactMap(\.self).joined(separator: ", "), $0.person, $0) }
    return (followed + others).compactMap { subject, name, person, progress in
      guard progress.light == .red, let exact = progress.exact, let due = progress.due
      else { return nil }
      let isOver = progress.to <= at + 1
      return PlanAlert(
        .c08, progress.person == nil ? .problem : .warning, on: min(at, progress.to - 1), subject, person: person,
        .behind(name, exact, due, progress.unit, isOver: isOver, currency), remedy: isOver ? .learnFromIt : .catchUp,
        commands: ["filon plan show"],
        rows: [
          .init(
            "kpi", key: progress.key, on: progress.from,
            detail: .figures(exact, progress.unit.number(due), in: progress.unit, currency))
        ])
    }
  }

  /// C11: an outside series, or a label of a stock, that has had no figure for longer than its rhythm promises.
  func frozenSeries() -> [PlanAlert] {
    let last = min(at, document.to - 1)
    return document.kpis.flatMap { kpi -> [PlanAlert] in
      guard let rhythm = kpi.rhythmDays, document.from <= last else { return [] }
      return kpi.seriesNames.flatMap { name -> [PlanAlert] in
        let known: [PlanFacts.Series?] = facts.series.filter { $0.name == name }
        return (known.isEmpty ? [nil] : known).compactMap { series in
          let since = series.map(\.lastDay) ?? document.from - 1
          guard last - since > rhythm else { return nil }
          let shown = series?.label.map { "\(name) (\($0))" } ?? name
          return PlanAlert(
            .c11, last - since > 3 * rhythm ? .problem : .warning, on: since + rhythm + 1, .kpi(kpi.key),
            .seriesFrozen(kpi.name, shown, series?.lastDay, rhythm), remedy: .updateSeries,
            commands: ["filon measurement record \(name) …", "filon import measurements"],
            rows: series.map { [.init("measurement", id: Fact.ID($0.lastID), on: $0.lastDay, detail: .verbatim(shown))] } ?? [row(kpi)])
        }
      }
    }
  }

  /// C13: a share above its whole, a stock below zero, days that two figures have, a file imported twice.
  func impossibleFigures() -> [PlanAlert] {
    let shares = document.kpis.filter(\.isShare).compactMap { kpi -> PlanAlert? in
      guard let span = try? document.span() else { return nil }
      let parts = span.parts(by: .month).map(\.period) + [span]
      let above = parts.compactMap { $0.elapsed(by: at) }.compactMap { facts.figures.value(kpi.key, in: $0) }
        .filter { ($0.numerator ?? 0) > ($0.denominator ?? .max) }
      guard let worst = above.last else { return nil }
      return PlanAlert(
        .c13, .warning, on: worst.period.to - 1, .kpi(kpi.key),
        .shareAboveWhole(kpi.name, worst.numerator ?? 0, worst.denominator ?? 0),
        remedy: .compareOnePopulation, rows: above.map { row(kpi, counts($0.numerator ?? 0, $0.denominator ?? 0)) })
    }
    let series = facts.series.flatMap { series -> [PlanAlert] in
      let wrong = [
        (series.kind == .stock ? series.negative : [], Message.negativeStock(series.name, series.negative.count)),
        (series.overlapping, Message.overlappingFigures(series.name, series.overlapping.count)),
      ]
      return wrong.filter { !$0.0.isEmpty }.map { ids, message in
        PlanAlert(
          .c13, .problem, on: series.lastDay, .series(series.name), message, remedy: .voidMeasurements,
          commands: ["filon measurement void"],
          rows: ids.map { .init("measurement", id: Fact.ID($0), detail: .verbatim(series.name)) })
      }
    }
    let imports = facts.imports.map { each in
      PlanAlert(
        .c13, .warning, on: each.day, .file(each.fileName), .importedTwice(each.fileName, each.recorded), remedy: .undoImport,
        commands: ["filon import undo"],
        rows: [.init("import", id: Fact.ID(each.id), on: each.day, detail: .verbatim(each.fileName))])
    }
    return shares + series + imports
  }

  /// C14: a conversion by cohort of which some may still convert.
  func immatureCohorts() -> [PlanAlert] {
    document.kpis.compactMap { kpi in
      guard let elapsed = try? document.span().elapsed(by: at), let value = facts.figures.value(kpi.key, in: elapsed),
        let immature = value.immature, immature > 0
      else { return nil }
      return PlanAlert(
        .c14, .warning, on: at, .kpi(kpi.key), .cohortImmature(kpi.name, immature, value.denominator ?? 0), remedy: .waitForCohort,
        rows: [row(kpi, counts(immature, value.denominator ?? 0))])
    }
  }

  /// C15: calls and messages to consumers without a consent; conversations with somebody who had objected. Consents are not recorded yet, so that
  /// every call to somebody without SIRET or VAT number counts from the day of the law.
  func callsWithoutConsent() -> [PlanAlert] {
    let opposed = facts.calls.filter(\.isOpposed)
    let consumers = facts.calls.filter { !$0.isOpposed && $0.day >= PlanFacts.consentSince }
    let planned = live.filter { action in
      action.channels.contains(.outboundCall) && action.targetGroup != nil && (action.to ?? document.to) > PlanFacts.consentSince
    }
    let made = [(opposed, Message.calledDespiteObjection), (consumers, Message.calledWithoutConsent)].compactMap {
      calls, message -> PlanAlert? in
      guard let first = calls.first else { return nil }
      var alert = PlanAlert(
        .c15, .problem, on: calls.map(\.day).min() ?? first.day, .channels, message(first.total), remedy: .askConsent,
        rows: calls.map { .init("conversation", id: Fact.ID($0.id), on: $0.day, detail: .verbatim($0.channel.rawValue)) })
      alert.count = first.total
      return alert
    }
    return made
      + planned.map { action in
        PlanAlert(
          .c15, .warning, on: max(action.from ?? document.from, PlanFacts.consentSince), .action(action), person: action.owner,
          .phoneNeedsConsent(action.name), remedy: .askConsent, rows: [row(action)])
      }
  }

  /// C16: what is left of a target asks for more discussions, at the rates of the twelve months so far, than the team can hold until the due
  /// date.
  func beyondCapacity() throws -> [PlanAlert] {
    document.objectives.compactMap { objective in
      guard let observed = facts.observed, let target = objective.target, let dueOn = objective.dueOn, dueOn > at else { return nil }
      var rest = objective
      rest.from = max(objective.from ?? document.from, at + 1)
      rest.target = max(0, target - (progress.objectives[objective.key]?.actual ?? 0))
      guard let answer = Achievability(rest, of: document, facts.team, observed), let need = answer.need, let verdict = answer.verdict,
        verdict == .doubtful || verdict == .outOfReach
      else { return nil }
      return PlanAlert(
        .c16, verdict == .outOfReach ? .problem : .warning, on: at, .objective(objective), person: objective.owner,
        .beyondCapacity(objective.name, needed: need.expected, atLeast: need.low, possible: answer.capacity), remedy: .moreCapacity,
        rows: [row(objective)]
          + answer.team.map { .init("person", key: $0.name, detail: .figures(.whole($0.discussions), in: .count, currency)) })
    }
  }
}

extension PlanKPI {
  /// The outside series that it reads.
  var seriesNames: [String] { formula.recipe?.series ?? [] }

  /// Whether it is a part of a whole: a rate of facts that are counted.
  fileprivate var isShare: Bool {
    switch formula {
    case .catalogue("spend_to_sales", _), .catalogue("margin_rate", _), .catalogue("sales_per_day", _): false
    case .catalogue(let name, _): formula.recipe?.isRatio == true && (try? KPICatalogue.named(name).unit) == .rate
    case .ratio(let term, .some(let over)):
      ![term.count, over.count].contains { KPICount(rawValue: $0)?.isMoney ?? false }
    case .ratio: false
    }
  }
}
