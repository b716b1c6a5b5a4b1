"""What a browser cannot have of Python says so in a sentence, after the usual error."""

import builtins
import errno
import getpass
import hashlib
import os
import re
import socket
import sys

import python_files

_PACKAGES = (
    "Python runs in the browser here, with its standard library and sortedcontainers; "
    "other packages cannot be installed."
)
_INSTEAD = {
    "numpy": "Lists, math, statistics and array serve instead of numpy.",
    "pandas": "csv, statistics, sqlite3 and collections serve instead of pandas.",
    "pytest": "unittest is there and serves instead: write a unittest.TestCase and call unittest.main().",
    "requests": "There is no network here; give the program its data as text.",
    "httpx": "There is no network here; give the program its data as text.",
    "aiohttp": "There is no network here; give the program its data as text.",
}
_WINDOWS = {"tkinter", "turtle", "pygame", "curses", "_tkinter", "_curses", "idlelib", "msvcrt"}
NO_NETWORK = {"ENETUNREACH", "EHOSTUNREACH", "ECONNREFUSED", "EINPROGRESS"}
_CLEARING = ("clear", "cls", "pause", "color", "title", "")


def sentence_for(error):
    """What to say below the traceback, if anything."""
    if isinstance(error, ModuleNotFoundError) and error.name:
        name = error.name.partition(".")[0]
        if python_files.has(name):
            return None  # what is missing is missing in the program's own package
        if name in _WINDOWS:
            return f"There are no windows and no terminal here: {name} cannot run in a browser."
        if name in sys.stdlib_module_names:
            return f"{name} is a part of Python that a browser does not have."
        return f"{_PACKAGES} {_INSTEAD.get(name, '')}".rstrip()
    if isinstance(error, OSError) and "does not support processes" in str(error):
        return "A program in a browser cannot start other programs: there is no shell here."
    if isinstance(error, OSError) and error.errno == errno.ENOSYS:
        return "A program in a browser is one process and cannot become two: call the function instead."
    if isinstance(error, AttributeError) and getattr(error.obj, "__name__", "") == "signal":
        return "There are no alarms in a browser: look at time.monotonic() in the loop, or use asyncio.wait_for."
    if isinstance(error, AttributeError) and getattr(error.obj, "__name__", "") == "hashlib" and error.name == "scrypt":
        return "A browser has no scrypt of Python: hashlib.pbkdf2_hmac makes keys of passwords too."
    name = type(error).__name__
    if isinstance(error, OSError) and (
        name in ("gaierror", "URLError") or errno.errorcode.get(error.errno) in NO_NETWORK
    ):
        return "A program in a browser has no network here; give it its data as text."
    return None


def _system(command):
    """The usual commands that clear a screen or wait do nothing; others are told that there is no shell."""
    words = {part.split(" ")[0].lower() for part in re.split(r"\s*(?:[;&|]+)\s*", os.fspath(command))}
    if words.issubset(_CLEARING):
        return 0
    print(f"{command!r} was not run: a program in a browser cannot start other programs.", file=sys.stderr)
    return 127


def _pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    """hashlib's, which is missing with OpenSSL."""
    import hmac

    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    if dklen is not None and dklen < 1:
        raise ValueError("key length must be greater than 0.")
    begun = hmac.new(password, None, hash_name)

    def signed(text):
        one = begun.copy()
        one.update(text)
        return one.digest()

    key = b""
    length = begun.digest_size if dklen is None else dklen
    block = 0
    while len(key) < length:
        block += 1
        last = signed(bytes(salt) + block.to_bytes(4))
        mixed = int.from_bytes(last)
        for _ in range(iterations - 1):
            last = signed(last)
            mixed ^= int.from_bytes(last)
        key += mixed.to_bytes(begun.digest_size)
    return key[:length]


def _getpass(prompt="Password: ", stream=None, **_):
    """Asks as input() does, and what is typed is seen: there is no terminal here that could hide it."""
    return builtins.input(prompt)


def _unreachable(self, *_):
    raise OSError(errno.ENETUNREACH, "Network is unreachable")


def _unknown(host, *_, **__):
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def stand_in():
    """Before any program runs."""
    # The browser's own say that they are connected, and then receive nothing.
    for name in ("connect", "connect_ex", "bind", "listen", "sendto"):
        setattr(socket.socket, name, _unreachable)
    socket.socket.setsockopt = lambda *_: None
    socket.getaddrinfo = socket.gethostbyname = socket.gethostbyaddr = _unknown
    os.system = _system
    getpass.getpass = _getpass
    if not hasattr(hashlib, "pbkdf2_hmac"):
        hashlib.pbkdf2_hmac = _pbkdf2_hmac
    os.cpu_count = os.process_cpu_count = lambda: 1
