#include "sandbox.h"

#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "internal.h"

static int limit(int resource, uint64_t value) {
    struct rlimit wanted = {.rlim_cur = value, .rlim_max = value};
    struct rlimit now;
    // A limit that is lower already is left alone: it cannot be raised, and need not be.
    if (getrlimit(resource, &now) == 0 && now.rlim_max < value) wanted.rlim_cur = wanted.rlim_max = now.rlim_max;
    return setrlimit(resource, &wanted) == 0 ? 0 : errno;
}

static int set_limits(const struct vouch_sandbox_request *request) {
    int error = limit(RLIMIT_CORE, 0);
    if (!error) error = limit(RLIMIT_AS, request->memory_bytes);
    if (!error) error = limit(RLIMIT_CPU, request->cpu_seconds);
    if (!error) error = limit(RLIMIT_FSIZE, request->file_bytes);
    if (!error) error = limit(RLIMIT_NOFILE, request->open_files);
    // A write beyond RLIMIT_FSIZE is to fail, not to kill: it is only chatter on standard error.
    signal(SIGXFSZ, SIG_IGN);
    return error;
}

void vouch_sandbox_die_with_parent(void) {
    // Without it a reader whose parent was killed goes on until its processor time is used up.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
}

struct vouch_sandbox_report vouch_sandbox_lock_down(const struct vouch_sandbox_request *request) {
    struct vouch_sandbox_report report = {0};

    report.limits_error = set_limits(request);
    report.limits = report.limits_error == 0;

    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        report.landlock_error = report.seccomp_error = errno;
        return report;
    }
    int landlock = vouch_landlock_restrict(request->readable);
    if (landlock > 0) report.landlock_version = landlock;
    else report.landlock_error = -landlock;

    // Last, because the filter lets no further locks be set.
    int seccomp = vouch_seccomp_restrict();
    report.seccomp = seccomp == 0;
    report.seccomp_error = -seccomp;
    return report;
}
