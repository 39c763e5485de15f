#ifndef VOUCH_SANDBOX_INTERNAL_H
#define VOUCH_SANDBOX_INTERNAL_H

/// Keeps the process from opening anything but `readable` for reading, from TCP, and from signalling others.
///
/// Returns the version of Landlock in force, or a negative error number.
int vouch_landlock_restrict(const char *const *readable);

/// Lets through only the system calls that reading a document takes; all others fail with EPERM.
///
/// Returns 0 or a negative error number.
int vouch_seccomp_restrict(void);

#endif
