"""What the report shows of what a run printed."""

from dataclasses import replace
from typing import Any

from codesala.recordings.report.output import output_of
from codesala.recordings.report.page import Wishes, report_as_html
from codesala.recordings.runs import Line, Run
from tests.support.exports import event_batch, material


def shown_of(printed: str) -> str:
    run = Run("a", 0, "ana", "Ana", "python", "Python 3.14", "browser", 0, lines=[Line(0, "stdout", printed)])
    return "".join(line["text"] for line in output_of(run)["lines"])


def test_of_colours_and_titles_of_windows_the_words_are_shown() -> None:
    assert shown_of("\x1b[1;32mgreen\x1b[0m\x1b]0;title\x07\n") == "green\n"


def test_of_a_bar_of_progress_its_end_is_shown() -> None:
    assert shown_of("".join(f"\r{done} %\x1b[K" for done in (10, 50, 100)) + "\nDOS\r\nend") == "100 %\nDOS\nend"


def test_what_is_no_sequence_is_still_seen() -> None:
    assert shown_of("\x00 \x1b\n") == "␀ ␛\n"


def test_only_a_run_that_could_have_printed_is_said_to_have_no_output() -> None:
    started: dict[str, Any] = {
        "type": "run.started",
        "participant": "ana",
        "language": "python",
        "runtime": "3",
        "on": "browser",
    }
    ended: dict[str, Any] = {"type": "run.ended", "reason": "exited", "code": 0, "duration_ms": 1, "message": None}
    tests = {"question": 1, "suite": "visible", "cases": 2}
    counts = {"passed": 2, "failed": 0, "skipped": 0}
    plain = [started | {"run": "a"}, ended | {"run": "a"}]
    tested = [started | {"run": "b", "tests": tests}, ended | {"run": "b", "tests": counts}]
    for events, told in ((plain, 1), (tested, 0)):
        stored = replace(material().stored, batches=[event_batch("ana", *events)])
        assert report_as_html(replace(material(), stored=stored), Wishes()).count("No output.") == told
