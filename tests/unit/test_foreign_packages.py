"""Problem packages as others write them, by the format's descriptions of 2025-09 and of `legacy`: what of them becomes
a question, and that the report names each file and each key that was not taken."""

import json
from collections.abc import Mapping

import pytest

from codesala.questions.content import Content
from codesala.questions.content.values import MAX_CASE_BYTES, MAX_CASES, MAX_CASES_BYTES, canonical
from codesala.questions.packages.icpc import read_package
from codesala.questions.packages.reading import Unreadable
from codesala.questions.packages.writing import package_of
from tests.support.libraries import content as content_of


def marked(path: str) -> str:
    """What stands in a file of which it is to be seen where it went."""
    return f"text of {path}\n"


def package(*paths: str, **texts: str) -> dict[str, bytes]:
    given = {path: marked(path) for path in paths} | texts
    return {path: text.encode() for path, text in given.items()}


def read(files: Mapping[str, bytes], slug: str = "foreign") -> tuple[Content, dict[str, list[str]]]:
    """The question, and what the report says of each file; no file is in neither."""
    content, notes = read_package(files, slug)
    report: dict[str, list[str]] = {}
    for note in notes:
        report.setdefault(note.path, []).append(note.message)
    kept = json.dumps(content.model_dump(), ensure_ascii=False)
    lost = [path for path, data in files.items() if data == marked(path).encode() and marked(path).strip() not in kept]
    assert [path for path in lost if path not in report] == []
    return content, report


EVERYTHING = package(
    "statement/problem.en.md",
    "statement/problem.en.tex",
    "statement/problem.sv.tex",
    "statement/problem.da.pdf",
    "statement/notes.txt",
    "attachments/words.txt",
    "attachments/tools/try.py",
    "solution/solution.en.md",
    "solution/solution.sv.md",
    "solution/solution.da.tex",
    "data/sample/1.in",
    "data/sample/1.ans",
    "data/sample/1.svg",
    "data/secret/small/1.in",
    "data/secret/small/1.ans",
    "data/secret/small/2.in",
    "data/secret/small/2.ans",
    "data/secret/small/2.files/map.txt",
    "data/secret/large/1.in",
    "data/secret/large/1.ans",
    "data/invalid_input/1.in",
    "data/invalid_output/1.in",
    "data/invalid_output/1.ans",
    "data/invalid_output/1.out",
    "data/valid_output/1.out",
    "generators/generators.yaml",
    "include/python3/include.py",
    "include/default/data.txt",
    "submissions/submissions.yaml",
    "submissions/accepted/a.py",
    "submissions/accepted/b.py",
    "submissions/accepted/c.kt",
    "submissions/accepted/d/sums.cc",
    "submissions/accepted/d/sums.h",
    "submissions/rejected/no.py",
    "submissions/time_limit_exceeded/slow/main.py",
    "input_validators/check/check.ctd",
    "static_validator/lines.py",
    "input_visualizer/draw.py",
    "output_visualizer/draw.py",
    **{
        "problem.yaml": """
problem_format_version: 2025-09
type: [pass-fail]
name: {en: Lanterns, sv: Lyktor, da: Lygter}
uuid: 2f4a8b1e-6d1c-4c63-9c53-0c4d7a1f3a10
version: 1.2
credits:
  authors: [{name: Ada Berg, email: ada@team.example}, Bo Lind <bo@team.example>]
  testers: Cleo
source: [{name: Autumn Cup 2025, url: https://cup.example/2025}, Spring Cup]
license: cc by-sa
rights_owner: Ada Berg
embargo_until: 2026-12-01
limits: {time_limit: 1.5, memory: 512}
keywords: [graph, two words]
languages: [python3, cpp]
allow_file_writing: true
""",
        "data/sample/test_group.yaml": "full_feedback: true\n",
        "data/secret/small/test_group.yaml": "args: [--small]\noutput_validator_args: [float_tolerance, '1e-4']\n",
        "data/secret/large/test_group.yaml": "require_pass: sample\noutput_validator_args: [case_sensitive]\n",
        "data/secret/small/1.yaml": "hint: Count twice.\ndescription: only one\n",
    },
)


def test_of_a_package_with_everything_each_file_is_in_the_question_or_in_the_report() -> None:
    content, report = read(EVERYTHING)
    assert (content.title, content.titles) == ("Lanterns", {"sv": "Lyktor", "da": "Lygter"})
    assert content.statements == {
        "en": marked("statement/problem.en.md"),
        "sv": f"```tex\n{marked('statement/problem.sv.tex')}\n```\n",
    }
    assert content.authors == ["Ada Berg <ada@team.example>", "Bo Lind <bo@team.example>"]
    assert content.source == "Autumn Cup 2025 (https://cup.example/2025); Spring Cup"
    assert sorted(content.files) == ["data.txt", "tools/try.py", "words.txt"]
    assert content.languages["python"].solution == {"main.py": marked("submissions/accepted/a.py")}
    assert sorted(content.languages["cpp"].solution) == ["main.cpp", "sums.h"], (
        "all of a folder, its one program as main"
    )
    cases = {case.name: case for case in content.tests.cases if case.kind == "io"}
    assert list(cases) == ["1", "large/1", "small/1", "small/2"]
    assert cases["small/2"].files == {"map.txt": marked("data/secret/small/2.files/map.txt")}
    assert (cases["small/1"].args, cases["small/1"].hint) == (["--small"], "Count twice.")
    assert cases["large/1"].args == []
    (told,) = report["problem.yaml"]
    for key in (
        *("version", "credits.testers", "rights_owner", "embargo_until", "limits.memory", "languages"),
        "allow_file_writing",
    ):
        assert key in told
    assert "description" in report["data/secret/small/1.yaml"][0]
    assert "full_feedback" in report["data/sample/test_group.yaml"][0]
    assert "starter" in report["include/python3/include.py"][0], "nothing that it could be beside"
    assert "Markdown" in report["statement/problem.sv.tex"][0]
    assert "require_pass" in report["data/secret/large/test_group.yaml"][0]
    assert "compared" in report["data/secret/small/test_group.yaml"][0], "one rule holds for all cases"


LEGACY = package(
    "data/sample/1.in",
    "data/sample/1.ans",
    "data/sample/1.hint",
    "data/sample/1.desc",
    "data/sample/1.png",
    "data/secret/2.in",
    "data/secret/2.ans",
    "input_format_validators/check.viva",
    "include/cpp/driver.cpp",
    "submissions/accepted/Lamps.java",
    "submissions/partially_accepted/half.py",
    **{
        "problem.yaml": "author: Ada Berg, Bo Lind and Cleo Ek\nkeywords: graph tree\nsource: Old Cup\n"
        "source_url: https://cup.example\nlimits: {time_multiplier: 5, memory: 64}\nvalidation: default\n",
        "problem_statement/problem.tex": "\\problemname{$n$ Lamps}\n%% plainproblemname: n Lamps\nLight them.\n",
        "data/testdata.yaml": "on_reject: continue\noutput_validator_flags: float_tolerance 1e-6\n",
    },
)


def test_a_legacy_package_may_say_its_title_in_its_statement_and_its_language_nowhere() -> None:
    content, report = read(LEGACY)
    assert content.title == "n Lamps"
    assert list(content.statements) == ["en"]
    assert content.authors == ["Ada Berg", "Bo Lind", "Cleo Ek"]
    assert content.source == "Old Cup (https://cup.example)"
    assert content.tests.compare.float_tolerance == 1e-6
    first, second = content.tests.cases
    assert (first.hint, second.hint) == ("text of data/sample/1.hint", "")
    assert "on_reject" in report["data/testdata.yaml"][0]
    (told,) = report["problem.yaml"]
    assert ("limits.memory" in told, "limits.time_multiplier" in told, "validation" in told) == (True, True, False)
    assert report.keys() >= {"data/sample/1.desc", "data/sample/1.png", "include/cpp/driver.cpp"}


def test_a_name_in_tex_is_the_title_where_nothing_else_says_one() -> None:
    statement = {"problem_statement/problem.sv.tex": "\\problemname{Lyktor}\n", "problem.yaml": "license: cc0\n"}
    assert read(package(**statement))[0].title == "Lyktor"


def test_constants_are_put_into_statements_and_solutions() -> None:
    files = {
        "problem.yaml": "name: {en: Many, sv: Lyktor}\nconstants: {max_n: 100, eps: 0.5, word: ab}\n",
        "statement/problem.en.md": "At most {{max_n}}, {{ word }}, {{eps}}, {{other}}, {{nextsample}}.",
        "statement/problem.sv.tex": "Högst \\constant{max_n}, {{eps}}, $2^{\\constant{max_n}}$, {{x}}.",
        "submissions/accepted/a.py": "N = {{max_n}}\nprint('{{{word}}}')\n",
        "data/sample/1.in": "{{max_n}}",
        "data/sample/1.ans": "{{max_n}}",
    }
    content, report = read(package(**files))
    assert content.statements["en"] == "At most 100, {{ word }}, 0.5, {{other}}, {{nextsample}}."
    assert "Högst 100, 0.5, $2^{100}$, {{x}}." in content.statements["sv"]
    assert content.languages["python"].solution["main.py"] == "N = 100\nprint('{ab}')\n"
    assert [case.stdin for case in content.tests.cases if case.kind == "io"] == ["{{max_n}}"]
    assert report.keys() == {"statement/problem.sv.tex"}


@pytest.mark.parametrize(
    ("wrong", "fact"),
    [
        ("uuid: ...", "uuid"),  # as the example of the format has it
        ("uuid: [1]", "uuid"),
        (f"license: {'x' * 80}", "license"),
        (f"author: {'x' * 400}", "authors"),
        ("limits: {time_limit: 900}", "tests.time_limit_s"),
    ],
)
def test_what_is_wrong_of_the_facts_about_a_question_is_left_out_and_named(wrong: str, fact: str) -> None:
    files = package("statement/problem.en.md", **{"problem.yaml": f"name: Lamps\n{wrong}\nsource: Old Cup\n"})
    content, report = read(files)
    assert (content.title, content.source, content.uuid, content.authors) == ("Lamps", "Old Cup", None, [])
    (told,) = report["problem.yaml"]
    assert told.startswith(f"{fact}")
    assert told.endswith("It was left out.")


def test_a_solution_for_python_2_is_passed_over() -> None:
    old, new = "#!/usr/bin/env python2\nprint 1\n", "#!/usr/bin/env python3\nprint(1)\n"
    solutions = {"submissions/accepted/a.py": old, "submissions/accepted/b.py": new}
    content, report = read(package("statement/problem.en.md", **solutions, **{"problem.yaml": "name: x"}))
    assert content.languages["python"].solution == {"main.py": new}
    assert report.keys() == {"submissions/accepted/a.py"}


def test_constants_make_no_long_text_of_a_short_package() -> None:
    files = {
        "problem.yaml": f"name: x\nconstants: {{a: {'y' * 60_000}}}\n",
        "statement/problem.en.md": "{{a}}" * 12_000,
    }
    with pytest.raises(Unreadable, match="constants"):
        read_package(package(**files), "foreign")


@pytest.mark.parametrize(
    ("yaml", "more"),
    [
        ("name: x\ntype: interactive\n", "data/sample/1.interaction"),
        ("name: x\ntype: [scoring, multi-pass]\n", "output_validator/pass.py"),
        ("name: x\ntype: submit-answer\n", "submissions/accepted/answers/1.ans"),
        ("name: x\n", "output_validator/validate.py"),
        ("name: x\nvalidation: custom interactive\n", "output_validators/validate/run"),
    ],
)
def test_where_a_program_of_the_package_judges_its_cases_are_left_out_and_each_is_named(yaml: str, more: str) -> None:
    paths = ("data/sample/1.in", "data/sample/1.ans", "data/secret/2.in", "data/secret/2.ans")
    content, report = read(package("statement/problem.en.md", *paths, more, **{"problem.yaml": yaml}))
    assert content.tests.cases == []
    assert report.keys() >= {*paths, more}
    assert len({message for path in paths for message in report[path]}) == 1


def test_points_are_no_reason_to_leave_cases_out_and_are_named() -> None:
    files = {"problem.yaml": "name: x\ntype: scoring\n", "data/secret/test_group.yaml": "max_score: 40\n"}
    content, report = read(package("statement/problem.en.md", "data/secret/1.in", "data/secret/1.ans", **files))
    assert len(content.tests.cases) == 1
    assert "scoring" in report["problem.yaml"][0]
    assert "max_score" in report["data/secret/test_group.yaml"][0]


def test_cases_and_images_that_are_too_large_or_too_many_are_left_out_alone() -> None:
    most = {f"data/secret/{number:03d}.{part}": "1\n" for number in range(MAX_CASES) for part in ("in", "ans")}
    large = {"data/sample/big.in": "x" * (MAX_CASE_BYTES + 1), "data/sample/big.ans": "1\n"}
    small = {"data/sample/small.in": "1\n", "data/sample/small.ans": "1\n"}
    files = package("statement/problem.en.md", **most, **large, **small, **{"problem.yaml": "name: x\n"})
    images = {f"statement/{name}.png": bytes(300_000) for name in "ab"}
    content, report = read(files | images)
    assert len(content.tests.cases) == MAX_CASES
    assert content.tests.cases[0].name == "small"
    assert list(content.assets) == ["a.png"]
    assert report.keys() == {
        *("data/sample/big.in", "data/sample/big.ans", "statement/b.png"),
        *(f"data/secret/{MAX_CASES - 1}.{part}" for part in ("in", "ans")),
    }


def test_cases_that_are_too_long_together_are_left_out_from_where_they_are() -> None:
    cases = {f"data/{place}/{number:02d}.in": "x" * 60_000 for place in ("sample", "secret") for number in range(20)}
    answers = {path.replace(".in", ".ans"): "1\n" for path in cases}
    files = package("statement/problem.en.md", **cases, **answers, **{"problem.yaml": "name: x\n"})
    content, report = read(files)
    visible = sum(case.is_visible for case in content.tests.cases)
    assert (visible, len(content.tests.cases)) == (4, 17)
    assert len(report) == 2 * (40 - 17)


def test_a_question_that_is_as_long_as_it_may_be_comes_back_whole() -> None:
    cases = [
        {"id": f"h-{number:02d}", "kind": "io", "name": f"{number:02d}", "stdin": "x" * size, "stdout": ""}
        for number, size in enumerate([65_000] * 16 + [7_556])
    ]
    given = Content.model_validate(content_of("long", tests={"cases": cases}))
    assert sum(len(canonical(case)) for case in given.tests.cases) == MAX_CASES_BYTES
    assert read_package(package_of(given), "long") == (given, ())


def test_a_note_is_a_path_and_a_sentence() -> None:
    _, notes = read_package(EVERYTHING, "foreign")
    assert [note for note in notes if not note.message.endswith(".") or len(note.message) > 300] == []
