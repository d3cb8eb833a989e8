"""Result against target becomes percent: of each aspect, each result of work (hasil kerja), then main and additional tasks.

PP 30/2019 lets a value reach 120; the ceiling, the way less-is-better is counted and the share of additional tasks are the
rulebook's (``records.targets``).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.check.cells import tidy
from asn_eval.check.label_block import without_number
from asn_eval.check.logbook import Logbook
from asn_eval.check.records import State
from asn_eval.measure.made import Logbooks, Made, Measuring, Setting, nothing
from asn_eval.measure.months import in_period
from asn_eval.measure.rational import Objects, Ratios, divided, exact, in_proportion, means, quotients
from asn_eval.measure.telling import NO_WORD, Index, Mask, Telling, column_of
from asn_eval.rules.matching import plain
from asn_eval.rules.measuring import TargetRules
from asn_eval.rules.panduan import TASKS
from asn_eval.rules.statutes import letters

KIND: Final = "targets"
MAIN, ADDITIONAL = 0, 1
HIGHER, LOWER = 0, 1


# Words as ``letters`` reduces them.
_CATEGORIES: Mapping[str, int] = MappingProxyType(
    {word: MAIN if task == "utama" else ADDITIONAL for word, task in TASKS.items()}
)
_DIRECTIONS: Mapping[str, int] = MappingProxyType(
    {
        **dict.fromkeys(
            ["naik", "tinggi", "maksimal", "maksimum", "maks", "max", "maximize", "positif", "higher", "up"], HIGHER
        ),
        **dict.fromkeys(["makintinggimakinbaik", "semakintinggisemakinbaik"], HIGHER),
        **dict.fromkeys(
            ["turun", "rendah", "minimal", "minimum", "min", "minimize", "negatif", "lower", "down"], LOWER
        ),
        **dict.fromkeys(["makinrendahmakinbaik", "semakinrendahsemakinbaik"], LOWER),
    }
)


# So many times the target is a slip rather than a result; the ceiling would hide it.
_FAR: Final = 10
# Aspects of SKP (PP 30/2019), and words of older forms for the first two, as ``letters`` reduces them. Less is better only in those the
# rulebook names.
_ASPECTS: Final = ("kuantitas", "kualitas", "waktu", "biaya")
_SHORT: Final = frozenset({"kuant", "kuantitatif", "output", "jumlah", "kual", "kualitatif", "mutu"})
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_PARTS: Final = re.compile(r"[/,&]|\bdan\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The numbers of all rows over one denominator, so that quotients need none: target, result, baseline (0 without one)."""

    target: Objects
    result: Objects
    baseline: Objects
    given: Mask
    based: Mask


def achievement(logbooks: Logbooks, setting: Setting) -> Made:
    """Measure the percent of targets reached, one value a person.

    One row is one aspect of one result: realisasi/target; where less is better (column ``arah``, else the aspect) 2 − realisasi/target
    or target/realisasi as the rulebook names; with a baseline (realisasi − dasar)/(target − dasar), which needs no direction. Each
    row is kept between 0 and the ceiling; under target/realisasi a realisasi of 0 earns the ceiling. Rows of one result (same text)
    are averaged, then results within main and within additional tasks; these count by their shares. A person without additional
    tasks is measured by the main ones alone – and by the additional ones alone without main ones, where these have a share. A row
    without a category is a main task; a row without a text is a result of its own.

    A row that repeats another of its sheet word for word and number for number is told: it would weigh twice. A person with a row
    that cannot be measured has no value: the mean of the rest would be another measure.
    """
    logbook, people = logbooks.get(KIND), len(setting.people)
    if logbook is None:
        return nothing(KIND, people)
    rules, telling = setting.rulebook.records.targets, Telling(logbook, setting)
    rows = _rows(logbook)
    _tell_twice(logbook, rows, telling)
    category = np.maximum(telling.words("kategori", _CATEGORIES, ("utama", "tambahan")), MAIN)
    lower = _lower(logbook, rows, rules, telling)
    _tell(logbook, rows, telling)
    shares = np.array(in_proportion([rules.main, rules.additional]), object)
    unshared = np.asarray(shares[category] == 0, bool)
    telling.count("targets-unshared", unshared & ~logbook.invalid, "kategori")
    counted = ~telling.people[logbook.person] & ~unshared
    used = np.flatnonzero(counted)
    reached = _reached(rows, used, lower[used], rules)
    totals, known = _combined(logbook, used, category[used], reached, shares, people)
    records = np.bincount(logbook.person[used], minlength=people).astype(np.int32)
    return Made(KIND, exact(totals), known, records, used, findings=tuple(telling.findings))


def _rows(logbook: Logbook) -> _Rows:
    target, result, baseline = (logbook.numbers.get(field) for field in ("target", "realisasi", "dasar"))
    present = [column for column in (target, result, baseline) if column is not None]
    per = max((column.values.per for column in present), default=1)
    none = np.zeros(len(logbook), object)
    based = np.zeros(len(logbook), bool) if baseline is None else baseline.state == State.GIVEN
    units = [none if c is None else c.values.over(per).astype(object) for c in (target, result, baseline)]
    given = np.ones(len(logbook), bool)
    for column in (target, result):
        given &= np.zeros(len(logbook), bool) if column is None else column.state == State.GIVEN
    return _Rows(units[0], units[1], np.where(based, units[2], 0), given, based)


def _lower(logbook: Logbook, rows: _Rows, rules: TargetRules, telling: Telling) -> Mask:
    """Tell where less is better: by the direction typed, else by the aspect; an aspect nobody knows is told where nothing else says it."""
    direction = telling.words("arah", _DIRECTIONS, ("naik", "turun"))
    typed = column_of(logbook, "aspek").tolist()
    meant = {text: _direction(text, rules) for text in set(typed)}
    by_aspect = np.array([meant[text] for text in typed], np.int64)
    _tell_aspects(logbook, (by_aspect == NO_WORD) & (direction == NO_WORD) & ~rows.based, rules, telling)
    falling: Mask = np.where(direction == NO_WORD, by_aspect == LOWER, direction == LOWER)
    return falling


def _direction(text: str, rules: TargetRules) -> int:
    """Give the direction of an aspect – what stands in brackets is no part of it – or ``NO_WORD``; a row without one is as usual.

    Of several ("Kuantitas/Output") all must say the same.
    """
    fewer = {letters(aspect) for aspect in rules.lower_aspects}
    whole = without_number(tidy(text))
    bare = _BRACKETS.sub(" ", whole)
    if not letters(bare):
        bare = whole
    if fewer & {letters(whole), letters(bare)}:
        return LOWER
    words = {letters(part) for part in _PARTS.split(bare)}
    found = {LOWER if w in fewer else HIGHER if w in {"", *_ASPECTS} | _SHORT else NO_WORD for w in words}
    return found.pop() if len(found) == 1 else NO_WORD


def _tell_aspects(logbook: Logbook, strange: Mask, rules: TargetRules, telling: Telling) -> None:
    """Tell the aspects nobody knows: with the nearest known one where there is one."""
    texts = column_of(logbook, "aspek")
    listed = tuple(dict.fromkeys((*_ASPECTS, *rules.lower_aspects)))
    values = {"allowed": ", ".join(listed)}
    found = strange & ~logbook.invalid
    # Two aspects in one cell are no slip of the first.
    single = np.array([not _PARTS.search(text) for text in texts.tolist()], bool)
    rest = telling.misspelt("aspek", found & single, listed)
    telling.cells("targets-aspect", rest | found & ~single, "aspek", lambda i: {"found": str(texts[i]), **values})


def _tell_twice(logbook: Logbook, rows: _Rows, telling: Telling) -> None:
    """Tell rows that say the same as one above them on their sheet: words and numbers."""
    words = ("hasil_kerja", "indikator_kinerja", "aspek", "kategori", "arah")
    texts = [column_of(logbook, field).tolist() for field in words]
    numbers = (rows.target.tolist(), rows.result.tolist(), rows.baseline.tolist(), rows.based.tolist())
    number: dict[tuple[object, ...], int] = {}
    said = list(zip(logbook.person.tolist(), logbook.source.tolist(), *texts, *numbers, strict=True))
    key = np.array([number.setdefault(one, len(number)) for one in said], np.int64)
    told = rows.given & ~logbook.invalid & (column_of(logbook, "hasil_kerja") != "")
    telling.doubled(
        "targets-doubled", np.where(told, key, NO_WORD), "hasil_kerja", lambda i: {"found": str(texts[0][i])}
    )


def _tell(logbook: Logbook, rows: _Rows, telling: Telling) -> None:
    """Tell rows without a number, and targets nothing can be divided by."""
    for field in ("target", "realisasi"):
        column = logbook.numbers.get(field)
        if column is not None:
            telling.empty((column.state != State.GIVEN) & ~logbook.invalid, field)
    whole = rows.given & ~logbook.invalid

    def typed(record: int) -> Mapping[str, str]:
        return {"found": telling.number(record, "target")}

    telling.cells("targets-zero", whole & ~rows.based & np.asarray(rows.target <= 0, bool), "target", typed)
    plain = whole & ~rows.based & np.asarray(rows.target > 0, bool)
    result = {"found": "realisasi", "target": "target"}

    def both(record: int) -> Mapping[str, str]:
        return {name: telling.number(record, field) for name, field in result.items()}

    telling.cells("targets-negative", plain & np.asarray(rows.result < 0, bool), "realisasi", both)
    telling.cells("targets-far", plain & np.asarray(rows.result > _FAR * rows.target, bool), "realisasi", both)
    telling.cells(
        "targets-baseline", whole & rows.based & np.asarray(rows.target == rows.baseline, bool), "target", typed
    )


def _reached(rows: _Rows, used: Index, lower: Mask, rules: TargetRules) -> Ratios:
    """Give the percent of each row in ``used``, kept between 0 and the ceiling."""
    target, result, baseline = rows.target[used], rows.result[used], rows.baseline[used]
    over, under = result - baseline, target - baseline
    falling = lower & ~rows.based[used]
    if rules.lower == "2-r/t":
        over = np.where(falling, 2 * target - result, over)
    else:
        # The less is used, the higher the quotient: at 0 it is beyond any ceiling.
        spent = np.asarray(result > 0, bool)
        ceiling = Fraction(rules.ceiling) / 100
        over = np.where(falling, np.where(spent, target, ceiling.numerator), over)
        under = np.where(falling, np.where(spent, result, ceiling.denominator), under)
    return quotients(over * 100, under).clipped(0, Fraction(rules.ceiling))


def _combined(
    logbook: Logbook, used: Index, category: npt.NDArray[np.int64], reached: Ratios, shares: Objects, people: int
) -> tuple[Ratios, Mask]:
    """Average rows into results, results into main and additional tasks, and these by their shares; tell who has any."""
    texts = column_of(logbook, "hasil_kerja")[used]
    same = {text: plain(text) for text in dict.fromkeys(texts.tolist())}
    number = {text: n for n, text in enumerate(dict.fromkeys(same.values()))}
    result = np.array([number[same[text]] for text in texts.tolist()], np.int64)
    result = np.where(texts == "", len(number) + np.arange(len(used)), result)
    task = logbook.person[used].astype(np.int64) * 2 + category
    keys, index = np.unique(np.stack([task, result]), axis=1, return_inverse=True)
    per_result = means(reached, index.reshape(-1), keys.shape[1])
    per_task = means(per_result, keys[0], people * 2)
    present = np.bincount(keys[0], minlength=people * 2).reshape(-1, 2) > 0
    weights = np.where(present, shares, 0)
    divisor = weights.sum(axis=1)
    known = np.asarray(divisor > 0, bool)
    added = Ratios((per_task.units.reshape(-1, 2) * weights).sum(axis=1), per_task.per)
    return divided(added, np.where(known, divisor, 1)), known


MEASURES: Mapping[str, Measuring] = {"targets.achievement": in_period(KIND, achievement)}
