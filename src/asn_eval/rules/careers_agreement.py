"""What must agree in talent and career: known indicators, bounds in order, words where there are words, steps there are."""

from collections.abc import Iterator

from asn_eval.rules.axes import Axis
from asn_eval.rules.careers import Performance
from asn_eval.rules.conditions import condition
from asn_eval.rules.disagreement import Disagreement, Found, Ids, unknown
from asn_eval.rules.ladders import LADDERS, step_of
from asn_eval.rules.measures import WORDS
from asn_eval.rules.origins import Component, Origin, PredikatComponent
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.talent_agreement import bounds, numbers, weighing
from asn_eval.rules.tree import KeyPath

MONTHS = 12


def talent(rulebook: Rulebook) -> Found:
    """Both axes come from something known, with bounds in order; boxes have numbers of their own."""
    if rulebook.talent is None:
        return
    known = Ids.of(rulebook)
    axes: tuple[tuple[str, Axis], ...] = (
        ("kinerja", rulebook.talent.kinerja),
        ("potensial", rulebook.talent.potensial),
    )
    for name, axis in axes:
        at: KeyPath = ("talent", name)
        yield from _origin(at, axis, known)
        yield from bounds(at, axis)
        yield from weighing(at, axis)
        for key, component in axis.components():
            if isinstance(component, Origin | PredikatComponent):
                yield from _origin((*at, key), component, known, words=isinstance(component, PredikatComponent))
    yield from numbers(rulebook.talent)


def career(rulebook: Rulebook) -> Found:
    """Origins are known, needs are of jenjang there are, promotions ask what can be answered."""
    if rulebook.career is None:
        return
    known, rules = Ids.of(rulebook), rulebook.career
    if rules.credit:
        yield from _credit(rulebook, known)
    for key, promotion in rules.promotions.items():
        at: KeyPath = ("career", "promotions", key)
        for number, requirement in enumerate(promotion.requires):
            yield from condition(rulebook, known, (*at, "requires", number), requirement)
        if promotion.credit and rules.credit is None:
            rests_on: tuple[KeyPath, ...] = ((*at, "credit"), ("career", "credit"))
            yield Disagreement((*at, "credit"), "career-credit", {"promotion": promotion.title}, rests_on)
    if rules.ip_asn and rules.ip_asn.kinerja:
        yield from _origin(("career", "ip_asn", "kinerja"), rules.ip_asn.kinerja, known)


def _credit(rulebook: Rulebook, known: Ids) -> Iterator[Disagreement]:
    credit = rulebook.career.credit if rulebook.career else None
    if credit is None:
        return
    at: KeyPath = ("career", "credit")
    if credit.predikat:
        yield from _origin((*at, "predikat"), credit.predikat, known, words=True)
    functional = LADDERS["jenjang"][1:]
    for jenjang in credit.needs:
        if step_of("jenjang", jenjang) < 1:
            found = unknown((*at, "needs", jenjang), "fact-step", jenjang, functional)
            yield found._replace(values={**found.values, "fact": "jenjang"})
    period = rulebook.period
    if period and (period.end.year - period.start.year) * MONTHS + period.end.month - period.start.month >= MONTHS:
        yield Disagreement(at, "career-period", {}, (at, ("period", "start"), ("period", "end")))


def _origin(
    at: KeyPath, origin: Origin | PredikatComponent, known: Ids, *, words: bool = False
) -> Iterator[Disagreement]:
    key = origin.indicator
    if key is None:
        return
    here: KeyPath = (*at, "indicator")
    if key not in known.names:
        yield unknown(here, "career-indicator", key, [*known.names], known.rests_on)
        return
    given = isinstance(origin, Axis | Component | Performance) and bool(origin.words)
    if (words or given) and known.names[key].measure not in WORDS:
        rests_on: tuple[KeyPath, ...] = (here, (*at, "words"), *known.rests_on)
        yield Disagreement(here, "career-words", {"found": key}, rests_on)
