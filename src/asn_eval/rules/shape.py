"""The ground all rulebook models stand on: strict, frozen, no unknown keys, decimals exactly as typed."""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints


class Shape(BaseModel):
    """A part of the rulebook: frozen, strict, and without room for a misspelt key."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _as_decimal(value: object) -> object:
    # The YAML loader gives int for whole numbers and Decimal for the rest; a bool is an int to Python, not to an office.
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


Number = Annotated[Decimal, BeforeValidator(_as_decimal)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=500)]
