extension FileKind {
  /// What the file at a path is.
  /// - Throws: `WorkbookError` when it cannot be opened or read.
  package static func of(path: String) throws(WorkbookError) -> FileKind { try of(RandomAccessFile(path: path)) }

  /// What an open file is; it stays open, and its position where it is.
  package static func of(descriptor: Int32) throws(WorkbookError) -> FileKind {
    try of(RandomAccessFile(descriptor: descriptor, isOwned: false))
  }

  private static func of(_ file: RandomAccessFile) throws(WorkbookError) -> FileKind {
    let kind = FileKind(head: try file.head(headLength))
    switch kind {
    // A zip that is cut off is what its beginning says.
    case .workbook, .zip, .numbers: return (try? ZipArchive(file, limits: WorkbookLimits())).map { FileKind($0) } ?? kind
    case .compoundFile: return FileKind(try CompoundFile(file))
    default: return kind
    }
  }

  /// What a zip is by the files in it.
  init(_ archive: ZipArchive) {
    self =
      if archive.has("xl/workbook.bin") {
        .binaryWorkbook
      } else if archive.names.contains(where: { $0.hasPrefix("xl/") }) {
        .workbook
      } else if archive.names.contains(where: { $0.hasPrefix("word/") || $0.hasPrefix("ppt/") || $0.hasPrefix("visio/") }) {
        .otherDocument
      } else if archive.has("index/document.iwa") || archive.has("index.zip") {
        .numbers
      } else if archive.has("content.xml"), archive.has("meta-inf/manifest.xml") {
        .openDocument
      } else if archive.has("[Content_Types].xml"), archive.has("_rels/.rels") {
        // Parts may have any name: the relations say where the workbook is.
        .workbook
      } else {
        .zip
      }
  }

  /// What a compound file is by the names in it.
  init(_ file: CompoundFile) {
    let names = Set(file.names.map { $0.lowercased() })
    self =
      if names.contains("encryptedpackage") {
        .encryptedWorkbook
      } else if names.contains("workbook") || names.contains("book") {
        .oldWorkbook
      } else {
        .compoundFile
      }
  }
}
