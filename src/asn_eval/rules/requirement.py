"""A requirement of the rulebook: a fact about a person, a bound on it, and the three-valued answer to it.

The vocabulary is closed: there are no expressions. ``met``, ``unmet`` and ``unknown`` are kept apart, because an empty cell is
not a no.
"""

from collections.abc import Callable
from enum import IntEnum
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field, model_validator

from asn_eval.rules.shape import Number, Shape, Word, as_tuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# Facts the program knows about every person; an indicator id or a roster column is a fact too.
KNOWN_FACTS = (
    "total",
    "grade",
    "rank",
    "unit_rank",
    "unit",
    "jabatan",
    "jenis_jabatan",
    "jenjang",
    "golongan",
    "pendidikan",
    "jenis_kelamin",
    "usia",
    "masa_kerja",
)
NUMBER_FACTS = frozenset({"total", "rank", "unit_rank", "usia", "masa_kerja"})
# Facts of words that stand in an order, so that "at least" means something.
ORDERED_FACTS = frozenset({"grade", "golongan", "pendidikan", "jenjang"})


class Answer(IntEnum):
    """The answer to a requirement; combining answers takes the least (all) or the greatest (any)."""

    UNMET = 0
    UNKNOWN = 1
    MET = 2


def _as_words(value: object) -> object:
    return (value,) if isinstance(value, str) else as_tuple(value)


Words = Annotated[tuple[Word, ...], BeforeValidator(_as_words)]


class Requirement(Shape):
    """One condition: a fact (or a roster column) and at least one bound. ``why`` cites the rule; without it, office rule."""

    fact: Word | None = Field(
        None, description="total, grade, an indicator id, masa_kerja, golongan, … (see asn-eval rules)"
    )
    column: Word | None = Field(None, description="a heading of the roster, for facts the program does not know")
    at_least: Number | Word | None = Field(None, description="lowest number or step that meets it, itself included")
    at_most: Number | Word | None = Field(None, description="highest number or step that meets it, itself included")
    one_of: Words | None = Field(None, description="words that meet it; * stands for any text")
    none_of: Words | None = Field(None, description="words that do not meet it; * stands for any text")
    why: Word | None = Field(None, description="citation or reason; without it: office rule")

    @model_validator(mode="after")
    def _has_fact_and_bound(self) -> "Requirement":
        if (self.fact is None) == (self.column is None):
            msg = "requirement-fact"
            raise ValueError(msg)
        if all(bound is None for bound in (self.at_least, self.at_most, self.one_of, self.none_of)):
            msg = "requirement-bound"
            raise ValueError(msg)
        return self

    @property
    def subject(self) -> str:
        """The fact's name or the column's heading."""
        return self.fact or self.column or ""


def answers(known: "npt.NDArray[np.bool_]", test: "Callable[[], npt.NDArray[np.bool_]]") -> "npt.NDArray[np.uint8]":
    """Answer one bound for all people: UNKNOWN where the fact is not known, else MET or UNMET by ``test``."""
    import numpy as np

    met = np.where(test(), Answer.MET, Answer.UNMET)
    return np.where(known, met, Answer.UNKNOWN).astype(np.uint8)
