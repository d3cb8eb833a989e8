"""Two periods side by side as tables: rule changes first, then who is compared, and what rose and fell."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import Exact
from asn_eval.examine.period import Period
from asn_eval.examine.trend import Comparison, Series, regraded
from asn_eval.pipeline import Evaluation
from asn_eval.present.comparison.rules import changes_table
from asn_eval.present.comparison.trends import grades_table, series_title, trends_table, units_table
from asn_eval.present.outcome.ranking import shown, unranked_reason
from asn_eval.present.sentences import date_words
from asn_eval.present.tables import Column, Table
from asn_eval.present.wording import Words
from asn_eval.score import Outcome

Texts = npt.NDArray[np.object_]
Mask = npt.NDArray[np.bool_]
Say = Callable[..., str]


def reasons(evaluation: Evaluation, language: str) -> list[str]:
    """Say for everybody why they are not ranked, ``""`` for those who are."""
    ranked = (evaluation.scores.outcome == Outcome.RANKED).tolist()
    return ["" if known else unranked_reason(evaluation, k, language) for k, known in enumerate(ranked)]


def compare_tables(comparison: Comparison, language: str) -> tuple[Table, ...]:
    """Give every table of a comparison, in the order they are to be read."""
    tables = [changes_table(comparison, language), moves_table(comparison, language)]
    if comparison.grades:
        tables.append(grades_table(comparison, language))
    tables.append(trends_table(comparison, language, measures=False))
    if any(series.measure for series in comparison.series):
        tables.append(trends_table(comparison, language, measures=True))
    return (*tables, units_table(comparison, language), people_table(comparison, language))


def account_lines(comparison: Comparison, language: str) -> tuple[str, ...]:
    """Account for everybody of both periods: compared, joined, left, moved, not matched."""
    say, account = Words(language).say, comparison.account
    counts = {
        "both": len(account.old),
        "joiners": len(account.joiners),
        "leavers": len(account.leavers),
        "moved": int(account.moved.sum()),
        "ranked": int(comparison.series[0].both.sum()),
    }
    old, new = len(account.unmatched_old), len(account.unmatched_new)
    union = counts["both"] + counts["joiners"] + counts["leavers"]
    return (
        say("compare.account.of_old", **counts, unmatched=old, people=len(comparison.old)),
        say("compare.account.of_new", **counts, unmatched=new, people=len(comparison.new)),
        say("compare.account.union", **counts, people=union),
        say("compare.account.moved", **counts),
    )


def side_lines(comparison: Comparison, language: str) -> tuple[tuple[str, str], ...]:
    """Name both sides: period, files and rulebook."""
    say = Words(language).say
    return tuple(
        (say(f"compare.account.{name}"), _side(period, language))
        for name, period in (("old", comparison.old), ("new", comparison.new))
    )


def _side(period: Period, language: str) -> str:
    say = Words(language).say
    span = period.rulebook.period if period.rulebook else None
    days = "" if span is None else " – ".join(date_words(day, language) for day in (span.start, span.end))
    when = (f"{span.name}: {days}" if span.name else days) if span else say("compare.account.day", day=period.day)
    policy = say("tables.summary.shipped") if period.shipped else period.policy
    files = ", ".join(file for file, _ in period.inputs)
    return say("compare.account.side", period=when, files=files, policy=policy)


def moves_table(comparison: Comparison, language: str) -> Table:
    """List who joined, left, moved or could not be matched, with unit and position in both periods."""
    say, account = Words(language).say, comparison.account
    old, new = comparison.old, comparison.new
    kinds = np.where(account.moved_unit, np.where(account.moved_post, "moved_both", "moved_unit"), "moved_post")
    moved = np.flatnonzero(account.moved)
    rows: list[tuple[str, int, int]] = [("joined", -1, k) for k in account.joiners.tolist()]
    rows += [("left", k, -1) for k in account.leavers.tolist()]
    rows += [(str(kinds[k]), int(account.old[k]), int(account.new[k])) for k in moved.tolist()]
    rows += [("unmatched_old", k, -1) for k in account.unmatched_old.tolist()]
    rows += [("unmatched_new", -1, k) for k in account.unmatched_new.tolist()]

    def known(field: str) -> list[str]:
        return [str(getattr(new if b >= 0 else old, field)[b if b >= 0 else a]) for _, a, b in rows]

    def told(period: Period, field: str, side: int) -> list[str]:
        return [str(getattr(period, field)[row[side]]) if int(row[side]) >= 0 else "" for row in rows]

    columns = (
        Column("event", say("compare.moves.status"), [say(f"compare.moves.{kind}") for kind, _, _ in rows]),
        Column("nip", say("tables.ranking.nip"), known("nip"), width=20),
        Column("nama", say("tables.ranking.person"), known("nama")),
        Column("unit_before", say("compare.moves.unit_before"), told(old, "unit", 1)),
        Column("unit_after", say("compare.moves.unit_after"), told(new, "unit", 2)),
        Column("jabatan_before", say("compare.moves.jabatan_before"), told(old, "jabatan", 1)),
        Column("jabatan_after", say("compare.moves.jabatan_after"), told(new, "jabatan", 2)),
    )
    notes = () if rows else (say("compare.moves.none"),)
    return Table("moves", say("compare.moves.name"), say("compare.moves.title"), columns, notes)


def people_table(comparison: Comparison, language: str) -> Table:
    """Everybody in both periods: total, rank, grade and each indicator before and after, what may not be compared, what is absent."""
    say, account = Words(language).say, comparison.account
    new = comparison.new
    columns = [
        Column("nip", say("tables.ranking.nip"), new.nip[account.new], width=20),
        Column("nama", say("tables.ranking.person"), new.nama[account.new]),
        Column("unit", say("tables.ranking.unit"), new.unit[account.new]),
        *_three(comparison.series[0], comparison, language),
        *_ranks_and_grades(comparison, say),
    ]
    for series in comparison.series[1:]:
        columns += _three(series, comparison, language)
    columns.append(
        Column("not_comparable", say("compare.people.not_comparable"), _marks(comparison, language), width=44)
    )
    columns.append(Column("absent", say("compare.people.absent"), _gaps(comparison, language), width=60))
    notes = [say(f"compare.people.{'order' if len(account.new) else 'none'}")]
    if any(series.marked.any() for series in comparison.series):
        notes.append(say("compare.people.marked"))
    return Table("people", say("compare.people.name"), say("compare.people.title"), tuple(columns), tuple(notes))


def series_key(series: Series) -> str:
    """Give the key of a series in JSON; a measure stands beside the score of the same indicator."""
    return f"{series.key}.measure" if series.measure else series.key


def _three(series: Series, comparison: Comparison, language: str) -> list[Column]:
    say, key = Words(language).say, series_key(series)
    title = series_title(series, comparison, language)
    # A difference is that of the numbers printed beside it. Published scores are exact over the finer unit of both rulebooks.
    least = 0 if series.measure else max(comparison.old.places, comparison.new.places)
    places = max(least, shown(series.before.numbers)[1], shown(series.after.numbers)[1])
    before, after = (_units(values.numbers, places) for values in (series.before, series.after))
    headings = [say(f"compare.people.{name}") for name in ("before", "after", "change")]
    headings[2] += " *" if series.marked.any() else ""
    parts = ((before, series.before.known), (after, series.after.known), (after - before, series.both))
    return [
        Column(f"{key}.{name}", heading, units, "decimal", places, known, title)
        for name, heading, (units, known) in zip(("before", "after", "change"), headings, parts, strict=True)
    ]


def _units(exact: Exact, places: int) -> npt.NDArray[np.int64]:
    units, fewer = shown(exact)
    return np.asarray(units * 10 ** (places - fewer), np.int64)


def _ranks_and_grades(comparison: Comparison, say: Say) -> list[Column]:
    account, columns = comparison.account, []
    sides = (("before", comparison.old, account.old), ("after", comparison.new, account.new))
    for side, period, index in sides:
        ranks, group = period.rank[index], say("tables.ranking.rank")
        heading = say(f"compare.people.{side}")
        columns.append(Column(f"rank.{side}", heading, ranks, "integer", present=ranks > 0, group=group))
    if comparison.grades:
        for side, period, index in sides:
            heading, group = say(f"compare.people.{side}"), say("compare.grades.name")
            columns.append(Column(f"grade.{side}", heading, period.grade[index], group=group))
    return columns


class _Sentences:
    """Collects a sentence for some of the people, separated by semicolons."""

    def __init__(self, people: int) -> None:
        self.texts: Texts = np.full(people, "", object)

    def add(self, where: Mask, sentence: str) -> None:
        for person in np.flatnonzero(where).tolist():
            before = self.texts[person]
            self.texts[person] = f"{before}; {sentence}" if before else sentence


def _marks(comparison: Comparison, language: str) -> Texts:
    """Say which pairs of values were made by different rules, and why."""
    say, told = Words(language).say, _Sentences(len(comparison.account.old))
    for series in comparison.series:
        title = series_title(series, comparison, language)
        for why in ("weights", "scale", "unknown"):
            told.add(series.marked & (series.why == why), say(f"compare.why.{why}", title=title))
    if comparison.grades and comparison.changes:
        other = regraded(comparison.old, comparison.new, comparison.account)
        told.add(comparison.series[0].both & other, say("compare.why.grade"))
    return told.texts


def _gaps(comparison: Comparison, language: str) -> Texts:
    """Say why a cell is blank: not ranked in a period, no value, or no such rule. Both blank for all is not told of scores."""
    say, account = Words(language).say, comparison.account
    told = _Sentences(len(account.old))
    ranked = {}
    for side, period, index in (("old", comparison.old, account.old), ("new", comparison.new, account.new)):
        ranked[side] = period.rank[index] > 0
        why = period.why[index]
        for reason in dict.fromkeys(why[~ranked[side]].tolist()):
            told.add(~ranked[side] & (why == reason), say(f"compare.absent.unranked_{side}", why=reason))
    for series in comparison.series[1:]:
        title = series_title(series, comparison, language)
        before, after = series.before.known, series.after.known
        for side, here, there, held in (
            ("old", before, after, series.held_old),
            ("new", after, before, series.held_new),
        ):
            kind = f"{'value' if held else 'rule'}_{side}"
            told.add(ranked[side] & there & ~here, say(f"compare.absent.{kind}", title=title))
    return told.texts
