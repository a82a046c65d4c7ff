import CRM
import Planning

/// What names, places and reasons of the demo company are made of. Its phone numbers are those that the French regulator keeps for
/// fiction (01 99 00), its mail goes to example.fr.
enum DemoWords {
  // Lucie is missing on purpose: she is the prospect that the quickstart adds.
  static let firstNames = [
    "Camille", "Julie", "Hélène", "Sophie", "Claire", "Nadia", "Émilie", "Chloé", "Inès", "Manon", "Aurélie", "Céline", "Laure",
    "Anaïs", "Fatou", "Marion", "Élodie", "Yasmine", "Pauline", "Agnès", "Thomas", "Nicolas", "Karim", "Benoît", "Mathieu", "Jérôme",
    "Rémi", "Antoine", "Hugo", "Sébastien", "Olivier", "Gaël",
  ]
  static let lastNames = [
    "Martin", "Bernard", "Faure", "Girard", "Chevalier", "Perrin", "Morel", "Garnier", "Blanc", "Guérin", "Rousseau", "Mercier",
    "Dupuis", "Lambert", "Fontaine", "Berger", "Renaud", "Vidal", "Besson", "Charpentier", "Lefèvre", "Barbier", "Roche", "Benali",
    "Diallo", "Nguyen", "Da Silva", "Moreau", "Colin", "Brun", "Giraud", "Marchand", "Noël", "Aubert", "Rey", "Lacroix", "Pons",
  ]
  static let shopKinds = [
    "Épicerie", "Fleuriste", "Salon de thé", "Droguerie", "Crèche", "Chambres d'hôtes", "Boulangerie", "Institut", "Mercerie",
    "Librairie", "Jardinerie", "Cave",
  ]
  static let shopNames = [
    "des Lilas", "du Marché", "de la Place", "du Vieux Pont", "des Pentes", "de l'Église", "des Canuts", "de la Gare", "du Parc",
    "des Tilleuls", "du Lavoir", "des Halles", "de l'Ouest", "du Coteau", "des Quais", "de la Source",
  ]
  static let towns: [(name: String, postalCode: String)] = [
    ("Lyon", "69003"), ("Lyon", "69004"), ("Lyon", "69007"), ("Villeurbanne", "69100"), ("Caluire-et-Cuire", "69300"),
    ("Oullins", "69600"), ("Tassin-la-Demi-Lune", "69160"), ("Écully", "69130"), ("Bron", "69500"), ("Saint-Genis-Laval", "69230"),
    ("Francheville", "69340"), ("Meyzieu", "69330"), ("Craponne", "69290"), ("Brignais", "69530"),
  ]
  static let streets = [
    "rue des Lilas", "avenue Jean-Jaurès", "rue Victor-Hugo", "chemin du Moulin", "place de la Mairie", "rue de la République",
    "allée des Acacias", "montée des Roches", "rue Pasteur", "impasse des Cerisiers",
  ]
  static let shopTitles = ["Rayon entretien écologique", "Vrac et recharges", "Cosmétiques solides", "Coffrets et cadeaux"]
  static let householdTitles = ["Coffret maison saine", "Abonnement recharges", "Linge de maison bio", "Kit zéro déchet"]
  static let competitors = ["Éco-Foyer", "Maison Claire", "Verte & Nette", "Grande distribution"]
}
