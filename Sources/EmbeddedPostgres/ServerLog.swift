package import Foundation

extension ServerFolders {
  /// What the system says of a full disk, in the server's language (`lc_messages`).
  static let noSpace = "No space left on device"

  /// The last lines of the two newest logs, the newest last: before and after the server opened its own.
  func logTails(lines: Int) -> [Substring] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: log)) ?? []
    let files = names.map { log + "/" + $0 }.map { path in
      (path: path, date: (try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date) ?? .distantPast)
    }
    return files.sorted { $0.date < $1.date }.suffix(2).flatMap { file in
      let text = FileManager.default.contents(atPath: file.path).map { String(decoding: $0.suffix(4096), as: UTF8.self) } ?? ""
      return text.split(separator: "\n").suffix(lines)
    }
  }

  /// Whether the log says since an instant that the disk is full. Its lines begin with the time in UTC (`log_line_prefix`).
  fileprivate func saysNoSpace(since begin: Date) -> Bool {
    let time = Date.ISO8601FormatStyle(dateTimeSeparator: .space, includingFractionalSeconds: true, timeZone: .gmt)
    let first = begin.formatted(time).prefix(while: { $0 != "Z" })
    return logTails(lines: .max).contains { $0 >= first && $0.contains(Self.noSpace) }
  }

  /// Whether the disk has no room for the next file of the write-ahead log, without which the server records nothing. Then it may have been
  /// unable to write into its log too.
  fileprivate var hasNoRoom: Bool {
    var disk = statvfs()
    let segment: UInt64 = 16 << 20
    return statvfs(root, &disk) == 0 && UInt64(disk.f_bavail) * UInt64(disk.f_frsize) < segment
  }
}

extension EmbeddedServer {
  /// Whether a full disk is why the server failed or went away since an instant.
  package func ranOutOfDisk(since begin: Date) -> Bool {
    folders.hasNoRoom || folders.saysNoSpace(since: begin)
  }

  /// What such a server is to people.
  package var diskFull: EmbeddedServerError { .diskFull(folders.root) }
}
