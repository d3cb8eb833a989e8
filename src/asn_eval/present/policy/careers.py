"""The rulebook's parts on talent and careers in words, one row a rule with the key it stands at."""

from collections.abc import Iterator

from asn_eval.present.policy.rows import Row, row_columns
from asn_eval.present.policy.talent import origin_words, talent_rows
from asn_eval.present.sentences import (
    as_sentence,
    listed,
    match_words,
    number_words,
    quoted,
    requirement_sentence,
)
from asn_eval.present.tables import Table
from asn_eval.present.wording import Words
from asn_eval.rules.awarding import Match
from asn_eval.rules.careers import Credit, Evidence, IpAsn, Promotion
from asn_eval.rules.rulebook import Rulebook


def careers_table(rulebook: Rulebook, language: str) -> Table | None:
    """Tell what the rulebook says about talent and careers; None where it says nothing."""
    talent = () if rulebook.talent is None else talent_rows(rulebook.talent, rulebook, language)
    rows = [*talent, *_career(rulebook, language)]
    if not rows:
        return None
    say = Words(language).say
    columns = row_columns(rows, language)
    return Table("careers", say("careers.policy.name"), say("careers.policy.title"), columns)


def _column(heading: str, language: str) -> str:
    return as_sentence(Words(language).say("careers.policy.of_column", column=heading))


def _career(rulebook: Rulebook, language: str) -> Iterator[Row]:
    career, say = rulebook.career, Words(language).say
    if career is None:
        return
    if career.credit is not None:
        yield from _credit(career.credit, rulebook, language)
    for key, promotion in career.promotions.items():
        yield promotion.title, _promotion(promotion, rulebook, language), f"career.promotions.{key}"
    if career.ip_asn is not None:
        yield from _index(career.ip_asn, rulebook, language)
    for group in ("struktural", "fungsional", "pelaksana"):
        if words := getattr(career.groups, group):
            rule = say("careers.policy.group_rule", words=quoted(words, language), group=group)
            yield say("careers.index.group"), rule, f"career.groups.{group}"


def _credit(credit: Credit, rulebook: Rulebook, language: str) -> Iterator[Row]:
    say = Words(language).say
    if credit.have:
        held = say(f"careers.policy.have_{'with' if credit.includes_period else 'without'}", column=credit.have)
        yield say("careers.policy.have"), held, "career.credit.have"
    yield say("careers.policy.credit"), say("careers.policy.credit_rule"), "career.credit"
    yield say("careers.policy.counted"), say(f"careers.career.counted_{credit.counted}"), "career.credit.counted"
    origin = credit.predikat
    rule = as_sentence(origin_words(origin, rulebook, language)) if origin else say("careers.policy.predikat_records")
    if origin is None and rulebook.ratings is not None:
        rule = f"{rule} {say('careers.policy.predikat_ratings')}"
    yield say("careers.career.predikat"), rule, "career.credit.predikat"
    for jenjang, need in credit.needs.items():
        steps = [
            say(f"careers.policy.need_{step}", points=number_words(points, language))
            for step, points in (("pangkat", need.pangkat), ("jenjang", need.jenjang))
            if points is not None
        ]
        rule = say("careers.policy.needs", steps=listed(steps, language, "and_last"))
        yield jenjang, rule, f"career.credit.needs.{jenjang}"
    if credit.target:
        rule = _column(credit.target, language)
        yield say("careers.career.need_target"), rule, "career.credit.target"


def _promotion(promotion: Promotion, rulebook: Rulebook, language: str) -> str:
    say, told = Words(language).say, list[str]()
    if promotion.applies_to != Match():
        told.append(as_sentence(say("policy.award.applies_to", whom=match_words(promotion.applies_to, language))))
    asked = [say(f"careers.promotion.credit_{promotion.credit}")] if promotion.credit else []
    for requirement in promotion.requires:
        rule = requirement_sentence(requirement, language, rulebook).rstrip(".")
        why = requirement.why or say("careers.promotion.office")
        asked.append(say("careers.promotion.cited", rule=rule, why=why))
    told.append(say("careers.policy.asked", rules="; ".join(asked)) if asked else say("careers.policy.nothing_asked"))
    return " ".join(told)


def _index(index: IpAsn, rulebook: Rulebook, language: str) -> Iterator[Row]:
    say = Words(language).say
    yield say("careers.index.name"), say("careers.policy.index_rule"), "career.ip_asn"
    for name, evidence in (("diklat", index.diklat), ("jp", index.jp), ("seminar", index.seminar)):
        if evidence is not None:
            rule = _evidence(evidence, language)
        else:
            rule = say(f"careers.policy.{'jp_record' if name == 'jp' else 'no_origin'}")
        yield as_sentence(say(f"careers.what.{name}")).rstrip("."), rule, f"career.ip_asn.{name}"
    told = [say("careers.policy.no_origin")]
    if index.kinerja is not None:
        told = [as_sentence(origin_words(index.kinerja, rulebook, language))]
        told += [
            say("careers.policy.word_score", word=word, score=number_words(score, language))
            for word, score in index.kinerja.words.items()
        ]
    yield as_sentence(say("careers.what.kinerja")).rstrip("."), " ".join(told), "career.ip_asn.kinerja"
    own = index.sanction
    rule = _column(own, language) if own else say("careers.policy.sanction_list")
    yield as_sentence(say("careers.what.hukuman")).rstrip("."), rule, "career.ip_asn.sanction"


def _evidence(evidence: Evidence, language: str) -> str:
    say = Words(language).say
    if evidence.column:
        return _column(evidence.column, language)
    return say("careers.policy.titles", titles=quoted(evidence.titles, language))
