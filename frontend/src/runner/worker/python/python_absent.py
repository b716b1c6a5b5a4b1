"""What a browser cannot have of Python says so in a sentence, after the usual error."""

import builtins
import errno
import getpass
import hashlib
import mmap
import os
import re
import socket
import sys
import time
import types

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


def _webbrowser():
    """The module webbrowser, which opens nothing and says so, as on a computer that has no browser."""
    module = types.ModuleType("webbrowser", "Opens pages in a browser, but not here.")
    module.Error = type("Error", (Exception,), {"__module__": "webbrowser"})

    def open(url, new=0, autoraise=True):
        print(f"A program here cannot open {url!r}: open it in a browser yourself.", file=sys.stderr)
        return False

    def get(using=None):
        raise module.Error("could not locate runnable browser")

    module.open = module.open_new = module.open_new_tab = open
    module.get = get
    return module


_LIMITS = ("CPU", "FSIZE", "DATA", "STACK", "CORE", "RSS", "NPROC", "NOFILE", "MEMLOCK", "AS")


class _Usage:
    """What getrusage tells: of a browser only the time is known."""

    def __init__(self, seconds):
        self.ru_utime, self.ru_stime = seconds, 0.0

    def __getattr__(self, name):
        raise AttributeError(
            f"{name} is not known: a browser does not tell it. tracemalloc tells what memory Python took."
        )


def _resource():
    """The module resource. Limits are remembered and have no effect, as those of a large computer have none."""
    module = types.ModuleType("resource", "Limits of a process, which here are the browser's.")
    limits = {}

    def setrlimit(resource, limit, /):
        soft, hard = limit
        limits[resource] = soft, hard

    vars(module).update({f"RLIMIT_{name}": number for number, name in enumerate(_LIMITS)})
    module.RLIM_INFINITY, module.error = -1, OSError
    module.RUSAGE_SELF, module.RUSAGE_CHILDREN, module.RUSAGE_THREAD = 0, -1, 1
    module.setrlimit = setrlimit
    module.getrlimit = lambda resource, /: limits.get(resource, (-1, -1))
    module.getrusage = lambda who, /: _Usage(time.process_time())
    module.getpagesize = lambda: mmap.PAGESIZE
    return module


_EDITING = (
    *("parse_and_bind", "read_init_file", "insert_text", "redisplay", "set_startup_hook", "set_pre_input_hook"),
    *("read_history_file", "write_history_file", "append_history_file", "set_history_length", "set_auto_history"),
    *("add_history", "clear_history", "remove_history_item", "replace_history_item", "get_history_item"),
    *("set_completer", "get_completer", "set_completer_delims", "set_completion_display_matches_hook"),
)


def _readline():
    """The module readline, which does nothing, as where input is no terminal: the field for input edits lines."""
    module = types.ModuleType("readline", "Edits lines of a terminal, but not here.")
    vars(module).update(dict.fromkeys(_EDITING, lambda *_: None))
    module.get_history_length = lambda: -1
    module.get_current_history_length = lambda: 0
    module.get_line_buffer = lambda: ""
    return module


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
    sys.modules.update(webbrowser=_webbrowser(), resource=_resource(), readline=_readline())
    getpass.getpass = _getpass
    if not hasattr(hashlib, "pbkdf2_hmac"):
        hashlib.pbkdf2_hmac = _pbkdf2_hmac
    os.cpu_count = os.process_cpu_count = lambda: 1
