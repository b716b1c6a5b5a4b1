"""multiprocessing where there are no processes: they are the threads of python_schedule, and share what they see."""

import os
import queue
import sys
import threading
import types

import python_schedule
import python_threads


class Process(threading.Thread):
    """Like multiprocessing.Process; what it changes is seen by the others, as there is one memory."""

    exitcode = None

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        super().__init__(group, target, name, args, kwargs, daemon=daemon)
        if name is None:
            self.name = self.name.replace("Thread", "Process").partition(" ")[0]

    @property
    def pid(self):
        return self.ident

    def run(self):
        self.exitcode = 1
        try:
            super().run()
            self.exitcode = 0
        except SystemExit as ending:
            self.exitcode = ending.code if isinstance(ending.code, int) else int(ending.code is not None)

    def terminate(self):
        python_schedule.forget(self)

    kill = terminate

    def close(self):
        pass


class _MainProcess:
    """The program itself."""

    name, daemon, exitcode = "MainProcess", False, None
    pid = ident = property(lambda self: os.getpid())

    def is_alive(self):
        return True


_MAIN = _MainProcess()


def current_process():
    thread = threading.current_thread()
    return thread if isinstance(thread, Process) else _MAIN


class Result:
    def __init__(self, future):
        self._future = future

    def get(self, timeout=None):
        return self._future.result()

    def wait(self, timeout=None):
        pass

    def ready(self):
        return True

    def successful(self):
        return self._future.exception() is None


class Pool:
    """Like multiprocessing.Pool; each task is done when it is given."""

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        self._executor = python_threads.Executor(processes, "PoolWorker", initializer, initargs)

    def apply(self, func, args=(), kwds=None):
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds=None, callback=None, error_callback=None):
        future = self._executor.submit(func, *args, **(kwds or {}))
        if callback and future.exception() is None:
            callback(future.result())
        if error_callback and future.exception() is not None:
            error_callback(future.exception())
        return Result(future)

    def map(self, func, iterable, chunksize=None):
        return [self.apply(func, (item,)) for item in iterable]

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        items = list(iterable)
        return self.apply_async(self.map, (func, items), None, callback, error_callback)

    def imap(self, func, iterable, chunksize=1):
        return iter(self.map(func, iterable))

    imap_unordered = imap

    def starmap(self, func, iterable, chunksize=None):
        return [self.apply(func, args) for args in iterable]

    def close(self):
        self._executor.shutdown()

    terminate = close

    def join(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Value:
    def __init__(self, typecode_or_type=None, *args, lock=True):
        self.value = args[0] if args else 0
        self._lock = threading.RLock()

    def get_lock(self):
        return self._lock

    def get_obj(self):
        return self


def Array(typecode_or_type, size_or_initializer, *, lock=True):  # noqa: N802, as it is called there
    return [0] * size_or_initializer if isinstance(size_or_initializer, int) else list(size_or_initializer)


class Manager:
    """Its objects are the usual ones, as there is one memory."""

    dict, list, Queue, Lock, RLock, Event = dict, list, queue.Queue, threading.Lock, threading.RLock, threading.Event
    Value, Array = Value, staticmethod(Array)
    Namespace = types.SimpleNamespace

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def shutdown(self):
        pass


class Connection:
    def __init__(self, inbox, outbox):
        self._inbox, self._outbox = inbox, outbox

    def send(self, value):
        self._outbox.put(value)

    def recv(self):
        return self._inbox.get()

    def poll(self, timeout=0):
        return not self._inbox.empty()

    def close(self):
        pass


def Pipe(duplex=True):  # noqa: N802, as it is called there
    one, other = queue.Queue(), queue.Queue()
    return Connection(one, other), Connection(other, one)


class _Queue(queue.Queue):
    def close(self):
        pass

    join_thread = cancel_join_thread = close


def stand_in():
    """Before any program runs: `import multiprocessing` finds this."""
    module = types.ModuleType("multiprocessing")
    shared = ("Lock", "RLock", "Semaphore", "BoundedSemaphore", "Event", "Condition", "Barrier")
    for name in shared:
        setattr(module, name, getattr(threading, name))
    ours = (Process, Pool, Value, Array, Manager, Pipe)
    for thing in ours:
        setattr(module, thing.__name__, thing)
    module.Queue = module.SimpleQueue = module.JoinableQueue = _Queue
    module.cpu_count = lambda: 1
    module.current_process = current_process
    module.parent_process = lambda: None if current_process() is _MAIN else _MAIN
    module.active_children = lambda: [thread for thread in threading.enumerate() if isinstance(thread, Process)]
    module.freeze_support = lambda: None
    module.set_start_method = lambda method, force=False: None
    module.get_context = lambda method=None: module
    module.TimeoutError = TimeoutError
    pool = types.ModuleType("multiprocessing.pool")
    pool.Pool = pool.ThreadPool = Pool
    module.pool, module.__path__ = pool, []
    sys.modules["multiprocessing"], sys.modules["multiprocessing.pool"] = module, pool
