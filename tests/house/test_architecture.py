"""The floors of the house as an executable table: who may import whom (docs/architecture.md)."""

import re
from pathlib import Path

import pytest

from tests.house.sources import files_under, imports, imports_of
from tests.support.processes import ROOT

# plain values that cross floors, and their bytes
LEAVES = {"errors", "records", "identity", "entries", "varint", "yjs"}

# floor → what it may import of ours, besides itself
FLOORS = {
    "api": {"services", "rooms", *LEAVES},
    "services": {"storage", *LEAVES},
    "rooms": LEAVES,
    "broker": {"errors"},
    "storage": LEAVES,
    "jobs": {"services", "rooms", "errors"},
    "runner": {"errors"},
    "records": set[str](),
    "identity": set[str](),
    "entries": {"errors", "varint", "records"},
    "varint": set[str](),
    "yjs": set[str](),
    "errors": set[str](),
    "settings": set[str](),
    "logs": set[str](),
}

# The wiring: it knows all parts, and alone reads the settings.
WIRING = {"main", "__main__"}

# place → libraries that must not appear there
FORBIDDEN_LIBRARIES = {
    "rooms": {"fastapi", "starlette", "sqlalchemy", "redis"},
    "services": {"fastapi", "starlette", "redis"},
    "runner": {"fastapi", "starlette", "sqlalchemy", "redis", "uvicorn"},
    "rooms/room.py": {"asyncio"},
    "rooms/protocol.py": {"asyncio"},
    "rooms/screening.py": {"asyncio", "pycrdt"},
}

PYCRDT_BELONGS_IN = ("rooms/", "services/replay.py")

# folder of the page → folders and texts that must not appear there
PAGE_FLOORS = {
    "sync": {"editor", "ui"},
    "editor": {"sync", "api"},
    "runner": {"sync", "ui"},
}

PACKAGE = Path("backend/codesala")
MODULES = files_under(str(PACKAGE), ".py")


def floor_of(name: Path) -> str:
    return name.relative_to(PACKAGE).parts[0].removesuffix(".py")


def named(path: Path) -> str:
    return str(path)


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_a_module_imports_only_floors_that_its_own_may_see(module: Path) -> None:
    floor = floor_of(module)
    if floor in WIRING or floor == "__init__":
        return
    assert floor in FLOORS, f"{floor} is a new floor: give it a line in this table and in docs/architecture.md"
    seen = {found.split(".")[1] for found in imports_of(module) if found.startswith("codesala.")}
    assert seen <= FLOORS[floor] | {floor}


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_libraries_stay_on_their_floors(module: Path) -> None:
    place = module.relative_to(PACKAGE).as_posix()
    for where, libraries in FORBIDDEN_LIBRARIES.items():
        if place == where or place.startswith(f"{where}/"):
            assert not {library for library in libraries if imports(module, library)}, f"not in {where}"
    if not place.startswith(PYCRDT_BELONGS_IN):
        assert not imports(module, "pycrdt"), "documents are touched in rooms and in services/replay.py only"


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_only_the_wiring_reads_the_settings(module: Path) -> None:
    if floor_of(module) not in WIRING:
        assert not imports(module, "codesala.settings"), "take values as arguments instead"


@pytest.mark.parametrize("module", files_under("frontend/src", ".ts", ".svelte"), ids=named)
def test_the_parts_of_the_page_stay_apart(module: Path) -> None:
    folder = module.relative_to("frontend/src").parts[0]
    source = (ROOT / module).read_text()
    specifiers = re.findall(r"""(?:from|import)\s*\(?\s*["']([^"']+)["']""", source)
    reached = set()
    for specifier in specifiers:
        if specifier.startswith("."):
            target = (ROOT / module).parent.joinpath(specifier).resolve()
            if target.is_relative_to(ROOT / "frontend" / "src"):
                reached.add(target.relative_to(ROOT / "frontend" / "src").parts[0])
    assert not reached & PAGE_FLOORS.get(folder, set())
    if folder == "ui":
        assert "new WebSocket" not in source, "the socket belongs to sync"


def test_the_table_sees_the_code() -> None:
    assert {floor_of(module) for module in MODULES} >= {"rooms", "services", "storage"}
