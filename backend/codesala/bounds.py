"""How many fields what is sent may have: counted before any of them is looked at, since each could be an error of its
own, and checking costs the server more than sending."""

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

MAX_FIELDS = 20


def has_few_fields(given: object, most: int = MAX_FIELDS) -> object:
    """What is given, if it is no object of more fields. Raises ValueError."""
    if isinstance(given, dict) and len(given) > most:
        raise ValueError(f"An object here has at most {most} fields.")
    return given


def at_most(fields: int) -> BeforeValidator:
    """Of a map whose `max_length` this is: pydantic looks at all that is in it before it counts them."""
    return BeforeValidator(lambda given: has_few_fields(given, fields))


class Strict(BaseModel):
    """Unknown fields are refused, so that a typing error in an optional field is noticed. So many of them that this is
    no typing error are one error."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _has_few_fields(cls, given: object) -> object:
        return has_few_fields(given)
