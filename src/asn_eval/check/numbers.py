"""A column of raw cells becomes exact numbers on an indicator's scale, or faults with their cell.

Numeric cells are taken as they are. Text is read the Indonesian way: ``87,45`` and ``1.234,5``; ``87.45`` typed as text could mean
two things and is asked back. A text table (.csv) holds nothing but text, often written by a program that knows only points: there
``87.45`` is a decimal where nothing speaks against it (see ``_pointed``).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Final, TypeVar

import numpy as np
import numpy.typing as npt

from asn_eval.check.cells import Kind, kinds, tidy, typed
from asn_eval.check.exact import Exact, from_decimals, from_floats
from asn_eval.check.faults import Details, Index
from asn_eval.check.records import State
from asn_eval.rules.rulebook import Scale
from asn_eval.rules.vocabulary import NOT_APPLICABLE

T = TypeVar("T", str, float)

# Beyond any scale an office uses; keeps one absurd cell from making a whole column slow.
ABSURD: Final = 1e15
_PLAIN = re.compile(r"[+-]?[0-9]{1,15}(,[0-9]{1,15})?$")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}((\.[0-9]{3})+,[0-9]{1,15}|(\.[0-9]{3}){2,})$")
_POINT = re.compile(r"[+-]?[0-9]{1,15}(,[0-9]{3})*\.[0-9]{1,15}$")
_NUMERIC = re.compile(r"[+-]?[0-9][0-9.,]*$")
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}$")
_OF_KIND: Final = {
    Kind.BOOL: "number-bool",
    Kind.DATE: "number-date",
    Kind.DATETIME: "number-date",
    Kind.TIME: "number-date",
    Kind.ERROR: "cell-error",
    Kind.FORMULA: "cell-formula",
    Kind.OTHER: "number-text",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One code at some records of a column; ``details`` gives the values of a record's message."""

    code: str
    index: Index
    details: Details


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column as numbers: exact values (0 where there is none), the State of each, which were capped, and the faults.

    ``pointed`` are the records whose decimals were written with a point.
    """

    values: Exact
    state: npt.NDArray[np.uint8]
    capped: npt.NDArray[np.bool_]
    faults: tuple[Fault, ...]
    pointed: Index = field(default_factory=lambda: np.zeros(0, dtype=np.intp))


def numbers(values: Sequence[object], scale: Scale, *, cap: bool = False, plain: bool = False) -> Numbers:
    """Read a column; a percent is worth 100 times its stored value where the scale goes beyond 1.

    ``plain`` tells that the column is of a text table.
    """
    state = np.zeros(len(values), dtype=np.uint8)
    faults: list[Fault] = []
    pointed: dict[str, Decimal] = {}
    if set(map(type, values)) <= {float, int}:
        floats = _floats(values)
        others: list[tuple[Index, Exact]] = []
    else:
        pointed = _pointed(values, scale, cap=cap) if plain else {}
        floats, others = _mixed(values, scale.max > 1, state, faults, pointed)
    sane = np.abs(floats) < ABSURD
    missing = np.flatnonzero(np.isnan(floats))
    if len(missing):
        state[missing] = State.INVALID
        faults.append(Fault("number-text", missing, _found(values)))
    exact = _together(from_floats(floats if sane.all() else np.where(sane, floats, 0.0)), others)
    read = _bounded(exact, state, floats >= ABSURD, floats <= -ABSURD, scale, values, faults, cap=cap)
    return replace(read, pointed=np.flatnonzero([value in pointed for value in values])) if pointed else read


def _pointed(values: Sequence[object], scale: Scale, *, cap: bool) -> dict[str, Decimal]:
    """Give the texts of a text table whose point can only be decimal, with what they are worth.

    A point cannot be decimal beside a comma in the same column, nor beside 1.234.567; and ``1.234`` is asked back where the scale
    knows thousands, or a value too large would be capped. Otherwise no other reading is possible.
    """
    thousands = cap or max(abs(scale.min), abs(scale.max)) >= 1000
    bare = {text: _bare(text) for text in {str(value) for value in values}}
    if any("," in number or number.count(".") > 1 for number in bare.values() if _NUMERIC.match(number)):
        return {}
    worth: dict[str, Decimal] = {}
    for text, number in bare.items():
        if _POINT.match(number) and not (thousands and _THOUSANDS.match(number)):
            percent = tidy(text[:60]).endswith("%") and scale.max <= 1
            worth[text] = Decimal(number) / 100 if percent else Decimal(number)
    return worth


def _bare(text: str) -> str:
    if text[60:].strip():
        return ""
    return tidy(text[:60]).removeprefix("'").replace("−", "-").removesuffix("%").strip()


def _floats(values: Sequence[object]) -> npt.NDArray[np.float64]:
    try:
        return np.array(values, dtype=np.float64)
    except OverflowError:
        return np.array([_float(v) for v in values], dtype=np.float64)


def _float(value: object) -> float:
    try:
        return float(value)  # type: ignore[arg-type]
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")  # type: ignore[operator]


def _found(values: Sequence[object]) -> Details:
    return lambda i: {"found": typed(values[i])}


def _mixed(
    values: Sequence[object],
    large: bool,
    state: npt.NDArray[np.uint8],
    faults: list[Fault],
    pointed: Mapping[str, Decimal],
) -> tuple[npt.NDArray[np.float64], list[tuple[Index, Exact]]]:
    """Give the numeric cells as floats (0 elsewhere), and what percents and texts are worth with the records it belongs to."""
    kind = kinds(values)
    floats = np.zeros(len(values))
    numeric = np.flatnonzero((kind == Kind.FLOAT) | (kind == Kind.INT))
    floats[numeric] = _floats([values[i] for i in numeric.tolist()])
    percents = np.flatnonzero(kind == Kind.PERCENT)
    stored = _floats([values[i] for i in percents.tolist()])
    floats[percents] = np.where(np.abs(stored) < ABSURD, 0.0, stored)
    percents = percents[np.abs(stored) < ABSURD]
    for of_kind, code in _OF_KIND.items():
        index = np.flatnonzero(kind == of_kind)
        if len(index):
            state[index] = State.INVALID
            faults.append(Fault(code, index, _found(values)))
    times = 100 if large else 1
    worth = _read_once([float(values[i]) for i in percents.tolist()], lambda v: Decimal(repr(v)) * times)  # type: ignore[arg-type]
    return floats, [(percents, worth), _texts(values, np.flatnonzero(kind == Kind.TEXT), large, state, faults, pointed)]


def _texts(
    values: Sequence[object],
    index: Index,
    large: bool,
    state: npt.NDArray[np.uint8],
    faults: list[Fault],
    pointed: Mapping[str, Decimal],
) -> tuple[Index, Exact]:
    texts = [str(values[i]) for i in index.tolist()]
    read = {text: pointed[text] if text in pointed else number_of(text, large=large) for text in set(texts)}
    states = {
        text: State.INVALID if isinstance(r, str) else State.GIVEN if isinstance(r, Decimal) else r
        for text, r in read.items()
    }
    state[index] = np.fromiter(map(states.__getitem__, texts), dtype=np.uint8, count=len(texts))
    wrong = index[state[index] == State.INVALID]
    code_of = {int(i): read[str(values[i])] for i in wrong.tolist()}
    for code in ("number-ambiguous", "number-text"):
        found = np.array([i for i, c in code_of.items() if c == code], dtype=np.intp)
        if len(found):
            faults.append(Fault(code, found, lambda i: _asked_back(str(values[i]))))
    return index, _read_once(texts, lambda text: r if isinstance(r := read[text], Decimal) else Decimal(0))


def _read_once(values: Sequence[T], worth: Callable[[T], Decimal]) -> Exact:
    """Read each different value once; columns of a million texts hold some thousand different ones."""
    position: dict[T, int] = {}
    code = np.fromiter((position.setdefault(v, len(position)) for v in values), dtype=np.intp, count=len(values))
    return from_decimals([worth(v) for v in position]).take(code)


def _asked_back(text: str) -> dict[str, str]:
    return {"found": typed(text), "suggestion": tidy(text).replace(",", "").replace(".", ",")}


def number_of(text: str, *, large: bool = True) -> Decimal | State | str:
    """Read one text: a number, a State (empty, not applicable), or the code of what is wrong with it.

    >>> number_of("87,45"), number_of("1.234,5"), number_of("85,5 %"), number_of("87.45"), number_of("baik")
    (Decimal('87.45'), Decimal('1234.5'), Decimal('85.5'), 'number-ambiguous', 'number-text')
    """
    plain = tidy(text[:60]).removeprefix("'").replace("−", "-")
    if text[60:].strip():
        return "number-text"
    if not plain:
        return State.EMPTY
    if plain.casefold() in NOT_APPLICABLE:
        return State.NOT_APPLICABLE
    percent = plain.endswith("%")
    bare = plain.removesuffix("%").strip()
    if _PLAIN.match(bare) or _GROUPED.match(bare):
        value = Decimal(bare.replace(".", "").replace(",", "."))
        return value / 100 if percent and not large else value
    return "number-ambiguous" if _POINT.match(bare) else "number-text"


def _together(exact: Exact, others: Sequence[tuple[Index, Exact]]) -> Exact:
    per = max(exact.per, *(part.per for _, part in others)) if others else exact.per
    units = exact.over(per)
    for index, part in others:
        if len(index):
            worth = part.over(per)
            units = units.astype(object) if worth.dtype == object else units.copy()
            units[index] = worth
    return Exact(units, per)


def _bounded(
    exact: Exact,
    state: npt.NDArray[np.uint8],
    above: npt.NDArray[np.bool_],
    below: npt.NDArray[np.bool_],
    scale: Scale,
    values: Sequence[object],
    faults: list[Fault],
    *,
    cap: bool,
) -> Numbers:
    given = state == State.GIVEN
    low, high = Fraction(scale.min), Fraction(scale.max)
    above = given & (above | (exact.units > floor(high * exact.per)).astype(bool))
    below = given & ~above & (below | (exact.units < ceil(low * exact.per)).astype(bool))
    outside = np.flatnonzero(above | below)
    if not len(outside):
        return Numbers(exact, state, above, tuple(faults))
    bounds = {"min": _plainly(scale.min), "max": _plainly(scale.max)}
    details: Details = lambda i: {"found": typed(values[i]), **bounds}  # noqa: E731 – a value of the fault, not a function with a name
    if not cap:
        state[outside] = State.INVALID
        units = exact.units.copy()
        units[outside] = 0
        faults.append(Fault("score-outside", outside, details))
        return Numbers(Exact(units, exact.per), state, np.zeros(len(state), dtype=bool), tuple(faults))
    ends = from_decimals([scale.min, scale.max])
    per = max(exact.per, ends.per)
    units, at_ends = exact.over(per), ends.over(per)
    units = units.astype(object) if at_ends.dtype == object else units.copy()
    units[below], units[above] = (int(u) for u in at_ends)
    faults.append(Fault("score-capped", outside, details))
    return Numbers(Exact(units, per), state, above | below, tuple(faults))


def _plainly(number: Decimal) -> str:
    return f"{number.normalize():f}".replace(".", ",")
