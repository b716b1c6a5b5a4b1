"""Work on whole recordings: seconds of computing, two at a time, so that rooms get their turns of the interpreter."""

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

AT_ONCE = 2

_threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="recordings")


async def in_turn(work: Callable[P, T], *arguments: P.args, **keywords: P.kwargs) -> T:
    """As `asyncio.to_thread`, but who comes third waits."""
    context = contextvars.copy_context()
    return await asyncio.get_running_loop().run_in_executor(_threads, lambda: context.run(work, *arguments, **keywords))
