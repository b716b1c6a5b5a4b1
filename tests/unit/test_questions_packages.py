"""Problem packages: what is written is read as the same question, and what anybody sends breaks nothing."""

import io
import json
import stat
import zipfile
from typing import Any

import pytest

from codesala.errors import InvalidInput
from codesala.questions.content import Content
from codesala.questions.importing import read_zip
from codesala.questions.packages import zips
from codesala.questions.packages.icpc import read_package
from codesala.questions.packages.reading import Unreadable
from codesala.questions.packages.writing import package_of
from codesala.questions.samples import FOLDER, files_of, samples
from tests.support.libraries import content

RICH = content(
    "rich",
    title="Rich: “quotes”, and more",
    difficulty="hard",
    minutes=45,
    tags=["graphs", "two words"],
    statements={"en": "# One\n\n![x](grid.png)\n", "pt-BR": "Um\n"},
    assets={"grid.png": "iVBORw=="},
    languages={
        "python": {"files": {"main.py": "a\n", "lib/util.py": "b\n"}, "solution": {"main.py": "c\n"}},
        "java": {"files": {"Main.java": "class Main {}\n"}, "solution": {"Main.java": "class Main {}\n"}},
        "sql": {"files": {}, "solution": {"main.sql": "SELECT 1;\n"}},
    },
    files={"data/words list.txt": "één\n"},
    tests={
        "time_limit_s": 3.5,
        "compare": {"case_sensitive": True, "float_tolerance": 1e-6, "any_order": True},
        "function": {"name": "f", "parameters": [{"name": "a", "type": "int"}], "returns": "int", "result": "a"},
        "cases": [
            {"id": "b", "kind": "io", "is_visible": True, "name": "z last", "stdin": "1\n", "stdout": "2\n"},
            {"id": "a", "kind": "io", "is_visible": True, "stdout": "", "args": ["-v", "3"], "hint": "Look: there"},
            {"id": "f", "kind": "io", "stdout": "3\n", "files": {"in/a b.csv": "1,2\n", "words.txt": "é\n"}},
            {"id": "h", "kind": "io", "name": "hidden", "stdin": "", "stdout": "x"},
            {"id": "c-7", "kind": "call", "name": "call", "input": {"a": 1}, "expected": {"error": "no"}},
            {"id": "d", "kind": "call", "is_visible": True, "property": "g", "input": {"a": []}, "expected": None},
        ],
    },
    guide="Ask.\n",
    skills=[{"name": "Speed", "levels": ["1", "2", "3", "4"]}],
    license="cc by",
    authors=["Ana <ana@docs.example>"],
    source="A book: page 3",
    uuid="0f8fad5b-d9cb-469f-a165-70867728950e",
)


def test_a_question_that_was_written_is_read_as_the_same() -> None:
    given = Content.model_validate(RICH)
    read, notes = read_package(package_of(given), "other")
    assert read == given
    assert notes == ()


@pytest.mark.parametrize(("title", "titles"), [("Sum", {"es": "Suma"}), ("Suma", {"en": "Sum"}), ("Suma", {})])
def test_titles_in_other_languages_are_kept(title: str, titles: dict[str, str]) -> None:
    texts = {"en": "Add.", "es": "Suma."}
    given = Content.model_validate(content("a", title=title, titles=titles, statements=texts))
    assert read_package(package_of(given), "other")[0] == given


def test_a_title_in_a_language_that_is_none_is_left_out() -> None:
    read, _ = read_package(package(**{"problem.yaml": "name: {en: Sum, es: Suma, zh_CN: x, fr: null, 7: y}\n"}), "a")
    assert (read.title, read.titles) == ("Sum", {"es": "Suma"})


@pytest.mark.parametrize("slug", sorted(samples()))
def test_a_package_that_was_read_is_written_as_the_same_files_but_for_its_yaml(slug: str) -> None:
    files = files_of(FOLDER / slug)
    written = package_of(samples()[slug])
    assert written.keys() == files.keys()
    assert {path for path in files if files[path] != written[path]} <= {"problem.yaml", ".codesala/question.yaml"}


def package(**files: str | bytes) -> dict[str, bytes]:
    """A small package with these files beside, or instead of, its own."""
    given = {"problem.yaml": b"name: Legacy\n", "problem_statement/problem.en.md": b"Do it."}
    return given | {path: data if isinstance(data, bytes) else data.encode() for path, data in files.items()}


def test_a_legacy_package_is_read() -> None:
    yaml = "name: Old\nauthor: Bo\nkeywords: graph tree\nlicense: cc by-sa\nvalidator_flags: float_tolerance 1e-4\n"
    files = {
        "problem.yaml": yaml,
        "submissions/accepted/sol.cpp": "int main() {}\n",
        "submissions/accepted/other.cpp": "int main() { return 0; }\n",
        "submissions/accepted/bo.py": "pass\n",
        "submissions/wrong_answer/no.py": "no\n",
        "data/sample/1.in": "a\r\nb",
        "data/sample/1.ans": "c",
        "data/secret/2.in": "d",
    }
    read, notes = read_package(package(**files), "old-one")
    assert (read.title, read.slug, read.authors, read.tags) == ("Old", "old-one", ["Bo"], ["graph", "tree"])
    assert read.tests.compare.float_tolerance == 1e-4
    assert [(case.id, case.is_visible) for case in read.tests.cases] == [("s-1", True)]
    assert read.languages["cpp"].solution == {"main.cpp": "int main() { return 0; }\n"}
    assert read.languages["python"].solution == {"main.py": "pass\n"}
    assert {note.path for note in notes} == {
        "data/secret/2.in",
        "submissions/accepted/sol.cpp",
        "submissions/wrong_answer/no.py",
    }


def test_cases_of_exercism_say_themselves_which_function_they_call() -> None:
    calls = [
        {"uuid": "1", "description": "one", "property": "twoFer", "input": {"name": "Al", "age": 3}, "expected": "x"},
        {"uuid": "2", "description": "two", "property": "twoFer", "input": {"age": 4, "name": ""}, "expected": "y"},
    ]
    read, _ = read_package(package(**{".codesala/canonical-data.json": json.dumps({"cases": calls})}), "two-fer")
    assert read.tests.function is not None
    assert read.tests.function.name == "twoFer"
    assert [parameter.name for parameter in read.tests.function.parameters] == ["name", "age"]


def test_what_is_not_understood_is_named() -> None:
    files: dict[str, Any] = {
        "problem.yaml": "name: X\ntype: [pass-fail, interactive]\n",
        "statement/problem.nl.tex": "\\section{X}",
        "statement/problem.fr.pdf": b"%PDF",
        "output_validators/check.py": "x",
        "attachments/picture.bin": b"\xff\x00",
        "data/secret/1.in": b"\xff",
        "data/secret/1.ans": "1",
    }
    read, notes = read_package(package(**files), "x")
    assert read.statements["nl"] == "```tex\n\\section{X}\n```\n"
    assert {note.path for note in notes} == set(files)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("problem.yaml", "name: [unclosed"),
        ("problem.yaml", "- a list"),
        ("problem.yaml", "1: number as a key"),
        ("problem.yaml", "a: &x [1, 1]\nb: [*x, *x]\n"),
        ("problem.yaml", "name: !!python/object/apply:os.system [ls]"),
        ("problem.yaml", "name: x\n" + "# " + "x" * 70_000),
        ("problem.yaml", "name: ''"),
        ("problem.yaml", "name: x\nkeywords: {a: 1}"),
        ("problem.yaml", "[" * 5_000),
        ("problem.yaml", "- " * 30_000),
        *[("problem.yaml", f"name: !!{tag}") for tag in ("bool x", "int ''", "float ''", "timestamp x")],
        ("problem.yaml", b"\xff\xfe"),
        (".codesala/question.yaml", "minutes: soon"),
        (".codesala/question.yaml", "function: {name: 'a b'}"),
        (".codesala/question.yaml", "slug: ../../x"),
        (".codesala/question.yaml", "skills: 7"),
        (".codesala/canonical-data.json", "{"),
        (".codesala/canonical-data.json", '{"cases": [{"input": 1}]}'),
        (".codesala/canonical-data.json", "[" * 100_000),
        (".codesala/canonical-data.json", '{"cases": [{"input": {"a": 1}, "expected": 2}]}'),
        ("data/sample/test_group.yaml", "output_validator_args: [{}]"),
        ("attachments/starter/python3/other.py", "x"),
        ("attachments/a:b.txt", "x"),
    ],
)
def test_a_package_with_something_wrong_is_refused_with_a_sentence(path: str, text: str | bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read_package(package(**{path: text}), "wrong")
    assert len(refused.value.message) < 400


def test_a_package_without_a_statement_is_refused() -> None:
    with pytest.raises(Unreadable, match="statements"):
        read_package({"problem.yaml": b"name: x\n"}, "x")


def zipped(files: dict[str, bytes], *more: tuple[zipfile.ZipInfo, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        for info, data in more:
            archive.writestr(info, data)
    return buffer.getvalue()


def in_folder(folder: str, **files: str) -> dict[str, bytes]:
    return {f"{folder}/{path}": data for path, data in package(**files).items()}


def test_a_zip_holds_a_package_a_folder_or_one() -> None:
    both = zipped(in_folder("repo/Two Sum!") | in_folder("repo/tree") | {"repo/README.md": b"x"})
    found, notes = read_zip(both)
    assert [(one.folder, one.slug) for one in found] == [("repo/Two Sum!", "two-sum"), ("repo/tree", "tree")]
    assert [note.path for note in notes] == ["repo/README.md"]
    (single,), _ = read_zip(zipped(package()))
    assert (single.folder, single.slug) == (".", "question")


def test_of_two_packages_with_one_slug_the_second_is_refused() -> None:
    slug = {".codesala/question.yaml": "slug: same\n"}
    found, _ = read_zip(zipped(in_folder("a", **slug) | in_folder("b", **slug)))
    assert [one.content is not None for one in found] == [True, False]


def test_a_zip_leads_nowhere_else() -> None:
    link = zipfile.ZipInfo("link.md")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    odd = {"../up.md": b"x", "/etc/passwd": b"x", "a\\b.md": b"x", "__MACOSX/._x": b"x", ".git/config": b"x"}
    found, notes = read_zip(zipped(package() | odd, (link, b"/etc/passwd")))
    assert len(found) == 1
    assert found[0].content is not None
    assert {note.path for note in notes} == {*odd, "link.md"}


def test_a_zip_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InvalidInput, match="larger than"):
        read_zip(zipped(package() | {"zeros": bytes(zips.MAX_UNPACKED_BYTES)}))
    with pytest.raises(InvalidInput, match="entries"):
        read_zip(zipped({str(number): b"" for number in range(zips.MAX_ENTRIES + 1)}))
    monkeypatch.setattr(zips, "MAX_PACKAGES", 1)
    with pytest.raises(InvalidInput, match="more than 1"):
        read_zip(zipped(in_folder("a") | in_folder("b")))


def test_a_zip_with_more_yaml_than_is_read_in_a_moment_is_refused() -> None:
    lists = "a: [" + "[]," * 20_000 + "]"
    files = {f"{number}/problem.yaml": lists.encode() for number in range(20)}
    with pytest.raises(InvalidInput, match="YAML"):
        read_zip(zipped(files))
    found, _ = read_zip(zipped(in_folder("a") | {"a/attachments/large.yaml": bytes(zips.MAX_YAML_BYTES)}))
    assert [one.slug for one in found] == ["a"], "what is no file of the format is not read as YAML"


def test_a_zip_that_lies_about_its_sizes_is_refused() -> None:
    data = bytearray(zipped({"problem.yaml": b"name: x\n" + b"#" * 100_000}))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (10).to_bytes(4, "little")  # unpacked size, as the directory tells it
    with pytest.raises(InvalidInput):
        read_zip(bytes(data))


@pytest.mark.parametrize("data", [b"", b"PK", b"\x00" * 1_000, b"PK\x05\x06" + b"\xff" * 18, zipped({})])
def test_what_is_no_zip_of_questions_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidInput):
        read_zip(data)


def test_no_change_of_a_byte_does_more_than_refuse() -> None:
    good = zipped(in_folder("a"))
    for at in range(len(good)):
        changed = bytearray(good)
        changed[at] ^= 0xFF
        try:
            read_zip(bytes(changed))
        except InvalidInput:
            continue
