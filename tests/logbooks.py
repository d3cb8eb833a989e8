"""Logbooks and settings in memory, from plain values: records as an office keeps them, without a workbook. Everybody is invented."""

import textwrap
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

import numpy as np

from asn_eval.check.exact import from_decimals
from asn_eval.check.logbook import Logbook, NumberColumn
from asn_eval.check.records import State
from asn_eval.findings import Place
from asn_eval.measure.made import Made, Setting
from asn_eval.rules.evidence import KINDS
from offices import WRONG, people_of, rules

STATES = {None: State.EMPTY, "": State.EMPTY, "-": State.NOT_APPLICABLE, WRONG: State.INVALID}
FLAGS = {None: -1, False: 0, True: 1}


def logbook(
    kind: str,
    people: Sequence[int] = (0,),
    *,
    rows: Sequence[int] | None = None,
    sources: Sequence[int] | None = None,
    months: Sequence[int] | None = None,
    years: Sequence[int] | None = None,
    shared: Sequence[int] | None = None,
    invalid: Sequence[int] = (),
    **fields: Sequence[object],
) -> Logbook:
    """Records of one kind, one a person of ``people``; each field a list of plain values, ``None`` = an empty cell.

    Dates are ``"2026-01-05"`` or ``"2026-01-05 08:15"``, clocks and durations ``"07:45"`` or minutes, numbers anything a Decimal
    takes or ``"-"``, flags True or False. Rows count from 2, NIP stands in column A, the fields in B, C … as written.
    ``invalid`` lists the records with an error finding of their own; ``months`` are 1–12, of ``years`` where those are told. All sheets
    (``sources``) have the same columns.
    """
    count = len(people)
    given = {name: list(values) for name, values in fields.items()}
    assert all(len(values) == count for values in given.values()), {n: len(v) for n, v in given.items()}
    typed: dict[str, dict[str, list]] = {
        kind: {} for kind in ("number", "date", "minutes", "clock", "flag", "text", "month")
    }
    for name, values in given.items():
        typed[KINDS[kind].fields[name].type][name] = values
    source = np.array(sources if sources is not None else [0] * count, np.int16)
    columns = {name: column for column, name in enumerate(("nip", *given), 1)}
    bad = np.zeros(count, bool)
    bad[list(invalid)] = True
    return Logbook(
        kind,
        np.array(people, np.int32),
        source,
        np.array(rows if rows is not None else range(2, count + 2), np.int32),
        np.array(months if months is not None else [0] * count, np.int8),
        np.array(years if years is not None else [0] * count, np.int16),
        np.array(shared if shared is not None else [1] * count, np.int16),
        bad,
        dict.fromkeys(np.unique(source).tolist(), columns),
        {name: _numbers(values) for name, values in typed["number"].items()},
        {name: np.array([_moment(v) for v in values], "datetime64[m]") for name, values in typed["date"].items()},
        {name: np.array([_timed(v) for v in values], bool) for name, values in typed["date"].items()},
        {n: np.array([_minutes(v) for v in vs], np.int32) for n, vs in (typed["minutes"] | typed["clock"]).items()},
        {name: np.array([FLAGS[v] for v in values], np.int8) for name, values in typed["flag"].items()},
        {name: _objects(["" if v is None else v for v in values]) for name, values in typed["text"].items()},
    )


def setting(
    text: str = "",
    people: int = 1,
    *,
    start: str = "2026-01-01",
    end: str = "2026-12-31",
    day: str | None = None,
    persons: Sequence[dict] | None = None,
) -> Setting:
    """The setting of a rulebook with these other keys (``calendar: …``, ``records: …``); sheets are called S0, S1 …

    ``persons`` gives roster values (``mulai``, say) where ``people`` empty ones will not do; ``day`` is by default the last day.
    """
    book = rules(f"indicators: {{a: {{weight: 100}}}}\n{textwrap.dedent(text)}")
    roster = people_of(persons if persons is not None else [{"nama": f"Contoh {k}"} for k in range(people)])
    days = [date.fromisoformat(d) for d in (start, end, day or end)]
    return Setting(roster, book, *days, place_of)


def place_of(source: int, row: int = 0, column: int = 0) -> Place:
    """The cell of a record: every sheet is in catatan.xlsx."""
    return Place("catatan.xlsx", f"S{source}", row, column)


def values_of(made: Made) -> list:
    """The exact value of everybody, None where it is not known."""
    return [made.values.value(k) if known else None for k, known in enumerate(made.known.tolist())]


def told(made: Made, language: str = "id") -> list[str]:
    """The messages of a measure, in order."""
    return [f.message(language) for f in made.findings]


def _numbers(values: list) -> NumberColumn:
    states = np.array(
        [STATES.get(v, State.GIVEN) if isinstance(v, str | None) else State.GIVEN for v in values], np.uint8
    )
    decimals = [Decimal(0) if state else Decimal(str(v)) for v, state in zip(values, states.tolist(), strict=True)]
    return NumberColumn(from_decimals(decimals), states)


def _moment(value: object) -> np.datetime64:
    return np.datetime64("NaT", "m") if value is None else np.datetime64(str(value).replace(" ", "T"), "m")


def _timed(value: object) -> bool:
    return isinstance(value, datetime) or (isinstance(value, str) and ":" in value)


def _minutes(value: object) -> int:
    if value is None:
        return -1
    if isinstance(value, int):
        return value
    hours, _, minutes = str(value).partition(":")
    return int(hours) * 60 + int(minutes)


def _objects(values: list) -> np.ndarray:
    made = np.empty(len(values), object)
    made[:] = values
    return made
