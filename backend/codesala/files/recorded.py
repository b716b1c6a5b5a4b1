"""The files of a session in its recording: as the replay and the export tell of them, and their texts in the end."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from codesala.languages import LANGUAGES
from codesala.paths import MAIN_ID, MAIN_ROOT, main_path, root_of
from codesala.recordings.chain import pretty
from codesala.records import FileFacts

LIST = "files.json"
FOLDER = "files/"
LANGUAGE_OF = {language.ending: language.id for language in LANGUAGES.values()}


def language_of(path: str) -> str | None:
    """By its ending; None for what is no program."""
    _, dot, ending = path.rpartition("/")[2].lower().rpartition(".")
    return LANGUAGE_OF.get(ending) if dot else None


def roots_of(files: Sequence[FileFacts]) -> list[str]:
    return [MAIN_ROOT, *(root_of(file.file_id) for file in files)]


def files_as_json(language: str, files: Sequence[FileFacts]) -> list[dict[str, Any]]:
    """By their last names, the main one first; nothing where that is the only one."""
    if not files:
        return []
    return [
        {"id": MAIN_ID, "root": MAIN_ROOT, "path": main_path(language), "deleted": False},
        *(
            {"id": file.file_id, "root": root_of(file.file_id), "path": file.path, "deleted": file.is_deleted}
            for file in files
        ),
    ]


def exported_files(files: Sequence[FileFacts], texts: Mapping[str, str]) -> dict[str, bytes]:
    """What an export has of the files beside the main one; nothing where there are none."""
    if not files:
        return {}
    contents: dict[str, bytes] = {}
    told: list[dict[str, Any]] = []
    for file in files:
        root = root_of(file.file_id)
        one = {"id": file.file_id, "path": file.path, "root": root}
        if file.is_deleted:
            told.append({**one, "deleted": True})
            continue
        contents[FOLDER + file.path] = content = texts[root].encode()
        told.append({**one, "sha256": hashlib.sha256(content).hexdigest()})
    return {**contents, LIST: pretty(told)}
