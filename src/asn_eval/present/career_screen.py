"""The nine boxes on the terminal: the map with its bars, the list as long as asked for, and other claims."""

from dataclasses import replace

from asn_eval.decide.talent import TalentBoxes
from asn_eval.pipeline import Evaluation
from asn_eval.present.decision_screen import show_decision
from asn_eval.present.screens import without
from asn_eval.present.talent_tables import BOXES, claims_table, counts_table, grid_table, people_table
from asn_eval.present.terminal import Screen, bars, show_table


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
    screen.print("")
    show_decision(screen, without(people, "recommendation"), top)
    claims = claims_table(evaluation, boxes, language)
    if len(claims):
        screen.print("")
        show_decision(screen, claims, top)
