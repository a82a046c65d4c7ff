import Postgres
import Testing

@Suite struct SQLTests {
  @Test func valuesAreNumberedWhenTheWholeIsKnown() {
    let team = 7
    let name: String? = nil
    let filter: SQL = "team = \(team) and name = \(name)"
    let sql: SQL = "select \("x") from t where \(filter) and \(filter) limit \(3)"
    #expect(sql.text == "select $1 from t where team = $2 and name = $3 and team = $4 and name = $5 limit $6")
  }

  @Test func fragmentsJoin() {
    let parts = (1...3).map { "(\($0), \("n"))" as SQL }
    let sql: SQL = "insert into t values " + parts.joined(separator: ", ")
    #expect(sql.text == "insert into t values ($1, $2), ($3, $4), ($5, $6)")
    #expect([SQL]().joined().isEmpty)
  }

  @Test func aDigitAfterAValueStaysApart() {
    let sql: SQL = "select \(1)0, \(2)é\(3)"
    #expect(sql.text == "select $1 0, $2é$3")
  }

  @Test func identifiersAreQuoted() {
    let sql: SQL = "select \(identifier: "a\"b") from \(unsafeRaw: "c.d")"
    #expect(sql.text == "select \"a\"\"b\" from c.d")
  }

  @Test func aTextInTheMiddleIsAValueAndNeverText() {
    let danger = "'; drop table t; --"
    #expect(("select \(danger)" as SQL).text == "select $1")
    #expect(("select \(true ? "a" : "b")" as SQL).text == "select $1")
  }
}
