"""What the office chooses about awards and objections: who may be proposed, in what order, how many, and what counts as narrow."""

from typing import Annotated, Literal

from pydantic import Field

from asn_eval.rules.requirement import Requirements, Words
from asn_eval.rules.shape import Entries, Number, Shape, Word

Quota = Annotated[int, Field(ge=1)]
IMPROVEMENT = "improvement"


class Match(Shape):
    """Whom a profile or an award is for. Each list is an alternative; all given keys must match. ``*`` stands for any text."""

    jabatan: Words = Field((), description='titles of the position, such as "Petugas Loket*"')
    jenis_jabatan: Words = Field((), description="kinds of position: Struktural, Fungsional, Pelaksana …")
    jenjang: Words = Field((), description="levels of functional positions: Ahli Pertama, Terampil …")
    unit: Words = Field((), description="units of the office")
    columns: Entries[Words] = Field(default_factory=dict, description="roster heading: accepted values")


class Award(Shape):
    """A proposal the results lead to: who may be proposed, ordered by what, and how many."""

    title: Word = Field(description="name shown to people")
    by: Word = Field("total", description="total, an indicator id, or improvement on last year's score")
    applies_to: Match = Field(Match(), description="whom the award is for; without it: everybody")
    profiles: Words = Field((), description="only people of these profiles; general = those without one")
    quota: Quota | None = Field(None, description="at most so many in all")
    quota_per_unit: Quota | None = Field(None, description="at most so many in each unit")
    quota_per_jenis_jabatan: Quota | None = Field(None, description="at most so many of each kind of position")
    quota_percent: Annotated[Number, Field(gt=0, le=100)] | None = Field(
        None, description="at most so many percent of the ranked people the award is for, rounded down"
    )
    percent_per_unit: bool = Field(
        default=False, description="true: the places of quota_percent are shared out over units by largest remainder"
    )
    ties: Literal["ask", "include"] = Field(
        "ask", description="a tie across the cut: stop at the committee, or include all"
    )
    requires: Requirements = Field((), description="conditions that must all be met")


class Narrow(Shape):
    """When a winner's lead is called narrow (menang tipis): either bound is enough."""

    points: Annotated[Number, Field(ge=0)] | None = Field(
        None, description="a lead over the next of so many points or fewer"
    )
    weight: Annotated[Number, Field(ge=0)] | None = Field(
        None, description="a weight that may move by so many percent points or fewer before the winners change"
    )


class ObjectionRules(Shape):
    """How long people may object to their result, where the office departs from the table of law in force."""

    days: Annotated[int, Field(ge=1, le=366)] | None = Field(
        None, description="days from receipt; default: the law's (asn-eval law pp-30-2019)"
    )
    calendar: bool | None = Field(
        None, description="true: calendar days; false: working days of the calendar; default: the law's"
    )
