"""Talent and careers of one evaluation: computed when somebody asks, not with every ranking."""

from dataclasses import dataclass

from asn_eval.decide.career import Credits, PersonCredit, credit_of, credits_of
from asn_eval.decide.ip_asn import Indexes, PersonIndex, index_of, indexes_of
from asn_eval.decide.promotions import Ready, promotions_of
from asn_eval.decide.talent import TalentBoxes, talent_boxes
from asn_eval.pipeline import Evaluation


@dataclass(frozen=True, slots=True)
class Careers:
    """What the rulebook asks to be worked out about careers, as far as it has the parts."""

    credits: Credits | None
    promotions: tuple[Ready, ...]
    indexes: Indexes | None


@dataclass(frozen=True, slots=True)
class Prospect:
    """Talent and career of one person, as far as the rulebook has the parts; ``boxes`` are everybody's."""

    person: int
    boxes: TalentBoxes | None
    credit: PersonCredit | None
    index: PersonIndex | None


def talent_of(evaluation: Evaluation) -> TalentBoxes | None:
    """Put everybody into a box of the nine; None where the rulebook has no such part."""
    talent = evaluation.rulebook.talent
    return None if talent is None else talent_boxes(evaluation.facts, talent)


def careers_of(evaluation: Evaluation) -> Careers | None:
    """Work out angka kredit, promotions and IP ASN; None where the rulebook has no such part."""
    career = evaluation.rulebook.career
    if career is None:
        return None
    facts = evaluation.facts
    counted = credits_of(facts, career.credit, career.groups) if career.credit else None
    indexes = indexes_of(facts, career.ip_asn, career.groups) if career.ip_asn else None
    return Careers(counted, promotions_of(facts, career, counted), indexes)


def prospect_of(evaluation: Evaluation, person: int) -> Prospect:
    """Work out talent and career of one person."""
    facts, career = evaluation.facts, evaluation.rulebook.career
    credit = credit_of(facts, career.credit, career.groups, person) if career and career.credit else None
    index = index_of(facts, career.ip_asn, career.groups, person) if career and career.ip_asn else None
    return Prospect(person, talent_of(evaluation), credit, index)
