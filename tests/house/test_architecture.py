"""The floors of the house as an executable table: who may import whom (docs/architecture.md)."""

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from tests.house.sources import files_under, imports, imports_of
from tests.support.processes import ROOT

# plain values that cross floors, and their bytes
LEAVES = {"errors", "marks", "records", "identity", "entries", "varint", "yjs", "updates", "languages", "paths"}

# floor → what it may import of ours, besides itself
FLOORS = {
    "api": {"services", "rooms", "questions", *LEAVES},
    "questions": {"api", "services", "storage", *LEAVES},
    "services": {"storage", *LEAVES},
    "rooms": LEAVES,
    "broker": {"errors"},
    "storage": LEAVES,
    "jobs": {"services", "rooms", "errors", "marks"},
    "runner": {"errors", "paths"},
    "languages": {"errors"},
    "paths": {"errors", "languages"},
    "records": set[str](),
    "identity": set[str](),
    "entries": {"errors", "varint", "records"},
    "varint": set[str](),
    "yjs": set[str](),
    "updates": {"varint", "yjs"},
    "errors": set[str](),
    "settings": set[str](),
    "logs": set[str](),
    "marks": set[str](),
    "heartbeats": set[str](),
    "supervisor": {"heartbeats", "marks"},
}

# The wiring: it knows all parts, and alone reads the settings.
WIRING = {"main", "__main__", "commands", "serving"}

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

# Parts that hold their room, which holds them: they leave one by one, nobody else comes.
ROOM_AND_ITS_PARTS = {
    f"codesala.rooms.{part}"
    for part in (
        "across",
        "broadcast",
        "held",
        "keystrokes",
        "lobby",
        "offline",
        "ownership",
        "people",
        "record",
        "requests",
        "rights",
        "room",
        "runs",
        "saying",
        "state",
        "texts.files",
        "words",
    )
}

MOST_FILES = 20
"""In a folder; more are several subjects. Those that are larger may only shrink."""
LARGER_FOLDERS = {"api": 39, "rooms": 51, "services": 31, "storage": 31}

PACKAGE = Path("backend/codesala")
SAMPLES = PACKAGE / "questions/samples"  # programs of interviews
MODULES = [name for name in files_under(str(PACKAGE), ".py") if not name.is_relative_to(SAMPLES)]
PAGE = files_under("frontend/src", ".ts", ".svelte")


def floor_of(name: Path) -> str:
    return name.relative_to(PACKAGE).parts[0].removesuffix(".py")


def name_of(module: Path) -> str:
    return ".".join(module.relative_to("backend").with_suffix("").parts).removesuffix(".__init__")


def known(found: str, names: Mapping[str, Path]) -> str:
    """The module that is imported: of `from a.b import c` that is a.b.c or a.b."""
    return found if found in names else found.rpartition(".")[0]


def circles_of(graph: Mapping[str, set[str]]) -> list[set[str]]:
    """Sets of modules of which each reaches all others."""
    reachable: dict[str, set[str]] = {}
    for start in graph:
        seen: set[str] = set()
        ahead = list(graph[start])
        while ahead:
            module = ahead.pop()
            if module not in seen:
                seen.add(module)
                ahead += graph[module]
        reachable[start] = seen
    circles = {frozenset(one for one in seen if start in reachable[one]) for start, seen in reachable.items()}
    return [set(circle) for circle in circles if circle]


def parts_reached(module: Path, source: str) -> set[str]:
    """The folders of frontend/src that a module of the page imports from."""
    top = ROOT / "frontend" / "src"
    specifiers = re.findall(r"""(?:from|import)\s*\(?\s*["']([^"']+)["']""", source)
    targets = [(ROOT / module).parent.joinpath(found).resolve() for found in specifiers if found.startswith(".")]
    return {target.relative_to(top).parts[0] for target in targets if target.is_relative_to(top)}


def test_a_module_imports_only_floors_that_its_own_may_see() -> None:
    wrong = {}
    for module in MODULES:
        floor = floor_of(module)
        if floor in WIRING or floor == "__init__":
            continue
        assert floor in FLOORS, f"{floor} is a new floor: give it a line in this table and in docs/architecture.md"
        seen = {found.split(".")[1] for found in imports_of(module) if found.startswith("codesala.")}
        wrong[str(module)] = seen - (FLOORS[floor] | {floor})
    assert not {module: floors for module, floors in wrong.items() if floors}


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Also not for types alone: who reads one of them must read all."""
    names = {name_of(module): module for module in MODULES}
    reached = {name: {known(found, names) for found in imports_of(module)} for name, module in names.items()}
    circles = circles_of({name: (found & names.keys()) - {name} for name, found in reached.items()})
    assert circles == [ROOM_AND_ITS_PARTS], "take out what left the circle; let nobody in"


def test_circles_are_found() -> None:
    assert circles_of({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [{"a", "b", "c"}]
    assert circles_of({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


def test_folders_hold_one_subject() -> None:
    files = Counter(module.parent for module in MODULES if module.name != "__init__.py")
    large = {
        folder.name: count for folder, count in files.items() if count > LARGER_FOLDERS.get(folder.name, MOST_FILES)
    }
    assert not large, "begin a folder for what is new (or put it where it belongs)"


def test_libraries_stay_on_their_floors() -> None:
    wrong = []
    for module in MODULES:
        place = module.relative_to(PACKAGE).as_posix()
        for where, libraries in FORBIDDEN_LIBRARIES.items():
            if place == where or place.startswith(f"{where}/"):
                wrong += [(place, library) for library in libraries if imports(module, library)]
        if not place.startswith(PYCRDT_BELONGS_IN) and imports(module, "pycrdt"):
            wrong.append((place, "pycrdt"))
    assert not wrong, "documents are touched in rooms and in services/replay.py only"


def test_only_the_wiring_reads_the_settings() -> None:
    readers = [str(name) for name in MODULES if floor_of(name) not in WIRING and imports(name, "codesala.settings")]
    assert not readers, "take values as arguments instead"


def test_the_parts_of_the_page_stay_apart() -> None:
    wrong = {}
    for module in PAGE:
        folder = module.relative_to("frontend/src").parts[0]
        source = (ROOT / module).read_text()
        wrong[str(module)] = parts_reached(module, source) & PAGE_FLOORS.get(folder, set())
        assert folder != "ui" or "new WebSocket" not in source, f"{module}: the socket belongs to sync"
    assert not {module: reached for module, reached in wrong.items() if reached}


def test_the_tables_see_the_code() -> None:
    assert {floor_of(module) for module in MODULES} >= {"rooms", "services", "storage"}
    assert {module.relative_to("frontend/src").parts[0] for module in PAGE} >= {"sync", "editor", "runner", "ui"}
    reached = [parts_reached(module, (ROOT / module).read_text()) for module in PAGE]
    assert set().union(*reached) >= {"sync", "editor", "runner"}, "imports of the page are found"
