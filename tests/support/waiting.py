"""Waiting for a condition with a deadline: the only place in the tests where time is let pass.

A deadline is generous and says nothing about speed: it is there so that a test ends which can no longer succeed. On a
slow machine `TEST_PATIENCE=3` makes each three times as long. What is awaited is exact.
"""

import asyncio
import inspect
import os
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar, overload

T = TypeVar("T")

PATIENCE = float(os.environ.get("TEST_PATIENCE") or 1)
WITHIN_S = 60.0

FIRST_PAUSE_S = 0.002
LONGEST_PAUSE_S = 0.05


def patient(seconds: float) -> float:
    """So long on this machine."""
    return seconds * PATIENCE


def deadline(within_s: float = WITHIN_S) -> asyncio.Timeout:
    """`async with deadline(): …` raises TimeoutError when the block has not ended by then."""
    return asyncio.timeout(patient(within_s))


async def pause(seconds: float) -> None:
    """For clients that come back after a while, as real ones do. A test waits for a condition instead."""
    await asyncio.sleep(seconds)


@overload
async def eventually(
    condition: Callable[[], Awaitable[T]], within_s: float = WITHIN_S, what: str | Callable[[], object] = ""
) -> T: ...
@overload
async def eventually(
    condition: Callable[[], T], within_s: float = WITHIN_S, what: str | Callable[[], object] = ""
) -> T: ...
async def eventually(
    condition: Callable[[], object], within_s: float = WITHIN_S, what: str | Callable[[], object] = ""
) -> object:
    """Call `condition` (plain or async) until it returns something true, and return that.

    An AssertionError in it counts as "not yet" and is what is raised at the deadline, so a condition may be written
    with asserts. `what` (a sentence, or a function for facts known only then) ends up in the failure's message.
    """
    deadline = time.monotonic() + patient(within_s)
    pause_s = FIRST_PAUSE_S
    while True:
        failure: AssertionError | None = None
        answer: object = None
        try:
            answer = condition()
            if inspect.isawaitable(answer):
                answer = await asyncio.wait_for(answer, max(0.05, deadline - time.monotonic()))
            if answer:
                return answer
        except AssertionError as error:
            failure = error
        except TimeoutError:
            answer = "the condition itself did not return"
        if time.monotonic() >= deadline:
            raise _missed(condition, within_s, what, answer) from failure
        await asyncio.sleep(pause_s)
        pause_s = min(pause_s * 1.5, LONGEST_PAUSE_S)


def wait_until(
    condition: Callable[[], object], within_s: float = WITHIN_S, what: str | Callable[[], object] = ""
) -> None:
    """As `eventually`, for code that runs outside an event loop."""
    deadline = time.monotonic() + patient(within_s)
    while not (answer := condition()):
        if time.monotonic() >= deadline:
            raise _missed(condition, within_s, what, answer)
        time.sleep(LONGEST_PAUSE_S / 5)


def _missed(
    condition: Callable[..., object], within_s: float, what: str | Callable[[], object], answer: object
) -> AssertionError:
    said = what() if callable(what) else what
    name = getattr(condition, "__qualname__", repr(condition))
    return AssertionError(f"not within {patient(within_s):g} s: {said or name} (last answer: {answer!r})")
