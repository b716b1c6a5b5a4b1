"""What a problem.yaml says, today's and a legacy one: read as fields of a question, and a note on all other keys."""

import re
from collections.abc import Mapping
from typing import Any

from codesala.questions.content.values import MAX_CONTENT_BYTES
from codesala.questions.packages.leaving import without
from codesala.questions.packages.reading import Folder, Unreadable, words_of

PATH = "problem.yaml"
LOCALE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?")
TAKEN = {
    *("problem_format_version", "name", "uuid", "author", "source", "source_url", "license", "keywords"),
    *("type", "validation", "validator_flags", "constants"),
}
INSIDE = {"credits": {"authors"}, "limits": {"time_limit"}}
"""Keys of which a part is taken."""
CONSTANT = re.compile(r"\{\{([A-Za-z_][A-Za-z0-9_]*)\}\}")
CONSTANT_IN_TEX = re.compile(rf"{CONSTANT.pattern}|\\constant\{{([A-Za-z_][A-Za-z0-9_]*)\}}")
JUDGES = ("output_validator", "output_validators")
ODD_KINDS = ("interactive", "multi-pass", "submit-answer")


def is_judged_by_itself(folder: Folder, problem: dict[str, Any]) -> bool:
    """Whether an answer of its cases is for a program of the package alone, and not what is to be printed."""
    kinds = words_of(problem.get("type"), PATH)
    says_so = words_of(problem.get("validation"), PATH)[:1]
    return (
        any(kind in ODD_KINDS for kind in kinds)
        or any(one.startswith("custom") for one in says_so)
        or any(folder.under(place) for place in JUDGES)
    )


def note_rest(folder: Folder, problem: dict[str, Any]) -> None:
    """One note on all keys and kinds that a question does not have."""
    odd = [kind for kind in words_of(problem.get("type"), PATH) if kind != "pass-fail"]
    for key, value in problem.items():
        if key in INSIDE and isinstance(value, dict):
            odd += [f"{key}.{inner}" for inner in value if inner not in INSIDE[key]]
        elif key not in TAKEN | INSIDE.keys():
            odd.append(key)
    if odd:
        folder.note(PATH, without(odd))


def title_of(problem: dict[str, Any], statements: Mapping[str, str]) -> str:
    """A legacy one may stand in its TeX alone."""
    name = problem.get("name")
    if isinstance(name, dict):
        name = name.get("en") or next(iter(name.values()), "")
    if name:
        return str(name)
    for pattern in (r"%%\s*plainproblemname:\s*(.+)", r"\\problemname\{([^{}]+)\}"):
        for text in statements.values():
            if found := re.search(pattern, text):
                return found[1].strip()
    return ""


def titles_of(problem: dict[str, Any], title: str) -> dict[str, str]:
    """Where a language of people, as we know them, has another."""
    name = problem.get("name")
    found = name.items() if isinstance(name, dict) else ()
    return {one: str(other) for one, other in found if other and other != title and LOCALE.fullmatch(str(one))}


def tags_of(problem: dict[str, Any]) -> list[str]:
    found = problem.get("keywords")
    return found.split() if isinstance(found, str) else words_of(found, PATH)


def authors_of(problem: dict[str, Any]) -> list[str]:
    credits_ = problem.get("credits")
    found = credits_.get("authors") if isinstance(credits_, dict) else credits_
    if not found and isinstance(author := problem.get("author"), str):  # of a legacy package
        found = [one.strip() for one in re.split(r",|\band\b", author) if one.strip()]
    people = found if isinstance(found, list) else [found] if found else []
    return [_person(one) for one in people]


def _person(one: Any) -> str:
    if not isinstance(one, dict):
        return str(one)
    name, email = str(one.get("name", "")), one.get("email")
    return f"{name} <{email}>" if email else name


def source_of(problem: dict[str, Any]) -> str | None:
    found = problem.get("source")
    if isinstance(found, str) and problem.get("source_url"):  # of a legacy package
        found = {"name": found, "url": problem["source_url"]}
    all_ = found if isinstance(found, list) else [found]
    return "; ".join(told for one in all_ if (told := _from(one)))[:200] or None


def _from(one: Any) -> str:
    if not isinstance(one, dict):
        return str(one or "")
    return f"{one.get('name', '')} ({one['url']})" if one.get("url") else str(one.get("name", ""))


def with_constants(text: str, problem: dict[str, Any], *, is_tex: bool = False) -> str:
    """A text with the values that problem.yaml gives to names; other names stay as they are. Raises `Unreadable` before
    a short package makes a long text."""
    given = problem.get("constants")
    if not isinstance(given, dict):
        return text
    values = {str(name): str(value) for name, value in given.items()}
    pattern = CONSTANT_IN_TEX if is_tex else CONSTANT
    longest = max(map(len, values.values()), default=0)
    if len(text) + longest * sum(1 for _ in pattern.finditer(text[:MAX_CONTENT_BYTES])) > MAX_CONTENT_BYTES:
        raise Unreadable(PATH, "A text with its constants put in would be longer than a question may be.")
    return pattern.sub(lambda found: values.get(found[found.lastindex or 0], found[0]), text)
