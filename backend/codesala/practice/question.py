"""The question that a practice session shows: small, with examples alone, so that a candidate runs them once."""

from codesala.questions.content import Content, digest_of
from codesala.questions.content.values import canonical
from codesala.questions.service import Stored, Summary
from codesala.questions.sessions import Wish

CONTENT = Content.model_validate(
    {
        "title": "Twice the number",
        "slug": "twice-the-number",
        "statements": {
            "en": "# Twice the number\n\nThis is how a question looks in the interview. Replace the program in the "
            "editor by one that reads a whole number and prints twice that number, and nothing else. Then run the "
            "examples below.",
            "es": "# El doble del número\n\nAsí se ve una pregunta en la entrevista. Sustituye el programa del editor "
            "por uno que lea un número entero e imprima su doble, y nada más. Después ejecuta los ejemplos de abajo.",
        },
        "tests": {
            "time_limit_s": 5,
            "cases": [
                {"id": "small", "kind": "io", "is_visible": True, "stdin": "4\n", "stdout": "8\n"},
                {"id": "negative", "kind": "io", "is_visible": True, "stdin": "-3\n", "stdout": "-6\n"},
            ],
        },
    }
)

_SUMMARY = Summary(
    question_id="practice",
    slug=CONTENT.slug,
    title=CONTENT.title,
    difficulty=None,
    minutes=None,
    tags=[],
    languages=[],
    version=1,
    is_archived=False,
    created_at=None,
    updated_at=None,
)

_TEXT = canonical(CONTENT)

QUESTION = Wish(
    Stored(_SUMMARY, _TEXT, 1, digest_of(_TEXT), None, None),
    CONTENT,
    library_id="practice",
    is_shown=True,
)
