import Postgres

/// How the rows of a kind are found, and which columns they become.
struct Export {
  let columns: [ExportColumn]
  /// A select with its joins; conditions and order follow.
  let selection: SQL
  var conditions: [SQL]
  /// The day or instant by which a row belongs to a period.
  let day: SQL
  /// The day or instant with which a day begins.
  let bound: (Day) -> SQL
  let order: SQL
}

extension ExportKind {
  func export(_ transaction: Transaction) -> Export {
    switch self {
    case .prospects: .prospects(transaction)
    case .opportunities: .opportunities(transaction.organization)
    case .conversations: .conversations(transaction.organization)
    case .sales: .sales(transaction.organization)
    case .expenses: .expenses(transaction.organization)
    }
  }
}

// What the selections are made of.
extension Export {
  /// The references of a table that several systems have, as the query `<table>_shared`: an import reads all of one, where they name nothing.
  static func shared(_ table: SQL, _ organization: Organization) -> SQL {
    """
    \(table)_shared as (
      select t.reference
      from \(table) t
      where t.organization_id = \(organization.id)
        and t.reference is not null
        and t.voided_at is null
      group by t.reference
      having count(*) > 1
    )
    """
  }

  /// By what an import finds a row again: its own reference, else its id.
  static func reference(of row: SQL, in table: SQL) -> SQL {
    """
    case
      when \(row).reference is null or \(row).reference in (select shared.reference from \(table)_shared shared) then \(row).id::text
      else \(row).reference
    end
    """
  }

  /// Joins, as `p`, the prospect that stands for that of a fact. Merges are few, facts are not: no fact looks for its own.
  static func keptProspect(of fact: SQL, _ organization: Organization) -> SQL {
    """
    left join (
      select distinct on (m.prospect_id) m.prospect_id, m.kept_id
      from prospect_merge m
      where m.organization_id = \(organization.id)
        and m.voided_at is null
      order by m.prospect_id, m.recorded_at desc
    ) merged on merged.prospect_id = \(fact).prospect_id
    left join prospect p
      on p.organization_id = \(organization.id)
      and p.id = coalesce(merged.kept_id, \(fact).prospect_id)
    """
  }

  static func person(_ name: SQL, _ id: SQL, _ organization: Organization) -> SQL {
    "left join salesperson \(name) on \(name).organization_id = \(organization.id) and \(name).id = \(id)"
  }

  static func startOfDay(_ organization: Organization) -> (Day) -> SQL {
    { day in "start_of_day(\(day), \(organization.timeZone))" }
  }
}
