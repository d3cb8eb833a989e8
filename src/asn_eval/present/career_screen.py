"""Talent and careers on the terminal: the map of nine boxes with its bars, lists as long as asked for, and the reasons."""

from dataclasses import replace

from asn_eval.decide.talent import TalentBoxes
from asn_eval.examine.careers import Careers
from asn_eval.pipeline import Evaluation
from asn_eval.present.career_tables import career_tables
from asn_eval.present.screens import without
from asn_eval.present.tables import Table
from asn_eval.present.talent_tables import BOXES, claims_table, counts_table, grid_table, people_table
from asn_eval.present.terminal import Screen, bars, narrowed, show_table
from asn_eval.present.wording import Words


def show_talent(screen: Screen, evaluation: Evaluation, boxes: TalentBoxes, top: int) -> None:
    """Print the map, the head-counts, at most ``top`` people, and where the source claims another box."""
    language = screen.language
    show_table(screen, grid_table(boxes, language))
    screen.print("")
    bars(screen, [(str(number), boxes.counts[number]) for number in BOXES])
    screen.print("")
    show_table(screen, counts_table(boxes, language))
    people = replace(people_table(evaluation, boxes, language), notes=())
    # On the terminal the recommendation stands once, with its box.
    _show_cut(screen, without(people, "recommendation", *([] if boxes.counts[0] else ["missing"])), top)
    claims = claims_table(evaluation, boxes, language)
    if len(claims):
        _show_cut(screen, claims, top)


def show_careers(screen: Screen, evaluation: Evaluation, careers: Careers, top: int) -> None:
    """Print every table of careers, each at most ``top`` rows."""
    tables = career_tables(evaluation, careers, screen.language)
    for number, table in enumerate(tables):
        _show_cut(screen, table, top, apart=number > 0)


def _show_cut(screen: Screen, table: Table, top: int, *, apart: bool = True) -> None:
    if apart:
        screen.print("")
    shown = first(table, top)
    has_people = "nip" in {column.key for column in table.columns}
    heading = Words(screen.language).say("terminal.ranking.person")
    show_table(screen, narrowed(shown, heading) if screen.narrow and has_people else shown, repeated=2)
    if len(table) > top:
        screen.say("careers.talent.more", "dim", count=len(table) - top)


def first(table: Table, count: int) -> Table:
    """Give the first rows of a table."""
    columns = [
        replace(c, values=c.values[:count], present=None if c.present is None else c.present[:count])
        for c in table.columns
    ]
    return replace(table, columns=tuple(columns))
