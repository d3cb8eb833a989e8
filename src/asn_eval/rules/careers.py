"""What the office chose about talent and careers: where the axes of the nine boxes and the numbers of a career come from.

Bounds, words and groups here are the office's. What the law says (coefficients, needs, points of IP ASN, the nine boxes) is not
repeated: it is read from the tables of law in force on the day.
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from asn_eval.rules.awarding import Match
from asn_eval.rules.axes import KinerjaAxis, PotensialAxis, facts_of_axis
from asn_eval.rules.origins import Origin, Score
from asn_eval.rules.requirement import Requirements, Words
from asn_eval.rules.shape import Entries, Number, Shape, Word

Amount = Annotated[Number, Field(gt=0)]
BoxNumber = Annotated[int, Field(ge=1, le=9)]
Step = Literal["pangkat", "jenjang"]
Group = Literal["struktural", "fungsional", "pelaksana"]


class Talent(Shape):
    """The nine boxes of talent management: both axes, their numbers, and the box the source claims."""

    kinerja: KinerjaAxis = Field(description="axis of performance (Y)")
    potensial: PotensialAxis = Field(description="axis of potential (X)")
    numbers: Entries[BoxNumber] = Field(
        default_factory=dict, description="number of the law: number of the office; all nine, each once"
    )
    claimed: Word | None = Field(
        None, description="roster heading with the box a source claims, 1 to 9, for comparison"
    )


class Need(Shape):
    """Angka kredit a jenjang needs where the office does not follow the table of law."""

    pangkat: Amount | None = Field(None, description="angka kredit of one pangkat")
    jenjang: Amount | None = Field(None, description="angka kredit for the next jenjang")


class Credit(Shape):
    """Where angka kredit comes from; predikat without an origin is that of the records (e-Kinerja, earlier evaluations)."""

    have: Word | None = Field(None, description="roster heading with the angka kredit so far")
    includes_period: bool = Field(default=False, description="true: the angka kredit so far holds this period already")
    counted: Step = Field("jenjang", description="since when angka kredit is counted: this jenjang, or this pangkat")
    predikat: Origin | None = Field(None, description="predikat of the period; without it: from the records")
    needs: Entries[Need] = Field(default_factory=dict, description="jenjang: needs of the office instead of the law's")
    target: Word | None = Field(None, description="roster heading with a target of angka kredit for the person")


class Evidence(Shape):
    """Where training comes from: a column of the roster, or titles in the training record; exactly one of them."""

    column: Word | None = Field(None, description="heading of the roster: ya/tidak, or hours (JP)")
    titles: Words = Field((), description="titles in the training record; * stands for any text")

    @model_validator(mode="after")
    def _is_one(self) -> "Evidence":
        if (self.column is None) == (not self.titles):
            msg = "career-evidence"
            raise ValueError(msg)
        return self


class Performance(Origin):
    """The score of performance on the scale of PP 46/2011, 0 to 100; words stand for scores the office chose."""

    words: Entries[Score] = Field(default_factory=dict, description="word (a predikat): score the office gives it")


class IpAsn(Shape):
    """Where the dimensions of IP ASN come from; education is the roster's."""

    diklat: Evidence | None = Field(None, description="whether the training of the position was done")
    jp: Evidence | None = Field(None, description="hours (JP) of technical training; without it: the training record")
    seminar: Evidence | None = Field(None, description="whether there was a seminar in the last two years")
    kinerja: Performance | None = Field(None, description="score of performance of the year before")
    sanction: Word | None = Field(
        None, description="roster heading with the gravest sanction of five years; without it: the list of sanctions"
    )


class Groups(Shape):
    """Words for the kinds of position, besides those of UU 20/2023."""

    struktural: Words = Field((), description="words for managers")
    fungsional: Words = Field((), description="words for functional positions")
    pelaksana: Words = Field((), description="words for pelaksana")


class Promotion(Shape):
    """One kind of promotion and what it asks."""

    title: Word = Field(description="name shown to people")
    applies_to: Match = Field(Match(), description="whom it is for; without it: everybody")
    credit: Step | None = Field(None, description="angka kredit of this step must be reached: pangkat or jenjang")
    requires: Requirements = Field((), description="conditions that must all be met")


class Career(Shape):
    """Careers: angka kredit, promotions and IP ASN; each part is worked out where it is there."""

    credit: Credit | None = Field(None, description="angka kredit of functional positions")
    promotions: Entries[Promotion] = Field(default_factory=dict, description="kinds of promotion, by key")
    ip_asn: IpAsn | None = Field(None, description="index of professionalism")
    groups: Groups = Field(Groups(), description="words for kinds of position")


def wished_columns(talent: Talent | None, career: Career | None) -> tuple[str, ...]:
    """Give the roster headings talent and career look at; a roster may lack them, then nobody's is known."""
    found: list[str | None] = []
    if talent:
        found += [*talent.kinerja.columns(), *talent.potensial.columns(), talent.claimed]
    if career and career.credit:
        found += [career.credit.have, career.credit.target]
        found += [career.credit.predikat.column] if career.credit.predikat else []
    if career and career.ip_asn:
        index = career.ip_asn
        found += [part.column for part in (index.diklat, index.jp, index.seminar, index.kinerja) if part]
        found.append(index.sanction)
    if career:
        found += [h for promotion in career.promotions.values() for h in promotion.applies_to.columns]
    return tuple(dict.fromkeys(heading for heading in found if heading))


def facts_of_records(talent: Talent | None, career: Career | None) -> tuple[str, ...]:
    """Give the facts talent and a career take from records an office keeps, by the names requirements use."""
    found = [fact for axis in (talent.kinerja, talent.potensial) for fact in facts_of_axis(axis)] if talent else []
    if career and career.credit and career.credit.predikat is None:
        found.append("predikat")
    if career and career.ip_asn:
        index = career.ip_asn
        found += ["hukuman_terberat"] if index.sanction is None else []
        parts = (index.diklat, index.seminar)
        found += ["jp"] if index.jp is None or index.jp.titles or any(p and p.titles for p in parts) else []
    return tuple(found)
