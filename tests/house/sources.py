"""The project's own files as the house tests see them: what git would commit, and what each Python module imports."""

import ast
import subprocess
from functools import cache
from pathlib import Path

from tests.support.processes import ROOT

GENERATED = ("requirements.lock", "requirements-dev.lock", "package-lock.json", ".gen.ts", "openapi.json")


@cache
def own_files() -> tuple[Path, ...]:
    """Every file that is committed or would be by `git add .`, relative to the root; without git, all but leftovers."""
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listed.returncode == 0:
        names = [Path(name) for name in listed.stdout.split("\0") if name]
    else:
        names = [path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file()]
        leftovers = {".git", ".venv", "node_modules", "dist", "__pycache__", "data"}
        names = [name for name in names if not leftovers & set(name.parts)]
    return tuple(sorted(name for name in names if (ROOT / name).is_file()))


def files_under(folder: str, *suffixes: str) -> list[Path]:
    return [name for name in own_files() if name.is_relative_to(folder) and name.suffix in suffixes]


def is_generated(name: Path) -> bool:
    return str(name).endswith(GENERATED)


@cache
def imports_of(name: Path) -> frozenset[str]:
    """Dotted names of all modules that a Python file imports, anywhere in it; relative imports made absolute."""
    package = list(name.relative_to("backend").parent.parts) if name.is_relative_to("backend") else []
    found: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / name).read_text(), str(name))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            found |= {f"{module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def imports(name: Path, module: str) -> bool:
    """Whether a file imports `module` or something inside it."""
    return any(found == module or found.startswith(f"{module}.") for found in imports_of(name))
