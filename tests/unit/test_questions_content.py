"""What a question may hold."""

import pytest
from pydantic import ValidationError

from codesala.questions.content import Content
from tests.support.libraries import content


@pytest.mark.parametrize(
    "paths",
    [
        ("../x.py",),
        ("a/b/c/d/e/f.py",),
        ("con.py",),
        ("dir/ x.py",),
        ("x.",),
        ("a\u202eb.py",),
        ("util.py", "UTIL.py"),
        ("util.py", "util.py/more.py"),
        ("caf\u00e9.py", "CAFE\u0301.py"),
    ],
)
@pytest.mark.parametrize("place", ["files", "starter", "solution"])
def test_files_that_a_session_could_not_have_are_refused(place: str, paths: tuple[str, ...]) -> None:
    files = dict.fromkeys(("main.py", *paths), "")
    more = (
        {"files": files} if place == "files" else {"languages": {"python": {place.replace("starter", "files"): files}}}
    )
    with pytest.raises(ValidationError):
        Content.model_validate(content(**more))


def test_files_of_a_question_may_be_called_as_those_of_a_session() -> None:
    files = {"main.py": "", "lib/\u00fatil.py": "", ".env": "", "Makefile": ""}
    assert Content.model_validate(content(languages={"python": {"files": files}})).languages["python"].files == files
