import CRM
package import Planning

package import Postgres

/// A day that a test writes.
package func on(_ text: String) -> Day {
  guard let day = Day(text) else { fatalError("\(text) is no day") }
  return day
}

/// Bob's plan of 2023, small enough to check by hand: 40 customers by field prospecting, 60,000 € for two actions.
package func bobPlan() -> PlanDocument {
  var plan = PlanDocument(slug: "bob-2023", name: "Bob 2023", from: on("2023-01-01"), to: on("2024-01-01"))
  plan.situation.strategy = "Produits bios pour la maison"
  var customers = PlanObjective(key: "clients", name: "40 nouveaux clients")
  customers.owner = "X"
  customers.kpi = "new-customers"
  customers.definedOn = on("2022-12-01")
  customers.baseline = 0
  customers.target = 40
  customers.dueOn = on("2023-12-31")
  plan.objectives = [customers]
  var x = PlanMember(name: "X")
  x.trainedOn = on("2022-01-03")
  var y = PlanMember(name: "Y")
  y.trainedOn = on("2022-01-03")
  y.absences = [Absence(from: on("2023-08-07"), to: on("2023-08-19"))]
  var z = PlanMember(name: "Z")
  z.trainedOn = on("2023-03-06")
  plan.team = [x, y, z]
  var training = PlanAction(key: "formation", name: "Formation au terrain")
  training.objective = "clients"
  training.owner = "X"
  training.from = on("2023-02-01")
  training.to = on("2023-03-04")
  training.allocationCents = 2_000_000
  training.commitments = [PlanCommitment(on: on("2023-01-16"), cents: 1_500_000)]
  training.status = .done
  training.doneOn = on("2023-03-03")
  var field = PlanAction(key: "terrain", name: "Prospection terrain")
  field.objective = "clients"
  field.owner = "Y"
  field.channels = [.field]
  field.places = ["Lyon", "Villeurbanne"]
  field.from = on("2023-03-06")
  field.to = on("2024-01-01")
  field.allocationCents = 4_000_000
  field.peopleDaysTenths = ["Y": 800, "Z": 600]
  field.status = .started
  plan.budget.totalCents = 6_000_000
  plan.budget.actions = [training, field]
  var followed = PlanKPI(key: "new-customers", name: "Nouveaux clients", formula: .catalogue("new_customers", variant: nil))
  followed.definedOn = on("2022-12-01")
  followed.target = 40
  var conversations = PlanKPI(key: "discussions", name: "Discussions", formula: .catalogue("discussions", variant: nil))
  conversations.definedOn = on("2022-12-01")
  conversations.target = 800
  conversations.perSalesperson = true
  conversations.targetBySalesperson = ["Y": 500, "Z": 300]
  plan.kpis = [followed, conversations]
  return plan
}
