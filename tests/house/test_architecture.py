"""The floors of the house as an executable table: who may import whom (docs/architecture.md)."""

import ast
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from tests.house.sources import files_under, imports, imports_of, own_files
from tests.support.processes import ROOT

# plain values that cross floors, and their bytes
LEAVES = {"bounds", "clock", "errors", "marks", "records", "identity", "wire", "languages", "paths", "texts"}

# What is asked over REST lies in a package of its domain, and the names of its files say what they are.
DOMAINS = {
    *("erasures", "files", "links", "notes", "participants", "practice", "questions", "recordings", "scorecards"),
    *("languages", "sessions", "templates", "testreports"),
}
FILES_OF_A_DOMAIN = {
    **dict.fromkeys(("access", "answers", "api", "schemas"), "api"),
    **dict.fromkeys(("rows", "tables"), "rows"),
}
"""By the first word of the file's name: all others are rules."""

# floor → what it may import of ours, besides itself
FLOORS = {
    "web": {"rules", "rooms", *LEAVES},
    "api": {"web", "rules", "rooms", "db", *LEAVES},
    "rules": {"rows", "db", *LEAVES},
    "rows": {"db", *LEAVES},
    "rooms": LEAVES,
    "broker": {"errors"},
    "db": LEAVES,
    "jobs": {"rules", "rooms", "errors", "marks"},
    "runner": {"errors", "paths"},
    "languages": {"errors"},
    "paths": {"errors", "languages"},
    "records": set[str](),
    "identity": set[str](),
    "wire": {"errors", "paths", "records"},
    "bounds": set[str](),
    "clock": set[str](),
    "errors": set[str](),
    "texts": set[str](),
    "settings": set[str](),
    "logs": set[str](),
    "marks": set[str](),
    "heartbeats": set[str](),
    "supervisor": {"heartbeats", "marks"},
}

# The wiring: it knows all parts, and alone reads the settings.
WIRING = {"main", "__main__", "commands", "serving"}

# floor or file → libraries that must not appear there
FORBIDDEN_LIBRARIES = {
    "rooms": {"fastapi", "starlette", "sqlalchemy", "redis"},
    "rules": {"fastapi", "starlette", "redis"},
    "rows": {"fastapi", "starlette", "redis"},
    "db": {"fastapi", "starlette", "redis"},
    "runner": {"fastapi", "starlette", "sqlalchemy", "redis", "uvicorn"},
    "wire": {"asyncio", "fastapi", "pycrdt", "redis", "sqlalchemy", "starlette", "time"},
    "rooms/room.py": {"asyncio"},
}

WHOLE_RECORDINGS = (
    "load",
    "load_by_link",
    "gather",
    "gather_by_link",
    "read_subject",
    "newest_texts",
    "all_texts",
    "read_texts",
)
"""What reads one, or a whole library."""

PYCRDT_BELONGS_IN = ("rooms/", "recordings/service.py")

# What knows Svelte, of the page: looks, state, what stands in a region, whole screens, and what shows them.
UI = {"app", "kit", "panes", "screens", "session"}

# folder of the page → folders and texts that must not appear there
PAGE_FLOORS = {
    "api": {"editor", "sync", *UI},
    "sync": {"editor", *UI},
    "record": {"editor", *UI},
    "editor": {"sync", "api", *UI},
    "runner": {"sync", *UI},
    "words": UI,
    "kit": {"session", "screens"},
    "session": {"screens"},
}

MOST_FILES = 20
"""In a folder, but for tests beside what they test; more are several subjects."""

PACKAGE = Path("backend/codesala")
SAMPLES = PACKAGE / "questions/samples"  # programs of interviews
MODULES = [name for name in files_under(str(PACKAGE), ".py") if not name.is_relative_to(SAMPLES)]
PAGE = files_under("frontend/src", ".ts", ".svelte")


def floor_of(name: Path) -> str:
    place = name.relative_to(PACKAGE).with_suffix("")
    top, *below = place.parts
    if top not in DOMAINS:
        return top
    floor = FILES_OF_A_DOMAIN.get(below[0].split("_")[0], "rules")
    return top if top in FLOORS and floor == "rules" else floor  # languages are plain values, which have an API


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
    names = {name_of(module): module for module in MODULES}
    for module in MODULES:
        floor = floor_of(module)
        if floor in WIRING or floor == "__init__":
            continue
        assert floor in FLOORS, f"{floor} is a new floor: give it a line in this table and in docs/architecture.md"
        reached = {known(found, names) for found in imports_of(module)} & names.keys()
        wrong[str(module)] = {floor_of(names[found]) for found in reached} - FLOORS[floor] - {floor, "__init__"}
    assert not {module: floors for module, floors in wrong.items() if floors}


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Also not for types alone: who reads one of them must read all. So no part of a room knows the room, which is made
    of them (rooms/room.py)."""
    names = {name_of(module): module for module in MODULES}
    reached = {name: {known(found, names) for found in imports_of(module)} for name, module in names.items()}
    circles = circles_of({name: (found & names.keys()) - {name} for name, found in reached.items()})
    assert not circles, "return what concerns others, or take it as an argument"


def test_circles_are_found() -> None:
    assert circles_of({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [{"a", "b", "c"}]
    assert circles_of({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


def test_folders_hold_one_subject() -> None:
    modules = [module for module in MODULES if module.name != "__init__.py"]
    page = [name for name in own_files() if name.is_relative_to("frontend/src") and not name.name.endswith(".test.ts")]
    files = Counter(name.parent for name in [*modules, *page])
    large = {str(folder): count for folder, count in files.items() if count > MOST_FILES}
    assert not large, "begin a folder for what is new (or put it where it belongs)"


def test_libraries_stay_on_their_floors() -> None:
    wrong = []
    for module in MODULES:
        place = module.relative_to(PACKAGE).as_posix()
        for where, libraries in FORBIDDEN_LIBRARIES.items():
            if where in (place, floor_of(module)):
                wrong += [(place, library) for library in libraries if imports(module, library)]
        if not place.startswith(PYCRDT_BELONGS_IN) and imports(module, "pycrdt"):
            wrong.append((place, "pycrdt"))
    assert not wrong, "documents are touched in rooms and in recordings/service.py only"


def test_recordings_are_read_by_whoever_has_a_turn() -> None:
    """Many who ask at once would fill the memory: see web/heavy.py."""
    offenders = []
    for name in files_under("backend/codesala", ".py"):
        if not name.name.startswith(("api", "access", "answers")):
            continue
        nodes = list(ast.walk(ast.parse((ROOT / name).read_text())))
        turns = [node for node in nodes if isinstance(node, ast.AsyncWith) and ".turn(" in ast.unparse(node.items[0])]
        in_turn = {inner for turn in turns for inner in ast.walk(turn)}
        for node in nodes:
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in WHOLE_RECORDINGS:
                offenders += [] if node in in_turn else [f"{name}:{node.lineno}"]
    assert offenders == []


def test_only_the_wiring_reads_the_settings() -> None:
    readers = [str(name) for name in MODULES if floor_of(name) not in WIRING and imports(name, "codesala.settings")]
    assert not readers, "take values as arguments instead"


def test_the_parts_of_the_page_stay_apart() -> None:
    wrong = {}
    for module in PAGE:
        folder = module.relative_to("frontend/src").parts[0]
        source = (ROOT / module).read_text()
        wrong[str(module)] = parts_reached(module, source) & PAGE_FLOORS.get(folder, set())
        assert folder not in UI or "new WebSocket" not in source, f"{module}: the socket belongs to sync"
    assert not {module: reached for module, reached in wrong.items() if reached}


def test_the_tables_see_the_code() -> None:
    assert {floor_of(module) for module in MODULES} >= {"rooms", "api", "rules", "rows", "db"}
    assert {module.relative_to("frontend/src").parts[0] for module in PAGE} >= {"sync", "editor", "runner", *UI}
    reached = [parts_reached(module, (ROOT / module).read_text()) for module in PAGE]
    assert set().union(*reached) >= {"sync", "editor", "runner"}, "imports of the page are found"
