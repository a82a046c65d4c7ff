import CRM
import Foundation
import Testing

@Suite struct FileReplacementTests {
  private func withFolder(_ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "filon-exchange-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder)
  }

  private func names(_ folder: URL) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted() }

  @Test func permissionsAndLinksStay() async throws {
    try await withFolder { folder in
      let (file, link) = (folder.appending(path: "a"), folder.appending(path: "b"))
      try Data("old".utf8).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path())
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
      try FileReplacement.write(Array("new".utf8), to: link.path())
      #expect(try String(contentsOf: file, encoding: .utf8) == "new")
      #expect(try FileManager.default.attributesOfItem(atPath: file.path())[.posixPermissions] as? Int == 0o640)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path()) == file.path())
      #expect(try names(folder) == ["a", "b"])
    }
  }

  @Test func whatAKilledRunLeftIsSweptAndWhatARunningOneWritesIsNot() async throws {
    try await withFolder { folder in
      // No process has the highest number.
      let (dead, mine, alive) = (".a.filon-2147483647", ".a.filon-\(getpid())", ".a.filon-1")
      for name in [dead, mine, alive, ".a.filon-x", ".b.filon-2147483647"] { try Data().write(to: folder.appending(path: name)) }
      try FileReplacement.write([1], to: folder.appending(path: "a").path())
      #expect(try names(folder) == [".a.filon-1", ".a.filon-x", ".b.filon-2147483647", "a"])
    }
  }

  @Test func whatIsWrittenBitByBitIsThereAtItsEnd() async throws {
    try await withFolder { folder in
      let place = folder.appending(path: "a").path()
      try await OutputFile.replacing(place) { output in
        for number in 0..<10_000 { try output.write("\(number)\n") }
        #expect(try names(folder) == [".a.filon-\(getpid())"])
      }
      #expect(try names(folder) == ["a"] && String(contentsOfFile: place, encoding: .utf8).hasSuffix("\n9999\n"))
      #expect(try FileManager.default.attributesOfItem(atPath: place)[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test func whatIsStoppedHalfWayLeavesWhatWasThere() async throws {
    struct Stop: Error {}
    try await withFolder { folder in
      let place = folder.appending(path: "a")
      try Data("old".utf8).write(to: place)
      await #expect(throws: Stop.self) {
        try await OutputFile.replacing(place.path()) { output in
          try output.write(String(repeating: "x", count: 100_000))
          throw Stop()
        }
      }
      #expect(try names(folder) == ["a"] && String(contentsOf: place, encoding: .utf8) == "old")
      for path in [folder.path(), folder.path() + "no/a"] {
        await #expect(throws: CRMError.self) { try await OutputFile.replacing(path) { try $0.write("x") } }
      }
      #expect(try names(folder) == ["a"])
    }
  }

  @Test func aFailureLeavesWhatWasThere() async throws {
    try await withFolder { folder in
      #expect(throws: FileReplacement.Failure.self) { try FileReplacement.write([1], to: folder.appending(path: "no/a").path()) }
      let place = folder.appending(path: "a")
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      #expect(throws: FileReplacement.Failure.self) { try FileReplacement.write([1], to: place.path()) }
      #expect(try names(folder) == ["a"])
    }
  }
}
