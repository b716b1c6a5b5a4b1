"""A question → the files of a problem package, of which reading makes the same question again."""

import base64
import json
import re
from collections.abc import Sequence
from typing import Any

from codesala.questions.content import Content
from codesala.questions.content.cases import CallCase, Case, IoCase

CODES = {"python": "python3"}
"""Our names of languages → the format's, where they differ."""
STEM = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,60}")


def package_of(content: Content) -> dict[str, bytes]:
    """By path in the package; docs/questions.md says what is where."""
    files: dict[str, str | bytes] = {}
    names = dict.fromkeys(content.statements, content.title) | content.titles
    ours: dict[str, Any] = {
        "slug": content.slug,
        "title": None if names.get("en") == content.title else content.title,
        "difficulty": content.difficulty,
        "minutes": content.minutes,
        "skills": [skill.model_dump() for skill in content.skills],
        "function": content.tests.function.model_dump(exclude_none=True) if content.tests.function else None,
        "any_order": content.tests.compare.any_order or None,
        "cases": {},
    }
    problem: dict[str, Any] = {
        "problem_format_version": "2025-09",
        "name": names,
        "type": "pass-fail",
        "uuid": content.uuid,
        "license": content.license,
        "credits": {"authors": content.authors} if content.authors else None,
        "source": content.source,
        "keywords": content.tags,
        "limits": {"time_limit": content.tests.time_limit_s},
    }
    for locale, text in content.statements.items():
        files[f"statement/problem.{locale}.md"] = text
    for name, data in content.assets.items():
        files[f"statement/{name}"] = base64.b64decode(data)
    if content.guide:
        files["solution/solution.en.md"] = content.guide
    for path, text in content.files.items():
        files[f"attachments/{path}"] = text
    for language, own in content.languages.items():
        code = CODES.get(language, language)
        files |= {f"attachments/starter/{code}/{path}": text for path, text in own.files.items()}
        files |= {f"submissions/accepted/{code}/{path}": text for path, text in own.solution.items()}
    cases = [case for case in content.tests.cases if isinstance(case, IoCase)]
    for place, letter, is_visible in (("data/sample", "s", True), ("data/secret", "h", False)):
        group = [case for case in cases if case.is_visible is is_visible]
        files |= _io_files(place, letter, group, ours["cases"])
        if group and (arguments := _validator_arguments(content)):
            files[f"{place}/test_group.yaml"] = _yaml({"output_validator_args": arguments})
    if calls := [case for case in content.tests.cases if isinstance(case, CallCase)]:
        exercise = {"exercise": content.slug, "cases": [_call(case) for case in calls]}
        files[".codesala/canonical-data.json"] = json.dumps(exercise, indent=2) + "\n"
    files["problem.yaml"] = _yaml(problem)
    files[".codesala/question.yaml"] = _yaml(ours)
    return {path: data if isinstance(data, bytes) else data.encode() for path, data in files.items()}


def _io_files(place: str, letter: str, cases: Sequence[IoCase], told: dict[str, Any]) -> dict[str, str | bytes]:
    """By their names where those are fit for files and say the order; what reading would call otherwise is told."""
    names = [case.name for case in cases]
    are_fit = names == sorted(set(names)) and all(STEM.fullmatch(name) for name in names)
    files: dict[str, str | bytes] = {}
    for number, case in enumerate(cases, 1):
        stem = case.name if are_fit else f"{number:03d}"
        files[f"{place}/{stem}.in"], files[f"{place}/{stem}.ans"] = case.stdin, case.stdout
        files |= {f"{place}/{stem}.files/{path}": text for path, text in case.files.items()}
        said: dict[str, Any] = {"args": case.args, "hint": case.hint}
        if any(said.values()):
            files[f"{place}/{stem}.yaml"] = _yaml(said)
        if (case.id, case.name) != (f"{letter}-{stem}", stem):
            told[f"{place}/{stem}"] = {"id": case.id, "name": case.name}
    return files


def _validator_arguments(content: Content) -> list[str]:
    compare = content.tests.compare
    arguments = [flag for flag in ("case_sensitive", "space_change_sensitive") if getattr(compare, flag)]
    if compare.float_tolerance is not None:
        arguments += ["float_tolerance", repr(compare.float_tolerance)]
    return arguments


def _call(case: Case) -> dict[str, Any]:
    assert isinstance(case, CallCase)
    given = {"uuid": case.id, "description": case.name, "property": case.property, "hint": case.hint}
    rest = {"input": case.input, "expected": case.expected}
    return (
        {name: value for name, value in given.items() if value} | rest | ({} if case.is_visible else {"hidden": True})
    )


def _yaml(values: dict[str, Any]) -> str:
    """Without what is empty."""
    kept = {name: value for name, value in values.items() if value not in (None, "", [], {})}
    from codesala.questions.packages import plain_yaml

    return plain_yaml.write(kept)
