"""The examples of README.md run as they stand, against a real server."""

import asyncio
import re
import sys
import textwrap

from tests.support.cluster import Node, python_environment
from tests.support.processes import ROOT
from tests.support.pycrdt_client import PycrdtClient
from tests.support.stock_client import node_command
from tests.support.waiting import deadline, eventually

README = (ROOT / "README.md").read_text()
HELLO = "print('hello')\n"


def example(language: str, word: str) -> str:
    """The code block of this language in which this word occurs."""
    blocks = [block for block in re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL) if word in block]
    assert len(blocks) == 1, f"{len(blocks)} examples in {language} with {word}"
    return str(blocks[0])


async def output_of(*command: str, cwd: str = "/") -> str:
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=cwd,
        env=python_environment(),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        async with deadline():
            said, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
    assert process.returncode == 0, said.decode()
    return said.decode()


async def test_the_example_of_the_api_prints_links_and_text(node: Node) -> None:
    code = example("python", "urlopen").replace("http://127.0.0.1:8000", node.url)
    assert len(code.splitlines()) <= 10
    said = await output_of(sys.executable, "-c", code)
    assert "for the candidate: http://" in said
    assert said.endswith(HELLO + "\n")


async def test_the_example_for_y_websocket_shows_the_text(node: Node) -> None:
    session = await node.create_session(initial_code=HELLO)
    code = example("js", "WebsocketProvider").replace("ws://127.0.0.1:8000/ws", node.ws_url)
    code = f"const room_id = {session['room_id']!r};\n{code}\nprovider.on('sync', () => process.exit());"
    said = await output_of(*node_command(), "--input-type=module", "-e", code, cwd=str(ROOT / "frontend"))
    assert HELLO in said


async def test_the_example_for_pycrdt_shows_the_text(node: Node) -> None:
    session = await node.create_session(initial_code=HELLO)
    # The channel is that of the test's own client; the example is run as the body of a function.
    program = f"""
import asyncio
from websockets.asyncio.client import connect
from tests.support.pycrdt_client import WebSocketChannel

async def main():
    async with connect("{node.ws_url}/{session["room_id"]}", proxy=None) as connection:
        channel = WebSocketChannel(connection, "room")
{textwrap.indent(example("python", "pycrdt"), "        ")}
        await connection.close()

asyncio.run(main())
"""
    assert HELLO in await output_of(sys.executable, "-c", program, cwd=str(ROOT))


async def test_what_a_client_types_is_what_the_api_answers(node: Node) -> None:
    session = await node.create_session(initial_code="")
    async with PycrdtClient(node.ws_url, session["room_id"]) as client:
        client.insert(0, "x = 1\n")

        async def arrived() -> bool:
            code = await node.http.get(f"/api/sessions/{session['session_id']}/code")
            return code.text == "x = 1\n"

        await eventually(arrived, what="the typed text is in the answer")
