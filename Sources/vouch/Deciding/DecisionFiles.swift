import Decisions
import Formats
import Pipeline

/// Reads a model of decisions and the models it imports, which lie beside it.
struct DecisionFiles {
    let files: any FileOps

    /// Models beside a model that are looked through for imports.
    static let maximumNeighbours = 500

    /// The library of a file and what it imports, directly or not.
    func library(_ path: FilePath) throws -> DecisionLibrary {
        var models = [try model(path)]
        var neighbours: [DMNModel]?
        var at = 0
        while at < models.count {
            for namespace in models[at].importedNamespaces
            where !models.contains(where: { $0.namespace == namespace }) {
                let known = try neighbours ?? self.neighbours(of: path)
                neighbours = known
                if let found = known.first(where: { $0.namespace == namespace }) { models.append(found) }
            }
            at += 1
        }
        return DecisionLibrary(deploying: models)
    }

    private func model(_ path: FilePath) throws -> DMNModel {
        let bytes = try files.contents(of: path, limit: DMNModel.limits.bytes)
        do throws(DecisionFault) {
            return try DMNModel(reading: bytes, file: path.displayName)
        } catch {
            throw Failure.usage("The model was not read. \(error)")
        }
    }

    /// The other models of the folder; those that cannot be read are passed over.
    private func neighbours(of path: FilePath) throws -> [DMNModel] {
        let folder = path.parent
        let names = try files.names(in: folder).sorted { $0.lexicographicallyPrecedes($1) }
        let paths = names.map { folder.appending(bytes: $0) }
            .filter { $0.ending == "dmn" && $0.lastComponent != path.lastComponent }
        return paths.prefix(Self.maximumNeighbours).compactMap { path in try? model(path) }
    }
}
