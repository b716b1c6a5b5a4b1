"""Of much output the first and the last is shown, as of browser programs (frontend/src/runner/limits.test.ts)."""

from codesala.runner.meter import GOES_ON, Meter


def numbers(begin: int, end: int) -> str:
    return "".join(f"{number}\n" for number in range(begin, end))


def shown(*texts: str) -> str:
    meter = Meter()
    pieces = [piece for text in texts for piece in meter.take("stdout", text)]
    return "".join(text for _, text in [*pieces, *meter.end()])


def test_of_much_output_the_first_and_the_last_lines_are_shown() -> None:
    expected = f"{numbers(0, 4_000)}{GOES_ON}… 5,000 lines were left out. …\n{numbers(9_000, 10_000)}"
    assert shown(numbers(0, 10_000)) == expected
    assert shown(*(f"{number}\n" for number in range(10_000))) == expected, "however it is cut"


def test_nothing_is_left_out_of_what_fits() -> None:
    assert shown(numbers(0, 4_000)) == numbers(0, 4_000)
    assert shown(numbers(0, 4_500)) == f"{numbers(0, 4_000)}{GOES_ON}{numbers(4_000, 4_500)}"
    assert shown(numbers(0, 5_001), "end") == (
        f"{numbers(0, 4_000)}{GOES_ON}… 1 line was left out. …\n{numbers(4_001, 5_001)}end"
    )


def test_a_line_without_an_end_is_cut_by_its_characters() -> None:
    expected = f"{'a' * 150_000}{'b' * 50_000}\n{GOES_ON}… 1 line was left out. …\n{'b' * 40_000}"
    assert shown("a" * 150_000, "b" * 150_000) == expected
    assert shown("a" * 150_000, *["b" * 1_500] * 100) == expected, "however the pipe has cut it"


def test_a_question_is_shown_when_the_program_is_quiet() -> None:
    meter = Meter()
    meter.take("stdout", numbers(0, 5_000) + "Name? ")
    assert meter.quiet() == [("stderr", "… 980 lines were left out. …\n"), ("stdout", numbers(4_980, 5_000) + "Name? ")]
    assert meter.quiet() == []
    meter.take("stdout", "Hello\n")
    assert meter.end() == [("stdout", "Hello\n")]


def test_streams_are_told_apart_also_in_the_end() -> None:
    meter = Meter()
    assert meter.take("stdout", numbers(0, 4_000)) == [("stdout", numbers(0, 4_000))]
    assert meter.take("stderr", "warned\n") == [("stderr", GOES_ON)]
    meter.take("stdout", "done\n")
    assert meter.end() == [("stderr", "warned\n"), ("stdout", "done\n")]
