public import Foundation
public import Postgres

/// The id of a thing of one kind: that of a sale is not taken for that of a prospect. Its text is in lower case, as PostgreSQL writes it.
public struct ID<Kind>: Hashable, Sendable {
  public let uuid: UUID

  /// An id that is there.
  public init(_ uuid: UUID) {
    self.uuid = uuid
  }

  /// The same id for another kind of thing: the facts of one entry of the log share theirs.
  public init<Other>(_ other: ID<Other>) {
    uuid = other.uuid
  }

  /// A new id, greater than every earlier one of this process; see `UUID.v7`.
  public static func v7() -> ID { ID(UUID.v7()) }

  /// What every id that is made at an instant or later is not less than.
  static func least(at instant: Instant) -> ID {
    let milliseconds = UInt64(max(instant.unixMicroseconds, 0) / 1000)
    return ID(UUID(uuid: unsafeBitCast(((milliseconds << 16).bigEndian, UInt64(0)), to: uuid_t.self)))
  }
}

extension ID: LosslessStringConvertible {
  /// The id that a text is, whatever its case and the blanks around it.
  public init?(_ text: String) {
    guard let uuid = UUID(uuidString: text.trimmingCharacters(in: .whitespacesAndNewlines)) else { return nil }
    self.uuid = uuid
  }

  public var description: String { uuid.uuidString.lowercased() }
}

extension ID: Encodable {
  /// Encodes its text in lower case.
  public func encode(to encoder: any Encoder) throws { try description.encode(to: encoder) }
}

extension ID: PostgresCodable {
  public static var postgresType: DataType { UUID.postgresType }

  public func encode(into bytes: inout [UInt8]) { uuid.encode(into: &bytes) }

  public init(_ cell: Cell) throws(Refusal) { uuid = try UUID(cell) }
}

/// A fact of any kind, where a list has several.
public enum Fact {
  public typealias ID = CRM.ID<Fact>
}
