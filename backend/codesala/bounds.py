"""How many fields what is sent may have: counted before any of them is looked at, since each could be an error of its
own, and checking costs the server more than sending."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from annotated_types import GroupedMetadata, MaxLen
from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

MAX_FIELDS = 20


def has_few_fields(given: object, most: int = MAX_FIELDS) -> object:
    """What is given, if it is no object of more fields. Raises ValueError."""
    if isinstance(given, dict) and len(given) > most:
        raise ValueError(f"An object here has at most {most} fields.")
    return given


@dataclass(frozen=True)
class AtMost(GroupedMetadata):
    """Of a map. By `MaxLen` alone, as the description has it, pydantic looks at all that is in it before it counts."""

    fields: int

    def __iter__(self) -> Iterator[MaxLen | BeforeValidator]:
        yield MaxLen(self.fields)
        yield BeforeValidator(partial(has_few_fields, most=self.fields))


class Strict(BaseModel):
    """Unknown fields are refused, so that a typing error in an optional field is noticed. So many of them that this is
    no typing error are one error."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _has_few_fields(cls, given: object) -> object:
        return has_few_fields(given)
