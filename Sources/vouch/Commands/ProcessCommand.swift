import ArgumentParser

/// Processes drawn in BPMN.
struct ProcessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "process",
        abstract: "Look at processes drawn in BPMN, check, play and deploy them, move their cases on.",
        subcommands: [
            ProcessCheck.self, ProcessList.self, ProcessShow.self, ProcessSimulate.self, ProcessExport.self,
            ProcessImport.self,
        ] + ofCases)

    private static let ofCases: [any ParsableCommand.Type] = [
        ProcessDeploy.self, ProcessRun.self, ProcessCases.self, ProcessRetry.self, ProcessStart.self,
        ProcessMigrate.self, ProcessComplete.self, ProcessTell.self,
    ]
}
