"""Files that a package lays beside every program: they become files of the question, or the report says why not."""

from codesala.questions.packages.icpc import read_package
from codesala.questions.packages.writing import package_of
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
