"""What a question is: its parts, how large they may be, and which of them candidates see."""

import base64
import hashlib
import json
import math
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from codesala.errors import InvalidInput
from codesala.languages import LANGUAGES
from codesala.paths import MAX_PATH_CHARACTERS, checked_path, clashes, folded

KIB = 1024
MAX_CONTENT_BYTES = 2 * KIB * KIB
MAX_STATEMENT_BYTES = 64 * KIB
MAX_ASSETS_BYTES = 512 * KIB
MAX_CASES = 200
MAX_CASE_BYTES = 64 * KIB
MAX_CASES_BYTES = KIB * KIB
MAX_VISIBLE_BYTES = 256 * KIB
MAX_DEPTH = 50
MAX_SAFE_INTEGER = 2**53 - 1
"""What JavaScript counts exactly. Larger numbers are written as strings."""

NO_NUL = r"^[^\x00]*$"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
IMAGE = r"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,90}\.(png|jpg|jpeg|gif|webp|svg)$"


def _within(max_bytes: int) -> AfterValidator:
    def check(text: str) -> str:
        if len(text.encode()) > max_bytes:
            raise ValueError(f"This is longer than {max_bytes} bytes of UTF-8.")
        return text

    return AfterValidator(check)


def _path(path: str) -> str:
    """As the files of a session may be called, into which it is laid."""
    try:
        return checked_path(path)
    except InvalidInput as error:
        raise ValueError(error.detail) from None


def _apart(files: dict[str, str]) -> dict[str, str]:
    """Together on every computer."""
    seen: list[tuple[str, str]] = []
    for path in files:
        wanted = folded(path)
        if other := next((known for known, taken in seen if clashes(taken, wanted)), None):
            raise ValueError(f"{other} and {path} cannot both be there on every computer.")
        seen.append((path, wanted))
    return files


def _language(language: str) -> str:
    if language not in LANGUAGES:
        raise ValueError(f"There is no such language here. Choose one of: {', '.join(LANGUAGES)}.")
    return language


def _plain_json(value: Any, depth: int = 0) -> Any:
    """As it came, if every language can hold it."""
    if depth > MAX_DEPTH:
        raise ValueError(f"This is nested deeper than {MAX_DEPTH} levels.")
    if isinstance(value, str):
        value.encode()  # a half of a surrogate pair is a ValueError
    elif isinstance(value, int) and abs(value) > MAX_SAFE_INTEGER:
        raise ValueError(f"Write whole numbers beyond {MAX_SAFE_INTEGER} as strings.")
    elif isinstance(value, float) and not math.isfinite(value):
        raise ValueError("This is no number that JSON knows.")
    elif isinstance(value, dict):
        for name, inner in value.items():
            name.encode()
            _plain_json(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _plain_json(inner, depth + 1)
    return value


def _base64(data: str) -> str:
    base64.b64decode(data, validate=True)  # binascii.Error is a ValueError
    return data


def _few(assets: dict[str, str]) -> dict[str, str]:
    if sum(len(data) for data in assets.values()) > MAX_ASSETS_BYTES * 4 // 3:
        raise ValueError(f"The images together are longer than {MAX_ASSETS_BYTES} bytes.")
    return assets


def _line(longest: int) -> StringConstraints:
    return StringConstraints(max_length=longest, pattern=r"^[^\x00-\x1f\x7f]*$")


Words = Annotated[str, Field(pattern=NO_NUL)]
Code = Annotated[str, Field(pattern=NO_NUL), _within(KIB * KIB)]
Markdown = Annotated[str, Field(pattern=NO_NUL), _within(MAX_STATEMENT_BYTES)]
FilePath = Annotated[str, StringConstraints(min_length=1, max_length=MAX_PATH_CHARACTERS), AfterValidator(_path)]
LanguageId = Annotated[str, AfterValidator(_language)]
Locale = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$")]
Slug = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=SLUG)]
CaseId = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_.-]+$")]
Name = Annotated[str, _line(100)]
Identifier = Annotated[str, StringConstraints(max_length=100, pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
Json = Annotated[Any, AfterValidator(_plain_json)]
Output = Annotated[str, Field(pattern=NO_NUL), _within(MAX_CASE_BYTES)]
ImageName = Annotated[str, StringConstraints(pattern=IMAGE)]
Base64 = Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]*={0,2}$"), AfterValidator(_base64)]
Assets = Annotated[
    dict[ImageName, Base64],
    Field(max_length=20, description="Images of the statements, in base64."),
    AfterValidator(_few),
]
Files = Annotated[dict[FilePath, Code], Field(max_length=40), AfterValidator(_apart)]


class Part(BaseModel):
    """Unknown fields are refused, so that a typing error is noticed."""

    model_config = ConfigDict(extra="forbid")


class LanguageFiles(Part):
    """What a question has for one language: what candidates begin with, and a solution that passes."""

    files: Files = {}
    solution: Files = {}


class QuestionSkill(Part):
    """Something that is judged, with what its scores 1 to 4 mean."""

    name: Name
    levels: Annotated[list[Annotated[Words, Field(max_length=200)]], Field(max_length=4)] = []


class Parameter(Part):
    name: Identifier
    type: Name = "json"


class Function(Part):
    """What cases of the kind `call` call. `result` names an argument that is judged instead of what is returned."""

    name: Identifier
    parameters: Annotated[list[Parameter], Field(max_length=20)] = []
    returns: Name = "json"
    result: Identifier | None = None


class Compare(Part):
    """How output is compared: as the ICPC's default validator does, if nothing else is said."""

    case_sensitive: bool = False
    space_change_sensitive: bool = False
    float_tolerance: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None
    any_order: bool = False


class IoCase(Part):
    """A program gets `stdin` and prints `stdout`."""

    id: CaseId
    kind: Literal["io"]
    is_visible: bool = False
    name: Name = ""
    stdin: Output = ""
    stdout: Output
    args: Annotated[list[Name], Field(max_length=20)] = []
    hint: Annotated[Words, Field(max_length=500)] = ""


class CallCase(Part):
    """A function gets arguments by name and returns `expected`; `{"error": …}` means that it must fail."""

    id: CaseId
    kind: Literal["call"]
    is_visible: bool = False
    name: Name = ""
    property: Identifier | None = None
    input: Annotated[dict[Identifier, Json], Field(max_length=20)]
    expected: Json
    hint: Annotated[Words, Field(max_length=500)] = ""


Case = IoCase | CallCase


class Tests(Part):
    time_limit_s: Annotated[float, Field(ge=0.1, le=30)] = 2.0
    compare: Compare = Compare()
    function: Function | None = None
    cases: Annotated[list[Annotated[Case, Field(discriminator="kind")]], Field(max_length=MAX_CASES)] = []

    @model_validator(mode="after")
    def _fits(self) -> Self:
        ids = [case.id for case in self.cases]
        if len(set(ids)) < len(ids):
            raise ValueError("Two cases have the same id.")
        sizes = [(case.is_visible, len(canonical(case))) for case in self.cases]
        if sum(size for _, size in sizes) > MAX_CASES_BYTES:
            raise ValueError(f"All cases together are longer than {MAX_CASES_BYTES} bytes.")
        if sum(size for is_visible, size in sizes if is_visible) > MAX_VISIBLE_BYTES:
            raise ValueError(f"The visible cases together are longer than {MAX_VISIBLE_BYTES} bytes.")
        return self


class Content(Part):
    """A question as it is written, exported and kept."""

    title: Annotated[str, StringConstraints(min_length=1), _line(120)]
    slug: Slug
    difficulty: Literal["easy", "medium", "hard"] | None = None
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    tags: Annotated[list[Annotated[str, StringConstraints(min_length=1), _line(40)]], Field(max_length=20)] = []
    statements: Annotated[dict[Locale, Markdown], Field(min_length=1, max_length=10)]
    assets: Assets = {}
    languages: Annotated[dict[LanguageId, LanguageFiles], Field(max_length=20)] = {}
    files: Files = {}
    tests: Tests = Tests()
    guide: Markdown = ""
    skills: Annotated[list[QuestionSkill], Field(max_length=30)] = []
    license: Annotated[str, _line(60)] = ""
    authors: Annotated[list[Name], Field(max_length=20)] = []
    source: Annotated[str, _line(200)] | None = None
    uuid: Annotated[str, StringConstraints(max_length=64, pattern=r"^[A-Za-z0-9-]*$")] | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for language, own in self.languages.items():
            _check_starter(language, own.files)
        if len(canonical(self)) > MAX_CONTENT_BYTES:
            raise ValueError(f"As JSON the question is longer than {MAX_CONTENT_BYTES} bytes.")
        return self


def _check_starter(language: str, files: dict[str, str]) -> None:
    """Files to begin with hold a main program, or there are none."""
    ending = LANGUAGES[language].ending
    if files and f"main.{ending}" not in {path.lower() for path in files}:
        raise ValueError(f"The files of {language} hold no main.{ending}.")


def canonical(part: BaseModel) -> str:
    """One text for equal contents: JSON in ASCII, without what is left at its default."""
    return json.dumps(part.model_dump(exclude_defaults=True), sort_keys=True, separators=(",", ":"))


def public_part(content: Content) -> dict[str, Any]:
    """What candidates see of a question, its statements as Markdown."""
    cases = content.tests.cases
    return {
        "title": content.title,
        "slug": content.slug,
        "minutes": content.minutes,
        "statements": content.statements,
        "assets": content.assets,
        "languages": sorted(content.languages),
        "compare": content.tests.compare.model_dump(),
        "function": content.tests.function.model_dump() if content.tests.function else None,
        "cases": [case.model_dump() for case in cases if case.is_visible],
        "hidden_cases": sum(not case.is_visible for case in cases),
    }


def written(part: object) -> str:
    """The canonical JSON, whose SHA-256 is the digest."""
    return json.dumps(part, sort_keys=True, separators=(",", ":"))


def digest_of(part: object) -> str:
    return hashlib.sha256(written(part).encode()).hexdigest()
