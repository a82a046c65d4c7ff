/// The names in a compound file (OLE): the format of Office before 2007, and the wrapping of a workbook with a password.
struct CompoundFile {
  /// The names of its streams and folders.
  private(set) var names: Set<String> = []

  static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  /// The directory of a workbook with macros has some dozens of names; four stand in a sector.
  private static let sectors = 256
  /// Ends a chain of sectors; a little less than that are other marks.
  private static let firstMark = 0xFFFF_FFFA

  /// Follows the directory from sector to sector. What cannot be followed has the names that were found so far.
  init(_ file: RandomAccessFile) throws(WorkbookError) {
    let header = try file.head(512)
    guard header.has(Self.signature), let shift = header.number(at: 30, width: 2), shift == 9 || shift == 12,
      var sector = header.number(at: 48, width: 4)
    else { return }
    let length = 1 << shift
    func place(_ sector: Int) -> Range<Int>? {
      let start = (sector + 1) * length
      return start + length <= file.size ? start..<(start + length) : nil
    }
    // A chain may be a ring: it is followed for so long only.
    for _ in 0..<Self.sectors where sector < Self.firstMark {
      guard let directory = place(sector) else { return }
      collectNames(try file.bytes(directory))
      // The table of what follows which sector is itself in sectors, the first 109 of which the header lists.
      let (table, index) = sector.quotientAndRemainder(dividingBy: length / 4)
      guard table < 109, let tableSector = header.number(at: 76 + 4 * table, width: 4), tableSector < Self.firstMark,
        let tablePlace = place(tableSector), let next = try file.bytes(tablePlace).number(at: 4 * index, width: 4)
      else { return }
      sector = next
    }
  }

  private mutating func collectNames(_ directory: [UInt8]) {
    for entry in stride(from: 0, to: directory.count - 127, by: 128) {
      // Bytes of UTF-16, the zero at the end included.
      guard let length = directory.number(at: entry + 64, width: 2), (4...64).contains(length) else { continue }
      let units = stride(from: entry, to: entry + length - 3, by: 2).map { UInt16(directory[$0]) | UInt16(directory[$0 + 1]) << 8 }
      names.insert(String(decoding: units, as: UTF16.self))
    }
  }
}
