import Foundation

/// Memory that the process holds now; 0 where /proc is missing. To be asked in a process of one's own: other tests would be measured too.
package func residentMegabytes() -> Int {
  guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8), let pages = Int(text.split(separator: " ")[1]) else {
    return 0
  }
  return pages * 4096 / 1_000_000
}
