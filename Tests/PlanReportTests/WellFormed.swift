import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The names of the elements of an XML text.
///
/// - Throws: Where it is not well-formed.
func wellFormed(_ text: String) throws -> Set<String> {
  final class Reader: NSObject, XMLParserDelegate {
    var names: Set<String> = []

    func parser(
      _: XMLParser, didStartElement name: String, namespaceURI _: String?, qualifiedName _: String?, attributes _: [String: String]
    ) {
      names.insert(name)
    }
  }
  let reader = Reader()
  let parser = XMLParser(data: Data(text.utf8))
  parser.delegate = reader
  guard parser.parse() else { throw parser.parserError ?? CocoaError(.propertyListReadCorrupt) }
  return reader.names
}
