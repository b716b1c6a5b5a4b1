"""What a program uses, read from /proc from outside: memory and processor time of a process and all below it."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
TICKS_PER_S = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")

# Positions in /proc/<pid>/stat after the name, which is in brackets (proc(5), counted from the state).
USER, SYSTEM, USER_OF_CHILDREN, SYSTEM_OF_CHILDREN, RESIDENT = 11, 12, 13, 14, 21


@dataclass(frozen=True, slots=True)
class Usage:
    """Of all processes together; `cpu_s` includes those that ended and were awaited."""

    memory_bytes: int = 0
    cpu_s: float = 0.0
    processes: int = 0


def tree(root: int) -> list[int]:
    """`root` and everything below it. Inside a process namespace nobody gets out: orphans stay below its first."""
    found = [root]
    for pid in found:
        try:
            for task in (PROC / str(pid) / "task").iterdir():
                found += map(int, (task / "children").read_text().split())
        except OSError:
            continue  # it ended meanwhile
    return found


def usage(root: int) -> Usage:
    memory, ticks, processes = 0, 0, 0
    for pid in tree(root):
        try:
            stat = (PROC / str(pid) / "stat").read_text()
        except OSError:
            continue
        fields = stat[stat.rindex(")") + 2 :].split()
        memory += int(fields[RESIDENT]) * PAGE_BYTES
        ticks += sum(int(fields[field]) for field in (USER, SYSTEM, USER_OF_CHILDREN, SYSTEM_OF_CHILDREN))
        processes += 1
    return Usage(memory, ticks / TICKS_PER_S, processes)


def names_made(root: int, tmp_bytes: int) -> int:
    """How many files, folders and further names of them there are in the /tmp of a sandbox, which is known by its size:
    in a moment, however many they are. 0 while it is being made."""
    for pid in tree(root)[1:]:  # the first one sees this machine's /tmp
        try:
            found = os.statvfs(PROC / str(pid) / "root/tmp")
        except OSError:
            continue
        if found.f_blocks * found.f_frsize == tmp_bytes:
            return found.f_files - found.f_ffree
    return 0


def kill_tree(root: int) -> None:
    """SIGKILL for all. Among them is the first process of the namespace, with which the kernel ends the rest."""
    for pid in tree(root):
        try:
            os.kill(pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue


def kill_all_of(folder: Path) -> None:
    """SIGKILL for each process that was started with something of this folder, and all below it. bubblewrap ends with
    its parent, but not yet in its first 50 ms or so: a program that a runner started in the moment in which it was
    killed goes on."""
    for command in PROC.glob("[0-9]*/cmdline"):
        try:
            is_of_it = f"{folder}/".encode() in command.read_bytes()
        except OSError:
            continue  # it ended meanwhile
        if is_of_it:
            kill_tree(int(command.parent.name))
