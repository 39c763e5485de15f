#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandbox.h"

enum { STANDARD_DESCRIPTORS = 3, MADE_COPY = 1, ASKED_TO_LOAD = 2 };

// Takes the three descriptors of one copy; returns `MADE_COPY`, `ASKED_TO_LOAD` where none came along, 0 when nobody
// asks any more, or a negative error number.
static int next_order(int control, int descriptors[STANDARD_DESCRIPTORS]) {
    char byte;
    struct iovec part = {.iov_base = &byte, .iov_len = 1};
    union {
        struct cmsghdr head;
        char bytes[CMSG_SPACE(sizeof(int) * STANDARD_DESCRIPTORS)];
    } space = {0};
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = &space, .msg_controllen = sizeof space};
    ssize_t count;
    do count = recvmsg(control, &message, MSG_CMSG_CLOEXEC);
    while (count < 0 && errno == EINTR);
    if (count < 0) return -errno;
    if (count == 0) return 0;
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    if (!head) return ASKED_TO_LOAD;
    if (head->cmsg_type != SCM_RIGHTS || head->cmsg_len != CMSG_LEN(sizeof(int) * STANDARD_DESCRIPTORS))
        return -EPROTO;
    memcpy(descriptors, CMSG_DATA(head), sizeof(int) * STANDARD_DESCRIPTORS);
    return MADE_COPY;
}

// A copy of a process with several threads would hold locks of threads that it does not have.
static int has_one_thread(void) {
    struct stat tasks;
    return stat("/proc/self/task", &tasks) == 0 && tasks.st_nlink == 3;
}

// The copy is a child of this process's parent, which waits for it as for any process that it started.
static pid_t copied(void) {
    if (!has_one_thread()) {
        errno = EDEADLK;
        return -1;
    }
    return (pid_t)syscall(SYS_clone, CLONE_PARENT | SIGCHLD, NULL, NULL, NULL, NULL);
}

static int take_over(int control, const int descriptors[STANDARD_DESCRIPTORS]) {
    close(control);
    for (int i = 0; i < STANDARD_DESCRIPTORS; i++)
        if (dup2(descriptors[i], i) < 0) return -errno;
    for (int i = 0; i < STANDARD_DESCRIPTORS; i++)
        if (descriptors[i] >= STANDARD_DESCRIPTORS) close(descriptors[i]);
    setpgid(0, 0);
    vouch_sandbox_die_with_parent();
    return MADE_COPY;
}

int vouch_sandbox_copies(int control) {
    // Kept above the standard descriptors, which belong to the copies.
    int lifted = fcntl(control, F_DUPFD_CLOEXEC, STANDARD_DESCRIPTORS);
    if (lifted < 0) return -errno;
    for (;;) {
        int descriptors[STANDARD_DESCRIPTORS];
        int order = next_order(lifted, descriptors);
        if (order != MADE_COPY) {
            close(lifted);
            return order;
        }
        pid_t process = copied();
        if (process == 0) return take_over(lifted, descriptors);
        // The copy's process, or why there is none as a negative number; read so in CSpawn.
        int32_t answer = process < 0 ? -errno : process;
        for (int i = 0; i < STANDARD_DESCRIPTORS; i++) close(descriptors[i]);
        if (send(lifted, &answer, sizeof answer, MSG_NOSIGNAL) != sizeof answer) return -errno;
    }
}
