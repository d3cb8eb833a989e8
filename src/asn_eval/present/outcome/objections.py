"""Objections: to whom, how and until when a result can be objected to, and on whose word – for a person, and as a rule."""

from datetime import date
from typing import TYPE_CHECKING

from asn_eval.decide.objection import Terms, deadline, terms_day, terms_of
from asn_eval.present.sentences import date_words
from asn_eval.present.wording import Words
from asn_eval.rules.rulebook import Rulebook

if TYPE_CHECKING:
    from asn_eval.pipeline import Evaluation
    from asn_eval.present.screens.terminal import Screen


def show_objection(screen: "Screen", evaluation: "Evaluation", received: date) -> None:
    """Print to whom and until when the result can be objected to."""
    screen.print("")
    for line in objection_words(evaluation, received, screen.language):
        screen.print(line)


def objection_words(evaluation: "Evaluation", received: date, language: str) -> tuple[str, ...]:
    """Say to whom and until when the result can be objected to, the last day with its weekday as it stands.

    Where neither the office nor a table of law says how many days there are, no day is named.
    """
    say, day = Words(language).say, evaluation.choices.day
    end = deadline(evaluation.rulebook, received, day)
    if end is None:
        return (say("decide.objection.none", day=date_words(terms_day(evaluation.rulebook, day), language)),)
    terms, came = end.terms, date_words(received, language)
    last = f"{say(f'decide.weekday.d{end.last.weekday()}')}, {date_words(end.last, language)}"
    counted = say(f"decide.objection.{_counted(terms)}", days=terms.days, received=came)
    told = {"last": last, "counted": counted, "basis": _basis(terms, language)}
    how = _how(terms, language)
    lines = [say("decide.objection.until_how", how=how, **told) if how else say("decide.objection.until", **told)]
    if terms.counted_by == "unsaid":
        lines.append(say("decide.objection.assumed", received=came))
    if end.last.weekday() >= 5:
        lines.append(say("decide.objection.weekend"))
    if end.unlisted:
        lines.append(say("decide.objection.unlisted", years=", ".join(map(str, end.unlisted))))
    return tuple(lines)


def objection_rule(rulebook: Rulebook, language: str) -> str:
    """Say the rule itself, as the rulebook and the table of law of its period have it."""
    say = Words(language).say
    if rulebook.period is None and rulebook.objection.days is None:
        return say("decide.objection.rule_open")
    # Without a period the office's own days are all that is known: whose law holds is said by the day of evaluation.
    terms = terms_of(rulebook, terms_day(rulebook, date.min))
    if terms is None:
        return say("decide.objection.none", day=date_words(terms_day(rulebook, date.min), language))
    counted = say(f"decide.objection.rule_{_counted(terms)}", days=terms.days)
    told = {"counted": counted, "basis": _basis(terms, language)}
    how = _how(terms, language)
    rule = say("decide.objection.rule_how", how=how, **told) if how else say("decide.objection.rule", **told)
    return f"{rule} {say('decide.objection.rule_assumed')}" if terms.counted_by == "unsaid" else rule


def _counted(terms: Terms) -> str:
    return "days" if terms.counted_by == "unsaid" else "calendar" if terms.calendar else "working"


def _basis(terms: Terms, language: str) -> str:
    say = Words(language).say
    if not terms.citation:
        return say("policy.award.office_rule")
    mixed = terms.counted_by == "office"
    return say("decide.objection.mixed", citation=terms.citation) if mixed else terms.citation


def _how(terms: Terms, language: str) -> str:
    """Join how and to whom, in words of the language; ``""`` where the table says neither."""
    say = Words(language).say
    return " ".join(
        say(f"decide.{section}.{'_'.join(word.casefold().split())}")
        for section, word in (("form", terms.form), ("addressee", terms.addressee))
        if word
    )


def objection_json(evaluation: "Evaluation", received: date, language: str) -> dict[str, object]:
    """The objection for programs: days, how they are counted, on whose word, to whom, and the last day."""
    end = deadline(evaluation.rulebook, received, evaluation.choices.day)
    terms = None if end is None else end.terms
    return {
        "received": received.isoformat(),
        "last_day": None if end is None else end.last.isoformat(),
        "days": terms and terms.days,
        "calendar": terms and terms.calendar,
        "days_by": terms and terms.days_by,
        "counted_by": terms and terms.counted_by,
        "citation": (terms and terms.citation) or None,
        "form": (terms and terms.form) or None,
        "addressee": (terms and terms.addressee) or None,
        "years_without_holidays": [] if end is None else list(end.unlisted),
        "words": list(objection_words(evaluation, received, language)),
    }
