"""Training: gaps counted exactly, courses within seats and budget, equals tied and never parted, every unmet need with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from asn_eval.check.exact import from_decimals
from asn_eval.check.logbook import Logbook, NumberColumn
from asn_eval.check.records import State
from asn_eval.decide.training import Plan, Why
from asn_eval.decide.training import State as Outcome
from asn_eval.examine.developing import training_plan
from asn_eval.pipeline import Choices, Evaluation, Policy, evaluate_dossier
from asn_eval.present.outcome.training import training_tables
from offices import DAY, Person, dossier_of, rules

INDICATORS = "indicators: {disiplin: {weight: 60}, pelayanan: {weight: 40, missing: renormalise}}\ncoverage: 0\n"
Course = tuple[int, str, int]


def trained(records: Sequence[Course] | None) -> Mapping[str, Logbook]:
    """A training record of (person, title, JP) this year; None: the office keeps none."""
    if records is None:
        return {}
    count = len(records)
    titles = np.array([title for _, title, _ in records], object)
    hours = NumberColumn(from_decimals([Decimal(jp) for *_, jp in records]), np.full(count, State.GIVEN, np.uint8))
    days = np.full(count, np.datetime64(DAY, "m"))
    return {
        "training": Logbook(
            "training",
            np.array([person for person, *_ in records], np.int32),
            np.zeros(count, np.int16),
            np.arange(count, dtype=np.int32) + 2,
            np.zeros(count, np.int8),
            np.zeros(count, np.int16),
            np.ones(count, np.int16),
            np.zeros(count, bool),
            {0: {}},
            {"jp": hours},
            {"tanggal": days},
            {"tanggal": np.zeros(count, bool)},
            {},
            {},
            {"pelatihan": titles},
        )
    }


def office(
    training: str, *persons: Person, records: Sequence[Course] | None = None, wide: Sequence[str] = (), more: str = ""
) -> Evaluation:
    rulebook = rules(f"{INDICATORS}training: {{{training}}}\n{more}")
    dossier = replace(dossier_of(persons, rulebook, wide), logbooks=trained(records))
    outcome = evaluate_dossier(dossier, Policy(rulebook, "indicators.yaml"), Choices(DAY))
    assert isinstance(outcome, Evaluation), [f.message() for f in outcome.findings]
    return outcome


def told(plan: Plan) -> list[tuple[int, str, str, str]]:
    """Person, subject, what becomes of the need, course."""
    return [
        (s.need.person, s.need.subject, s.state.name, plan.catalogue[s.course].title if s.course >= 0 else "")
        for s in plan.needs
    ]


def test_a_need_is_the_missing_share_of_the_target_times_the_weight():
    plan = training_plan(office("targets: {disiplin: 85, pelayanan: 80}", {"disiplin": 83.3, "pelayanan": 60}))
    assert [(s.need.subject, s.need.size, s.rank) for s in plan.needs] == [
        ("pelayanan", Fraction(20, 80) * 40, 1),
        ("disiplin", Fraction(17, 850) * 60, 2),
    ]


def test_a_target_that_is_reached_is_no_need():
    plan = training_plan(office("targets: {disiplin: 83.3}", {"disiplin": 83.3, "pelayanan": 1}))
    assert plan.needs == ()


def test_what_is_not_known_is_to_be_verified_and_names_its_cell():
    evaluation = office("targets: {pelayanan: 80}", {"disiplin": 80, "pelayanan": None})
    plan = training_plan(evaluation)
    assert told(plan) == [(0, "pelayanan", "TO_VERIFY", "")]
    needs = training_tables(evaluation, plan, "en")[0]
    assert needs.columns[-1].values == ["to verify: Pelayanan is empty or not readable (staf.xlsx:Bulan 1!E2)"]


def test_the_post_somebody_holds_sets_its_own_targets():
    posts = (
        "posts: {loket: {title: Loket, unit: Depan, wants: {pelayanan: {target: 90, weight: 3}, Bahasa: {target: 4}}}}"
    )
    plan = training_plan(
        office(
            "targets: {pelayanan: 80}",
            {"disiplin": 1, "pelayanan": 60, "jabatan": "LOKET", "unit": "depan", "Bahasa": "3"},
            {"disiplin": 1, "pelayanan": 60, "jabatan": "Loket", "unit": "Belakang", "Bahasa": "3"},
            more=posts,
            wide=["Bahasa"],
        )
    )
    assert [(s.need.person, s.need.subject, s.need.post, s.need.size) for s in plan.needs] == [
        (0, "pelayanan", "loket", Fraction(30, 90) * 75),
        (1, "pelayanan", "", Fraction(20, 80) * 40),
        (0, "Bahasa", "loket", Fraction(1, 4) * 25),
    ]


def test_the_greatest_need_gets_the_last_seat_and_the_next_is_told_why():
    plan = training_plan(
        office(
            "targets: {disiplin: 80}, catalogue: [{title: Tertib, develops: disiplin, seats: 1}]",
            {"disiplin": 60, "pelayanan": 1},
            {"disiplin": 50, "pelayanan": 1},
        )
    )
    assert told(plan) == [(1, "disiplin", "ASSIGNED", "Tertib"), (0, "disiplin", "UNMET", "")]
    assert plan.needs[1].refused == ((0, Why.NO_SEAT),)


def test_equal_needs_are_tied_for_a_seat_and_none_is_chosen():
    people = [{"disiplin": v, "pelayanan": 1} for v in (60, 60, 50, 70)]
    plan = training_plan(
        office("targets: {disiplin: 80}, catalogue: [{title: Tertib, develops: disiplin, seats: 2, cost: 5}]", *people)
    )
    assert told(plan) == [
        (2, "disiplin", "ASSIGNED", "Tertib"),
        (0, "disiplin", "TIED_SEATS", "Tertib"),
        (1, "disiplin", "TIED_SEATS", "Tertib"),
        (3, "disiplin", "UNMET", ""),
    ]
    assert [s.rank for s in plan.needs] == [1, 2, 2, 4]
    assert (plan.given, plan.tied, plan.spent, plan.held) == ((1,), (2,), 5, 5)


def test_equal_needs_of_different_courses_are_tied_for_the_budget():
    posts = "posts: {p: {title: P, wants: {A: {target: 2}, B: {target: 2}}}}"
    person = {"disiplin": 1, "pelayanan": 1, "jabatan": "P"}
    plan = training_plan(
        office(
            "budget: 15, catalogue: [{title: KA, develops: A, cost: 10}, {title: KB, develops: B, cost: 10, seats: 3}, "
            "{title: KB2, develops: B}]",
            {**person, "A": "1", "B": "2"},
            {**person, "A": "2", "B": "1"},
            {**person, "A": "2", "B": "1,5"},
            more=posts,
            wide=["A", "B"],
        )
    )
    assert told(plan) == [
        (0, "A", "TIED_BUDGET", "KA"),
        (1, "B", "TIED_BUDGET", "KB"),
        (2, "B", "ASSIGNED", "KB2"),
    ]
    assert (plan.spent, plan.held) == (0, 15)
    assert plan.needs[2].refused == ((1, Why.BUDGET),)


def test_the_next_course_of_the_catalogue_takes_over_and_every_refusal_is_kept():
    courses = (
        "[{title: Mahal, develops: disiplin, cost: 11}, {title: Lanjut, develops: disiplin, prerequisite: Dasar}, "
        "{title: Penuh, develops: disiplin, seats: 0}, {title: Lama, develops: disiplin}]"
    )
    plan = training_plan(
        office(
            f"targets: {{disiplin: 80}}, budget: 10, catalogue: {courses}",
            {"disiplin": 50, "pelayanan": 1},
            {"disiplin": 55, "pelayanan": 1},
            {"disiplin": 60, "pelayanan": 1},
            records=[(0, "Lama", 8), (1, " dasar ", 4)],
        )
    )
    assert told(plan) == [
        (0, "disiplin", "UNMET", ""),
        (1, "disiplin", "ASSIGNED", "Lanjut"),
        (2, "disiplin", "ASSIGNED", "Lama"),
    ]
    assert plan.needs[0].refused == ((0, Why.BUDGET), (1, Why.PREREQUISITE), (2, Why.NO_SEAT), (3, Why.DONE))
    # Nobody recorded is not nobody trained.
    assert plan.needs[2].refused == ((0, Why.BUDGET), (1, Why.PREREQUISITE_UNKNOWN), (2, Why.NO_SEAT))


def test_one_course_serves_several_needs_of_a_person_and_a_limit_holds():
    plan = training_plan(
        office(
            "targets: {disiplin: 80, pelayanan: 80}, per_person: 1, catalogue: "
            "[{title: Dua, develops: [disiplin, pelayanan]}, {title: Satu, develops: pelayanan}]",
            {"disiplin": 50, "pelayanan": 50},
        )
    )
    assert [state for _, _, state, _ in told(plan)] == ["ASSIGNED", "COVERED"]
    plan = training_plan(
        office(
            "targets: {disiplin: 80, pelayanan: 80}, per_person: 1, catalogue: "
            "[{title: Satu, develops: disiplin}, {title: Lain, develops: pelayanan}]",
            {"disiplin": 50, "pelayanan": 50},
        )
    )
    assert [state for _, _, state, _ in told(plan)] == ["ASSIGNED", "UNMET"]
    assert plan.needs[1].refused == ((1, Why.LIMIT),)


def test_tools_of_the_law_are_proposed_for_behaviour():
    evaluation = office(
        "targets: {disiplin: 80, pelayanan: 80}, behaviour: {disiplin: , pelayanan: coaching}, "
        "catalogue: [{title: Prima, develops: pelayanan}]",
        {"disiplin": 50, "pelayanan": 50},
    )
    plan = training_plan(evaluation)
    assert told(plan) == [(0, "disiplin", "TOOLS", ""), (0, "pelayanan", "ASSIGNED", "Prima")]
    needs = training_tables(evaluation, plan, "id")[0]
    assert needs.columns[-1].values == [
        "tidak ada pelatihan untuk ini dalam katalog\npembinaan perilaku: dialog kinerja dan konseling kinerja",
        "pembinaan perilaku: pembimbingan (coaching)",
    ]


def test_hours_owed_are_known_only_of_people_on_record():
    evaluation = office(
        "targets: {disiplin: 80}, catalogue: [{title: K, develops: disiplin, jp: 5}]",
        {"disiplin": 50, "pelayanan": 1},
        {"disiplin": 90, "pelayanan": 1},
        {"disiplin": 90, "pelayanan": 1},
        records=[(0, "X", 8), (1, "X", 12), (1, "Y", 10)],
    )
    plan = training_plan(evaluation)
    assert plan.hours.asked == 20
    assert [plan.hours.owed(p) for p in range(3)] == [12, 0, None]
    hours = training_tables(evaluation, plan, "en")[1]
    values = {c.key: c for c in hours.columns}
    assert values["remains"].values.tolist()[:2] == [7, 0]
    assert values["owed"].present is not None
    assert values["owed"].present.tolist() == [True, True, False]
    assert values["note"].values == ["", "", "to verify"]
    assert hours.notes[0].startswith("20 JP a year: PP 11/2017")


def test_the_office_may_ask_for_other_hours_than_the_law():
    evaluation = office("yearly_jp: 24", {"disiplin": 1, "pelayanan": 1})
    hours = training_tables(evaluation, training_plan(evaluation), "en")[1]
    assert hours.notes[0] == "24 JP a year: office rule."


def test_without_targets_there_are_no_needs_and_that_is_said():
    evaluation = office("budget: 1", {"disiplin": 1, "pelayanan": 1})
    assert training_tables(evaluation, training_plan(evaluation), "en")[0].notes[0].startswith("No needs")


@st.composite
def offices_of(draw: st.DrawFn) -> tuple[str, list[Person]]:
    amount = st.integers(0, 4)
    courses = [
        f"{{title: K{k}, develops: [{', '.join(draw(st.sampled_from([['disiplin'], ['pelayanan'], ['disiplin', 'pelayanan']])))}], "
        f"seats: {draw(amount)}, cost: {draw(amount)}}}"
        for k in range(draw(st.integers(0, 4)))
    ]
    budget = draw(st.integers(0, 20))
    people = [
        {
            "nip": f"1985031520100110{k:02d}",
            "disiplin": draw(st.integers(50, 60)),
            "pelayanan": draw(st.sampled_from([50, 55, None])),
        }
        for k in range(draw(st.integers(1, 8)))
    ]
    limit = draw(st.sampled_from(["", "per_person: 1, "]))
    return (
        f"targets: {{disiplin: 58, pelayanan: 60}}, {limit}budget: {budget}, catalogue: [{', '.join(courses)}]",
        people,
    )


@given(made=offices_of())
def test_seats_and_budget_are_never_exceeded_and_equals_are_never_parted(made):
    text, people = made
    plan = training_plan(office(text, *people))
    for course, given_, tied in zip(plan.catalogue, plan.given, plan.tied, strict=True):
        assert given_ <= course.seats
        assert not tied or given_ + tied > course.seats or plan.held > 0
    cost = sum(Fraction(c.cost) * n for c, n in zip(plan.catalogue, plan.given, strict=True))
    assert plan.spent == cost
    budget = int(text.split("budget: ")[1].split(",")[0])
    assert plan.spent + plan.held <= budget
    # Whoever has the same need and the same courses open gets the same answer.
    alike: dict[tuple[str, Fraction], set[Outcome]] = {}
    for one in plan.needs:
        mine = [o for o in plan.needs if o.need.person == one.need.person and o.need.value is not None]
        if len(mine) == 1:
            alike.setdefault((one.need.subject, one.need.size), set()).add(one.state)
    assert all(len(states) == 1 for states in alike.values())
    assert not any(s.state == Outcome.UNMET and not s.refused and _offered(plan, s.need.subject) for s in plan.needs)


def _offered(plan: Plan, subject: str) -> bool:
    return any(subject in course.develops for course in plan.catalogue)


@given(made=offices_of(), seed=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(made, seed):
    text, people = made
    shuffled = list(people)
    seed.shuffle(shuffled)
    one, other = office(text, *people), office(text, *shuffled)
    for mine, theirs in zip(
        training_tables(one, training_plan(one), "id")[::2],
        training_tables(other, training_plan(other), "id")[::2],
        strict=True,
    ):
        kept = [c.key for c in mine.columns if c.key != "reasons"]  # reasons name the row a cell stands in
        for key in kept:
            column, again = (next(c for c in t.columns if c.key == key) for t in (mine, theirs))
            assert list(column.values) == list(again.values)
