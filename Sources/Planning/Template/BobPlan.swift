package import CRM
import Postgres

/// The plan of Bob for 2023. What it says is what the article says; figures that the article leaves out (targets of the KPIs beside the 40 new
/// customers, days of people, how the budget is divided) are examples. Actions are called as the expenses of the demo call them.
package struct BobPlan {
  let language: Language

  package init(language: Language) { self.language = language }

  package var document: PlanDocument {
    var plan = PlanDocument(slug: "bob-2023", name: "Bob 2023", from: day(1, 1), to: day(12, 31) + 1)
    plan.situation = situation
    plan.competition = competition
    plan.objectives = [objective]
    plan.targets = [lucie]
    plan.team = team
    plan.budget.totalCents = 6_000_000
    plan.budget.actions = actions
    plan.kpis = kpis
    return plan
  }

  func say(_ fr: String, _ en: String) -> String { language == .fr ? fr : en }

  func day(_ month: Int, _ day: Int, year: Int = 2023) -> Day {
    // Only days that exist are written here.
    Day(year: year, month: month, day: day) ?? .unread
  }

  private var situation: PlanSituation {
    var situation = PlanSituation()
    situation.strategy = say(
      "Bob vend des produits bios et écoresponsables pour la maison à ceux qui tiennent à l'écologie et à leur santé, et cherche de nouveaux clients dans des cibles définies.",
      "Bob sells organic and eco-responsible products for the home to those who care about ecology and their health, and looks for new customers in defined target groups."
    )
    situation.valueProposition = say(
      "Des produits de qualité pour la maison, venus de fournisseurs engagés.",
      "Quality products for the home, from committed suppliers.")
    situation.values = [
      say("l'écologie", "ecology"), say("le respect de l'environnement", "respect for the environment"), say("la santé", "health"),
    ]
    situation.channels = [.website, .distributor, .social, .email]
    situation.works = [
      say("une offre dans l'air du temps", "an offer in line with the times"),
      say("une gamme large et personnalisable", "a wide range that can be customised"),
    ]
    situation.doesNotWork = [
      say("peu de clients viennent de la prospection terrain", "few customers come from field prospecting"),
      say("des prix souvent plus élevés que ceux des produits ordinaires", "prices often higher than those of ordinary products"),
    ]
    situation.salesProcess = say(
      "Surtout par le site et chez les distributeurs ; la prospection terrain commence.",
      "Mostly through the site and at distributors; field prospecting begins.")
    situation.discovery = [
      say("Quels produits utilisez-vous aujourd'hui pour la maison ?", "Which products do you use at home today?"),
      say("Qu'est-ce qui compte le plus : le prix, la santé, l'environnement ?", "What counts most: price, health, the environment?"),
      say("Où et quand achetez-vous ?", "Where and when do you buy?"),
      say("Qu'est-ce qui vous ferait changer de marque ?", "What would make you change brands?"),
    ]
    return situation
  }

  private var competition: PlanCompetition {
    var competition = PlanCompetition()
    competition.strengths = [
      say("des produits bios et écoresponsables, une tendance qui grandit", "organic and eco-responsible products, a trend that grows"),
      say("une stratégie proche des préoccupations des consommateurs", "a strategy in line with consumers' concerns"),
      say("une gamme large et personnalisable", "a wide range that can be customised"),
    ]
    competition.weaknesses = [
      say("plus chers que les produits ordinaires, ce qui limite la clientèle", "dearer than ordinary products, which limits the clientele")
    ]
    competition.opportunities = [
      say("une demande en constante augmentation", "a demand in constant growth"),
      say("s'étendre aux pays voisins, sensibles aux mêmes enjeux", "expanding to neighbouring countries, aware of the same issues"),
    ]
    competition.threats = [
      say("un marché en croissance où la concurrence est forte", "a growing market with strong competition"),
      say(
        "la qualité doit être prouvée par des faits, dans les règles de l'Union européenne",
        "quality must be proven with facts and EU rules met"),
    ]
    competition.competitors = [
      competitor(
        "Grande distribution", strength: say("des prix bas, partout", "low prices, everywhere"),
        weakness: say("des preuves d'engagement plus minces", "thinner proof of commitment"),
        response: say("montrer les preuves et faire essayer", "show the proof and let people try"), action: "mallettes-d-echantillons"),
      competitor(
        "Éco-Foyer", strength: say("connu des clients écologistes", "known to ecological customers"),
        weakness: say("une gamme étroite", "a narrow range"),
        response: say("l'argumentaire sur la gamme et les fournisseurs", "the arguments on range and suppliers"),
        action: "catalogue-et-argumentaire"),
    ]
    return competition
  }

  private func competitor(_ name: String, strength: String, weakness: String, response: String, action: String) -> PlanCompetitor {
    var competitor = PlanCompetitor(name: name)
    competitor.strengths = [strength]
    competitor.weaknesses = [weakness]
    competitor.response = response
    competitor.action = action
    return competitor
  }

  private var objective: PlanObjective {
    var objective = PlanObjective(
      key: say("nouveaux-clients", "new-customers"),
      name: say(
        "Trouver 40 nouveaux clients par la prospection terrain en 2023", "Find 40 new customers through field prospecting in 2023"))
    objective.owner = "X"
    objective.kpi = say("nouveaux-clients", "new-customers")
    objective.definedOn = day(12, 15, year: 2022)
    objective.baseline = 0
    objective.target = 40
    objective.from = day(1, 1)
    objective.dueOn = day(12, 31)
    // Ten customers a quarter.
    objective.phasing = .weights(["2023-Q1": 1, "2023-Q2": 1, "2023-Q3": 1, "2023-Q4": 1])
    objective.priority = 1
    objective.risks = [
      PlanRisk(
        say("Z et B sont formés plus tard que prévu", "Z and B are trained later than planned"),
        mitigation: say("Y garde ses tournées, X prospecte un jour de plus", "Y keeps the rounds, X prospects a day more")),
      PlanRisk(
        say("le prix arrête les prospects", "the price stops prospects"),
        mitigation: say("échantillons, et preuves de qualité", "samples, and proof of quality")),
    ]
    objective.targetGroup = "Lucie"
    return objective
  }

  private var lucie: PlanTarget {
    var lucie = PlanTarget(name: "Lucie")
    lucie.age = say("35 ans", "35")
    lucie.occupation = say("à temps partiel dans une entreprise de marketing", "part-time in a marketing company")
    lucie.household = say(
      "mère active, mariée, deux jeunes enfants, une maison en proche banlieue d'une grande ville",
      "active mother, married, two young children, a house in the near suburbs of a large town")
    lucie.interests = [
      say("les mouvements écologiques et sociaux", "ecological and social movements"),
      say("le plein air et le jardinage", "the outdoors and gardening"),
      say("la cuisine saine", "healthy cooking"), say("le temps en famille", "family time"),
    ]
    lucie.buyingBehaviour = [
      say(
        "paie plus pour la qualité, l'environnement et la santé de ses enfants",
        "pays more for quality, the environment and her children's health"),
      say("cherche des marques engagées et transparentes", "looks for committed, transparent brands"),
    ]
    lucie.needs = [
      say("des produits sains pour la maison", "healthy products for the home"),
      say("gagner du temps et éviter la voiture", "saving time and car trips"),
    ]
    lucie.journey = [
      PlanJourneyStep(
        say("découvre", "discovers"), place: say("à sa porte, au salon, sur les réseaux", "at her door, at the fair, on social networks")),
      PlanJourneyStep(say("compare", "compares"), place: say("en ligne", "online")),
      PlanJourneyStep(say("commande", "orders"), place: say("souvent sur le site", "often on the site")),
    ]
    return lucie
  }

  private var team: [PlanMember] {
    let prospecting = say("prospection terrain", "field prospecting")
    let training = say("formation", "training")
    return [
      member(
        "X", .farmer, say("directeur commercial, responsable du plan", "sales director, responsible for the plan"),
        skills: [training, prospecting],
        daysPerWeek: 20, discussions: 3),
      member("Y", .hunter, say("prospecte toute l'année", "prospects all year"), skills: [prospecting], daysPerWeek: 50, discussions: 4),
      member(
        "Z", .opener, say("ouvre les portes une fois formé", "opens doors once trained"), skills: [prospecting], daysPerWeek: 50,
        discussions: 4,
        trained: day(3, 27)),
      member(
        "B", .hunter, say("prospecte une fois formé", "prospects once trained"), skills: [prospecting], daysPerWeek: 50, discussions: 3,
        trained: day(5, 22)),
    ]
  }

  private func member(
    _ name: String, _ profile: Profile, _ role: String, skills: [String], daysPerWeek: Int, discussions: Int, trained: Day? = nil
  ) -> PlanMember {
    var member = PlanMember(name: name)
    member.role = role
    member.profile = profile
    member.skills = skills
    member.trainedOn = trained
    member.daysPerWeekTenths = daysPerWeek
    member.discussionsPerDay = discussions
    // The company closes for two weeks of August.
    member.absences = [Absence(from: day(8, 7), to: day(8, 19))]
    return member
  }
}
