#define _GNU_SOURCE
#include "spawn_reader.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PIPE_BYTES = 262144, STANDARD_DESCRIPTORS = 3 };

// Lifts a descriptor above the standard ones, so that dup2 onto those cannot clobber another one still needed.
static int lifted(int descriptor) {
    if (descriptor < 0 || descriptor >= STANDARD_DESCRIPTORS) return descriptor;
    int above = fcntl(descriptor, F_DUPFD_CLOEXEC, STANDARD_DESCRIPTORS);
    close(descriptor);
    return above;
}

static void close_all(const int *descriptors, int count) {
    for (int i = 0; i < count; i++)
        if (descriptors[i] >= 0) close(descriptors[i]);
}

// `inner` become standard input, output and error; everything above is closed.
static int arrange(posix_spawn_file_actions_t *actions, const int inner[STANDARD_DESCRIPTORS]) {
    int error = 0;
    for (int i = 0; i < STANDARD_DESCRIPTORS && !error; i++)
        error = posix_spawn_file_actions_adddup2(actions, inner[i], i);
    return error ? error : posix_spawn_file_actions_addclosefrom_np(actions, STANDARD_DESCRIPTORS);
}

static void set_attributes(posix_spawnattr_t *attributes) {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setsigdefault(attributes, &all);
    posix_spawnattr_setpgroup(attributes, 0);
    posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
}

static int spawn(const char *path, char *const arguments[], char *const environment[],
                 const int inner[STANDARD_DESCRIPTORS], pid_t *process) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int error = posix_spawn_file_actions_init(&actions);
    if (error) return error;
    error = posix_spawnattr_init(&attributes);
    if (!error) {
        set_attributes(&attributes);
        error = arrange(&actions, inner);
        if (!error) error = posix_spawn(process, path, &actions, &attributes, arguments, environment);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

int vouch_spawn(const char *path, char *const arguments[], char *const environment[], struct vouch_spawned *spawned) {
    // Read and write end of the request pipe, of the answer pipe, and the file for standard error.
    int ends[] = {-1, -1, -1, -1, -1};
    int error = 0;
    if (pipe2(ends, O_CLOEXEC) != 0 || pipe2(ends + 2, O_CLOEXEC) != 0) error = errno;
    if (!error && (ends[4] = memfd_create("vouch-reader", MFD_CLOEXEC)) < 0) error = errno;
    for (int i = 0; i < 5 && !error; i++)
        if ((ends[i] = lifted(ends[i])) < 0) error = errno;
    if (!error) {
        // A larger pipe saves turns for large documents; where it is not granted the usual size does.
        fcntl(ends[1], F_SETPIPE_SZ, PIPE_BYTES);
        fcntl(ends[3], F_SETPIPE_SZ, PIPE_BYTES);
        fcntl(ends[1], F_SETFL, O_NONBLOCK);
        fcntl(ends[2], F_SETFL, O_NONBLOCK);
        const int inner[STANDARD_DESCRIPTORS] = {ends[0], ends[3], ends[4]};
        error = spawn(path, arguments, environment, inner, &spawned->process);
    }
    if (error) {
        close_all(ends, 5);
        return error;
    }
    close(ends[0]);
    close(ends[3]);
    spawned->requests = ends[1];
    spawned->answers = ends[2];
    spawned->chatter = ends[4];
    return 0;
}
