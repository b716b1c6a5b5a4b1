"""One address that opens lines without end, and says nothing on them, leaves all others their places."""

import asyncio

from tests.conftest import StartNode
from tests.support.raw import RawClient
from tests.support.waiting import eventually

from codesala.serving import may_open_files

FEW_FILES = 200
FEW = f"import resource; resource.setrlimit(resource.RLIMIT_NOFILE, ({FEW_FILES}, {FEW_FILES}))"


class Silences:
    """Lines that nothing is said on, until the server ends them."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.opened = self.answered = 0

    async def one(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port, local_addr=("127.0.0.2", 0))
        self.opened += 1
        try:
            self.answered += bool(await reader.read(100))
        except ConnectionError:
            pass
        finally:
            writer.transport.abort()


async def test_who_opens_more_lines_than_the_server_may_have_files_keeps_nobody_out(start_node: StartNode) -> None:
    assert may_open_files() > 3 * FEW_FILES, "here, for their other ends"
    node = await start_node(fault=FEW)
    session = await node.create_session(initial_code="")
    silences = Silences(node.port)
    tasks = [asyncio.create_task(silences.one()) for _ in range(2 * FEW_FILES)]
    try:
        await eventually(lambda: silences.opened == len(tasks))
        async with RawClient(node.ws_url, session["room_id"]):
            assert not silences.answered, "others wait until the silent ones are cut, which takes ten seconds"
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
