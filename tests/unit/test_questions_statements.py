"""Statements: what is written as Markdown is shown, and nothing that anybody writes is more than text."""

import base64
from html.parser import HTMLParser

import pytest

from codesala.questions.content import Content
from codesala.questions.content.values import MAX_STATEMENT_BYTES
from codesala.questions.markdown import MAX_IMAGES, render
from codesala.questions.statements import Statements
from codesala.web.heavy import in_thread
from tests.support.libraries import content

PIXEL = base64.b64encode(b"\x89PNG").decode()

BLOCKS = {"p", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "table", "thead", "tbody", "tr"}
ALLOWED = BLOCKS | {"th", "td", "code", "em", "strong", "s", "a", "br", "img"}
ATTRIBUTES = {
    "a": {"href", "rel", "target"},
    "img": {"src", "alt"},
    "code": {"class"},
    "ol": {"start"},
    "table": {"class"},
    "th": {"style"},
    "td": {"style"},
}


class Seen(HTMLParser):
    """What a browser would make of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        assert {name for name, _ in attrs} <= ATTRIBUTES.get(tag, set()), (tag, attrs)
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def seen(markdown: str, assets: dict[str, str] | None = None) -> Seen:
    return Seen(render(markdown, assets or {}).html)


def test_headings_stand_below_those_of_the_page() -> None:
    shown = seen("# One\n\n## Two\n\n###### Six\n")
    assert [tag for tag, _ in shown.tags] == ["h3", "h4", "h6"]


def test_what_people_write_in_statements_is_shown() -> None:
    shown = seen("*a* **b** ~~c~~ `d`\n\n1. e\n\n> f\n\n| g | h |\n|---|--:|\n| i | j |\n\n```python\nk\n```\n\n---\n")
    wanted = {"em", "strong", "s", "code", "ol", "blockquote", "table", "td", "pre", "hr"}
    assert {tag for tag, _ in shown.tags} >= wanted
    assert {"class": "language-python"} in shown.all("code")


def test_html_is_shown_as_the_text_that_it_is() -> None:
    shown = seen("<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> a <b>bold</b> word\n")
    assert {tag for tag, _ in shown.tags} == {"p"}
    assert "<script>alert(1)</script>" in shown.text


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:a()",
        "data:text/html,x",
        "vbscript:x",
        "//else.example",
        "/s/own",
        "a.md",
    ],
)
def test_a_link_that_is_none_keeps_its_words_alone(address: str) -> None:
    rendered = render(f"[the words]({address}) and more", {})
    shown = Seen(rendered.html)
    assert (shown.all("a"), shown.text.strip()) == ([], "the words and more")
    assert len(rendered.warnings) == 1


def test_a_link_to_another_site_opens_apart_and_tells_nothing() -> None:
    shown = seen("[x](https://docs.example/a?b=1&c) <mailto:ana@docs.example>")
    assert [link["href"] for link in shown.all("a")] == ["https://docs.example/a?b=1&c", "mailto:ana@docs.example"]
    assert all(link["rel"] == "noopener noreferrer" and link["target"] == "_blank" for link in shown.all("a"))


def test_only_images_of_the_question_are_shown() -> None:
    rendered = render('![a "grid"](grid.png) ![far](https://else.example/x.png) ![up](../x.png)', {"grid.png": PIXEL})
    shown = Seen(rendered.html)
    assert shown.all("img") == [{"src": f"data:image/png;base64,{PIXEL}", "alt": 'a "grid"'}]
    assert "far" in shown.text
    assert len(rendered.warnings) == 2


def test_an_image_that_is_shown_again_and_again_is_words_at_last() -> None:
    rendered = render("![x](grid.png)\n" * (MAX_IMAGES + 50), {"grid.png": PIXEL})
    assert len(Seen(rendered.html).all("img")) == MAX_IMAGES
    assert len(rendered.warnings) == 1


def test_visible_cases_stand_where_they_are_named_and_else_at_the_end() -> None:
    cases = [
        {"id": str(number), "kind": "io", "is_visible": True, "stdin": f"<in{number}>", "stdout": f"out{number}"}
        for number in range(3)
    ]
    given = Content.model_validate(content(tests={"cases": cases}))
    text = "First\n\n{{nextsample}}\n\nSecond {{nextsample}}\n"
    shown = Seen(render(text, {}, given.tests.cases, "es").html)
    assert len(shown.all("table")) == 3
    assert [shown.text.index(word) for word in ("First", "<in0>", "Second", "<in1>", "<in2>")] == sorted(
        shown.text.index(word) for word in ("First", "<in0>", "Second", "<in1>", "<in2>")
    )
    assert "Entrada" in shown.text


def test_a_visible_case_shows_all_that_its_program_is_given() -> None:
    case = {"id": "s", "kind": "io", "is_visible": True, "stdin": "<in>", "stdout": "out"}
    case |= {"args": ["--most", "a b", ""], "files": {"words.txt": "<one>\n"}}
    given = Content.model_validate(content(tests={"cases": [case]}))
    shown = Seen(render("Text", {}, given.tests.cases, "es").html)
    assert [shown.text.count(word) for word in ("Argumentos", "Archivo words.txt", "<one>")] == [1, 1, 1]
    assert "--most 'a b' ''" in shown.text, "as somebody would type them"


async def test_hidden_cases_are_in_no_statement() -> None:
    cases = [
        {"id": "s", "kind": "call", "is_visible": True, "input": {"a": [1]}, "expected": "shown"},
        {"id": "h", "kind": "io", "stdin": "secret", "stdout": "secret"},
    ]
    tests = {"function": {"name": "f", "parameters": [{"name": "a"}]}, "cases": cases}
    given = Content.model_validate(content(tests=tests, statements={"en": "One", "es": "Uno"}))
    statements = Statements(in_thread)
    rendered = await statements.of(given)
    assert rendered.keys() == {"en", "es"}
    assert all("secret" not in one.html and "a = [1]" in one.html and "shown" in one.html for one in rendered.values())
    assert await statements.of(given) == rendered


HOSTILE = {
    "brackets": "[" * 60_000,
    "links": "[a](" * 15_000,
    "emphasis": "*a **a " * 9_000,
    "ticks": "".join("`" * (number % 300) + "a" for number in range(400)),
    "lists": "".join("  " * depth + "- a\n" for depth in range(250)),
    "quotes": ">" * 60_000 + "a",
    "tables": "|a" * 1_000 + "\n" + "|-" * 1_000 + "\n" + "|b\n" * 15_000,
    "entities": "&#x0;&amp;" * 6_000,
    "references": "".join(f"[a{number}]: b\n" for number in range(4_000)),
    "images": "![" * 30_000,
    "angles": "<" * 60_000,
    "tildes": "~~a" * 20_000,
    "brackets in many paragraphs": ("[" * 999 + "\n\n") * 60,
    "emphasis in many paragraphs": ("*a **a " * 330 + "\n\n") * 20,
    "nul and halves": "\x00a\ufffd" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markdown_is_rendered_all_the_same(name: str) -> None:
    """Its cost grows with its length alone: a paragraph of so many marks is not looked into."""
    seen(HOSTILE[name][:MAX_STATEMENT_BYTES])


def test_a_paragraph_of_marks_alone_is_shown_as_it_was_typed() -> None:
    rendered = render("before\n\n" + "[*" * 2_000 + "\n\n*after*", {})
    assert "[*" * 2_000 in rendered.html
    assert "<em>after</em>" in rendered.html
    assert len(rendered.warnings) == 1
