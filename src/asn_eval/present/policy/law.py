"""The tables of law as tables to look at: which there are, what one of them says on a day, and on whose word.

Every row carries the number of its source; the sources stand in a table of their own below.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import numpy as np

from asn_eval.present.sentences import date_words
from asn_eval.present.tables import Column, Table
from asn_eval.present.wording import Words
from asn_eval.rules.dated import Citation, History, LawTable, Row, history, names
from asn_eval.rules.law_file import Value

Cited = tuple[Citation, str]


def index_table(day: date, language: str, *, coded: bool = False) -> Table:
    """List every table of law: its first day, how it stands on a day, how sure it is and where it stands.

    Confidence (of all its rows) and source are of the table in force on the day, else of the first (not yet in force) or last (ended).
    ``coded`` gives state and confidence as codes, which no language changes.
    """
    say = Words(language).say
    known = [history(name) for name in names()]
    shown = [one.on(day) or one.tables[0 if day < one.tables[0].since else -1] for one in known]
    ends = [one.endings[-1].day if one.endings else None for one in known]
    columns = (
        Column("table", say("law.column.table"), [one.name for one in known]),
        Column("title", say("law.column.title"), [one.title[language] for one in known]),
        Column("since", say("law.column.since"), _days(one.tables[0].since for one in known), "date"),
        Column("ended", say("law.column.ended"), _days(ends), "date"),
        Column("state", say("law.column.state"), [_said("state", state(one, day), language, coded) for one in known]),
        Column(
            "confidence",
            say("law.column.confidence"),
            [_said("confidence", one.confidence, language, coded) for one in shown],
        ),
        Column("citation", say("law.column.citation"), [cited(one.citation) for one in shown]),
    )
    return Table("laws", say("law.index.name"), say("law.index.title"), columns, (say("law.index.note"),))


def state(one: History, day: date) -> str:
    """Tell how a table of law stands on a day: ``not_yet``, ``in_force`` or ``ended``."""
    if day < one.tables[0].since:
        return "not_yet"
    return "in_force" if one.on(day) else "ended"


def law_tables(table: LawTable, language: str, *, coded: bool = False) -> tuple[Table, ...]:
    """Give the parts of a table of law, then its sources; what holds for the whole stands as notes below the first title.

    ``coded`` gives words of the program – confidence, what is asked, yes and no – as codes, which no language changes.
    """
    sources = _sources(table)
    parts = list(dict.fromkeys(row.part for row in table.rows))
    made = [_part_table(table, part, sources, language, coded) for part in parts]
    first = made[0]
    title = f"{table.title[language]} – {first.title}"
    made[0] = Table(first.key, first.name, title, first.columns, law_notes(table, language))
    return (*made, _sources_table(table, sources, language, coded))


def law_notes(table: LawTable, language: str) -> tuple[str, ...]:
    """Tell since when a table holds, where it stands, how sure that is, and what must be known about its dates."""
    say = Words(language).say
    unit, since = table.unit[language], date_words(table.since, language)
    force = (
        say("law.table.since", since=since, unit=unit)
        if table.until is None
        else say("law.table.between", since=since, until=date_words(table.until, language), unit=unit)
    )
    source = say(
        "law.table.cited",
        citation=" ".join(filter(None, (cited(table.citation), table.citation.link))),
        confidence=say(f"law.confidence.{table.confidence}"),
        checked=date_words(table.checked, language),
    )
    return tuple(filter(None, (force, source, table.note.get(language, ""))))


def cited(citation: Citation) -> str:
    """Write a regulation and its article: ``PP 30/2019 Pasal 41``."""
    return f"{citation.regulation} {citation.article}".rstrip()


def _sources(table: LawTable) -> list[Cited]:
    return list(dict.fromkeys((row.citation, row.confidence) for row in table.rows))


def _part_table(table: LawTable, part: str, sources: Sequence[Cited], language: str, coded: bool) -> Table:
    say, rows = Words(language).say, table.part(part)
    keys = dict.fromkeys(key for row in rows for key in row.values)
    columns = [_column(key, say(f"law.column.{key}"), rows, language, coded) for key in keys]
    numbers = np.array([sources.index((row.citation, row.confidence)) + 1 for row in rows], np.int64)
    columns.append(Column("source", say("law.column.source"), numbers, "integer"))
    title = say(f"law.part.{part}")
    return Table(part, title, title, tuple(columns))


def _column(key: str, heading: str, rows: Sequence[Row], language: str, coded: bool) -> Column:
    values = [row.values.get(key) for row in rows]
    present = [value for value in values if value is not None]
    if all(isinstance(value, int | Decimal) and not isinstance(value, bool) for value in present):
        numbers = [Decimal(str(value)) if value is not None else Decimal(0) for value in values]
        places = max(max(0, -int(number.as_tuple().exponent)) for number in numbers)
        units = np.array([int(number.scaleb(places)) for number in numbers], np.int64)
        there = None if len(present) == len(values) else np.array([value is not None for value in values])
        return Column(key, heading, units, "decimal" if places else "integer", places, there)
    return Column(key, heading, [_words(key, value, language, coded) for value in values])


def _words(key: str, value: Value | None, language: str, coded: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _said("word", "yes" if value else "no", language, coded)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return _said("asks", str(value), language, coded) if key == "asks" else str(value)


def _said(section: str, code: str, language: str, coded: bool) -> str:
    return code if coded else Words(language).say(f"law.{section}.{code}")


def _sources_table(table: LawTable, sources: Sequence[Cited], language: str, coded: bool) -> Table:
    say, citations = Words(language).say, [citation for citation, _ in sources]
    witnesses = np.array([citation.witnesses for citation in citations], np.int64)
    columns = (
        Column("source", say("law.column.source"), np.arange(1, len(sources) + 1), "integer"),
        Column("regulation", say("law.column.regulation"), [c.regulation for c in citations]),
        Column("article", say("law.column.article"), [c.article for c in citations]),
        Column(
            "confidence", say("law.column.confidence"), [_said("confidence", c, language, coded) for _, c in sources]
        ),
        Column("checked", say("law.column.checked"), _days([table.checked] * len(sources)), "date"),
        Column("witnesses", say("law.column.witnesses"), witnesses, "integer", present=witnesses > 0),
        Column("link", say("law.column.link"), [c.link for c in citations]),
    )
    return Table("sources", say("law.sources.name"), say("law.sources.title"), columns)


def _days(days: Iterable[date | None]) -> "np.ndarray[tuple[int], np.dtype[np.datetime64]]":
    return np.array([np.datetime64("NaT") if day is None else day for day in days], "datetime64[D]")
