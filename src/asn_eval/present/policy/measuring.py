"""The rulebook's choices about records in words: working days, what counts as present, limits, weights of raters, points.

Only the kinds of records the rulebook measures from are told, one row a rule with the key it stands at; defaults are told too, as they
decide just as much.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from asn_eval.present.policy.rows import Row, row_columns
from asn_eval.present.sentences import date_words, listed, number_words
from asn_eval.present.tables import Table
from asn_eval.present.wording import Words
from asn_eval.rules.measures import SOURCES
from asn_eval.rules.measuring import Hours
from asn_eval.rules.rulebook import Rulebook


def measuring_table(rulebook: Rulebook, language: str) -> Table | None:
    """Tell how records become measures; None where nothing is measured from records."""
    kinds = _kinds(rulebook)
    if not kinds:
        return None
    rows = [row for kind, tell in _TELLING.items() if kind in kinds for row in tell(rulebook, language)]
    if kinds & {"attendance", "complaints"}:
        rows = [*_calendar(rulebook, language), *rows]
    if not rows:
        return None
    say = Words(language).say
    columns = row_columns(rows, language)
    notes = (say("measuring.policy.note"),)
    return Table("measuring", say("measuring.policy.name"), say("measuring.policy.title"), columns, notes)


def _kinds(rulebook: Rulebook) -> set[str]:
    measures = (str(leaf.measure) for leaf in rulebook.leaves().values() if leaf.measure)
    kinds = {kind.partition("-")[0] for measure in measures for kind in SOURCES[measure]}
    # What old predikat stand for holds for requirements too, where nothing is measured.
    return kinds | ({"history"} if rulebook.records.history.predikat else set())


def _calendar(rulebook: Rulebook, language: str) -> Iterator[Row]:
    say, calendar = Words(language).say, rulebook.calendar
    name = say("measuring.calendar.name")
    if calendar is None:
        yield name, say("measuring.calendar.none"), "calendar"
        return
    yield name, say(f"measuring.calendar.week_{calendar.week}"), "calendar.week"
    yield name, say("measuring.calendar.hours", **_clocks(calendar.hours)), "calendar.hours"
    for other in calendar.other_hours:
        weekdays = listed((say(f"measuring.calendar.{day}") for day in other.days), language, "and_last")
        ends = {key: date_words(day, language) for key in ("since", "until") if (day := getattr(other, key))}
        when = " ".join(
            [
                weekdays or say("measuring.calendar.every_day"),
                *(say(f"measuring.calendar.{k}", day=d) for k, d in ends.items()),
            ]
        )
        rule = say("measuring.calendar.other_hours", when=when, **_clocks(other.over(calendar.hours)))
        yield name, rule, "calendar.other_hours"
    for year, days in calendar.years.items():
        free = {"holidays": days.holidays, "joint_leave": days.joint_leave}
        texts = {key: ", ".join(date_words(day, language) for day in listed_days) for key, listed_days in free.items()}
        none = say("measuring.calendar.no_days")
        rule = say("measuring.calendar.year", year=year, **{key: text or none for key, text in texts.items()})
        yield name, rule, f"calendar.years.{year}"


def _clocks(hours: Hours) -> dict[str, str]:
    return {key: getattr(hours, key).replace(":", ".") for key in Hours.model_fields}


def _attendance(rulebook: Rulebook, language: str) -> Iterator[Row]:
    say, rules = Words(language).say, rulebook.records.attendance
    name = say("measuring.attendance.name")
    yield name, say("measuring.attendance.gaps"), ""
    if rules.excused:
        words = listed((f"{word} = {meaning}" for word, meaning in rules.excused.items()), language, "and_last")
        yield name, say("measuring.attendance.excused", words=words), "records.attendance.excused"
    minutes, never = rules.minutes_per_absence_day, say("measuring.attendance.minutes_never")
    told = say("measuring.attendance.minutes", minutes=minutes) if minutes else never
    yield name, told, "records.attendance.minutes_per_absence_day"
    for key, scan in (("deductions", "no_scan_in"), ("early_deductions", "no_scan_out")):
        table = dict(sorted(getattr(rules, key).items(), key=lambda entry: int(entry[0])))
        if table:
            steps = _pairs(table, "%", language)
            yield name, say(f"measuring.attendance.{key}", steps=steps), f"records.attendance.{key}"
        own = getattr(rules, scan)
        if table or own is not None:
            without = number_words(list(table.values())[-1] if own is None else own, language)
            yield name, say(f"measuring.attendance.{scan}", cut=without), f"records.attendance.{scan}"
    if rules.codes:
        codes = _pairs(rules.codes, "%", language)
        yield name, say("measuring.attendance.codes", codes=codes), "records.attendance.codes"
    cut = number_words(rules.absent_deduction, language)
    yield name, say("measuring.attendance.absent_deduction", cut=cut), "records.attendance.absent_deduction"


def _complaints(rulebook: Rulebook, language: str) -> Iterator[Row]:
    say, rules = Words(language).say, rulebook.records.complaints
    name = say("measuring.complaints.name")
    if rules.limits:
        limits = "; ".join(f"{kind} {days}" for kind, days in rules.limits.items())
        yield name, say("measuring.complaints.limits", limits=limits), "records.complaints.limits"
    else:
        limits = "; ".join(f"{kind} {days}" for kind, days in _lapor(rulebook).items())
        told = (
            say("measuring.complaints.limits_lapor", limits=limits)
            if limits
            else say("measuring.complaints.limits_law")
        )
        yield name, told, "records.complaints.limits"
    own, by_law = rules.response_limit, _lapor_response(rulebook)
    told = "response" if own else "response_lapor" if by_law else "response_law"
    response = say(f"measuring.complaints.{told}", days=own or by_law)
    yield name, response, "records.complaints.response_limit"
    yield name, say(f"measuring.complaints.archived_{rules.archived}"), "records.complaints.archived"
    yield name, say("measuring.complaints.satisfaction", scale=rules.satisfaction), "records.complaints.satisfaction"


def _lapor(rulebook: Rulebook) -> Mapping[str, int]:
    """Give the limits of the table in force at the end of the period; none where no period or no table is."""
    if rulebook.period is None:
        return {}
    from asn_eval.rules.statutes import lapor_limits

    return lapor_limits(rulebook.period.end)


def _lapor_response(rulebook: Rulebook) -> int | None:
    if rulebook.period is None:
        return None
    from asn_eval.rules.statutes import lapor_response

    return lapor_response(rulebook.period.end)


def _targets(rulebook: Rulebook, language: str) -> Iterator[Row]:
    say, rules = Words(language).say, rulebook.records.targets
    name = say("measuring.targets.name")
    ceiling = number_words(rules.ceiling, language)
    yield name, say("measuring.targets.ceiling", ceiling=ceiling), "records.targets.ceiling"
    aspects = listed(rules.lower_aspects, language, "and_last")
    lower = say("measuring.targets.lower_double" if rules.lower == "2-r/t" else "measuring.targets.lower_inverse")
    yield name, say("measuring.targets.lower_aspects", aspects=aspects), "records.targets.lower_aspects"
    yield name, lower, "records.targets.lower"
    shares = {"main": number_words(rules.main, language), "additional": number_words(rules.additional, language)}
    yield name, say("measuring.targets.shares", **shares), "records.targets.main, additional"


def _feedback(rulebook: Rulebook, language: str) -> Iterator[Row]:
    say, rules = Words(language).say, rulebook.records.feedback
    name = say("measuring.feedback.name")
    yield name, say("measuring.feedback.roles", roles=_pairs(rules.roles, "", language)), "records.feedback.roles"
    shown = say("measuring.feedback.anonymous", count=rules.anonymous_from)
    yield name, shown, "records.feedback.anonymous_from"
    known = [role for role in rules.named if role in rules.roles]
    told = say("measuring.feedback.named", roles=listed(known, language, "and_last"))
    yield name, told if known else say("measuring.feedback.named_none"), "records.feedback.named"


def _innovations(rulebook: Rulebook, language: str) -> Iterator[Row]:
    say, rules = Words(language).say, rulebook.records.innovations
    name = say("measuring.innovations.name")
    levels, roles = _pairs(rules.levels, "", language), _pairs(rules.roles, "%", language)
    yield name, say("measuring.innovations.levels", levels=levels), "records.innovations.levels"
    yield name, say("measuring.innovations.roles", roles=roles), "records.innovations.roles"
    for key in ("not_adopted", "unverified"):
        percent = number_words(getattr(rules, key), language)
        yield name, say(f"measuring.innovations.{key}", percent=percent), f"records.innovations.{key}"
    cap = number_words(rules.cap, language)
    yield name, say("measuring.innovations.cap", cap=cap), "records.innovations.cap"


def _history(rulebook: Rulebook, language: str) -> Iterator[Row]:
    say, mapped = Words(language).say, rulebook.records.history.predikat
    words = listed((f"{old} = {new}" for old, new in mapped.items()), language, "and_last")
    told = say("measuring.history.predikat", words=words) if mapped else say("measuring.history.predikat_none")
    yield say("measuring.history.name"), told, "records.history.predikat"


def _pairs(entries: Mapping[str, Decimal], unit: str, language: str) -> str:
    return "; ".join(f"{key} {number_words(value, language)}{unit}" for key, value in entries.items())


_TELLING: Mapping[str, Callable[[Rulebook, str], Iterator[Row]]] = {
    "attendance": _attendance,
    "complaints": _complaints,
    "targets": _targets,
    "feedback": _feedback,
    "innovations": _innovations,
    "history": _history,
}
