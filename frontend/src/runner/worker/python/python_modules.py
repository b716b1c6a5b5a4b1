"""Modules of Python's library that need a terminal, a desktop or a process: programs import them in passing."""

import mmap
import sys
import time
import types


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
    module.get_begidx = module.get_endidx = lambda: 0
    module.get_completer_delims = lambda: ""
    module.backend = "readline"
    return module


def stand_in():
    """Before any program runs."""
    sys.modules.update(webbrowser=_webbrowser(), resource=_resource(), readline=_readline())
