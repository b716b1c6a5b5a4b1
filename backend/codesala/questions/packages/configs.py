"""The YAML beside the cases of a package: arguments, hints, how output is compared; and notes on what else it says."""

from pathlib import PurePosixPath
from typing import Any

from codesala.questions.packages.leaving import without
from codesala.questions.packages.reading import Folder, words_of

GROUPS = ("test_group.yaml", "testdata.yaml")
"""Of a folder of cases, today and in legacy packages."""
PLACES = ("data", "data/sample", "data/secret")
COMPARING = ("output_validator_args", "output_validator_flags")
TAKEN = {"args", "hint", *COMPARING}
FLAGS = {"case_sensitive", "space_change_sensitive"}
TOLERANCES = {"float_tolerance", "float_relative_tolerance", "float_absolute_tolerance"}
ONE_RULE = "Output of all cases of a question is compared by one rule, which another file says: this one was left out."


def arguments_of(folder: Folder, case: str) -> list[str]:
    """With what a program is called in this case, whose path has no ending: its own, or those of the nearest folder."""
    own = folder.yaml(f"{case}.yaml")
    if "args" in own:
        return words_of(own["args"], f"{case}.yaml")
    for parent in PurePosixPath(case).parents:
        path = f"{parent}/{GROUPS[0]}"
        if "args" in (told := folder.yaml(path)):
            return words_of(told["args"], path)
    return []


def read_comparison(folder: Folder, problem: dict[str, Any]) -> dict[str, Any]:
    """How output is compared: `output_validator_args`, or the legacy flags. What other files say differently, and
    whatever else they say, is noted."""
    found = [path for path in sorted(folder.files) if _is_config(folder, path)]
    whole = [f"{place}/{name}" for place in (PLACES[0], PLACES[2], PLACES[1]) for name in GROUPS]
    ordered = [path for path in whole if path in found] + [path for path in found if path not in whole]
    said = {path: words for path in ordered if (words := _comparing(folder.yaml(path), path))}
    chosen = next(iter(said.values()), None)
    for path in ordered:
        if odd := [key for key in folder.yaml(path) if key not in TAKEN]:
            folder.note(path, without(odd))
        if said.get(path, chosen) != chosen:
            folder.note(path, ONE_RULE)
    words = chosen or " ".join(words_of(problem.get("validator_flags"), "problem.yaml")).split()
    compare: dict[str, Any] = {}
    for word, following in zip(words, [*words[1:], ""], strict=False):
        if word in FLAGS:
            compare[word] = True
        elif word in TOLERANCES:
            compare["float_tolerance"] = _number(following)
    return compare


def _is_config(folder: Folder, path: str) -> bool:
    if not path.endswith(".yaml") or not (path.startswith(PLACES[1:]) or str(PurePosixPath(path).parent) == PLACES[0]):
        return False
    return PurePosixPath(path).name in GROUPS or f"{path.removesuffix('.yaml')}.in" in folder.files


def _comparing(told: dict[str, Any], path: str) -> list[str]:
    given = next((told[key] for key in COMPARING if key in told), None)
    if isinstance(given, dict):  # in legacy packages also with the name of a validator
        given = given.get("flags")
    return " ".join(words_of(given, path)).split()


def _number(word: str) -> float | None:
    try:
        return float(word)
    except ValueError:
        return None
