import Foundation

/// The server's main process as its file `postmaster.pid` tells it; the file outlives a crash.
struct Postmaster: Sendable {
  let data: String
  let pid: pid_t
  /// The server had finished starting when it last wrote the file.
  let isReady: Bool

  /// Nil without a file. Its lines: process id, data folder, start time, port, socket folder, address, memory key, status.
  init?(data: String) {
    guard let text = try? String(contentsOfFile: Self.file(in: data), encoding: .utf8) else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first, let pid = pid_t(first), pid > 1 else { return nil }
    (self.data, self.pid) = (data, pid)
    isReady = lines.count > 7 && lines[7].hasPrefix("ready")
  }

  static func file(in data: String) -> String { data + "/postmaster.pid" }

  /// Whether the process is there and is this data folder's server, not one that received its number later.
  func isAlive() async -> Bool {
    guard kill(pid, 0) == 0 || errno == EPERM else { return false }
    #if os(Linux)
      // The server works in its data folder. A process that ended but was not yet waited for has none.
      return (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/cwd")) == data
    #else
      return await output(of: "ps", ["-p", "\(pid)", "-o", "comm="])?.hasSuffix("postgres") ?? false
    #endif
  }
}

extension Postmaster {
  /// The processes of servers of this data folder, which is where they work, without those that another of them started; nil when the system
  /// does not tell.
  static func workers(in data: String) async -> [pid_t]? {
    #if os(Linux)
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc") else { return nil }
      let all = names.compactMap { pid_t($0) }.filter {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\($0)/cwd")) == data
      }
      // A child that has ended since has no parent any more, and is no server.
      return all.filter { process in parent(of: process).map { !all.contains($0) } ?? false }
    #else
      // It fails when it finds none.
      guard FileManager.default.isExecutableFile(atPath: "/usr/sbin/lsof") else { return nil }
      return await output(of: "/usr/sbin/lsof", ["-t", "-a", "-d", "cwd", "--", data])?.split(separator: "\n").compactMap { pid_t($0) }
        ?? []
    #endif
  }
}

#if os(Linux)
  /// By `number (name) state parent …`, whose name may hold anything.
  private func parent(of process: pid_t) -> pid_t? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8), let end = text.lastIndex(of: ")") else {
      return nil
    }
    let fields = text[text.index(after: end)...].split(separator: " ")
    return fields.count > 1 ? pid_t(fields[1]) : nil
  }
#endif

/// Whether something listens on the Unix socket at `path`.
func connects(toSocket path: String) -> Bool {
  var address = sockaddr_un()
  address.sun_family = sa_family_t(AF_UNIX)
  let bytes = Array(path.utf8) + [0]
  guard bytes.count <= MemoryLayout.size(ofValue: address.sun_path) else { return false }
  withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
  #if os(Linux)
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
  #else
    let descriptor = socket(AF_UNIX, SOCK_STREAM, 0)
  #endif
  guard descriptor >= 0 else { return false }
  defer { close(descriptor) }
  return withUnsafePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
    }
  }
}
