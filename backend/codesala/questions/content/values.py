"""What stands in the fields of a question: texts, paths, names, JSON, and how long each may be."""

import base64
import json
import math
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, ValidationInfo, WithJsonSchema

from codesala.bounds import AtMost, Strict
from codesala.errors import InvalidInput
from codesala.languages import LANGUAGES
from codesala.paths import MAX_PATH_CHARACTERS, checked_path, clashes, folded
from codesala.texts import Prose

KIB = 1024
MAX_CONTENT_BYTES = 2 * KIB * KIB
MAX_STATEMENT_BYTES = 64 * KIB
MAX_ASSETS_BYTES = 512 * KIB
MAX_CASES = 200
MAX_CASE_FILES = 20
MAX_CASE_BYTES = 64 * KIB
MAX_CASES_BYTES = KIB * KIB
MAX_VISIBLE_BYTES = 256 * KIB
MAX_DEPTH = 50
MAX_SAFE_INTEGER = 2**53 - 1
"""What JavaScript counts exactly. Larger numbers are written as strings."""

KEPT = "kept"
"""The context of reading what was saved: it met the rules of its time, and is not measured again."""

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


def _plain_json(value: Any, info: ValidationInfo) -> Any:
    """As it came, if every language can hold it. Level by level: a call for each number would take ten times as
    long."""
    level = [] if info.context == KEPT else [value]
    for _depth in range(MAX_DEPTH + 1):
        inner: list[Any] = []
        for one in level:
            kind = type(one)
            if kind is int:
                if not -MAX_SAFE_INTEGER <= one <= MAX_SAFE_INTEGER:
                    raise ValueError(f"Write whole numbers beyond {MAX_SAFE_INTEGER} as strings.")
            elif kind is str:
                one.encode()  # a half of a surrogate pair is a ValueError
            elif kind is list:
                inner.extend(one)
            elif kind is dict:
                for name in one:
                    name.encode()
                inner.extend(one.values())
            elif kind is float and not math.isfinite(one):
                raise ValueError("This is no number that JSON knows.")
        level = inner
    if level:
        raise ValueError(f"This is nested deeper than {MAX_DEPTH} levels.")
    return value


def short_json(value: Any, info: ValidationInfo) -> Any:
    if info.context != KEPT and len(written(value)) > MAX_CASE_BYTES:
        raise ValueError(f"As JSON this is longer than {MAX_CASE_BYTES} bytes.")
    return value


def _base64(data: str) -> str:
    base64.b64decode(data, validate=True)  # binascii.Error is a ValueError
    return data


def _few(assets: dict[str, str]) -> dict[str, str]:
    if sum(len(data) for data in assets.values()) > MAX_ASSETS_BYTES * 4 // 3:
        raise ValueError(f"The images together are longer than {MAX_ASSETS_BYTES} bytes.")
    return assets


def line(longest: int) -> StringConstraints:
    return StringConstraints(max_length=longest, pattern=r"^[^\x00-\x1f\x7f]*$")


Code = Annotated[Prose, _within(KIB * KIB)]
Markdown = Annotated[Prose, _within(MAX_STATEMENT_BYTES)]
FilePath = Annotated[str, StringConstraints(min_length=1, max_length=MAX_PATH_CHARACTERS), AfterValidator(_path)]
LanguageId = Annotated[
    str, AfterValidator(_language), WithJsonSchema({"type": "string", "pattern": f"^({'|'.join(LANGUAGES)})$"})
]
Locale = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$")]
Slug = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=SLUG)]
CaseId = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_.-]+$")]
Name = Annotated[str, line(100)]
Title = Annotated[str, StringConstraints(min_length=1), line(120)]
Identifier = Annotated[str, StringConstraints(max_length=100, pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
Json = Annotated[Any, AfterValidator(_plain_json)]
Output = Annotated[Prose, _within(MAX_CASE_BYTES)]
ImageName = Annotated[str, StringConstraints(pattern=IMAGE)]
Base64 = Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]*={0,2}$"), AfterValidator(_base64)]
Assets = Annotated[
    dict[ImageName, Base64],
    Field(description="Images of the statements, in base64."),
    AtMost(20),
    AfterValidator(_few),
]
CaseFiles = Annotated[dict[FilePath, Output], AtMost(MAX_CASE_FILES), AfterValidator(_apart)]
Files = Annotated[dict[FilePath, Code], AtMost(40), AfterValidator(_apart)]


class Part(Strict):
    """Of a question or template."""


def canonical(part: BaseModel) -> str:
    """One text for equal contents: JSON in ASCII, without what is left at its default."""
    return written(_chosen(part))


def _chosen(value: Any) -> Any:
    """What is not left at its default. As `model_dump(exclude_defaults=True)`, which looks at each number of each
    case."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields.items()
        return {name: _chosen(own) for name, field in fields if (own := getattr(value, name)) != field.default}
    if isinstance(value, list) and value and isinstance(value[0], BaseModel):
        return [_chosen(one) for one in value]
    if isinstance(value, dict) and value and isinstance(next(iter(value.values())), BaseModel):
        return {name: _chosen(one) for name, one in value.items()}
    return value


def written(part: object) -> str:
    """The canonical JSON, whose SHA-256 is the digest."""
    return json.dumps(part, sort_keys=True, separators=(",", ":"))
