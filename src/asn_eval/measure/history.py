"""Earlier evaluations and the e-Kinerja recap: means of earlier scores, and predikat in their five names.

Predikat, their spellings and the matrix of the two ratings are the law's (``predikat``, PermenPANRB 6/2022); *Kurang/Misconduct* is
written *Kurang* here. A word of an earlier year is judged by the rule of that year; one that only an older rule has is shown, and
compared where the office says what it stands for.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import Exact
from asn_eval.check.logbook import Logbook
from asn_eval.check.records import State
from asn_eval.measure.bounds import tell_beyond
from asn_eval.measure.calendar import last_day
from asn_eval.measure.made import Logbooks, Made, Measuring, Setting, nothing
from asn_eval.measure.months import in_period, moments
from asn_eval.measure.predikat import (
    NAMES,
    name_number,
    number_of,
    predikat,
    rating,
    rating_of_code,
    ratings,
    shown_names,
)
from asn_eval.measure.rational import Objects, Ratios, exact, means
from asn_eval.measure.telling import NO_WORD, Mask, Telling, column_of
from asn_eval.rules.evidence import YEARS
from asn_eval.rules.statutes import letters, old_predikat
from asn_eval.rules.vocabulary import WHOLE_YEAR

Years = npt.NDArray[np.int64]
HISTORY: Final = "history"
EKINERJA: Final = "ekinerja"


def years(logbook: Logbook, telling: Telling) -> Years:
    """Give the year of each record: that of its date, else the column ``tahun``; -1 for none. What is no year is told.

    A sheet without either column may tell its year itself, also as so many years before the period (``SKP_Y1``).
    """
    told = logbook.year.astype(np.int64)
    told = np.where(told < 0, telling.setting.start.year + told, told)
    dateless = [s for s, columns in logbook.columns.items() if not {"tahun", "tanggal"} & set(columns)]
    found = np.where((told > 0) & np.isin(logbook.source, dateless), told, NO_WORD)
    column = logbook.numbers.get("tahun")
    if column is not None:
        units, per = column.values.units.astype(object), column.values.per
        given = (column.state == State.GIVEN) & ~logbook.invalid
        whole = np.asarray((units % per == 0) & (units >= YEARS[0] * per) & (units <= YEARS[1] * per), bool)
        telling.cells("record-year", given & ~whole, "tahun", lambda i: {"found": telling.number(i, "tahun")})
        found[given & whole] = (units // per)[given & whole].astype(np.int64)
    dated = logbook.moments.get("tanggal")
    if dated is not None:
        has = ~np.isnat(dated)
        found[has] = dated[has].astype("datetime64[Y]").astype(np.int64) + 1970
    return found


def score(logbooks: Logbooks, setting: Setting) -> Made:
    """Measure the mean of the scores of earlier years, those before the year the period begins in; one value a person.

    A record without a score (an old predikat alone) leaves the divisor; two scores of one time are a finding. The scale is that of
    the office's earlier evaluations.
    """
    logbook, people = logbooks.get(HISTORY), len(setting.people)
    if logbook is None:
        return nothing(HISTORY, people)
    telling = Telling(logbook, setting)
    if "nilai_lalu" not in logbook.numbers:
        telling.lacks("nilai_lalu", np.ones(len(logbook), bool))
        return replace(nothing(HISTORY, people), findings=tuple(telling.findings))
    earlier = _earlier(logbook, setting, telling)
    column = logbook.numbers["nilai_lalu"]
    tell_beyond(telling, "nilai_lalu", "history.score")
    _tell_twice(logbook, earlier & (column.state == State.GIVEN), telling)
    annual = _annual(logbook)
    of_year = logbook.person.astype(np.int64) * 10_000 + years(logbook, Telling(logbook, setting))
    # The score of a year is that of the year, where it is listed beside those of months.
    earlier &= annual | ~np.isin(of_year, of_year[annual & earlier])
    used = np.flatnonzero(earlier & (column.state == State.GIVEN) & ~telling.people[logbook.person])
    person = logbook.person[used].astype(np.int64)
    mean = means(Ratios(column.values.units[used].astype(object), column.values.per), person, people)
    records = np.bincount(person, minlength=people).astype(np.int32)
    return Made(HISTORY, exact(mean), records > 0, records, used, findings=tuple(telling.findings))


def earlier_predikat(logbooks: Logbooks, setting: Setting) -> Made:
    """Measure the predikat of the latest earlier year that has one; two different ones of that year are a finding.

    A name only an older rule has (*Buruk* of PP 46/2011) is one of ``words``, but known only where the office said which of the five
    it stands for.
    """
    logbook, people = logbooks.get(HISTORY), len(setting.people)
    if logbook is None:
        return wordless(HISTORY, people)
    telling = Telling(logbook, setting)
    if "predikat" not in logbook.texts:
        telling.lacks("predikat", np.ones(len(logbook), bool))
        return replace(wordless(HISTORY, people), findings=tuple(telling.findings))
    earlier = _earlier(logbook, setting, telling)
    texts = column_of(logbook, "predikat")
    year = years(logbook, Telling(logbook, setting))
    word = numbers_of(texts, year, setting.rulebook.records.history.predikat)
    strange = earlier & (word == NO_WORD) & (texts != "")
    for one in np.unique(year[strange]).tolist():
        telling.unknown("predikat", strange & (year == one), (*NAMES, *old_predikat(one)))
    counted = earlier & (word != NO_WORD)
    # The predikat of a year is that of the year, where it is listed beside those of months.
    latest = is_latest(logbook, counted, _times(logbook, year), people)
    for number, name in list(enumerate(shown_names()))[len(NAMES) :]:
        telling.count("predikat-old", latest & (word == number), "predikat", {"found": name})
    return _worded(HISTORY, telling, word, latest, latest, people)


def numbers_of(texts: Objects, year: Years, mapped: Mapping[str, str]) -> Years:
    """Number the predikat of each record by the rule of its year, as ``predikat.name_number``; ``NO_WORD`` where it is none."""
    pairs = list(zip(texts.tolist(), year.tolist(), strict=True))
    known: dict[tuple[str, int], int] = {}
    for text, one in dict.fromkeys(pairs):
        number = name_number(text, one, mapped) if text and one != NO_WORD else None
        known[text, one] = NO_WORD if number is None else number
    return np.array([known[pair] for pair in pairs], np.int64)


def latest_predikat(logbooks: Logbooks, setting: Setting) -> Made:
    """Measure the predikat of the latest month of the e-Kinerja recap; all months stay as the records it rests on.

    An empty predikat is that of its two ratings (PermenPANRB 6/2022, the nine cells). A predikat its ratings contradict is a warning:
    the typed one holds. Two different ones of one month are a finding.
    """
    logbook, people = logbooks.get(EKINERJA), len(setting.people)
    if logbook is None:
        return wordless(EKINERJA, people)
    telling = Telling(logbook, setting)
    texts = column_of(logbook, "predikat")
    typed = telling.words("predikat", _meant(texts), NAMES)
    derived = _derived(logbook, last_day(setting))
    _tell_ratings(logbook, last_day(setting), telling)
    telling.empty((texts == "") & (derived == NO_WORD) & ~telling.wrong, "predikat")
    tell_contradictions(telling, last_day(setting))
    word = np.where(texts == "", derived, typed)
    counted = (word != NO_WORD) & ~logbook.invalid
    latest = is_latest(logbook, counted, moments(logbook), people)
    return _worded(EKINERJA, telling, word, latest, counted, people)


def _earlier(logbook: Logbook, setting: Setting, telling: Telling) -> Mask:
    year, first = years(logbook, telling), setting.start.year
    telling.empty((year == NO_WORD) & ~telling.wrong, "tahun")
    known = (year != NO_WORD) & ~logbook.invalid
    # A roster with columns of several years has one of the period as a matter of course.
    listed = np.isin(logbook.source, [s for s, columns in logbook.columns.items() if "tahun" in columns])
    telling.count("history-later", known & listed & (year >= first), "tahun", {"year": str(first)})
    return np.asarray(known & (year < first), bool)


def _tell_twice(logbook: Logbook, given: Mask, telling: Telling) -> None:
    """Tell scores of a time a person has a score of already: in the mean they would weigh twice."""
    year = years(logbook, Telling(logbook, telling.setting))
    key = np.where(given, logbook.person.astype(np.int64) * 100_000 + _times(logbook, year), NO_WORD)
    telling.doubled("history-doubled", key, "nilai_lalu", lambda i: {"year": str(year[i])})


def _times(logbook: Logbook, year: Years) -> Years:
    """Give the time of each evaluation as a number that grows with it; that of a year as a whole comes after its months."""
    return year * 14 + np.where(_annual(logbook), 13, logbook.month)


def _annual(logbook: Logbook) -> Mask:
    """Tell which evaluations are of a year as a whole: they name no month, or say so."""
    said = np.array([text.casefold() in WHOLE_YEAR for text in column_of(logbook, "masa").tolist()], bool)
    return np.asarray((logbook.month == 0) | said, bool)


def _meant(texts: Objects) -> dict[str, int]:
    """Number the predikat that the texts of a column stand for."""
    numbers = {text: number_of(text) for text in dict.fromkeys(texts.tolist()) if text}
    return {letters(text): number for text, number in numbers.items() if number is not None}


def _derived(logbook: Logbook, day: date) -> npt.NDArray[np.int64]:
    """Give the predikat of the two ratings, by number; ``NO_WORD`` where one of them is not given or no rating."""
    known: dict[tuple[str, str], int] = {}
    pairs = list(zip(column_of(logbook, "hasil").tolist(), column_of(logbook, "perilaku").tolist(), strict=True))
    for pair in dict.fromkeys(pairs):
        word = predikat(rated(pair[0], day), rated(pair[1], day), day)
        number = None if word is None else number_of(word)
        known[pair] = NO_WORD if number is None else number
    return np.array([known[pair] for pair in pairs], np.int64)


def _tell_ratings(logbook: Logbook, day: date, telling: Telling) -> None:
    """Tell ratings nobody knows: an error where the predikat rests on them, else a warning that nothing could be compared."""
    predikat_texts, known = column_of(logbook, "predikat"), ratings(day)
    # Before the matrix there were no ratings, and no word is one.
    for field in ("hasil", "perilaku") if known else ():
        texts = column_of(logbook, field)
        strange = {text for text in dict.fromkeys(texts.tolist()) if text and not rated(text, day)}
        found = np.array([text in strange for text in texts.tolist()], bool) & ~logbook.invalid
        telling.unknown(field, found & (predikat_texts == ""), known)
        telling.cells(
            "ekinerja-rating",
            found & (predikat_texts != ""),
            field,
            lambda i, texts=texts: {"found": str(texts[i]), "predikat": str(predikat_texts[i])},  # type: ignore[misc]
        )


def tell_contradictions(telling: Telling, day: date) -> None:
    """Tell the predikat of a recap that is another one than its two ratings give."""
    logbook, derived = telling.logbook, _derived(telling.logbook, day)
    texts = column_of(logbook, "predikat")
    numbers = {text: number_of(text) for text in dict.fromkeys(texts.tolist())}
    typed = np.array([NO_WORD if (n := numbers[text]) is None else n for text in texts.tolist()], np.int64)
    differs = (typed != NO_WORD) & (derived != NO_WORD) & (typed != derived) & ~logbook.invalid
    telling.cells("ekinerja-differs", differs, "predikat", lambda i: _contradiction(telling, i, int(derived[i])))


def rated(text: str, day: date) -> str:
    """Give the rating a text of a recap means, ``""`` where it is none."""
    # SIASN exports ratings as codes.
    code = rating_of_code(int(text), day) if text in {"1", "2", "3"} else None
    return code or rating(text, day) or ""


def _contradiction(telling: Telling, record: int, derived: int) -> Mapping[str, str]:
    logbook = telling.logbook
    cells = {f"{field}_cell": telling.place(record, field).cells for field in ("hasil", "perilaku")}
    typed = {field: str(column_of(logbook, field)[record]) for field in ("hasil", "perilaku")}
    return {"found": str(column_of(logbook, "predikat")[record]), "expected": NAMES[derived], **typed, **cells}


def is_latest(logbook: Logbook, counted: Mask, moment: npt.NDArray[np.int64], people: int) -> Mask:
    """Tell which of the counted records are of the latest moment of their person."""
    newest = np.full(people, -1, np.int64)
    np.maximum.at(newest, logbook.person[counted], moment[counted])
    return np.asarray(counted & (moment == newest[logbook.person]), bool)


def firsts(logbook: Logbook, chosen: Mask, people: int) -> npt.NDArray[np.int64]:
    """Give the first of each person's chosen records, the number of all records where there is none."""
    first = np.full(people, len(logbook), np.int64)
    np.minimum.at(first, logbook.person[chosen], np.flatnonzero(chosen))
    return first


def _worded(kind: str, telling: Telling, word: npt.NDArray[np.int64], latest: Mask, counted: Mask, people: int) -> Made:
    """Make the measure from the latest words, which must agree; what the person rests on are the counted records.

    A name of an older rule is the person's word, but not known.
    """
    logbook, names = telling.logbook, shown_names()
    first = firsts(logbook, latest, people)
    has = first < len(logbook)
    differs = latest & (word != word[np.where(has, first, 0)[logbook.person]]) if len(logbook) else latest

    def values(record: int) -> Mapping[str, str]:
        before = int(first[logbook.person[record]])
        return {
            "found": names[word[record]],
            "other": names[word[before]],
            "first": str(telling.place(before, "predikat")),
        }

    telling.cells("predikat-twice", differs, "predikat", values)
    told = has & ~telling.people
    words = np.full(people, "", object)
    words[told] = np.array(names, object)[word[first[told]]]
    known = told & np.isin(words, np.array(NAMES, object))
    used = np.flatnonzero(counted & told[logbook.person])
    records = np.bincount(logbook.person[used], minlength=people).astype(np.int32)
    return Made(kind, Exact(np.zeros(people, np.int64), 1), known, records, used, words, tuple(telling.findings))


def wordless(kind: str, people: int) -> Made:
    """Give a measure that is a word and that nobody has."""
    return replace(nothing(kind, people), words=np.full(people, "", object))


MEASURES: Mapping[str, Measuring] = {
    "history.score": score,
    "history.predikat": earlier_predikat,
    "ekinerja.predikat": in_period(EKINERJA, latest_predikat),
}
