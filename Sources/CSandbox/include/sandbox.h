#ifndef VOUCH_SANDBOX_H
#define VOUCH_SANDBOX_H

#include <stdbool.h>
#include <stdint.h>

/// What a process keeps when it is locked down.
struct vouch_sandbox_request {
    uint64_t memory_bytes;  ///< Address space.
    uint64_t cpu_seconds;   ///< Processor time over the life of the process.
    uint64_t file_bytes;    ///< The most a file may grow to, which is what is captured of standard error.
    uint64_t open_files;    ///< File descriptors.
    /// Folders and files that stay readable, ended by NULL; those that do not exist are passed over.
    const char *const *readable;
};

/// What is in force; an error number where a part is not.
struct vouch_sandbox_report {
    int landlock_version;  ///< Version of Landlock's interface in force; 0 when it is not.
    int landlock_error;    ///< Why Landlock is not in force.
    bool seccomp;          ///< Whether system calls are filtered.
    int seccomp_error;     ///< Why they are not.
    bool limits;           ///< Whether the resource limits are set.
    int limits_error;      ///< Why they are not.
};

/// Has this process killed when its parent, or the thread that started it, is no more.
void vouch_sandbox_die_with_parent(void);

/// Locks the process down for good: resource limits, no new privileges, Landlock, system call filter.
///
/// Call it while the process has one thread: Landlock binds the calling thread and those it starts.
struct vouch_sandbox_report vouch_sandbox_lock_down(const struct vouch_sandbox_request *request);

/// Makes copies of this process as long as `control`, a socket, asks for them, each with its own standard descriptors.
///
/// Each message brings the three descriptors of one copy and is answered with the copy's process or a negative error
/// number. Returns 1 in a copy, which is a child of this process's parent and dies with it; here 2 when a message
/// without descriptors asks to load what later copies need, after which it is to be called again; 0 when nobody asks
/// any more, or a negative error number. A process with several threads is not copied (`EDEADLK`).
int vouch_sandbox_copies(int control);

#endif
