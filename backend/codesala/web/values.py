"""What values and bodies of requests may be, told by the description as it is checked."""

import re
from datetime import datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BeforeValidator

from codesala.bounds import Strict


def _is_number(value: object) -> object:
    if isinstance(value, bool | str):
        raise ValueError("Send a number.")  # noqa: TRY004 (pydantic wants this one)
    return value


WRITTEN_AS_NUMBER = BeforeValidator(_is_number)
"""Behind an int's bounds: a whole number as JSON means it. `3.0` is one, `"3"` and `true` are not."""


def _is_written_out(value: object) -> object:
    if isinstance(value, datetime) or (isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d[Tt ]", value)):
        return value
    raise ValueError("Send a time like 2026-11-20T09:00:00Z.")


Moment = Annotated[AwareDatetime, BeforeValidator(_is_written_out)]
"""A time with its zone, written out: no count of seconds."""


def without_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


class Body(Strict):
    """Of a request, or a part of one."""
