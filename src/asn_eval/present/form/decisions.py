"""What the parts of a rulebook on posts, talent and careers ask of the roster: fields everybody knows, and columns of the office's own."""

from collections.abc import Iterator
from typing import Literal

from asn_eval.decide.talent_components import SERVING
from asn_eval.rules.awarding import Match
from asn_eval.rules.axes import AnyComponent, Axis
from asn_eval.rules.careers import Career, Credit, IpAsn, Talent
from asn_eval.rules.developing import wanted_columns
from asn_eval.rules.ladders import LADDERS
from asn_eval.rules.origins import AwardComponent, Component, ConductComponent, PredikatComponent
from asn_eval.rules.rulebook import Rulebook

# A heading, whether a word or a number stands in its cells, and the words that may be chosen.
Asked = tuple[str, Literal["text", "amount"], tuple[str, ...]]

YES_NO = ("ya", "tidak")
BOXES = tuple("123456789")
SANCTIONS = ("tidak ada", "ringan", "sedang", "berat")
PREDIKAT = tuple(reversed(LADDERS["predikat"]))


def asked_fields(rulebook: Rulebook) -> set[str]:
    """Give the known fields these parts look at."""
    facts = {r.fact for post in rulebook.posts.values() for r in post.rules if r.fact}
    if rulebook.talent and rulebook.talent.potensial.pendidikan and rulebook.talent.potensial.pendidikan.fact:
        facts.add("pendidikan")
    career = rulebook.career
    if career and career.credit:
        facts |= {"jenjang", "golongan"}
    if career and career.ip_asn:
        facts |= {"jenjang", "pendidikan"}
    if career and any(promotion.applies_to.jenjang for promotion in career.promotions.values()):
        facts.add("jenjang")
    return facts


def asked_columns(rulebook: Rulebook) -> Iterator[Asked]:
    """Give the headings these parts name, in the order they stand in the rulebook."""
    indicators = frozenset(key for key, _, _ in rulebook.walk())
    for competency in wanted_columns(rulebook.posts, indicators):
        yield competency, "amount", ()
    if rulebook.placement.locked_column:
        yield rulebook.placement.locked_column, "text", tuple(rulebook.posts)
    if rulebook.talent:
        yield from _talent(rulebook.talent)
    if rulebook.career:
        yield from _career(rulebook.career)


def _talent(talent: Talent) -> Iterator[Asked]:
    axes: tuple[Axis, ...] = (talent.kinerja, talent.potensial)
    for axis in axes:
        if axis.column:
            yield axis.column, "text" if axis.words else "amount", tuple(axis.words)
        for _, component in axis.components():
            yield from _component(component)
    if talent.claimed:
        yield talent.claimed, "text", BOXES


def _component(component: AnyComponent) -> Iterator[Asked]:
    if component.column:
        if isinstance(component, Component):
            yield component.column, "text" if component.words else "amount", tuple(component.words)
        else:
            predikat = PREDIKAT if isinstance(component, PredikatComponent) else ()
            yield (
                component.column,
                "text",
                (*SANCTIONS, SERVING) if isinstance(component, ConductComponent) else predikat,
            )
    if isinstance(component, AwardComponent) and component.year:
        yield component.year, "text", ()


def _career(career: Career) -> Iterator[Asked]:
    if career.credit:
        yield from _credit(career.credit)
    for promotion in career.promotions.values():
        yield from _match(promotion.applies_to)
    if career.ip_asn:
        yield from _index(career.ip_asn)


def _credit(credit: Credit) -> Iterator[Asked]:
    for heading in (credit.have, credit.target):
        if heading:
            yield heading, "amount", ()
    if credit.predikat and credit.predikat.column:
        yield credit.predikat.column, "text", ()


def _index(index: IpAsn) -> Iterator[Asked]:
    for part in (index.diklat, index.seminar):
        if part and part.column:
            yield part.column, "text", YES_NO
    if index.jp and index.jp.column:
        yield index.jp.column, "amount", ()
    if index.kinerja and index.kinerja.column:
        words = tuple(index.kinerja.words)
        yield index.kinerja.column, "text" if words else "amount", words
    if index.sanction:
        yield index.sanction, "text", SANCTIONS


def _match(match: Match) -> Iterator[Asked]:
    for heading, words in match.columns.items():
        yield heading, "text", tuple(words)
