import Pipeline

/// Where a case is, for programs.
enum CaseJSONReport {
    static func bytes(of screen: CaseScreen) -> [UInt8] {
        var writer = JSONWriter(isLaidOut: true)
        writer.object(isSpread: true) { writer in
            writer.key("document")
            writer.integer(Int(screen.document.rawValue))
            writer.member("process", screen.process)
            writer.member("state", screen.state)
            writer.key("waits")
            writer.array(isSpread: true) { writer in
                for wait in screen.waitingTokens {
                    writer.element()
                    writer.object { writer in
                        writer.member("element", wait.element)
                        writer.member("name", wait.name)
                        writer.member("for", wait.reason)
                        writer.key("task")
                        if let task = wait.task { writer.integer(Int(task)) } else { writer.null() }
                        writer.member("since", wait.since?.description)
                    }
                }
            }
            writer.key("history")
            writer.array(isSpread: true) { writer in
                for (step, principals) in screen.steps {
                    writer.element()
                    writer.object { writer in
                        writer.member("at", step.event.at.description)
                        writer.member("by", step.event.actor)
                        writer.member("for", principals.isEmpty ? nil : principals.joined(separator: ","))
                        writer.member("action", step.event.action)
                        writer.member("element", step.entry.element)
                        writer.member("note", step.entry.note)
                    }
                }
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }
}
