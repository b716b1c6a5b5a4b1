"""What a run printed, for paper: of long output its beginning and its end, as a terminal would leave each line."""

import re
from typing import Any

from codesala.recordings.runs import Run

FIRST_LINES, LAST_LINES = 16, 8
MAX_LINE_CHARS = 400
"""The export has all."""

# Programs print anything: what would be invisible, or end a line elsewhere, is shown as its picture.
PICTURES = {code: 0x2400 + code for code in range(32) if code not in (9, 10)} | {0x7F: 0x2421}

ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-OQ-WYZ\\`-~])")
"""Colours and the like, which the page's console shows or drops (`panes/console/ansi.ts`)."""


def output_of(run: Run) -> dict[str, Any]:
    """The lines that are shown, with their stream, and how many are left out where one of them is `gap`."""
    lines: list[tuple[str, str]] = []
    for printed in run.lines:
        text = "" if printed.text is None else printed.text + ("\n" if printed.stream == "stdin" else "")
        lines += [(printed.stream, line) for line in re.findall(r"[^\n]*\n|[^\n]+", ESCAPES.sub("", text))]
    left_out = len(lines) - FIRST_LINES - LAST_LINES
    if left_out > 1:
        lines[FIRST_LINES:-LAST_LINES] = [("gap", "")]
    return {
        "lines": [{"stream": stream, "text": _cut(_left(line)).translate(PICTURES)} for stream, line in lines],
        "left_out": max(0, left_out),
    }


def _left(line: str) -> str:
    """What a carriage return leaves of a line: bars of progress are written over again and again."""
    text = line.rstrip("\r\n")
    return text.rpartition("\r")[2] + line[len(line.rstrip("\n")) :]


def _cut(line: str) -> str:
    return line if len(line) <= MAX_LINE_CHARS else f"{line[:MAX_LINE_CHARS]} …\n"
