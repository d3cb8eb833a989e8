"""How one person's two ratings came about, and which ratings would give the next better predikat."""

from dataclasses import dataclass
from typing import Literal

from asn_eval.decide.ratings import NONE, cells, least_of, result_of
from asn_eval.pipeline import Evaluation
from asn_eval.rules.appraising import AXES, NAMES, Axis, RatingRule


@dataclass(frozen=True, slots=True)
class Rated:
    """One rating of one person: its name (``""`` for none), the published score in units of 10^-places, None where there is none.

    ``capaian`` is the result of the organisation a head takes the rating from, ``""`` where the score decided. ``why`` says why there is
    no rating (``""`` = there is one): no score, an indicator that does not apply, or the result of the organisation led is not named.
    """

    axis: Axis
    rule: RatingRule
    rating: str
    units: int | None
    capaian: str
    why: Literal["", "none", "not_applicable", "unled"]


@dataclass(frozen=True, slots=True)
class Need:
    """A rating that would have to be reached: its name, the lowest published score for it, and what is missing of that."""

    axis: Axis
    rule: RatingRule
    rating: str
    least: int
    missing: int


@dataclass(frozen=True, slots=True)
class NextPredikat:
    """The nearest better predikat and the ratings it needs."""

    grade: str
    needs: tuple[Need, ...]


def rated(evaluation: Evaluation, person: int) -> tuple[Rated, ...]:
    """Give a person's ratings, of results and then of behaviour; nothing where grades do not come from ratings."""
    rules, ratings = evaluation.rulebook.ratings, evaluation.grades.ratings
    if rules is None or ratings is None:
        return ()
    found = []
    for axis in AXES:
        step, led = int(ratings.of(axis)[person]), axis == "hasil" and bool(ratings.heads[person])
        score = evaluation.scores.score(rules.of(axis).indicator)
        units = int(score.units[person]) if score.known[person] else None
        capaian = ""
        if led:
            capaian = result_of(evaluation.rulebook, str(evaluation.dossier.people.texts["unit"][person])) or ""
        name = "" if step == NONE else NAMES[step]
        why = "" if name else "unled" if led else _absent(evaluation, person, rules.of(axis))
        found.append(Rated(axis, rules.of(axis), name, units, capaian, why))
    return tuple(found)


def _absent(evaluation: Evaluation, person: int, rule: RatingRule) -> Literal["none", "not_applicable"]:
    judged = evaluation.scores.applying[int(evaluation.scores.profile[person]) + 1]
    return "none" if rule.indicator in judged else "not_applicable"


def next_predikat(evaluation: Evaluation, person: int) -> NextPredikat | None:
    """Find the better predikat that needs the fewest steps of rating; a rating taken from the organisation stays as it is."""
    rules, ratings, grade = evaluation.rulebook.ratings, evaluation.grades.ratings, int(evaluation.grades.band[person])
    if rules is None or ratings is None or grade < 0:
        return None
    now = {axis: int(ratings.of(axis)[person]) for axis in AXES}
    fixed = bool(ratings.heads[person])
    grid = cells(evaluation.rulebook)
    better = [
        (now["hasil"] - hasil + now["perilaku"] - perilaku, int(grid[hasil, perilaku]), hasil, perilaku)
        for hasil in ([now["hasil"]] if fixed else range(now["hasil"] + 1))
        for perilaku in range(now["perilaku"] + 1)
        if 0 <= grid[hasil, perilaku] < grade
    ]
    if not better:
        return None
    _, found, hasil, perilaku = min(better)
    aims: dict[Axis, int] = {"hasil": hasil, "perilaku": perilaku}
    needs = tuple(
        _need(evaluation, person, axis, rules.of(axis), aims[axis]) for axis in AXES if aims[axis] != now[axis]
    )
    return NextPredikat(evaluation.grades.names[found], needs)


def _need(evaluation: Evaluation, person: int, axis: Axis, rule: RatingRule, step: int) -> Need:
    least = least_of(rule, step, evaluation.rulebook.rounding.places)
    return Need(axis, rule, NAMES[step], least, least - int(evaluation.scores.score(rule.indicator).units[person]))
