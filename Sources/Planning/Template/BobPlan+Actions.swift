import CRM
import Postgres

extension BobPlan {
  /// 60,000 € in all: training in field selling and prospecting material before all.
  var actions: [PlanAction] {
    let training = say("formation", "training")
    let prospecting = say("prospection terrain", "field prospecting")
    // Doors first, then whatever way the prospect likes to be called back.
    let door: [Channel] = [.field, .referral, .outboundCall, .inboundCall, .email, .video]
    return [
      action("Catalogue et argumentaire", "X", day(1, 2), day(1, 31), euros: 2_400, days: ["X": 30]),
      action("Mallettes d'échantillons", "X", day(1, 9), day(2, 3), euros: 3_600, days: ["X": 10]),
      action("Tablettes de la force de vente", "X", day(2, 1), day(2, 28), euros: 1_800, days: ["X": 10]),
      action(
        "Formation à la vente terrain", "X", day(3, 20), day(5, 22), euros: 14_400, days: ["X": 100], skills: [training]),
      action(
        "Tournées de prospection", "Y", day(1, 2), day(12, 22), euros: 18_500, days: ["X": 200, "Y": 1_700], door,
        skills: [prospecting],
        places: ["Villeurbanne"]),
      // Z and B cannot be assigned before their training.
      action(
        say("Prospection terrain de Z", "Field prospecting by Z"), "Z", day(3, 27), day(12, 22), euros: 0, days: ["Z": 1_400], door,
        skills: [prospecting], places: ["Oullins", "Bron"]),
      action(
        say("Prospection terrain de B", "Field prospecting by B"), "B", day(5, 22), day(12, 22), euros: 0, days: ["B": 1_100], door,
        skills: [prospecting], places: ["Écully"]),
      action("E-mailing de printemps", "X", day(4, 3), day(4, 14), euros: 1_500, days: ["X": 10], [.email]),
      action("Campagne « maison saine »", "X", day(4, 17), day(5, 12), euros: 2_200, days: ["X": 15], [.social]),
      action("Réimpression des catalogues", "X", day(6, 1), day(6, 30), euros: 2_600, days: ["X": 5]),
      action("E-mailing de rentrée", "X", day(9, 4), day(9, 15), euros: 1_500, days: ["X": 10], [.email]),
      action("Stand au salon de l'habitat écologique", "X", day(9, 18), day(10, 13), euros: 4_200, days: ["X": 20, "Y": 30], [.tradeShow]),
      action(
        "Animation et échantillons du salon", "Y", day(10, 9), day(10, 13), euros: 1_900, days: ["X": 5, "Y": 5], [.tradeShow]),
      action("Perfectionnement à la négociation", "X", day(10, 16), day(10, 31), euros: 2_700, days: ["X": 15], skills: [training]),
      action(
        "Campagne de fin d'année", "X", day(11, 6), day(12, 22), euros: 1_200, days: ["X": 15], [.social],
        status: .started),
      action("E-mailing de Noël", "X", day(11, 13), day(12, 8), euros: 1_500, days: ["X": 10], [.email]),
    ]
  }

  private func action(
    _ name: String, _ owner: String, _ from: Day, _ last: Day, euros: Int?, days: [String: Int], _ channels: [Channel] = [],
    skills: [String] = [], places: [String] = [], status: PlanAction.Status = .done
  ) -> PlanAction {
    var action = PlanAction(key: PlanReferences.slug(name), name: name)
    action.objective = say("nouveaux-clients", "new-customers")
    action.owner = owner
    action.from = from
    action.to = last + 1
    action.allocationCents = euros.map { $0 * 100 }
    action.peopleDaysTenths = days
    action.channels = channels
    action.targetGroup = "Lucie"
    action.skills = skills
    action.places = places
    action.status = status
    if status == .done { action.doneOn = last }
    return action
  }

  /// The ten indicators of the article.
  var kpis: [PlanKPI] {
    [
      kpi(
        "discussions", "Discussions avec des prospects", "Discussions with prospects", "discussions", target: 1_600,
        byPerson: ["X": 150, "Y": 700, "Z": 450, "B": 300]),
      kpi(
        say("achats-site", "site-purchases"), "Hausse des achats sur le site", "Rise of purchases on the site", "site_purchases_growth",
        target: 1_500, rhythm: 7),
      kpi(
        say("achats-distributeurs", "distributor-purchases"), "Hausse des achats chez les distributeurs des villes de la campagne",
        "Rise of purchases at distributors in the towns of the campaign", "distributor_purchases_growth", target: 1_000, rhythm: 7),
      kpi(
        say("conversion-site", "site-conversion"), "Conversion du site", "Conversion of the site", "site_conversion_rate", baseline: 270,
        target: 300, rhythm: 7),
      kpi(
        say("clics-emails", "email-clicks"), "Clics dans les e-mails", "Clicks in e-mails", "email_click_rate", baseline: 250, target: 400),
      kpi(
        say("contacts-site", "site-contacts"), "Contacts captés sur le site", "Contacts captured on the site", "contacts_captured",
        target: 900, rhythm: 7),
      kpi(say("nouveaux-clients", "new-customers"), "Nouveaux clients", "New customers", "new_customers", target: 40),
      kpi(
        say("abonnes", "followers"), "Abonnés sur les réseaux sociaux", "Followers on social networks", "followers", baseline: 3_550,
        target: 4_500, rhythm: 7),
      kpi(say("ventes", "sales"), "Ventes réalisées", "Sales made", "sales_count", target: 80),
      kpi(
        say("clients-fideles", "repeat-customers"), "Clients avec un ré-achat ou plus", "Customers with a repeat purchase or more",
        "repeat_customers", target: 15),
    ]
  }

  private func kpi(
    _ key: String, _ fr: String, _ en: String, _ name: String, baseline: Int = 0, target: Int, rhythm: Int? = nil,
    byPerson: [String: Int] = [:], controlPlaces: [String] = []
  ) -> PlanKPI {
    var kpi = PlanKPI(key: key, name: say(fr, en), formula: .catalogue(name, variant: nil))
    kpi.definedOn = day(12, 15, year: 2022)
    kpi.baseline = baseline
    kpi.target = target
    kpi.rhythmDays = rhythm
    kpi.perSalesperson = !byPerson.isEmpty
    kpi.targetBySalesperson = byPerson
    kpi.controlPlaces = controlPlaces
    kpi.owner = "X"
    return kpi
  }
}
