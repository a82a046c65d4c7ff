import Foundation
import TestSupport
import Testing

@Suite struct ActivityCommandTests {
  /// Lends the connection of an organization where Ana and Bo sell.
  private func withOrganization(_ body: (String) async throws -> Void) async throws {
    try await withSchema { connection in
      #expect(try await filon("init", "Bob", "--lang", "fr", on: connection).status == 0)
      for name in ["Ana", "Bo"] { #expect(try await filon("salesperson", "add", name, on: connection).status == 0) }
      try await body(connection)
    }
  }

  private func json(_ run: FilonRun) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any], "\(run.output)\(run.error)")
  }

  @Test func theDayOfASalesperson() async throws {
    try await withOrganization { connection in
      let first = try await filon(
        "log", "Boulangerie Martin", "--as", "Ana", "--channel", "terrain", "--outcome", "interesse", "--at", "2026-03-02T10:00", "--stage",
        "Devis remis", "--next", "Call", "--new", on: connection)
      #expect(
        first.output == """
          Logged: Boulangerie Martin, new, field, interested, 2 Mar 2026 10:00, Ana. Call on 3 Mar 2026.
          Opportunity opened: Devis remis.

          """, "\(first.error)")
      let long = try await filon(
        "log", "Martin", "--as", "Ana", "--channel", "field", "--outcome", "absent", "--minutes", "1h30", "--at", "2026-03-01T10:00",
        on: connection)
      #expect(long.status == 0, "\(long.error)")
      let talks = try json(try await filon("conversation", "list", "--outcome", "absent", "--format", "json", on: connection))
      #expect((talks["conversations"] as? [[String: Any]])?.first?["minutes"] as? Int == 90)
      let agenda = try await filon("agenda", "--as", "Ana", on: connection)
      #expect(agenda.output.contains("Boulangerie Martin") && agenda.output.contains("Call"))
      #expect(try await filon("agenda", "--as", "Bo", on: connection).output.contains("No follow-up is pending"))

      let sold = try await filon(
        "log", "Martin", "--as", "Ana", "--channel", "field", "--sold", "1 200,50 €", "--at", "2026-03-09T10:00", "--lang", "fr",
        on: connection)
      #expect(
        sold.status == 0 && sold.output.contains("vendu") && sold.output.contains("Devis remis → Gagné"), "\(sold.output)\(sold.error)")
      #expect(sold.output.contains("Client depuis le 09/03/2026"))
      let sales = try json(try await filon("sale", "list", "--format", "json", on: connection))
      let sale = try #require((sales["sales"] as? [[String: Any]])?.first)
      #expect(sale["amount_cents"] as? Int == 120_050 && sales["next"] is NSNull)

      let id = try #require(sale["id"] as? String)
      let refund = try json(try await filon("sale", "refund", id, "--amount", "200.50", "--format", "json", on: connection))
      #expect(refund["amount_cents"] as? Int == -20_050 && refund["refund_of"] as? String == id)
      let back = try #require(refund["id"] as? String)
      let twice = try await filon("sale", "refund", back, "--lang", "fr", on: connection)
      #expect(
        twice.status == 1
          && twice.error == """
            filon: c'est un remboursement, pas une vente
              → donnez l'identifiant de la vente, ou annulez le remboursement par « filon sale void »

            """,
        "\(twice.output)\(twice.error)")
      let csv = try await filon("sale", "list", "--format", "csv", on: connection)
      #expect(csv.output.contains("-200.50") && csv.output.split(whereSeparator: \.isNewline).count == 3, "\(csv.output)")
    }
  }

  @Test func whatEndsOrIsMissingIsSaidInBothLanguages() async throws {
    try await withOrganization { connection in
      func said(_ words: String..., lang: String = "fr") async throws -> String {
        let run = try await filon(words + ["--lang", lang], on: connection)
        #expect(run.status == 0, "\(run.error)")
        return run.output.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
      }
      _ = try await said("prospect", "add", "Zinc", "--owner", "Ana", "--phone", "01 84 88 00 10")
      _ = try await said(
        "log", "Zinc", "--by", "Ana", "--channel", "terrain", "--outcome", "intéressé", "--at", "2026-03-02T10:00", "--next",
        "Envoyer un devis",
        "--next-on", "2099-11-30")
      let absent = try await said("log", "Zinc", "--by", "Ana", "--channel", "terrain", "--outcome", "absent", "--at", "2026-03-03T10:00")
      #expect(absent.hasSuffix("\nLa relance « Envoyer un devis » du 30/11/2099 reste en attente.\n"), "\(absent)")
      let agenda = try await said("agenda")
      #expect(agenda.hasPrefix("Rien à relancer d'ici là. Les prochaines :\n") && agenda.contains("Envoyer un devis"), "\(agenda)")
      #expect(!agenda.contains("-") || agenda.contains("dans "), "\(agenda)")
      let settled = try await said(
        "log", "Zinc", "--by", "Ana", "--channel", "terrain", "--outcome", "vendu", "--at", "2026-03-04T10:00", lang: "en")
      #expect(
        settled.hasSuffix(
          """

          The follow-up “Envoyer un devis” of 30 Nov 2099 is settled (to keep it: --keep-next).
          No sale recorded; to add it: filon sale add 'Zinc' AMOUNT --on 2026-03-04

          """), "\(settled)")
      #expect(try await said("prospect", "show", "Zinc").contains("terrain, vendu, lève la relance « Envoyer un devis » (30/11/2099)"))

      let opened = try await said("opportunity", "add", "Zinc", "--title", "Terrasse", "--amount", "500", "--at", "2026-03-05")
      #expect(opened.contains("Commercial      Ana") && opened.contains("Le commercial est celui du prospect"), "\(opened)")
      let given = try await said("opportunity", "update", "Terrasse", "--owner", "Bo", "--expected", "2026-06-01", "--at", "2026-03-06")
      #expect(given.contains("Commercial      Bo") && given.contains("Prévue le       01/06/2026"), "\(given)")
      let apart = try await said("sale", "add", "Zinc", "40")
      #expect(apart.contains("L'opportunité « Terrasse » reste ouverte ; si elle est vendue : filon opportunity win "), "\(apart)")
      let won = try await said("opportunity", "win", "Terrasse", "--sold", "--at", "2026-03-09", lang: "en")
      #expect(won.contains("Sale recorded\n") && won.contains("€500.00"), "\(won)")
      let nothing = try await filon("opportunity", "update", "Terrasse", on: connection)
      #expect(nothing.status == 2 && nothing.error.contains("nothing to change was given"), "\(nothing.error)")

      _ = try await said("log", "Zinc", "--by", "Ana", "--channel", "e-mail", "--outcome", "opposition", "--at", "2026-03-10T10:00")
      let called = try await said(
        "log", "Zinc", "--by", "Ana", "--channel", "outbound_call", "--outcome", "call_back", "--next", "Call", lang: "en")
      #expect(called.contains("Beware: “Zinc” objected on 10 Mar 2026 and must not be approached any more."), "\(called)")
      for words in [["agenda", "--until", "2099-12-31"], ["prospect", "list"]] {
        let shown = try await filon(words, on: connection)
        #expect(shown.output.contains("objected on 10 Mar 2026") && !shown.output.contains("01 84 88 00 10"), "\(shown.output)")
      }
      #expect(try await said("prospect", "show", "Zinc").contains("Opposition     10/03/2026"))
    }
  }

  @Test func theSameCommandAgainIsSaidSo() async throws {
    try await withOrganization { connection in
      let id = UUID().uuidString.lowercased()
      let words = ["log", "Zinc", "--by", "Ana", "--channel", "field", "--outcome", "trial", "--new", "--id", id, "--format", "json"]
      let first = try json(try await filon(words, on: connection))
      let again = try json(try await filon(words, on: connection))
      #expect(first["status"] as? String == "recorded" && again["status"] as? String == "repeated")
      #expect(again["conversation_id"] as? String == id && again["occurred_at"] as? String == first["occurred_at"] as? String)
      let other = try await filon(
        "log", "Zinc", "--by", "Ana", "--channel", "field", "--outcome", "refus", "--id", id, on: connection)
      #expect(other.status == 1 && other.error.contains("another content"))
      let voided = try await filon("conversation", "void", id, "--reason", "another shop", on: connection)
      #expect(voided.status == 0 && voided.output.contains(id.lowercased()))
      #expect(try await filon("conversation", "show", id, on: connection).output.contains("another shop"))
      #expect(try json(try await filon("conversation", "list", "--format", "json", on: connection))["conversations"] as? [String] == [])
    }
  }

  @Test func theWayOfAnOpportunity() async throws {
    try await withOrganization { connection in
      _ = try await filon("conversation", "add", "Zinc", "--by", "Ana", "--channel", "field", "--outcome", "trial", "--new", on: connection)
      let added = try await filon(
        "opportunity", "add", "Zinc", "--by", "Ana", "--amount", "5000", "--at", "2026-03-02", "--title", "Oven", on: connection)
      #expect(added.status == 0 && added.output.contains("€5,000.00"), "\(added.output)\(added.error)")
      #expect(try await filon("opportunity", "move", "Zinc", "--stage", "negociation", "--at", "2026-03-04", on: connection).status == 0)
      #expect(
        try await filon("opportunity", "lose", "Zinc", "--reason", "prix", "--competitor", "Acme", "--at", "2026-03-09", on: connection)
          .status == 0)
      let shown = try await filon("opportunity", "show", "Zinc", on: connection)
      #expect(shown.output.contains("Acme") && shown.output.contains("2.0") && shown.output.contains("5.0"), "\(shown.output)")
      // Instants are UTC, as in all JSON; what the clocks of Paris showed stands beside.
      let way = try json(try await filon("opportunity", "show", "Zinc", "--format", "json", on: connection))
      let stays = try #require(way["stages"] as? [[String: Any]])
      #expect(stays.map { $0["since_locally"] as? String } == ["2026-03-02T12:00:00", "2026-03-04T12:00:00", "2026-03-09T12:00:00"])
      #expect(stays.map { $0["since"] as? String } == ["2026-03-02T11:00:00Z", "2026-03-04T11:00:00Z", "2026-03-09T11:00:00Z"])
      #expect((way["opportunity"] as? [String: Any])?["stage_since"] as? String == "2026-03-09T11:00:00Z")
      #expect(try await filon("opportunity", "reopen", "Zinc", "--at", "2026-03-10", on: connection).output.contains("Négociation"))
      #expect(try await filon("opportunity", "win", "Zinc", "--amount", "4500", "--as", "Bo", on: connection).status == 1)
      #expect(try await filon("opportunity", "win", "Zinc", "--amount", "4500", "--as", "Ana", on: connection).status == 0)
      let closed = try await filon("opportunity", "list", "--closed", "--format", "csv", on: connection)
      #expect(closed.output.contains("4500.00"), "\(closed.output)")
      #expect(try await filon("opportunity", "list", "--open", on: connection).output == "Nothing to show.\n")
      #expect(try await filon("opportunity", "list", "--as", "Ana", "--by", "Ana", on: connection).output.contains("Zinc"))
    }
  }

  @Test func anOpportunityIsFoundByItsTitle() async throws {
    try await withOrganization { connection in
      for (prospect, title) in [("Zinc", "Four à pain"), ("Bar", "Four à pizza"), ("Bar", "Vitrine"), ("Vitrine", "Zinc du comptoir")] {
        _ = try await filon("prospect", "add", prospect, on: connection)
        let added = try await filon(
          "opportunity", "add", prospect, "--by", "Ana", "--title", title, "--amount", "5000", "--at", "2026-03-02", on: connection)
        #expect(added.status == 0, "\(added.error)")
      }
      func run(_ words: String...) async throws -> FilonRun { try await filon(["opportunity"] + words, on: connection) }
      let moved = try await run("move", " FOUR A PAIN", "--stage", "Devis remis", "--at", "2026-03-03")
      #expect(moved.output.contains("Zinc") && moved.output.contains("Devis remis"), "\(moved.error)")
      // Words of the title, where no prospect is called so.
      #expect(try await run("lose", "pizza four", "--at", "2026-03-04").output.contains("Four à pizza"))
      #expect(try await run("reopen", "four a pizza", "--at", "2026-03-05").output.contains("Bar"))
      // A prospect of this very name comes before a title that only has it.
      #expect(try await run("win", "Zinc", "--at", "2026-03-06").output.contains("Four à pain"))
      #expect(try await run("show", "four à pain").output.contains("Gagné"))
      let closed = try await run("move", "Zinc", "--stage", "Négociation")
      #expect(closed.status == 1 && closed.error.contains("“Zinc” has no open opportunity"), "\(closed.error)")

      // A title, and a prospect of that name; two of a prospect.
      let both = try await run("move", "vitrine", "--stage", "Négociation")
      #expect(
        both.status == 1 && both.error.hasPrefix("filon: several opportunities fit “vitrine”:\n  Bar, Vitrine, À visiter"), "\(both.error)")
      #expect(both.error.contains("\n  Vitrine, Zinc du comptoir, À visiter, €5,000.00, 2 Mar 2026, Ana, "))
      #expect(both.error.contains("→ type the id that ends the line instead of “vitrine”"))
      let two = try await filon("opportunity", "move", "Bar", "--stage", "Négociation", "--lang", "fr", on: connection)
      #expect(two.status == 1 && two.error.contains("Four à pizza") && two.error.contains("tapez l'identifiant"), "\(two.error)")
      let line = try #require(two.error.split(separator: "\n").first { $0.contains("pizza") })
      let id = try #require(line.split(separator: " ").last)
      #expect(try await run("move", String(id), "--stage", "Négociation").output.contains("Four à pizza"))

      #expect(try await run("move", "vitrine", "--stage", "Négociation", "--as", "Bo").status == 1)
      for nothing in ["Lune", " ", "four \u{1}", "%"] {
        let missing = try await run("move", nothing, "--stage", "Négociation")
        #expect(missing.status == 1 && missing.error.contains("no open opportunity fits") && missing.error.contains("its title"))
      }
      #expect(try await run("move", "Zinx", "--stage", "Négociation").error.contains("names that come near: Zinc"))
    }
  }

  @Test func aRefundTakesItsShareOfTheMargin() async throws {
    try await withOrganization { connection in
      func json(_ words: String...) async throws -> [String: Any] {
        try self.json(try await filon(words + ["--format", "json"], on: connection))
      }
      _ = try await json("prospect", "add", "Zinc")
      let sale = try #require(try await json("sale", "add", "Zinc", "100", "--margin", "40", "--by", "Ana")["id"] as? String)
      #expect(try await json("sale", "refund", sale, "--amount", "25")["margin_cents"] as? Int == -1000)
      let tooMuch = try await filon("sale", "refund", sale, "--amount", "75.01", on: connection)
      #expect(tooMuch.status == 1 && tooMuch.error.contains("no more can be refunded than is left"), "\(tooMuch.error)")
      #expect(try await json("sale", "refund", sale)["margin_cents"] as? Int == -3000)
    }
  }

  @Test func whatIsTypedTwiceIsSaid() async throws {
    try await withOrganization { connection in
      _ = try await filon("prospect", "add", "Zinc", on: connection)
      let sold = try await filon("sale", "add", "Zinc", "100", "--by", "Ana", "--on", "2026-03-02", "--format", "json", on: connection)
      let sale = try #require(try json(sold)["id"] as? String)
      for command in [
        ["sale", "add", "Zinc", "40", "--by", "Ana"], ["sale", "refund", sale, "--amount", "10"],
        ["opportunity", "add", "Zinc", "--by", "Ana", "--title", "Oven"], ["expense", "add", "12"],
      ] {
        let first = try await filon(command, on: connection)
        #expect(first.status == 0 && !first.output.contains("within the minute"), "\(command) \(first.output)\(first.error)")
        let again = try await filon(command, on: connection)
        #expect(
          again.output.contains("Recorded already within the minute: nothing was added. If there were two, add --another."),
          "\(again.output)\(again.error)")
        let french = try await filon(command + ["--lang", "fr"], on: connection)
        #expect(
          french.output.contains("Déjà noté dans la minute : rien n’a été ajouté. S’il y en a eu deux, ajoutez --another."),
          "\(french.output)")
        let repeated = try json(try await filon(command + ["--format", "json"], on: connection))
        let another = try json(try await filon(command + ["--format", "json", "--another"], on: connection))
        #expect(repeated["status"] as? String == "repeated" && another["status"] as? String == "recorded")
        #expect(repeated["id"] as? String != another["id"] as? String)
      }
    }
  }

  @Test func expensesAreKept() async throws {
    try await withOrganization { connection in
      let added = try json(
        try await filon(
          "expense", "add", "1.234,56", "--category", "Pub", "--acquisition", "--on", "02/03/2026", "--format", "json", on: connection))
      #expect(
        added["amount_cents"] as? Int == 123_456 && added["acquisition"] as? Bool == true && added["spent_on"] as? String == "2026-03-02")
      let id = try #require(added["id"] as? String)
      #expect(try await filon("expense", "list", on: connection).output.contains("Pub"))
      #expect(try await filon("expense", "void", id, "--reason", "twice", on: connection).status == 0)
      #expect(try await filon("expense", "void", id, "--reason", "twice", on: connection).status == 0)
    }
  }

  @Test func whatIsVoidedAgainKeepsItsFirstReason() async throws {
    try await withOrganization { connection in
      func json(_ words: String...) async throws -> [String: Any] {
        try self.json(try await filon(words + ["--format", "json"], on: connection))
      }
      let logged = try await json(
        "log", "Zinc", "--by", "Ana", "--channel", "field", "--sold", "100", "--stage", "won", "--new", "--at", "2026-03-02T10:00")
      let facts = [
        ("conversation", try #require(logged["conversation_id"] as? String)), ("sale", try #require(logged["sale_id"] as? String)),
        ("opportunity", try #require(logged["opportunity_id"] as? String)),
      ]
      for (kind, id) in facts {
        let first = try await json(kind, "void", id, "--reason", "another shop")
        #expect(first["status"] as? String == "voided" && first["reason"] as? String == "another shop", "\(kind)")
        let again = try await json(kind, "void", id, "--reason", "typed twice")
        #expect(again["status"] as? String == "repeated" && again["reason"] as? String == "another shop", "\(kind)")
        #expect(again["voided_at"] as? String == first["voided_at"] as? String && first["voided_at"] is String, "\(kind)")
        let told = try await filon(kind, "void", id, "--reason", "typed twice", on: connection)
        #expect(told.status == 0 && told.output.hasPrefix("Already voided on "), "\(told.output)\(told.error)")
        #expect(told.output.contains("reason: “another shop”. Nothing changed: \(id)"), "\(told.output)")
      }
      let (kind, id) = facts[1]
      let french = try await filon(kind, "void", id, "--reason", "doublon", "--lang", "fr", on: connection)
      #expect(french.output.hasPrefix("Déjà annulé le ") && french.output.contains("«\u{A0}another shop\u{A0}»"), "\(french.output)")
      let csv = try await filon(kind, "void", id, "--reason", "doublon", "--format", "csv", on: connection)
      #expect(csv.output.hasPrefix("status,voided,voided_at,reason,remaining\r\nrepeated,"), "\(csv.output)")
    }
  }

  @Test func voidingSaysWhatStandsAllTheSame() async throws {
    try await withOrganization { connection in
      func log(_ words: String..., day: String) async throws -> String {
        let logged = try await filon(
          ["log", "Zinc", "--by", "Ana", "--channel", "field", "--at", day, "--format", "json"] + words, on: connection)
        return try #require(try json(logged)["conversation_id"] as? String)
      }
      func void(_ kind: String, _ id: String, _ words: String...) async throws -> FilonRun {
        try await filon([kind, "void", id, "--reason", "another shop"] + words, on: connection)
      }
      let sold = try await log("--sold", "100", "--new", day: "2026-03-02T10:00")
      let english = try await void("conversation", sold)
      #expect(
        english.output == """
          Voided: \(sold)
          The sale stands; to void it too: filon sale void \(sold) --reason …

          """, "\(english.error)")
      let french = try await void("conversation", sold, "--lang", "fr")
      #expect(
        french.output.hasSuffix("\nLa vente demeure ; pour l'annuler aussi : filon sale void \(sold) --reason …\n"), "\(french.output)")
      let again = try json(try await void("conversation", sold, "--format", "json"))
      #expect(again["remaining"] as? [[String: String]] == [["kind": "sale", "id": sold]])
      #expect(try await void("conversation", sold, "--format", "csv").output.hasSuffix(",sale \(sold)\r\n"))
      #expect(try await void("sale", sold).output == "Voided: \(sold)\n")
      let nothing = try json(try await void("conversation", sold, "--format", "json"))
      #expect((nothing["remaining"] as? [Any])?.isEmpty == true)

      // One talk opened the opportunity, the other won it with a sale.
      let opened = try await log("--outcome", "quote_requested", "--stage", "Devis remis", day: "2026-03-03T10:00")
      #expect(
        try await void("conversation", opened).output.contains(
          "The opportunity opened then stands; to void it too: filon opportunity void \(opened) --reason …"))
      let won = try await log("--sold", "200", day: "2026-03-04T10:00")
      #expect(
        try json(try await void("conversation", won, "--format", "json"))["remaining"] as? [[String: String]]
          == [["kind": "sale", "id": won], ["kind": "closing", "id": opened]])
      #expect(
        try await void("conversation", won, "--lang", "fr").output.hasSuffix(
          "\nL'opportunité reste close ; pour la rouvrir : filon opportunity reopen \(opened)\n"))
      #expect(
        try await void("opportunity", opened).output
          == "Voided: \(opened)\nThe sale stands; to void it too: filon sale void \(won) --reason …\n")
      #expect(try await void("conversation", won).output.contains("filon opportunity") == false)
    }
  }

  @Test func whatWasVoidedIsToldFromWhatNeverWas() async throws {
    try await withOrganization { connection in
      func json(_ words: String...) async throws -> [String: Any] {
        try self.json(try await filon(words + ["--format", "json"], on: connection))
      }
      func error(_ words: String...) async throws -> String {
        let run = try await filon(words, on: connection)
        #expect(run.status == 1, "\(words): \(run.output)")
        return run.error
      }
      _ = try await json("prospect", "add", "Zinc")
      let opportunity = try #require(try await json("opportunity", "add", "Zinc", "--by", "Ana")["id"] as? String)
      let sale = try #require(try await json("sale", "add", "Zinc", "100", "--by", "Ana")["id"] as? String)
      for (kind, id) in [("opportunity", opportunity), ("sale", sale)] { _ = try await json(kind, "void", id, "--reason", "another shop") }

      for words in [
        ["opportunity", "move", opportunity, "--stage", "Devis remis"], ["opportunity", "win", opportunity],
        ["opportunity", "lose", opportunity], ["opportunity", "abandon", opportunity], ["opportunity", "reopen", opportunity],
        ["log", "Zinc", "--by", "Ana", "--channel", "field", "--outcome", "trial", "--opportunity", opportunity],
        ["sale", "add", "Zinc", "5", "--by", "Ana", "--opportunity", opportunity], ["sale", "refund", sale],
      ] {
        let told = try await filon(words, on: connection).error
        #expect(told.contains(": was voided on ") && told.contains("reason: “another shop”"), "\(words): \(told)")
      }
      let french = try await error("opportunity", "win", opportunity, "--lang", "fr")
      #expect(french.hasPrefix("filon: \(opportunity): a été annulée le ") && french.contains("«\u{A0}another shop\u{A0}»"), "\(french)")
      let shown = try await json("opportunity", "show", opportunity)["opportunity"] as? [String: Any]
      #expect(shown?["voided_at"] is String && shown?["void_reason"] as? String == "another shop")
      // A colleague is told no more of it than of one that stands.
      #expect(try await error("opportunity", "win", opportunity, "--as", "Bo").contains("another shop") == false)

      let nothing = "0198c0de-0000-7000-8000-000000000000"
      #expect(try await error("opportunity", "win", nothing).contains("no open opportunity fits"))
      #expect(try await error("sale", "void", nothing, "--reason", "x") == "filon: there is no such sale\n")
      #expect(try await error("sale", "void", nothing, "--reason", "x", "--lang", "fr") == "filon: il n'y a pas de telle vente\n")
      #expect(try await error("sale", "refund", nothing) == "filon: there is no such sale\n")
      #expect(try await error("opportunity", "void", nothing, "--reason", "x") == "filon: there is no such opportunity\n")
      #expect(try await error("expense", "void", nothing, "--reason", "x").contains("no such expense"))
      #expect(try await error("measurement", "void", nothing, "--reason", "x").contains("no such measurement"))
      #expect(try await error("conversation", "void", nothing, "--reason", "x").contains("no such conversation"))
    }
  }

  @Test func movingToAClosingStageCloses() async throws {
    try await withOrganization { connection in
      for prospect in ["Zinc", "Bar"] {
        _ = try await filon("prospect", "add", prospect, on: connection)
        _ = try await filon("opportunity", "add", prospect, "--by", "Ana", "--at", "2026-03-02", on: connection)
      }
      let won = try json(
        try await filon(
          "opportunity", "move", "Zinc", "--stage", "Gagné", "--amount", "500", "--at", "2026-03-04", "--format", "json", on: connection))
      #expect(won["kind"] as? String == "won" && won["closed_on"] as? String == "2026-03-04" && won["amount_cents"] as? Int == 50_000)
      #expect(try await filon("prospect", "show", "Zinc", on: connection).output.contains("4 Mar 2026"))
      let lost = try await filon("opportunity", "move", "Bar", "--stage", "Perdu", on: connection)
      #expect(lost.status == 0 && lost.output.contains("Perdu"), "\(lost.error)")
      #expect(try await filon("opportunity", "move", "Zinc", "--stage", "Perdu", on: connection).error.contains("no open opportunity"))
    }
  }

  /// One mechanism for all that record; what only reads has recorded nothing.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"))) func anAnswerThatIsLostTellsThatTheFactIsNot() async throws {
    try await withOrganization { connection in
      func lost(_ words: String...) async throws -> String {
        let run = try await filon(words, on: connection, into: "/dev/full")
        #expect(run.status == 1, "\(words)")
        return run.error
      }
      let talk = "0198c0de-0000-7000-8000-000000000000"
      for words in [[], ["--format", "json"]] {
        let error = try await filon(
          ["log", "Zinc", "--by", "Ana", "--channel", "field", "--sold", "100", "--new", "--id", talk] + words, on: connection,
          into: "/dev/full"
        ).error
        #expect(error.contains("it is recorded (\(talk)), only the answer could not be written: No space left on device"), "\(error)")
      }
      let sale = try await lost("sale", "add", "Zinc", "50", "--by", "Ana", "--lang", "fr")
      let id = try #require(
        (try json(try await filon("sale", "list", "--format", "json", on: connection))["sales"] as? [[String: Any]])?
          .compactMap { $0["id"] as? String }.first { $0 != talk })
      #expect(sale.hasPrefix("filon: c'est enregistré (\(id)), seule la réponse n'a pas pu être écrite : "), "\(sale)")
      #expect(try await lost("sale", "refund", id).contains("it is recorded ("))
      #expect(try await lost("opportunity", "add", "Zinc", "--by", "Ana").contains("it is recorded ("))
      #expect(try await lost("expense", "add", "5").contains("it is recorded ("))
      #expect(try await lost("prospect", "add", "Bar").contains("it is recorded ("))
      #expect(try await lost("measurement", "record", "followers", "12", "--label", "x").contains("it is recorded ("))
      #expect(try await lost("conversation", "void", talk, "--reason", "twice").contains("it is recorded (\(talk))"))
      #expect(try await lost("sale", "list").contains("filon: the answer could not be written: "))
    }
  }

  /// Words, exit status, and what the error says.
  private let badInput: [([String], Int, String)] = [
    (["log", "Zinc", "--by", "Ana", "--channel", "pigeon", "--outcome", "trial"], 2, "field, shop"),
    (["log", "Zinc", "--by", "Ana", "--channel", "field", "--outcome", "bof"], 2, "interested"),
    (["log", "Zinc", "--by", "Ana", "--channel", "field"], 2, "what came of it"),
    (["log", "Zinc", "--by", "Zoé", "--channel", "field", "--outcome", "trial"], 1, "Zoé"),
    (["log", "Zinc", "--channel", "field", "--outcome", "trial"], 2, "--by"),
    (["log", "Nobody", "--by", "Ana", "--channel", "field", "--outcome", "trial"], 1, "--new"),
    (["log", "Zinc", "--by", "Ana", "--channel", "field", "--outcome", "trial", "--at", "31/02/2026"], 2, "--at"),
    (["log", "Zinc", "--by", "Ana", "--channel", "field", "--outcome", "trial", "--at", "2026-03-29T02:30"], 1, "clocks"),
    (
      ["log", "Zinc", "--by", "Ana", "--channel", "field", "--outcome", "trial", "--at", "2199-01-01T10:00"], 1, "--next-on of “filon log”"
    ),
    (["log", "Zinc", "--by", "Ana", "--channel", "field", "--outcome", "trial", "--next-on", "2026-13-01"], 2, "--next-on"),
    (["log", "Zinc", "--by", "Ana", "--channel", "field", "--sold", "1e400"], 2, "--sold"),
    (["log", "Zinc", "--by", "Ana", "--channel", "field", "--sold=-0"], 1, "amount"),
    (["log", "Zinc", "--by", "Ana", "--channel", "field", "--outcome", "trial", "--id", "12"], 2, "12"),
    (["log", "Zinc", "--by", "Ana", "--channel", "field", "--outcome", "refused", "--sold", "100"], 2, "contradicts “refused”"),
    (["log", "Zinc", "--by", "Ana", "--channel", "field", "--outcome", "trial", "--minutes", "long"], 2, "--minutes: “long”"),
    (["log", "Zinc", "--by", "Ana", "--channel", "field", "--outcome", "trial", "--minutes", "25h"], 2, "longer than a day"),
    (["sale", "add", "Zinc", "100", "--on", "2199-01-01"], 1, "1 Jan 2199 is in the future: the last day accepted is "),
    (["sale", "add", "Zinc", "1e400"], 2, "<amount>: "),
    (["sale", "add", "Zinc", "0,00"], 1, "a sale of nothing is none\n  → record what was given with “filon log … --outcome trial”"),
    (["sale", "add", "Zinc", "0", "--lang", "fr"], 1, "une vente de zéro n'en est pas une\n  → ce qui est offert se note par"),
    (["sale", "add", "Zinc", "1000000000000.01"], 2, "too large an amount\n  → an amount is at most €1,000,000,000,000.00"),
    (["log", "Zinc", "--as", "Bo", "--by", "Ana", "--channel", "field", "--outcome", "trial"], 1, "theirs"),
    (["conversation", "show", "nonsense"], 2, "nonsense"),
    (["conversation", "list", "--limit", "0"], 2, ""),
    (["sale", "list", "--from", "2026-03-01", "--to", "2026-03-01"], 2, "has no day"),
    (["opportunity", "list", "--open", "--closed"], 2, "flag '--closed' had already been set with flag '--open'"),
    (["opportunity", "add", "Zinc", "--by", "Ana", "--title", " "], 1, "--title: this title is empty\n  → say what would be sold"),
    (
      ["opportunity", "add", "Zinc", "--by", "Ana", "--at", "2026-03-02", "--expected", "2026-03-01"], 1,
      "--expected: a close expected on 1 Mar 2026, before the opening on 2 Mar 2026"
    ),
    (["report", "pipeline", "--as-of", "2199-01-01"], 2, "--as-of: that moment is to come"),
    (["kpi", "show", "revenue", "--as-of", "2199-01-01T10:00"], 2, "--as-of: that moment is to come"),
    (["sale", "list", "--as", "Bo", "--by", "Ana"], 1, "a salesperson reads their own figures only"),
    (["opportunity", "list", "--as", "Bo", "--by", "Ana"], 1, "a salesperson reads their own figures only"),
    (["sale", "refund", "0198c0de-0000-7000-8000-000000000000"], 1, "no such sale"),
  ]

  @Test func badInputIsToldAndRecordsNothing() async throws {
    try await withOrganization { connection in
      _ = try await filon("log", "Zinc", "--by", "Ana", "--channel", "field", "--outcome", "trial", "--new", on: connection)
      for (words, status, says) in badInput {
        let run = try await filon(words, on: connection)
        #expect(run.status == status && (says.isEmpty || run.error.contains(says)), "\(words): \(run.status) \(run.error)")
      }
      let all = try json(try await filon("conversation", "list", "--format", "json", on: connection))
      #expect((all["conversations"] as? [Any])?.count == 1)
    }
  }
}
