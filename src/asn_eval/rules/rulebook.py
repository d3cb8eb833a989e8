"""The shape of ``indicators.yaml``: what the office chose, typed, frozen and explained key by key.

Validation here is of single values and of what belongs together inside one key. What must agree across keys (weights that sum
to 100, profiles that name known indicators, grades without gaps) is in ``agreement.py``, so that every fault is found in one run.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from asn_eval.rules.appraising import MATRIX, Organisation, Ratings
from asn_eval.rules.awarding import Award, Match, Narrow, ObjectionRules
from asn_eval.rules.careers import Career, Talent
from asn_eval.rules.developing import Placement, Post, Training
from asn_eval.rules.measures import MeasureName
from asn_eval.rules.measuring import Calendar, Records
from asn_eval.rules.requirement import Requirement, Requirements, Words, single
from asn_eval.rules.shape import Entries, Number, Percent, Shape, Word, as_tuple

Missing = Literal["error", "renormalise", "zero", "exclude"]
Combine = Literal["mean", "latest", "sum", "error"]


Pair = Annotated[tuple[Number, Number], BeforeValidator(as_tuple)]


class ScaleBand(Shape):
    """A step of a banded scale: from this value up (inclusive) the score is this."""

    at_least: Number = Field(description="lowest value of the step, itself included")
    score: Number = Field(description="score of the step, 0 to 100")


class Scale(Shape):
    """A fixed scale: the values an indicator may take, which end is better, and the score (0–100) each end is worth.

    The score is linear between the ends, so no person's score depends on another's. ``worst`` and ``best`` are scores: with
    ``max: 120`` and ``best: 120`` a value counts as it stands.
    """

    min: Number = Field(0, validate_default=True, description="smallest value allowed")
    max: Number = Field(100, validate_default=True, description="largest value allowed")
    direction: Literal["higher", "lower"] = Field(
        "higher", description="higher = more is better; lower = less is better"
    )
    worst: Number = Field(0, validate_default=True, description="score of the worse end of the scale")
    best: Number = Field(100, validate_default=True, description="score of the better end of the scale")
    unit: Word | None = Field(None, description="unit of the value: persen, jam, hari, JP …")
    points: Annotated[tuple[Pair, ...], BeforeValidator(as_tuple)] = Field(
        (), description="instead of a straight line: [value, score] pairs by rising value, straight between them"
    )
    bands: Annotated[tuple[ScaleBand, ...], BeforeValidator(as_tuple)] = Field(
        (), description="instead of a straight line: the score from each value up"
    )
    table: Entries[Number] = Field(
        default_factory=dict,
        description="for measures that are words: word: score; or a table of law by its name, such as law/kepkabkn-411-2025",
    )
    why: Word | None = Field(None, description="citation of the rule the scale comes from; without it: office rule")


class Indicator(Shape):
    """One thing that is judged. With ``parts`` it is the weighted mean of its parts; without, it is read from a column."""

    title: Word | None = Field(None, description="name shown to people; default: the key in words")
    weight: Number | None = Field(
        None, description="percent of its level; 0 = shown, not counted; none = only in profiles"
    )
    scale: Scale = Field(Scale(), description="the values it may take, and what they are worth")
    source: Words = Field((), description="headings this indicator may have in the workbook, besides its key and title")
    missing: Missing = Field("error", description="what an empty cell does: error, renormalise, zero or exclude")
    not_applicable: Literal["error", "renormalise"] = Field("error", description='what "-" or "tidak berlaku" does')
    outside: Literal["error", "cap"] = Field("error", description="what a value outside the scale does")
    combine: Combine = Field(
        "mean", description="several values for one person (months, raters): mean, latest, sum or error"
    )
    measure: MeasureName | None = Field(
        None, description="measured from records an office keeps instead of read from a column of scores"
    )
    minimum_records: Annotated[int, Field(ge=0)] = Field(
        0, description="fewest records to measure from; below it the indicator counts as missing"
    )
    parts: dict[str, "Indicator"] | None = Field(None, description="sub-indicators; their weights sum to 100")


class Profile(Shape):
    """Other weights or other indicators for some people; the first profile that matches a person holds."""

    title: Word | None = Field(None, description="name shown to people; default: the key in words")
    applies_to: Match = Field(description="whom the profile is for")
    weights: Entries[Number] = Field(description="indicator id: percent; every level touched is named completely")


class Band(Shape):
    """A grade: a name and the lowest published score that earns it (inclusive); ``requires`` may ask more."""

    name: Word = Field(description="name of the grade")
    at_least: Number = Field(description="lowest published score that earns it, itself included")
    at_most: Number | None = Field(None, description="only to state a bound the law prints; must meet the next band")
    requires: Requirements = Field((), description="conditions that must all be met")
    why: Word | None = Field(None, description="citation of the rule the band comes from; without it: office rule")


class Ranking(Shape):
    """How standings are made from published totals."""

    ties: Literal["competition", "dense"] = Field("competition", description="1-2-2-4 or 1-2-2-3")
    tie_breakers: Words = Field(
        (),
        description="in order: indicator ids, masa_kerja (longer first), golongan (higher first), usia (older first)",
    )


class Rounding(Shape):
    """Places of the published score; always half up, once."""

    places: Annotated[int, Field(ge=0, le=4)] = Field(2, description="digits after the decimal point")


class Period(Shape):
    """The period the evaluation is about, and the least time in it that can be judged."""

    name: Word | None = Field(None, description="name shown in results, such as Semester I 2026")
    start: date = Field(description="first day, as year-month-day")
    end: date = Field(description="last day, as year-month-day")
    minimum_days: Annotated[int, Field(ge=0, le=366)] = Field(
        0, description="days in the period below which nobody is ranked"
    )


class Rulebook(Shape):
    """The whole of ``indicators.yaml``."""

    version: Literal[1] = Field(1, description="form of this file")
    agency: Word | None = Field(None, description="name of the office shown in results")
    language: Literal["id", "en"] = Field("id", description="language of results and messages")
    period: Period | None = Field(None, description="the period the evaluation is about")
    rounding: Rounding = Field(Rounding(), description="how published scores are rounded")
    normalise: bool = Field(default=False, description="true: weights are scaled to 100 instead of refused")
    coverage: Percent = Field(
        80, validate_default=True, description="least percent of weight that must be present for a total"
    )
    indicators: Entries[Indicator] = Field(min_length=1, description="what is judged, by id")
    calendar: Calendar | None = Field(None, description="working days and hours, for measures from records")
    records: Records = Field(Records(), description="how records become measures")
    profiles: Entries[Profile] = Field(default_factory=dict, description="other weights for some people, by key")
    ranking: Ranking = Field(Ranking(), description="how ties are counted and parted")
    grades: Annotated[tuple[Band, ...], BeforeValidator(as_tuple)] = Field(
        (), description="names for ranges of totals; or a table of law by its name, such as law/pp-30-2019"
    )
    ratings: Ratings | None = Field(
        None, description="with grades: law/permenpanrb-6-2022, which scores give the ratings of results and behaviour"
    )
    organisation: Organisation = Field(Organisation(), description="how the organisation itself was rated")
    awards: Entries[Award] = Field(default_factory=dict, description="proposals the results lead to, by key")
    one_award_per_person: bool = Field(
        default=False, description="true: whoever is proposed for an award is not proposed for those written below it"
    )
    narrow: Narrow = Field(Narrow(), description="when a winner's lead is called narrow")
    objection: ObjectionRules = Field(ObjectionRules(), description="how long people may object to their result")
    training: Training | None = Field(None, description="who needs which training, and the courses there are")
    posts: Entries[Post] = Field(default_factory=dict, description="posts to be filled, by id")
    placement: Placement = Field(Placement(), description="how people and posts are matched")
    talent: Talent | None = Field(None, description="nine boxes of talent management")
    career: Career | None = Field(None, description="angka kredit, promotions and IP ASN")
    headings: Entries[Words] = Field(default_factory=dict, description="field or indicator id: more headings for it")

    def walk(self) -> Iterator[tuple[str, Indicator, str | None]]:
        """Give every indicator with its id and the id of its parent, parents before their parts, in written order."""

        def below(level: dict[str, Indicator], parent: str | None) -> Iterator[tuple[str, Indicator, str | None]]:
            for key, indicator in level.items():
                yield key, indicator, parent
                yield from below(indicator.parts or {}, key)

        yield from below(self.indicators, None)

    def leaves(self) -> dict[str, Indicator]:
        """Give the indicators that are read from a column, by id, in written order."""
        return {key: indicator for key, indicator, _ in self.walk() if not indicator.parts}

    def typed_leaves(self) -> dict[str, Indicator]:
        """Give the leaf indicators whose values people type, by id: all but those measured from records."""
        return {key: indicator for key, indicator in self.leaves().items() if not indicator.measure}

    def grade_names(self) -> tuple[str, ...]:
        """Give the names of the grades, best first: those of the bands, or of the nine cells of PermenPANRB 6/2022."""
        if self.ratings is None or self.period is None:
            return tuple(band.name for band in sorted(self.grades, key=lambda band: band.at_least, reverse=True))
        # The tables of law are read with the reader of rulebooks, so they can only be asked for once that is there.
        from asn_eval.rules.statutes import rows

        ordered = sorted(rows(MATRIX, "grades", self.period.end), key=lambda row: row.whole("order"))
        return tuple(row.text("predikat") for row in ordered)

    def conditions(self) -> Iterator[Requirement]:
        """Give every single condition of grades, awards, posts and promotions, those inside combined ones included."""
        yield from single(r for award in self.awards.values() for r in award.requires)
        yield from single(r for band in self.grades for r in band.requires)
        yield from single(r for post in self.posts.values() for r in post.requires)
        promotions = self.career.promotions.values() if self.career else ()
        yield from single(r for promotion in promotions for r in promotion.requires)

    def title_of(self, key: str) -> str:
        """Give the name people see for an indicator id.

        >>> Rulebook(indicators={"kualitas_kerja": Indicator(weight=100)}).title_of("kualitas_kerja")
        'Kualitas Kerja'
        """
        named = next((i.title for k, i, _ in self.walk() if k == key), None)
        return named or key.replace("_", " ").title()
