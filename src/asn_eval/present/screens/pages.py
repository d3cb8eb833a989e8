"""What each command shows on the terminal: the ranking with its summary, awards, one person's explanation, the rulebook."""

from collections.abc import Sequence

from asn_eval.check.records import Source
from asn_eval.examine.distribution import by_grade, histogram
from asn_eval.findings import column_letters
from asn_eval.pipeline import Evaluation
from asn_eval.present.outcome.proposals import award_tables
from asn_eval.present.outcome.ranking import (
    Places,
    order_note,
    ranking_table,
    unranked_table,
)
from asn_eval.present.outcome.segments import segments_table
from asn_eval.present.outcome.summary import (
    balance,
    histogram_table,
    ignored_why,
    kind_words,
    read_or_refused,
    summary_lines,
    treatment_lines,
    unit_table,
)
from asn_eval.present.screens.terminal import Screen, bars, cells, narrowed, show_table
from asn_eval.present.tables import Column, Table
from asn_eval.present.wording import Words
from asn_eval.score import Outcome

# People not ranked who are listed on the terminal; all of them are in the workbook.
LISTED = 20


def show_ranking(screen: Screen, evaluation: Evaluation, chosen: Places, top: int) -> None:
    """Print the ranking of some people (already in display order), at most ``top`` of them."""
    words, shown = Words(screen.language), chosen[:top]
    table = ranking_table(evaluation, screen.language, shown)
    if not any(table_column(table, "note").values):
        table = without(table, "note")
    # Ratings are long words: behind the indicators they leave total and predikat where they are looked for.
    behind = [column for column in table.columns if column.key in {"rating_hasil", "rating_perilaku"}]
    table = without(table, *(column.key for column in behind))
    table = Table(table.key, table.name, table.title, (*table.columns, *behind), table.notes)
    table = Table(
        table.key, table.name, table.title, shortened(table.columns, words), (order_note(evaluation, screen.language),)
    )
    show_table(
        screen,
        narrowed(table, words.say("terminal.ranking.person")) if screen.narrow else table,
        repeated=2 if screen.narrow else 3,
    )
    if len(chosen) > len(shown):
        screen.say("terminal.ranking.more", "dim", count=len(chosen) - len(shown), all=len(chosen))


def table_column(table: Table, key: str) -> Column:
    """Give the column with this key."""
    return next(column for column in table.columns if column.key == key)


def without(table: Table, *keys: str) -> Table:
    """Give a table without some columns."""
    return Table(table.key, table.name, table.title, tuple(c for c in table.columns if c.key not in keys), table.notes)


def shortened(columns: Sequence[Column], words: Words) -> tuple[Column, ...]:
    """Give rank columns a heading no wider than their numbers."""
    short = {"rank": "terminal.ranking.rank_short", "unit_rank": "terminal.ranking.unit_rank_short"}
    return tuple(
        Column(c.key, words.say(short[c.key]) if c.key in short else c.heading, c.values, c.kind, c.places, c.present)
        for c in columns
    )


def show_summary(screen: Screen, evaluation: Evaluation) -> None:
    """Print the account of everybody, special treatments, units, grades and a small histogram."""
    language = screen.language
    words = Words(language)
    screen.print("")
    screen.print(words.say("tables.summary.title"), "bold")
    width = max(len(name) for name, _ in summary_lines(evaluation, language))
    for name, text in summary_lines(evaluation, language)[:-4]:
        screen.print(f"{name:<{width}}  {text}")
    screen.print(balance(evaluation, language), "bold")
    for line in treatment_lines(evaluation, language):
        screen.print(f"- {line}")
    if (evaluation.scores.outcome != Outcome.RANKED).any():
        show_unranked(screen, evaluation)
    segments = segments_table(evaluation, language)
    if len(segments):
        screen.print("")
        show_table(screen, narrowed(segments, words.say("terminal.ranking.person")) if screen.narrow else segments)
    screen.print("")
    show_table(screen, unit_table(evaluation, language))
    grades = by_grade(evaluation)
    if grades:
        screen.print("")
        screen.print(words.say("tables.summary.grades"), "bold")
        bars(screen, [(name or words.say("tables.summary.no_grade"), count) for name, count in grades])
    if histogram(evaluation):
        table = histogram_table(evaluation, language)
        starts, ends = (cells(table_column(table, key), language) for key in ("from", "to"))
        screen.print("")
        screen.print(table.title, "bold")
        bars(
            screen,
            [(f"{a} – {b}", bin_.people) for a, b, bin_ in zip(starts, ends, histogram(evaluation), strict=True)],
        )


def show_unranked(screen: Screen, evaluation: Evaluation) -> None:
    """Print who is not ranked and why, as far as a screen holds."""
    table = without(unranked_table(evaluation, screen.language), "jabatan")
    cut = tuple(
        Column(c.key, c.heading, c.values[:LISTED], c.kind, c.places, None if c.present is None else c.present[:LISTED])
        for c in table.columns
    )
    screen.print("")
    shown = Table(table.key, table.name, table.title, cut)
    show_table(
        screen, narrowed(shown, Words(screen.language).say("terminal.ranking.person")) if screen.narrow else shown
    )
    if len(table) > LISTED:
        screen.say("terminal.ranking.more", "dim", count=len(table) - LISTED, all=len(table))


def show_awards(screen: Screen, evaluation: Evaluation) -> None:
    """Print every award's candidates and near misses; a winner's lead is a sentence below the table."""
    words = Words(screen.language)
    tables = award_tables(evaluation, screen.language, brief=True)
    for number, table in enumerate(tables):
        if number:
            screen.print("")
        shown = without(table, "margin", "jabatan")
        show_table(
            screen, narrowed(shown, words.say("terminal.ranking.person")) if screen.narrow else shown, repeated=3
        )
        leads = zip(table_column(table, "nama").values, table_column(table, "margin").values, strict=True)
        for name, lead in leads:
            if lead:
                screen.print(f"- {name}: {lead}")
    if not tables:
        screen.say("tables.awards.none")


def show_tables(screen: Screen, tables: Sequence[Table]) -> None:
    """Print tables one below the other."""
    for number, table in enumerate(tables):
        if number:
            screen.print("")
        show_table(screen, table)


def show_sources(screen: Screen, sources: Sequence[Source]) -> None:
    """Say what every sheet was taken for, which columns were used and which were ignored."""
    words = Words(screen.language)
    for source in read_or_refused(sources):
        if source.kind == "ignored":
            why = ignored_why(source.why, screen.language)
            text = words.say("terminal.read.passed_over", file=source.file, sheet=source.sheet, why=why)
        else:
            kind = kind_words(source.kind, screen.language)
            text = words.say("terminal.read.sheet", file=source.file, sheet=source.sheet, kind=kind)
        used = ", ".join(f"{column_letters(c)}={field}" for field, c in source.columns.items())
        if used:
            text += words.say("terminal.read.mapping", count=len(source.columns), columns=used)
        if source.ignored:
            text += words.say("terminal.read.ignored", columns=", ".join(source.ignored))
        screen.print(text, "dim")
