"""Small offices in memory: a rulebook from YAML, people from plain values, and the evaluation of both. Everybody is invented."""

import textwrap
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np

from asn_eval.check.exact import from_decimals
from asn_eval.check.records import Dossier, People, ScoreRecords, Source, State
from asn_eval.measure.scores import measure_scores
from asn_eval.pipeline import Choices, Evaluation, Policy, evaluate_dossier
from asn_eval.rules.load import load_text
from asn_eval.rules.rulebook import Indicator, Rulebook
from asn_eval.score import Scores, score

DAY = date(2026, 11, 24)
TEXTS = ("nama", "unit", "jabatan", "jenis_jabatan", "jenjang", "golongan", "pendidikan", "jenis_kelamin")
DATES = ("tanggal_lahir", "tmt_cpns", "mulai", "selesai")
WRONG = "wrong"  # a cell with an error finding
Person = Mapping[str, object]


def rules(text: str) -> Rulebook:
    """A rulebook from YAML that is in order."""
    loaded = load_text(textwrap.dedent(text), "indicators.yaml")
    assert isinstance(loaded, Rulebook), [f.message() for f in loaded]
    return loaded


def people_of(persons: Sequence[Person], wide: Sequence[str] = ()) -> People:
    """The roster; ``nip`` by default rises with the row, and ``wide`` names roster columns of the rulebook."""
    count = len(persons)

    def column(name: str, default: object = "") -> np.ndarray:
        made = np.empty(count, object)
        made[:] = [p.get(name, default) for p in persons]
        return made

    nips = np.empty(count, object)
    nips[:] = [p.get("nip", f"19850315201001{k + 1000:04d}") for k, p in enumerate(persons)]
    return People(
        nips,
        {name: column(name) for name in TEXTS},
        {name: np.array([p.get(name) for p in persons], "datetime64[D]") for name in DATES},
        {name: column(name) for name in wide},
        np.zeros(count, np.int16),
        np.arange(count, dtype=np.int32) + 2,
        np.array([bool(p.get("faulty")) for p in persons], bool),
    )


def records_of(persons: Sequence[Person], leaf: str, column: int) -> ScoreRecords:
    """The cells of one indicator: one a person, or for a list of values one a month; an absent key is no cell at all."""
    cells = [
        (k, month, value)
        for k, p in enumerate(persons)
        if leaf in p
        for month, value in enumerate(p[leaf] if isinstance(p[leaf], list) else [p[leaf]])
        if value != "absent"
    ]
    states = {None: State.EMPTY, "-": State.NOT_APPLICABLE, WRONG: State.INVALID}
    typed = [v if isinstance(v, str | None) else Decimal(str(v)) for _, _, v in cells]
    numbers = [Decimal(0) if v in states else Decimal(v) for v in typed]
    return ScoreRecords(
        from_decimals(numbers),
        np.array([states.get(v, State.GIVEN) for v in typed], np.uint8),
        np.array([k for k, _, _ in cells], np.int32),
        np.array([month for _, month, _ in cells], np.int16),
        np.array([k + 2 for k, _, _ in cells], np.int32),
        np.full(len(cells), column, np.int16),
        np.full(len(cells), "", object),
        np.zeros(len(cells), bool),
    )


def dossier_of(persons: Sequence[Person], rulebook: Rulebook, wide: Sequence[str] = ()) -> Dossier:
    """People and their scores as checking would give them, without findings."""
    people = people_of(persons, wide)
    scores = {leaf: records_of(persons, leaf, 4 + k) for k, leaf in enumerate(rulebook.leaves())}
    months = max([len(v) for p in persons for v in p.values() if isinstance(v, list)], default=0)
    sources = tuple(
        Source("staf.xlsx", f"Bulan {m + 1}", "roster", 1, month=m + 1 if months else 0) for m in range(months or 1)
    )
    return Dossier(people, scores, sources, ())


def evaluated(
    rulebook: Rulebook,
    *persons: Person,
    wide: Sequence[str] = (),
    day: date = DAY,
) -> Evaluation:
    """The evaluation of an office that has one."""
    outcome = evaluate_dossier(dossier_of(persons, rulebook, wide), Policy(rulebook, "indicators.yaml"), Choices(day))
    assert isinstance(outcome, Evaluation), [f.message() for f in outcome.findings]
    return outcome


def scored(rulebook: Rulebook, *persons: Person) -> Scores:
    """Measures and scores only."""
    dossier = dossier_of(persons, rulebook)
    return score(measure_scores(dossier, rulebook), dossier.people, rulebook, dossier.people.faulty)


def totals(evaluation: Evaluation | Scores) -> list[str | None]:
    """Published totals as printed, None for people who are not ranked."""
    scores = evaluation.scores if isinstance(evaluation, Evaluation) else evaluation
    places = scores.rulebook.rounding.places
    return [
        f"{Decimal(units).scaleb(-places)}" if known else None
        for units, known in zip(scores.total.units.tolist(), scores.total.known.tolist(), strict=True)
    ]


def reference(rulebook: Rulebook, person: Person, named: Mapping[str, Decimal] | None = None) -> Fraction | None:
    """The total of one person by the book, one step after the other, in fractions: an independent second opinion."""
    return _mean(rulebook.indicators, person, named or {})


def _mean(level: Mapping[str, Indicator], person: Person, named: Mapping[str, Decimal]) -> Fraction | None:
    over = any(key in named for key in level)
    present = []
    for key, indicator in level.items():
        weight = named.get(key) if over else indicator.weight
        if weight is None:
            continue
        value = _mean(indicator.parts, person, named) if indicator.parts else _leaf(indicator, person.get(key))
        if value is not None:
            present.append((Fraction(weight), value))
    whole = sum(weight for weight, _ in present)
    return sum(weight * value for weight, value in present) / whole if whole else None


def _leaf(indicator: Indicator, value: object) -> Fraction | None:
    scale = indicator.scale
    if value is None and indicator.missing == "zero":
        value = scale.min
    if value in (None, "-"):
        return None
    way = (Fraction(str(value)) - Fraction(scale.min)) / (Fraction(scale.max) - Fraction(scale.min))
    good = way if scale.direction == "higher" else 1 - way
    return Fraction(scale.worst) + good * (Fraction(scale.best) - Fraction(scale.worst))


def half_up_units(value: Fraction, places: int) -> int:
    """Half up by comparing twice the remainder with the divisor: school rounding, in units of 10^-places."""
    whole, rest = divmod(value.numerator * 10**places, value.denominator)
    return whole + (2 * rest >= value.denominator)
