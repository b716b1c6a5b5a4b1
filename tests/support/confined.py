"""`codesala runner` under its container's seccomp profile, as a user without rights: `confined.py PROFILE UID`.

What a container engine would do, by the same library (libseccomp2). UID 0 means: stay who you are. Everything is
imported first, since another user may be unable to read this Python and this project.
"""

import concurrent.futures.thread  # noqa: F401, else imported when first used, which is too late
import ctypes
import errno
import json
import os
import sys
from pathlib import Path

from codesala.commands import run

ALLOW, ERRNO = 0x7FFF0000, 0x00050000
PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 24, 38
LAST_CAPABILITY = Path("/proc/sys/kernel/cap_last_cap")


def confine(profile: Path, uid: int) -> None:
    """Raises OSError where the kernel or the library refuses."""
    libc = ctypes.CDLL(None, use_errno=True)
    if uid:
        for capability in range(int(LAST_CAPABILITY.read_text()) + 1):
            _check(libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0))
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    _check(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))

    rules = json.loads(profile.read_text())
    assert rules["defaultAction"] == "SCMP_ACT_ALLOW"
    library = ctypes.CDLL("libseccomp.so.2")
    library.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(library.seccomp_init(ALLOW))
    for rule in rules["syscalls"]:
        for name in rule["names"]:
            number = library.seccomp_syscall_resolve_name(name.encode())
            if number >= 0:  # known to this architecture
                _check(library.seccomp_rule_add(context, ERRNO | rule["errnoRet"], number, 0))
    _check(library.seccomp_load(context))


def _check(result: int) -> None:
    if result != 0:
        number = -result if result < -1 else ctypes.get_errno() or errno.EPERM
        raise OSError(number, os.strerror(number))


if __name__ == "__main__":
    confine(Path(sys.argv[1]), int(sys.argv[2]))
    sys.exit(run(["runner"], None))
