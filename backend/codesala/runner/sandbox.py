"""The walls around one program: bubblewrap's command line, the kernel's limits, and whether this machine can do it.

Inside there is nothing but the language and the libraries that it loads, read-only, four harmless devices, a /proc of
its own and a small /tmp. No network, no environment of ours, no other process, no user that exists, no capabilities.
"""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from codesala.runner.libraries import libraries_of

MIB = 1024 * 1024

TMP_BYTES = 32 * MIB  # counted by nobody else: it is memory
TMP_NAMES = 10_000  # each takes a KiB of the kernel's, which no other limit counts; bubblewrap cannot limit them
FILE_BYTES = 16 * MIB
OPEN_FILES = 256
# A JVM reserves far more addresses than it uses: this only stops a program from reserving tens of gigabytes.
ADDRESS_SPACE_BYTES = 6 * 1024 * MIB
DEVICES = ("null", "zero", "random", "urandom")
SYSTEM_LINKS = ("/lib", "/lib32", "/lib64")
"""To folders in /usr, on most systems."""
ABOUT_THE_MACHINE = (
    *("cmdline", "config.gz", "diskstats", "iomem", "ioports", "kallsyms", "kcore", "keys", "key-users", "kmsg"),
    *("modules", "partitions", "sched_debug", "swaps", "timer_list"),
    "1/cmdline",  # bubblewrap's own, with the places of the runner's folders
)
"""In /proc. Of no use to a program; Java asks for memory, processors and itself."""
NOBODY = 65534


class CannotRun(Exception):
    """This machine cannot run programs safely, or not at all; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one program, but for `runs`: programs at a time, and `queue_s`: how long others wait for a place."""

    runs: int = 4
    queue_s: float = 10.0
    time_s: float = 120.0
    idle_s: float = 20.0  # of computing nothing, while somebody waits for the place
    cpu_s: float = 10.0
    memory_mib: int = 512
    output_bytes: int = 2_000_000
    processes: int = 256  # and threads


@dataclass(frozen=True, slots=True)
class Bind:
    """A folder of this machine that the program sees at `inside`."""

    outside: Path
    inside: str
    writable: bool = False


@dataclass(frozen=True, slots=True)
class Sandbox:
    """How to start programs here. `user` is whom programs run as when the runner is root: the kernel does not hold
    root to a number of processes, whatever namespace it is in (test_a_fork_bomb_…)."""

    bwrap: str
    libraries: tuple[Path, ...]
    prlimit: str
    env: str
    user: int | None

    def command(self, program: list[str], binds: list[Bind], limits: Limits, folder: str = "/tmp") -> list[str]:
        """What to execute so that `program` runs inside, in `folder`. It ends with its parent."""
        words = [
            self.bwrap,
            "--unshare-user",
            "--unshare-all",
            "--disable-userns",
            "--die-with-parent",
            "--new-session",
        ]
        words += [
            "--clearenv",
            "--uid",
            str(NOBODY),
            "--gid",
            str(NOBODY),
            "--cap-drop",
            "ALL",
            "--hostname",
            "sandbox",
        ]
        for link in SYSTEM_LINKS:
            if Path(link).is_symlink():
                words += ["--symlink", str(Path(link).readlink()), link]
        for library in self.libraries:
            words += ["--ro-bind", str(library.resolve()), str(library)]
        # By their real places: the names may be links, and /usr/bin is not there otherwise.
        for tool in (self.prlimit, self.env):
            words += ["--ro-bind", tool, tool]
        words += ["--proc", "/proc", "--dir", "/dev"]
        for name in ABOUT_THE_MACHINE:
            if Path(f"/proc/{name}").exists():
                words += ["--ro-bind", "/dev/null", f"/proc/{name}"]
        # Not --dev: it brings a /dev/shm that would be memory without a limit.
        for device in DEVICES:
            words += ["--dev-bind", f"/dev/{device}", f"/dev/{device}"]
        words += ["--size", str(TMP_BYTES), "--tmpfs", "/tmp"]
        for bind in binds:
            words += ["--bind" if bind.writable else "--ro-bind", str(bind.outside), bind.inside]
        words += ["--remount-ro", "/", "--chdir", folder, "--"]
        # Inside, so that the processes counted are those of this sandbox.
        words += [self.prlimit, f"--nproc={limits.processes}", f"--cpu={int(limits.cpu_s) + 2}", "--core=0"]
        words += [f"--fsize={FILE_BYTES}", f"--nofile={OPEN_FILES}"]
        words += [f"--as={ADDRESS_SPACE_BYTES + limits.memory_mib * MIB}"]
        return [*words, self.env, "-i", "LC_ALL=C.UTF-8", *program]

    def identity(self) -> dict[str, object]:
        """Arguments for starting a process as the one whom programs run as."""
        return {} if self.user is None else {"user": self.user, "group": self.user, "extra_groups": []}

    def give(self, *paths: Path) -> None:
        """Hand files to whom programs run as."""
        if self.user is not None:
            for path in paths:
                os.chown(path, self.user, self.user)


def find_sandbox() -> Sandbox:
    """Raises CannotRun when a program is missing or too old."""
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        raise CannotRun("bubblewrap is missing, in which programs are locked up: apt install bubblewrap")
    told = subprocess.run([bwrap, "--help"], check=False, capture_output=True, text=True)
    if "--disable-userns" not in told.stdout + told.stderr:
        raise CannotRun("bubblewrap is too old: 0.8 or newer is needed (Debian 12, Ubuntu 24.04)")
    found = {name: shutil.which(name) for name in ("prlimit", "env", "ldd")}
    if missing := [name for name, path in found.items() if path is None]:
        raise CannotRun(f"{missing[0]} is missing: apt install util-linux coreutils libc-bin")
    tools = {name: str(Path(str(found[name])).resolve()) for name in ("prlimit", "env")}
    libraries = tuple(libraries_of(map(Path, tools.values())))
    return Sandbox(str(bwrap), libraries, tools["prlimit"], tools["env"], _nobody() if os.geteuid() == 0 else None)


def try_out(sandbox: Sandbox, program: list[str], binds: list[Bind], limits: Limits) -> None:
    """Run a harmless program inside once. Raises CannotRun with what bubblewrap said."""
    command = sandbox.command(program, binds, limits)
    try:
        tried = subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            **sandbox.identity(),  # type: ignore[call-overload]
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotRun(f"no sandbox can be made here: {error}") from error
    if tried.returncode != 0:
        said = " ".join((tried.stderr or tried.stdout).decode(errors="replace").split())[-500:]
        raise CannotRun(
            f"no sandbox can be made here: {said or f'exit code {tried.returncode}'}. User namespaces must be allowed "
            "to ordinary users (docs/runner.md says how)."
        )


def _nobody() -> int:
    try:
        return pwd.getpwnam("nobody").pw_uid
    except KeyError:
        return NOBODY
