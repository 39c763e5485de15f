#define _GNU_SOURCE
#include "spawn_reader.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
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

// Read and write end of the request pipe, of the answer pipe, and the file for standard error.
enum { ENDS = 5 };

static int make_ends(int ends[ENDS]) {
    int error = 0;
    for (int i = 0; i < ENDS; i++) ends[i] = -1;
    if (pipe2(ends, O_CLOEXEC) != 0 || pipe2(ends + 2, O_CLOEXEC) != 0) error = errno;
    if (!error && (ends[4] = memfd_create("vouch-reader", MFD_CLOEXEC)) < 0) error = errno;
    for (int i = 0; i < ENDS && !error; i++)
        if ((ends[i] = lifted(ends[i])) < 0) error = errno;
    if (error) return error;
    // A larger pipe saves turns for large documents; where it is not granted the usual size does.
    fcntl(ends[1], F_SETPIPE_SZ, PIPE_BYTES);
    fcntl(ends[3], F_SETPIPE_SZ, PIPE_BYTES);
    fcntl(ends[1], F_SETFL, O_NONBLOCK);
    fcntl(ends[2], F_SETFL, O_NONBLOCK);
    return 0;
}

// Closes the process's ends and hands over the parent's, or closes them all.
static int settle(int ends[ENDS], int error, struct vouch_spawned *spawned) {
    if (error) {
        close_all(ends, ENDS);
        return error;
    }
    close(ends[0]);
    close(ends[3]);
    spawned->requests = ends[1];
    spawned->answers = ends[2];
    spawned->chatter = ends[4];
    return 0;
}

int vouch_spawn(const char *path, char *const arguments[], char *const environment[], struct vouch_spawned *spawned) {
    int ends[ENDS];
    int error = make_ends(ends);
    if (!error) {
        const int inner[STANDARD_DESCRIPTORS] = {ends[0], ends[3], ends[4]};
        error = spawn(path, arguments, environment, inner, &spawned->process);
    }
    return settle(ends, error, spawned);
}

int vouch_spawn_template(
    const char *path, char *const arguments[], char *const environment[], struct vouch_template *template) {
    // Our end and the process's of the socket, a place for its standard output to go, and the file for its errors.
    int ends[] = {-1, -1, -1, -1};
    int error = 0;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) error = errno;
    if (!error && (ends[2] = open("/dev/null", O_WRONLY | O_CLOEXEC)) < 0) error = errno;
    if (!error && (ends[3] = memfd_create("vouch-reader", MFD_CLOEXEC)) < 0) error = errno;
    for (int i = 0; i < 4 && !error; i++)
        if ((ends[i] = lifted(ends[i])) < 0) error = errno;
    if (!error) {
        const int inner[STANDARD_DESCRIPTORS] = {ends[1], ends[2], ends[3]};
        error = spawn(path, arguments, environment, inner, &template->process);
    }
    if (error) {
        close_all(ends, 4);
        return error;
    }
    close(ends[1]);
    close(ends[2]);
    template->control = ends[0];
    template->chatter = ends[3];
    return 0;
}

static int ask_for_copy(int control, const int inner[STANDARD_DESCRIPTORS]) {
    char byte = 0;
    struct iovec part = {.iov_base = &byte, .iov_len = 1};
    union {
        struct cmsghdr head;
        char bytes[CMSG_SPACE(sizeof(int) * STANDARD_DESCRIPTORS)];
    } space = {0};
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = &space, .msg_controllen = sizeof space};
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof(int) * STANDARD_DESCRIPTORS);
    memcpy(CMSG_DATA(head), inner, sizeof(int) * STANDARD_DESCRIPTORS);
    return sendmsg(control, &message, MSG_NOSIGNAL) == 1 ? 0 : errno;
}

static int take_answer(int control, int milliseconds, pid_t *process) {
    struct pollfd waiting = {.fd = control, .events = POLLIN};
    int ready;
    do ready = poll(&waiting, 1, milliseconds);
    while (ready < 0 && errno == EINTR);
    if (ready < 0) return errno;
    if (ready == 0) return ETIMEDOUT;
    int32_t answer;
    ssize_t count = recv(control, &answer, sizeof answer, MSG_DONTWAIT);
    if (count < 0) return errno;
    if (count != sizeof answer) return EPIPE;
    if (answer < 0) return -answer;
    *process = answer;
    return 0;
}

int vouch_have_loaded(const struct vouch_template *template) {
    char byte = 0;
    return send(template->control, &byte, 1, MSG_NOSIGNAL) == 1 ? 0 : errno;
}

int vouch_copy(const struct vouch_template *template, int milliseconds, struct vouch_spawned *spawned) {
    int ends[ENDS];
    int error = make_ends(ends);
    if (!error) {
        const int inner[STANDARD_DESCRIPTORS] = {ends[0], ends[3], ends[4]};
        error = ask_for_copy(template->control, inner);
        if (!error) error = take_answer(template->control, milliseconds, &spawned->process);
    }
    return settle(ends, error, spawned);
}
