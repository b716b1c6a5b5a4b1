"""Free text: what it must be to be kept, something that PostgreSQL, UTF-8 and editors can hold."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import StringConstraints

_WITHOUT_NUL = r"^[^\u0000]*$"

Prose = Annotated[str, StringConstraints(pattern=_WITHOUT_NUL)]
"""Any text that can be kept. The pattern refuses NUL, and, as each limit of a text does, halves of surrogate pairs;
`refusal` says so to people. Of what is sent no other text is without a limit (tests/house/test_texts.py)."""


def refusal(error: Mapping[str, Any]) -> str | None:
    """What an error of pydantic's means, if it is that a text cannot be kept."""
    if error["type"] == "string_unicode":
        return "The text holds half of a surrogate pair, which is not valid Unicode."
    if error["type"] == "string_pattern_mismatch" and error["ctx"]["pattern"] == _WITHOUT_NUL:
        return "The text holds the character NUL, which is not allowed."
    return None


def with_line_ends(text: str) -> str:
    """With those of editors, whichever system it comes from."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
