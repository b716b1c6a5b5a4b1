"""Which files of a session make a program that runs on the server: as frontend/src/runner/program.test.ts has it."""

import pytest

from codesala.records import FileFacts, SessionFacts
from codesala.rooms.programs.choosing import NotStarted, program_from, program_of


@pytest.mark.parametrize(
    ("paths", "entry", "begins", "belonging"),
    [
        (["Main.java"], "Main.java", "Main.java", ["Main.java"]),
        (["Main.java", "shop/Cart.java", "words.txt"], "Main.java", "Main.java", None),
        (["main.py", "a/Main.java", "a/lib/Heap.java", "ab/C.java"], "a/Main.java", "Main.java", ["lib/Heap.java"]),
        (["main.py", "U.java", "a/Main.java", "a/lib/Heap.java"], "U.java", "U.java", ["main.py"]),
        (["main.py", "a/T.java", "a/d.csv", "a/b/MAIN.Py", "a/b/c/d.txt"], "a/T.java", "T.java", ["d.csv"]),
        (["Main.java", "a/main.md", "b/domain.py", "c/main"], "Main.java", "Main.java", None),
    ],
)
def test_a_program_is_the_folder_of_its_first_file_without_programs_below(
    paths: list[str], entry: str, begins: str, belonging: list[str] | None
) -> None:
    program = program_from({path: f"text of {path}" for path in paths}, entry)
    assert program.entry == begins
    assert set(program.files) == {begins, *(paths if belonging is None else belonging)}
    assert program.files[begins] == f"text of {entry}"


def session(language: str, *files: FileFacts) -> tuple[SessionFacts, dict[str, str]]:
    texts = {"code": "main", **{f"file:{file.file_id}": file.path for file in files}}
    return SessionFacts("a session", None, language, "live", files=files), texts


def test_a_program_begins_with_main_unless_another_file_is_named() -> None:
    facts, texts = session("java", FileFacts("a" * 12, "Cart.java", True, False))
    for entry in (None, "Main.java"):
        assert program_of(facts, texts, "java", entry) == ({"Main.java": "main", "Cart.java": "Cart.java"}, "Main.java")
    assert program_of(facts, texts, "java", "Cart.java").entry == "Cart.java"


def test_main_is_named_by_the_language_of_its_run_also_before_the_session_has_that() -> None:
    facts, texts = session("python", FileFacts("a" * 12, "Cart.java", True, False))
    for entry in (None, "Main.java"):
        assert program_of(facts, texts, "java", entry).files["Main.java"] == "main"
    assert set(program_of(facts, texts, "java", "Cart.java").files) == {"Cart.java", "main.py"}


def test_a_deleted_file_is_in_no_program() -> None:
    facts, texts = session("java", FileFacts("a" * 12, "Cart.java", True, True))
    assert set(program_of(facts, texts, "java", None).files) == {"Main.java"}
    with pytest.raises(NotStarted, match="not in this session any more"):
        program_of(facts, texts, "java", "Cart.java")


def test_a_file_of_another_language_begins_no_program() -> None:
    facts, texts = session("java", FileFacts("a" * 12, "words.txt", True, False))
    with pytest.raises(NotStarted, match=r"begins with a file whose name ends in \.java"):
        program_of(facts, texts, "java", "words.txt")
