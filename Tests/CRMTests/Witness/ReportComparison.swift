@testable import CRM
import Postgres
import TestSupport

/// Asks the service for the figures of a company, as known after each phase, and compares each with the plain computation.
struct ReportComparison {
  let company: PlainCompany
  let scope: Scope
  let recorder: CompanyRecorder
  /// By phase; nil asks for what is known now.
  let instants: [Instant?]
  var comparison = Comparison()

  private var today: Day { company.today }

  private func period(_ days: Range<Day>) -> String { "\(days.lowerBound) to \(days.upperBound)" }

  // MARK: Conversion

  mutating func compareConversion(_ periods: [Range<Day>], by dimensions: [ReportDimension], phase: Int, own: Int? = nil) async throws {
    let ledger = PlainLedger(company, after: phase)
    let beginnings = ledger.beginnings()
    let reports = Reports(own.map { scope.acting(as: recorder.people[$0]) } ?? scope)
    for days in periods {
      for dimension in dimensions {
        let plain = PlainConversion(ledger, beginnings, by: dimension, days, own: own)
        let report = try await reports.conversion(
          by: dimension, from: days.lowerBound, to: days.upperBound, asOf: instants[phase].map(AsOf.instant))
        let place = "\(place(phase, own)), conversion by \(dimension) \(period(days))"
        comparison.expect(place, "rows", report.rows.map { $0.key ?? "nobody" }, keys(plain, dimension, days, own))
        for row in report.rows {
          compare(row.figures, plain.rows[row.key] ?? .init(), "\(place), \(row.key ?? "nobody")", isPart: dimension.isTime)
        }
        compare(report.total, plain.total, "\(place), total", isPart: false)
      }
    }
  }

  private func place(_ phase: Int, _ own: Int?) -> String {
    let known = instants[phase] == nil ? "now" : "as known after phase \(phase)"
    return "\(known)\(own.map { " by \(company.people[$0].name)" } ?? "")"
  }

  /// The rows of a report: of time and of people who were there also those without any fact.
  private func keys(_ plain: PlainConversion, _ dimension: ReportDimension, _ days: Range<Day>, _ own: Int?) -> [String] {
    let there = company.people.indices.filter { index in
      let person = company.people[index]
      return (own == nil || own == index) && person.from.map { $0 < days.upperBound } ?? true
        && person.until.map { $0 > days.lowerBound } ?? true
    }
    var keys = Set(plain.rows.keys.compactMap(\.self))
    switch dimension {
    case .salesperson: keys.formUnion(there.map { company.people[$0].name })
    case .team: keys.formUnion(there.compactMap { company.people[$0].team })
    case .month: keys = Set(days.each.map { String($0.description.prefix(7)) })
    case .quarter: keys = Set(days.each.map { "\($0.year)-Q\(($0.month + 2) / 3)" })
    case .channel, .source, .profile: break
    }
    return keys.sorted() + (plain.rows[String?.none] != nil && !dimension.isTime ? ["nobody"] : [])
  }

  private mutating func compare(_ got: ConversionFigures, _ right: PlainConversion.Row, _ place: String, isPart: Bool) {
    comparison.expect(place, "attempts", got.attempts, right.attempts)
    comparison.expect(place, "discussions", got.discussions, right.discussions)
    comparison.expect(place, "prospects reached", got.prospectsReached, right.reached.count)
    comparison.expect(place, "opened", got.opportunitiesOpened, right.opened)
    comparison.expect(place, "won", got.opportunitiesWon, right.won)
    comparison.expect(place, "lost", got.opportunitiesLost, right.lost)
    comparison.expect(place, "abandoned", got.opportunitiesAbandoned, right.abandoned)
    comparison.expect(place, "open", got.opportunitiesOpen, isPart ? nil : right.open)
    comparison.expect(place, "undated", got.opportunitiesUndated, isPart ? nil : right.undated)
    comparison.expect(place, "converted", got.prospectsConverted, right.converted.count)
    comparison.expect(place, "credits", near: got.conversionCredits, Double(right.creditParts) / 10_000)
    comparison.expect(place, "revenue", got.revenueCents, right.revenue)
    comparison.expect(place, "orders", got.orders, right.orders)
    comparison.expect(place, "average basket", got.averageBasketCents, right.basket)
    comparison.expect(place, "wins with days", got.winsWithDays, right.days.count)
    comparison.expect(place, "mean days to win", near: got.meanDaysToWin, right.meanDays)
    comparison.expect(place, "median days to win", near: got.medianDaysToWin, right.medianDays)
    compare(got.winRate, right.won, of: right.won + right.lost, or: .nothingClosed, place, "win rate")
    compare(got.conversionRate.rate, right.converted.count, of: right.reached.count, or: .nobodyReached, place, "conversion rate")
    comparison.expect(place, "exceeds", got.conversionRate.exceeds, right.converted.count > right.reached.count)
    var reasons: [String: Message] = [:]
    if right.orders == 0 { reasons["average_basket_cents"] = .noOrders }
    if right.days.isEmpty { reasons["days_to_win"] = .noDatedWins }
    if isPart {
      reasons["opportunities_open"] = .openOnlyAtTheEnd
      reasons["opportunities_undated"] = .openOnlyAtTheEnd
    }
    comparison.expect(place, "reasons", got.reasons, reasons)
  }

  private mutating func compare(_ got: Rate, _ numerator: Int, of denominator: Int, or reason: Message, _ place: String, _ name: String) {
    let right = PlainRatio(numerator, denominator)
    comparison.expect(place, "\(name), numerator", got.numerator, numerator)
    comparison.expect(place, "\(name), denominator", got.denominator, denominator)
    comparison.expect(place, "\(name), value", near: got.value, denominator == 0 ? nil : right.double)
    comparison.expect(place, "\(name), low", near: got.low, right.interval?.low)
    comparison.expect(place, "\(name), high", near: got.high, right.interval?.high)
    comparison.expect(place, "\(name), reason", got.reason, denominator == 0 ? reason : nil)
  }

  /// The rows behind each figure of some rows of a report.
  mutating func compareRows(_ days: Range<Day>, by dimension: ReportDimension, phase: Int) async throws {
    let ledger = PlainLedger(company, after: phase)
    let plain = PlainConversion(ledger, ledger.beginnings(), by: dimension, days)
    let shown = plain.rows.sorted { ($0.key ?? "~") < ($1.key ?? "~") }
    for (key, right) in [(ReportKey.all, plain.total)] + shown.suffix(2).map({ (ReportKey($0.key), $0.value) }) {
      let place = "\(place(phase, nil)), rows by \(dimension) \(period(days)), \(key)"
      let counts: [(ConversionFigure, Int)] = [
        (.attempts, right.attempts), (.discussions, right.discussions), (.prospectsReached, right.reached.count),
        (.opportunitiesOpened, right.opened), (.opportunitiesWon, right.won), (.opportunitiesLost, right.lost),
        (.opportunitiesAbandoned, right.abandoned), (.opportunitiesOpen, right.open), (.opportunitiesUndated, right.undated),
        (.opportunitiesClosed, right.won + right.lost),
        (.prospectsConverted, right.converted.count), (.orders, right.orders), (.daysToWin, right.days.count), (.revenue, right.revenue),
      ]
      for (figure, value) in counts where ![.opportunitiesOpen, .opportunitiesUndated].contains(figure) || key == .all || !dimension.isTime
      {
        let rows = try await Reports(scope).rows(
          of: figure, by: dimension, key: key, from: days.lowerBound, to: days.upperBound, asOf: instants[phase].map(AsOf.instant))
        let got = figure == .revenue ? rows.rows.reduce(0) { $0 + ($1.amountCents ?? 0) } : rows.count
        comparison.expect(place, figure.rawValue, got, value)
        if figure == .daysToWin {
          comparison.expect(place, "days", rows.rows.compactMap(\.days).sorted(), right.days.sorted())
        }
      }
    }
  }

  // MARK: Pipeline

  mutating func comparePipeline(_ periods: [Range<Day>], phase: Int, own: Int? = nil) async throws {
    let ledger = PlainLedger(company, after: phase)
    let reports = Reports(own.map { scope.acting(as: recorder.people[$0]) } ?? scope)
    for days in periods {
      let end = min(days.upperBound, max(today + 1, days.lowerBound + 1))
      let plain = PlainPipeline(ledger, days, end: end, own: own)
      let report = try await reports.pipeline(
        from: days.lowerBound, to: days.upperBound, asOf: instants[phase].map(AsOf.instant))
      let place = "\(place(phase, own)), pipeline \(period(days))"
      comparison.expect(place, "day", report.day, end - 1)
      compare(report, plain, place)
      for (kind, got) in [(StageKind.won, report.won), (.lost, report.lost), (.abandoned, report.abandoned)] {
        compare(got, plain.endings[kind] ?? .init(), plain.lossReasons[kind] ?? [:], plain.competitors[kind] ?? [:], "\(place), \(kind)")
      }
    }
  }

  private mutating func compare(_ report: PipelineReport, _ plain: PlainPipeline, _ place: String) {
    comparison.expect(place, "rows", report.stages.count, plain.stages[Int?.none] == nil ? 7 : 8)
    comparison.expect(place, "undated", report.opportunitiesUndated, plain.undated.count)
    for (index, got) in report.stages.enumerated() {
      // Those of an unknown stage come last.
      let stage = index < 7 ? index : nil
      let right = plain.stages[stage] ?? .init()
      let place = "\(place), \(got.stage ?? "stage unknown")"
      comparison.expect(place, "chance", got.probability, stage.map { PlainCompany.stages[$0].chance })
      comparison.expect(place, "opportunities", got.opportunities, right.count)
      comparison.expect(place, "amount", got.amountCents, right.cents)
      comparison.expect(place, "weighted", got.weightedCents, stage.map { _ in PlainRatio(right.weighted, 100).rounded })
      comparison.expect(place, "without amount", got.withoutAmount, right.withoutAmount)
      comparison.expect(place, "days in stage", near: got.meanDaysInStage, mean(right.daysInStage))
      comparison.expect(place, "days open", near: got.meanDaysOpen, mean(right.daysOpen))
      comparison.expect(place, "most days open", got.greatestDaysOpen, right.daysOpen.max())
    }
    let all = plain.stages.values
    comparison.expect(place, "opportunities", report.total.opportunities, all.reduce(0) { $0 + $1.count })
    comparison.expect(place, "amount", report.total.amountCents, all.reduce(0) { $0 + $1.cents })
    // The lines sum to it.
    comparison.expect(place, "weighted", report.total.weightedCents, all.reduce(0) { $0 + PlainRatio($1.weighted, 100).rounded })
    comparison.expect(place, "without amount", report.total.withoutAmount, all.reduce(0) { $0 + $1.withoutAmount })
    comparison.expect(place, "of unknown stage", report.total.unknownStage, plain.stages[Int?.none]?.count ?? 0)
  }

  private func mean(_ days: [Int]) -> Double? { days.isEmpty ? nil : PlainRatio(days.reduce(0, +), days.count).double }

  private mutating func compare(
    _ got: PipelineReport.Closed, _ right: PlainPipeline.Ending, _ reasons: [String?: PlainPipeline.Ending],
    _ competitors: [String?: PlainPipeline.Ending], _ place: String
  ) {
    comparison.expect(place, "opportunities", got.opportunities, right.count)
    comparison.expect(place, "amount", got.amountCents, right.cents)
    comparison.expect(place, "without amount", got.withoutAmount, right.withoutAmount)
    for (name, got, right) in [("loss reasons", got.lossReasons, reasons), ("competitors", got.competitors, competitors)] {
      let counts = Dictionary(uniqueKeysWithValues: got.map { ($0.name, [$0.opportunities, $0.amountCents]) })
      comparison.expect(place, name, counts, right.mapValues { [$0.count, $0.cents] })
      comparison.expect(place, "\(name), most frequent first", got.map(\.opportunities), right.values.map(\.count).sorted(by: >))
    }
  }

  // MARK: ABC

  mutating func compareABC(_ windows: [Range<Day>], phase: Int, own: Int? = nil) async throws {
    let ledger = PlainLedger(company, after: phase)
    let beginnings = ledger.beginnings()
    let segments = Segments(own.map { scope.acting(as: recorder.people[$0]) } ?? scope)
    for window in windows {
      for criterion in ABCCriterion.allCases {
        for rule in ABCRule.allCases {
          var question = Segments.Question()
          (question.criterion, question.rule) = (criterion, rule)
          // Small numbers meet a half exactly now and then.
          if criterion == .orders { question.thresholds = try ABCThresholds("50,80") }
          (question.from, question.to) = (window.lowerBound, window.upperBound)
          question.asOf = instants[phase].map(AsOf.instant)
          let plain = PlainABC(ledger, beginnings, question, window, own: own)
          let report = try await segments.abc(question)
          compare(report, plain, "\(place(phase, own)), ABC by \(criterion), \(rule), \(period(window))")
          guard plain.total > 0, criterion == .revenue else { continue }
          compare(try await segments.matrix(question), plain, "\(place(phase, own)), matrix, \(rule), \(period(window))")
        }
      }
    }
  }

  private mutating func compare(_ report: ABCReport, _ plain: PlainABC, _ place: String) {
    comparison.expect(place, "total", report.total, plain.total)
    comparison.expect(place, "revenue", report.totalCents, plain.buyers.values.reduce(0) { $0 + $1.revenue })
    comparison.expect(place, "unattributed", report.unattributedCents, plain.unattributed)
    comparison.expect(place, "prospects", report.prospects, plain.prospects.count)
    comparison.expect(place, "reason", report.reason, plain.total > 0 ? nil : .nothingToClassify)
    let buyers = report.customers.filter { $0.reason != .noSale }
    comparison.expect(place, "buyers", Set(buyers.map(\.prospectID)), Set(plain.buyers.keys.map { recorder.prospects[$0] }))
    let former = report.customers.filter { $0.reason == .noSale }
    comparison.expect(place, "former customers", Set(former.map(\.prospectID)), Set(plain.former.map { recorder.prospects[$0] }))
    comparison.expect(place, "their classes", Set(former.map { $0.class?.rawValue }), former.isEmpty ? [] : [plain.total > 0 ? "F" : nil])
    let byID = Dictionary(uniqueKeysWithValues: plain.buyers.values.map { (recorder.prospects[$0.prospect], $0) })
    for got in buyers {
      guard let right = byID[got.prospectID] else { continue }
      let place = "\(place), \(got.prospect)"
      comparison.expect(place, "class", got.class?.rawValue, right.letter)
      comparison.expect(place, "value", got.value, right.value)
      comparison.expect(place, "revenue", got.revenueCents, right.revenue)
      comparison.expect(place, "margin", got.marginCents, right.margin)
      comparison.expect(place, "orders", got.orders, right.orders)
      comparison.expect(place, "potential", got.potentialCents, company.prospects[right.prospect].potential)
      comparison.expect(place, "share", near: got.share, right.share)
      comparison.expect(place, "cumulated share", near: got.cumulatedShare, right.cumulatedShare)
      comparison.expect(place, "reason", got.reason, right.value > 0 ? nil : .nothingOrLess)
    }
    comparison.expect(place, "classes", report.classes.keys.sorted(), ["A", "B", "C", "F"])
    for (letter, got) in report.classes {
      let right = plain.customers(letter)
      let place = "\(place), \(letter)"
      comparison.expect(place, "customers", got.customers, right.count)
      comparison.expect(place, "value", got.value, right.reduce(0) { $0 + $1.value })
      comparison.expect(place, "revenue", got.revenueCents, right.reduce(0) { $0 + $1.revenue })
      guard plain.total > 0 else { continue }
      comparison.expect(
        place, "share of customers", near: got.customersShare,
        letter == "F" ? nil : PlainRatio(right.count, plain.buyers.count).double)
      comparison.expect(place, "share", near: got.share, PlainRatio(right.reduce(0) { $0 + max($1.value, 0) }, plain.total).double)
    }
  }

  private mutating func compare(_ matrix: ABCMatrix, _ plain: PlainABC, _ place: String) {
    /// The greatest potential is band 1.
    func band(_ prospect: Int) -> String {
      guard let potential = company.prospects[prospect].potential else { return "?" }
      return potential >= 5_000_000 ? "1" : potential >= 1_000_000 ? "2" : "3"
    }
    comparison.expect(place, "cells", matrix.cells.count, 20)
    for got in matrix.cells {
      let (letter, column) = (got.cell.prefix(1), got.cell.dropFirst())
      let place = "\(place), \(got.cell)"
      let customers = plain.customers(String(letter)).filter { band($0.prospect) == column }
      let line = letter == "P" ? plain.prospects.filter { band($0) == column } : customers.map(\.prospect)
      let potential = line.reduce(0) { $0 + (company.prospects[$1].potential ?? 0) }
      let revenue = customers.reduce(0) { $0 + $1.revenue }
      comparison.expect(place, "customers", got.customers, line.count)
      comparison.expect(place, "revenue", got.revenueCents, revenue)
      comparison.expect(place, "potential", got.potentialCents, potential)
      comparison.expect(place, "gap", got.gapCents, column == "?" ? 0 : potential - revenue)
    }
  }
}

extension ReportKey {
  fileprivate init(_ name: String?) { self = name.map { .named($0) } ?? .nobody }
}
