import Foundation
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// Runs the built `filon` at a terminal of so many columns, and gives what it shows.
///
/// - Parameter typing: What somebody types, each once a text has been shown since the one before.
package func terminal(
  _ words: [String], columns: Int = 80, lines: Int = 10_000, typing: [(after: String, keys: String)] = [], on connection: String,
  environment: [String: String] = [:]
) async throws -> String {
  let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
  // Glibc shows posix_openpt and its like to nobody who asks for no extensions: TIOCSPTLCK unlocks, TIOCGPTN numbers.
  var (lock, number): (Int32, UInt32) = (0, 0)
  guard master >= 0, ioctl(master, 0x4004_5431, &lock) == 0, ioctl(master, 0x8004_5430, &number) == 0 else {
    throw Errno(rawValue: errno)
  }
  let slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
  guard slave >= 0 else { throw Errno(rawValue: errno) }
  var size = winsize(ws_row: UInt16(lines), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
  guard ioctl(slave, UInt(TIOCSWINSZ), &size) == 0 else { throw Errno(rawValue: errno) }
  let (shown, whole) = AsyncStream.makeStream(of: [UInt8].self)
  // A thread of its own: reading waits, and the few that tasks share are needed by other tests.
  Thread.detachNewThread {
    whole.yield(transcript(of: master, typing))
    whole.finish()
  }
  var inherited: [Environment.Key: String] = [
    "FILON_DATABASE_URL": connection, "FILON_LANG": "en", "NO_COLOR": "1", "XDG_CONFIG_HOME": "/dev/null",
  ]
  for (name, value) in environment { inherited[Environment.Key(stringLiteral: name)] = value }
  let screen = FileDescriptor(rawValue: slave)
  _ = try await Subprocess.run(
    .path(.init(filonPath)), arguments: Arguments(words), environment: .custom(inherited),
    input: .fileDescriptor(screen, closeAfterSpawningProcess: false),
    output: .fileDescriptor(screen, closeAfterSpawningProcess: false), error: .fileDescriptor(screen, closeAfterSpawningProcess: false))
  // Whoever reads the other end waits as long as one of this is open.
  close(slave)
  let bytes = await shown.reduce(into: []) { $0 += $1 }
  close(master)
  return String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
}

/// What a terminal shows until the program has closed it, typing when it is time.
private func transcript(of master: Int32, _ typing: [(after: String, keys: String)]) -> [UInt8] {
  var bytes: [UInt8] = []
  var seen = 0
  var typing = typing[...]
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    // Whoever waits for what is not asked ends the input, and with it the program.
    var screen = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    if poll(&screen, 1, 60_000) == 0 { _ = write(master, "\u{4}", 1) }
    let count = read(master, &buffer, buffer.count)
    guard count > 0 else { break }
    bytes += buffer[..<count]
    let shown = String(decoding: bytes[seen...], as: UTF8.self).replacing("\u{A0}", with: " ")
    guard let next = typing.first, shown.contains(next.after) else { continue }
    (seen, typing) = (bytes.count, typing.dropFirst())
    _ = write(master, next.keys, next.keys.utf8.count)
  }
  return bytes
}
