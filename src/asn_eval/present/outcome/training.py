"""Training as tables: every need with what becomes of it and why, the hours of the year, and the courses with their seats."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from asn_eval.decide.training import Plan, Settled, State, Why
from asn_eval.findings import Place
from asn_eval.pipeline import Evaluation
from asn_eval.present.outcome.people_columns import people_columns
from asn_eval.present.sentences import listed, money_words, number_words
from asn_eval.present.tables import Column, Table
from asn_eval.present.wording import Words
from asn_eval.rounding import half_up

PLACES = 2


def training_tables(evaluation: Evaluation, plan: Plan, language: str, *, owing: bool = False) -> tuple[Table, ...]:
    """Give needs, hours of everybody (or only of who owes some) and courses; a catalogue there is none of is left out."""
    tables = [needs_table(evaluation, plan, language), hours_table(evaluation, plan, language, owing=owing)]
    if plan.catalogue:
        tables.append(courses_table(plan, evaluation, language))
    return tuple(tables)


def needs_table(evaluation: Evaluation, plan: Plan, language: str) -> Table:
    """Every need, greatest first; those that wait for an answer come last."""
    say, rulebook, shown = Words(language).say, evaluation.rulebook, plan.needs
    needs = [one.need for one in shown]
    posts = rulebook.posts
    people = np.array([need.person for need in needs], np.intp)
    known = np.array([need.value is not None for need in needs], bool)
    basis = [
        say("developing.training.post", post=posts[n.post].title) if n.post else say("developing.training.office")
        for n in needs
    ]
    ranks = np.array([s.rank for s in shown], np.int64)
    subjects = [subject_words(evaluation, n.subject) for n in needs]
    states = [say(f"developing.state.{s.state.name.lower()}") for s in shown]
    why = ["\n".join(reasons(evaluation, plan, s, language)) for s in shown]
    columns = (
        Column("rank", say("developing.training.rank"), ranks, "integer", 0, known),
        *people_columns(evaluation, people, say),
        Column("subject", say("developing.training.subject"), subjects, width=18),
        Column("basis", say("developing.training.basis"), basis, width=22),
        _numbers("value", say("developing.training.value"), [need.value for need in needs]),
        _numbers("target", say("developing.training.target"), [need.target for need in needs]),
        _numbers("gap", say("developing.training.gap"), [need.gap for need in needs]),
        _numbers("weight", say("developing.training.weight"), [need.weight for need in needs]),
        _numbers("size", say("developing.training.size"), [n.size if n.value is not None else None for n in needs]),
        Column("state", say("developing.training.state"), states, width=20),
        Column("course", say("developing.training.course"), [_title(plan, s.course) for s in shown], width=22),
        Column("reasons", say("developing.training.reasons"), why, width=60),
    )
    title = f"{say('developing.training.title')} ({say('tables.awards.proposal')})"
    return Table("training", say("developing.training.name"), title, columns, _notes(plan, evaluation, language))


def _notes(plan: Plan, evaluation: Evaluation, language: str) -> tuple[str, ...]:
    say, training = Words(language).say, evaluation.rulebook.training
    if not plan.needs:
        return (say("developing.training.none"),)
    spent = money_words(plan.spent, language)
    if training is None or training.budget is None:
        money = say("developing.training.no_budget", spent=spent)
    else:
        left = money_words(Fraction(training.budget) - plan.spent - plan.held, language)
        held, budget = money_words(plan.held, language), money_words(training.budget, language)
        money = say("developing.training.budget", budget=budget, spent=spent, held=held, left=left)
    counts = Counter(one.state.name.lower() for one in plan.needs)
    states = {state.name.lower(): counts[state.name.lower()] for state in State}
    return (
        say("developing.training.order"),
        money,
        say("developing.training.balance", needs=len(plan.needs), **states),
    )


def subject_words(evaluation: Evaluation, subject: str) -> str:
    """Name a subject: an indicator by its title, a competency by its heading."""
    indicators = {key for key, _, _ in evaluation.rulebook.walk()}
    return evaluation.rulebook.title_of(subject) if subject in indicators else subject


def reasons(evaluation: Evaluation, plan: Plan, one: Settled, language: str) -> tuple[str, ...]:
    """Say why courses were passed over, what is not known, and which of the law's tools are proposed."""
    say, need = Words(language).say, one.need
    told = [_why(plan, course, why, language) for course, why in one.refused]
    if one.state == State.TO_VERIFY:
        where = place_of(evaluation, need.person, need.subject)
        told.append(say("developing.why.unknown", subject=subject_words(evaluation, need.subject), place=where))
    elif one.course < 0 and not one.refused:
        told.append(say("developing.why.no_course"))
    if need.tools and need.value is not None:
        tools = listed([say(f"developing.tool.{tool}") for tool in need.tools], language, "and_last")
        told.append(say("developing.why.tools", tools=tools))
    return tuple(told)


def place_of(evaluation: Evaluation, person: int, subject: str) -> Place:
    """Name the cell a person's number should stand in, or their row where there is no column for it."""
    people, dossier = evaluation.dossier.people, evaluation.dossier
    records = dossier.scores.get(subject)
    if records is not None:
        own = np.flatnonzero(records.person == person)
        if len(own):
            first = int(own[0])
            return dossier.place(int(records.source[first]), int(records.row[first]), int(records.column[first]))
    source = int(people.source[person])
    where = dossier.sources[source]
    column = where.referred.get(subject) or where.columns.get(subject, 0)
    return dossier.place(source, int(people.row[person]), column)


def _why(plan: Plan, course: int, why: Why, language: str) -> str:
    one = plan.catalogue[course]
    values = {"course": one.title, "prerequisite": one.prerequisite or ""}
    return Words(language).say(f"developing.why.{why.name.lower()}", **values)


def _title(plan: Plan, course: int) -> str:
    return plan.catalogue[course].title if course >= 0 else ""


def hours_table(evaluation: Evaluation, plan: Plan, language: str, *, owing: bool = False) -> Table:
    """Hours of the year for everybody, or only for who is known to owe some (``owing``)."""
    say, hours, given = Words(language).say, plan.hours, plan.hours_given()
    everybody = range(len(evaluation.dossier.people))
    chosen = [p for p in everybody if not owing or hours.owed(p)]
    remains = [hours.owed(p, given.get(p, Fraction(0))) for p in chosen]
    columns = (
        *people_columns(evaluation, np.array(chosen, np.intp), say),
        _numbers("asked", say("developing.training.asked"), [hours.asked] * len(chosen)),
        _numbers("done", say("developing.training.done"), [hours.done[p] for p in chosen]),
        _numbers("owed", say("developing.training.owed"), [hours.owed(p) for p in chosen]),
        _numbers("given", say("developing.training.given"), [given.get(p, Fraction(0)) for p in chosen]),
        _numbers("remains", say("developing.training.remains"), remains),
        Column(
            "note",
            say("developing.training.note"),
            [say("developing.state.to_verify") if hours.done[p] is None else "" for p in chosen],
        ),
    )
    unknown = sum(hours.done[p] is None for p in everybody)
    training = evaluation.rulebook.training
    own = training is not None and training.yearly_jp is not None
    source = say(f"developing.training.{'law_office' if own else 'law_source'}")
    asked = "–" if hours.asked is None else number_words(hours.asked, language)
    notes = [say("developing.training.law", asked=asked, source=source)]
    if unknown:
        notes.append(say("developing.training.hours_unknown", count=unknown))
    title = f"{say('developing.training.hours_title', year=hours.year)} ({say('tables.awards.proposal')})"
    return Table("training_hours", say("developing.training.hours_name"), title, columns, tuple(notes))


def courses_table(plan: Plan, evaluation: Evaluation, language: str) -> Table:
    """The catalogue with the seats proposed and tied, in the office's order."""
    say, courses = Words(language).say, plan.catalogue
    develops = [listed([subject_words(evaluation, s) for s in c.develops], language, "and_last") for c in courses]
    limited = np.array([course.seats is not None for course in courses], bool)
    columns = (
        Column("course", say("developing.training.course"), [course.title for course in courses]),
        Column("subject", say("developing.training.subject"), develops),
        _numbers("jp", say("developing.training.jp"), [Fraction(course.jp) for course in courses]),
        Column(
            "seats", say("developing.training.seats"), np.array([c.seats or 0 for c in courses]), "integer", 0, limited
        ),
        Column("filled", say("developing.training.filled"), np.array(plan.given, np.int64), "integer"),
        Column("tied", say("developing.training.tied"), np.array(plan.tied, np.int64), "integer"),
        _numbers("cost", say("developing.training.cost"), [Fraction(course.cost) for course in courses]),
        _numbers(
            "sum",
            say("developing.training.sum"),
            [Fraction(course.cost) * count for course, count in zip(courses, plan.given, strict=True)],
        ),
    )
    title = f"{say('developing.training.courses_title')} ({say('tables.awards.proposal')})"
    return Table("training_courses", say("developing.training.courses_name"), title, columns)


def _numbers(key: str, heading: str, values: Sequence[Fraction | None]) -> Column:
    """Show exact numbers, rounded half up for reading; whole columns without places."""
    whole = all(value is None or value.denominator == 1 for value in values)
    places = 0 if whole else PLACES
    units = np.array([0 if value is None else half_up(value, places) for value in values], np.int64)
    known = np.array([value is not None for value in values], bool)
    return Column(key, heading, units, "decimal" if places else "integer", places, known)
