"""The documents say what the code does: settings, messages, close codes, commands and routes are compared."""

import inspect
import re
import subprocess
from pathlib import Path

import pytest
from pydantic import SecretStr
from pydantic_core import PydanticUndefined

from codesala import errors
from codesala.languages import LANGUAGES
from codesala.rooms.files import KINDS
from codesala.settings import Settings
from codesala.wire.frames import MessageType, SyncType
from tests.house.sources import own_files
from tests.support.processes import ROOT

SETTINGS_PAGE = (ROOT / "docs/settings.md").read_text()
PROTOCOL_PAGE = (ROOT / "docs/protocol.md").read_text()
README = (ROOT / "README.md").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()

# Sent by the WebSocket layer when the node stops, so not by an error of the tree.
CLOSE_CODES_WITHOUT_ERROR = {1012}
# Errors that only HTTP answers, or that are closed by another's code.
ERRORS_OF_HTTP = {errors.InvalidInput, errors.Conflict, errors.Outdated}


def rows(page: str, first_column: str) -> list[list[str]]:
    """The rows of all tables whose header begins with this word."""
    found, inside = [], False
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            inside = False
        elif cells[0] == first_column:
            inside = True
        elif inside and not cells[0].startswith("---"):
            found.append(cells)
    return found


def error_classes() -> dict[str, type[errors.AppError]]:
    found = inspect.getmembers(errors, lambda value: inspect.isclass(value) and issubclass(value, errors.AppError))
    return dict(found)


def as_written(default: object) -> str:
    """A default as docs/settings.md writes it."""
    if isinstance(default, SecretStr):
        default = default.get_secret_value()
    if isinstance(default, Path) and default.is_absolute():
        default = default.relative_to(ROOT)
    return "empty" if default in ("", (), None) else f"`{default}`"


def test_every_setting_is_documented_with_its_default() -> None:
    documented = {name.strip("`"): default for name, default, _ in rows(SETTINGS_PAGE, "setting")}
    real = {name.upper(): as_written(field.default) for name, field in Settings.model_fields.items()}
    assert PydanticUndefined not in [field.default for field in Settings.model_fields.values()]
    assert documented == real


def test_every_setting_says_what_it_means() -> None:
    for name, _, meaning in rows(SETTINGS_PAGE, "setting"):
        assert re.match(r"[A-Z`].+[.]$", meaning), f"{name}: a sentence, please"


def test_the_message_types_are_those_of_the_code() -> None:
    documented = {int(cells[0]): cells[1].upper().replace(" ", "_") for cells in rows(PROTOCOL_PAGE, "type")}
    assert documented == {kind.value: kind.name for kind in MessageType}


def test_the_requests_of_pages_are_those_of_the_code() -> None:
    source = (ROOT / "backend/codesala/rooms/requests.py").read_text()
    handled = {*re.findall(r'case "(\w+)":', source), *map(str, KINDS)}
    documented = {cells[0].strip("`") for cells in rows(PROTOCOL_PAGE, "request") if not cells[0].startswith("`run.")}
    assert handled == documented | {"language"}  # which has an example of its own


def test_the_sync_subtypes_are_those_of_the_code() -> None:
    sync = next(cells[2] for cells in rows(PROTOCOL_PAGE, "type") if cells[0] == "0")
    documented = {int(number) for number in re.findall(r"(\d) \*(?:SyncStep|Update)", sync)}
    assert documented == {kind.value for kind in SyncType}


def test_the_close_codes_are_those_of_the_error_tree() -> None:
    documented = {int(cells[0]) for cells in rows(PROTOCOL_PAGE, "code")}
    used = {kind.close_code for kind in error_classes().values() if kind not in ERRORS_OF_HTTP}
    assert documented == used | CLOSE_CODES_WITHOUT_ERROR


def test_the_tree_that_errors_begins_with_is_the_tree_of_its_classes() -> None:
    drawn = {name: line for line in (errors.__doc__ or "").splitlines() for name in re.findall(r"─ (\w+)", line)}
    classes = {name: kind for name, kind in error_classes().items() if kind is not errors.AppError}
    assert drawn.keys() == classes.keys()
    for name, line in drawn.items():
        numbers = [int(number) for number in re.findall(r"\b\d{3,4}\b", line)]
        assert numbers[0] == classes[name].status, name
        if len(numbers) > 1:
            assert numbers[1] == classes[name].close_code, name


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_the_commands_of_a_page_exist(page: str) -> None:
    text = (ROOT / page).read_text()
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    code = "\n".join(re.findall(r"```sh\n(.*?)```", text, re.DOTALL) + re.findall(r"`([^`\n]+)`", text))
    named = re.findall(r"\bmake ([a-z-]+)", code)
    assert named
    assert set(named) <= targets


def test_make_help_lists_the_verbs() -> None:
    said = subprocess.run(["make", "help"], check=True, cwd=ROOT, capture_output=True, text=True).stdout
    for verb in ("run", "build", "test", "check", "lock", "clean", "help"):
        assert re.search(rf"^ *make {verb} ", said, re.MULTILINE), verb


def test_every_link_to_a_file_leads_somewhere() -> None:
    pages = [name for name in own_files() if name.suffix == ".md"]
    links = [
        (page, target) for page in pages for target in re.findall(r"\]\((?!\w+:|#)([^)#]+)", (ROOT / page).read_text())
    ]
    broken = [f"{page}: {target}" for page, target in links if not (ROOT / page).parent.joinpath(target).exists()]
    assert links
    assert not broken


def test_the_page_of_the_api_names_every_request_once_and_the_readme_none_that_is_not_there() -> None:
    from codesala.main import create_app

    paths = create_app(Settings(_env_file=None)).openapi()["paths"]
    answered = sorted((method.upper(), path) for path, methods in paths.items() for method in methods)
    assert sorted(requests_of((ROOT / "docs/api.md").read_text())) == answered
    assert set(requests_of(README)) <= set(answered)


def requests_of(page: str) -> list[tuple[str, str]]:
    """The rows' `METHOD /path`, and `METHOD` alone, which is of the path before it."""
    found, path = [], ""
    for row in re.findall(r"^\| `[A-Z]+ /.*", page, re.MULTILINE):
        for method, named in re.findall(r"`(GET|POST|PUT|PATCH|DELETE)(?: (/[^`?]*)[^`]*)?`", row):
            path = named or path
            found.append((method, path))
    return found


def test_the_languages_that_run_are_the_same_for_the_page_the_server_and_the_reader() -> None:
    page = (ROOT / "docs/languages.md").read_text()
    running = [language.name for language in LANGUAGES.values() if language.runs != "nowhere"]
    assert [row[0] for row in rows(page, "Language")] == running
    others = ", ".join(language.name for language in LANGUAGES.values() if language.runs == "nowhere")
    assert f"\nHighlighting only: {others}.\n" in page
    makers = (ROOT / "frontend/src/runner/runtimes.ts").read_text()
    in_the_browser = {language.id for language in LANGUAGES.values() if language.runs == "browser"}
    assert set(re.findall(r"(?m)^  (\w+): async \(\) =>", makers)) == in_the_browser
    recipes = (ROOT / "frontend/src/runner/recipes.ts").read_text()
    named = re.findall(r"version: `(\w+) ([\d.]+) \(", recipes)
    assert [name for name, _number in named] == ["Python", "Lua", "Ruby"]
    assert set(named) <= {(row[0], row[1].partition(",")[0]) for row in rows(page, "Language")}


def words_of(path: str, language: str) -> str:
    """What a file of the page's words says in a language: its half, or all of a file of one language."""
    halves = re.split(r"(?m)^const es\b", (ROOT / "frontend/src/words" / path).read_text())
    return halves[-1 if language == "es" else 0]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_start_page_names_each_language_of_programs(language: str) -> None:
    words = words_of("home/home.ts", language)
    names = [one.name.removesuffix(" (SQLite)") for one in LANGUAGES.values() if one.id != "markdown"]
    assert not [name for name in names if not re.search(rf"(?<!\w){re.escape(name)}(?=[,.; ])", words)]


def test_the_page_calls_languages_as_the_server_does() -> None:
    page = (ROOT / "frontend/src/session/languages.ts").read_text()
    called = dict(re.findall(r'(?m)^  (\w+): "(.+)",$', page.partition("const NAMES")[2].partition("};")[0]))
    assert called.keys() <= LANGUAGES.keys()
    for language in LANGUAGES.values():
        assert called.get(language.id, language.id.capitalize()) == language.name
