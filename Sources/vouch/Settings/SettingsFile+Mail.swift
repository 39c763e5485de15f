import Exchange
import Yams

/// How mails leave a home.
struct MailSettings: Hashable, Sendable {
    /// The relay; `nil` leaves mails in the outbox for something else to send.
    var server: SMTPServer?
    /// Whom mails are from.
    var sender = "vouch@localhost"
}

extension SettingsFile {
    /// Where the relay listens, and whom mails are from.
    static func mail(_ node: Node) throws(Mistake) -> MailSettings {
        var settings = MailSettings()
        var server = SMTPServer(host: "localhost", port: 25)
        try forEachMember(of: node, named: "smtp") { (key, value) throws(Mistake) in
            switch key {
            case "host": server.host = try text(value, key)
            case "port":
                guard let port = value.int.flatMap({ UInt16(exactly: $0) }), port > 0 else {
                    throw mistake(value, "port must be a whole number from 1 to 65535")
                }
                server.port = port
            case "from":
                settings.sender = try text(value, key)
                guard SMTPSender.isAddress(settings.sender) else {
                    throw mistake(value, "this is no e-mail address")
                }
            default: return false
            }
            return true
        }
        settings.server = server
        return settings
    }
}
