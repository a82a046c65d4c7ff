// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
  name: "filon",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "filon", targets: ["filon"]),
    .library(name: "CRM", targets: ["CRM"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    // Without its traits: configuration is ours.
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibPQ",
      pkgConfig: "libpq",
      providers: [.apt(["libpq-dev"]), .brew(["libpq"])]
    ),
    .target(name: "Postgres", dependencies: ["CLibPQ"], swiftSettings: strict),

    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(name: "Spreadsheets", dependencies: ["CExpat", "CZlib"], swiftSettings: strict),

    // `sql/` as string literals: one file is installed, and a byte array of that size takes half a minute to compile.
    .executableTarget(name: "embed-sql", swiftSettings: strict),
    .plugin(name: "EmbedSQL", capability: .buildTool(), dependencies: ["embed-sql"]),
    .target(name: "Schema", dependencies: ["Postgres"], swiftSettings: strict, plugins: ["EmbedSQL"]),

    .target(
      name: "EmbeddedPostgres",
      dependencies: [.product(name: "Subprocess", package: "swift-subprocess")],
      swiftSettings: strict
    ),
    .target(
      name: "CRM", dependencies: ["Postgres", "Schema", "Spreadsheets", .product(name: "Yams", package: "Yams")], swiftSettings: strict),
    .target(
      name: "Planning", dependencies: ["CRM", "Postgres", "Spreadsheets", .product(name: "Yams", package: "Yams")], swiftSettings: strict),
    .target(
      name: "Accounts",
      dependencies: [
        "CRM", "Postgres", .product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .target(
      name: "CRMServer",
      dependencies: [
        "Accounts", "CRM", "CZlib", "Markup", "Planning", "Postgres", .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"), .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"), .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict),
    .target(name: "Demo", dependencies: ["CRM", "Planning", "Postgres"], swiftSettings: strict),
    .target(name: "Markup", swiftSettings: strict),
    .systemLibrary(
      name: "CXlsxWriter",
      pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev", "zlib1g-dev"]), .brew(["libxlsxwriter"])]
    ),
    .target(name: "Tables", dependencies: ["CRM", "Planning", "Postgres"], swiftSettings: strict),
    .target(name: "PlanReport", dependencies: ["Markup", "CRM", "Planning", "Postgres", "Tables", "CXlsxWriter"], swiftSettings: strict),
    .executableTarget(
      name: "filon",
      dependencies: [
        "Accounts", "CRM", "CRMServer", "Demo", "EmbeddedPostgres", "PlanReport", "Planning", "Postgres", "Schema", "Tables",
        .product(name: "ArgumentParser", package: "swift-argument-parser"), .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict
    ),

    // Filon beside PostgreSQL's own tools; started by scripts/bench.
    .executableTarget(
      name: "filon-bench",
      dependencies: [
        "Accounts", "CRM", "Demo", "Planning", "Postgres", "Schema", .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: strict),

    .target(
      name: "TestSupport",
      dependencies: ["CLibPQ", "CRM", "Planning", "Postgres", "Schema", .product(name: "Subprocess", package: "swift-subprocess")],
      path: "Tests/TestSupport", swiftSettings: strict),
    // Rules for the sources themselves: the order of folders, texts in both languages.
    .testTarget(name: "ArchitectureTests", path: "Tests/ArchitectureTests", swiftSettings: strict),
    .testTarget(name: "PostgresTests", dependencies: ["Postgres", "TestSupport"], swiftSettings: strict),
    // Workbooks are written by a library that is not ours, and hostile ones byte by byte.
    .testTarget(name: "SpreadsheetsTests", dependencies: ["Spreadsheets", "CXlsxWriter", "CZlib"], swiftSettings: strict),
    .testTarget(name: "EmbeddedPostgresTests", dependencies: ["EmbeddedPostgres"], swiftSettings: strict),
    // The bench of forecasts simulates the years that a test asks for, too.
    .testTarget(
      name: "CRMTests", dependencies: ["CRM", "CXlsxWriter", "Demo", "Planning", "Schema", "TestSupport", "filon-bench"],
      swiftSettings: strict),
    .testTarget(
      name: "PlanReportTests", dependencies: ["PlanReport", "CRM", "Demo", "Planning", "Postgres", "Tables", "TestSupport", "CZlib"],
      swiftSettings: strict),
    .testTarget(
      name: "CRMServerTests",
      dependencies: [
        "Accounts", "CRM", "CRMServer", "Planning", "Postgres", "TestSupport", .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOEmbedded", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FilonTests",
      dependencies: [
        "filon", "TestSupport", "CRM", "Demo", "EmbeddedPostgres", "Planning", "Postgres", "Tables",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
  ]
)
