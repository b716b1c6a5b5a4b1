"""Which root texts of a document can be those of a session's files, in the bytes of an update."""

import re

from codesala.paths import FILE_ID_CHARACTERS, MAIN_ROOT, ROOT_PREFIX

MAIN = MAIN_ROOT.encode()
ROOT_BYTES = len(ROOT_PREFIX) + FILE_ID_CHARACTERS
"""Of every file but main."""

_FILE_ROOT = re.compile(rf"{ROOT_PREFIX}[A-Za-z0-9]{{{FILE_ID_CHARACTERS}}}".encode())


def is_file_root(root: bytes) -> bool:
    """Whether it may be the root of a file other than main."""
    return _FILE_ROOT.fullmatch(root) is not None
