"""Zip files that anybody may have made: read within bounds, into memory, and taken apart into packages."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from codesala.errors import InvalidInput
from codesala.questions.packages.reading import MAX_YAML_BYTES as READ_OF_A_FILE
from codesala.questions.packages.reading import Note

MIB = 1024 * 1024
MAX_UNPACKED_BYTES = 32 * MIB
MAX_YAML_BYTES = MIB
"""Of all files together that may be read as such: of the densest, 0.2 MiB take a second of computing."""
MAX_ENTRIES = 2_000
MAX_PACKAGES = 200
PIECE = 64 * 1024
OURS = ".codesala"
ENCRYPTED = 0x1
LINK = 0o120000
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
    OSError,
)


@dataclass(frozen=True, slots=True)
class Package:
    """The files of one question, by their paths in it, and what its folder is called."""

    folder: str
    slug: str
    files: Mapping[str, bytes]


def unpack(data: bytes) -> tuple[list[Package], list[Note]]:
    """The packages in a zip file: one at its top, or one a folder; and what of it belongs to none. Takes as long as
    32 MiB of decompressing: call it in a thread. Raises `errors.InvalidInput`."""
    files, notes = _read(data)
    sizes = (len(text) for path, text in files.items() if path.endswith(".yaml"))
    if sum(size for size in sizes if size <= READ_OF_A_FILE) > MAX_YAML_BYTES:
        raise InvalidInput(
            f"The zip file has more than {MAX_YAML_BYTES} bytes of YAML: send fewer questions.", field="body"
        )
    roots = sorted(str(PurePosixPath(path).parent) for path in files if PurePosixPath(path).name == "problem.yaml")
    roots = [root for root in roots if not any(root != other and _is_in(root, other) for other in roots)]
    if not roots:
        raise InvalidInput("There is no problem.yaml in the zip file, so there is no question in it.", field="body")
    if len(roots) > MAX_PACKAGES:
        raise InvalidInput(f"There are more than {MAX_PACKAGES} questions in the zip file: send fewer.", field="body")
    packages = []
    for root in roots:
        own = {path: path.removeprefix(f"{root}/") for path in files if _is_in(path, root)}
        packages.append(Package(root, _slug(root), {inner: files[path] for path, inner in own.items()}))
    claimed = {path for path in files for root in roots if _is_in(path, root)}
    notes += [Note(path, "This belongs to no question, so it was left out.") for path in files if path not in claimed]
    return packages, notes


def _is_in(path: str, root: str) -> bool:
    return root == "." or path.startswith(f"{root}/")


def _slug(root: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", PurePosixPath(root).name.lower()).strip("-")
    return words[:40].strip("-") or "question"


def _read(data: bytes) -> tuple[dict[str, bytes], list[Note]]:
    files: dict[str, bytes] = {}
    notes: list[Note] = []
    left = MAX_UNPACKED_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES:
                raise InvalidInput(f"The zip file has more than {MAX_ENTRIES} entries.", field="body")
            for entry in entries:
                if entry.is_dir():
                    continue
                if why := _refusal(entry):
                    notes.append(Note(_shown(entry.filename), why))
                    continue
                pieces = []
                with archive.open(entry) as opened:
                    while piece := opened.read(PIECE):
                        left -= len(piece)
                        if left < 0:
                            raise InvalidInput(
                                f"Unpacked, the zip file is larger than {MAX_UNPACKED_BYTES} bytes.", field="body"
                            )
                        pieces.append(piece)
                files[entry.filename] = b"".join(pieces)
    except BROKEN as error:
        raise InvalidInput("This is no zip file that can be read here.", field="body") from error
    return files, notes


def _refusal(entry: zipfile.ZipInfo) -> str | None:
    """Why an entry is passed over."""
    parts = entry.filename.split("/")
    if entry.filename.startswith("/") or "\\" in entry.filename or any(part in ("", ".", "..") for part in parts):
        return "Its path leads out of the zip file or is none, so it was left out."
    if any(ord(one) < 32 or 0xD800 <= ord(one) < 0xE000 for one in entry.filename):
        return "Its path holds characters that no path has, so it was left out."
    if any(part.startswith(".") and part != OURS for part in parts) or "__MACOSX" in parts:
        return "Names that begin with a dot, and those of macOS, are left out."
    if (entry.external_attr >> 16) & 0o170000 == LINK:
        return "This is a link and no file, so it was left out."
    if entry.flag_bits & ENCRYPTED:
        return "This is encrypted, so it was left out."
    return None


def _shown(name: str) -> str:
    return name.encode("utf-8", "replace").decode()[:200]
