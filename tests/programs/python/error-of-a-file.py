import errno
import os
import tempfile
from pathlib import Path

folder = Path(tempfile.mkdtemp())
(folder / "a.txt").write_text("text")
(folder / "full").mkdir()
(folder / "full" / "b.txt").touch()
attempts = {
    "open": lambda: open(folder / "none.txt"),
    "read_text": lambda: (folder / "none.txt").read_text(),
    "listdir": lambda: os.listdir(folder / "a.txt"),
    "mkdir": lambda: os.mkdir(folder / "full"),
    "makedirs": lambda: os.makedirs(folder / "full"),
    "rmdir": lambda: os.rmdir(folder / "full"),
    "remove": lambda: os.remove(folder / "none.txt"),
    "rename": lambda: os.rename(folder / "none.txt", folder / "c.txt"),
    "exclusive": lambda: open(folder / "a.txt", "x"),
    "folder": lambda: open(folder),
    "unlink": lambda: (folder / "none").unlink(),
    "in a file": lambda: open(folder / "a.txt" / "b.txt"),
    "symlink": lambda: os.symlink("a", folder / "a.txt"),
    "readlink": lambda: os.readlink(folder / "a.txt"),
    "descriptor": lambda: os.close(99),
    "own": lambda: (_ for _ in ()).throw(OSError(errno.EEXIST, os.strerror(errno.EEXIST), "own")),
    "of a number": lambda: (_ for _ in ()).throw(OSError(13, "Permission denied")),
}
for name, attempt in attempts.items():
    try:
        attempt()
    except OSError as error:
        said = str(error).replace(str(folder), "folder")
        print(name, type(error).__name__, error.errno, errno.errorcode[error.errno], said, error.strerror)
print(errno.ENOENT, errno.EACCES, os.strerror(errno.ENOENT), os.strerror(17), errno.EAGAIN == errno.EWOULDBLOCK)
try:
    open("missing.txt")
except FileNotFoundError as error:
    print(repr(error), error.args, error.filename, error.errno == errno.ENOENT)


class Missing(OSError):
    def __init__(self, path):
        super().__init__(errno.ENOENT, "is missing", path)


try:
    raise Missing("config.json")
except FileNotFoundError:
    print("not reached")
except OSError as error:
    print(type(error).__name__, error.errno, error)
raise SystemExit(0)
