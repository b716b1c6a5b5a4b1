"""System errors have Linux's numbers. scripts/runtimes/errors.mjs makes those that come from C say them too."""

import errno
import gc
import os
import sys

# Names in the order of the numbers that they have in this machine, from 1, each with Linux's.
LINUX = """
E2BIG 7 EACCES 13 EADDRINUSE 98 EADDRNOTAVAIL 99 EAFNOSUPPORT 97 EAGAIN 11 EALREADY 114 EBADF 9 EBADMSG 74 EBUSY 16
ECANCELED 125 ECHILD 10 ECONNABORTED 103 ECONNREFUSED 111 ECONNRESET 104 EDEADLK 35 EDESTADDRREQ 89 EDOM 33 EDQUOT 122
EEXIST 17 EFAULT 14 EFBIG 27 EHOSTUNREACH 113 EIDRM 43 EILSEQ 84 EINPROGRESS 115 EINTR 4 EINVAL 22 EIO 5 EISCONN 106
EISDIR 21 ELOOP 40 EMFILE 24 EMLINK 31 EMSGSIZE 90 EMULTIHOP 72 ENAMETOOLONG 36 ENETDOWN 100 ENETRESET 102
ENETUNREACH 101 ENFILE 23 ENOBUFS 105 ENODEV 19 ENOENT 2 ENOEXEC 8 ENOLCK 37 ENOLINK 67 ENOMEM 12 ENOMSG 42
ENOPROTOOPT 92 ENOSPC 28 ENOSYS 38 ENOTCONN 107 ENOTDIR 20 ENOTEMPTY 39 ENOTRECOVERABLE 131 ENOTSOCK 88 ENOTSUP 95
ENOTTY 25 ENXIO 6 EOVERFLOW 75 EOWNERDEAD 130 EPERM 1 EPIPE 32 EPROTO 71 EPROTONOSUPPORT 93 EPROTOTYPE 91 ERANGE 34
EROFS 30 ESPIPE 29 ESRCH 3 ESTALE 116 ETIMEDOUT 110 ETXTBSY 26 EXDEV 18
"""
_WORDS = LINUX.split()
_LINUX_OF = {own: int(number) for own, number in enumerate(_WORDS[1::2], 1)}
_OWN_OF = {number: own for own, number in _LINUX_OF.items()}
_NAMES = {name for name in vars(errno) if name.startswith("E")}


def number_as_linux():
    """Before any program runs."""
    own = {name: getattr(errno, name) for name in _NAMES}
    for module in list(sys.modules.values()):
        for name in _NAMES.intersection(vars(module)):
            if vars(module)[name] == own[name]:
                setattr(module, name, _LINUX_OF.get(own[name], own[name]))
    errno.errorcode.clear()
    errno.errorcode.update({int(number): name for name, number in zip(_WORDS[::2], _WORDS[1::2], strict=True)})
    # What decides that an error of this number is a FileNotFoundError.
    for kinds in gc.get_referrers(FileNotFoundError):
        if type(kinds) is dict and kinds.get(own["ENOENT"]) is FileNotFoundError:
            known = {_LINUX_OF.get(number, number): kind for number, kind in kinds.items()}
            kinds.clear()
            kinds.update(known)
    strerror = os.strerror
    os.strerror = lambda number: strerror(_OWN_OF.get(number, number))
