// swift-tools-version: 6.2
import PackageDescription

/// Settings every target of ours shares: Swift 6 mode, the upcoming features the code is written for, no warnings.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
]

/// Pure rooms hold no pointers: one is an error there.
let pure: [SwiftSetting] = house + [.strictMemorySafety()]

let package = Package(
    name: "vouch",
    products: [
        .executable(name: "vouch", targets: ["vouch"]),
        .executable(name: "vouch-reader", targets: ["vouch-reader"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/pointfreeco/swift-custom-dump", from: "1.7.3"),
    ],
    targets: [
        // C libraries of the system, and the C targets of our own.
        .systemLibrary(name: "CTesseract", pkgConfig: "tesseract", providers: [.apt(["libtesseract-dev"])]),
        .systemLibrary(name: "CLeptonica", pkgConfig: "lept", providers: [.apt(["libleptonica-dev"])]),
        .systemLibrary(
            name: "CPoppler", pkgConfig: "poppler-glib", providers: [.apt(["libpoppler-glib-dev"])]),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CSandbox", linkerSettings: [.linkedLibrary("seccomp")]),
        .target(name: "CSpawn"),
        .target(name: "CHeap"),
        // Vector instructions are worth nothing where they are not optimised, and tests read scans as well.
        .target(name: "CKernels", cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))]),

        // Pure rooms: no I/O, no clock, no randomness.
        .target(name: "Domain", swiftSettings: pure),
        .target(name: "Formats", dependencies: ["Domain", "CLibXML2", "CZlib"], swiftSettings: house),
        .target(name: "Extraction", dependencies: ["Domain"], swiftSettings: pure),
        .target(name: "Controls", dependencies: ["Domain"], swiftSettings: pure),
        .target(name: "Feel", dependencies: ["Domain"], swiftSettings: pure),
        .target(name: "Decisions", dependencies: ["Feel", "Formats"], swiftSettings: pure),
        .target(name: "Workflow", dependencies: ["Domain", "Feel", "Formats"], swiftSettings: pure),
        .target(name: "Reading", dependencies: ["Domain", "Extraction"], swiftSettings: pure),
        .target(
            name: "Reviewing", dependencies: ["Domain", "Extraction", "Controls"], swiftSettings: pure),

        // The way of a document, over ports.
        .target(
            name: "Pipeline",
            dependencies: [
                "Domain", "Extraction", "Controls", "Reading", "Formats", "Reviewing", "Workflow",
            ],
            swiftSettings: house),

        // Adapters: none imports another.
        .target(
            name: "Models",
            dependencies: ["Domain", "Extraction", .product(name: "Yams", package: "Yams")],
            swiftSettings: house),
        .target(name: "Evaluation", dependencies: ["Domain", "Formats"], swiftSettings: house),
        .target(
            name: "Recognition",
            dependencies: [
                "Domain", "CKernels", "CTesseract", "CLeptonica", "CPoppler",
                .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: house),
        .target(
            name: "Readers", dependencies: ["Domain", "Reading", "Pipeline", "CSpawn"], swiftSettings: house),
        .target(
            name: "Storage",
            dependencies: [
                "Domain", "Controls", "Pipeline", "Reading", "Reviewing", "Workflow",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: house),
        .target(
            name: "Exchange",
            dependencies: ["Domain", "Pipeline", .product(name: "Logging", package: "swift-log")],
            swiftSettings: house),

        // The two programs.
        .executableTarget(
            name: "vouch",
            dependencies: [
                "CHeap",
                "Domain", "Formats", "Extraction", "Controls", "Reading", "Reviewing", "Models",
                "Pipeline", "Readers", "Storage",
                "Exchange", "Evaluation", "Workflow", "Feel", "Decisions",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"), .product(name: "Yams", package: "Yams"),
            ], swiftSettings: house),
        .executableTarget(
            name: "vouch-reader",
            dependencies: [
                "Domain", "Formats", "Extraction", "Reading", "Models", "Recognition", "CSandbox",
            ],
            swiftSettings: house),

        // A store, files and a world in memory, for the tests of three rooms.
        .target(
            name: "PipelineDoubles",
            dependencies: ["Domain", "Extraction", "Reading", "Reviewing", "Pipeline"],
            path: "Tests/PipelineDoubles", swiftSettings: house),

        // Numbers by chance that come again, for the tests of five rooms.
        .target(name: "Seeds", path: "Tests/Seeds", swiftSettings: house),

        // Tests, one target a room.
        .testTarget(
            name: "StorageTests",
            dependencies: [
                "Domain", "Extraction", "Pipeline", "Reading", "Reviewing", "Storage", "PipelineDoubles",
                "Seeds", "Workflow",
                .product(name: "GRDB", package: "GRDB.swift"),
            ], swiftSettings: house),
        .testTarget(
            name: "PipelineTests",
            dependencies: ["Domain", "Extraction", "Pipeline", "Reading", "Storage", "PipelineDoubles"],
            swiftSettings: house),
        .testTarget(
            name: "ExchangeTests",
            dependencies: [
                "Domain", "Exchange", "Formats", "Pipeline", "Reading", "Storage", "PipelineDoubles",
            ],
            swiftSettings: house),
        .testTarget(
            name: "EvaluationTests", dependencies: ["Domain", "Evaluation", "Formats"], swiftSettings: house),
        .testTarget(
            name: "ModelsTests", dependencies: ["Domain", "Extraction", "Models"], swiftSettings: house),
        .testTarget(name: "DomainTests", dependencies: ["Domain", "Seeds"], swiftSettings: house),
        .testTarget(name: "TidyTests", swiftSettings: house),
        .testTarget(name: "FeelTests", dependencies: ["Feel", "Seeds"], swiftSettings: house),
        .testTarget(
            name: "DecisionsTests", dependencies: ["Decisions", "Feel", "Seeds"], swiftSettings: house),
        .testTarget(
            name: "WorkflowTests", dependencies: ["Domain", "Feel", "Formats", "Workflow", "Seeds"],
            swiftSettings: house),
        .testTarget(
            name: "FormatsTests", dependencies: ["Domain", "Formats", "Seeds"], swiftSettings: house),
        .testTarget(name: "ExtractionTests", dependencies: ["Domain", "Extraction"], swiftSettings: house),
        .testTarget(
            name: "ReviewingTests", dependencies: ["Domain", "Extraction", "Reviewing", "Seeds"],
            swiftSettings: house),
        .testTarget(
            name: "ControlsTests", dependencies: ["Domain", "Controls", "Seeds"], swiftSettings: house),
        .testTarget(name: "RecognitionTests", dependencies: ["Recognition", "Domain"], swiftSettings: house),
        .testTarget(
            name: "ReadersTests",
            dependencies: [
                "Domain", "Extraction", "Pipeline", "Readers", "Reading", "Seeds", "vouch-reader",
            ],
            swiftSettings: house),
        .testTarget(
            name: "ReadingTests", dependencies: ["Domain", "Extraction", "Reading", "Seeds"],
            swiftSettings: house),
        .testTarget(
            name: "VouchTests",
            dependencies: [
                "vouch", "Domain", "Extraction", "Formats", "Pipeline", "Reading", "Reviewing", "Workflow",
                "Decisions", "Feel", "Exchange", "Storage",
                .product(name: "CustomDump", package: "swift-custom-dump"),
            ], swiftSettings: house),
    ]
)
