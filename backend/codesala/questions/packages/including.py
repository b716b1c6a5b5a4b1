"""Files that a package lays beside every program (`include`): taken among those with which candidates begin."""

from codesala.paths import clashes, folded, is_reserved
from codesala.questions.packages.programs import CODES
from codesala.questions.packages.reading import Folder

DEFAULT = "default"
BEGINS = "Of include, files beside a program are taken; this one begins a program, so it was left out."
ALONE = "There is no starter in this language beside which this could be laid, so it was left out."
CLASHES = "Another file of the question has this name, so this was left out."


def take_included(folder: Folder, files: dict[str, str], languages: dict[str, dict[str, dict[str, str]]]) -> None:
    """Into `files`, for every language, and into those of a language, where it has a starter."""
    for name, path in folder.under("include").items():
        code, _, inner = name.partition("/")
        if not inner or code not in (DEFAULT, *CODES):
            continue
        starter = files if code == DEFAULT else languages.get(CODES[code], {}).get("files")
        others = (
            [files, *(own.get("files", {}) for own in languages.values())] if starter is files else [files, starter]
        )
        if is_reserved(inner):
            folder.note(path, BEGINS)
        elif starter is None:
            folder.note(path, ALONE)
        elif any(clashes(folded(inner), folded(other)) for one in others if one for other in one):
            folder.note(path, CLASHES)
        elif (text := folder.text(path)) is not None:
            starter[inner] = text
