#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "internal.h"

// The kernel's interface, spelt out because headers are often older than the kernel (linux/landlock.h).
enum { CREATE_RULESET = 444, ADD_RULE = 445, RESTRICT_SELF = 446 };
enum { ASK_VERSION = 1, RULE_PATH_BENEATH = 1 };
enum {
    READ_FILE = 1 << 2,
    READ_DIR = 1 << 3,
    RIGHTS_OF_VERSION_1 = (1 << 13) - 1,
    REFER = 1 << 13,      // since version 2
    TRUNCATE = 1 << 14,   // since version 3
    IOCTL_DEV = 1 << 15,  // since version 5
};
enum { BIND_TCP = 1, CONNECT_TCP = 2 };         // since version 4
enum { SCOPE_ABSTRACT_SOCKET = 1, SCOPE_SIGNAL = 2 };  // since version 6

struct ruleset_attributes {
    uint64_t files;
    uint64_t network;
    uint64_t scoped;
};

struct path_attributes {
    uint64_t allowed;
    int32_t parent;
} __attribute__((packed));

// How many bytes of the attributes a version of the interface knows.
static size_t size_for(int version) {
    if (version >= 6) return 24;
    return version >= 4 ? 16 : 8;
}

static struct ruleset_attributes everything(int version) {
    struct ruleset_attributes all = {.files = RIGHTS_OF_VERSION_1};
    if (version >= 2) all.files |= REFER;
    if (version >= 3) all.files |= TRUNCATE;
    if (version >= 4) all.network = BIND_TCP | CONNECT_TCP;
    if (version >= 5) all.files |= IOCTL_DEV;
    if (version >= 6) all.scoped = SCOPE_ABSTRACT_SOCKET | SCOPE_SIGNAL;
    return all;
}

static int allow_reading(int ruleset, const char *path) {
    int file = open(path, O_PATH | O_CLOEXEC);
    if (file < 0) return errno == ENOENT || errno == ENOTDIR || errno == EACCES ? 0 : -errno;
    struct stat status;
    int error = fstat(file, &status) == 0 ? 0 : -errno;
    if (!error) {
        uint64_t rights = S_ISDIR(status.st_mode) ? READ_FILE | READ_DIR : READ_FILE;
        struct path_attributes rule = {.allowed = rights, .parent = file};
        if (syscall(ADD_RULE, ruleset, RULE_PATH_BENEATH, &rule, 0) != 0) error = -errno;
    }
    close(file);
    return error;
}

int vouch_landlock_restrict(const char *const *readable) {
    int version = (int)syscall(CREATE_RULESET, NULL, 0, ASK_VERSION);
    if (version < 0) return -errno;
    if (version == 0) return -ENOSYS;
    struct ruleset_attributes denied = everything(version);
    int ruleset = (int)syscall(CREATE_RULESET, &denied, size_for(version), 0);
    if (ruleset < 0) return -errno;
    int error = 0;
    for (; *readable && !error; readable++) error = allow_reading(ruleset, *readable);
    if (!error && syscall(RESTRICT_SELF, ruleset, 0) != 0) error = -errno;
    close(ruleset);
    return error ? error : version;
}
