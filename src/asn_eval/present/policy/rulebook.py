"""The rulebook in words, for the *Kebijakan* sheet and ``asn-eval rules``: what holds, for whom, and on whose authority.

Nothing here decides anything; every sentence says what the rulebook's own keys say, and the tables name those keys.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

import numpy as np

from asn_eval.present.form.columns import HEADINGS, percents, profile_names
from asn_eval.present.outcome.objections import objection_rule
from asn_eval.present.policy.awards import award_columns, award_notes, with_basis
from asn_eval.present.sentences import (
    as_sentence,
    date_words,
    listed,
    match_words,
    number_words,
    quoted,
    requirement_sentence,
    scale_words,
)
from asn_eval.present.tables import Column, Table
from asn_eval.present.wording import Words
from asn_eval.rounding import half_up
from asn_eval.rules.evidence import KINDS
from asn_eval.rules.measures import SOURCES
from asn_eval.rules.rulebook import Band, Indicator, Rulebook

__all__ = ["headings_of", "policy_tables", "requirement_sentence", "treatment"]

# Weights that never end are shown with four places; the note below the table says so.
MOST_PLACES = 4


def policy_tables(rulebook: Rulebook, language: str, name: str) -> tuple[Table, ...]:
    """Tell a rulebook in words: settings, indicators and, where it has any, grades, profiles, awards, training, posts and careers.

    ``name`` is what people call the rulebook, usually its file name; the first setting names it.
    """
    tables = [_settings_table(rulebook, language, name), _indicators_table(rulebook, language)]
    if any(leaf.measure for leaf in rulebook.leaves().values()):
        from asn_eval.present.policy.measuring import measuring_table

        measured = measuring_table(rulebook, language)
        tables += [measured] if measured else []
    if rulebook.ratings:
        from asn_eval.present.person.ratings import cells_columns, ratings_notes

        notes = ratings_notes(rulebook, language)
        tables.append(_table("grades", language, cells_columns(rulebook, language), notes))
    elif rulebook.grades:
        tables.append(_grades_table(rulebook, language))
    if rulebook.profiles:
        tables.append(_profiles_table(rulebook, language))
    if rulebook.awards:
        tables.append(_table("awards", language, award_columns(rulebook, language), award_notes(language)))
    if rulebook.training or rulebook.posts or rulebook.placement.model_fields_set:
        from asn_eval.present.policy.developing import developing_table

        tables += filter(None, [developing_table(rulebook, language)])
    if rulebook.talent or rulebook.career:
        from asn_eval.present.policy.careers import careers_table

        tables += filter(None, [careers_table(rulebook, language)])
    return tuple(tables)


def _table(key: str, language: str, columns: Mapping[str, list[str]], notes: tuple[str, ...] = ()) -> Table:
    say = Words(language).say
    made = tuple(
        Column(
            column, say(f"policy.column.{column}"), values, width=min(60, max((len(v) for v in values), default=0) + 2)
        )
        for column, values in columns.items()
    )
    return Table(key, say(f"policy.table.{key}_name"), say(f"policy.table.{key}_title"), made, notes)


def _settings_table(rulebook: Rulebook, language: str, name: str) -> Table:
    rows = list(_settings(rulebook, language, name))
    say = Words(language).say
    columns = {
        "setting": [say(f"policy.setting.{setting}") for setting, _, _ in rows],
        "rule": [rule for _, rule, _ in rows],
        "key": [key for _, _, key in rows],
    }
    return _table("settings", language, columns)


def _settings(rulebook: Rulebook, language: str, name: str) -> Iterator[tuple[str, str, str]]:
    say = Words(language).say
    yield "file", say("policy.setting.file_rule", name=name), ""
    agency = rulebook.agency
    yield "agency", say(f"policy.setting.agency_{'rule' if agency else 'none'}", agency=agency), "agency"
    yield from _period(rulebook, language)
    summed = "normalised" if rulebook.normalise else "exact"
    yield "weights", say(f"policy.setting.weights_{summed}"), "normalise"
    yield "total", say("policy.setting.total_rule"), "indicators"
    places = rulebook.rounding.places
    yield "rounding", say(f"policy.setting.rounding_{'rule' if places else 'whole'}", places=places), "rounding.places"
    if capaian := rulebook.organisation.capaian:
        yield "organisation", say("policy.setting.organisation_rule", capaian=capaian), "organisation.capaian"
    for unit, result in rulebook.organisation.units.items():
        rule = say("policy.setting.organisation_unit_rule", unit=unit, capaian=result)
        yield "organisation", rule, f"organisation.units.{unit}"
    coverage = number_words(rulebook.coverage, language)
    yield "coverage", say("policy.setting.coverage_rule", coverage=coverage), "coverage"
    yield "ties", say(f"policy.setting.ties_{rulebook.ranking.ties}"), "ranking.ties"
    breakers = listed((_breaker(b, language, rulebook) for b in rulebook.ranking.tie_breakers), language, "and_last")
    rule = say(f"policy.setting.breakers_{'rule' if breakers else 'none'}", breakers=breakers)
    yield "breakers", rule, "ranking.tie_breakers"
    yield "objection", objection_rule(rulebook, language), "objection"
    for field, headings in rulebook.headings.items():
        title = HEADINGS.get(field) or rulebook.title_of(field)
        rule = say("policy.setting.headings_rule", headings=quoted(headings, language), field=title)
        yield "headings", rule, f"headings.{field}"
    yield (
        "language",
        say("policy.setting.language_rule", name=say(f"policy.setting.language_{rulebook.language}")),
        "language",
    )


def _period(rulebook: Rulebook, language: str) -> Iterator[tuple[str, str, str]]:
    say, period = Words(language).say, rulebook.period
    if period is None:
        yield "period", say("policy.setting.period_none"), "period"
        return
    name = say("policy.setting.period_name", name=period.name) if period.name else ""
    start, end = (date_words(day, language) for day in (period.start, period.end))
    yield "period", say("policy.setting.period_rule", name=name, start=start, end=end), "period"
    minimum = say(f"policy.setting.minimum_{'rule' if period.minimum_days else 'none'}", days=period.minimum_days)
    yield "minimum", minimum, "period.minimum_days"


def _breaker(breaker: str, language: str, rulebook: Rulebook) -> str:
    say = Words(language).say
    if breaker in {key for key, _, _ in rulebook.walk()}:
        return say("policy.breaker.indicator", title=rulebook.title_of(breaker))
    return say(f"policy.breaker.{breaker}")


def headings_of(rulebook: Rulebook, key: str) -> tuple[str, ...]:
    """List the headings a leaf indicator may have in a workbook: title, id, ``source``, then ``headings`` of the rulebook."""
    source = rulebook.leaves()[key].source
    return tuple(dict.fromkeys((rulebook.title_of(key), key, *source, *rulebook.headings.get(key, ()))))


def source_words(rulebook: Rulebook, key: str, language: str) -> str:
    """Say where a leaf indicator comes from: the headings it may have, or the records it is measured from."""
    indicator = rulebook.leaves()[key]
    if not indicator.measure:
        return "; ".join(headings_of(rulebook, key))
    say = Words(language).say
    rule = say(
        "measures.explain.policy",
        kind=listed((KINDS[kind].title[language] for kind in SOURCES[indicator.measure]), language),
        measure=say(f"measures.name.{indicator.measure.replace('.', '_')}"),
    )
    least = indicator.minimum_records
    return say("measures.explain.policy_least", rule=rule, least=least) if least else rule


def treatment(indicator: Indicator, language: str) -> tuple[str, str]:
    """Say what an empty cell and "-" do, and what a value outside the scale and several values do.

    Measures from records have no cell of their own: too few records are what an empty cell is to others.
    """
    say = Words(language).say
    if indicator.measure:
        bent = indicator.scale.points or indicator.scale.bands or indicator.scale.table
        outside = "" if bent else say(f"policy.outside.{indicator.outside}")
        return say(f"policy.unmeasured.{indicator.missing}"), outside
    absent = f"{say(f'policy.missing.{indicator.missing}')} {say(f'policy.dash.{indicator.not_applicable}')}"
    return absent, f"{say(f'policy.outside.{indicator.outside}')} {say(f'policy.combine.{indicator.combine}')}"


def _indicators_table(rulebook: Rulebook, language: str) -> Table:
    leaves = rulebook.leaves()
    parents = {key: parent for key, _, parent in rulebook.walk()}
    texts: dict[str, list[str]] = {"indicator": [rulebook.title_of(key) for key in leaves]}
    if any(parents[key] for key in leaves):
        texts["part_of"] = [rulebook.title_of(parent) if (parent := parents[key]) else "" for key in leaves]
    first = _table("indicators", language, texts)
    rules = {
        "scale": [scale_words(indicator, language) for indicator in leaves.values()],
        "missing": [treatment(indicator, language)[0] for indicator in leaves.values()],
        "handling": [treatment(indicator, language)[1] for indicator in leaves.values()],
        "sources" if any(leaf.measure for leaf in leaves.values()) else "headings": [
            source_words(rulebook, key, language) for key in leaves
        ],
    }
    weights, notes = _weights(rulebook, language)
    columns = (*first.columns, *weights, *_table("indicators", language, rules).columns)
    return Table(first.key, first.name, first.title, columns, notes)


def _weights(rulebook: Rulebook, language: str) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    say, leaves = Words(language).say, rulebook.leaves()
    titles = profile_names(rulebook, say(f"policy.column.weight{'_general' if rulebook.profiles else ''}"))
    by_profile = {profile: percents(rulebook, profile) for profile in titles}
    shown = [weight for weights in by_profile.values() for weight in weights.values()]
    places = next((p for p in range(MOST_PLACES) if all((w * 10**p).denominator == 1 for w in shown)), MOST_PLACES)
    ending = all((w * 10**places).denominator == 1 for w in shown)
    columns = tuple(
        Column(
            f"weight_{profile}" if profile else "weight",
            titles[profile],
            np.array([half_up(weights.get(key, Fraction(0)), places) for key in leaves], dtype=np.int64),
            "percent",
            places,
            np.array([key in weights for key in leaves], dtype=np.bool_),
            say("policy.column.weight") if rulebook.profiles else "",
        )
        for profile, weights in by_profile.items()
    )
    return columns, (say("policy.note.weights"), *(() if ending else (say("policy.note.weights_rounded"),)))


def _grades_table(rulebook: Rulebook, language: str) -> Table:
    bands = sorted(rulebook.grades, key=lambda band: band.at_least, reverse=True)
    columns = {
        "grade": [band.name for band in bands],
        "bounds": [_bounds(bands, i, language) for i in range(len(bands))],
    }
    if any(band.requires for band in bands):
        columns["condition"] = [
            " ".join(as_sentence(with_basis(r, language, rulebook)) for r in band.requires) for band in bands
        ]
    if any(band.why for band in bands):
        columns["basis"] = [band.why or Words(language).say("policy.award.office_rule") for band in bands]
    return _table("grades", language, columns, (Words(language).say("policy.note.grades"),))


def _bounds(bands: list[Band], index: int, language: str) -> str:
    say, low = Words(language).say, number_words(bands[index].at_least, language)
    if index == 0:
        return say("policy.grade.top", low=low)
    return say("policy.grade.between", low=low, high=number_words(bands[index - 1].at_least, language))


def _profiles_table(rulebook: Rulebook, language: str) -> Table:
    say, profiles = Words(language).say, rulebook.profiles
    whom = [as_sentence(match_words(profile.applies_to, language)) for profile in profiles.values()]
    columns = {
        "profile": list(profile_names(rulebook, "").values())[1:],
        "for_whom": whom,
    }
    star = (say("policy.note.star"),) if any("*" in text for text in whom) else ()
    return _table("profiles", language, columns, (say("policy.note.profiles"), *star))
