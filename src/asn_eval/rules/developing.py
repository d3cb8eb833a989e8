"""What the office chose about developing people and filling posts: target scores, courses, posts and how they are matched.

A *subject* is what a course develops or a post wants: the id of an indicator (its score, 0 to 100), or else a heading of the roster
whose column holds a competency as a number.
"""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from asn_eval.rules.requirement import Requirement, Requirements, Words
from asn_eval.rules.shape import Entries, Number, Percent, Shape, Word, as_tuple

Amount = Annotated[Number, Field(ge=0)]
Count = Annotated[int, Field(ge=1)]
Tool = Literal["dialog", "coaching", "bimbingan", "konseling"]
Fit = Literal["weighted", "profile_matching"]
Objective = Literal["total", "fair"]


def _as_tools(value: object) -> object:
    return (value,) if isinstance(value, str) else as_tuple(value)


Tools = Annotated[tuple[Tool, ...], BeforeValidator(_as_tools)]

# Weight of each gap between what a person has and what a post wants, in levels (Kusrini 2007, table of gap weights).
GAP_WEIGHTS = {"0": "5", "1": "4.5", "-1": "4", "2": "3.5", "-2": "3", "3": "2.5", "-3": "2", "4": "1.5", "-4": "1"}


class Course(Shape):
    """One course of the catalogue."""

    title: Word = Field(description="name of the course; used once")
    develops: Words = Field(description="indicator ids or competencies it develops")
    jp: Amount = Field(0, validate_default=True, description="training hours (JP) it counts for")
    seats: Annotated[int, Field(ge=0)] | None = Field(None, description="places in the year; none = no limit")
    cost: Amount = Field(0, validate_default=True, description="cost of one place, in rupiah")
    prerequisite: Word | None = Field(None, description="course that must be in the training record before")


class Training(Shape):
    """Who needs which training: target scores, the catalogue, and what the year allows."""

    targets: Entries[Amount] = Field(default_factory=dict, description="indicator id: score everybody should reach")
    behaviour: Entries[Tools] = Field(
        default_factory=dict, description="indicator id of behaviour: dialog, coaching, bimbingan, konseling"
    )
    yearly_jp: Amount | None = Field(None, description="hours (JP) a year; default: the law's (asn-eval law jp-20)")
    budget: Amount | None = Field(None, description="rupiah for all places together; none = no limit")
    per_person: Count | None = Field(None, description="most courses for one person; none = no limit")
    catalogue: Annotated[tuple[Course, ...], BeforeValidator(as_tuple)] = Field(
        (), description="courses there are, in the order they are offered"
    )
    in_result: bool = Field(default=False, description="true: sheets of their own in the result workbook")


class Wanted(Shape):
    """What a post wants of one subject."""

    target: Amount | None = Field(None, description="score or level wanted; more than it counts no more")
    weight: Amount = Field(1, validate_default=True, description="weight among what the post wants")
    factor: Literal["core", "secondary"] = Field("core", description="kind of factor in profile matching")


class Post(Shape):
    """A post to be filled: what it asks as a rule, and what it wants as far as possible."""

    title: Word = Field(description="name of the position, as in the roster")
    unit: Word | None = Field(None, description="unit it belongs to, as in the roster")
    seats: Annotated[int, Field(ge=0)] = Field(1, description="how many people it takes")
    jenjang: Words = Field((), description="levels accepted; none = any")
    golongan_min: Word | None = Field(None, description="lowest golongan, itself included")
    golongan_max: Word | None = Field(None, description="highest golongan, itself included")
    pendidikan: Word | None = Field(None, description="lowest education, itself included")
    requires: Requirements = Field((), description="further conditions that must all be met")
    wants: Entries[Wanted] = Field(default_factory=dict, description="subject: what is wanted of it")

    @property
    def rules(self) -> tuple[Requirement, ...]:
        """Every hard rule as a requirement, in the order they are printed."""
        asked: list[Requirement] = []
        if self.golongan_min or self.golongan_max:
            asked.append(Requirement(fact="golongan", at_least=self.golongan_min, at_most=self.golongan_max))
        if self.pendidikan:
            asked.append(Requirement(fact="pendidikan", at_least=self.pendidikan))
        if self.jenjang:
            asked.append(Requirement(fact="jenjang", one_of=self.jenjang))
        return (*asked, *self.requires)


class Placement(Shape):
    """How people and posts are matched."""

    fit: Fit = Field("weighted", description="weighted = share of the targets; profile_matching = weights of gaps")
    objective: Objective = Field("total", description="total = best sum of fits; fair = raise the worst fit first")
    minimum_gain: Amount | None = Field(
        None, description="who has a post moves only for a fit higher by more than this; none = moves freely"
    )
    levels: Annotated[tuple[Number, ...], BeforeValidator(as_tuple)] = Field(
        (), description="profile matching: lowest scores of levels 2, 3, 4 … of an indicator"
    )
    gap_weights: Entries[Number] | None = Field(
        None, description="profile matching: gap in levels, quoted: its weight; default: the published table"
    )
    core: Percent = Field(60, validate_default=True, description="profile matching: percent of the core factors")
    locked: Entries[Word] = Field(default_factory=dict, description="NIP, quoted: id of the post the person gets")
    locked_column: Word | None = Field(None, description="roster heading that names the post a person must get")
    in_result: bool = Field(default=False, description="true: sheets of their own in the result workbook")


def wanted_columns(posts: dict[str, Post], indicators: frozenset[str]) -> tuple[str, ...]:
    """Give the headings of competencies the posts want: every subject that is no indicator."""
    return tuple(dict.fromkeys(name for post in posts.values() for name in post.wants if name not in indicators))
