"""Runs one program as `__main__`, and says how it ended. The interpreter is new each time."""

import asyncio
import atexit
import builtins
import gc
import json
import linecache
import random
import sys
import threading
import time
import traceback
import types
import warnings

import python_absent
import python_errors
import python_files
import python_modules
import python_processes
import python_recursion
import python_schedule
import python_threads
from compression._common import _streams

MOST_LINES = 60  # of a traceback
CALLS_AROUND = 3  # a program: run, end_of and the step


class _Clock:
    """What an event loop waits with. There are no sockets here, so it only sleeps."""

    overslept_s = 0.0
    """In all. A browser may wake a program late by more than its timers are apart."""

    def select(self, timeout):
        if (timeout is None or timeout > 0) and python_schedule.run_one():
            return []
        if timeout is None:
            raise RuntimeError("nothing will ever happen that this program waits for")
        if timeout > 0:
            due = time.monotonic() + timeout
            python_schedule.sleep(timeout)
            self.overslept_s += max(0, time.monotonic() - due)
        return []

    def close(self):
        pass


class _Loop(asyncio.base_events.BaseEventLoop):
    """Blocks until what it runs is done, as on any computer."""

    def __init__(self):
        super().__init__()
        self._selector = _Clock()

    def time(self):
        """Its own: an earlier timer is done, with all that follows from it, before a later one."""
        return super().time() - self._selector.overslept_s

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


def _walk_own_stack(walk_stack):
    """Without what called the program."""

    def walk(frame):
        walked = walk_stack(frame or sys._getframe(1))
        return (found for found in walked if found[0].f_code.co_filename != "<codesala>")

    return walk


def _warn_of_no_place(show):
    """Of what goes when the program has ended, as a coroutine that was never awaited, as an interpreter that ends."""

    def shown(warning):
        if warning.filename == "<codesala>":
            warning.filename, warning.lineno, warning.source = "<sys>", 0, None
        show(warning)

    return shown


def prepare(zones, read_later):
    """`zones`: the package with time zones. `read_later`: gives a promise of the next line, where a program cannot
    stand still; else None."""
    # As everywhere: it serves as a number above all others, and sums above this machine's 31 bits would be wrong.
    _streams.sys = types.SimpleNamespace(maxsize=sys.maxsize)  # gzip and its like hand it on to functions in C
    sys.maxsize = 2**63 - 1
    # A promise comes back through the loop that Pyodide started with.
    _hide_the_worker({"pyodide.webloop"} if read_later is not None else set())
    sys.path.append(zones)
    time.sleep = python_schedule.sleep
    threading.excepthook = report_in_thread
    traceback.walk_stack = _walk_own_stack(traceback.walk_stack)
    warnings._showwarnmsg = _warn_of_no_place(warnings._showwarnmsg)
    sys.excepthook = sys.__excepthook__ = lambda kind, error, trace: report_as_usual(error)
    asyncio.events._set_running_loop(None)
    asyncio.events.new_event_loop = asyncio.new_event_loop = _Loop
    asyncio.runners.events.new_event_loop = _Loop
    asyncio.run = asyncio.runners.run
    if read_later is None:  # else its own loop waits for the lines
        asyncio.events._event_loop_policy = None  # Pyodide's would give its own loop to who asks for one
    python_errors.number_as_linux()
    python_recursion.stand_in(CALLS_AROUND)
    python_threads.stand_in()
    python_processes.stand_in()
    python_absent.stand_in()
    python_modules.stand_in()
    if read_later is not None:
        python_schedule.spin_instead_of_sleeping()
        from pyodide.ffi import run_sync

        def input(prompt=""):
            print(prompt, end="", flush=True)
            line = run_sync(read_later())
            if line is None:
                raise EOFError("EOF when reading a line")
            return line

        builtins.input = input


def run(in_json):
    """A program's files, entry and arguments. The exit code, and whether the program failed."""
    given = json.loads(in_json)
    entry = given["entry"]
    source = given["files"][entry].removeprefix("\ufeff")  # as of every file
    python_files.lay_out(given["files"])
    sys.argv = [entry, *given.get("args", ())]
    module = types.ModuleType("__main__")
    module.__file__ = entry
    module.__builtins__ = builtins
    sys.modules["__main__"] = module
    sys.stdout.reconfigure(line_buffering=True)
    linecache.cache[entry] = (len(source), None, source.splitlines(True), entry)
    random.seed()  # a snapshot would give the same numbers to everybody
    ended = end_of(lambda: exec(python_recursion.compiled(source, entry), module.__dict__))
    asyncio.events._set_running_loop(None)
    asyncio.events.set_event_loop(None)
    for last in (python_schedule.finish, atexit._run_exitfuncs):
        problem = end_of(last)
        if problem != [0, False] and ended == [0, False]:
            ended = problem
    flush()
    return [1, True] if ended == [0, False] and python_schedule.has_ended_some else ended


def end_of(step):
    """The exit code after it, and whether it failed; what went wrong was reported."""
    try:
        step()
    except SystemExit as ending:
        if ending.code is None or isinstance(ending.code, int):
            return [(ending.code or 0) & 0xFF, False]
        print(ending.code, file=sys.__stderr__)
        return [1, True]
    except KeyboardInterrupt as error:  # of a stop, python.ts shows nothing
        report(error)
        return [130, True]
    except BaseException as error:
        report(error)
        return [1, True]
    return [0, False]


def free_all():
    """As an interpreter that ends, after all else: a broken one has nothing to lose any more."""
    names = sys.modules["__main__"].__dict__
    for name in list(names):
        if name not in ("__builtins__", "__name__"):
            names[name] = None
    gc.collect()
    flush()


def flush():
    for stream in (sys.stdout, sys.__stdout__, sys.__stderr__):
        end_of(stream.flush)


def report(error):
    """By the program's own hook, if it has one."""
    trace = error.__traceback__
    while trace and python_files.name_of(trace.tb_frame.f_code.co_filename) is None:
        trace = trace.tb_next
    try:
        sys.excepthook(type(error), error.with_traceback(trace), trace)
    except Exception as broken:
        print("Error in sys.excepthook:", file=sys.__stderr__)
        report_as_usual(broken)
        print("\nOriginal exception was:", file=sys.__stderr__)
        report_as_usual(error)


def report_as_usual(error):
    """The traceback with the program's own frames only."""
    told = traceback.TracebackException.from_exception(error)
    own_frames_only(told, set())
    lines = "".join(told.format()).splitlines()
    if len(lines) > MOST_LINES:
        left_out = len(lines) - MOST_LINES
        lines[MOST_LINES // 2 : -MOST_LINES // 2] = [f"  ... {left_out} lines are left out here ..."]
    print(*lines, sep="\n", file=sys.__stderr__)
    if sentence := python_absent.sentence_for(error):
        print(sentence, file=sys.__stderr__)


def report_in_thread(given):
    if given.exc_type is not SystemExit:
        print(f"Exception in thread {given.thread.name}:", file=sys.__stderr__)
        report_as_usual(given.exc_value)


def own_frames_only(told, seen):
    if told is None or id(told) in seen:
        return
    seen.add(id(told))
    own = []
    for frame in told.stack:
        if (name := python_files.name_of(frame.filename)) is not None:
            frame.filename = name
            own.append(frame)
    told.stack = traceback.StackSummary.from_list(own)
    if isinstance(getattr(told, "filename", None), str):  # of what does not parse
        told.filename = python_files.name_of(told.filename) or told.filename
    for other in (told.__cause__, told.__context__, *(told.exceptions or ())):
        own_frames_only(other, seen)
