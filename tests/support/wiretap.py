"""Everything that somebody receives of a session: frames of their socket and answers to their requests, searchable."""

import base64
import io
import zipfile
from collections.abc import Iterator
from typing import Any

import httpx2

from tests.support.cluster import Node
from tests.support.raw import SUBPROTOCOL, RawClient
from tests.support.rest import bearer
from tests.support.waiting import WITHIN_S


class Wiretap:
    """One person with the token of a link and a browser's key. What they receive is in `frames` and `answers`."""

    def __init__(self, token: str, key: str) -> None:
        self.token = token
        self.key = key
        self.frames: list[bytes] = []
        self.answers: dict[str, list[bytes]] = {}
        """Method and template of the route → the answers, heads included."""

    def joins(self, node: Node) -> "Tapped":
        return Tapped(self, node)

    async def asks(self, node: Node, method: str, path: str, places: dict[str, str], route: str | None = None) -> int:
        """Ask with the link as credential, then without; returns the better of the two statuses."""
        address = path.format(**places)
        statuses = []
        for headers in (bearer(self.token), dict[str, str]()):
            body: Any = {} if method in {"post", "put", "patch"} else None
            answer = await node.http.request(
                method.upper(), address, json=body, headers=headers | {"Codesala-Key": self.key}
            )
            self.answers.setdefault(route or f"{method} {path}", []).append(_head(answer) + answer.content)
            statuses.append(answer.status_code)
        return min(statuses)

    def everything(self) -> Iterator[tuple[str, bytes]]:
        for frame in self.frames:
            yield "frame", frame
        for route, answers in self.answers.items():
            for answer in answers:
                yield route, answer

    def finds(self, word: str) -> set[str]:
        """Where the word has come to them: "frame", or a method and route."""
        return {where for where, data in self.everything() if holds(data, word)}


class Tapped(RawClient):
    """A connection of theirs, of which each frame is kept, whoever reads it."""

    def __init__(self, tap: Wiretap, node: Node) -> None:
        super().__init__(node.ws_url, tap.token, subprotocol=SUBPROTOCOL)
        self._tap = tap

    async def receive(self, within_s: float = WITHIN_S) -> bytes:
        frame = await super().receive(within_s)
        self._tap.frames.append(frame)
        return frame


def holds(data: bytes, word: str) -> bool:
    """Whether a word is in these bytes: as it is, in UTF-16, hex or base64, or in a file of a zip."""
    if any(form in data for form in forms(word)):
        return True
    start = data.find(b"PK\x03\x04")
    if start < 0:
        return False
    with zipfile.ZipFile(io.BytesIO(data[start:])) as files:
        return any(holds(files.read(name), word) for name in files.namelist())


def forms(word: str) -> list[bytes]:
    raw = word.encode()
    # In base64 a word looks one of three ways, by where it begins; the letters at its ends are mixed with others.
    shifted = [base64.b64encode(b"\0" * shift + raw)[4 if shift else 0 : -4] for shift in range(3)]
    return [raw, word.encode("utf-16-le"), raw.hex().encode(), *shifted]


def _head(answer: httpx2.Response) -> bytes:
    return "\n".join(f"{name}: {value}" for name, value in answer.headers.items()).encode() + b"\n\n"
