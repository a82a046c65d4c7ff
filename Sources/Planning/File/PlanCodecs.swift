import CRM
import Postgres
import Yams

extension PlanCodec where Value == String {
  /// A text of any length that a plan may have.
  static let text = PlanCodec(read: { $1.text($0) }, write: { text, _ in .scalar(text) })

  /// A name, without the spaces around it.
  static let name = PlanCodec(
    read: { node, parser in parser.text(node, limit: 200).map { String($0.trimmed) } }, write: { text, _ in .scalar(text) })
}

extension PlanCodec where Value == Day {
  static let day = PlanCodec(
    read: { node, parser in parser.value(node) { try CivilDate.day($0) } }, write: { day, _ in .scalar(day.description) })

  /// The first day after what people write as the last one.
  static let lastDay = PlanCodec(
    read: { node, parser in parser.value(node) { try CivilDate.day($0) + 1 } }, write: { day, _ in .scalar((day - 1).description) })
}

extension PlanCodec where Value == Bool {
  static let flag = PlanCodec(
    read: { node, parser in
      parser.value(node) { text in
        switch text.folded {
        case "yes", "oui", "true", "vrai": true
        case "no", "non", "false", "faux": false
        default: throw InvalidValue(.notYesOrNo(text))
        }
      }
    },
    write: { flag, writing in .scalar((flag ? Message(fr: "oui", en: "yes") : Message(fr: "non", en: "no")).text(in: writing.language)) })
}

extension PlanCodec where Value == Int {
  /// A whole number that is not negative.
  static let count = PlanCodec(
    read: { node, parser in parser.value(node) { try PlanNumber.count($0) } }, write: { number, _ in .scalar(String(number)) })

  /// Cents, written in the currency's units.
  static let money = PlanCodec(
    read: { node, parser in parser.value(node) { try PlanNumber.money($0, parser.currency) } },
    write: { cents, writing in .scalar(PlanNumber.written(cents, places: writing.currency.exponent, writing.language)) })

  /// Ten-thousandths, written in per cent.
  static let share = PlanCodec(
    read: { node, parser in parser.value(node) { try PlanNumber.share($0) } },
    write: { share, writing in .scalar(PlanNumber.written(share: share, writing.language)) })

  /// Ten-thousandths, written as a number with two decimals at most.
  static let decimal = PlanCodec(
    read: { node, parser in parser.value(node) { try PlanNumber.hundredths($0) * 100 } },
    write: { value, writing in .scalar(PlanNumber.written(value / 100, places: 2, writing.language)) })

  /// Tenths, such as half days.
  static let tenths = PlanCodec(
    read: { node, parser in parser.value(node) { try PlanNumber.tenths($0) } },
    write: { tenths, writing in .scalar(PlanNumber.written(tenths, places: 1, writing.language)) })

  /// A number in the unit of a KPI; without a unit the number as it is.
  static func figure(in unit: KPIUnit?) -> PlanCodec {
    switch unit {
    case .money: .money
    case .rate: .share
    case .number: .decimal
    case .count, nil: .count
    }
  }
}

extension PlanCodec where Value: NamedChoice {
  /// One of a fixed list, by its name in either language.
  static var choice: PlanCodec {
    PlanCodec(
      read: { node, parser in parser.value(node) { try Value.named($0) } },
      write: { choice, writing in .scalar(choice.name.text(in: writing.language)) })
  }
}

extension PlanCodec where Value == [String: Int] {
  /// Numbers by name.
  static func byName(_ codec: PlanCodec<Int>) -> PlanCodec {
    PlanCodec(
      read: { node, parser in
        guard case .mapping(let pairs) = node else {
          parser.report(.error, .planNamesExpected(node.form), at: node.mark)
          return nil
        }
        var numbers: [String: Int] = [:]
        for (key, value) in pairs where !value.isBlank {
          guard let name = PlanCodec<String>.name.read(key, parser) else { continue }
          parser.within(name, at: key.mark) { numbers[name] = codec.read(value, parser) }
        }
        return numbers
      },
      write: { numbers, writing in
        .mapping(
          numbers.sorted { $0.key < $1.key }.map { PlanYAML.Entry(key: PlanKey(name: $0.key), value: codec.write($0.value, writing)) })
      })
  }
}

extension PlanCodec where Value == PlanPhasing {
  static let phasing = PlanCodec(
    read: { node, parser in
      guard case .mapping = node else {
        return parser.value(node) { text in
          switch PlanKey.folded(text) {
          case "working days", "jours ouvres": .workingDays
          case "calendar days", "jours calendaires": .calendarDays
          default: throw InvalidValue(.notAPhasing(text), remedy: .phasingRemedy)
          }
        }
      }
      return PlanCodec<[String: Int]>.byName(.count).read(node, parser).map { weights in
        .weights(Dictionary(weights.map { (PlanNumber.period($0.key), $0.value) }, uniquingKeysWith: +))
      }
    },
    write: { phasing, writing in
      switch phasing {
      case .workingDays: .scalar(Message(fr: "jours ouvrés", en: "working days").text(in: writing.language))
      case .calendarDays: .scalar(Message(fr: "jours calendaires", en: "calendar days").text(in: writing.language))
      case .weights(let weights):
        PlanCodec<[String: Int]>.byName(.count).write(
          Dictionary(weights.map { (PlanNumber.written(period: $0.key, writing.language), $0.value) }, uniquingKeysWith: +), writing)
      }
    })
}

extension PlanKey {
  /// A name that somebody gave, as a key.
  init(name: String) {
    self.init(en: name, fr: name, help: .verbatim(""))
  }
}
