"""What PermenPANRB 6/2022 leaves to the office: which indicators are the two ratings, from which scores, and who leads what.

The law knows three ratings of results and of behaviour and no numbers. The bounds here are therefore choices of the office; the
defaults (above 100, 90 to 100, below 90) are those of two independent public systems, a convention and no law.
"""

from decimal import Decimal
from typing import Final, Literal

from pydantic import Field

from asn_eval.rules.awarding import Match
from asn_eval.rules.shape import Entries, Number, Shape, Word

MATRIX: Final = "permenpanrb-6-2022"
Capaian = Literal["Istimewa", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang"]
Rating = Literal["di atas ekspektasi", "sesuai ekspektasi", "di bawah ekspektasi"]
Axis = Literal["hasil", "perilaku"]
# Best first.
NAMES: Final[tuple[Rating, ...]] = ("di atas ekspektasi", "sesuai ekspektasi", "di bawah ekspektasi")
AXES: Final[tuple[Axis, ...]] = ("hasil", "perilaku")


class RatingRule(Shape):
    """How one rating comes from the published score of an indicator."""

    indicator: Word = Field(description="id of the indicator whose score is rated")
    above: Number = Field(
        Decimal(100), validate_default=True, description="a published score above it is di atas ekspektasi"
    )
    at_least: Number = Field(
        Decimal(90), validate_default=True, description="lowest published score that is sesuai ekspektasi"
    )


class Ratings(Shape):
    """The two ratings whose nine cells give the predikat (``grades: law/permenpanrb-6-2022``)."""

    hasil: RatingRule = Field(description="rating hasil kerja")
    perilaku: RatingRule = Field(description="rating perilaku kerja")

    def of(self, axis: Axis) -> RatingRule:
        """Give the rule of one axis."""
        return self.hasil if axis == "hasil" else self.perilaku


class Organisation(Shape):
    """How the organisation itself, and units of it, were rated; people's predikat are held against the pattern of that result."""

    capaian: Capaian | None = Field(
        None, description="capaian kinerja organisasi: Istimewa, Baik, Butuh Perbaikan, Kurang, Sangat Kurang"
    )
    units: Entries[Capaian] = Field(default_factory=dict, description="unit: its own capaian, where units are rated")
    head: Match | None = Field(None, description="who leads the organisation or a unit of units")
    head_rating: Entries[Rating] = Field(
        default_factory=dict, description="capaian: rating hasil kerja its head takes from it, as the office chose"
    )

    def results(self) -> tuple[Capaian, ...]:
        """Give every capaian that is named, the organisation's first."""
        named = (*([self.capaian] if self.capaian else []), *self.units.values())
        return tuple(dict.fromkeys(named))
