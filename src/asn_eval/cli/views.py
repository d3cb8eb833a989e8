"""What ``score`` and ``explain`` show, as far as it depends on what was typed."""

import sys
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

import numpy as np

from asn_eval.cli.session import Session
from asn_eval.cli.typed import changes, person_of
from asn_eval.findings import Finding, Place

if TYPE_CHECKING:
    from datetime import date

    from asn_eval.pipeline import Evaluation
    from asn_eval.present.outcome.ranking import Places


def chosen_people(session: Session, evaluation: "Evaluation", unit: str | None, by: str | None) -> "Places":
    """Give the ranked people to show, in their order: one unit only, or sorted by one indicator."""
    from asn_eval.measure.service import nip_numbers
    from asn_eval.rules.matching import plain

    order, people = evaluation.standings.order, evaluation.dossier.people
    if unit is not None:
        names = [str(name) for name in np.unique(people.texts["unit"].astype("U"))]
        chosen = [name for name in names if plain(name) == plain(unit)]
        if not chosen:
            near = get_close_matches(unit, names, 1, 0.3)
            session.refuse(
                [Finding("unit-unknown", Place(""), {"found": unit, "known": near[0] if near else ", ".join(names)})]
            )
        order = order[np.isin(people.texts["unit"][order].astype("U"), chosen)]
    if by is not None:
        known = {
            name.casefold(): key
            for key, _, _ in evaluation.rulebook.walk()
            for name in (key, evaluation.rulebook.title_of(key))
        }
        if by.casefold() not in known:
            near = get_close_matches(by.casefold(), known, 1)
            advice = known[near[0]] if near else ", ".join(dict.fromkeys(known.values()))
            session.refuse([Finding("what-if-indicator", Place(""), {"found": by, "known": advice})])
        numbers = evaluation.scores.score(known[by.casefold()])
        value = np.where(numbers.known, numbers.units, -1)[order]
        order = order[np.lexsort((nip_numbers(people)[order], -value))]
    return order


def print_score(
    session: Session, evaluation: "Evaluation", chosen: "Places", top: int, unit: str | None, by: str | None
) -> None:
    """Print the ranking and the summary."""
    from asn_eval.present.screens.pages import show_ranking, show_summary

    screen = session.out
    if unit is not None:
        screen.say("terminal.ranking.unit", unit=unit)
    if by is not None:
        screen.say("terminal.ranking.by", indicator=by)
    show_ranking(screen, evaluation, chosen, top)
    show_summary(screen, evaluation)


def print_account(session: Session, evaluation: "Evaluation") -> None:
    """Say where everybody ended up and which special treatments were used; the ranking itself is in the file that was asked for."""
    from asn_eval.present.outcome.summary import balance, treatment_lines

    if not session.common.quiet:
        for text in (balance(evaluation, session.language), *treatment_lines(evaluation, session.language)):
            session.plainly(text, sys.stdout)


def print_explanation(
    session: Session, evaluation: "Evaluation", nip: str, what_if: Sequence[str], received: "date | None" = None
) -> None:
    """Print one person's explanation, and what would be with other values."""
    from asn_eval.examine.person import explain, with_values

    person = person_of(nip, evaluation.dossier.people)
    values, faults = changes(what_if, evaluation.rulebook)
    if isinstance(person, Finding) or faults:
        session.refuse([*([person] if isinstance(person, Finding) else []), *faults])
    session.tell(_unused(evaluation, person, values))
    explained = explain(evaluation, person)
    other = with_values(evaluation, person, values) if values else None
    if session.common.as_json:
        from asn_eval.cli.outputs import print_json
        from asn_eval.present.person.explained import explanation_json, steps_table

        head = explanation_json(evaluation, explained, session.language, other, received)
        print_json(head, [steps_table(evaluation, explained, session.language)])
        return
    from asn_eval.present.person.explained import show_explanation, show_what_if

    show_explanation(session.out, evaluation, explained, received)
    if other is not None:
        show_what_if(session.out, evaluation, other, person, values)


def _unused(evaluation: "Evaluation", person: int, values: Mapping[str, object]) -> list[Finding]:
    """Tell indicators that were supposed to be otherwise and have no weight for this person."""
    counts = evaluation.scores.applying[int(evaluation.scores.profile[person]) + 1]
    known = ", ".join(key for key in evaluation.rulebook.leaves() if key in counts)
    return [
        Finding("what-if-unused", Place(""), {"indicator": key, "known": known}) for key in values if key not in counts
    ]
