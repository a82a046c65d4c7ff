import Foundation
import PackagePlugin

/// Compiles the package's `sql/` folder into the target, so that one file can be installed.
@main
struct EmbedSQL: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL.appending(path: "sql")
    let folders = ["migrations", "functions", "reports"].flatMap { folder in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path())) ?? []
      return names.filter { $0.hasSuffix(".sql") }.sorted().map { ("\(folder)/\($0)", root.appending(path: "\(folder)/\($0)")) }
    }
    let files = [("roles.sql", root.appending(path: "roles.sql"))] + folders
    let output = context.pluginWorkDirectoryURL.appending(path: "SQLFiles.swift")
    return [
      .buildCommand(
        displayName: "Embedding sql/",
        executable: try context.tool(named: "embed-sql").url,
        arguments: [output.path()] + files.map { "\($0)=\($1.path())" },
        inputFiles: files.map(\.1),
        outputFiles: [output]
      )
    ]
  }
}
