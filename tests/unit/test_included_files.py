"""Files that a package lays beside programs, always or in a case: they are in the question, or the report says why."""

from codesala.questions.content import Content, public_part
from codesala.questions.content.values import MAX_CASE_BYTES, MAX_CASE_FILES
from codesala.questions.packages.icpc import read_package
from codesala.questions.packages.writing import package_of
from tests.support.libraries import content as content_of
from tests.unit.test_foreign_packages import marked, package, read


def test_what_is_included_in_programs_is_laid_beside_their_starters_where_it_can_be() -> None:
    files = package(
        "statement/problem.en.md",
        "attachments/words.txt",
        "attachments/starter/cpp/main.cpp",
        "attachments/starter/cpp/grid.h",
        "include/cpp/tree.h",
        "include/cpp/Grid.h",
        "include/cpp/MAIN.cpp",
        "include/java/Main.java",
        "include/java/Tree.java",
        "include/default/data/list.txt",
        "include/default/words.txt",
        "include/default/grid.h",
        "include/brainf/tree.b",
        "include/readme.txt",
        **{"problem.yaml": "name: Included\n"},
    )
    files["include/default/picture.png"] = b"\x89PNG\xff"
    content, report = read(files)
    assert content.languages["cpp"].files == {
        name: marked(path)
        for name, path in {
            "main.cpp": "attachments/starter/cpp/main.cpp",
            "grid.h": "attachments/starter/cpp/grid.h",
            "tree.h": "include/cpp/tree.h",
        }.items()
    }
    assert sorted(content.files) == ["data/list.txt", "words.txt"]
    assert content.files["words.txt"] == marked("attachments/words.txt")
    for path, said in {
        "include/cpp/Grid.h": "this name",
        "include/cpp/MAIN.cpp": "begins a program",
        "include/java/Main.java": "begins a program",
        "include/java/Tree.java": "no starter",
        "include/default/words.txt": "this name",
        "include/default/grid.h": "this name",
        "include/default/picture.png": "no UTF-8 text",
        "include/brainf/tree.b": "that runs here",
        "include/readme.txt": "that runs here",
    }.items():
        assert said in report.pop(path)[0]
    assert report == {}
    again, notes = read_package(package_of(content), "other")
    assert (again, notes) == (content, ())


def test_a_case_whose_files_cannot_be_beside_a_program_is_left_out_whole() -> None:
    cases = {
        "picture": {"a.png": b"\x89PNG\xff"},
        "long": {"a.txt": b"x" * (MAX_CASE_BYTES + 1)},
        "many": {f"{number}.txt": b"" for number in range(MAX_CASE_FILES + 1)},
        "named": {"con.txt": b"x"},
        "twice": {"a.txt": b"x", "A.txt": b"y"},
    }
    files = package(
        "statement/problem.en.md", "data/secret/good.in", "data/secret/good.ans", **{"problem.yaml": "name: x\n"}
    )
    files["data/secret/good.files/main.py"] = b"print()\n"
    for name, own in cases.items():
        files |= {f"data/secret/{name}.{ending}": b"1\n" for ending in ("in", "ans")}
        files |= {f"data/secret/{name}.files/{path}": data for path, data in own.items()}
    content, report = read(files)
    assert [(case.name, case.files) for case in content.tests.cases if case.kind == "io"] == [
        ("good", {"main.py": "print()\n"})
    ]
    assert report.keys() == {path for path in files if path.startswith("data/secret/") and "good" not in path}
    assert all("files of its own" in told[-1] for told in report.values())


def test_what_was_shown_before_cases_had_files_keeps_its_digest() -> None:
    case = {"id": "a", "kind": "io", "is_visible": True, "stdout": "1\n"}
    for own in ({}, {"files": {"a.txt": "b\n"}}):
        told = public_part(Content.model_validate(content_of("a", tests={"cases": [case | own]})))
        assert told["cases"][0].get("files", {}) == own.get("files", {})
        assert ("files" in told["cases"][0]) == bool(own)
