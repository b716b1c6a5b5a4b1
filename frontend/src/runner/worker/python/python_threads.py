"""Stands in for `threading` and its like: what they start and wait for goes by python_schedule."""

import _threading_local
import concurrent.futures
import itertools
import queue
import threading
import time

from python_schedule import Lock, Parked, begin, ident, wait_until


def _start(self):
    if not self._initialized:
        raise RuntimeError("thread.__init__() not called")
    if self._started.is_set():
        raise RuntimeError("threads can only be started once")
    begin(self)


def _bootstrap_inner(self):
    try:
        self.run()
    except Parked:
        raise
    except BaseException:
        self._invoke_excepthook(self)


def _join(self, timeout=None):
    if not self._started.is_set():
        raise RuntimeError("cannot join thread before it is started")
    if self is threading.current_thread():
        raise RuntimeError("cannot join current thread")
    wait_until(lambda: self._is_over, None if timeout is None else time.monotonic() + max(timeout, 0))


def _timer_start(self):
    self._not_before = time.monotonic() + self.interval
    _start(self)


def _timer_run(self):
    if not self.finished.is_set():
        self.function(*self.args, **self.kwargs)
    self.finished.set()


def _timer_cancel(self):
    self.finished.set()
    self._not_before = 0  # nobody waits for its time any more


class Executor(concurrent.futures.Executor):
    """Like ThreadPoolExecutor; what is submitted is done at once."""

    _counter = itertools.count()

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=(), **_):
        if max_workers is not None and max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        self._max_workers = max_workers or 1
        self._name = f"{thread_name_prefix or f'ThreadPoolExecutor-{next(Executor._counter)}'}_0"
        self._is_shut = False
        if initializer:
            initializer(*initargs)

    def submit(self, fn, /, *args, **kwargs):
        if self._is_shut:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = concurrent.futures.Future()

        def work():
            future.set_running_or_notify_cancel()
            try:
                future.set_result(fn(*args, **kwargs))
            except BaseException as error:
                if isinstance(error, Parked):
                    raise
                future.set_exception(error)

        thread = threading.Thread(target=work, name=self._name)
        thread.start()
        thread.join()
        return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._is_shut = True


def stand_in():
    """Before any program runs."""
    threading.Lock = threading._allocate_lock = threading.allocate_lock = Lock
    threading.RLock = threading._PyRLock
    threading.get_ident = threading.get_native_id = ident
    threading.local = _threading_local.local
    _threading_local.RLock, _threading_local.current_thread = threading._PyRLock, threading.current_thread
    threading._active_limbo_lock = threading.RLock()
    threading.Thread.start, threading.Thread.join, threading.Thread._bootstrap_inner = _start, _join, _bootstrap_inner
    threading.Thread.is_alive = lambda self: self._started.is_set() and not getattr(self, "_is_over", False)
    threading.Thread.ident = threading.Thread.native_id = property(lambda self: self._ident)
    shown = threading.Thread.__repr__
    threading.Thread.__repr__ = lambda self: shown(self).replace(", started", ", stopped", 0 if self.is_alive() else 1)
    threading.Timer.start, threading.Timer.run, threading.Timer.cancel = _timer_start, _timer_run, _timer_cancel
    queue.SimpleQueue = queue._PySimpleQueue
    put = queue.Queue.put

    def put_always(self, item, block=True, timeout=None):
        if not block or timeout is not None:
            return put(self, item, block, timeout)
        kept, self.maxsize = self.maxsize, 0  # nobody takes anything out meanwhile
        try:
            return put(self, item)
        finally:
            self.maxsize = kept

    queue.Queue.put = put_always
    for name in ("ThreadPoolExecutor", "ProcessPoolExecutor"):
        setattr(concurrent.futures, name, Executor)
