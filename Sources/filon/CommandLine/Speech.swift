import CRM
import Foundation

extension Language {
  /// The language of this run: `--lang`, else the setting, else the locale of the environment, else French.
  ///
  /// Read from the arguments before they are parsed: the help and the errors of parsing speak it too.
  static let current: Language = {
    let arguments = CommandLine.arguments
    if let index = arguments.firstIndex(of: "--lang"), arguments.indices.contains(index + 1),
      let language = Language(rawValue: arguments[index + 1])
    {
      return language
    }
    if let joined = arguments.first(where: { $0.hasPrefix("--lang=") }), let language = Language(rawValue: String(joined.dropFirst(7))) {
      return language
    }
    let environment = ProcessInfo.processInfo.environment
    // A file that cannot be read is told by the command, in some language.
    if let set = try? Setting.lang.value(environment: environment), let language = Language(rawValue: set.text.lowercased()) {
      return language
    }
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = environment[name], !value.isEmpty else { continue }
      // « C » and « POSIX » name no language.
      if let language = Language(rawValue: String(value.prefix(2)).lowercased()) { return language }
    }
    return .fr
  }()
}

/// Says beside the answer, where programs do not read, what a person may want to know of it.
func tell(_ notice: Message) {
  FileHandle.standardError.write(Data(say(notice).printable(keepingLines: true).fitting(.standardError).utf8))
}

/// A text of the catalogue in the language of this run.
func say(_ message: Message) -> String {
  message.text(in: .current)
}
