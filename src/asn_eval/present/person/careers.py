"""The part of an explanation on talent and career: the box with both axes, angka kredit with the next steps, IP ASN by dimension."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from asn_eval.decide.career import Concern, NextStep, PersonCredit, shortfall
from asn_eval.decide.ip_asn import DIMENSIONS, PersonIndex
from asn_eval.decide.talent import LEVELS, Levels, TalentBoxes
from asn_eval.decide.talent_box import award_years
from asn_eval.decide.talent_components import Worked
from asn_eval.examine.careers import prospect_of
from asn_eval.measure.credit import TABLE as CREDIT
from asn_eval.measure.professionalism import TABLE as INDEX
from asn_eval.pipeline import Evaluation
from asn_eval.present.lacking import lacks_words
from asn_eval.present.outcome.talent import bounds_words
from asn_eval.present.outcome.talent_axes import shares_words
from asn_eval.present.person.awards import number_text
from asn_eval.present.policy.law import cited
from asn_eval.present.sentences import number_words
from asn_eval.present.wording import Words
from asn_eval.rounding import half_up
from asn_eval.rules.dated import law

PLACES = 2
BELOW = "    "


def career_lines(evaluation: Evaluation, person: int, language: str) -> tuple[str, ...]:
    """Tell a person's box, angka kredit and IP ASN, each with its citation, below one title; nothing without those parts."""
    found = prospect_of(evaluation, person)
    lines = [
        *(_box(found.boxes, person, language) if found.boxes else ()),
        *(_credit(found.credit, evaluation, language) if found.credit else ()),
        *(_index(found.index, evaluation, language) if found.index else ()),
    ]
    return (Words(language).say("careers.explain.title"), *lines) if lines else ()


def _box(boxes: TalentBoxes, person: int, language: str) -> Iterator[str]:
    say, number = Words(language).say, int(boxes.box[person])
    if number:
        one, (y, x) = boxes.boxes[number], boxes.fields[number]
        told = {"kinerja": LEVELS["kinerja"][y], "potensial": LEVELS["potensial"][x], "citation": cited(one.citation)}
        key = "box_renumbered" if number != one.number else "box"
        whole = {**told, "box": number, "law_box": one.number, "recommendation": one.recommendation}
        yield f"- {say(f'careers.explain.{key}', **whole)}"
    else:
        yield f"- {say('careers.explain.no_box', missing=lacks_words(boxes.lacks(person), language))}"
    for levels in (boxes.kinerja, boxes.potensial):
        if levels.scored[person]:
            yield BELOW + bounds_words(_score(levels, boxes, person, language), levels, language)
    if boxes.score is not None and boxes.score.known[person]:
        score = number_text(int(boxes.score.units[person]), boxes.facts.rulebook.rounding.places, language)
        yield BELOW + say("careers.explain.talent_score", score=score, shares=shares_words(boxes.score, language))
    if boxes.claimed[person] > 0:
        yield BELOW + say("careers.explain.claimed", claimed=int(boxes.claimed[person]))


def _score(levels: Levels, boxes: TalentBoxes, person: int, language: str) -> str:
    say, places = Words(language).say, boxes.facts.rulebook.rounding.places
    told = f"{say(f'careers.talent.{levels.name}')} {number_text(int(levels.score[person]), places, language)}"
    if levels.weighed is None:
        return told
    return f"{told} = {' + '.join(_part(one, person, boxes.facts.day, language) for one in levels.weighed.components)}"


def _part(one: Worked, person: int, day: date, language: str) -> str:
    """Tell one component: what stands at its origin where that is another thing, what it is worth, and its percent."""
    points, typed = one.points.value(person), one.found(person).strip()
    say, worth = Words(language).say, number_words(points, language)
    named = say(f"careers.what.{one.key}")
    if one.is_rated(person):
        typed = say("careers.explain.rated", predikat=typed)
    if one.is_lapsed(person):
        typed = say("careers.explain.lapsed", found=typed, years=award_years(day))
    told = named if not one.differs else f"{named} ({typed})"
    return f"{told} {worth} × {number_words(one.percent, language)}%"


def _credit(one: PersonCredit, evaluation: Evaluation, language: str) -> Iterator[str]:
    say = Words(language).say
    if one.concern == Concern.NOT_FUNCTIONAL:
        yield f"- {say('careers.explain.no_credit')}"
        return
    told = {"jenjang": one.jenjang, "months": one.months, "citation": _citation(CREDIT, evaluation)}
    if one.jenjang:
        numbers = {"earned": _number(one.earned, language), "total": _number(one.total, language)}
        predikat = one.predikat or say("careers.explain.unknown")
        if one.rated:
            predikat = say("careers.explain.rated", predikat=predikat)
        yield f"- {say('careers.explain.credit', predikat=predikat, **told, **numbers)}"
    else:
        yield f"- {say('careers.explain.credit_unknown', **told)}"
    for name, step in _steps(one):
        yield BELOW + _step(name, step, one.total, language)
    if one.lacks:
        yield BELOW + say("careers.explain.missing", missing=lacks_words(one.lacks, language))


def _steps(one: PersonCredit) -> Iterator[tuple[str, NextStep]]:
    """Give the steps there is something to tell about; from the last pangkat of a jenjang the next one is the next jenjang's."""
    for name, step in (("pangkat", one.pangkat), ("jenjang", one.next_jenjang), ("target", one.target)):
        if (step.need is not None or step.top) and not (name == "pangkat" and step == one.next_jenjang):
            yield name, step


def _step(name: str, step: NextStep, total: Fraction | None, language: str) -> str:
    say, lacking = Words(language).say, shortfall(step, total)
    if step.top or step.need is None:
        return say("careers.explain.top")
    told = {"step": say(f"careers.career.step_{name}"), "need": number_words(step.need, language)}
    if lacking is None:
        return say("careers.explain.step_open", **told)
    if not lacking:
        return say("careers.explain.step_reached", **told)
    return say("careers.explain.step", **told, lacking=number_words(lacking, language, PLACES), months=step.months)


def _index(one: PersonIndex, evaluation: Evaluation, language: str) -> Iterator[str]:
    say, pairs = Words(language).say, zip(DIMENSIONS, one.points, strict=True)
    parts = [f"{say(f'careers.explain.{name}')} {_number(points, language, short=True)}" for name, points in pairs]
    citation = _citation(INDEX, evaluation)
    if one.total is None:
        yield f"- {say('careers.explain.no_index', parts=', '.join(parts), citation=citation)}"
    else:
        told = {"total": _number(one.total, language), "category": one.category, "citation": citation}
        yield f"- {say('careers.explain.index', parts=' + '.join(parts), **told)}"
    if one.lacks:
        yield BELOW + say("careers.explain.missing", missing=lacks_words(one.lacks, language))


def _number(value: Fraction | None, language: str, *, short: bool = False) -> str:
    """Write a number with two places (``short``: without idle zeros), or say that it is not known."""
    if value is None:
        return Words(language).say("careers.explain.unknown")
    return number_words(value, language, PLACES) if short else number_text(half_up(value, PLACES), PLACES, language)


def _citation(table: str, evaluation: Evaluation) -> str:
    found = law(table, evaluation.choices.day)
    return "–" if found is None else cited(found.citation)


def career_json(evaluation: Evaluation, person: int, language: str) -> dict[str, object]:
    """Give the same for programs; a part the rulebook does not have is null."""
    found = prospect_of(evaluation, person)
    return {
        "talent": found.boxes and _box_json(found.boxes, person, language),
        "credit": found.credit and _credit_json(found.credit, evaluation, language),
        "ip_asn": found.index and _index_json(found.index, evaluation, language),
    }


def _box_json(boxes: TalentBoxes, person: int, language: str) -> dict[str, object]:
    number, places = int(boxes.box[person]), boxes.facts.rulebook.rounding.places
    one = boxes.boxes.get(number)
    score = boxes.score
    return {
        "box": number or None,
        "law_box": one.number if one else None,
        "recommendation": one.recommendation if one else None,
        "citation": cited(one.citation) if one else None,
        "kinerja": _axis_json(boxes.kinerja, places, person),
        "potensial": _axis_json(boxes.potensial, places, person),
        "score": number_text(int(score.units[person]), places, "en") if score and score.known[person] else None,
        "claimed": int(boxes.claimed[person]) if boxes.claimed[person] > 0 else None,
        "missing": lacks_words(boxes.lacks(person), language) or None,
    }


def _axis_json(levels: Levels, places: int, person: int) -> dict[str, object]:
    level = int(levels.level[person])
    made: dict[str, object] = {
        "level": LEVELS[levels.name][level] if level >= 0 else None,
        "score": number_text(int(levels.score[person]), places, "en") if levels.scored[person] else None,
    }
    if levels.weighed is not None:
        made["citation"] = next((cited(one.row.citation) for one in levels.weighed.components), None)
        made["components"] = {
            one.key: {
                "value": one.found(person).strip() or None,
                "points": number_words(one.points.value(person), "en") if one.known[person] else None,
                "percent": number_words(one.percent, "en"),
            }
            for one in levels.weighed.components
        }
    return made


def _credit_json(one: PersonCredit, evaluation: Evaluation, language: str) -> dict[str, object]:
    steps = {"pangkat": one.pangkat, "jenjang": one.next_jenjang, "target": one.target}
    return {
        "status": one.concern.name.lower(),
        "jenjang": one.jenjang or None,
        "predikat": one.predikat or None,
        "predikat_of_ratings": one.rated,
        "months": one.months,
        **{name: _plain(value) for name, value in (("earned", one.earned), ("have", one.have), ("total", one.total))},
        "steps": {
            name: {"need": _plain(step.need), "months": step.months, "lacking": _plain(shortfall(step, one.total))}
            for name, step in steps.items()
            if step.need is not None
        },
        "citation": _citation(CREDIT, evaluation),
        "missing": lacks_words(one.lacks, language) or None,
    }


def _index_json(one: PersonIndex, evaluation: Evaluation, language: str) -> dict[str, object]:
    return {
        **{name: _plain(points) for name, points in zip(DIMENSIONS, one.points, strict=True)},
        "total": _plain(one.total),
        "category": one.category or None,
        "citation": _citation(INDEX, evaluation),
        "missing": lacks_words(one.lacks, language) or None,
    }


def _plain(value: Fraction | None) -> str | None:
    return None if value is None else number_text(half_up(value, PLACES), PLACES, "en")
