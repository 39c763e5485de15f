import Glibc

/// The variables the process was started with.
enum Environment {
    /// All of them, by name.
    static var current: [String: String] {
        var variables: [String: String] = [:]
        var entry = environ
        while let pointer = entry.pointee {
            if let entry = NamedValue(String(cString: pointer)) { variables[entry.name] = entry.value }
            entry += 1
        }
        return variables
    }

    /// The name of whoever is logged in, for the audit log.
    static var person: String {
        let environment = current
        for name in ["VOUCH_USER", "USER", "LOGNAME"] {
            if let user = environment[name], !user.isEmpty { return SafeText(user).text }
        }
        return "user \(getuid())"
    }

    /// Processors this process may use.
    static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
