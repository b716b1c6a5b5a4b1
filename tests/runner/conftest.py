"""One runner for most tests; `start_runner` for those that stop it, or want other limits."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

import pytest

from tests.support.runner import RunnerProcess

StartRunner = Callable[..., Awaitable[RunnerProcess]]

# Low, so that programs without an end have one soon.
LOW = {"runner_cpu_s": 3, "runner_time_s": 60, "runner_memory_mib": 256, "runner_queue_s": 60, "runner_processes": 64}


@pytest.fixture(scope="session")
async def runner() -> AsyncIterator[RunnerProcess]:
    """A runner with low limits that all tests share: never stop it."""
    process = await RunnerProcess(**LOW).start()
    yield process
    await process.kill()
    process.remove()


@pytest.fixture
async def start_runner() -> AsyncIterator[StartRunner]:
    """`await start_runner(runner_max_runs=1)`: a runner of this test's own."""
    started: list[RunnerProcess] = []

    async def start(*, command: Sequence[str] = (), **settings: object) -> RunnerProcess:
        process = RunnerProcess(**{**LOW, **settings})
        started.append(process)
        return await process.start(command=command)

    yield start
    for process in started:
        await process.kill()
        process.remove()
