import CXlsxWriter
import Foundation
import Postgres
import TestSupport
import Testing

@testable import CRM

/// Files that are changed at random, the same ones each time: each is recorded whole, or refused whole with a reason. `scripts/check-import`
/// tries thousands.
@Suite struct ImportFuzzTests {
  private static let wanted = ProcessInfo.processInfo.environment["FILON_FUZZ_IMPORTS"].flatMap(Int.init)

  private static let samples: [(ImportKind, ImportPreset?, String)] = [
    (
      .prospects, nil,
      """
      Liste des clients

      Société;Prénom;Nom;Téléphone;E-mail;Code postal;Ville;Pays;Potentiel
      Café Gare;Luc;Martin;01 84 88 00 10;luc@cafe.example;34500;Béziers;France;1 000,50
      Brasserie Dupont;;;'+32475123456;"Zoé ""Z"" <z@dupont.example>";1000;Bruxelles;Belgique;

      """
    ),
    (
      .sales, nil,
      """
      reference,client,date,montant HT,devise
      f1,Zinc,03/04/2026,"1,234.50",EUR
      f2,Zinc,12-Mar-26,12.50,
      f3,Fer,2026-03-31T22:30:00Z,-3.00,USD
      f4,Fer,45631,7,

      """
    ),
    (
      .opportunities, .hubspot,
      """
      Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Create Date,Associated Company
      1,Site,Closed Won,2026-03-31 22:30,Ana,1000,2026-03-01,Zinc
      2,Appli,Contract sent,2026-12-31,Ana,,2026-03-02,"Fer;Zinc"

      """
    ),
    (
      .conversations, nil,
      "prospect\tresult\tdate\ttime\nZinc\tinteressé\t31/03/2026\t14h05\nFer\tabsent\t1 avril 2026\t9:00 am\n"
    ),
    (
      .measurements, .ga4,
      "# Start date: 20260101\n# End date: 20260103\nNth day,Sessions\n0000,13\n0001,9\n\n# Other\nDate,Sessions\n20260105,4\n"
    ),
  ]

  /// Bytes that mean something to a reader of tables.
  private static let telling: [UInt8] = Array("\"\",;\t\r\n'=+-#/. 0129€é".utf8) + [0x00, 0xFF, 0xFE, 0xE9, 0xEF, 0xBB, 0xBF]

  private func changed(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6, using: &generator) where bytes.count > 4 {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
      case 1: bytes.insert(Self.telling.randomElement(using: &generator) ?? 0, at: place)
      case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...20, using: &generator)))
      case 3: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + Int.random(in: 1...60, using: &generator))], at: place)
      case 4: bytes.removeSubrange(place...)
      default: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      }
    }
    return bytes
  }

  @Test func aChangedFileIsRecordedWholeOrRefusedWhole() async throws {
    let workbook = try Self.workbook()
    try await withScope { scope in
      _ = try await Team(scope).add("Ana")
      var generator = SeededGenerator(seed: 20_261_128)
      var outcomes = ["recorded": 0, "refused rows": 0, "refused files": 0]
      for number in 0..<(Self.wanted ?? 60) {
        let isWorkbook = number % 6 == 5
        let (kind, preset, text) = isWorkbook ? (.sales, nil, "") : Self.samples[number % 6]
        let bytes = changed(isWorkbook ? workbook : Array(text.utf8), &generator)
        let existing: ExistingRows = kind == .prospects || kind == .opportunities ? [.refuse, .update, .skip][number % 3] : .refuse
        let outcome = try await outcome(of: bytes, kind, preset, existing, scope)
        outcomes[outcome, default: 0] += 1
      }
      #expect(outcomes.allSatisfy { $0.value > 0 }, "\(outcomes)")
      if Self.wanted != nil { print(outcomes.sorted { $0.key < $1.key }) }
    }
  }

  /// What became of a file; that it is recorded whole or not at all.
  private func outcome(
    of bytes: [UInt8], _ kind: ImportKind, _ preset: ImportPreset?, _ existing: ExistingRows, _ scope: Scope
  ) async throws -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    let before = try await total(scope, kind)
    let run: Result<ImportResult, any Error>
    do {
      run = .success(
        try await importFile(bytes: bytes, kind, scope) { request in
          request.preset = preset
          request.existing = existing
          for creation in ImportMapping.Creation.allCases where preset == nil && creation != .stages {
            if creation.fields.contains(where: text.contains) { request.mapping.creations.insert(creation) }
          }
        })
    } catch {
      run = .failure(error)
    }
    let after = try await total(scope, kind)
    switch run {
    case .success(let result):
      let sum = result.recorded + result.repeated + result.updated + result.skipped + result.rejected
      #expect(result.read == sum, "\(text)")
      if kind != .measurements { #expect(after == before + result.recorded, "\(text)") }
      return result.rejected == 0 ? "recorded" : "refused rows"
    case .failure(let error):
      // A refusal in words, not a fault of the program.
      let refusal = error as? CRMError
      #expect(refusal != nil && refusal?.kind != .failed, "\(error): \(text)")
      #expect(after == before, "\(error)")
      return "refused files"
    }
  }

  private func total(_ scope: Scope, _ kind: ImportKind) async throws -> Int {
    let table = kind == .opportunities ? "opportunity" : String(kind.rawValue.dropLast())
    return try await scope.read {
      try await $0.one("select count(*) from \(identifier: table) where voided_at is null and import_id is not null") {
        try $0.decode("count", as: Int.self)
      }
    }
  }

  /// Sales as a workbook of Excel.
  private static func workbook() throws -> [UInt8] {
    let url = FileManager.default.temporaryDirectory.appending(path: "filon-\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: url) }
    let book = try #require(workbook_new(url.path()))
    let sheet = try #require(workbook_add_worksheet(book, "Ventes"))
    for (index, heading) in ["reference", "client", "date", "montant"].enumerated() {
      worksheet_write_string(sheet, 0, UInt16(index), heading, nil)
    }
    for row in 1...5 {
      worksheet_write_string(sheet, UInt32(row), 0, "w\(row)", nil)
      worksheet_write_string(sheet, UInt32(row), 1, row % 2 == 0 ? "Zinc" : "Fer", nil)
      worksheet_write_number(sheet, UInt32(row), 2, 46_000 + Double(row), nil)
      worksheet_write_number(sheet, UInt32(row), 3, 12.5 * Double(row), nil)
    }
    #expect(workbook_close(book) == LXW_NO_ERROR)
    return [UInt8](try Data(contentsOf: url))
  }
}
