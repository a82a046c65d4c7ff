import CRM
import Planning

extension Message {
  static let filonAbstract = Message(
    fr: "Notez les conversations, classez les clients ABC, lisez la conversion par commercial.",
    en: "Log conversations, segment customers ABC, read conversion per salesperson.")
  static let filonDiscussion = Message(
    fr: "Sans serveur désigné, filon démarre son propre PostgreSQL privé.",
    en: "Without a configured server, filon starts a private PostgreSQL of its own.")

  static let groupDaily = Message(fr: "CHAQUE JOUR", en: "EVERY DAY")
  static let groupFigures = Message(fr: "CHIFFRES", en: "FIGURES")
  static let groupSetup = Message(fr: "INSTALLATION", en: "SETUP")
}
