"""Award candidates as tables: who is proposed, who is tied at the cut or to be verified, and why everybody else is not."""

import numpy as np

from asn_eval.decide.awards import Proposals, Standing
from asn_eval.pipeline import Evaluation
from asn_eval.present.policy import requirement_sentence
from asn_eval.present.ranking import Places, identity, published
from asn_eval.present.sentences import fact_words
from asn_eval.present.tables import Column, Table
from asn_eval.present.wording import Words
from asn_eval.rules.requirement import Answer

ANSWERS = {Answer.MET: "met", Answer.UNMET: "unmet", Answer.UNKNOWN: "unknown"}

# Near misses shown beside the candidates; the full list of everybody's reasons is in the JSON and the workbook.
NEAR = 5


def award_notes(evaluation: Evaluation, proposals: Proposals, language: str) -> tuple[str, ...]:
    """Say what an award's table rests on: order, quotas, requirements, and the account of everybody."""
    say, award, rulebook = Words(language).say, proposals.award, evaluation.rulebook
    lines = [say("tables.awards.by", by=fact_words(award.by, language, rulebook))]
    if award.quota is not None:
        lines[0] += "; " + say("tables.awards.quota", quota=award.quota)
    if award.quota_per_unit is not None:
        lines[0] += "; " + say("tables.awards.quota_per_unit", quota=award.quota_per_unit)
    lines += [requirement_sentence(requirement, language, rulebook) for requirement in award.requires]
    counts = np.bincount(proposals.standing, minlength=len(Standing)).tolist()
    names = ("proposed", "tied", "verify", "beyond", "unmet", "not_ranked")
    lines.append(say("tables.awards.balance", people=len(proposals.standing), **dict(zip(names, counts, strict=True))))
    if counts[Standing.TIED]:
        lines.append(say("tables.awards.tied"))
    if not counts[Standing.PROPOSED] and not counts[Standing.TIED]:
        lines.append(say("tables.awards.nobody"))
    return tuple(lines)


def reasons_of(evaluation: Evaluation, proposals: Proposals, person: int, language: str) -> tuple[str, ...]:
    """Every requirement of an award with its answer for one person."""
    say = Words(language).say
    return tuple(
        say(
            f"tables.answer.{ANSWERS[Answer(int(answers[person]))]}",
            requirement=requirement_sentence(requirement, language, evaluation.rulebook).rstrip("."),
        )
        for requirement, answers in zip(proposals.award.requires, proposals.answers, strict=True)
    )


def shown_people(proposals: Proposals, *, everybody: bool = False) -> Places:
    """The proposed, the tied, those to verify and the nearest misses (or, on request, everybody ranked), best first."""
    order = proposals.order
    if everybody:
        return order
    standing = proposals.standing[order]
    always = np.isin(standing, (Standing.PROPOSED, Standing.TIED, Standing.TO_VERIFY))
    near = np.isin(standing, (Standing.BEYOND_QUOTA, Standing.UNMET))
    return order[always | (near & (np.cumsum(near) <= NEAR))]


def award_table(evaluation: Evaluation, proposals: Proposals, language: str, *, everybody: bool = False) -> Table:
    """One award: candidates and near misses, best first, each with every reason."""
    say = Words(language).say
    chosen = shown_people(proposals, everybody=everybody)
    reasons = ["; ".join(reasons_of(evaluation, proposals, int(p), language)) for p in chosen]
    standing = [say(f"tables.standing.{Standing(int(proposals.standing[p])).name.lower()}") for p in chosen]
    columns = (
        Column("place", say("tables.awards.place"), np.arange(1, len(chosen) + 1), "integer"),
        *identity(evaluation, chosen, say),
        published("value", say("tables.awards.value"), proposals.value, chosen, evaluation.rulebook.rounding.places),
        Column("standing", say("tables.awards.standing"), standing),
        Column("reasons", say("tables.awards.reasons"), reasons, width=70),
    )
    title = f"{say('tables.awards.title', award=proposals.award.title)} ({say('tables.awards.proposal')})"
    return Table(proposals.key, proposals.award.title, title, columns, award_notes(evaluation, proposals, language))


def award_tables(evaluation: Evaluation, language: str, *, everybody: bool = False) -> tuple[Table, ...]:
    """A table for every award of the rulebook."""
    return tuple(
        award_table(evaluation, proposals, language, everybody=everybody) for proposals in evaluation.proposals
    )
