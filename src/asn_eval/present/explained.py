"""One person's explanation on the terminal: where every number comes from and what would change it."""

from collections.abc import Mapping
from decimal import Decimal

import numpy as np

from asn_eval.check.records import State
from asn_eval.decide.awards import Standing
from asn_eval.examine.person import Explanation, NextGrade, Step
from asn_eval.pipeline import Evaluation
from asn_eval.present.proposals import reasons_of
from asn_eval.present.ranking import OUTCOMES, grade_names, notes, profile_names, unranked_reason
from asn_eval.present.sentences import number_words, scale_words
from asn_eval.present.tables import Column, Table
from asn_eval.present.terminal import Screen, cells, show_table
from asn_eval.present.wording import Words
from asn_eval.rounding import half_up
from asn_eval.score import Outcome


def show_explanation(screen: Screen, evaluation: Evaluation, explained: Explanation) -> None:
    """Print one person's result walked back to its cells."""
    words, person, people = Words(screen.language), explained.person, evaluation.dossier.people
    say = words.say
    nip, name = str(people.nip[person]), str(people.texts["nama"][person])
    screen.print(say("terminal.explain.title", name=name, nip=nip), "bold")
    _show_standing(screen, evaluation, explained)
    screen.print(say("terminal.explain.profile", profile=profile_names(evaluation, screen.language)[person]))
    note = str(notes(evaluation, screen.language)[person])
    if note:
        screen.print(say("terminal.explain.note", note=note))
    screen.print("")
    show_table(screen, steps_table(evaluation, explained, screen.language), title=False)
    screen.print(say("terminal.explain.points_note"), "dim")
    for step in explained.steps:
        if not step.indicator.parts:
            title, scale = evaluation.rulebook.title_of(step.key), scale_words(step.indicator, screen.language)
            screen.print(say("terminal.explain.scale", indicator=title, scale=scale), "dim")
    if explained.next_grade:
        _show_next(screen, evaluation, explained, explained.next_grade)
    _show_award_standing(screen, evaluation, person)


def _show_standing(screen: Screen, evaluation: Evaluation, explained: Explanation) -> None:
    language, person = screen.language, explained.person
    say, standings, places = Words(language).say, evaluation.standings, evaluation.rulebook.rounding.places
    if explained.total is None:
        outcome = say(f"tables.outcome.{OUTCOMES[Outcome(int(evaluation.scores.outcome[person]))]}")
        screen.print(
            say("terminal.explain.unranked", outcome=outcome, reason=unranked_reason(evaluation, person, language))
        )
        return
    total = number_text(int(evaluation.scores.total.units[person]), places, language)
    exact = number_words(explained.total, language, 10)
    screen.print(say("terminal.explain.exact", total=total, exact=exact), "bold")
    unit = str(evaluation.dossier.people.texts["unit"][person]) or say("tables.summary.no_unit")
    ranks = {"rank": int(standings.rank[person]), "unit_rank": int(standings.unit_rank[person])}
    screen.print(say("terminal.explain.rank", **ranks, ranked=len(standings.order), unit=unit))
    grade = str(grade_names(evaluation)[person])
    if evaluation.grades.bands:
        screen.print(say("terminal.explain.grade", grade=grade or say("tables.summary.no_grade")))


def number_text(units: int, places: int, language: str) -> str:
    """Write a published number with all its places."""
    return cells(Column("", "", np.array([units], np.int64), "decimal", places), language)[0]


def steps_table(evaluation: Evaluation, explained: Explanation, language: str) -> Table:
    """Every indicator of one person: value and cells, score, weight and points, parts indented below their whole."""
    say, places, steps = Words(language).say, evaluation.rulebook.rounding.places, explained.steps
    known = np.array([s.score is not None for s in steps], bool)
    scores = np.array([half_up(s.score or s.weight * 0, places) for s in steps], np.int64)
    points = np.array([half_up(s.points or s.weight * 0, places) for s in steps], np.int64)
    columns = (
        Column(
            "indicator",
            say("terminal.explain.indicator"),
            [f"{'  ' * s.depth}{evaluation.rulebook.title_of(s.key)}" for s in steps],
        ),
        Column("value", say("terminal.explain.value"), [value_text(s, language) for s in steps]),
        Column("cell", say("terminal.explain.cell"), [_cells_text(s, language) for s in steps]),
        Column("score", say("terminal.explain.score"), scores, "decimal", places, known),
        Column(
            "weight", say("terminal.explain.weight"), [f"{number_words(s.weight * 100, language, 2)} %" for s in steps]
        ),
        Column("points", say("terminal.explain.points"), points, "decimal", places, known),
    )
    return Table("steps", say("terminal.explain.points"), "", columns)


def value_text(step: Step, language: str) -> str:
    """The measure as a person typed it, or why there is none."""
    if step.value is not None:
        return number_words(step.value, language)
    names = {State.EMPTY: "empty", State.NOT_APPLICABLE: "not_applicable", State.INVALID: "invalid"}
    return (
        Words(language).say(f"terminal.explain.{names[step.state]}")
        if step.state in names and not step.indicator.parts
        else ""
    )


def _cells_text(step: Step, language: str) -> str:
    say = Words(language).say
    places = [
        say("terminal.explain.rater", cell=_short(str(r.place)), rater=r.rater) if r.rater else _short(str(r.place))
        for r in step.records
    ]
    return "\n".join(places[:8]) + (f"\n+{len(places) - 8}" if len(places) > 8 else "")


def _short(place: str) -> str:
    # The file is named once, in the trail; within a table sheet and cell are enough.
    return place.split(":", 1)[-1] if ":" in place else place


def _show_next(screen: Screen, evaluation: Evaluation, explained: Explanation, ahead: NextGrade) -> None:
    language = screen.language
    say, places = Words(language).say, evaluation.rulebook.rounding.places
    missing = number_text(ahead.missing, places, language)
    screen.print("")
    screen.print(
        say(
            "terminal.explain.next",
            grade=ahead.band.name,
            missing=missing,
            least=number_words(ahead.band.at_least, language),
        ),
        "bold",
    )
    values = {step.key: step.value for step in explained.steps}
    for way in ahead.ways:
        title, value = evaluation.rulebook.title_of(way.key), values.get(way.key)
        if way.needed is None:
            screen.print("- " + say("terminal.explain.no_way", indicator=title))
        elif value is not None:
            needed = number_words(way.needed, language)
            screen.print(
                "- " + say("terminal.explain.way", indicator=title, value=number_words(value, language), needed=needed)
            )


def _show_award_standing(screen: Screen, evaluation: Evaluation, person: int) -> None:
    language = screen.language
    say, places = Words(language).say, evaluation.rulebook.rounding.places
    if evaluation.proposals:
        screen.print("")
        screen.print(say("terminal.explain.awards"), "bold")
    for proposals in evaluation.proposals:
        standing = Standing(int(proposals.standing[person]))
        told = {"award": proposals.award.title, "standing": say(f"tables.standing.{standing.name.lower()}")}
        if standing is Standing.BEYOND_QUOTA and proposals.cut is not None:
            gap = number_text(proposals.cut - int(proposals.value.units[person]), places, language)
            cut = number_text(proposals.cut, places, language)
            screen.print("- " + say("terminal.explain.award_gap", **told, gap=gap, cut=cut))
        else:
            screen.print("- " + say("terminal.explain.award", **told))
        for reason in reasons_of(evaluation, proposals, person, language):
            screen.print(f"    {reason}")


def explanation_json(
    evaluation: Evaluation, explained: Explanation, language: str, other: Evaluation | None
) -> dict[str, object]:
    """One person's explanation for programs: standing, exact total, next grade, awards, and the supposed standing."""
    person, places = explained.person, evaluation.rulebook.rounding.places
    ahead = explained.next_grade
    return {
        "nip": str(evaluation.dossier.people.nip[person]),
        "nama": str(evaluation.dossier.people.texts["nama"][person]),
        "standing": _standing_json(evaluation, person, language),
        "exact": None if explained.total is None else str(explained.total),
        "next_grade": ahead
        and {
            "grade": ahead.band.name,
            "missing": number_text(ahead.missing, places, "en"),
            "ways": {way.key: None if way.needed is None else str(way.needed) for way in ahead.ways},
        },
        "awards": {
            p.key: {
                "standing": Standing(int(p.standing[person])).name.lower(),
                "reasons": reasons_of(evaluation, p, person, language),
            }
            for p in evaluation.proposals
        },
        "cells": {step.key: [str(record.place) for record in step.records] for step in explained.steps},
        "what_if": None if other is None else _standing_json(other, person, language),
    }


def _standing_json(evaluation: Evaluation, person: int, language: str) -> dict[str, object]:
    if not evaluation.scores.total.known[person]:
        outcome = OUTCOMES[Outcome(int(evaluation.scores.outcome[person]))]
        return {"outcome": outcome, "reason": unranked_reason(evaluation, person, language)}
    return {
        "outcome": "ranked",
        "total": number_text(int(evaluation.scores.total.units[person]), evaluation.rulebook.rounding.places, "en"),
        "rank": int(evaluation.standings.rank[person]),
        "unit_rank": int(evaluation.standings.unit_rank[person]),
        "grade": str(grade_names(evaluation)[person]),
    }


def show_what_if(
    screen: Screen, evaluation: Evaluation, other: Evaluation, person: int, changes: Mapping[str, Decimal]
) -> None:
    """Say what a person's total, rank and grade would be with other values."""
    language, places = screen.language, evaluation.rulebook.rounding.places
    say, title = Words(language).say, evaluation.rulebook.title_of
    changed = ", ".join(f"{title(key)} = {number_words(value, language)}" for key, value in changes.items())
    screen.print("")
    if not other.scores.total.known[person]:
        reason = unranked_reason(other, person, language)
        screen.print(say("terminal.explain.what_if_unranked", changes=changed, reason=reason), "bold")
        return
    was = bool(evaluation.scores.total.known[person])
    told = {
        "total": number_text(int(other.scores.total.units[person]), places, language),
        "now": number_text(int(evaluation.scores.total.units[person]), places, language) if was else "–",
        "rank": int(other.standings.rank[person]),
        "rank_now": int(evaluation.standings.rank[person]) if was else "–",
        "grade": str(grade_names(other)[person]) or "–",
    }
    screen.print(say("terminal.explain.what_if", changes=changed, **told), "bold")
