import Exchange
import Pipeline
import Testing

@testable import vouch

@Suite struct SettingsFileTests {
    @Test func `the file that is written at first says the defaults`() throws {
        expectSame(try SettingsFile.settings(in: Settings.template), Settings())
    }

    @Test(arguments: ["", "# nothing\n"]) func `an empty file says the defaults`(text: String) throws {
        expectSame(try SettingsFile.settings(in: text), Settings())
    }

    @Test func `inboxes carry what is known of their documents`() throws {
        let text = """
            inboxes:
              - path: /srv/in
                name: head office
                vendor: Muster GmbH
                department: IT
                language: de
              - path: second
            jobs: 3
            settle_seconds: 0.5
            searchable_pdf: false
            """
        var expected = Settings()
        expected.inboxes = [
            InboxSettings(
                path: "/srv/in", name: "head office",
                defaults: InboxDefaults(vendor: "Muster GmbH", department: "IT", language: "de")),
            InboxSettings(path: "second"),
        ]
        expected.jobs = 3
        expected.settleSeconds = 0.5
        expected.keepsSearchablePDF = false
        expectSame(try SettingsFile.settings(in: text), expected)
    }

    @Test(arguments: [
        ("jobs: 0", 1, "jobs must be a whole number from 1 to 256"),
        ("jobs: many", 1, "jobs must be a whole number from 1 to 256"),
        ("\njosb: 2", 2, "'josb' is no part of settings"),
        ("settle_seconds: -1", 1, "settle_seconds must be a number from 0 to 3600"),
        ("searchable_pdf: perhaps", 1, "searchable_pdf must be true or false"),
        ("inboxes: here", 1, "inboxes must be a list with at least one folder"),
        ("inboxes:\n  - name: x", 2, "an inbox needs a path"),
        ("inboxes:\n  - path: x\n    langauge: de", 3, "'langauge' is no part of an inbox"),
        ("smtp: { port: 0 }", 1, "port must be a whole number from 1 to 65535"),
        ("smtp: { from: nobody }", 1, "this is no e-mail address"),
        ("smtp: { hots: x }", 1, "'hots' is no part of smtp"),
        ("- a\n- b", 1, "settings must be names with values"),
    ])
    func `a mistake is told with its line`(text: String, line: Int, sentence: String) {
        #expect(throws: SettingsFile.Mistake(line: line, sentence: sentence)) {
            try SettingsFile.settings(in: text)
        }
    }

    @Test func `the relay is this machine's unless it is said otherwise`() throws {
        let settings = try SettingsFile.settings(in: "smtp: { port: 2525, from: ap@example.org }").mail
        expectSame(
            settings,
            MailSettings(server: SMTPServer(host: "localhost", port: 2525), sender: "ap@example.org"))
    }

    @Test func `what is no YAML is said to be none`() {
        #expect { try SettingsFile.settings(in: "inboxes: [") } throws: { error in
            (error as? SettingsFile.Mistake)?.sentence.hasPrefix("it is no YAML") == true
        }
    }
}
