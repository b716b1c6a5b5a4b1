"""The Python packages that the server is installed with, on this machine."""

import re

from tests.support.processes import ROOT

# Only elsewhere: on Windows, and for older Pythons.
ELSEWHERE = {"async-timeout", "colorama", "tzdata"}


def python_packages() -> list[str]:
    """Their names, as they are locked."""
    found = re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    return [name for name in found if name not in ELSEWHERE]
