import CRM
import Foundation
import Postgres
import Synchronization

/// Ctrl-C and its like: the command's task is cancelled, so that the query it waits for is cancelled and its transaction rolled back.
enum Interruption {
  /// The signal that came; 0 before.
  private static let received = Atomic<Int32>(0)

  /// Whether a program shows the answer, whom an interruption means.
  private static let isRead = Atomic<Bool>(false)

  /// Does what another program has the terminal for.
  static func whileAnotherReads<R>(_ body: () -> R) -> R {
    isRead.store(true, ordering: .relaxed)
    defer { isRead.store(false, ordering: .relaxed) }
    return body()
  }

  /// How many seconds the command has to undo what it began. After them the process ends, and the server undoes it.
  private static let patience: UInt32 = 10

  /// Those that interrupt, and the alarm that ends the patience.
  static var signals: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in [SIGINT, SIGTERM, SIGALRM] { sigaddset(&set, signal) }
    return set
  }

  /// Waits for signals, which this and all other threads block; the first cancels `command`, another ends the process.
  static func wait(cancelling command: Task<Void, Never>) -> Never {
    var signals = signals
    while true {
      var signal: Int32 = 0
      guard sigwait(&signals, &signal) == 0 else { continue }
      if signal == SIGINT, isRead.load(ordering: .relaxed) { continue }
      if received.load(ordering: .relaxed) != 0 { end() }
      received.store(signal, ordering: .relaxed)
      command.cancel()
      alarm(patience)
    }
  }

  /// Says that the command was interrupted and what became of its work, and ends as the shell expects.
  static func end() -> Never {
    Failure.report(
      Commits.areUnderWay
        ? CRMError(.inDoubt, .interruptedInDoubt, remedy: .lookBeforeAskingAgain)
        : CRMError(.failed, Commits.areMade ? .interruptedAfterRecording : .interrupted))
    exit(status ?? 128 + SIGINT)
  }

  /// How the shell expects a command to end that a signal interrupted: 130 after Ctrl-C. Nil when none came.
  static var status: Int32? {
    let signal = received.load(ordering: .relaxed)
    return signal == 0 ? nil : 128 + signal
  }

  /// Gives the signals back their usual effect, for a program that takes the place of this one.
  static func restoreSignals() {
    var signals = signals
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    signal(SIGPIPE, SIG_DFL)
  }

  /// Starts another program, which inherits what signals do.
  static func withUsualSignals<R>(_ start: () -> R) -> R {
    restoreSignals()
    defer {
      var signals = signals
      pthread_sigmask(SIG_BLOCK, &signals, nil)
      signal(SIGPIPE, SIG_IGN)
    }
    return start()
  }
}

extension Message {
  static let interrupted = Message(fr: "interrompu\u{A0}; rien n’a été enregistré", en: "interrupted; nothing was recorded")
  static let interruptedAfterRecording = Message(
    fr: "interrompu\u{A0}; ce qui était déjà enregistré le reste, et rien d’autre ne l’est",
    en: "interrupted; what was recorded before stays recorded, and nothing else is")
  static let interruptedInDoubt = Message(
    fr: "interrompu pendant que la base de données enregistrait\u{A0}: on ne sait pas si c’est fait",
    en: "interrupted while the database was recording: whether it is done is not known")
}
