"""The ranking, the people left out of it, and the details behind each total, as tables of columns."""

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import Exact
from asn_eval.check.records import State
from asn_eval.measure.service import days_in_period
from asn_eval.pipeline import Evaluation
from asn_eval.present.sentences import listed, number_words
from asn_eval.present.tables import Column, Table
from asn_eval.present.wording import Words
from asn_eval.rounding import half_up
from asn_eval.rules.appraising import AXES, NAMES
from asn_eval.score import Numbers, Outcome, Why

Texts = npt.NDArray[np.object_]
Places = npt.NDArray[np.intp]
Say = Callable[..., str]

OUTCOMES = {Outcome.RANKED: "ranked", Outcome.EXCLUDED: "excluded", Outcome.NOT_ASSESSABLE: "not_assessable"}


def identity(evaluation: Evaluation, chosen: Places, say: Say) -> list[Column]:
    """NIP, name, position (where the roster has it) and unit of some people."""
    people = evaluation.dossier.people
    columns = [
        Column("nip", say("tables.ranking.nip"), people.nip[chosen], width=20),
        Column("nama", say("tables.ranking.person"), people.texts["nama"][chosen]),
    ]
    if (people.texts["jabatan"] != "").any():
        columns.append(Column("jabatan", say("tables.ranking.jabatan"), people.texts["jabatan"][chosen]))
    return [*columns, Column("unit", say("tables.ranking.unit"), people.texts["unit"][chosen])]


def published(key: str, heading: str, numbers: Numbers, chosen: Places, places: int, group: str = "") -> Column:
    """A column of published numbers; where there is none the cell stays blank."""
    return Column(key, heading, numbers.units[chosen], "decimal", places, numbers.known[chosen], group)


def ranking_table(evaluation: Evaluation, language: str, chosen: Places | None = None) -> Table:
    """Everybody who is ranked, first rank first: total, grade, a column for each top-level indicator, notes."""
    say, rulebook, standings = Words(language).say, evaluation.rulebook, evaluation.standings
    order = standings.order if chosen is None else chosen
    places = rulebook.rounding.places
    columns = [
        Column("rank", say("tables.ranking.rank"), standings.rank[order], "integer"),
        *identity(evaluation, order, say),
        published("total", say("tables.ranking.total"), evaluation.scores.total, order, places),
    ]
    if evaluation.grades.names:
        columns.append(Column("grade", say("tables.ranking.grade"), grade_names(evaluation)[order]))
    columns += _rating_columns(evaluation, order, say)
    columns.append(Column("unit_rank", say("tables.ranking.unit_rank"), standings.unit_rank[order], "integer"))
    group = say("tables.ranking.indicator_group")
    columns += [
        published(key, rulebook.title_of(key), evaluation.scores.score(key), order, places, group)
        for key in rulebook.indicators
    ]
    if rulebook.profiles:
        columns.append(Column("profile", say("tables.ranking.profile"), profile_names(evaluation, language)[order]))
    columns.append(Column("note", say("tables.ranking.note"), notes(evaluation, language)[order]))
    title = say("tables.ranking.title")
    return Table("ranking", say("tables.ranking.name"), title, tuple(columns), (order_note(evaluation, language),))


def _rating_columns(evaluation: Evaluation, order: Places, say: Say) -> list[Column]:
    """The two ratings a predikat comes from; nothing where grades are bands of totals. A cell is blank where there is no rating."""
    ratings, names = evaluation.grades.ratings, np.array([*NAMES, ""], object)
    if ratings is None:
        return []
    keys = {axis: f"rating_{axis}" for axis in AXES}
    # Two columns of one key would be one in JSON: an indicator of that id keeps it.
    return [
        Column(key, say(f"tables.ranking.{key}"), names[ratings.of(axis)[order]])
        for axis, key in keys.items()
        if key not in evaluation.rulebook.indicators
    ]


def order_note(evaluation: Evaluation, language: str) -> str:
    """Say in a sentence what the order rests on."""
    say, rulebook = Words(language).say, evaluation.rulebook
    breakers = [breaker_name(evaluation, name, language) for name in rulebook.ranking.tie_breakers]
    if not breakers:
        return say("tables.ranking.note_order_plain", places=rulebook.rounding.places)
    return say("tables.ranking.note_order", places=rulebook.rounding.places, breakers=", ".join(breakers))


def breaker_name(evaluation: Evaluation, name: str, language: str) -> str:
    """Name a tie-breaker: an indicator's title, or a fact in words."""
    if name in {key for key, _, _ in evaluation.rulebook.walk()}:
        return evaluation.rulebook.title_of(name)
    return Words(language).say(f"policy.fact.{name}")


def grade_names(evaluation: Evaluation) -> Texts:
    """Everybody's grade, ``""`` for none."""
    names = np.array([*evaluation.grades.names, ""], object)
    return names[evaluation.grades.band]


def profile_names(evaluation: Evaluation, language: str) -> Texts:
    """Everybody's profile in words."""
    profiles = evaluation.rulebook.profiles
    titles = [profile.title or key.replace("_", " ") for key, profile in profiles.items()]
    return np.array([*titles, Words(language).say("tables.ranking.base_profile")], object)[evaluation.scores.profile]


def notes(evaluation: Evaluation, language: str) -> Texts:
    """What a reader must know beside a person's number: ties and how they were settled, withheld grades, special treatments."""
    say, standings, grades = Words(language).say, evaluation.standings, evaluation.grades
    text: Texts = np.full(len(evaluation.dossier.people), "", object)

    def add(where: npt.NDArray[np.bool_], sentence: str) -> None:
        for person in np.flatnonzero(where).tolist():
            text[person] = f"{text[person]}; {sentence}" if text[person] else sentence

    for number, name in enumerate(evaluation.rulebook.ranking.tie_breakers):
        add(
            standings.settled_by == number, say("tables.note.settled", breaker=breaker_name(evaluation, name, language))
        )
    add(standings.tied, say("tables.note.tied"))
    for number, name in enumerate(grades.names):
        held = grades.held_back == number
        add(held & ~grades.to_verify, say("tables.note.held_back", band=name))
        add(held & grades.to_verify, say("tables.note.verify", band=name))
    if grades.ratings is not None:
        _unrated(evaluation, language, add)
    _treatments(evaluation, language, add)
    return text


def _unrated(evaluation: Evaluation, language: str, add: Callable[[npt.NDArray[np.bool_], str], None]) -> None:
    """Say who leads an organisation and takes its rating, and who has no predikat because a rating is missing."""
    ratings, rules = evaluation.grades.ratings, evaluation.rulebook.ratings
    if ratings is None or rules is None:
        return
    say, ranked = Words(language).say, evaluation.scores.total.known
    unled = ratings.heads & (ratings.hasil < 0)
    add(ranked & ratings.heads & ~unled, say("ratings.note.head"))
    add(ranked & unled, say("ratings.note.unled"))
    for axis in AXES:
        indicator = rules.of(axis).indicator
        title, judged = evaluation.rulebook.title_of(indicator), applies(evaluation, indicator)
        none = ranked & (ratings.of(axis) < 0) & ~(unled & (axis == "hasil"))
        add(none & judged, say("ratings.note.unrated", indicator=title))
        add(none & ~judged, say("ratings.note.not_applicable", indicator=title))


def _treatments(evaluation: Evaluation, language: str, add: Callable[[npt.NDArray[np.bool_], str], None]) -> None:
    say, rulebook, scores = Words(language).say, evaluation.rulebook, evaluation.scores
    leaves = rulebook.leaves()
    for number, group in enumerate(scores.groups):
        applying = leaves_of_profile(evaluation, group.profile)
        absent = [rulebook.title_of(key) for key in leaves if key in applying and key not in group.present]
        if absent:
            add(
                scores.group == number, say("tables.note.renormalised", indicators=listed(absent, language, "and_last"))
            )
    for key, indicator in leaves.items():
        if indicator.missing == "zero":
            empty = evaluation.measures.by_indicator[key].state == State.EMPTY
            add(empty & applies(evaluation, key), say("tables.note.zero", indicator=rulebook.title_of(key)))
        capped = capped_people(evaluation, key)
        if capped.any():
            add(capped, say("tables.note.capped", indicator=rulebook.title_of(key)))


def leaves_of_profile(evaluation: Evaluation, profile: int) -> frozenset[str]:
    """The leaf indicators that count for a profile (-1 = general weights)."""
    return evaluation.scores.applying[profile + 1]


def applies(evaluation: Evaluation, leaf: str) -> npt.NDArray[np.bool_]:
    """For whom an indicator counts."""
    return np.array([leaf in leaves for leaves in evaluation.scores.applying], bool)[evaluation.scores.profile + 1]


def capped_people(evaluation: Evaluation, leaf: str) -> npt.NDArray[np.bool_]:
    """Whose value was cut to the end of the scale."""
    marked = np.zeros(len(evaluation.dossier.people), bool)
    records = evaluation.dossier.scores.get(leaf)
    if records is not None:
        marked[records.person[records.capped]] = True
    return marked


def unranked_table(evaluation: Evaluation, language: str) -> Table:
    """Everybody who is not ranked, in roster order, with the reason."""
    say, scores, dossier = Words(language).say, evaluation.scores, evaluation.dossier
    chosen = np.flatnonzero(scores.outcome != Outcome.RANKED)
    outcome = np.array([say(f"tables.outcome.{OUTCOMES[kind]}") for kind in Outcome], object)[scores.outcome[chosen]]
    reasons = np.array([unranked_reason(evaluation, int(person), language) for person in chosen], object)
    rows = np.array(
        [str(dossier.place(int(dossier.people.source[p]), int(dossier.people.row[p]))) for p in chosen], object
    )
    columns = (
        *identity(evaluation, chosen, say),
        Column("outcome", say("tables.unranked.outcome"), outcome),
        Column("reason", say("tables.unranked.reason"), reasons, width=60),
        Column("source", say("tables.unranked.source"), rows),
    )
    return Table("unranked", say("tables.unranked.name"), say("tables.unranked.title"), columns)


def unranked_reason(evaluation: Evaluation, person: int, language: str) -> str:
    """Say why a person is not ranked."""
    say, rulebook, scores = Words(language).say, evaluation.rulebook, evaluation.scores
    why = Why(int(scores.why[person]))
    if why is Why.INVALID:
        return say("tables.why.invalid")
    if why is Why.PERIOD and rulebook.period is not None:
        served = int(days_in_period(evaluation.dossier.people, rulebook.period.start, rulebook.period.end)[person])
        return say("tables.why.period", days=served, least=rulebook.period.minimum_days)
    if why in {Why.POLICY, Why.FEW}:
        return _absent_reason(evaluation, person, language)
    coverage = scores.groups[int(scores.group[person])].coverage * 100
    least = number_words(rulebook.coverage, language)
    return say("tables.why.coverage", coverage=number_words(coverage, language, 2), least=least)


def _absent_reason(evaluation: Evaluation, person: int, language: str) -> str:
    """Say what the rulebook excludes a person for, or which indicators have too few records to be measured."""
    say, rulebook, measures = Words(language).say, evaluation.rulebook, evaluation.measures.by_indicator
    absent = [
        key
        for key, indicator in rulebook.leaves().items()
        if indicator.missing == "exclude" and measures[key].state[person] == State.EMPTY
    ]
    few = {key: int(counts[person]) for key in absent if (counts := measures[key].few) is not None}
    leaves, empty = rulebook.leaves(), [key for key in absent if not few.get(key)]
    if not empty:
        told = [
            say("tables.why.few", indicator=rulebook.title_of(key), count=few[key], least=leaves[key].minimum_records)
            for key in absent
        ]
        return "; ".join(told)
    recapped = [key for key in empty if (marks := measures[key].recapped) is not None and marks[person]]
    code = "recap" if recapped == empty else "policy"
    return say(f"tables.why.{code}", indicators=listed([rulebook.title_of(k) for k in empty], language, "and_last"))


def details_table(evaluation: Evaluation, language: str) -> Table:
    """Value, weight and points of every leaf indicator for every ranked person, with the row they were read from."""
    say, rulebook, scores = Words(language).say, evaluation.rulebook, evaluation.scores
    order, places = evaluation.standings.order, rulebook.rounding.places
    people = evaluation.dossier.people
    sheets = np.array([source.sheet for source in evaluation.dossier.sources], object)
    columns = [
        Column("rank", say("tables.ranking.rank"), evaluation.standings.rank[order], "integer"),
        Column("nip", say("tables.ranking.nip"), people.nip[order], width=20),
        Column("nama", say("tables.ranking.person"), people.texts["nama"][order]),
        Column("sheet", say("tables.details.sheet"), sheets[people.source[order]]),
        Column("row", say("tables.details.row"), people.row[order], "integer"),
    ]
    for key in rulebook.leaves():
        columns += _leaf_columns(evaluation, key, order, say)
    columns.append(published("total", say("tables.ranking.total"), scores.total, order, places))
    title = say("tables.details.title")
    return Table("details", say("tables.details.name"), title, tuple(columns), (say("tables.details.note"),))


def _leaf_columns(evaluation: Evaluation, key: str, order: Places, say: Say) -> list[Column]:
    scores, measure = evaluation.scores, evaluation.measures.by_indicator[key]
    title = evaluation.rulebook.title_of(key)
    units, places = shown(measure.values)
    given = (measure.records > 0)[order]
    weights = np.array(
        [half_up(group.shares["total"].get(key, Fraction(0)) * 100, 2) for group in scores.groups], np.int64
    )
    weighed = np.array([key in group.shares["total"] for group in scores.groups], bool)[scores.group[order]]
    return [
        Column(f"{key}.value", say("tables.details.value"), units[order], "decimal", places, given, title),
        Column(
            f"{key}.weight", say("tables.details.weight"), weights[scores.group[order]], "decimal", 2, weighed, title
        ),
        published(
            f"{key}.points",
            say("tables.details.points"),
            scores.points(key),
            order,
            evaluation.rulebook.rounding.places,
            title,
        ),
    ]


def shown(values: Exact, most: int = 4) -> tuple[npt.NDArray[np.int64], int]:
    """Give a measure in units of 10^-places for display: as typed where it has at most ``most`` decimals, else half up."""
    places = next((p for p in range(most + 1) if 10**p % values.per == 0), most)
    if 10**places % values.per == 0:
        return np.asarray(values.over(10**places)).astype(np.int64), places
    units = values.units.astype(object) * (2 * 10**places) + values.per
    return np.asarray(units // (2 * values.per)).astype(np.int64), places
