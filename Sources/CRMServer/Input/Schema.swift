/// What values a field takes, as JSON Schema says it.
indirect enum Schema: Sendable {
  case text(Int)
  case integer(ClosedRange<Int>)
  case boolean
  case day, moment, id
  case choice([String])
  case list(Schema, most: Int)
  case object([FieldDeclaration])
}
