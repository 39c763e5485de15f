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

/// A process that is started once and copied often, with all it has loaded.
struct vouch_template {
    pid_t process;
    int control;  ///< The socket that copies are asked for on; closed, the process ends.
    int chatter;  ///< A file in memory that the process's standard error goes to.
};

/// Starts a program as `vouch_spawn` does, with a socket as its standard input that it is asked for copies on.
int vouch_spawn_template(
    const char *path, char *const arguments[], char *const environment[], struct vouch_template *template);

/// Has a template load, before its next copy, what it put off at its start; does not wait until it has.
///
/// Returns 0 or an error number.
int vouch_have_loaded(const struct vouch_template *template);

/// Has a template copy itself; the copy is a child of this process, with descriptors as `vouch_spawn` gives them.
///
/// Returns 0, or an error number when no copy was made within the time (`ETIMEDOUT`), or the template is no more
/// (`EPIPE`); then nothing is left open.
int vouch_copy(const struct vouch_template *template, int milliseconds, struct vouch_spawned *spawned);

#endif
