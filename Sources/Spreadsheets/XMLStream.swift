import CExpat

/// Takes the elements of a document in their order. It is shown only what lies within elements that it entered.
protocol XMLReceiver: AnyObject {
  /// An element begins. Answers whether it is entered; one that is not is passed over with all that it holds.
  func start(_ name: XMLText, _ attributes: XMLAttributes) throws(WorkbookError) -> Bool
  /// Characters of the element that was entered last; a text may come in pieces.
  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(WorkbookError)
  /// The element that was entered last ends. Answers whether to pause here.
  func end() throws(WorkbookError) -> Bool
  /// An error at the place that was reached.
  func error(_ reason: WorkbookError.Reason) -> WorkbookError
}

/// Reads a document of a zip through expat, piece by piece, and shows it to a receiver.
final class XMLStream {
  private let parser: OpaquePointer
  private let source: ZipEntryReader
  private let receiver: any XMLReceiver
  private let limits: WorkbookLimits
  private var failure: WorkbookError?
  private var hasFailed = false
  /// Elements that are open, and how many of them lie within the outermost that was not entered, itself included.
  private var depth = 0
  private var skipped = 0
  private var fed = 0
  private var isPaused = false
  private var isEnded = false
  /// The names that were met, by their hashes: expat keeps each name for as long as it lives.
  private var names: Set<Int> = []

  private static let chunk: Int32 = 1 << 16

  init(_ source: ZipEntryReader, _ receiver: any XMLReceiver, limits: WorkbookLimits) throws(WorkbookError) {
    guard let parser = XML_ParserCreate(nil) else { throw receiver.error(.tooLarge(.part)) }
    self.parser = parser
    self.source = source
    self.receiver = receiver
    self.limits = limits
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser, { stream, name, attributes in XMLStream.at(stream) { $0.start(name, attributes) } },
      { stream, _ in XMLStream.at(stream) { $0.end() } })
    XML_SetCharacterDataHandler(parser) { stream, text, count in XMLStream.at(stream) { $0.text(text, count) } }
    // Whoever declares a document type may define entities: a kilobyte that unfolds to a gigabyte, or files of this machine.
    XML_SetStartDoctypeDeclHandler(parser) { stream, _, _, _, _ in XMLStream.at(stream) { $0.fail(.declaresDocumentType) } }
  }

  deinit { XML_ParserFree(parser) }

  /// Reads on until the receiver pauses; `false` when the document is over.
  func read() throws(WorkbookError) -> Bool {
    while true {
      let status: XML_Status
      if isPaused {
        isPaused = false
        status = XML_ResumeParser(parser)
      } else if isEnded {
        return false
      } else {
        status = try feed()
      }
      if let failure { throw failure }
      if status == XML_STATUS_ERROR { throw error() }
      if status == XML_STATUS_SUSPENDED {
        isPaused = true
        return true
      }
      // What has begun and not ended is read again with each piece that is added.
      guard fed - max(0, Int(XML_GetCurrentByteIndex(parser))) <= limits.tagBytes else { throw receiver.error(.tooLarge(.tag)) }
    }
  }

  /// Reads to the end of the document.
  func readAll() throws(WorkbookError) { while try read() {} }

  private func feed() throws(WorkbookError) -> XML_Status {
    guard let buffer = XML_GetBuffer(parser, Self.chunk) else { throw error() }
    let count = try source.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: Int(Self.chunk)))
    fed += count
    isEnded = count == 0
    return XML_ParseBuffer(parser, Int32(count), isEnded ? 1 : 0)
  }

  private static func at(_ stream: UnsafeMutableRawPointer?, _ body: (XMLStream) -> Void) {
    guard let stream else { return }
    // The parser lives within the stream, and calls only while the stream runs it.
    Unmanaged<XMLStream>.fromOpaque(stream)._withUnsafeGuaranteedRef(body)
  }

  private func start(_ name: UnsafePointer<CChar>?, _ attributes: XMLAttributes.Pointer?) {
    // After a stop, expat tells of the end of an element that it has begun.
    guard !hasFailed, let name = name.map(XMLText.init) else { return }
    let attributes = XMLAttributes(pointer: attributes)
    depth += 1
    guard depth <= limits.depth else { return fail(.tooLarge(.depth)) }
    note(name)
    for (name, _) in attributes { note(name) }
    guard !hasFailed else { return }
    if skipped > 0 {
      skipped += 1
      return
    }
    do throws(WorkbookError) {
      if try !receiver.start(name.localName, attributes) { skipped = 1 }
    } catch {
      fail(error)
    }
  }

  private func end() {
    guard !hasFailed else { return }
    depth -= 1
    if skipped > 0 {
      skipped -= 1
      return
    }
    do throws(WorkbookError) {
      if try receiver.end() { XML_StopParser(parser, 1) }
    } catch {
      fail(error)
    }
  }

  private func text(_ text: UnsafePointer<CChar>?, _ count: Int32) {
    guard !hasFailed, skipped == 0, let text else { return }
    do throws(WorkbookError) {
      let bytes = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
      try receiver.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
    } catch {
      fail(error)
    }
  }

  /// Counts a name that was not met before. Those of a letter or two, which nearly all cells have, are too few to matter.
  private func note(_ name: XMLText) {
    guard name.count > 2 else { return }
    guard name.count <= limits.nameBytes else { return fail(.tooLarge(.names)) }
    // With a seed that is another one in each run, nobody makes names that are taken for one.
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(name.bytes))
    names.insert(hasher.finalize())
    if names.count > limits.names { fail(.tooLarge(.names)) }
  }

  private func fail(_ reason: WorkbookError.Reason) { fail(receiver.error(reason)) }

  private func fail(_ error: WorkbookError) {
    if !hasFailed { failure = error }
    hasFailed = true
    XML_StopParser(parser, 0)
  }

  /// What expat found wrong.
  private func error() -> WorkbookError {
    let code = XML_GetErrorCode(parser)
    switch code {
    case XML_ERROR_UNKNOWN_ENCODING, XML_ERROR_INCORRECT_ENCODING: return receiver.error(.unknownEncoding)
    case XML_ERROR_NO_MEMORY: return receiver.error(.tooLarge(.part))
    default:
      let detail = XML_ErrorString(code).map { String(cString: $0) } ?? ""
      // The parser counts columns from 0.
      let (line, column) = (Int(XML_GetCurrentLineNumber(parser)), Int(XML_GetCurrentColumnNumber(parser)) + 1)
      return receiver.error(.malformedXML(line: line, column: column, detail: detail))
    }
  }
}
