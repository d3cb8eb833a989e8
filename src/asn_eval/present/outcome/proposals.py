"""Award candidates as tables: who is proposed, who is tied at the cut or to be verified, and why everybody else is not."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from asn_eval.decide.awards import Proposals, Standing
from asn_eval.decide.quotas import Claim, Cut
from asn_eval.decide.require import Answered
from asn_eval.examine.margins import MOST_WINNERS, margins
from asn_eval.pipeline import Evaluation
from asn_eval.present.outcome.margins import margin_words, set_words
from asn_eval.present.outcome.ranking import Places, applies, identity, published, unranked_reason
from asn_eval.present.policy.awards import order_words, profile_title, with_basis
from asn_eval.present.sentences import listed, match_words, number_words
from asn_eval.present.tables import Column, Table
from asn_eval.present.whereabouts import unknown_words
from asn_eval.present.wording import Words
from asn_eval.rules.awarding import IMPROVEMENT, Match
from asn_eval.rules.requirement import Answer

ANSWERS = {Answer.MET: "met", Answer.UNMET: "unmet", Answer.UNKNOWN: "unknown"}

# Near misses shown beside the candidates; the full list of everybody's reasons is in the JSON and the workbook.
NEAR = 5
# People of a tie who are named.
NAMED = 10


def award_notes(evaluation: Evaluation, proposals: Proposals, language: str) -> tuple[str, ...]:
    """Say what an award's table rests on: order, quotas, requirements, ties, and the account of everybody."""
    say, award, rulebook = Words(language).say, proposals.award, evaluation.rulebook
    parts = [say("tables.awards.by", by=order_words(award.by, language, rulebook)), *_quotas(proposals, language)]
    if whom := whom_words(evaluation, proposals, language):
        parts.append(whom)
    lines = ["; ".join(parts)]
    lines += (
        [say("decide.awards.once")]
        if rulebook.one_award_per_person and evaluation.proposals[0] is not proposals
        else []
    )
    lines += [with_basis(requirement, language, evaluation.rulebook) for requirement in award.requires]
    counts = np.bincount(proposals.standing, minlength=len(Standing)).tolist()
    names = ("proposed", "tied", "verify", "beyond", "unmet", "not_ranked")
    extra = "".join(
        say("decide.awards.extra", count=counts[standing], label=say(f"decide.awards.{standing.name.lower()}"))
        for standing in (Standing.NOT_FOR, Standing.ELSEWHERE)
        if counts[standing]
    )
    told = dict(zip(names, counts[: len(names)], strict=True))
    lines.append(say("tables.awards.balance", people=len(proposals.standing), extra=extra, **told))
    lines += [_contest(evaluation, proposals, claim, language) for claim in proposals.contests]
    lines += [
        say("decide.awards.undecided", count=cut.open_, units=listed(cut.undecided, language, "and_last"))
        for cut in proposals.cuts
        if cut.undecided
    ]
    if not counts[Standing.PROPOSED] and not counts[Standing.TIED]:
        lines.append(say("tables.awards.nobody"))
    return tuple(lines)


def _quotas(proposals: Proposals, language: str) -> Iterator[str]:
    say, award = Words(language).say, proposals.award
    if award.quota is not None:
        yield say("tables.awards.quota", quota=award.quota)
    if award.quota_per_unit is not None:
        yield say("tables.awards.quota_per_unit", quota=award.quota_per_unit)
    if award.quota_per_jenis_jabatan is not None:
        yield say("decide.awards.quota_per_jenis_jabatan", quota=award.quota_per_jenis_jabatan)
    if award.quota_percent is not None:
        told = {"percent": number_words(award.quota_percent, language), "pool": _pool(proposals)}
        cut = _percent_cut(proposals)
        if award.percent_per_unit:
            each = [say("decide.awards.share", unit=unit, seats=seats) for unit, seats in cut.shares.items()]
            yield say("decide.awards.quota_shares", shares=", ".join(each), **told)
        else:
            yield say("decide.awards.quota_percent", seats=cut.seats, **told)


def _pool(proposals: Proposals) -> int:
    return int(((proposals.standing != Standing.NOT_RANKED) & (proposals.concerned == Answer.MET)).sum())


def _percent_cut(proposals: Proposals) -> Cut:
    # The overall quota, where there is one, is the last cut.
    return proposals.cuts[-2 if proposals.award.quota is not None else -1]


def whom_words(evaluation: Evaluation, proposals: Proposals, language: str) -> str:
    """Say whom an award is for; ``""`` when it is for everybody."""
    say, award = Words(language).say, proposals.award
    parts = [match_words(award.applies_to, language)] if award.applies_to != Match() else []
    if award.profiles:
        names = [profile_title(evaluation.rulebook, key, language) for key in award.profiles]
        parts.append(say("decide.awards.only_profiles", profiles=listed(names, language)))
    return say("decide.awards.only_for", whom="; ".join(parts)) if parts else ""


def _contest(evaluation: Evaluation, proposals: Proposals, claim: Claim, language: str) -> str:
    say, places = Words(language).say, evaluation.rulebook.rounding.places
    names = [str(evaluation.dossier.people.texts["nama"][person]) for person in claim.people]
    people = listed(names[:NAMED], language, "and_last")
    if len(names) > NAMED:
        people = say("decide.awards.and_more", names=", ".join(names[:NAMED]), count=len(names) - NAMED)
    value = number_words(Fraction(int(proposals.value.units[claim.people[0]]), 10**places), language)
    return say("decide.awards.contest", people=people, value=value, places=claim.places, all=len(names))


def reasons_of(
    evaluation: Evaluation, proposals: Proposals, person: int, language: str, *, brief: bool = False
) -> tuple[str, ...]:
    """Everything that decides an award for one person: what it is for, every requirement with its answer, the distance.

    ``brief`` says of met requirements only that all are met, for a table below the list of them.
    """
    first = tuple(_circumstances(evaluation, proposals, person, language))
    told = [one for one in proposals.asked if not (brief and one.answers[person] == Answer.MET)]
    asked = tuple(reason_words(evaluation, one, person, language) for one in told)
    if brief and not told and proposals.asked:
        asked = (Words(language).say("decide.reason.all_met"),)
    return (*first, *asked, *_distance(evaluation, proposals, person, language))


def _circumstances(evaluation: Evaluation, proposals: Proposals, person: int, language: str) -> Iterator[str]:
    say, award, rulebook = Words(language).say, proposals.award, evaluation.rulebook
    if proposals.standing[person] == Standing.NOT_RANKED:
        yield say("decide.reason.not_ranked", reason=unranked_reason(evaluation, person, language))
    whom = whom_words(evaluation, proposals, language)
    if proposals.concerned[person] == Answer.UNMET:
        judged = award.by in {"total", IMPROVEMENT} or applies(evaluation, award.by)[person]
        by = order_words(award.by, language, rulebook)
        yield say("decide.reason.not_for", whom=whom) if judged else say("decide.reason.not_judged", by=by)
    elif proposals.concerned[person] == Answer.UNKNOWN:
        yield say("decide.reason.whom_unknown", whom=whom)
    number = int(proposals.elsewhere[person])
    if number >= 0:
        # Whether the award above is settled for the person, whatever else stands in the way of this one.
        settled = evaluation.proposals[number].standing[person] == Standing.PROPOSED
        other = list(rulebook.awards.values())[number].title
        yield say(f"decide.reason.{'elsewhere' if settled else 'waiting'}", award=other)
    if not proposals.value.known[person] and proposals.standing[person] not in {Standing.NOT_RANKED, Standing.NOT_FOR}:
        yield say("decide.reason.no_value", by=order_words(award.by, language, rulebook))
    kinds = evaluation.dossier.people.texts.get("jenis_jabatan")
    if award.quota_per_jenis_jabatan is not None and (kinds is None or not kinds[person]):
        yield say("decide.reason.no_kind")


def reason_words(evaluation: Evaluation, asked: Answered, person: int, language: str) -> str:
    """Say one requirement with its answer for one person; what is not known names the cell to look at."""
    say, answer = Words(language).say, Answer(int(asked.answers[person]))
    requirement = asked.requirement
    if asked.members:
        inner = "; ".join(
            say("policy.bound.member", rule=reason_words(evaluation, member, person, language))
            for member in asked.members
        )
        rule = say(f"policy.bound.{requirement.combinator}", rules=inner)
        rule = say("decide.reason.cited", rule=rule, why=requirement.why) if requirement.why else rule
    else:
        rule = with_basis(requirement, language, evaluation.rulebook)
    if answer is not Answer.UNKNOWN:
        return say(f"tables.answer.{ANSWERS[answer]}", requirement=rule)
    if asked.members:
        return say("decide.reason.unknown", requirement=rule)
    return unknown_words(evaluation, requirement, rule, person, language)


def _distance(evaluation: Evaluation, proposals: Proposals, person: int, language: str) -> Iterator[str]:
    say, unit = Words(language).say, 10**evaluation.rulebook.rounding.places
    if proposals.standing[person] != Standing.BEYOND_QUOTA or (last := last_place(proposals, person)) is None:
        return
    gap = Fraction(last - int(proposals.value.units[person]), unit)
    cut = number_words(Fraction(last, unit), language)
    yield (
        say("decide.reason.beyond", gap=number_words(gap, language), cut=cut)
        if gap > 0
        else say("decide.reason.beyond_equal", cut=cut)
    )


def last_place(proposals: Proposals, person: int) -> int | None:
    """Give the lowest value proposed or tied where a person competes (their group under a quota of groups), None if nobody is."""
    return proposals.last_places.get(proposals.group_of(person))


def shown_people(proposals: Proposals, *, everybody: bool = False) -> Places:
    """The proposed, the tied, those to verify and the nearest misses – or, on request, the whole roster, the ranked best first."""
    order = proposals.order
    if everybody:
        return np.concatenate([order, proposals.of(Standing.NOT_RANKED)])
    standing = proposals.standing[order]
    always = np.isin(standing, (Standing.PROPOSED, Standing.TIED, Standing.TO_VERIFY))
    near = np.isin(standing, (Standing.BEYOND_QUOTA, Standing.UNMET))
    return order[always | (near & (np.cumsum(near) <= NEAR))]


def award_table(
    evaluation: Evaluation, proposals: Proposals, language: str, *, everybody: bool = False, brief: bool = False
) -> Table:
    """One award: candidates and near misses, best first, each with every reason (or, brief, what is not met); winners with their lead."""
    say = Words(language).say
    chosen = shown_people(proposals, everybody=everybody)
    made = margins(evaluation, proposals)
    leads = {margin.person: margin_words(evaluation, margin, language) for margin in made}
    reasons = ["; ".join(reasons_of(evaluation, proposals, int(p), language, brief=brief)) for p in chosen]
    standing = [say(f"tables.standing.{Standing(int(proposals.standing[p])).name.lower()}") for p in chosen]
    columns = (
        Column("place", say("tables.awards.place"), np.arange(1, len(chosen) + 1), "integer"),
        *identity(evaluation, chosen, say),
        published("value", say("tables.awards.value"), proposals.value, chosen, evaluation.rulebook.rounding.places),
        Column("standing", say("tables.awards.standing"), standing),
        Column("margin", say("decide.awards.margin"), [leads.get(int(p), "") for p in chosen], width=50),
        Column("reasons", say("tables.awards.reasons"), reasons, width=70),
    )
    notes = [*award_notes(evaluation, proposals, language), set_words(evaluation, made, language)]
    if len(made) < len(proposals.of(Standing.PROPOSED)):
        notes.append(say("decide.awards.margin_limit", count=MOST_WINNERS))
    title = f"{say('tables.awards.title', award=proposals.award.title)} ({say('tables.awards.proposal')})"
    return Table(proposals.key, proposals.award.title, title, columns, tuple(note for note in notes if note))


def award_tables(
    evaluation: Evaluation, language: str, *, everybody: bool = False, brief: bool = False
) -> tuple[Table, ...]:
    """A table for every award of the rulebook."""
    return tuple(
        award_table(evaluation, proposals, language, everybody=everybody, brief=brief)
        for proposals in evaluation.proposals
    )
