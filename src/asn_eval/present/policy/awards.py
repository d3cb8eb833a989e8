"""Awards in the words of the rulebook: what each asks, for whom, in which order and how many, and what holds for all of them."""

from collections.abc import Iterator, Mapping

from asn_eval.present.sentences import as_sentence, fact_words, listed, match_words, number_words, requirement_sentence
from asn_eval.present.wording import Words
from asn_eval.rules.awarding import IMPROVEMENT, Award, Match
from asn_eval.rules.requirement import Requirement
from asn_eval.rules.rulebook import Rulebook


def award_columns(rulebook: Rulebook, language: str) -> Mapping[str, list[str]]:
    """Give the columns of the table of awards: award, rule, and on whose authority; rules for all awards come last."""
    rows = [row for award in rulebook.awards.values() for row in _award(award, language, rulebook)]
    rows += _of_all(rulebook, language)
    return {
        "award": [title for title, _, _ in rows],
        "requirement": [rule for _, rule, _ in rows],
        "basis": [basis for _, _, basis in rows],
    }


def award_notes(language: str) -> tuple[str, ...]:
    """Give the note that proposals are no decisions."""
    return (Words(language).say("policy.note.awards"),)


def with_basis(requirement: Requirement, language: str, rulebook: Rulebook) -> str:
    """Say a requirement with the reason the rulebook gives for it in brackets, where it gives one."""
    rule = requirement_sentence(requirement, language, rulebook).rstrip(".")
    return Words(language).say("decide.reason.cited", rule=rule, why=requirement.why) if requirement.why else rule


def _of_all(rulebook: Rulebook, language: str) -> Iterator[tuple[str, str, str]]:
    say, narrow = Words(language).say, rulebook.narrow
    everyone, office = say("policy.award.all"), say("policy.award.office_rule")
    if rulebook.one_award_per_person:
        yield everyone, say("policy.award.one_each"), office
    for key in ("points", "weight"):
        bound = getattr(narrow, key)
        if bound is not None:
            yield everyone, say(f"policy.award.narrow_{key}", bound=number_words(bound, language)), office


def order_words(by: str, language: str, rulebook: Rulebook) -> str:
    """Name what an award is ordered by."""
    return fact_words("peningkatan" if by == IMPROVEMENT else by, language, rulebook)


def profile_title(rulebook: Rulebook, key: str, language: str) -> str:
    """Name a profile as an award names it; ``general`` are the people without one."""
    if key not in rulebook.profiles:
        return Words(language).say("tables.ranking.base_profile")
    return rulebook.profiles[key].title or key.replace("_", " ")


def _award(award: Award, language: str, rulebook: Rulebook) -> Iterator[tuple[str, str, str]]:
    say = Words(language).say
    office = say("policy.award.office_rule")
    for requirement in award.requires:
        rule = as_sentence(requirement_sentence(requirement, language, rulebook))
        yield award.title, rule, requirement.why or office
    whom = match_words(award.applies_to, language)
    if award.applies_to != Match():
        yield award.title, as_sentence(say("policy.award.applies_to", whom=whom)), office
    if award.profiles:
        names = listed((profile_title(rulebook, key, language) for key in award.profiles), language)
        yield award.title, say("policy.award.profiles", profiles=names), office
    yield award.title, say("policy.award.order", by=order_words(award.by, language, rulebook)), office
    for key in ("quota", "quota_per_unit", "quota_per_jenis_jabatan"):
        if quota := getattr(award, key):
            yield award.title, say(f"policy.award.{key}", quota=quota), office
    if award.quota_percent is not None:
        spread = "quota_percent_per_unit" if award.percent_per_unit else "quota_percent"
        yield award.title, say(f"policy.award.{spread}", percent=number_words(award.quota_percent, language)), office
    if award.quota or award.quota_per_unit or award.quota_per_jenis_jabatan or award.quota_percent:
        yield award.title, say(f"policy.award.ties_{award.ties}"), office
    else:
        yield award.title, say("policy.award.quota_none"), office
