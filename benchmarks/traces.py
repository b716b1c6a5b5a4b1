"""The recorded typing of tests/traces as the Yjs updates that its author's page would have sent."""

import base64
from functools import cache

from pycrdt import Doc, Text
from tests.support.traces import SVELTECOMPONENT, transactions

CLIENT = 1


@cache
def person_updates(count: int | None = None) -> list[bytes]:
    """The first `count` transactions of the sequential trace, each as one update of client 1."""
    document: Doc[Text] = Doc(client_id=CLIENT)
    text = document.get("code", type=Text)
    sent: list[bytes] = []
    subscription = document.observe(lambda event: sent.append(event.update))
    for number, patches in enumerate(transactions(SVELTECOMPONENT)):
        if number == count:
            break
        with document.transaction():
            for at, deleted, inserted in patches:
                if deleted:
                    del text[at : at + deleted]
                if inserted:
                    text.insert(at, inserted)
    document.unobserve(subscription)
    return sent


def updates_of_one_person(count: int) -> list[tuple[int, str]]:
    """For the generator: the clock that the author's text has reached, and the update in base64."""
    end, told = 0, []
    for update, inserted in zip(person_updates(count), _inserted(count), strict=True):
        end += inserted
        told.append((end, base64.b64encode(update).decode()))
    return told


def _inserted(count: int) -> list[int]:
    """UTF-16 units that each transaction inserts; the trace is ASCII."""
    lengths = []
    for number, patches in enumerate(transactions(SVELTECOMPONENT)):
        if number == count:
            break
        lengths.append(sum(len(inserted) for _at, _deleted, inserted in patches))
    return lengths
