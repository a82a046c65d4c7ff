/// How much a workbook may ask of the machine. Files come from strangers: what a few kilobytes can claim must not fill the memory or hold
/// a processor for hours.
package struct WorkbookLimits: Sendable {
  /// The rows of a sheet: what Excel has.
  package static let rows = 1_048_576
  /// The columns of a sheet: what Excel has.
  package static let columns = 16_384

  /// Entries of the zip: as many as one without zip64 can have. Workbooks have dozens, some thousands with a picture in each row.
  package var entries = 65_535
  /// Bytes of the zip's directory, which is held: 256 for each of so many entries.
  package var directoryBytes = 16 << 20
  /// Inflated bytes of the parts that list sheets, relations and styles, which are a few kilobytes; styles of old workbooks some megabytes.
  package var partBytes = 64 << 20
  /// Inflated bytes of the shared strings with their markup.
  package var sharedStringsBytes = 512 << 20
  /// Inflated bytes of a sheet. It is streamed, so this limits time: a full sheet of twenty columns has about one gigabyte.
  package var sheetBytes = 2 << 30
  /// Inflated bytes of all that is read of a workbook.
  package var totalBytes = 4 << 30
  /// How many times its compressed size an entry may inflate to. Deflate reaches 1,032 for zeros; sheets reach 10 to 60, for their cells
  /// are numbered.
  package var inflation = 200
  /// An entry that is no larger than this may inflate as it likes: it does no harm, and small ones of blanks do.
  package var inflationGrace = 16 << 20

  /// Bytes of the text of all shared strings, which are held. A million cells of sixty letters have a quarter of that.
  package var textBytes = 256 << 20
  /// The number of shared strings: each costs four bytes even when it is empty.
  package var strings = 10_000_000
  /// Bytes of a cell, as the CSV reader allows; Excel's own limit is 32,767 characters.
  package var cellBytes = 1 << 20
  /// Bytes of the texts of a row, as the CSV reader allows: a shared string of a megabyte may stand in every cell.
  package var rowBytes = 1 << 22

  /// Elements within elements. Sheets have about ten.
  package var depth = 100
  /// Bytes of a tag or comment, which the parser must have whole.
  package var tagBytes = 1 << 20
  /// Different names of elements and attributes, all of which the parser keeps. The whole standard has fewer.
  package var names = 10_000
  /// Bytes of a name.
  package var nameBytes = 256
  /// Sheets, formats of cells and relations: Excel has at most 65,490 formats, and no workbook comes near with the others.
  package var listItems = 100_000
  /// Merged ranges that are named; the others are counted.
  package var namedMerges = 100

  /// The limits that suit a machine of some hundred megabytes.
  package init() {}
}
