import ArgumentParser

/// Processes drawn in BPMN.
struct ProcessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "process",
        abstract: "Look at processes drawn in BPMN, check them, take them over.",
        subcommands: [ProcessCheck.self, ProcessList.self, ProcessShow.self, ProcessImport.self])
}
