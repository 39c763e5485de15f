#ifndef VOUCH_SPAWN_READER_H
#define VOUCH_SPAWN_READER_H

#include <sys/types.h>

/// A process that was started, and the parent's ends of its descriptors; all of them close on exec.
struct vouch_spawned {
    pid_t process;
    int requests;  ///< Non-blocking; what is written arrives on the process's standard input.
    int answers;   ///< Non-blocking; the process's standard output.
    int chatter;   ///< A file in memory that the process's standard error goes to.
};

/// Starts a program in a process group of its own with the given arguments and environment and nothing else:
/// no further descriptors, no blocked or ignored signals.
///
/// Returns 0 or an error number; then nothing is left open.
int vouch_spawn(const char *path, char *const arguments[], char *const environment[], struct vouch_spawned *spawned);

#endif
