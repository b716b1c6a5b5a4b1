"""Code for paper: lines of coloured pieces. It reads what candidates wrote, so its time is in proportion to the length
of that, whatever it is; libraries that know languages better have had expressions that some kilobytes stall."""

import re
from collections.abc import Iterator

MAX_COLOURED_CHARS = 200_000

_HASH = r"#[^\n]*"
_SLASHES = r"//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/|\*?\Z)"
_DASHES = r"--[^\n]*"
COMMENTS = {
    "python": _HASH,
    "ruby": _HASH,
    "bash": _HASH,
    "r": _HASH,
    "php": f"{_HASH}|{_SLASHES}",
    "sql": f"{_DASHES}|{_SLASHES}",
    "lua": _DASHES,
    "markdown": None,
}
"""How comments of a language look; of any other, as in C."""

_KEYWORDS = (
    "abstract and as assert async await begin boolean bool break byte case catch chan char class const continue def "
    "default defer del delete do double elif else elseif end enum except export extends extern false final finally "
    "float fn for foreach from fun func function global go goto if impl implements import in include instanceof int "
    "interface internal is lambda let local long loop match mod module move mut namespace new nil none nonlocal not "
    "null object operator or package pass private protected protocol public raise range ref repeat require return "
    "self short signed sizeof static struct super switch template then this throw throws trait true try type typedef "
    "typename typeof union unless unsafe unsigned until use using val var virtual void when where while with yield "
    # SQL's
    "select insert update delete into values set create table view index drop alter join left right inner outer on "
    "group by order having limit offset distinct union all exists between like primary key foreign references"
)
KEYWORDS = frozenset(_KEYWORDS.split())

_STRINGS = (
    r"""'{3}[^\\']*(?:(?:\\.|'(?!''))[^\\']*)*(?:'{3}|\\?\Z)|"{3}[^\\"]*(?:(?:\\.|"(?!""))[^\\"]*)*(?:"{3}|\\?\Z)|"""
)
_STRINGS += r""""[^"\\\n]*(?:\\.[^"\\\n]*)*"?|'[^'\\\n]*(?:\\.[^'\\\n]*)*'?|`[^`\\]*(?:\\.[^`\\]*)*(?:`|\\?\Z)"""
_NUMBERS = r"\b\d[\w.]*"
_WORDS = r"[^\W\d]\w*"


def coloured(code: str, language: str) -> list[list[tuple[str, str]]]:
    """Line by line the pieces of a text as (kind, text); kinds are comment, string, number, keyword and "" for all
    else. The pieces of a line, put together, are the line."""
    lines: list[list[tuple[str, str]]] = [[]]
    for kind, text in _pieces(code, language):
        first, *others = text.split("\n")
        lines[-1].append((kind, first))
        lines += [[(kind, other)] for other in others]
    return [[piece for piece in line if piece[1]] for line in lines]


def _pieces(code: str, language: str) -> Iterator[tuple[str, str]]:
    comments = COMMENTS.get(language, _SLASHES)
    if comments is None or len(code) > MAX_COLOURED_CHARS:
        yield "", code
        return
    pattern = f"(?P<comment>{comments})|(?P<string>{_STRINGS})|(?P<number>{_NUMBERS})|(?P<word>{_WORDS})"
    at = 0
    for found in re.finditer(pattern, code, re.DOTALL):
        yield "", code[at : found.start()]
        kind, text = str(found.lastgroup), found.group()
        at = found.end()
        if kind == "word":
            kind = "keyword" if text in KEYWORDS or (language == "sql" and text.lower() in KEYWORDS) else ""
        yield kind, text
    yield "", code[at:]
