"""Who somebody is in a session, from the secret key of their browser. Rooms and services must agree, so it is here."""

import base64
import hashlib
import re

KEY_CHARS = range(16, 65)
"""How long a key may be. Pages make 32 hex digits."""

_PARTICIPANT = re.compile(r"[A-Za-z0-9_-]{16}")


def participant_of(session_id: str, key: str) -> str:
    """The id of the person that holds `key`: the same in each visit, different in each session, and nothing from
    which the key could be found. 16 URL-safe characters."""
    digest = hashlib.sha256(f"{session_id}\n{key}".encode()).digest()
    return base64.urlsafe_b64encode(digest[:12]).decode()


def is_participant(text: str) -> bool:
    """Whether a text has the shape of a participant's id."""
    return _PARTICIPANT.fullmatch(text) is not None
