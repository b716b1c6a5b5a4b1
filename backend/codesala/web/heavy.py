"""Work on whole recordings: seconds of computing, two at a time, so that rooms get their turns of the interpreter."""

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from codesala.errors import Shut
from codesala.marks import Marks
from codesala.records import SHUT, SHUT_FROM

P = ParamSpec("P")
T = TypeVar("T")

AT_ONCE = 2

_threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="recordings")


async def in_turn(work: Callable[P, T], *arguments: P.args, **keywords: P.kwargs) -> T:
    """As `asyncio.to_thread`, but who comes third waits."""
    context = contextvars.copy_context()
    return await asyncio.get_running_loop().run_in_executor(_threads, lambda: context.run(work, *arguments, **keywords))


async def in_turn_of(
    marks: Marks, session_id: str, deaths: int, work: Callable[P, T], *arguments: P.args, **keywords: P.kwargs
) -> T:
    """The same on the recording of a session, which is blamed if that ends the process. Raises `errors.Shut` for
    one of which so many died already that it is not even opened."""
    if deaths >= SHUT_FROM:
        raise Shut(SHUT)

    def blamed() -> T:
        with marks.reading(session_id):
            return work(*arguments, **keywords)

    return await in_turn(blamed)
