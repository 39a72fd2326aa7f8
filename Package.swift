// swift-tools-version:6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
]

/// A capability or a piece of the ground: one folder, one line below.
func part(_ path: String, _ dependencies: [Target.Dependency] = []) -> Target {
  let name = String(path.split(separator: "/").last ?? "")
  return .target(
    name: name, dependencies: dependencies, path: "Sources/\(path)", swiftSettings: settings)
}

/// The tests of one part; they mirror the path of what they test.
func tests(_ path: String, _ dependencies: [Target.Dependency]) -> Target {
  let name = String(path.split(separator: "/").last ?? "")
  return .testTarget(
    name: name, dependencies: dependencies, path: "Tests/\(path)", swiftSettings: settings)
}

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

let package = Package(
  name: "kith",
  products: [.executable(name: "kith", targets: ["kith"])],
  dependencies: [
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1",
      traits: ["FullFoundation"]),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // Measures: pure computation.
    part("Measures/Delimited"),
    part("Measures/Census", ["Delimited"]),
    part("Measures/OpinionMap", ["Delimited"]),
    part("Measures/Burden", ["Delimited"]),
    part("Measures/Likeness"),
    part("Measures/Scales"),

    // Ground: what every capability stands on.
    .systemLibrary(name: "CPostgres", path: "Sources/Ground/CPostgres", pkgConfig: "libpq"),
    .systemLibrary(name: "CZlib", path: "Sources/Ground/CZlib", pkgConfig: "zlib"),
    .systemLibrary(name: "CQRCode", path: "Sources/Ground/CQRCode", pkgConfig: "libqrencode"),
    .target(
      name: "CMail", path: "Sources/Ground/CMail", linkerSettings: [.linkedLibrary("curl")]),
    .target(
      name: "CAssets", path: "Sources/Ground/CAssets",
      cSettings: [.unsafeFlags(["-std=c23"])]),
    part("Ground/Surroundings"),
    .target(
      name: "Assets", dependencies: ["CAssets"], path: "Sources/Ground/Assets",
      exclude: ["look", "catalogs"], swiftSettings: settings),
    part("Ground/Markup"),
    part("Ground/Words", ["Assets", "Surroundings"]),
    part("Ground/FileFaults", ["Delimited", "Markup", "Words"]),
    part("Ground/Components", ["Markup", "Words"]),
    part(
      "Ground/Store",
      ["CPostgres", "Surroundings", .product(name: "GRDB", package: "GRDB.swift")]),
    part("Ground/Ledger", ["Store", "Surroundings", crypto]),
    part("Ground/Translations", ["Store", "Words", "Surroundings", crypto]),
    part(
      "Ground/Web",
      ["Assets", "Markup", "Words", "Components", "Store", "Ledger", "Surroundings", crypto]),

    part(
      "Power",
      ["Burden", "Store", "Ledger", "Web", "Surroundings", "Markup", "Words", "Components"]),
    part(
      "Accounts",
      [
        "Power", "Web", "Store", "Ledger", "Surroundings", "Markup", "Words", "Components",
        "CQRCode", crypto, .product(name: "CryptoExtras", package: "swift-crypto"),
      ]),
    part(
      "Ground/Jobs",
      [
        "Web", "Store", "Ledger", "Surroundings", "Markup", "Words", "Components", logging,
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]),
    part(
      "Letters",
      [
        "CMail", "Power", "Jobs", "Web", "Store", "Ledger", "Surroundings", "Markup", "Words",
        "Components",
      ]),
    part(
      "Communities",
      [
        "Accounts", "Power", "Translations", "Web", "Store", "Ledger", "Surroundings", "Markup",
        "Words", "Components",
      ]),
    part(
      "Engagements",
      [
        "Communities", "Accounts", "Power", "Translations", "Web", "Store", "Ledger",
        "Surroundings", "Markup", "Words", "Components", crypto,
      ]),
    part(
      "Partnerships/Contacts",
      [
        "Delimited", "Communities", "Accounts", "Power", "Web", "Store", "Ledger", "Surroundings",
        "Markup", "Words", "Components",
      ]),
    part(
      "Listening/SecondaryData",
      [
        "Delimited", "Census", "FileFaults", "Communities", "Accounts", "Power", "Translations",
        "Web", "Store", "Ledger", "Surroundings", "Markup", "Words", "Components", crypto,
      ]),
    part(
      "Listening/Asks",
      [
        "Burden", "Engagements", "Communities", "Accounts", "Power", "Web", "Store", "Ledger",
        "Surroundings", "Markup", "Words", "Components",
      ]),
    part(
      "Listening/Conversations",
      [
        "Delimited", "Likeness", "OpinionMap", "FileFaults", "Asks", "Engagements", "Communities",
        "Accounts", "Jobs", "Power", "Translations", "Web", "Store", "Ledger", "Surroundings",
        "Markup", "Words", "Components", crypto,
      ]),
    part(
      "Listening/Pulses",
      [
        "Scales", "Asks", "Engagements", "Communities", "Accounts", "Power", "Translations", "Web",
        "Store", "Ledger", "Surroundings", "Markup", "Words", "Components", crypto,
      ]),
    part(
      "Trust",
      [
        "Scales", "Pulses", "Engagements", "Communities", "Power", "Web", "Store", "Ledger",
        "Surroundings", "Markup", "Words", "Components",
      ]),
    part(
      "Listening/Concerns",
      [
        "Delimited", "Likeness", "Communities", "Accounts", "Letters", "Jobs", "Power", "Web",
        "Store", "Ledger", "Surroundings", "Markup", "Words", "Components", crypto,
      ]),
    part(
      "Listening/Findings",
      [
        "Asks", "Engagements", "Communities", "Accounts", "Jobs", "Power", "Translations", "Web",
        "Store", "Ledger", "Surroundings", "Markup", "Words", "Components",
      ]),
    part(
      "Listening/Promises",
      [
        "Findings", "Engagements", "Communities", "Accounts", "Letters", "Jobs", "Power",
        "Translations", "Web", "Store", "Ledger", "Surroundings", "Markup", "Words", "Components",
        crypto,
      ]),
    part(
      "Agenda",
      [
        "Accounts", "Letters", "Jobs", "Power", "Web", "Store", "Ledger", "Surroundings", "Markup",
        "Words", "Components", crypto,
      ]),
    .target(
      name: "Server",
      dependencies: [
        "Web", "Surroundings", "CZlib", logging,
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ], path: "Sources/Server", swiftSettings: settings),
    part(
      "App",
      [
        "Trust", "Agenda", "Promises", "Findings", "Pulses", "Concerns", "Contacts",
        "Conversations",
        "Asks", "Operations", "SecondaryData", "Engagements", "Letters", "Jobs",
        "Communities", "Accounts",
        "Power", "Translations",
        "Ledger", "Web", "Store",
        "Surroundings", "Markup", "Words", "Components",
      ]),
    part(
      "Operations",
      [
        "Accounts", "Power", "Web", "Store", "Ledger", "Surroundings", "Words", crypto,
      ]),
    part(
      "Hometown",
      [
        "Promises", "Findings", "Trust", "Pulses", "Concerns", "Contacts", "Asks", "Conversations",
        "SecondaryData", "Engagements", "Communities", "Accounts", "Power", "Translations",
        "Ledger", "Web", "Store", "Surroundings", "Words",
      ]),
    .executableTarget(
      name: "kith",
      dependencies: [
        "Burden", "Delimited", "OpinionMap", "SecondaryData", "Conversations", "Engagements",
        "Power", "Operations", "App", "Hometown", "Jobs", "Letters", "Communities", "Accounts",
        "Census", "Words",
        "Server", "Web", "Ledger",
        "Store",
        "Surroundings", logging, .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "Sources/kith", swiftSettings: settings),

    // Tests: they mirror Sources. Town is the real program with the seeded town.
    .target(
      name: "Town",
      dependencies: ["App", "Hometown", "Accounts", "Store", "Surroundings", "Web"],
      path: "Tests/Town", swiftSettings: settings),
    // Workplace is a library with an empty database, for the parts that stand below the town.
    .target(
      name: "Workplace", dependencies: ["Ledger", "Power", "Store", "Surroundings", "Web"],
      path: "Tests/Workplace", swiftSettings: settings),
    .target(name: "Programs", path: "Tests/Programs", swiftSettings: settings),
    .executableTarget(
      name: "crashwriter", dependencies: ["Store"], path: "Tests/Fixtures/crashwriter",
      swiftSettings: settings),
    tests("Measures/CensusTests", ["Census", "Delimited"]),
    tests("Measures/OpinionMapTests", ["OpinionMap", "Delimited"]),
    tests("Measures/BurdenTests", ["Burden", "Delimited"]),
    tests("Measures/ScalesTests", ["Scales"]),
    tests("Ground/SurroundingsTests", ["Surroundings"]),
    tests("Ground/MarkupTests", ["Markup"]),
    tests("Ground/ComponentsTests", ["Components", "Markup", "Words"]),
    tests("Ground/WordsTests", ["Words", "Assets", "Surroundings"]),
    tests("Ground/WebTests", ["Web", "Markup", "Words", "Components", "Store", "Surroundings"]),
    tests("Ground/LedgerTests", ["Ledger", "Town", "Store", "Surroundings"]),
    tests("Ground/TranslationsTests", ["Translations", "Town", "Store", "Surroundings", "Words"]),
    tests("PowerTests", ["Power", "Town", "Ledger", "Store", "Surroundings", "Web", "Words"]),
    tests("AccountsTests", ["Accounts", "Town", "Store", "Surroundings", "Web", "Words"]),
    tests(
      "CommunitiesTests",
      ["Communities", "Town", "Translations", "Store", "Surroundings", "Web", "Words"]),
    tests(
      "ServerTests",
      ["Programs", "Server", "Town", "Web", "CZlib", "Surroundings", "kith", logging]),
    tests("Ground/StoreTests", ["Programs", "Store", "Surroundings", "crashwriter"]),
    tests(
      "Ground/JobsTests",
      [
        "Workplace", "Jobs", "Power", "Ledger", "Store", "Surroundings", "Web", logging,
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]),
    tests(
      "LettersTests",
      [
        "Workplace", "Programs", "Letters", "Jobs", "Power", "Ledger", "Store", "Surroundings",
        "Web", "Words",
      ]),
    tests(
      "EngagementsTests",
      [
        "SecondaryData", "Engagements", "Communities", "Power", "Accounts", "Web", "Ledger",
        "Store", "Surroundings",
        "Words", "Translations", "Markup", "Components",
      ]),
    tests(
      "OperationsTests",
      [
        "Programs", "Operations", "App", "Hometown", "Communities", "Accounts", "Power", "Web",
        "Ledger",
        "Store",
        "Surroundings", "kith", crypto,
      ]),
    tests(
      "Listening/SecondaryDataTests",
      [
        "SecondaryData", "Census", "Delimited", "FileFaults", "Communities", "Accounts", "Power",
        "Translations", "Web", "Ledger", "Store", "Surroundings", "Words",
      ]),
    tests(
      "Listening/AsksTests",
      [
        "Asks", "Conversations", "SecondaryData", "Town", "Hometown", "Engagements", "Communities",
        "Accounts",
        "Power", "Ledger", "Web", "Store", "Surroundings", "Words",
      ]),
    tests(
      "Listening/ConversationsTests",
      [
        "Conversations", "Delimited", "FileFaults", "Likeness", "OpinionMap", "Asks", "Town",
        "Engagements", "Communities", "Accounts", "Power", "Ledger", "Web", "Store",
        "Surroundings", "Markup", "Words",
      ]),
    tests(
      "Listening/ConcernsTests",
      [
        "Concerns", "Town", "Communities", "Accounts", "Letters", "Power", "Ledger", "Web",
        "Store", "Surroundings", "Words",
      ]),
    tests(
      "Listening/FindingsTests",
      [
        "Findings", "Asks", "Town", "Engagements", "Communities", "Accounts", "Power", "Ledger",
        "Web", "Store", "Surroundings", "Words",
      ]),
    tests(
      "Listening/PromisesTests",
      [
        "Promises", "Findings", "Town", "Hometown", "Engagements", "Communities", "Accounts",
        "Letters", "Power", "Ledger", "Web", "Store", "Surroundings", "Words",
      ]),
    tests(
      "AgendaTests",
      ["Agenda", "Town", "Accounts", "Store", "Surroundings", "Web", "Words"]),
    tests(
      "Listening/PulsesTests",
      [
        "Pulses", "Scales", "Asks", "Town", "Engagements", "Communities", "Accounts", "Power",
        "Ledger", "Web", "Store", "Surroundings", "Words",
      ]),
    tests(
      "Partnerships/ContactsTests",
      ["Contacts", "Town", "Communities", "Ledger", "Store", "Surroundings", "Web"]),
    tests(
      "TrustTests",
      [
        "Trust", "Pulses", "Scales", "Town", "Engagements", "Communities", "Accounts", "Power",
        "Ledger", "Web", "Store", "Surroundings", "Words",
      ]),
    tests(
      "AppTests",
      [
        "Town", "App", "Hometown", "Concerns", "Engagements", "Communities", "Accounts", "Power",
        "Ledger", "Store",
        "Surroundings", "Web", "Words",
      ]),
  ]
)
