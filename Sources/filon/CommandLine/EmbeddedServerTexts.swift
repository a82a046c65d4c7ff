import CRM
import EmbeddedPostgres
import Foundation
import Schema

extension Message {
  /// What a failure of the private server means; English is the error's own text.
  init(_ error: EmbeddedServerError) {
    self.init(fr: error.french, en: error.description)
  }
}

extension EmbeddedServerError {
  fileprivate var french: String {
    switch self {
    case .noPostgreSQL(let searched):
      """
      Aucun serveur PostgreSQL n’est installé (ni initdb, ni postgres, ni pg_ctl dans \(searched.joined(separator: ", "))).
      Debian, Ubuntu\u{A0}: sudo apt-get install postgresql
      macOS\u{A0}: brew install postgresql@17
      Ailleurs\u{A0}: donnez le dossier de ces programmes dans FILON_POSTGRES_BIN, ou désignez un autre serveur par FILON_DATABASE_URL.
      """
    case .noPsql:
      "psql n’est pas installé. Debian, Ubuntu\u{A0}: sudo apt-get install postgresql-client\u{A0}; macOS\u{A0}: brew install libpq"
    case .tooOld(let installed):
      """
      PostgreSQL \(list(installed)) est trop ancien\u{A0}: il faut la version 15 ou une plus récente.
      Debian, Ubuntu\u{A0}: sudo apt-get install postgresql\u{A0}; macOS\u{A0}: brew install postgresql@17
      """
    case .otherMajorVersion(let data, let installed):
      """
      Les données viennent de PostgreSQL \(data), mais c’est \(list(installed)) qui est installé\u{A0}: une autre version majeure ne les lit pas.
      Installez PostgreSQL \(data) à côté (Debian, Ubuntu\u{A0}: postgresql-\(data)\u{A0}; macOS\u{A0}: postgresql@\(data)), ou donnez le dossier de \
      ses programmes dans FILON_POSTGRES_BIN.
      Pour passer à la nouvelle version, avec les deux installées\u{A0}: pg_dump par l’ancienne, à restaurer dans un autre FILON_HOME, ou pg_upgrade.
      """
    case .unknownData(let folder):
      "\(folder) n’est pas vide mais ne contient pas de données PostgreSQL (PG_VERSION manque). Déplacez-le ou choisissez un autre FILON_HOME."
    case .notCreated(let output):
      "Le serveur PostgreSQL privé n’a pas pu être créé. Il a dit\u{A0}:\n\(output)"
    case .notStarted(let output, let log):
      "Le serveur PostgreSQL privé n’a pas démarré. La fin de son journal (\(log))\u{A0}:\n\(output)"
    case .diskFull(let folder):
      "Le disque qui porte \(folder) est plein\u{A0}: le serveur PostgreSQL privé ne peut travailler. Libérez de la place, puis recommencez\u{A0}; ce qui était enregistré est intact."
    case .notStopped(let pid, let log):
      "Le serveur PostgreSQL privé (processus \(pid)) ne s’est pas arrêté en deux minutes. Son journal est dans \(log)."
    case .locked(let path):
      "Un autre processus démarre ou arrête le serveur privé depuis dix minutes (il tient \(path)). Terminez-le et recommencez."
    case .notALock(let path):
      "\(path) n’est pas le verrou du serveur privé\u{A0}: c’est un lien, le fichier d’un autre ou un fichier non vide. Déplacez-le et recommencez."
    case .damagedVersion(let file):
      """
      \(file) ne dit pas quel PostgreSQL a fait les données\u{A0}: une coupure de courant ou un disque plein l’a abîmé, et peut-être plus.
      Restaurez une sauvegarde, ou choisissez un autre FILON_HOME. Si vous connaissez la version («\u{A0}15\u{A0}»), l’écrire dans ce fichier peut suffire.
      """
    case .unknownServer(let data, let pids):
      """
      Un serveur PostgreSQL travaille dans \(data) (processus \(pids.map(String.init).joined(separator: ", "))), mais son fichier postmaster.pid ne le dit pas.
      Arrêtez-le (kill -INT \(pids.map(String.init).joined(separator: " "))), puis recommencez\u{A0}; ce qui était enregistré le reste.
      """
    case .otherOwner(let folder, let owner):
      "\(folder) appartient à \(owner). Lancez filon comme \(owner), ou choisissez un autre dossier par FILON_HOME."
    case .unreachable(let folder, let home, let user):
      """
      Pour root, le serveur tourne comme l’utilisateur \(user), qui ne peut entrer dans \(folder).
      Permettez-le (chmod o+x '\(folder)'), ou choisissez un autre dossier que \(home) par FILON_HOME\u{A0}; sans FILON_HOME c’est /var/lib/filon.
      """
    case .socketFolderNotPrivate(let folder, let user):
      "Le dossier du socket du serveur, \(folder), doit appartenir à \(user) et être fermé aux autres. Supprimez-le, ou prenez un FILON_HOME plus court."
    case .notAFolder(let path):
      "\(path) n’est pas un dossier. Déplacez-le ou choisissez un autre FILON_HOME."
    case .folderNotCreated(let path, let reason):
      "Le dossier \(path) ne peut pas être créé (\(cause(reason))). Choisissez-en un autre par FILON_HOME."
    case .namelessUser(let user):
      "L’utilisateur \(user) n’a pas de nom sur cette machine (/etc/passwd), et PostgreSQL en veut un. Lancez filon comme un utilisateur qui a un nom."
    case .noServerUser:
      """
      PostgreSQL refuse de tourner comme root, et il n’y a pas d’utilisateur postgres pour lui.
      Créez-le (useradd --system --user-group postgres), ou lancez filon comme un utilisateur ordinaire.
      """
    case .system(let action, let path, let reason):
      "Échec système (\(action)) sur \(path)\u{A0}: \(reason)."
    }
  }

  private func cause(_ reason: Int32) -> String {
    switch reason {
    case EACCES, EPERM: "permission refusée"
    case EROFS: "disque en lecture seule"
    case ENOSPC, EDQUOT: "plus de place"
    case ENAMETOOLONG: "nom trop long"
    default: String(cString: strerror(reason))
    }
  }

  private func list(_ versions: [Int]) -> String {
    Set(versions).sorted().map(String.init).joined(separator: ", ")
  }
}

extension CRMError {
  /// Why a database cannot be migrated, and what to do.
  init(_ error: SchemaError) {
    switch error {
    case .unknownMigration(let path): self.init(.unavailable, .migrationUnknown(path), remedy: .updateRemedy)
    case .editedMigration(let path): self.init(.unavailable, .migrationEdited(path), remedy: .migrationEditedRemedy)
    }
  }
}

extension Message {
  /// A migration of a newer program.
  static func migrationUnknown(_ path: String) -> Message {
    Message(fr: "la base a été migrée par un filon plus récent (\(path))", en: "the database was migrated by a newer filon (\(path))")
  }

  /// A migration with another text.
  static func migrationEdited(_ path: String) -> Message {
    Message(fr: "\(path) a été appliqué à cette base avec un autre texte", en: "\(path) was applied to this database with another text")
  }

  static let migrationEditedRemedy = Message(
    fr: "rétablissez ce fichier et ajoutez une nouvelle migration, ou prenez le filon qui a créé cette base",
    en: "restore that file and add a new migration, or use the filon that made this database")
}
