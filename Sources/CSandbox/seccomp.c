#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "internal.h"

// What reading a document takes, whatever the arguments: memory, files (Landlock says which), waiting, threads' locks.
// Calls that an architecture does not have are passed over by libseccomp.
static const int harmless[] = {
    // memory
    SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(membarrier),
    // files and pipes
    SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(lseek),
    SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(stat), SCMP_SYS(lstat),
    SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(statfs), SCMP_SYS(fstatfs), SCMP_SYS(access),
    SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getdents64),
    SCMP_SYS(getcwd), SCMP_SYS(fadvise64), SCMP_SYS(dup), SCMP_SYS(pipe2), SCMP_SYS(eventfd2),
    // waiting and time
    SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(select), SCMP_SYS(pselect6), SCMP_SYS(nanosleep),
    SCMP_SYS(clock_nanosleep), SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(gettimeofday),
    SCMP_SYS(time), SCMP_SYS(times), SCMP_SYS(restart_syscall),
    // threads of this process
    SCMP_SYS(futex), SCMP_SYS(set_robust_list), SCMP_SYS(get_robust_list), SCMP_SYS(rseq),
    SCMP_SYS(set_tid_address), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(gettid),
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),
    SCMP_SYS(exit), SCMP_SYS(exit_group),
    // who and where we are
    SCMP_SYS(getpid), SCMP_SYS(getppid), SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid),
    SCMP_SYS(getegid), SCMP_SYS(uname), SCMP_SYS(sysinfo), SCMP_SYS(getrusage), SCMP_SYS(getrlimit),
    SCMP_SYS(getrandom), SCMP_SYS(getcpu), SCMP_SYS(umask),
};

static int allow(scmp_filter_ctx filter, int call, unsigned count, const struct scmp_arg_cmp *conditions) {
    return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, count, conditions);
}

static int allow_one(scmp_filter_ctx filter, int call, struct scmp_arg_cmp condition) {
    return allow(filter, call, 1, &condition);
}

// New memory is never executable, so no code can be brought in.
static int allow_memory(scmp_filter_ctx filter) {
    struct scmp_arg_cmp plain = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    int error = allow_one(filter, SCMP_SYS(mmap), plain);
    return error ? error : allow_one(filter, SCMP_SYS(mprotect), plain);
}

// Threads may start, processes may not: `clone` counts only with CLONE_THREAD. The flags of `clone3` lie in memory
// where no filter can see them; told that it does not exist, the C library falls back on `clone`.
static int allow_threads(scmp_filter_ctx filter) {
    struct scmp_arg_cmp thread = SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD);
    int error = allow_one(filter, SCMP_SYS(clone), thread);
    if (!error) error = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    // `abort` signals its own process, and only that is let through.
    if (!error) error = allow_one(filter, SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid()));
    return error;
}

// Calls that are harmless with some arguments only.
static int allow_questions(scmp_filter_ctx filter) {
    static const int descriptor_commands[] = {F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD, F_DUPFD_CLOEXEC};
    int error = 0;
    for (size_t i = 0; i < sizeof descriptor_commands / sizeof *descriptor_commands && !error; i++)
        error = allow_one(filter, SCMP_SYS(fcntl), SCMP_A1(SCMP_CMP_EQ, (scmp_datum_t)descriptor_commands[i]));
    if (!error) error = allow_one(filter, SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_EQ, TCGETS));
    if (!error) error = allow_one(filter, SCMP_SYS(prctl), SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME));
    // Limits of its own may be asked for, none set.
    struct scmp_arg_cmp asking[] = {SCMP_A0(SCMP_CMP_EQ, 0), SCMP_A2(SCMP_CMP_EQ, 0)};
    return error ? error : allow(filter, SCMP_SYS(prlimit64), 2, asking);
}

int vouch_seccomp_restrict(void) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter) return -ENOMEM;
    int error = 0;
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless && !error; i++)
        error = allow(filter, harmless[i], 0, NULL);
    if (!error) error = allow_memory(filter);
    if (!error) error = allow_threads(filter);
    if (!error) error = allow_questions(filter);
    if (!error) error = seccomp_load(filter);
    seccomp_release(filter);
    return error;
}
