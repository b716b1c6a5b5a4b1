"""A problem package → a question, with notes on all that was left out. What the format cannot say is in .codesala/."""

import base64
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError

from codesala.languages import LANGUAGES
from codesala.questions.content import Content
from codesala.questions.content.values import IMAGE
from codesala.questions.packages.cases import read_cases, read_comparison, read_function
from codesala.questions.packages.reading import Folder, Note, Unreadable, words_of

OURS = ".codesala/question.yaml"
OWN_FIELDS = ("difficulty", "minutes", "skills")
CODES = {"python3": "python", "python2": "python"} | {language: language for language in LANGUAGES}
"""The format's names of languages → ours."""
ENDINGS = {language.ending: language.id for language in LANGUAGES.values()} | {
    "cc": "cpp",
    "cxx": "cpp",
    "mjs": "javascript",
}
LOCALE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?")
STATEMENT = re.compile(rf"problem\.({LOCALE.pattern})\.(md|tex|pdf)")
MAX_MESSAGE = 300


def read_package(files: Mapping[str, bytes], slug: str) -> tuple[Content, tuple[Note, ...]]:
    """The question in these files, by their paths in the package. `slug` is what it is called here if it does not say.

    Raises `Unreadable`."""
    folder = Folder(files)
    if "problem.yaml" not in files:
        raise Unreadable("problem.yaml", "There is none, so this is no problem package.")
    problem, ours = folder.yaml("problem.yaml"), folder.yaml(OURS)
    kinds = words_of(problem.get("type"), "problem.yaml")
    if odd := [kind for kind in kinds if kind not in ("pass-fail", "scoring")]:
        folder.note("problem.yaml", f"Questions here are not {', '.join(odd)}: it is taken without that.")
    statements, assets = _statements(folder)
    tests: dict[str, Any] = {
        "cases": read_cases(folder, ours.get("cases")),
        "compare": read_comparison(folder, problem),
    }
    limits = problem.get("limits")
    if isinstance(limits, dict) and isinstance(limits.get("time_limit"), int | float):
        tests["time_limit_s"] = limits["time_limit"]
    if function := read_function(ours, tests["cases"]):
        tests["function"] = function
    if isinstance(ours.get("any_order"), bool):
        tests["compare"]["any_order"] = ours["any_order"]
    title = str(ours.get("title") or _title(problem))
    given: dict[str, Any] = {
        "title": title,
        "titles": _titles(problem, title),
        "slug": str(ours.get("slug") or slug),
        "tags": _tags(problem),
        "statements": statements,
        "assets": assets,
        "languages": _languages(folder),
        "files": _files(folder),
        "tests": tests,
        "guide": _guide(folder),
        "license": str(problem.get("license") or ""),
        "authors": _authors(problem),
        "source": _source(problem),
        "uuid": problem.get("uuid"),
        **{name: ours[name] for name in OWN_FIELDS if ours.get(name) is not None},
    }
    try:
        content = Content.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise Unreadable("problem.yaml", f"{place}: {first['msg']}"[:MAX_MESSAGE]) from error
    return content, folder.finish()


def _statements(folder: Folder) -> tuple[dict[str, str], dict[str, str]]:
    statements: dict[str, str] = {}
    assets: dict[str, str] = {}
    for place in ("statement", "problem_statement"):
        for name, path in folder.under(place).items():
            found = STATEMENT.fullmatch(name)
            if found is None:
                if re.fullmatch(IMAGE, name):
                    folder.taken.add(path)
                    assets[name] = base64.b64encode(folder.files[path]).decode()
                continue
            locale, kind = found.groups()
            if kind == "pdf":
                folder.note(path, "A PDF cannot be shown here: write the statement as Markdown.")
            elif (text := folder.text(path)) is not None and locale not in statements:
                if kind == "tex":
                    folder.note(path, "TeX is shown as it is written: write the statement as Markdown.")
                    text = f"```tex\n{text}\n```\n"
                statements[locale] = text
    return statements, assets


def _title(problem: dict[str, Any]) -> str:
    name = problem.get("name")
    if isinstance(name, dict):
        name = name.get("en") or next(iter(name.values()), "")
    return str(name or "")


def _titles(problem: dict[str, Any], title: str) -> dict[str, str]:
    """Where a language of people, as we know them, has another."""
    name = problem.get("name")
    found = name.items() if isinstance(name, dict) else ()
    return {one: str(other) for one, other in found if other and other != title and LOCALE.fullmatch(str(one))}


def _tags(problem: dict[str, Any]) -> list[str]:
    found = problem.get("keywords")
    return found.split() if isinstance(found, str) else words_of(found, "problem.yaml")


def _authors(problem: dict[str, Any]) -> list[str]:
    credits_ = problem.get("credits")
    found = credits_.get("authors") if isinstance(credits_, dict) else credits_ or problem.get("author")
    people = found if isinstance(found, list) else [found] if found else []
    return [str(one.get("name", "")) if isinstance(one, dict) else str(one) for one in people]


def _source(problem: dict[str, Any]) -> str | None:
    found = problem.get("source")
    if isinstance(found, list):
        found = found[0] if found else None
    if isinstance(found, dict):
        found = found.get("name")
    return str(found) if found else None


def _guide(folder: Folder) -> str:
    for path in folder.under("solution").values():
        if path.endswith(".md") and (text := folder.text(path)) is not None:
            return text
    return ""


def _languages(folder: Folder) -> dict[str, dict[str, dict[str, str]]]:
    languages: dict[str, dict[str, dict[str, str]]] = {}
    for name, path in folder.under("attachments/starter").items():
        code, _, inner = name.partition("/")
        text = folder.text(path) if inner and code in CODES else None
        if text is not None:
            languages.setdefault(CODES[code], {"files": {}})["files"][inner] = text
    chosen: dict[str, str] = {}
    for name, path in folder.under("submissions/accepted").items():
        first, _, inner = name.partition("/")
        language = CODES.get(first) if inner else None
        language = language or ENDINGS.get(name.rpartition(".")[2].lower())
        if language is None or chosen.setdefault(language, first) != first:
            continue
        if (text := folder.text(path)) is not None:
            solution = languages.setdefault(language, {}).setdefault("solution", {})
            solution[inner or _main(first, language)] = text
    return languages


def _main(name: str, language: str) -> str:
    """A solution of one file is the main one, but in Java, where its name is that of its class."""
    return name if language == "java" else f"main.{PurePosixPath(name).suffix.lstrip('.')}"


def _files(folder: Folder) -> dict[str, str]:
    files: dict[str, str] = {}
    for name, path in folder.under("attachments").items():
        if not name.startswith("starter/") and (text := folder.text(path)) is not None:
            files[name] = text
    return files
