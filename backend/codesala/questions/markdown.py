"""Statements: Markdown → HTML that is safe to show, whoever wrote it. On the server, so that the page needs no renderer
and everybody sees the same (docs/decisions/0029)."""

import json
import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from codesala.questions.content import Rendered
from codesala.questions.content.cases import CallCase, Case

LOWER_BY = 2
"""The page's own headings come before those of statements."""
LINK = re.compile(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)
TYPES = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "webp": "webp", "svg": "svg+xml"}
MAX_IMAGES = 40
MARKS = "[]*_`<&!~\\"
MAX_MARKS = 1_000
"""In one paragraph."""
MAX_COLUMNS = 50
MAX_SHOWN_CHARACTERS = 4_000
"""Of the input or output of a sample."""
NEXT_SAMPLE, REMAINING_SAMPLES = "{{nextsample}}", "{{remainingsamples}}"
WORDS = {
    "en": ("Input", "Output", "Arguments", "File {}"),
    "es": ("Entrada", "Salida", "Argumentos", "Archivo {}"),
}


@dataclass(slots=True)
class _Page:
    """One statement while it is rendered."""

    assets: Mapping[str, str]
    cases: Sequence[Case]
    locale: str
    warnings: list[str] = field(default_factory=list)
    images: int = 0
    shown: int = 0
    """How many of the cases stand in the text already."""


def _renderer(*rules: str) -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable([*rules, "strikethrough"])
    markdown.core.ruler.before("inline", "bounded", _bounded)
    markdown.add_render_rule("plain", _plain_html)
    markdown.add_render_rule("sample", _sample_html)
    # What is no address is decided by `_links` and `_images`, which say so.
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    return markdown


def render(text: str, assets: Mapping[str, str], cases: Sequence[Case] = (), locale: str = "en") -> Rendered:
    """The statement as HTML. `assets` are images by name, in base64; `cases` are the visible ones. Takes up to a
    second for 64 KiB, whatever they hold: `Statements` does it in a thread."""
    page = _Page(assets, cases, locale)
    has_sane_tables = all(line.count("|") <= MAX_COLUMNS for line in text.splitlines())
    markdown = _MARKDOWN if has_sane_tables else _WITHOUT_TABLES
    tokens = _with_samples(markdown.parse(text), page)
    if not has_sane_tables or any(token.type == "plain" for token in tokens):
        page.warnings.append(
            f"A paragraph has more than {MAX_MARKS} marks, or a table {MAX_COLUMNS} columns: as typed."
        )
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1:]) + LOWER_BY)}"
        if token.children is not None:
            token.children = _links(_images(token.children, page), page)
    return Rendered(markdown.renderer.render(tokens, markdown.options, {}), tuple(dict.fromkeys(page.warnings)))


def _bounded(state: StateCore) -> None:
    """What takes the square of its marks is not looked into: paragraphs with more of them than anybody writes."""
    for token in state.tokens:
        if token.type == "inline" and sum(map(token.content.count, MARKS)) > MAX_MARKS:
            token.type = "plain"


def _plain_html(_renderer: Any, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    return escape(tokens[at].content)


def _with_samples(tokens: Sequence[Token], page: _Page) -> list[Token]:
    """The visible cases as tables: where the text names them, the rest at its end."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        inner = tokens[at + 1] if tokens[at].type == "paragraph_open" else None
        name = inner.content.strip() if inner is not None else ""
        if name in (NEXT_SAMPLE, REMAINING_SAMPLES):
            found += _samples(page, 1 if name == NEXT_SAMPLE else len(page.cases))
            at += 3
        else:
            found.append(tokens[at])
            at += 1
    return found + _samples(page, len(page.cases))


def _samples(page: _Page, count: int) -> list[Token]:
    chosen = page.cases[page.shown : page.shown + count]
    page.shown += len(chosen)
    return [Token("sample", "", 0, meta={"case": case, "locale": page.locale}) for case in chosen]


def _sample_html(_renderer: Any, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    case, locale = tokens[at].meta["case"], tokens[at].meta["locale"]
    given, expected, arguments, file = WORDS.get(locale.partition("-")[0], WORDS["en"])
    if isinstance(case, CallCase):
        lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in case.input.items()]
        return _table({given: "\n".join(lines), expected: json.dumps(case.expected, ensure_ascii=False)})
    beside = [{arguments: shlex.join(case.args)}] if case.args else []
    beside += [{file.format(path): text} for path, text in case.files.items()]
    return "".join(map(_table, [*beside, {given: case.stdin, expected: case.stdout}]))


def _table(columns: Mapping[str, str]) -> str:
    heads = "".join(f"<th>{escape(head)}</th>" for head in columns)
    cells = "".join(f"<td><pre>{escape(_cut(text))}</pre></td>" for text in columns.values())
    return f'<table class="sample"><thead><tr>{heads}</tr></thead><tbody><tr>{cells}</tr></tbody></table>\n'


def _cut(text: str) -> str:
    return text if len(text) <= MAX_SHOWN_CHARACTERS else f"{text[:MAX_SHOWN_CHARACTERS]}…"


def _images(tokens: Sequence[Token], page: _Page) -> list[Token]:
    """Images of the question itself, as data; of others what stands for them in words."""
    found = []
    for token in tokens:
        if token.type != "image":
            found.append(token)
            continue
        source = str(token.attrGet("src") or "")
        page.images += 1
        if source in page.assets and page.images <= MAX_IMAGES:
            kind = TYPES[source.rpartition(".")[2]]
            found.append(Token("image", "img", 0, children=token.children, content=token.content))
            found[-1].attrs = {"src": f"data:image/{kind};base64,{page.assets[source]}", "alt": ""}
            continue
        why = f"More than {MAX_IMAGES} images" if source in page.assets else f"The image {source[:100]}"
        page.warnings.append(f"{why}: shown as words, because a statement shows a few images of its own only.")
        found.append(Token("text", "", 0, content=token.content or source))
    return found


def _links(tokens: Sequence[Token], page: _Page) -> list[Token]:
    """Links to other sites and to people open apart and tell nothing of where they stood; of others the words stay."""
    found: list[Token] = []
    kept: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            address = str(token.attrGet("href") or "")
            kept.append(LINK.fullmatch(address) is not None)
            if kept[-1]:
                token.attrs = {"href": address, "rel": "noopener noreferrer", "target": "_blank"}
            else:
                page.warnings.append(f"The link to {address[:100]} is not one: only http, https and mailto are.")
                continue
        elif token.type == "link_close" and not kept.pop():
            continue
        found.append(token)
    return found


_MARKDOWN = _renderer("table")
_WITHOUT_TABLES = _renderer()
