import Dispatch
import Glibc
import Pipeline

/// The desktop's viewer for files.
enum Viewer {
    /// Opens a file in it; `false` where there is none.
    ///
    /// It runs on by itself, says nothing on our terminal, and is waited for on a thread of its own.
    static func open(_ file: FilePath) -> Bool {
        var files = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        guard posix_spawn_file_actions_init(&files) == 0 else { return false }
        defer { posix_spawn_file_actions_destroy(&files) }
        guard posix_spawnattr_init(&attributes) == 0 else { return false }
        defer { posix_spawnattr_destroy(&attributes) }
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&files, descriptor, "/dev/null", O_RDWR, 0)
        }
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var child = pid_t()
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("xdg-open"), strdup(file.text), nil]
        defer { for argument in arguments { free(argument) } }
        guard posix_spawnp(&child, "xdg-open", &files, &attributes, &arguments, environ) == 0 else {
            return false
        }
        let opened = child
        DispatchQueue(label: "vouch.viewer").async {
            var status: Int32 = 0
            while waitpid(opened, &status, 0) < 0, errno == EINTR {}
        }
        return true
    }
}
