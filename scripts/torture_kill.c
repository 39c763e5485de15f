// Kills the program it is loaded into before the N-th call by which it changes a file, counted over all its threads;
// and tells it another time. Loaded by LD_PRELOAD, so that the program is the one that was built.
//
//   TORTURE_KILL=N       die before the N-th call; 0 never
//   TORTURE_CALLS=FILE   a letter into FILE for every call: w write, s sync, r rename, u unlink, o create, t truncate
//   TORTURE_LATER=MS     the wall clock and the clock of leases, for the program itself, are so much later
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static atomic_long count;
static long victim;
static long long later;
static int record = -1;

__attribute__((constructor)) static void begin(void) {
    const char *text = getenv("TORTURE_KILL");
    victim = text ? atol(text) : 0;
    text = getenv("TORTURE_LATER");
    later = text ? atoll(text) : 0;
    text = getenv("TORTURE_CALLS");
    if (text) record = (int)syscall(SYS_openat, AT_FDCWD, text, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    // What it starts is another program.
    unsetenv("LD_PRELOAD");
}

static void changes(char letter) {
    long number = atomic_fetch_add(&count, 1) + 1;
    if (record >= 0) syscall(SYS_write, record, &letter, 1);
    if (number == victim) {
        syscall(SYS_kill, getpid(), SIGKILL);
        for (;;) pause();
    }
}

static int is_file(int file) {
    struct stat status;
    return fstat(file, &status) == 0 && S_ISREG(status.st_mode);
}

#define REAL(name, ...) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))(__VA_ARGS__)

ssize_t write(int file, const void *bytes, size_t size) {
    if (file > 2 && is_file(file)) changes('w');
    return syscall(SYS_write, file, bytes, size);
}
ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t at) {
    if (is_file(file)) changes('w');
    return syscall(SYS_pwrite64, file, bytes, size, at);
}
ssize_t pwrite(int file, const void *bytes, size_t size, off_t at) { return pwrite64(file, bytes, size, at); }
int fsync(int file) {
    changes('s');
    return (int)syscall(SYS_fsync, file);
}
int fdatasync(int file) {
    changes('s');
    return (int)syscall(SYS_fdatasync, file);
}
int rename(const char *old, const char *new) {
    changes('r');
    return REAL(rename, old, new);
}
int renameat2(int from, const char *old, int to, const char *new, unsigned flags) {
    changes('r');
    return REAL(renameat2, from, old, to, new, flags);
}
int unlink(const char *path) {
    changes('u');
    return REAL(unlink, path);
}
int unlinkat(int folder, const char *path, int flags) {
    changes('u');
    return REAL(unlinkat, folder, path, flags);
}
int ftruncate64(int file, off64_t size) {
    changes('t');
    return REAL(ftruncate64, file, size);
}
int ftruncate(int file, off_t size) { return ftruncate64(file, size); }
int mkdir(const char *path, mode_t mode) {
    changes('o');
    return REAL(mkdir, path, mode);
}
static mode_t mode_of(int flags, va_list rest) { return flags & O_CREAT ? va_arg(rest, mode_t) : 0; }
int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = mode_of(flags, rest);
    va_end(rest);
    if (flags & O_CREAT) changes('o');
    return REAL(open, path, flags, mode);
}
int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = mode_of(flags, rest);
    va_end(rest);
    if (flags & O_CREAT) changes('o');
    return REAL(open64, path, flags, mode);
}

static int is_program(const void *caller) {
    Dl_info place;
    if (!dladdr(caller, &place) || !place.dli_fname) return 0;
    const char *name = strrchr(place.dli_fname, '/');
    return strcmp(name ? name + 1 : place.dli_fname, "vouch") == 0;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    int result = (int)syscall(SYS_clock_gettime, clock, time);
    if (later && !result && is_program(__builtin_return_address(0))) {
        time->tv_sec += later / 1000;
        time->tv_nsec += later % 1000 * 1000000;
        if (time->tv_nsec >= 1000000000) time->tv_sec++, time->tv_nsec -= 1000000000;
    }
    return result;
}
