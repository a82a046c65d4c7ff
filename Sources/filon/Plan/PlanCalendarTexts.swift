import CRM
import Planning

extension Message {
  static let calendarEmpty = Message(fr: "Rien dans ces jours.", en: "Nothing in these days.")
  static let phasedCumulative = Message(fr: "Cumul", en: "Cumulative")
  static let phasedEmpty = Message(fr: "Ni cible ni budget.", en: "Neither target nor budget.")

  static func calendarOf(_ plan: String) -> Message { Message(fr: "Calendrier de \(plan)", en: "Calendar of \(plan)") }
  static func phasedOf(_ plan: String) -> Message {
    Message(fr: "Cibles et budget de \(plan), répartis", en: "Targets and budget of \(plan), phased")
  }
  static let phasedNote = Message(
    fr:
      "Parts entières par jours ouvrés ou par poids, dont la somme est exactement le tout\u{A0}; une semaine à cheval sur deux mois est coupée au jour.",
    en: "Whole parts by working days or weights that sum exactly to the whole; a week across two months is cut by day.")
  static let helpPlanCalendar = Message(
    fr: "Calendrier du plan\u{A0}: actions, échéances, engagements, formations, absences, jours fériés",
    en: "Calendar of the plan: actions, due dates, commitments, trainings, absences, holidays")
  static let helpCalendarFigures = Message(
    fr: "Les cibles et le budget de chaque période, au lieu des événements.",
    en: "The targets and budget of each period, instead of the events.")
}
