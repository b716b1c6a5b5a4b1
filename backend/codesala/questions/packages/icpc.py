"""A problem package → a question, with notes on all that was left out. What the format cannot say is in .codesala/."""

import base64
import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from codesala.questions.content import Content
from codesala.questions.content.values import IMAGE, MAX_ASSETS_BYTES
from codesala.questions.packages.calls import read_calls, read_function
from codesala.questions.packages.cases import read_cases
from codesala.questions.packages.configs import read_comparison
from codesala.questions.packages.including import take_included
from codesala.questions.packages.problem import (
    LOCALE,
    authors_of,
    is_judged_by_itself,
    note_rest,
    source_of,
    tags_of,
    title_of,
    titles_of,
    with_constants,
)
from codesala.questions.packages.programs import read_languages
from codesala.questions.packages.reading import Folder, Note, Unreadable

OURS = ".codesala/question.yaml"
OWN_FIELDS = ("difficulty", "minutes", "skills")
STATEMENT = re.compile(rf"problem(?:\.({LOCALE.pattern}))?\.(md|tex|pdf)")
MAX_IMAGES = 20
FACTS = ("license", "authors", "source", "uuid")
"""A question can do without them."""
MAX_MESSAGE = 300


def read_package(files: Mapping[str, bytes], slug: str) -> tuple[Content, tuple[Note, ...]]:
    """The question in these files, by their paths in the package. `slug` is what it is called here if it does not say.

    Raises `Unreadable`."""
    folder = Folder(files)
    if "problem.yaml" not in files:
        raise Unreadable("problem.yaml", "There is none, so this is no problem package.")
    problem, ours = folder.yaml("problem.yaml"), folder.yaml(OURS)
    note_rest(folder, problem)
    statements, assets = _statements(folder, problem)
    calls = read_calls(folder)
    is_judged = is_judged_by_itself(folder, problem)
    tests: dict[str, Any] = {
        "cases": [*read_cases(folder, ours.get("cases"), calls, is_judged=is_judged), *calls],
        "compare": read_comparison(folder, problem),
    }
    limits = problem.get("limits")
    if isinstance(limits, dict) and isinstance(limits.get("time_limit"), int | float):
        tests["time_limit_s"] = limits["time_limit"]
    if function := read_function(ours, tests["cases"]):
        tests["function"] = function
    if isinstance(ours.get("any_order"), bool):
        tests["compare"]["any_order"] = ours["any_order"]
    languages, files_for_all = read_languages(folder, problem), _files(folder)
    take_included(folder, files_for_all, languages)
    title = str(ours.get("title") or title_of(problem, statements))
    given: dict[str, Any] = {
        "title": title,
        "titles": titles_of(problem, title),
        "slug": str(ours.get("slug") or slug),
        "tags": tags_of(problem),
        "statements": statements,
        "assets": assets,
        "languages": languages,
        "files": files_for_all,
        "tests": tests,
        "guide": _guide(folder),
        "license": str(problem.get("license") or ""),
        "authors": authors_of(problem),
        "source": source_of(problem),
        "uuid": problem.get("uuid"),
        **{name: ours[name] for name in OWN_FIELDS if ours.get(name) is not None},
    }
    return _content(folder, given), folder.finish()


def _content(folder: Folder, given: dict[str, Any]) -> Content:
    """A question without what is wrong of the facts that it can do without."""
    try:
        return Content.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        message = f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"[:MAX_MESSAGE]
        if first["loc"] == ("tests", "time_limit_s"):
            del given["tests"]["time_limit_s"]
        elif first["loc"] and first["loc"][0] in FACTS:
            del given[first["loc"][0]]
        else:
            raise Unreadable("problem.yaml", message) from error
        folder.note("problem.yaml", f"{message}. It was left out.")
        return _content(folder, given)


def _statements(folder: Folder, problem: dict[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    statements: dict[str, str] = {}
    assets: dict[str, str] = {}
    for place in ("statement", "problem_statement"):
        for name, path in folder.under(place).items():
            found = STATEMENT.fullmatch(name)
            if found is None:
                if re.fullmatch(IMAGE, name):
                    _take_image(folder, path, name, assets)
                continue
            locale, kind = found[1] or "en", found[2]
            if kind == "pdf":
                folder.note(path, "A PDF cannot be shown here: write the statement as Markdown.")
            elif locale in statements:
                folder.note(path, f"There is another statement in this language ({locale}), so it was left out.")
            elif (text := folder.text(path)) is not None:
                text = with_constants(text, problem, is_tex=kind == "tex")
                if kind == "tex":
                    folder.note(path, "TeX is shown as it is written: write the statement as Markdown.")
                    text = f"```tex\n{text}\n```\n"
                statements[locale] = text
    return statements, assets


def _take_image(folder: Folder, path: str, name: str, assets: dict[str, str]) -> None:
    data = base64.b64encode(folder.files[path]).decode()
    if len(assets) >= MAX_IMAGES or sum(map(len, assets.values())) + len(data) > MAX_ASSETS_BYTES * 4 // 3:
        most = f"{MAX_IMAGES} images, {MAX_ASSETS_BYTES // 1024} KiB together, at most"
        folder.note(path, f"A question has {most}, so this one was left out.")
    else:
        folder.taken.add(path)
        assets[name] = data


def _guide(folder: Folder) -> str:
    for path in folder.under("solution").values():
        if path.endswith(".md") and (text := folder.text(path)) is not None:
            return text
    return ""


def _files(folder: Folder) -> dict[str, str]:
    files: dict[str, str] = {}
    for name, path in folder.under("attachments").items():
        if not name.startswith("starter/") and (text := folder.text(path)) is not None:
            files[name] = text
    return files
