"""The sample questions pass their own cases: each solution runs with its language's own tool, where that is here.

Cases that call a function run by the harnesses of the page, and Java's by that of the runner."""

import json
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from codesala.questions.content.cases import CallCase, Compare, Function, IoCase
from codesala.questions.packages.icpc import read_package
from codesala.questions.samples import FOLDER, files_of, samples
from codesala.runner.calls import SOURCES
from tests.programs.native import FRONTEND, NATIVE

LANGUAGES = ("python", "javascript", "typescript", "java", "cpp")
CALLING = {"python": "python.py", "javascript": "javascript.js", "typescript": "javascript.js", "cpp": "cpp.h"}
"""Languages with a harness, in the page's folder src/tests/harness."""
NAMES = {"file": "Main", "main": "Main"}
SLUGS = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


@cache
def folder_with(tmp: Path, slug: str, language: str, part: str) -> Path:
    """The files of a starter or a solution, compiled."""
    folder = tmp / f"{slug}-{language}-{part}"
    for path, text in getattr(samples()[slug].languages[language], part).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    if calls := calls_of(slug):
        add_harness(folder, language, samples()[slug].tests.function, calls)
    for command in NATIVE[language].commands[:-1]:
        words = NATIVE[language].words(command, folder, NAMES)
        subprocess.run(words, cwd=folder, check=True, capture_output=True, timeout=120)
    return folder


def calls_of(slug: str) -> list[CallCase]:
    return [case for case in samples()[slug].tests.cases if isinstance(case, CallCase)]


def add_harness(folder: Path, language: str, function: Function | None, cases: list[CallCase]) -> None:
    """As the page lays it beside a program or behind it: frontend/src/tests/harness/index.ts."""
    assert function
    names = [function.name, re.sub(r"_([a-z])", lambda found: found[1].upper(), function.name)]
    calls = [
        {"names": names, "args": [case.input[one.name] for one in function.parameters], "judged": None}
        for case in cases
    ]
    if language == "java":
        for place, call in enumerate(calls):
            (folder / f"{place}.call").write_text(json.dumps({"nonce": "n", **call}))
        return
    entry = folder / f"main.{NATIVE[language].ending}"
    text = (FRONTEND / "src" / "tests" / "harness" / CALLING[language]).read_text()
    if language == "cpp":
        entry.write_text(between(text, entry.read_text(), function.name, json.dumps({"nonce": "n", "cases": calls})))
        return
    given = json.dumps(json.dumps({"nonce": "n", "entry": entry.name, "cases": calls}))
    found = ", ".join(f'{name}: typeof {name} === "undefined" ? undefined : {name}' for name in names)
    text = text.replace("__FOUND__", f"{{ {found} }}").replace("__GIVEN__", given)
    if language == "python":
        (folder / "<codesala>.py").write_text(text)
    else:
        entry.write_text(f"{entry.read_text()}\n;{text}")


def between(header: str, program: str, name: str, given: str) -> str:
    """As frontend/src/tests/harness/cpp.ts puts a program of C++ between what is ours."""
    call = f"[](const codesala::Value &one) {{ return codesala::called(::{name}, one); }}"
    found = f"[](const std::string &) -> codesala::Call {{ return {call}; }}"
    main = f'signed main() {{ return codesala::calls(R"({given})", {found}); }}'
    return f"{header}\n#define main of_the_program\n{program}\n#undef main\n{main}\n"


def results(folder: Path, language: str) -> list[Any]:
    """What the calls returned, in their order."""
    if language == "java":
        path = f"{calls_of_java(folder.parent)}:classes"
        instead = {"classes": path, "Main": "codesala.Calls classes Main"}
        given = sorted(folder.glob("*.call"), key=lambda file: int(file.stem))
        printed = "".join(run(folder, language, one.read_text(), instead) for one in given)
    else:
        printed = run(folder, language, "", {"main.py": "<codesala>.py"})
    return [json.loads(said)["value"] for said in re.findall(r"\x1en \d+ \S+ (.*)", printed)]


@cache
def calls_of_java(tmp: Path) -> Path:
    """Compiled, as the runner does it."""
    folder = tmp / "calls"
    subprocess.run(["javac", "-d", folder, *SOURCES], check=True, timeout=120)
    return folder


def in_any_order(value: Any) -> Any:
    return sorted(map(in_any_order, value), key=json.dumps) if isinstance(value, list) else value


def run(folder: Path, language: str, stdin: str, instead: dict[str, str] | None = None) -> str:
    native = NATIVE[language]
    words = native.words(native.commands[-1], folder, NAMES)
    command = [one for word in words for one in (instead or {}).get(word, word).split(" ")]
    environment = {**os.environ, **native.env}
    done = subprocess.run(
        command, cwd=folder, check=True, input=stdin, env=environment, capture_output=True, text=True, timeout=120
    )
    return done.stdout


def is_answer(printed: str, case: IoCase, compare: Compare) -> bool:
    texts = [text if compare.case_sensitive else text.casefold() for text in (printed, case.stdout)]
    one, other = texts if compare.space_change_sensitive else map(str.split, texts)
    return one == other


def of_this_run() -> list[tuple[str, str]]:
    """All that is quick; of what has to be compiled a third, another one by each seed. `make programs` runs all."""
    everything = os.environ.get("PROGRAMS") == "all"
    return [
        (slug, language)
        for number, slug in enumerate(SLUGS)
        for language in sorted(samples()[slug].languages)
        if everything or not NATIVE[language].is_slow or (number + int(os.environ["TEST_SEED"])) % 3 == 0
    ]


@pytest.mark.parametrize(("slug", "language"), of_this_run())
def test_a_samples_solution_passes_its_cases_and_its_starter_fails_one(
    slug: str, language: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    if not shutil.which(NATIVE[language].tool):
        pytest.skip(f"{NATIVE[language].tool} is not here")
    tmp = tmp_path_factory.getbasetemp()
    if calls := calls_of(slug):
        assert {case.is_visible for case in calls} == {True, False}
        ordered = in_any_order if samples()[slug].tests.compare.any_order else list
        expected = [ordered([case.expected]) for case in calls]
        solved, begun = (results(folder_with(tmp, slug, language, part), language) for part in ("solution", "files"))
        assert [ordered([one]) for one in solved] == expected
        assert [ordered([one]) for one in begun] != expected
        return
    cases = [case for case in samples()[slug].tests.cases if isinstance(case, IoCase)]
    assert {case.is_visible for case in cases} == {True, False}
    solution, starter = (folder_with(tmp, slug, language, part) for part in ("solution", "files"))
    compare = samples()[slug].tests.compare
    for case in cases:
        printed = run(solution, language, case.stdin)
        assert is_answer(printed, case, compare), f"{case.id}: {printed}"
    assert not all(is_answer(run(starter, language, case.stdin), case, compare) for case in cases)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_sample_is_a_package_of_which_everything_is_taken(slug: str) -> None:
    content, notes = read_package(files_of(FOLDER / slug), slug)
    assert notes == ()
    assert content.slug == slug
    assert content.statements.keys() == {"en", "es"}
    assert content.languages.keys() == set(LANGUAGES)
    assert content.license == "cc0"
    assert content.difficulty
    assert content.minutes
    assert content.guide
