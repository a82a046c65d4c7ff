import Foundation
import Logging
import TestSupport
import Testing

@testable import CRMServer

@Suite struct LogTests {
  @Test func aLineIsAnObject() throws {
    let event = LogEvent(
      level: .error, message: "a \"b\" \\ \u{9B}31m\n\u{202E}é🙂", metadata: ["route": "/v1/x", "own": "2"], source: "", file: "",
      function: "",
      line: 0)
    let line = JSONLog.line(event, ["request_id": "1"])
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
    #expect(object["message"] == "a \"b\" \\ \u{9B}31m\n\u{202E}é🙂")
    #expect(object["route"] == "/v1/x" && object["own"] == "2" && object["request_id"] == "1" && object["level"] == "error")
    #expect(line.hasSuffix("}\n") && line.dropLast().allSatisfy { !$0.isNewline } && !line.unicodeScalars.contains("\u{9B}"))
  }

  @Test func whatTakesTooLongIsCancelled() async throws {
    let deadlines = Deadlines(.milliseconds(100))
    #expect(try await deadlines.run { 1 } == 1)
    let clock = ContinuousClock()
    let took = await clock.measure {
      await #expect(throws: Problem.self) { try await deadlines.run { try await Task.sleep(for: .seconds(60)) } }
    }
    #expect(took < .seconds(30))
    // Whoever gives up takes the answer along.
    let waiting = Task { try await Deadlines(.seconds(600)).run { try await Task.sleep(for: .seconds(60)) } }
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
  }
}
