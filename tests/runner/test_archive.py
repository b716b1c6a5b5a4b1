"""What the compiler loads for most programs is kept, so that each program waits a third less."""

import asyncio
import os
import resource
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from codesala.runner.calls import Calls
from codesala.runner.claims import Folder
from codesala.runner.client import RunnerClient
from codesala.runner.java import CLASSES_INSIDE, SOURCE_INSIDE, Jdk, find_jdk, with_archive
from codesala.runner.run import Compiled
from codesala.runner.sandbox import Bind, Limits, find_sandbox
from codesala.runner.server import Runner
from tests.support.runner import java
from tests.support.waiting import eventually


@pytest.fixture
def folder() -> Iterator[Path]:
    """Not in pytest's: the program's user, who may be somebody else, has to come in."""
    with tempfile.TemporaryDirectory(prefix="codesala-test-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.fixture
def jdk(folder: Path) -> Jdk:
    return asyncio.run(with_archive(find_jdk(), folder))


def loaded_anew(jdk: Jdk, within: Path) -> int:
    """How many classes of its own the compiler loads in the sandbox, the usual way, for a program that it compiles."""
    source, classes = within / "source", within / "classes"
    for path in (source, classes):
        path.mkdir(exist_ok=True)
    (source / "Main.java").write_text(java('System.out.println(List.of(1, 2).stream().map(n -> "n" + n).toList());'))
    sandbox, limits = find_sandbox(), Limits()
    sandbox.give(classes)
    binds = [*jdk.binds_to_compile(), Bind(source, SOURCE_INSIDE), Bind(classes, CLASSES_INSIDE, writable=True)]
    words = [*jdk.compile(["Main.java"], limits), "-J-Xlog:class+load:stdout"]
    command = sandbox.command(words, binds, limits, SOURCE_INSIDE)
    done = subprocess.run(command, check=False, capture_output=True, text=True, **sandbox.identity())  # type: ignore[call-overload]
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    assert (classes / "Main.class").exists()
    return str(done.stdout).count(" source: jrt:/jdk.compiler")


def test_a_program_is_compiled_with_what_was_loaded_at_the_runners_start(jdk: Jdk, folder: Path) -> None:
    assert jdk.archive is not None
    assert loaded_anew(jdk, folder) < 50
    assert loaded_anew(find_jdk(), folder) > 500


def test_where_nothing_can_be_kept_programs_are_compiled_all_the_same(folder: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))  # as on a full disk: the archive is cut
    try:
        jdk = asyncio.run(with_archive(find_jdk(), folder))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert jdk.archive is None
    assert loaded_anew(jdk, folder) > 500


def that_never_ends(folder: Path) -> tuple[Jdk, Path]:
    """A JDK whose compiler does not, and the file where the compiler's process is named once it has begun."""
    endless, begun = folder / "bin" / "javac", folder / "begun"
    endless.parent.mkdir()
    endless.write_text(f"#!/bin/sh\necho $$ > {begun}\nexec sleep 600\n")
    endless.chmod(0o755)
    return replace(find_jdk(), home=folder), begun


async def test_a_runner_answers_while_its_compiler_is_warmed_up_and_leaves_none_behind(folder: Path) -> None:
    jdk, begun = that_never_ends(folder)
    with socket.socket(socket.AF_UNIX) as listening, closing(Folder(folder / "socket")) as own:
        listening.bind(str(folder / "socket"))
        runner = Runner(find_sandbox(), jdk, Limits(), own)
        serving = asyncio.create_task(runner.serve(listening, lambda: None))
        await eventually(lambda: begun.exists() and begun.read_text().strip())
        assert await RunnerClient(folder / "socket").version("java") == jdk.version
        os.kill(os.getpid(), signal.SIGTERM)
        await serving
    assert not Path("/proc", begun.read_text().strip()).exists()


async def test_what_calls_functions_is_not_compiled_for_longer_than_somebody_waits(folder: Path) -> None:
    jdk, begun = that_never_ends(folder)
    compiled = Compiled("Main", "Main", folder, [])
    asked = asyncio.create_task(Calls(find_sandbox(), jdk).of(compiled, folder))
    await eventually(lambda: begun.exists() and begun.read_text().strip())
    asked.cancel()
    await asyncio.wait([asked])
    assert not Path("/proc", begun.read_text().strip()).exists()
