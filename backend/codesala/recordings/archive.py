"""A zip file whose bytes depend on its contents alone, sealed so that every changed byte is noticed.

The zip's comment, which is at its very end, holds the SHA-256 of all bytes before it.
"""

import hashlib
import io
import zipfile
from collections.abc import Mapping

COMPRESSION_LEVEL = 6
NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip file can say."""
SEAL = "codesala sha256 "
SEAL_BYTES = len(SEAL) + 64


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip file with these contents by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in sorted(files.items()):
            info = zipfile.ZipInfo(name, NO_TIME)
            info.create_system = 3  # whatever the system really is; 3 is Unix
            info.external_attr = 0o644 << 16
            archive.writestr(info, content, zipfile.ZIP_DEFLATED, COMPRESSION_LEVEL)
        archive.comment = bytes(SEAL_BYTES)  # its length is part of what is sealed
    data = buffer.getvalue()[:-SEAL_BYTES]
    return data + _seal(data)


def is_sealed(data: bytes) -> bool:
    """Whether these are the bytes that `pack` made, every one of them."""
    return data[-SEAL_BYTES:] == _seal(data[:-SEAL_BYTES])


def _seal(data: bytes) -> bytes:
    return (SEAL + hashlib.sha256(data).hexdigest()).encode()
