"""People who wrote while no server heard them come back."""

import asyncio
import random
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import Protocol

from pycrdt import Doc, Text

from tests.support.cluster import Node
from tests.support.page import Page


def write_together(pages: Sequence[Page], chance: random.Random, edits: int = 40) -> None:
    """They type in turns, each knowing some of the others' text, while no server hears them."""
    for number in range(edits):
        page = chance.choice(pages)
        if chance.random() < 0.5:
            page.meets(chance.choice(pages))
        if len(page.text) > 10 and chance.random() < 0.25:
            page.delete(chance.randrange(len(page.text) - 3), chance.randrange(1, 4))
        else:
            page.insert(chance.randrange(len(page.text) + 1), f"<{number}>")


class Writer(Protocol):
    """Whoever has a copy of the text."""

    doc: "Doc[Text]"


def all_text(writers: Iterable[Writer]) -> str:
    """What comes out where everybody has met everybody."""
    whole: Doc[Text] = Doc()
    for writer in writers:
        whole.apply_update(writer.doc.get_update())
    return str(whole.get("code", type=Text))


@asynccontextmanager
async def back_at_once(pages: Sequence[Page]) -> AsyncIterator[None]:
    """All connect in the same instant; afterwards they leave."""
    for page in pages:
        page.connect()
    try:
        yield
    finally:
        await asyncio.gather(*(page.disconnect() for page in pages))


async def everything_is_there(nodes: Sequence[Node], session_id: str, pages: Sequence[Page], text: str) -> None:
    """In each page and in each node's room, on disk, and nobody was closed."""
    for page in pages:
        await page.sees(text)
    for page in pages:
        await page.is_saved()
        assert not page.close_codes, page
    for node in nodes:
        code = await node.http.get(f"/api/sessions/{session_id}/code")
        assert code.text == text
