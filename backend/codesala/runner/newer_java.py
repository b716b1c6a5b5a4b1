"""What a program wants that is newer than the server's JDK, in a sentence that says what to write instead.

Looked for only in lines of which the compiler complains, so that nothing is blamed that is right. No I/O.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

# The Java that has it (None: none), what the compiler says or the complained-of line holds, what it is, what to write.
NEWER: tuple[tuple[int | None, str, str, str], ...] = (
    (None, r'\b(STR|FMT|RAW)\s*\.\s*"', "String templates were tried in Java 21 and taken back", "String.format"),
    (21, r"^\s*symbol: +method (reversed|(get|remove|add)(First|Last))\(", "On lists, {0}() is", "get(0) and the like"),
    (21, r"\bcase\s+[\w.]+\s*\(|\binstanceof\s+[\w.]+\s*\(", "Patterns that take records apart are", "record.part()"),
    (21, r"\bcase\s+(null\b|[\w.<>?]+\s+\w+\s*(->|:|when\b|&&))", "Patterns in switch are", "if (x instanceof Type y)"),
    (21, r"\b(ofVirtual|startVirtualThread|newVirtualThreadPerTaskExecutor)\b", "Virtual threads are", "new Thread"),
    (22, r"as of release \d+, (the underscore keyword )?'_'", "The name _ for what is not used is", "a name"),
    (24, r"^\s*symbol: +method gather\(", "Gatherers are", "the older steps of streams"),
    (25, r"\bimport\s+module\b", "Imports of modules are", "import java.util.*"),
    (25, r"^\s*symbol: +variable IO$", "The class IO is", "System.out.println and Scanner"),
    (25, r"call to (super|this) must be first statement", "Statements before super(…) are", "them in a static method"),
    (25, r"(record expected|unnamed.*)\n\s*void main\(", "A main without a class is", "public class Main { … }"),
)
COMPLAINT = re.compile(r"(?m)^\S+\.java:\d+: error: ")


def newer_than(release: int, said: str) -> str | None:
    """`said` is what the compiler of Java `release` said. A sentence, or None where nothing newer is known in it."""
    for complaint in _complaints(said):
        for since, sign, what, instead in NEWER:
            found = re.search(sign, complaint, re.MULTILINE)
            if found is None or (since is not None and since <= release):
                continue
            named = what.format(*found.groups())
            begin = f"{named} of Java {since}, and" if since else f"{named};"
            return f"{begin} this server has Java {release}: write {instead} instead."
    return None


def _complaints(said: str) -> Iterator[str]:
    """Each with the line that it is about, and the symbol."""
    begins = [found.end() for found in COMPLAINT.finditer(said)]
    for begin, end in pairwise([*begins, len(said)]):
        yield said[begin:end]
