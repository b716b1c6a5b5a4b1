"""Which file and which class a source asks for, read from words and braces alone."""

import asyncio
import sys
from pathlib import Path

import pytest

from codesala.runner.java import Entry, entry
from codesala.runner.sandbox import Bind, CannotRun, Limits, find_sandbox, try_out
from tests.support.waiting import deadline

MAIN = "public static void main(String[] args) { }"

SOURCES = {
    "a public class": (f"public class Solution {{ {MAIN} }}", Entry("Solution", "Solution")),
    "a class that is not public": (f"class Thing {{ {MAIN} }}", Entry("Main", "Thing")),
    "several, one with main": (f"class A {{ void f() {{ }} }} class B {{ {MAIN} }}", Entry("Main", "B")),
    "several with main: the public one": (f"class A {{ {MAIN} }} public class B {{ {MAIN} }}", Entry("B", "B")),
    "several with main: Main": (f"class A {{ {MAIN} }} class Main {{ {MAIN} }}", Entry("Main", "Main")),
    "main beside a public type": (f"public record P(int x) {{ }} class Run {{ {MAIN} }}", Entry("P", "Run")),
    "an enum, an interface": (f"enum E {{ A, B }} interface I {{ {MAIN} }}", Entry("Main", "I")),
    "a generic record": (f"public record Pair<A, B>(A a, B b) {{ {MAIN} }}", Entry("Pair", "Pair")),
    "a package": (f"package a.b.c;\nimport java.util.*;\npublic class X {{ {MAIN} }}", Entry("X", "a.b.c.X")),
    "modifiers and annotations": (
        f'@Deprecated(since = "class No {{") public final strictfp class X {{ {MAIN} }}',
        Entry("X", "X"),
    ),
    "words in comments": (f"// public class No {{\n/* class No {{ */ class Yes {{ {MAIN} }}", Entry("Main", "Yes")),
    "words in texts": (
        f'class A {{ String s = "}} public class No {{ \\" "; char c = \'"\'; {MAIN} }}',
        Entry("Main", "A"),
    ),
    "words in text blocks": (f'class A {{ String s = """\n}} class "No" {{\n"""; {MAIN} }}', Entry("Main", "A")),
    "main of an inner class": (f"class A {{ static class B {{ {MAIN} }} }}", Entry("Main", None)),
    "a call of main": ("class A { void f() { main(null); } }", Entry("Main", None)),
    "a main without a class": ("void main() { }", Entry("Main", "Main")),
    "nothing": ("", Entry("Main", None)),
}


@pytest.mark.parametrize("name", SOURCES)
def test_the_class_that_begins_is_found(name: str) -> None:
    source, expected = SOURCES[name]
    assert entry(source) == expected


async def test_reading_ends_whatever_the_source_repeats() -> None:
    """Half a million characters of each take some seconds together when each is looked at once, else days."""
    pieces = ["/* ", "/*/", '"""', '"', "'", "'\\", '"\\', "{(", "@a.", "$", '\\"""\n', '"""\\', "/*\\"]
    program = (
        f"from codesala.runner.java import entry\nfor piece in {pieces!r}:\n"
        f"    for end in ('', '\\\\', '*', '\"'): entry(piece * (500_000 // len(piece)) + end)"
    )
    async with deadline():
        assert await (await asyncio.create_subprocess_exec(sys.executable, "-c", program)).wait() == 0


def test_no_namespaces_can_be_made_within_a_sandbox() -> None:
    sandbox = find_sandbox()
    unshare = sandbox.prlimit.replace("prlimit", "unshare")
    binds = [Bind(Path(unshare), unshare)]
    try_out(sandbox, [unshare, "--version"], binds, Limits())
    with pytest.raises(CannotRun, match="unshare"):
        try_out(sandbox, [unshare, "--user", unshare, "--version"], binds, Limits())
