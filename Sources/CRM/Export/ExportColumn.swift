import Postgres

/// How the values of an export are written.
struct ExportFormat: Sendable {
  let style: CSVStyle
  let currency: Currency
}

/// A column of an export: the field that an import reads from it, what people call it, and how it writes that column of a row.
struct ExportColumn: Sendable {
  let field: StaticString
  let heading: Message
  let cell: @Sendable (Row, ExportFormat) throws -> String

  private init(field: StaticString, heading: Message, cell: @escaping @Sendable (Row, ExportFormat) throws -> String) {
    (self.field, self.heading, self.cell) = (field, heading, cell)
  }

  /// - Parameter text: What is written of a value; one that is not there leaves its cell empty.
  private init<Value: PostgresDecodable & SendableMetatype>(
    _ field: StaticString, _ heading: Message, _ text: @escaping @Sendable (Value, ExportFormat) -> String
  ) {
    self.init(field: field, heading: heading) { row, format in
      try row.decode(field, as: Value?.self).map { text($0, format) } ?? ""
    }
  }

  static func text(_ field: StaticString, _ heading: Message) -> Self { Self(field, heading) { (text: String, _) in text } }

  static func count(_ field: StaticString, _ heading: Message) -> Self { Self(field, heading) { (count: Int, _) in "\(count)" } }

  static func amount(_ field: StaticString, _ heading: Message) -> Self {
    Self(field, heading) { (cents: Int, format) in format.style.number(format.currency.decimal(cents)) }
  }

  static func day(_ field: StaticString, _ heading: Message) -> Self {
    Self(field, heading) { (day: Day, format) in format.style.day(day) }
  }

  static func flag(_ field: StaticString, _ heading: Message) -> Self {
    Self(field, heading) { (isSet: Bool, format) in format.style.word("\(isSet)", isSet ? .labelYes : .labelNo) }
  }

  static func choice<Choice: NamedChoice & PostgresDecodable>(_ field: StaticString, _ heading: Message, _: Choice.Type) -> Self {
    Self(field, heading) { (choice: Choice, format) in format.style.word(choice.rawValue, choice.name) }
  }

  /// A moment, which the row holds as an instant in the column of its field, and as the clocks of the organization showed it in `local_time`.
  static func moment(_ field: StaticString, _ heading: Message) -> Self {
    Self(field: field, heading: heading) { row, format in
      format.style.moment(try row.decode(field), local: try row.decode("local_time"))
    }
  }
}
