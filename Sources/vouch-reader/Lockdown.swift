import CSandbox
import Glibc
import Reading

/// What keeps this process in, set for good when it is made.
struct Lockdown {
    private let report: vouch_sandbox_report

    /// Files that stay readable: fonts, what fontconfig and Poppler know of them, and language data.
    private static let readable = [
        "/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/fontconfig", "/etc/fonts",
        "/var/cache/fontconfig", "/usr/share/poppler", "/usr/share/tesseract-ocr",
    ]
    /// The most that is captured of standard error, in bytes.
    private static let chatterBytes: UInt64 = 65_536
    /// File descriptors a document can take: pipes, fonts, language data.
    private static let openFiles: UInt64 = 64

    /// Locks the process down.
    init(_ orders: LaunchOrders) {
        var paths: [UnsafePointer<CChar>?] = Self.readable.map { UnsafePointer(strdup($0)) }
        paths.append(nil)
        report = paths.withUnsafeBufferPointer { readable in
            var request = vouch_sandbox_request(
                memory_bytes: orders.memory, cpu_seconds: orders.processorSeconds,
                file_bytes: Self.chatterBytes, open_files: Self.openFiles, readable: readable.baseAddress)
            return vouch_sandbox_lock_down(&request)
        }
        for path in paths { free(UnsafeMutablePointer(mutating: path)) }
    }

    /// Whether every part is in force.
    var isComplete: Bool { missing.isEmpty }

    /// What the parent tells people about this process.
    func status(engines: [String], languages: [String]) -> ReaderStatus {
        ReaderStatus(
            landlockVersion: Int(report.landlock_version), filtersSystemCalls: report.seccomp,
            limitsResources: report.limits, missing: missing, engines: engines, languages: languages)
    }

    /// Why the reader does not start without the parts that are missing.
    var refusal: String {
        "documents are not read without a sandbox: \(missing.joined(separator: "; ")). "
            + "Use a Linux kernel of 5.13 or later with Landlock and seccomp, or give --allow-unsandboxed "
            + "if every document comes from someone you trust."
    }

    private var missing: [String] {
        var missing: [String] = []
        if report.landlock_version == 0 { missing.append("Landlock (\(reason(report.landlock_error)))") }
        if !report.seccomp { missing.append("seccomp (\(reason(report.seccomp_error)))") }
        if !report.limits { missing.append("resource limits (\(reason(report.limits_error)))") }
        return missing
    }

    private func reason(_ error: Int32) -> String {
        switch error {
        case ENOSYS: "the kernel does not have it"
        case EOPNOTSUPP: "it is switched off at boot"
        default: String(cString: strerror(error))
        }
    }
}
