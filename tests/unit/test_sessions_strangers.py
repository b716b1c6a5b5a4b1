"""What whoever learns a session's id is told of it."""

from dataclasses import asdict, dataclass, fields
from typing import Any

from codesala.sessions.service import SessionInfo
from codesala.sessions.strangers import shown_to_strangers


@dataclass(frozen=True, slots=True)
class WithPay(SessionInfo):
    """A field that comes later, about which nobody has thought yet."""

    pay: str | None = None


def test_a_new_field_of_a_session_is_told_to_hosts_alone_until_somebody_decides_otherwise() -> None:
    of_all: dict[str, Any] = dict.fromkeys((field.name for field in fields(WithPay)), None)
    shown = asdict(shown_to_strangers(WithPay(**of_all | {"title": "Ana", "pay": "much"})))
    assert (shown["title"], shown["pay"]) == ("Ana", None)
