"""Names of files in a session: which may be used, and which are the same. Pure.

A session may be downloaded as a zip file and unpacked anywhere, so a name is what Windows, macOS and Linux all keep.
"""

import re
import secrets
import string
import unicodedata

from codesala.errors import InvalidInput
from codesala.languages import LANGUAGES, ending_of

MAX_PATH_CHARACTERS = 100
MAX_SEGMENTS = 5
MAX_SEGMENT_CHARACTERS = 60

MAIN_ID = "main"
MAIN_ROOT = "code"
ROOT_PREFIX = "file:"
FILE_ID_CHARACTERS = 12

FORBIDDEN = '\\:*?"<>|'
DEVICE = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³]) *(\..*)?", re.IGNORECASE | re.DOTALL)
JOINERS = "\u200c\u200d"
"""Of the characters that cannot be seen, those without which some scripts cannot be written."""

ENDINGS = frozenset(language.ending for language in LANGUAGES.values())


def mint_file_id() -> str:
    alphabet = string.ascii_letters + string.digits
    return "".join(secrets.choice(alphabet) for _ in range(FILE_ID_CHARACTERS))


def root_of(file_id: str) -> str:
    """The name of the document's root text in which a file is."""
    return MAIN_ROOT if file_id == MAIN_ID else f"{ROOT_PREFIX}{file_id}"


def file_of(root: str) -> str:
    """The id of the file whose text is in a root."""
    return root.removeprefix(ROOT_PREFIX) if root != MAIN_ROOT else MAIN_ID


def writer_of(file_id: str) -> str:
    """Who wrote the first batch of a file: the server, which lays it in once."""
    return f"{ROOT_PREFIX}{file_id}"


def is_laid_in(writer: str) -> bool:
    """Whether that writer's batches are texts that the server laid in."""
    return writer.startswith(ROOT_PREFIX)


def main_path(language: str) -> str:
    """The name of a session's main file, which follows the session's language, also one that is none any more."""
    ending = ending_of(language)
    return "Main.java" if ending == "java" else f"main.{ending}"


def checked_path(path: str, field: str = "body.path") -> str:
    """The path in Unicode's form NFC. Raises `errors.InvalidInput`, with a sentence for people."""
    path = unicodedata.normalize("NFC", path)
    if not path:
        raise InvalidInput("The file needs a name.", field=field)
    if len(path) > MAX_PATH_CHARACTERS:
        raise InvalidInput(f"The name is longer than {MAX_PATH_CHARACTERS} characters.", field=field)
    segments = path.split("/")
    if len(segments) > MAX_SEGMENTS:
        raise InvalidInput(f"More than {MAX_SEGMENTS - 1} folders in each other are not possible.", field=field)
    for segment in segments:
        if problem := _problem_of(segment):
            raise InvalidInput(problem, field=field)
    return path


def _problem_of(segment: str) -> str | None:
    if not segment:
        return "A name or a folder is missing before or after a slash."
    if segment in (".", ".."):
        return "A folder cannot be called . or .. here."
    if len(segment) > MAX_SEGMENT_CHARACTERS:
        return f"A part of the name is longer than {MAX_SEGMENT_CHARACTERS} characters."
    if any(character in FORBIDDEN for character in segment):
        return f"A name cannot hold any of {' '.join(FORBIDDEN)} because not every computer could keep it."
    if any(_is_unseen(character) for character in segment):
        return "The name holds a character that cannot be seen."
    if segment != segment.strip() or segment.endswith("."):
        return "A name cannot begin or end with a space, nor end with a dot."
    if DEVICE.fullmatch(segment):
        return f'"{segment}" is the name of a device on Windows, which could not keep such a file.'
    return None


def _is_unseen(character: str) -> bool:
    """Controls, halves of surrogate pairs, what turns the direction of writing, line ends, what is no character."""
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp") and character not in JOINERS


def folded(path: str) -> str:
    """Alike for paths that a computer may take for one: in capitals or not, and however accents are composed."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def is_reserved(path: str) -> bool:
    """Whether it is, or its first folder is, what the main file is called in one of the languages."""
    stem, _, ending = folded(path.partition("/")[0]).rpartition(".")
    return stem == "main" and ending in ENDINGS


def clashes(one: str, other: str) -> bool:
    """Whether two folded paths cannot both be there: they are the same, or one is a folder of the other."""
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")
