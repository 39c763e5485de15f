import ArgumentParser

/// Processes drawn in BPMN.
struct ProcessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "process",
        abstract: "Look at processes drawn in BPMN, check them, play them through, take them over.",
        subcommands: [
            ProcessCheck.self, ProcessList.self, ProcessShow.self, ProcessSimulate.self, ProcessExport.self,
            ProcessImport.self,
        ])
}
