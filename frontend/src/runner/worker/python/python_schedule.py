"""Who runs, where there are no threads: each waits until the program waits for something, then runs to its end.

One that waits for something itself lets the others run above it; what only those below could give never comes, so it is
ended, and that is said. This serves what interviews show with threads; it does not make two things run at once.
"""

import _thread
import collections
import itertools
import sys
import threading
import time

_PARKED = "was ended while it waited for something that only happens at the same time"
_ADVICE = "… A thread runs while the main program sleeps or joins: do what it waits for, as event.set(), before that. …"
_NOTICE = "Threads run one after the other here, not at the same time."


class Parked(BaseException):
    """Takes a thread off the stack that would wait for ever."""


_started = collections.deque()  # not yet run
_stack = []  # (thread, is_ready, deadline) of everybody that waits, the main program first
_current = [None]
_numbers = itertools.count(2)
_has_told = False
has_ended_some = False
"""A thread was taken off before its end: the program has not done all that it would have done."""
_sleep = time.sleep
_SLICE_S = 0.02


def pause(seconds):
    """Nothing else runs. In slices: between them the interpreter looks whether it was told to stop."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        _sleep(min(left, _SLICE_S))


def spin_instead_of_sleeping():
    """Where the usual sleep waits for a promise, and never comes back inside an event loop."""
    global _sleep
    _sleep = lambda seconds: None  # noqa: E731


def _tell(sentence):
    print(sentence, file=sys.__stderr__, flush=True)


def _run(thread):
    global has_ended_some
    _current.append(thread)
    try:
        thread._bootstrap_inner()
    except Parked:
        if not thread.daemon:
            _tell(f"{thread.name} {_PARKED}.")
            if not has_ended_some:
                _tell(_ADVICE)
            has_ended_some = True
    finally:
        _current.pop()
        thread._is_over = True
        with threading._active_limbo_lock:
            threading._active.pop(thread._ident, None)


def _next(now):
    for thread in list(_started):
        if getattr(thread, "_not_before", 0) <= now:
            _started.remove(thread)
            return thread
    return None


def wait_until(is_ready, deadline=None):
    """False if the deadline came first. The others run meanwhile."""
    _stack.append((_current[-1], is_ready, deadline))
    try:
        while not is_ready():
            now = time.monotonic()
            if deadline is not None and now >= deadline:
                return False
            if thread := _next(now):
                _run(thread)
                continue
            below = _stack[:-1]
            if any(ready() or (due is not None and now >= due) for _, ready, due in below):
                raise Parked
            dues = [due for _, _, due in _stack if due is not None]
            dues += [thread._not_before for thread in _started]
            if dues:
                pause(max(0, min(dues) - now))
            elif _current[-1] is not None:
                raise Parked
            else:
                raise RuntimeError(f"this program waits for something that never happens. {_NOTICE}")
        return True
    finally:
        _stack.pop()


class Lock:
    """Like threading.Lock; waiting for it lets other threads run."""

    def __init__(self):
        self._is_held = False

    def acquire(self, blocking=True, timeout=-1):
        if self._is_held:
            if not blocking:
                return False
            deadline = None if timeout < 0 else time.monotonic() + timeout
            if not wait_until(lambda: not self._is_held, deadline):
                return False
        self._is_held = True
        return True

    def release(self):
        if not self._is_held:
            raise RuntimeError("release unlocked lock")
        self._is_held = False

    def locked(self):
        return self._is_held

    def _at_fork_reinit(self):
        self._is_held = False

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_):
        self.release()


def ident():
    thread = _current[-1]
    return _thread.get_ident() if thread is None else thread._ident


def begin(thread):
    """It runs when somebody waits."""
    global _has_told
    if not _has_told:
        _has_told = True
        _tell(_NOTICE)
    thread._ident = thread._native_id = next(_numbers)
    thread._started.set()
    thread._is_over = False
    with threading._active_limbo_lock:
        threading._active[thread._ident] = thread
    _started.append(thread)


def run_one():
    """Whether there was a thread to run."""
    thread = _next(time.monotonic())
    if thread:
        _run(thread)
    return thread is not None


def forget(thread):
    """It has not run, and will not."""
    if thread in _started:
        _started.remove(thread)
        thread._is_over = True


def finish():
    """At the end of the program: the threads that are left, as the interpreter waits for them."""
    while any(not thread.daemon for thread in _started):
        left = [thread for thread in _started if not thread.daemon]
        wait_until(lambda left=left: all(thread._is_over for thread in left))


def sleep(seconds):
    """Other threads run meanwhile, unless this one is one of them: it may hold what they need."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    deadline = time.monotonic() + seconds
    if _current[-1] is None and _started:
        wait_until(lambda: False, deadline)
    else:
        pause(seconds)
        now = time.monotonic()
        if any(due is not None and now >= due for _, _, due in _stack):
            raise Parked  # whoever is below goes on now
