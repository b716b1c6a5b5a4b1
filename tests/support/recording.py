"""A session's recording as somebody reads it through the API, and the texts that it stands for."""

import base64
from collections.abc import Iterator, Sequence
from typing import Any

import httpx2
from pycrdt import Doc, Text

from codesala.recordings.order import Recorded
from codesala.recordings.service import text_after
from tests.support.rest import bearer


async def read_replay(http: httpx2.AsyncClient, session: dict[str, Any], **query: Any) -> dict[str, Any]:
    """One page of the recording, with the host's token."""
    address = f"/api/sessions/{session['session_id']}/replay"
    answer = await http.get(address, params=query, headers=bearer(session["host_token"]))
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


def events(page: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """The events of a type, oldest first."""
    return [entry["event"] for entry in page["entries"] if entry.get("event", {}).get("type") == kind]


def replayed_texts(page: dict[str, Any], root: str = "code") -> Iterator[str]:
    """The text after each edit, as any Yjs library sees it."""
    doc: Doc[Text] = Doc()
    code = doc.get(root, type=Text)
    for entry in page["entries"]:
        if "update" in entry:
            doc.apply_update(base64.b64decode(entry["update"]))
            yield str(code)


def texts_after_each(entries: Sequence[Recorded]) -> list[str]:
    """The main file's text after each entry of a recording."""
    return [text_after(entries[:count]) for count in range(1, len(entries) + 1)]
