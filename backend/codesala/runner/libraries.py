"""Which libraries of this machine programs need: what `ldd` names, and nothing that lies beside them."""

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

NAMED = re.compile(r"^\s*(?:\S+ => )?(/\S+) \(0x", re.MULTILINE)
CHARACTERS = Path("/usr/lib/locale/C.utf8")
"""What LC_ALL=C.UTF-8 means, where the C library does not know it by itself."""


def libraries_of(files: Iterable[Path]) -> list[Path]:
    """Of programs and libraries, each once, by the place where it is looked for. Those that are not on this machine,
    as of a JDK's windows where there is no screen, are left out. Raises OSError without `ldd`."""
    told = subprocess.run(["ldd", *map(str, files)], check=False, capture_output=True, text=True)
    found = {Path(name).parent.resolve() / Path(name).name for name in NAMED.findall(told.stdout)}
    return sorted(found | ({CHARACTERS} if CHARACTERS.is_dir() else set()))
