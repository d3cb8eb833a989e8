"""The nine boxes in the words of the rulebook: where each axis comes from, what its components weigh, and how boxes are numbered."""

from collections.abc import Iterator
from datetime import date

from asn_eval.decide.talent_box import award_years, shares
from asn_eval.present.policy.rows import Row
from asn_eval.present.sentences import as_sentence, fact_words, number_words, quoted
from asn_eval.present.wording import Words
from asn_eval.rules.axes import AnyComponent, Axis, KinerjaAxis
from asn_eval.rules.careers import Talent
from asn_eval.rules.origins import AwardComponent, Component, EducationComponent, Origin
from asn_eval.rules.rulebook import Rulebook


def talent_rows(talent: Talent, rulebook: Rulebook, language: str) -> Iterator[Row]:
    """Give one row a rule: what it is about, the rule in words, and the key it stands at."""
    say = Words(language).say
    axes: tuple[tuple[str, Axis], ...] = (("kinerja", talent.kinerja), ("potensial", talent.potensial))
    for name, axis in axes:
        yield say(f"careers.policy.axis_{name}"), _axis(axis, rulebook, language), f"talent.{name}"
        if axis.law is not None:
            yield from _components(name, axis, rulebook, language)
    if talent.numbers:
        pairs = ", ".join(
            say("careers.policy.number", number=talent.numbers[box], box=box)
            for box in sorted(talent.numbers, reverse=True)
        )
        rule = say("careers.policy.numbers_rule", pairs=pairs)
        yield say("careers.policy.numbers"), rule, "talent.numbers"
    if talent.claimed:
        rule = say("careers.policy.claimed_rule", column=talent.claimed)
        yield say("careers.policy.claimed"), rule, "talent.claimed"


def _axis(axis: Axis, rulebook: Rulebook, language: str) -> str:
    say = Words(language).say
    told = [say("careers.policy.of_law") if axis.law else as_sentence(origin_words(axis, rulebook, language))]
    if axis.upper is None or axis.middle is None:
        told.append(say(f"careers.policy.bounds_{'law' if axis.law else 'borrowed'}"))
    else:
        upper, middle = (number_words(bound, language) for bound in (axis.upper, axis.middle))
        told.append(say("careers.policy.bounds_office", upper=upper, middle=middle))
    for level in ("upper", "middle", "lower"):
        words = tuple(word for word, meant in axis.words.items() if meant == level)
        told += [say(f"careers.policy.word_{level}", words=quoted(words, language))] if words else []
    return " ".join(told)


def _components(name: str, axis: Axis, rulebook: Rulebook, language: str) -> Iterator[Row]:
    say, origins = Words(language).say, dict(axis.components())
    percents = _percents(axis, rulebook, language)
    for key in axis.named:
        told = as_sentence(say(f"careers.what.{key}")).rstrip(".")
        if key in percents:
            told = f"{told} ({percents[key]}%)"
        yield told, component_words(origins.get(key), rulebook, language), f"talent.{name}.{key}"


def _percents(axis: Axis, rulebook: Rulebook, language: str) -> dict[str, str]:
    # Weights change by law on a day; a rulebook without a period has none.
    if rulebook.period is None:
        return {}
    keys = {component: key for key, component in axis.named.items()}
    found = shares("kinerja" if isinstance(axis, KinerjaAxis) else "potensial", rulebook.period.end)
    return {keys[row.text("component")]: number_words(row.number("percent"), language) for row in found}


def component_words(origin: AnyComponent | None, rulebook: Rulebook, language: str) -> str:
    """Say where a component comes from, what the office's words are worth, and how long recognition counts."""
    say = Words(language).say
    if origin is None:
        return say("careers.policy.no_component")
    told = [as_sentence(component_origin(origin, rulebook, language))]
    if isinstance(origin, Component | EducationComponent):
        told += [
            say("careers.policy.word_score", word=word, score=number_words(score, language))
            for word, score in origin.words.items()
        ]
    if getattr(origin, "fact", None) == "predikat" and rulebook.ratings is not None:
        told = [say("careers.policy.predikat_records"), say("careers.policy.predikat_ratings")]
    if isinstance(origin, AwardComponent):
        told.append(_recognised(origin, rulebook.period.end if rulebook.period else None, language))
    return " ".join(told)


def component_origin(origin: AnyComponent | None, rulebook: Rulebook, language: str) -> str:
    """Name where a component comes from: a fact, an indicator, a column, or nothing yet."""
    if origin is None:
        return Words(language).say("careers.talent.no_origin")
    fact = getattr(origin, "fact", None)
    if isinstance(origin, EducationComponent) and fact:
        return Words(language).say("careers.talent.of_education")
    return fact_words(fact, language, rulebook) if fact else origin_words(origin, rulebook, language)


def origin_words(origin: Origin | AnyComponent, rulebook: Rulebook, language: str) -> str:
    """Name an indicator or a column something comes from."""
    say, indicator = Words(language).say, getattr(origin, "indicator", None)
    if indicator:
        return say("careers.policy.of_indicator", title=rulebook.title_of(indicator))
    return say("careers.policy.of_column", column=origin.column)


def _recognised(origin: AwardComponent, day: date | None, language: str) -> str:
    say, years = Words(language).say, award_years(day) if day else None
    span = say("careers.policy.span_law") if years is None else say("careers.policy.span", years=years)
    if origin.year:
        return say("careers.policy.recognised", column=origin.year, span=span)
    return say("careers.policy.recognised_unchecked", span=span)
