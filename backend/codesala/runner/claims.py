"""What a runner has to itself: its socket, and the folder in which its runs have theirs."""

import contextlib
import errno
import fcntl
import hashlib
import logging
import os
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from codesala.runner.sandbox import CannotRun
from codesala.runner.watch import kill_all_of

logger = logging.getLogger(__name__)

LONGEST_SOCKET_PATH = 107  # of the kernel
TAKE_OVER_S = 15.0  # which the runner before may take to end
LOOK_EVERY_S = 0.05


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """The socket `path` is this process's alone, until its end, however it ends: the lock is on `<path>.lock`, which
    stays behind. One that ends is waited for. Raises CannotRun where one serves, or does not end."""
    if len(os.fsencode(path)) > LONGEST_SOCKET_PATH:
        raise CannotRun(f"{path} is too long for a socket: set RUNNER_SOCKET to a path of {LONGEST_SOCKET_PATH} bytes")
    name = path.with_name(f"{path.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(name, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise CannotRun(f"{name} cannot be made: {error.strerror}") from error
    deadline = time.monotonic() + TAKE_OVER_S
    try:
        while not _is_free(path, lock):
            if time.monotonic() > deadline:
                raise CannotRun(f"another runner has {path}, and does not end: stop it first")
            time.sleep(LOOK_EVERY_S)
        yield
    finally:
        os.close(lock)


def _is_free(path: Path, lock: int) -> bool:
    with socket.socket(socket.AF_UNIX) as asking:
        asking.setblocking(False)  # else this waits at the door of one that has many there
        if asking.connect_ex(str(path)) in (0, errno.EAGAIN):
            raise CannotRun(f"a runner serves {path} already")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextlib.contextmanager
def listening_at(path: Path) -> Iterator[socket.socket]:
    """For this user alone. Only for who holds `path`: what a killed runner left behind there is replaced."""
    if path.is_socket():
        path.unlink()
    listening = socket.socket(socket.AF_UNIX)
    before = os.umask(0o177)
    try:
        listening.bind(str(path))
    except OSError as error:
        raise CannotRun(f"{path} cannot be made: {error.strerror}") from error
    finally:
        os.umask(before)
    own = path.lstat()
    listening.listen(100)
    try:
        yield listening
    finally:
        listening.close()
        with contextlib.suppress(OSError):
            if os.path.samestat(path.lstat(), own):
                path.unlink()


class Folder:
    """Where the runs' folders are. It is locked, which keeps systemd-tmpfiles away; gone all the same, it is made anew.
    It begins with a name of the socket's, so that what a killed runner left behind is ended and removed."""

    def __init__(self, path: Path) -> None:
        """Only for who holds the socket `path`. Raises CannotRun."""
        name = hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:12]
        self._prefix = f"codesala-runner-{os.geteuid()}-{name}-"
        for left in Path(tempfile.gettempdir()).glob(f"{self._prefix}*"):
            kill_all_of(left)
            shutil.rmtree(left, ignore_errors=True)
        try:
            self._path, self._lock = self._made()
        except OSError as error:
            raise CannotRun(f"no folder can be made in {tempfile.gettempdir()}: {error.strerror}") from error

    def there(self) -> Path:
        """Should it be gone and nothing be made, whoever makes something in it gets the error."""
        try:
            if not self._is_own():
                before = self._lock
                self._path, self._lock = self._made()
                os.close(before)
        except OSError as error:
            logger.error("the runner's folder cannot be made anew", extra={"error": str(error)})
        return self._path

    def close(self) -> None:
        if self._is_own():
            shutil.rmtree(self._path, ignore_errors=True)
        os.close(self._lock)

    def _made(self) -> tuple[Path, int]:
        path = Path(tempfile.mkdtemp(prefix=self._prefix))
        path.chmod(0o711)
        lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(lock, fcntl.LOCK_SH)
        return path, lock

    def _is_own(self) -> bool:
        try:
            return os.path.samestat(self._path.lstat(), os.fstat(self._lock))
        except FileNotFoundError:
            return False
