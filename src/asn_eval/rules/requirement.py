"""A requirement of the rulebook: a fact about a person, a bound on it, and the three-valued answer to it.

The vocabulary is closed: there are no expressions. ``met``, ``unmet`` and ``unknown`` are kept apart, because an empty cell is
not a no. Requirements may be combined: ``all``, ``any`` and ``none`` of a list, one inside the other.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from typing import Annotated, get_args

from pydantic import BeforeValidator, Field, model_validator

from asn_eval.rules.measures import SOURCES, WORDS, MeasureName
from asn_eval.rules.shape import Number, Shape, Word, as_tuple, as_words

MEASURES: tuple[str, ...] = get_args(MeasureName)
# Facts about a person read from records or from the results; an indicator of the same id goes before them.
RECORD_FACTS = (
    "bulan_dalam_periode",
    "predikat",
    "predikat_sebelumnya",
    "nilai_sebelumnya",
    "peningkatan",
    "hukuman_aktif",
    "hukuman_terberat",
    "jp",
)
# Facts the program knows about every person; an indicator id, a measure from records or a roster column is a fact too.
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
    "masa_kerja_pns",
    *RECORD_FACTS,
)
NUMBER_FACTS = frozenset(
    {
        "total",
        "rank",
        "unit_rank",
        "usia",
        "masa_kerja",
        "masa_kerja_pns",
        "bulan_dalam_periode",
        "nilai_sebelumnya",
        "peningkatan",
        "jp",
        *MEASURES,
    }
) - frozenset(WORDS)
# The ladder a fact of words stands on, so that "at least" means something; grades have their own.
LADDER_OF: Mapping[str, str] = {
    "golongan": "golongan",
    "pendidikan": "pendidikan",
    "jenjang": "jenjang",
    "predikat": "predikat",
    "predikat_sebelumnya": "predikat",
    "history.predikat": "predikat",
    "ekinerja.predikat": "predikat",
    "ekinerja.hasil": "rating",
    "ekinerja.perilaku": "rating",
    "hukuman_aktif": "hukuman",
    "hukuman_terberat": "hukuman",
    "sanctions.active_level": "hukuman",
}
ORDERED_FACTS = frozenset({"grade", *LADDER_OF})
# Facts whose words are compared by their step, because people spell them in several ways.
SPELT_FACTS = frozenset(fact for fact, ladder in LADDER_OF.items() if ladder in {"predikat", "rating", "hukuman"})
PERIODIC_FACTS = ("predikat", "predikat_sebelumnya")
WINDOWED_FACTS = ("hukuman_terberat",)
# Facts that change with the weights: a requirement on them is no fixed condition.
MOVING_FACTS = frozenset({"total", "grade", "rank", "unit_rank", "peningkatan"})
COMBINATORS = ("all", "any", "none")
BOUNDS = ("at_least", "at_most", "one_of", "none_of")
# Which kinds of records a fact is read from; any one of them will do.
FACT_KINDS: Mapping[str, tuple[str, ...]] = {
    "predikat": ("ekinerja", "history"),
    "predikat_sebelumnya": ("history",),
    "nilai_sebelumnya": ("history",),
    "peningkatan": ("history",),
    "hukuman_aktif": ("sanctions",),
    "hukuman_terberat": ("sanctions",),
    "jp": ("training",),
    **SOURCES,
}


class Answer(IntEnum):
    """The answer to a requirement; combining answers takes the least (all) or the greatest (any)."""

    UNMET = 0
    UNKNOWN = 1
    MET = 2


Words = Annotated[tuple[Word, ...], BeforeValidator(as_words)]
Several = Annotated[tuple["Requirement", ...], BeforeValidator(as_tuple)]
Count = Annotated[int, Field(ge=1, le=60)]


class Requirement(Shape):
    """One condition: a fact (or a roster column) with at least one bound, or several conditions combined.

    ``why`` cites the rule; without it, office rule.
    """

    fact: Word | None = Field(
        None, description="total, grade, an indicator id, masa_kerja, golongan, … (see asn-eval rules)"
    )
    column: Word | None = Field(None, description="a heading of the roster, for facts the program does not know")
    at_least: Number | Word | None = Field(None, description="lowest number or step that meets it, itself included")
    at_most: Number | Word | None = Field(None, description="highest number or step that meets it, itself included")
    one_of: Words | None = Field(None, description="words that meet it; * stands for any text")
    none_of: Words | None = Field(None, description="words that do not meet it; * stands for any text")
    within_years: Count | None = Field(
        None,
        description="for hukuman_terberat: only the last so many years count; for a column: its year is among them",
    )
    not_within_years: Count | None = Field(
        None, description="for a column that holds the year of an earlier award: it is not among the last so many years"
    )
    consecutive_periods: Annotated[int, Field(ge=2, le=20)] | None = Field(
        None, description="for predikat and predikat_sebelumnya: so many years in a row, backwards, must all meet it"
    )
    all: Several | None = Field(None, description="instead of a fact: conditions that must all be met")
    any: Several | None = Field(None, description="instead of a fact: conditions of which one is enough")
    none: Several | None = Field(None, description="instead of a fact: conditions of which none may be met")
    why: Word | None = Field(None, description="citation or reason; without it: office rule")

    @model_validator(mode="after")
    def _is_one_thing(self) -> "Requirement":
        subjects = [key for key in ("fact", "column", *COMBINATORS) if getattr(self, key) is not None]
        if len(subjects) > 1 and set(subjects) & set(COMBINATORS):
            msg = "requirement-combined"
            raise ValueError(msg)
        if len(subjects) != 1:
            msg = "requirement-fact"
            raise ValueError(msg)
        if self.is_combined and not self.members:
            msg = "requirement-empty"
            raise ValueError(msg)
        bounds = [bound for bound in BOUNDS if getattr(self, bound) is not None]
        windows = [key for key in ("within_years", "not_within_years") if getattr(self, key) is not None]
        if self.is_combined and (bounds or windows or self.consecutive_periods is not None):
            msg = "requirement-combined"
            raise ValueError(msg)
        if not self.is_combined and not bounds and not (windows and self.column):
            msg = "requirement-bound"
            raise ValueError(msg)
        return self

    @property
    def subject(self) -> str:
        """The fact's name or the column's heading; ``""`` for combined conditions."""
        return self.fact or self.column or ""

    @property
    def is_combined(self) -> bool:
        """Whether this combines other conditions."""
        return self.combinator != ""

    @property
    def combinator(self) -> str:
        """``all``, ``any`` or ``none``; ``""`` for a single condition."""
        return next((key for key in COMBINATORS if getattr(self, key) is not None), "")

    @property
    def members(self) -> "tuple[Requirement, ...]":
        """The conditions this one combines, in written order; none for a single condition."""
        return getattr(self, self.combinator) if self.is_combined else ()


# Written as conditions, or as a table of law by its name, such as law/satyalancana/perak, which then stands for its conditions.
Requirements = Annotated[tuple[Requirement, ...], BeforeValidator(as_tuple)]


def single(requirements: Iterable[Requirement]) -> Iterator[Requirement]:
    """Give every single condition, those inside combined ones included, in written order.

    >>> [r.subject for r in single([Requirement(any=[{"fact": "usia", "at_most": 35}, {"fact": "total", "at_least": 90}])])]
    ['usia', 'total']
    """
    for requirement in requirements:
        if requirement.is_combined:
            yield from single(requirement.members)
        else:
            yield requirement
