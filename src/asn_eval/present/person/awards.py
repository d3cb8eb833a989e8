"""The end of an explanation: every rule of every award, and the way to the cut."""

from collections.abc import Iterator

import numpy as np

from asn_eval.decide.awards import Proposals, Standing
from asn_eval.examine.person import Explanation, Reach, ways_to
from asn_eval.pipeline import Evaluation
from asn_eval.present.outcome.proposals import last_place, reasons_of
from asn_eval.present.screens.terminal import Screen, cells
from asn_eval.present.sentences import number_words
from asn_eval.present.tables import Column
from asn_eval.present.wording import Words


def number_text(units: int, places: int, language: str) -> str:
    """Write a published number with all its places."""
    return cells(Column("", "", np.array([units], np.int64), "decimal", places), language)[0]


def show_award_standing(screen: Screen, evaluation: Evaluation, explained: Explanation) -> None:
    """Print where a person stands for every award, every requirement with its answer, and what would reach the cut."""
    language, person = screen.language, explained.person
    say = Words(language).say
    if evaluation.proposals:
        screen.print("")
        screen.print(say("terminal.explain.awards"), "bold")
    for proposals in evaluation.proposals:
        standing = Standing(int(proposals.standing[person]))
        told = {"award": proposals.award.title, "standing": say(f"tables.standing.{standing.name.lower()}")}
        screen.print("- " + say("terminal.explain.award", **told))
        for reason in reasons_of(evaluation, proposals, person, language):
            screen.print(f"    {reason}")
        for line in _ways(evaluation, explained, proposals, language):
            screen.print(f"    {line}")


def ways_over(evaluation: Evaluation, explained: Explanation, proposals: Proposals) -> tuple[Reach, ...]:
    """Give what one indicator alone must be for somebody beyond the quota to pass the last place of an award by total."""
    cut, person = last_place(proposals, explained.person), explained.person
    beyond = proposals.standing[person] == Standing.BEYOND_QUOTA
    if explained.total is None or cut is None or not beyond or proposals.award.by != "total":
        return ()
    # Reaching the last place is only a tie: one unit more passes it.
    return ways_to(evaluation, person, explained.total, cut + 1)


def _ways(evaluation: Evaluation, explained: Explanation, proposals: Proposals, language: str) -> Iterator[str]:
    say, rulebook = Words(language).say, evaluation.rulebook
    ways = ways_over(evaluation, explained, proposals)
    if not ways:
        return
    values = {step.key: step.value for step in explained.steps}
    yield say("decide.explain.pass_cut")
    for way in ways:
        title, value = rulebook.title_of(way.key), values.get(way.key)
        if way.needed is None:
            yield "  " + say("terminal.explain.no_way", indicator=title)
        elif value is not None:
            told = {"value": number_words(value, language), "needed": number_words(way.needed, language)}
            yield "  " + say("terminal.explain.way", indicator=title, **told)


def awards_json(evaluation: Evaluation, explained: Explanation, language: str) -> dict[str, object]:
    """A person's standing for every award, for programs."""
    person = explained.person
    return {
        p.key: {
            "standing": Standing(int(p.standing[person])).name.lower(),
            "reasons": reasons_of(evaluation, p, person, language),
            "ways": {w.key: None if w.needed is None else str(w.needed) for w in ways_over(evaluation, explained, p)},
        }
        for p in evaluation.proposals
    }
