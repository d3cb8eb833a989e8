"""One person's explanation on the terminal: where every number comes from and what would change it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import numpy as np

from asn_eval.check.records import State
from asn_eval.examine.person import Explanation, NextGrade, Step
from asn_eval.pipeline import Evaluation
from asn_eval.present.outcome.objections import objection_json, show_objection
from asn_eval.present.outcome.ranking import OUTCOMES, grade_names, notes, profile_names, unranked_reason
from asn_eval.present.person.awards import (
    awards_json,
    number_text,
    show_award_standing,
)
from asn_eval.present.person.measured import measured_json, measured_lines, rows_words, value_words
from asn_eval.present.person.segments import segment_lines
from asn_eval.present.screens.terminal import Screen, show_table
from asn_eval.present.sentences import number_words, scale_words, unit_words
from asn_eval.present.tables import Column, Table
from asn_eval.present.wording import Words
from asn_eval.rounding import half_up
from asn_eval.rules.rulebook import Indicator
from asn_eval.score import Outcome


def show_explanation(
    screen: Screen, evaluation: Evaluation, explained: Explanation, received: date | None = None
) -> None:
    """Print one person's result walked back to its cells; ``received`` is the day it was received, else that of evaluation."""
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
    _show_block(screen, segment_lines(evaluation, person, screen.language))
    _show_block(screen, measured_lines(evaluation, explained, screen.language))
    _show_block(screen, _ratings(evaluation, person, screen.language))
    if explained.next_grade:
        _show_next(screen, evaluation, explained, explained.next_grade)
    show_award_standing(screen, evaluation, explained)
    _show_block(screen, _careers(evaluation, person, screen.language))
    show_objection(screen, evaluation, received or evaluation.choices.day)


def _show_block(screen: Screen, lines: Sequence[str]) -> None:
    """Print a title and the lines below it, a blank line before them; nothing where there are none."""
    for number, line in enumerate(lines):
        if not number:
            screen.print("")
        screen.print(line, "" if number else "bold")


def _ratings(evaluation: Evaluation, person: int, language: str) -> tuple[str, ...]:
    if evaluation.rulebook.ratings is None:
        return ()
    from asn_eval.present.person.ratings import ratings_lines

    return ratings_lines(evaluation, person, language)


def _careers(evaluation: Evaluation, person: int, language: str) -> tuple[str, ...]:
    if evaluation.rulebook.talent is None and evaluation.rulebook.career is None:
        return ()
    from asn_eval.present.person.careers import career_lines

    return career_lines(evaluation, person, language)


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
    if evaluation.grades.names:
        screen.print(say("terminal.explain.grade", grade=grade or say("tables.summary.no_grade")))


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
        Column("value", say("terminal.explain.value"), [value_text(s, language, evaluation, explained) for s in steps]),
        Column("cell", say("terminal.explain.cell"), [_cells_text(s, language) for s in steps]),
        Column("score", say("terminal.explain.score"), scores, "decimal", places, known),
        Column(
            "weight", say("terminal.explain.weight"), [f"{number_words(s.weight * 100, language, 2)} %" for s in steps]
        ),
        Column("points", say("terminal.explain.points"), points, "decimal", places, known),
        Column(
            "lost",
            say("decide.explain.lost"),
            np.array([half_up(s.lost or s.weight * 0, places) for s in steps], np.int64),
            "decimal",
            places,
            np.array([s.lost is not None for s in steps], bool),
        ),
    )
    return Table("steps", say("terminal.explain.points"), "", columns)


def value_text(step: Step, language: str, evaluation: Evaluation, explained: Explanation) -> str:
    """The measure as a person typed it – one from records with its unit – or why there is none."""
    if step.indicator.measure and step.value is not None:
        return value_words(evaluation, explained.person, step, language)
    if step.indicator.measure and not step.indicator.parts and step.state == State.EMPTY:
        return Words(language).say("terminal.explain.unmeasured")
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
    if step.indicator.measure:
        return "\n".join(_short(text) for text in rows_words(step.records, language))
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
    leaves = evaluation.rulebook.leaves()
    for way in ahead.ways:
        title, value = evaluation.rulebook.title_of(way.key), values.get(way.key)
        unit = unit_words(leaves[way.key], language) if leaves[way.key].measure else ""
        if way.needed is None:
            screen.print("- " + say("terminal.explain.no_way", indicator=title))
        elif value is not None:
            now, needed = (
                f"{number_words(number, language, 2 if leaves[way.key].measure else 4)}{unit}"
                for number in (value, way.needed)
            )
            screen.print("- " + say("terminal.explain.way", indicator=title, value=now, needed=needed))


def _ratings_json(evaluation: Evaluation, person: int) -> dict[str, object] | None:
    if evaluation.rulebook.ratings is None:
        return None
    from asn_eval.present.person.ratings import ratings_json

    return ratings_json(evaluation, person)


def _careers_json(evaluation: Evaluation, person: int, language: str) -> dict[str, object] | None:
    if evaluation.rulebook.talent is None and evaluation.rulebook.career is None:
        return None
    from asn_eval.present.person.careers import career_json

    return career_json(evaluation, person, language)


def explanation_json(
    evaluation: Evaluation,
    explained: Explanation,
    language: str,
    other: Evaluation | None,
    received: date | None = None,
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
        "ratings": _ratings_json(evaluation, person),
        "careers": _careers_json(evaluation, person, language),
        "awards": awards_json(evaluation, explained, language),
        "objection": objection_json(evaluation, received or evaluation.choices.day, language),
        "cells": {step.key: [str(record.place) for record in step.records] for step in explained.steps},
        "measured": measured_json(evaluation, explained),
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
    leaves = evaluation.rulebook.leaves()
    changed = ", ".join(f"{title(key)} = {_supposed(leaves[key], value, language)}" for key, value in changes.items())
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


def _supposed(indicator: Indicator, value: Decimal, language: str) -> str:
    # Words are supposed by their score; the word says more than the score does.
    words = [word for word, score in indicator.scale.table.items() if score == value]
    if words:
        return words[0]
    return f"{number_words(value, language)}{unit_words(indicator, language) if indicator.measure else ''}"
