"""The page of all tables of law (docs/law.md): every period of every table, with its sources."""

from collections.abc import Iterator

import numpy as np

from asn_eval.present.digits import number_texts, units_of
from asn_eval.present.policy.law import cited, index_table, law_notes, law_tables
from asn_eval.present.sentences import date_words
from asn_eval.present.tables import Column, Table
from asn_eval.present.wording import Words
from asn_eval.rules.dated import History, history, names


def law_page(language: str) -> str:
    """Write every table of law as Markdown, in alphabetical order, oldest period first."""
    say = Words(language).say
    lines = [f"# {say('law.page.title')}", "", say("law.page.intro"), "", say("law.page.confidence")]
    # How things stand today is no business of a page: the list shows first days and ends only.
    index = index_table(history(names()[0]).tables[0].since, language)
    kept = tuple(column for column in index.columns if column.key in {"table", "title", "since", "ended"})
    lines += ["", *_grid(Table(index.key, index.name, index.title, kept), language)]
    for name in names():
        lines += ["", *_section(history(name), language)]
    return "\n".join(lines) + "\n"


def _section(one: History, language: str) -> Iterator[str]:
    say = Words(language).say
    yield f"## {one.name}"
    yield from ("", f"**{one.title[language]}**")
    for table in one.tables:
        for note in law_notes(table, language):
            yield from ("", _linked(note))
        for part in law_tables(table, language):
            title = part.title.removeprefix(f"{table.title[language]} – ")
            yield from ("", f"*{title}*", "", *_grid(part, language))
    for end in one.endings:
        yield ""
        yield say("law.table.ended", day=date_words(end.day, language), regulation=cited(end.citation))
        yield from ("", f"{end.note.get(language, '')} <{end.citation.link}>".strip())


def _linked(text: str) -> str:
    # A bare address becomes a link; the full stop of the sentence stays outside.
    words = (f"<{word.rstrip('.')}>." if word.startswith(("http:", "https:")) else word for word in text.split(" "))
    return " ".join(words)


def _grid(table: Table, language: str) -> Iterator[str]:
    columns = [_cells(column, language) for column in table.columns]
    yield f"| {' | '.join(column.heading for column in table.columns)} |"
    yield f"|{'|'.join('---' if column.kind == 'text' else '--:' for column in table.columns)}|"
    for row in zip(*columns, strict=True):
        yield f"| {' | '.join(row)} |"


def _cells(column: Column, language: str) -> list[str]:
    if column.kind == "text":
        words = [str(word) for word in column.values]
        return [f"<{word}>" if word.startswith("http") else word.replace("|", "\\|") for word in words]
    if column.kind == "date":
        days = np.asarray(column.values).astype("datetime64[D]")
        return ["" if np.isnat(day) else date_words(day.astype(object), language) for day in days]
    units, there = units_of(column, 0, len(column.values))
    texts = number_texts(units, column.places, point="," if language == "id" else ".")
    return texts if there is None else [text if known else "" for text, known in zip(texts, there, strict=True)]
