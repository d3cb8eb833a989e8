"""Ratings in words: how a person's predikat came from two of them, what the next one needs, and the rule as the rulebook has it."""

from collections.abc import Mapping

from asn_eval.decide.ratings import cells
from asn_eval.examine.rating import Need, NextPredikat, Rated, next_predikat, rated
from asn_eval.pipeline import Evaluation
from asn_eval.present.person.awards import number_text
from asn_eval.present.sentences import listed, match_words, number_words
from asn_eval.present.wording import Words
from asn_eval.rules.appraising import AXES, MATRIX, NAMES
from asn_eval.rules.dated import Citation, law
from asn_eval.rules.rulebook import Rulebook


def ratings_lines(evaluation: Evaluation, person: int, language: str) -> tuple[str, ...]:
    """Tell a person's two ratings, the cell they meet in and what the next predikat needs; nothing where grades are bands."""
    found = rated(evaluation, person)
    if not found:
        return ()
    say = Words(language).say
    lines = [say("ratings.explain.title"), *(f"- {_rated(evaluation, one, language)}" for one in found)]
    grade = int(evaluation.grades.band[person])
    if grade >= 0:
        hasil, perilaku = (one.rating for one in found)
        name = evaluation.grades.names[grade]
        told = {"hasil": hasil, "perilaku": perilaku, "grade": name, "law": law_name(evaluation.rulebook)}
        lines.append(f"- {say('ratings.explain.cell', **told)}")
    ahead = next_predikat(evaluation, person)
    return (*lines, *([f"- {_next(evaluation, ahead, language)}"] if ahead else []))


def _rated(evaluation: Evaluation, one: Rated, language: str) -> str:
    rule = one.rule
    say = Words(language).say
    told = {
        "axis": say(f"ratings.axis.{one.axis}"),
        "rating": one.rating,
        "indicator": evaluation.rulebook.title_of(rule.indicator),
        "score": "" if one.units is None else number_text(one.units, evaluation.rulebook.rounding.places, language),
        "above": number_words(rule.above, language),
        "least": number_words(rule.at_least, language),
        "capaian": one.capaian,
    }
    steps = ("above", "within", "below")
    why = one.why or ("head" if one.capaian else steps[NAMES.index(one.rating)])
    return say(f"ratings.explain.{why}", **told)


def _next(evaluation: Evaluation, ahead: NextPredikat, language: str) -> str:
    needs = listed((_need(evaluation, need, language) for need in ahead.needs), language, "and_last")
    return Words(language).say("ratings.explain.next", grade=ahead.grade, needs=needs)


def _need(evaluation: Evaluation, need: Need, language: str) -> str:
    say, places = Words(language).say, evaluation.rulebook.rounding.places
    return say(
        "ratings.explain.need",
        axis=say(f"ratings.axis.{need.axis}"),
        rating=need.rating,
        indicator=evaluation.rulebook.title_of(need.rule.indicator),
        least=number_text(need.least, places, language),
        missing=number_text(need.missing, places, language),
    )


def ratings_json(evaluation: Evaluation, person: int) -> dict[str, object] | None:
    """Give a person's ratings for programs, and the next predikat with what it needs; None where grades are bands."""
    found = rated(evaluation, person)
    if not found:
        return None
    places, ahead = evaluation.rulebook.rounding.places, next_predikat(evaluation, person)
    return {
        **{
            one.axis: {
                "indicator": one.rule.indicator,
                "score": None if one.units is None else number_text(one.units, places, "en"),
                "rating": one.rating or None,
                "capaian": one.capaian or None,
            }
            for one in found
        },
        "next": ahead
        and {
            "grade": ahead.grade,
            "needs": {
                need.axis: {"rating": need.rating, "at_least": number_text(need.least, places, "en")}
                for need in ahead.needs
            },
        },
    }


def law_name(rulebook: Rulebook) -> str:
    """Name the regulation of the nine cells in force at the end of the period."""
    citation = _citation(rulebook)
    return " ".join(filter(None, (citation.regulation, citation.article))) if citation else MATRIX


def cells_columns(rulebook: Rulebook, language: str) -> Mapping[str, list[str]]:
    """Tell the cells of each predikat, best first, as columns of a table of rules."""
    say, grid, names = Words(language).say, cells(rulebook), rulebook.grade_names()
    told: list[str] = []
    for grade in range(len(names)):
        by_behaviour: dict[tuple[str, ...], list[str]] = {}
        for row, hasil in enumerate(NAMES):
            met = tuple(perilaku for column, perilaku in enumerate(NAMES) if grid[row, column] == grade)
            if met:
                by_behaviour.setdefault(met, []).append(hasil)
        either = say("ratings.policy.or")
        parts = [
            say("ratings.policy.cell", hasil=either.join(hasil), perilaku=either.join(perilaku))
            for perilaku, hasil in by_behaviour.items()
        ]
        told.append("; ".join(parts))
    return {"grade": list(names), "cells": told, "basis": [law_name(rulebook)] * len(names)}


def ratings_notes(rulebook: Rulebook, language: str) -> tuple[str, ...]:
    """Tell from which scores the ratings come, and whom the organisation's result rates."""
    say, rules = Words(language).say, rulebook.ratings
    if rules is None:
        return ()
    hasil, perilaku = (
        say(
            "ratings.policy.rating",
            indicator=rulebook.title_of(rule.indicator),
            above=number_words(rule.above, language),
            least=number_words(rule.at_least, language),
        )
        + "."
        for rule in (rules.of(axis) for axis in AXES)
    )
    note = say("ratings.policy.note", law=law_name(rulebook), hasil=hasil, perilaku=perilaku)
    head = rulebook.organisation.head
    if head is None:
        return (note,)
    chosen = "; ".join(f"{capaian} = {rating}" for capaian, rating in rulebook.organisation.head_rating.items())
    return (note, say("ratings.policy.head", whom=match_words(head, language), ratings=chosen))


def _citation(rulebook: Rulebook) -> Citation | None:
    table = law(MATRIX, rulebook.period.end) if rulebook.period else None
    return None if table is None else table.citation
