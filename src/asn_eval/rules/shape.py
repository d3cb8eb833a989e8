"""The ground all rulebook models stand on: strict, frozen, no unknown keys, decimals exactly as typed."""

from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator


class Shape(BaseModel):
    """A part of the rulebook: frozen, strict, and without room for a misspelt key."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _nothing_is_empty(cls, value: Any) -> Any:  # noqa: ANN401 - whatever the file holds
        # "ranking:" with nothing behind it, or only comments, says nothing; it is not wrong.
        return {} if value is None else value


def _as_mapping(value: object) -> object:
    return {} if value is None else value


def as_tuple(value: object) -> object:
    """A list as the models keep it; a key with nothing behind it holds no entries."""
    return () if value is None else tuple(value) if isinstance(value, list) else value


def as_words(value: object) -> object:
    """A list of words; one word alone is a list of one."""
    return (value,) if isinstance(value, str) else as_tuple(value)


def _as_decimal(value: object) -> object:
    # The YAML loader gives int for whole numbers and Decimal for the rest; a bool is an int to Python, not to an office.
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


Number = Annotated[Decimal, BeforeValidator(_as_decimal)]
Percent = Annotated[Decimal, Field(ge=0, le=100), BeforeValidator(_as_decimal)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]

_T = TypeVar("_T")
# Named entries; a key with nothing behind it, or only comments, has none.
Entries = Annotated[dict[str, _T], BeforeValidator(_as_mapping)]
