import Foundation

/// What the test's own process has open and running, read from /proc.
enum OwnProcess {
    /// How many descriptors point to something whose name starts with `kind`.
    static func descriptors(ofKind kind: String) -> Int {
        let folder = "/proc/self/fd"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.count { name in
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)")
            return target?.hasPrefix(kind) ?? false
        }
    }

    /// How many children run the program or script at `path`; one that was killed and not reaped counts by its name.
    static func children(running path: String) -> Int {
        let name = path.split(separator: "/").last ?? ""
        let own = ProcessInfo.processInfo.processIdentifier
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.count { entry in
            guard Int(entry) != nil,
                let status = try? String(contentsOfFile: "/proc/\(entry)/status", encoding: .utf8),
                status.contains("PPid:\t\(own)\n")
            else { return false }
            let command = (try? String(contentsOfFile: "/proc/\(entry)/cmdline", encoding: .utf8)) ?? ""
            return command.contains(path) || (command.isEmpty && status.hasPrefix("Name:\t\(name)\n"))
        }
    }
}
