"""YAML without surprises, read and written. Imported when a package is: no node waits for the library to start."""

from typing import Any

import yaml
from yaml.composer import Composer


class _Loader(Composer, yaml.CSafeLoader):
    """Without aliases, of which a few lines can stand for gigabytes. Characters are read in C, where most of the time
    goes; nodes are composed in Python, whose recursion ends with an error: in C it ends the process."""

    def __init__(self, text: str) -> None:
        yaml.CSafeLoader.__init__(self, text)
        Composer.__init__(self)

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not taken")
        return super().compose_node(parent, index)


def read(text: str) -> Any:
    """What it says. Raises ValueError, RecursionError."""
    try:
        return yaml.load(text, _Loader)
    except (yaml.YAMLError, LookupError, AttributeError) as error:  # the last two of what a tag promises, and is not
        raise ValueError(str(error)) from error


def write(values: dict[str, Any]) -> str:
    return str(yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=100))
