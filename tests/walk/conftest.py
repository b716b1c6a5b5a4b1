"""A Java runner for the nodes of a test, of this test's own: it may be stopped."""

from collections.abc import AsyncIterator

import pytest
from tests.support.runner import RunnerProcess


@pytest.fixture
async def runner() -> AsyncIterator[RunnerProcess]:
    process = await RunnerProcess().start()
    yield process
    await process.kill()
    process.remove()
