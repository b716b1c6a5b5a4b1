"""Runs one program after the other as `__main__`, each in a module of its own, and says how it ended."""

import asyncio
import builtins
import linecache
import random
import sys
import time
import traceback
import types

FILE = "main.py"


_sleep = time.sleep
_SLICE_S = 0.02


def sleep(seconds):
    """Like time.sleep, in slices: between them the interpreter looks whether it was told to stop."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        _sleep(min(left, _SLICE_S))


def _spin(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


class _Clock:
    """What an event loop waits with. There are no sockets here, so it only sleeps."""

    def select(self, timeout):
        if timeout is None:
            raise RuntimeError("nothing will ever happen that this program waits for")
        if timeout > 0:
            sleep(timeout)
        return []

    def close(self):
        pass


class _Loop(asyncio.base_events.BaseEventLoop):
    """Blocks until what it runs is done, as on any computer."""

    def __init__(self):
        super().__init__()
        self._selector = _Clock()

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


def _hide_the_worker(kept):
    """Whatever leads from Python to the worker's globals is not for programs, but for the modules in `kept`."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("js", "pyodide_js"):
            del sys.modules[name]
            continue
        if name in kept:
            continue
        for key, value in list(vars(module).items()):
            if type(value).__name__ == "JsProxy" or key in ("js", "pyodide_js"):
                setattr(module, key, None)


def prepare(read_later):
    """`read_later` gives a promise of the next line, where a program cannot stand still; else None."""
    sys.argv = [FILE]
    # A promise comes back through the loop that Pyodide started with.
    _hide_the_worker({"pyodide.webloop"} if read_later is not None else set())
    time.sleep = sleep
    asyncio.events._set_running_loop(None)
    asyncio.events.new_event_loop = asyncio.new_event_loop = _Loop
    asyncio.runners.events.new_event_loop = _Loop
    asyncio.run = asyncio.runners.run
    if read_later is not None:
        global _sleep
        _sleep = _spin  # the usual one waits for a promise here, and never comes back inside an event loop
        from pyodide.ffi import run_sync

        def input(prompt=""):
            print(prompt, end="", flush=True)
            line = run_sync(read_later())
            if line is None:
                raise EOFError("EOF when reading a line")
            return line

        builtins.input = input


def run(source):
    """The exit code, and whether the program failed."""
    module = types.ModuleType("__main__")
    module.__file__ = FILE
    module.__builtins__ = builtins
    sys.modules["__main__"] = module
    sys.stdin, sys.stdout, sys.stderr = sys.__stdin__, sys.__stdout__, sys.__stderr__
    sys.stdout.reconfigure(line_buffering=True)
    sys.setrecursionlimit(1000)
    linecache.cache[FILE] = (len(source), None, source.splitlines(True), FILE)
    random.seed()  # a snapshot would give the same numbers to everybody
    try:
        try:
            exec(compile(source, FILE, "exec", dont_inherit=True), module.__dict__)
        finally:
            asyncio.events._set_running_loop(None)
            asyncio.events.set_event_loop(None)
            sys.stdout.flush()
    except SystemExit as ending:
        if ending.code is None or isinstance(ending.code, int):
            return [ending.code or 0, False]
        print(ending.code, file=sys.__stderr__)
        return [1, True]
    except KeyboardInterrupt:
        return [130, True]
    except BaseException as error:
        report(error)
        return [1, True]
    finally:
        sys.__stdout__.flush()
        sys.__stderr__.flush()
    return [0, False]


def report(error):
    """The traceback with the program's own frames only."""
    told = traceback.TracebackException.from_exception(error)
    own_frames_only(told, set())
    print("".join(told.format()), end="", file=sys.__stderr__)


def own_frames_only(told, seen):
    if told is None or id(told) in seen:
        return
    seen.add(id(told))
    told.stack = traceback.StackSummary.from_list([frame for frame in told.stack if frame.filename == FILE])
    for other in (told.__cause__, told.__context__, *(told.exceptions or ())):
        own_frames_only(other, seen)
