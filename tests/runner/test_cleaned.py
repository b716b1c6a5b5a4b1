"""What cleans /tmp while a runner lives: systemd-tmpfiles after ten days, or somebody by hand."""

import fcntl
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from codesala.runner.calls import CALLS
from tests.runner.conftest import StartRunner
from tests.support.runner import RunnerProcess, java
from tests.support.waiting import eventually

DOUBLED = "public class Main { static int doubled(int n) { return 2 * n; } }"


async def test_programs_run_and_are_compiled_as_before_once_the_archive_is_gone(start_runner: StartRunner) -> None:
    runner = await start_runner()
    archive = await _warmed_up(runner)
    archive.unlink()
    await _runs_a_program(runner)
    assert await _warmed_up(runner) == archive
    await _runs_a_program(runner)


async def test_programs_run_once_the_runners_folder_is_gone(start_runner: StartRunner) -> None:
    runner = await start_runner()
    shutil.rmtree((await _warmed_up(runner)).parent)
    await _runs_a_program(runner)
    await _warmed_up(runner)


async def test_functions_are_called_once_what_calls_them_is_gone(start_runner: StartRunner) -> None:
    runner = await start_runner()
    await _calls_a_function(runner)
    next((runner.work_folder() / CALLS).rglob("*.class")).unlink()
    await _calls_a_function(runner)
    shutil.rmtree(runner.work_folder())
    await _calls_a_function(runner)


async def test_where_no_folder_can_be_made_a_run_says_that_it_was_not_started(
    start_runner: StartRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempfile.TemporaryDirectory(prefix="codesala-test-", ignore_cleanup_errors=True) as place:
        Path(place).chmod(0o777)
        runner = await start_runner(tmpdir=place)
        monkeypatch.setattr(tempfile, "tempdir", place)
        await _warmed_up(runner)
        shutil.rmtree(place)
        for _ in range(2):
            end = await runner.run(java("")).end()
            assert end["reason"] == "failed"
            assert end["message"] == "The runner could not start the program. Try again in a moment."
        Path(place).mkdir(mode=0o777)
        await _runs_a_program(runner)


async def test_what_leaves_locked_folders_alone_leaves_the_runners(start_runner: StartRunner) -> None:
    """systemd-tmpfiles asks for such a lock, and goes by what it does not get."""
    runner = await start_runner()
    folder = os.open(runner.work_folder(), os.O_RDONLY)
    try:
        with pytest.raises(BlockingIOError):
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        os.close(folder)


async def _warmed_up(runner: RunnerProcess) -> Path:
    """The archive of what the compiler loads, once it is in use."""

    def archive() -> Path | None:
        found = runner.work_folder() / "javac.jsa"
        return found if found.exists() and not runner.work_folders() else None

    found = await eventually(archive, what=lambda: f"the compiler is warmed up:\n{runner.logs}")
    assert found is not None
    return found


async def _runs_a_program(runner: RunnerProcess) -> None:
    program = runner.run(java("System.out.println(1);"))
    await program.end()
    assert program.stdout == "1\n", program.events


async def _calls_a_function(runner: RunnerProcess) -> None:
    suite = runner.run(DOUBLED, is_tested=True)
    assert (await suite.called("doubled", 4))[1] == '{"value":8}', suite.events
    suite.stop()
    await suite.end()
