"""Names of files: what is accepted can be unpacked on any computer, and nothing becomes something else there."""

import unicodedata
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesala.errors import InvalidInput
from codesala.languages import LANGUAGES
from codesala.paths import checked_path, clashes, folded, is_reserved, main_path, mint_file_id, root_of

SEGMENTS = st.one_of(
    st.text(min_size=1, max_size=8),
    st.sampled_from(["a", "A", "é", "e\u0301", "É", "ß", "SS", "ﬁ", "main.py", "util.py", "Util.PY", "con", ".", " "]),
)
PATHS = st.lists(SEGMENTS, min_size=1, max_size=3).map("/".join)


def accepted(path: str) -> str | None:
    try:
        return checked_path(path)
    except InvalidInput:
        return None


@given(st.lists(PATHS, max_size=12))
def test_files_that_may_be_together_survive_a_zip_and_a_disk_that_knows_no_capitals(asked: list[str]) -> None:
    kept: dict[str, str] = {}
    for path in asked:
        good = accepted(path)
        if good is not None and not any(clashes(other, folded(good)) for other in kept):
            kept[folded(good)] = good
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in kept.values():
            archive.writestr(path, path)
    for spelled in (str.lower, str.upper, str):  # the last: a disk of Linux
        disk: dict[str, str] = {}
        folders: set[str] = set()
        with zipfile.ZipFile(packed) as archive:
            assert not [name for name in archive.namelist() if name.startswith("/") or ".." in name.split("/")]
            for name in archive.namelist():
                place = spelled(unicodedata.normalize("NFD", name))
                assert place not in disk
                disk[place] = archive.read(name).decode()
                parts = place.split("/")
                folders |= {"/".join(parts[:depth]) for depth in range(1, len(parts))}
        assert set(disk.values()) == set(kept.values())
        assert not folders & disk.keys()


@given(st.text(max_size=120))
def test_what_is_accepted_stays_as_it_is_when_checked_again(path: str) -> None:
    good = accepted(path)
    if good is not None:
        assert checked_path(good) == good
        assert len(folded(good)) <= 300
        good.encode()


@pytest.mark.parametrize(
    "path",
    [
        *("", "/a", "a/", "a//b", "../x", "a/../b", ".", "a/./b", "a\\b", "a:b", "a*", "a?", 'a"', "a<", "a>", "a|"),
        *("a\0", "a\nb", "a\u202eb", "a\u200bb", "\ufeffa", "a\ud800", "a ", " a", "a.", "a./b", "\u00a0a"),
        *("CON", "con.py", "NUL", "aux/b", "COM1.txt", "lpt9", "com¹", "CON .txt", "conin$"),
        *("x" * 61, "/".join(["x" * 33] * 3), "a/b/c/d/e/f"),
    ],
)
def test_a_name_that_some_computer_could_not_keep_is_refused_with_a_sentence(path: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        checked_path(path)
    assert refused.value.detail.endswith(".")
    assert refused.value.field == "body.path"


@pytest.mark.parametrize(
    "path",
    [
        "util.py",
        ".gitignore",
        "src/my file.h",
        "été/código.py",
        "数据.csv",
        "می\u200cخواهم.txt",
        "a/b/c/d/e",
        "console.py",
    ],
)
def test_ordinary_names_in_any_script_are_fine(path: str) -> None:
    assert checked_path(path) == path


def test_a_name_is_kept_with_its_accents_composed() -> None:
    assert checked_path("e\u0301.py") == "é.py"


def test_the_main_file_is_called_by_the_language_of_the_session() -> None:
    assert [main_path(language) for language in ("python", "java", "cpp")] == ["main.py", "Main.java", "main.cpp"]
    assert all(is_reserved(main_path(language)) for language in LANGUAGES)
    assert main_path("one that was taken out of the list") == "main.txt"


@pytest.mark.parametrize(
    ("path", "expected"),
    [("MAIN.Py", True), ("main.py/a", True), ("a/main.py", False), ("main.h", False), ("main", False), ("x.py", False)],
)
def test_no_other_file_is_called_as_the_main_file_in_any_language(path: str, *, expected: bool) -> None:
    assert is_reserved(path) is expected


def test_a_file_has_a_root_of_its_own_and_the_main_file_the_one_that_stock_clients_know() -> None:
    file_id = mint_file_id()
    assert (len(file_id), file_id.isalnum(), file_id.isascii()) == (12, True, True)
    assert (root_of(file_id), root_of("main")) == (f"file:{file_id}", "code")
