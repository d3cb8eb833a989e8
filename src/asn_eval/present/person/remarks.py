"""What the law says about one person's measures: a sentence below each, and the same for programs.

A remark belongs to the first of a person's indicators it can be about. What is hidden – the mean of too few raters – is in neither.
"""

from collections.abc import Iterable, Mapping

from asn_eval.examine.person import Explanation, Step
from asn_eval.measure.feedback import RoleMeans
from asn_eval.measure.remarks import (
    COUNTED,
    NOBODY,
    Absence,
    Feedback,
    Kind,
    Remarks,
    Satisfaction,
    Training,
    kind_of_remark,
    remarks_of,
)
from asn_eval.pipeline import Evaluation
from asn_eval.present.policy.law import cited
from asn_eval.present.sentences import listed, number_words
from asn_eval.present.wording import Words


def remarked(steps: Iterable[Step]) -> Mapping[str, Kind]:
    """Give the kind of remark each indicator of a person carries; means are remarked on only where the measure is known."""
    first: dict[Kind, str] = {}
    for step in steps:
        kind = kind_of_remark(step.indicator.measure)
        if kind and (step.value is not None or kind in COUNTED):
            first.setdefault(kind, step.key)
    return {key: kind for kind, key in first.items()}


def remark_sentences(evaluation: Evaluation, explained: Explanation, language: str) -> Mapping[str, str]:
    """Give the sentence each indicator of a person carries, by its id; an indicator without any is absent."""
    remarks = remarks_of(evaluation.dossier, evaluation.rulebook, evaluation.choices.day)
    kinds = remarked(explained.steps)
    said = {key: _words(remarks, kind, explained.person, language) for key, kind in kinds.items()}
    return {key: sentence for key, sentence in said.items() if sentence}


def remarks_json(evaluation: Evaluation, explained: Explanation) -> Mapping[str, Mapping[Kind, object]]:
    """Give the remark each indicator of a person carries for programs, by its id and the kind of remark."""
    remarks = remarks_of(evaluation.dossier, evaluation.rulebook, evaluation.choices.day)
    kinds = remarked(explained.steps)
    given = {key: (kind, _json(remarks, kind, explained.person)) for key, kind in kinds.items()}
    return {key: {kind: remark} for key, (kind, remark) in given.items() if remark}


def _words(remarks: Remarks, kind: Kind, person: int, language: str) -> str:
    if kind == "absence":
        return _absence(remarks.absence, person, language)
    if kind == "satisfaction":
        return _satisfaction(remarks.satisfaction, person, language)
    if kind == "feedback":
        return _roles(remarks.feedback, person, language)
    return _training(remarks.training, person, language)


def _absence(found: Absence | None, person: int, language: str) -> str:
    if found is None or not found.known[person]:
        return ""
    say, days = Words(language).say, found.days.value(person)
    within = say("measures.remark.in_period")
    if found.whole_year:
        within = say("measures.remark.in_year", year=found.last.year)
    elif found.several_years:
        within = say("measures.remark.over_years")
    if not days:
        return say("measures.remark.no_days", within=within)
    told = say("measures.remark.days", days=number_words(days, language), within=within)
    if found.by_minutes:
        told = say("measures.remark.days_minutes", days=told)
    if found.run_known[person]:
        told = say("measures.remark.run", days=told, run=int(found.run[person]))
    else:
        told = say("measures.remark.run_unknown", days=told)
    return _hukuman(found, person, told, language)


def _hukuman(found: Absence, person: int, days: str, language: str) -> str:
    """End the sentence on days absent with what the law has for them."""
    say = Words(language).say
    if found.citation is None:
        return say("measures.remark.no_law", days=days)
    if not found.staff[person]:
        return say("measures.remark.not_staff", days=days, citation=cited(found.citation))
    reached = int(found.reached[person])
    if reached == NOBODY:
        key = "no_sanction_years" if found.several_years else "no_sanction"
        return say(f"measures.remark.{key}", days=days, least=found.least, citation=cited(found.citation))
    sanction = found.sanctions[reached]
    told = {"level": sanction.level, "hukuman": sanction.hukuman, "citation": cited(sanction.citation)}
    key = "sanction_run" if sanction.consecutive else "sanction"
    return say(f"measures.remark.{key}", days=days, **told)


def _satisfaction(found: Satisfaction | None, person: int, language: str) -> str:
    if found is None or not found.known[person] or found.band[person] == NOBODY:
        return ""
    band = found.bands[int(found.band[person])]
    key = "satisfaction_stretched" if found.scale == "1-5" else "satisfaction"
    return Words(language).say(
        f"measures.remark.{key}",
        index=number_words(found.value(person), language),
        mutu=band.mutu,
        name=band.name,
        citation=cited(found.citation),
    )


def _roles(found: Feedback | None, person: int, language: str) -> str:
    if found is None:
        return ""
    say = Words(language).say
    shown: list[str] = []
    hidden: dict[str, list[str]] = {"role_few": [], "role_kept": []}
    for role, given in found.roles.items():
        values = {"role": role.replace("_", " "), "raters": int(given.raters[person])}
        if given.shown[person]:
            mean = number_words(given.values.value(person), language, 2)
            shown.append(say("measures.remark.role", **values, mean=mean))
        elif given.raters[person]:
            hidden["role_few" if given.few[person] else "role_kept"].append(say("measures.remark.raters", **values))
    shown += [
        say(f"measures.remark.{why}", roles=listed(roles, language, "and_last"), least=found.least)
        for why, roles in hidden.items()
        if roles
    ]
    if shown and (lacking := found.lacking(person)):
        named = listed([role.replace("_", " ") for role in lacking], language, "and_last")
        shown.append(say("measures.remark.role_lacking", roles=named))
    return say("measures.remark.roles", roles="; ".join(shown)) if shown else ""


def _training(found: Training | None, person: int, language: str) -> str:
    if found is None or not found.known[person]:
        return ""
    short = found.short().value(person)
    key = "jp_enough" if not short else "jp_short" if found.over else "jp_lacking"
    return Words(language).say(
        f"measures.remark.{key if found.staff[person] else 'jp_not_staff'}",
        jp=number_words(found.hours.value(person), language),
        short=number_words(short, language),
        year=found.year,
        least=found.least,
        citation=cited(found.citation),
    )


def _json(remarks: Remarks, kind: Kind, person: int) -> dict[str, object] | None:
    if kind == "absence":
        return _absence_json(remarks.absence, person)
    if kind == "satisfaction":
        return _satisfaction_json(remarks.satisfaction, person)
    if kind == "feedback":
        return _roles_json(remarks.feedback, person)
    return _training_json(remarks.training, person)


def _absence_json(found: Absence | None, person: int) -> dict[str, object] | None:
    if found is None or not found.known[person]:
        return None
    reached = int(found.reached[person])
    sanction = None if reached == NOBODY else found.sanctions[reached]
    citation = sanction.citation if sanction else found.citation
    return {
        "days": str(found.days.value(person)),
        "longest_run": int(found.run[person]) if found.run_known[person] else None,
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
        "calendar_year": found.whole_year,
        "applies": bool(found.staff[person]),
        "level": sanction and sanction.level,
        "hukuman": sanction and sanction.hukuman,
        "by_run": sanction and sanction.consecutive,
        "citation": citation and cited(citation),
    }


def _satisfaction_json(found: Satisfaction | None, person: int) -> dict[str, object] | None:
    if found is None or not found.known[person] or found.band[person] == NOBODY:
        return None
    band = found.bands[int(found.band[person])]
    return {
        "index": str(found.value(person)),
        "mutu": band.mutu,
        "name": band.name,
        "scale": found.scale,
        "citation": cited(found.citation),
    }


def _roles_json(found: Feedback | None, person: int) -> dict[str, object] | None:
    if found is None or not any(given.raters[person] for given in found.roles.values()):
        return None
    return {
        "anonymous_from": found.least,
        "lacking": list(found.lacking(person)),
        "roles": {role: _role_json(given, person) for role, given in found.roles.items() if given.raters[person]},
    }


def _role_json(given: RoleMeans, person: int) -> dict[str, object]:
    hidden = None if given.shown[person] else "few" if given.few[person] else "complement"
    mean = str(given.values.value(person)) if given.shown[person] else None
    return {"raters": int(given.raters[person]), "mean": mean, "hidden": hidden}


def _training_json(found: Training | None, person: int) -> dict[str, object] | None:
    if found is None or not found.known[person]:
        return None
    return {
        "year": found.year,
        "jp": str(found.hours.value(person)),
        "least": found.least,
        "short": str(found.short().value(person)) if found.staff[person] else None,
        "applies": bool(found.staff[person]),
        "year_over": found.over,
        "citation": cited(found.citation),
    }
