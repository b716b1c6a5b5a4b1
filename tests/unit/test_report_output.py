"""What the report shows of what a run printed."""

from codesala.recordings.report.output import output_of
from codesala.recordings.runs import Line, Run


def shown_of(printed: str) -> str:
    run = Run("a", 0, "ana", "Ana", "python", "Python 3.14", "browser", 0, lines=[Line(0, "stdout", printed)])
    return "".join(line["text"] for line in output_of(run)["lines"])


def test_of_colours_and_titles_of_windows_the_words_are_shown() -> None:
    assert shown_of("\x1b[1;32mgreen\x1b[0m\x1b]0;title\x07\n") == "green\n"


def test_of_a_bar_of_progress_its_end_is_shown() -> None:
    assert shown_of("".join(f"\r{done} %\x1b[K" for done in (10, 50, 100)) + "\nDOS\r\nend") == "100 %\nDOS\nend"


def test_what_is_no_sequence_is_still_seen() -> None:
    assert shown_of("\x00 \x1b\n") == "␀ ␛\n"
