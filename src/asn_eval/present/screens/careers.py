"""The nine boxes on the terminal: the map with its bars, the lists as long as asked for, and other claims."""

from dataclasses import replace

from asn_eval.decide.talent import TalentBoxes
from asn_eval.pipeline import Evaluation
from asn_eval.present.outcome.talent import (
    claims_table,
    counts_table,
    grid_table,
    people_table,
    weighing_tables,
)
from asn_eval.present.screens.decisions import show_decision
from asn_eval.present.screens.pages import without
from asn_eval.present.screens.terminal import Screen, bars, show_table


def show_talent(screen: Screen, evaluation: Evaluation, boxes: TalentBoxes, top: int) -> None:
    """Print the map, the head-counts, at most ``top`` people with the components of their axes, and other claims of the source."""
    language = screen.language
    show_table(screen, grid_table(boxes, language))
    screen.print("")
    bars(screen, [(str(number), boxes.counts[number]) for number in boxes.boxes])
    screen.print("")
    show_table(screen, counts_table(boxes, language))
    people = replace(people_table(evaluation, boxes, language), notes=())
    # On the terminal the recommendation stands once, with its box.
    screen.print("")
    show_decision(screen, without(people, "recommendation"), top)
    for table in weighing_tables(evaluation, boxes, language):
        screen.print("")
        show_decision(screen, table, max(top, len(table)) if table.key == "talent_components" else top)
    claims = claims_table(evaluation, boxes, language)
    if len(claims):
        screen.print("")
        show_decision(screen, claims, top)
