"""Standings: the printed total decides, then the declared tie-breakers and nothing else."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_eval.rank import tie_key
from offices import DAY, evaluated, rules, totals


def office(*breakers, ties="competition", more=""):
    return rules(f"""
        ranking: {{ties: {ties}, tie_breakers: [{", ".join(breakers)}]}}
        indicators:
          a: {{weight: 100}}
          b: {{weight: 0, missing: renormalise, not_applicable: renormalise}}
          c: {{weight: 0, missing: renormalise}}
        {more}
    """)


def ranks(evaluation):
    return evaluation.standings.rank.tolist()


@pytest.mark.parametrize(("ties", "expected"), [("competition", [1, 2, 2, 4]), ("dense", [1, 2, 2, 3])])
def test_equals_share_a_rank(ties, expected):
    evaluation = evaluated(office(ties=ties), *({"a": a} for a in (90, 80, 80, 70)))
    assert ranks(evaluation) == expected
    assert evaluation.standings.tied.tolist() == [False, True, True, False]
    assert evaluation.standings.settled_by.tolist() == [-1, -1, -1, -1]


def test_the_printed_number_is_what_is_ranked():
    # 80.0049 and 80.0001 are both printed 80.00; 80.005 is printed 80.01.
    evaluation = evaluated(office(), *({"a": a} for a in ("80.0001", "80.0049", "80.005", "79.9949", "79.995")))
    assert totals(evaluation) == ["80.00", "80.00", "80.01", "79.99", "80.00"]
    assert ranks(evaluation) == [2, 2, 1, 5, 2]
    assert evaluation.standings.tied.tolist() == [True, True, False, False, True]


def test_tie_breakers_are_asked_in_their_order_and_named():
    rows = [{"a": 80, "b": b, "c": c} for b, c in ((1, 9), (2, 5), (2, 6), (2, 6))]
    evaluation = evaluated(office("b", "c"), *rows, {"a": 70})
    assert ranks(evaluation) == [4, 3, 1, 1, 5]
    # Whoever stands lower is told what put them there: c parted 3 from the two, b parted 4 from 3.
    assert evaluation.standings.settled_by.tolist() == [0, 1, 1, 1, -1]
    assert evaluation.standings.tied.tolist() == [False, False, True, True, False]
    assert ranks(evaluated(office("c", "b"), *rows)) == [1, 4, 2, 2]


def test_every_step_between_printed_equals_is_named_in_the_lower_row():
    rows = [{"a": 80, "b": b, "c": c} for b, c in ((9, 1), (8, 7), (8, 6), (5, 1))]
    standings = evaluated(office("b", "c"), *rows).standings
    assert standings.rank.tolist() == [1, 2, 3, 4]
    assert standings.settled_by.tolist() == [0, 0, 1, 0]


def test_people_who_share_a_rank_share_the_answer():
    rows = [{"a": 80, "b": b} for b in (9, 9, 9, 5, 5)]
    for turned in (rows, rows[::-1]):
        assert set(evaluated(office("b"), *turned).standings.settled_by.tolist()) == {0}


def test_unknown_comes_last_and_does_not_part_equals():
    evaluation = evaluated(office("b"), {"a": 80, "b": 0}, {"a": 80, "b": None}, {"a": 80, "b": "-"})
    assert ranks(evaluation) == [1, 2, 2]


@pytest.mark.parametrize(
    ("breaker", "better", "worse"),
    [
        ("masa_kerja", {"tmt_cpns": date(2009, 12, 24)}, {"tmt_cpns": date(2009, 12, 25)}),
        ("masa_kerja", {"tmt_cpns": date(2020, 1, 1)}, {"tmt_cpns": date(2027, 1, 1)}),
        ("usia", {"tanggal_lahir": date(1970, 1, 24)}, {"tanggal_lahir": date(1970, 1, 25)}),
        ("golongan", {"golongan": "III/c"}, {"golongan": "III/b"}),
        ("golongan", {"golongan": "IV/a"}, {"golongan": "Penata Tk. I (III/d)"}),
        ("golongan", {"golongan": "I/a"}, {"golongan": ""}),
    ],
)
def test_facts_of_service_part_people(breaker, better, worse):
    evaluation = evaluated(office(breaker), {"a": 80, **worse}, {"a": 80, **better})
    assert ranks(evaluation) == [2, 1]
    assert evaluation.standings.settled_by.tolist() == [0, 0]


def test_whole_months_of_service_are_compared_not_days():
    first, second = {"tmt_cpns": date(2010, 1, 1)}, {"tmt_cpns": date(2010, 1, 20)}
    assert ranks(evaluated(office("masa_kerja"), {"a": 80, **first}, {"a": 80, **second})) == [1, 1]


def test_file_order_name_and_nip_order_the_display_only():
    rows = [
        {"a": 80, "nip": "198503152010011009", "nama": "Aa"},
        {"a": 80, "nip": "198503152010011001", "nama": "Zz"},
        {"a": 90, "nip": "198503152010011005"},
    ]
    evaluation = evaluated(office(), *rows)
    assert ranks(evaluation) == [2, 2, 1]
    assert evaluation.standings.order.tolist() == [2, 1, 0]
    assert evaluated(office(), *rows[::-1]).standings.order.tolist() == [0, 1, 2]


def test_each_unit_has_its_own_ranks():
    rows = [{"a": a, "unit": u} for a, u in ((90, "X"), (80, "Y"), (80, "X"), (80, "X"), (70, "X"), (60, "Y"))]
    for ties, whole, unit in (
        ("competition", [1, 2, 2, 2, 5, 6], [1, 1, 2, 2, 4, 2]),
        ("dense", [1, 2, 2, 2, 3, 4], [1, 1, 2, 2, 3, 2]),
    ):
        standings = evaluated(office(ties=ties), *rows).standings
        assert standings.rank.tolist() == whole
        assert standings.unit_rank.tolist() == unit


def test_whoever_is_not_ranked_has_no_rank_and_takes_none():
    book = rules("indicators: {a: {weight: 50}, b: {weight: 50, missing: exclude}}")
    standings = evaluated(book, {"a": 99, "b": None}, {"a": 50, "b": 50}, {"a": 60, "b": 60}).standings
    assert standings.rank.tolist() == [0, 2, 1]
    assert standings.unit_rank.tolist() == [0, 2, 1]
    assert standings.order.tolist() == [2, 1]


def test_an_office_of_nobody_has_no_standings():
    standings = evaluated(office("b", "golongan", "masa_kerja")).standings
    assert (len(standings.order), len(standings.rank), len(standings.settled_by)) == (0, 0, 0)


def test_keys_of_tie_breakers_are_published_numbers():
    evaluation = evaluated(office("b"), {"a": 80, "b": "70.004"}, {"a": 80, "b": "70.0049"})
    assert tie_key("b", evaluation.scores, evaluation.dossier.people, DAY).tolist() == [7000, 7000]
    assert ranks(evaluation) == [1, 1]


# Properties

score = st.decimals(0, 100, places=1)
person = st.fixed_dictionaries(
    {
        "a": st.sampled_from(["70", "80", "80.004", "80.005", "90"]) | score,
        "b": st.none() | st.sampled_from(["1", "2"]),
        "c": st.sampled_from(["3", "4"]),
        "golongan": st.sampled_from(["III/a", "III/b", ""]),
        "unit": st.sampled_from(["X", "Y"]),
    }
)
persons = st.lists(person, min_size=1, max_size=9)
BOOK = office("b", "c", "golongan")
WEIGHED = rules("""
    ranking: {tie_breakers: [b]}
    indicators:
      a: {weight: 60}
      b: {weight: 30, missing: renormalise}
      c: {weight: 10, scale: {min: 0, max: 10, direction: lower}}
""")


@given(persons)
def test_ranks_are_what_counting_the_better_ones_gives(rows):
    evaluation = evaluated(BOOK, *rows)
    keys = list(zip(*(key.tolist() for key in evaluation.standings.keys), strict=True))
    assert ranks(evaluation) == [1 + sum(other > key for other in keys) for key in keys]
    dense = evaluated(BOOK.model_copy(update={"ranking": BOOK.ranking.model_copy(update={"ties": "dense"})}), *rows)
    assert ranks(dense) == [1 + len({other for other in keys if other > key}) for key in keys]
    units = [row["unit"] for row in rows]
    assert evaluation.standings.unit_rank.tolist() == [
        1 + sum(other > key for other, where in zip(keys, units, strict=True) if where == unit)
        for key, unit in zip(keys, units, strict=True)
    ]


@given(persons)
def test_the_same_printed_number_and_another_rank_always_has_a_name(rows):
    standings, units = evaluated(BOOK, *rows).standings, evaluated(BOOK, *rows).scores.total.units
    for lower in range(len(rows)):
        above = [k for k in range(len(rows)) if units[k] == units[lower] and standings.rank[k] < standings.rank[lower]]
        below = [k for k in range(len(rows)) if units[k] == units[lower] and standings.rank[k] > standings.rank[lower]]
        near = (
            max(above, key=lambda k: standings.rank[k])
            if above
            else min(below, key=lambda k: standings.rank[k], default=None)
        )
        if near is None:
            assert standings.settled_by[lower] == -1
        else:
            parted = [n for n, key in enumerate(standings.keys[1:]) if key[near] != key[lower]]
            assert standings.settled_by[lower] == parted[0]


@given(persons, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows, chance):
    rows = [{**row, "nip": f"19850315201001{1000 + k}"} for k, row in enumerate(rows)]
    turned = list(range(len(rows)))
    chance.shuffle(turned)
    one, other = evaluated(WEIGHED, *rows), evaluated(WEIGHED, *(rows[k] for k in turned))
    for name in ("rank", "unit_rank", "tied", "settled_by"):
        assert getattr(one.standings, name)[turned].tolist() == getattr(other.standings, name).tolist()
    assert np.array(turned)[other.standings.order].tolist() == one.standings.order.tolist()
    assert np.array(totals(one))[turned].tolist() == totals(other)


@given(persons, st.data())
def test_a_better_measure_never_lowers_a_rank_nor_lifts_anybody_else(rows, data):
    chosen = data.draw(st.integers(0, len(rows) - 1))
    key = data.draw(st.sampled_from(["a", "b", "c"]))
    row = rows[chosen]
    if row[key] is None:
        return  # a first value is another set of weights, not a better measure
    end = Decimal(0) if key == "c" else Decimal(100)  # for c less is better
    better = (
        row[key] if Decimal(row[key]) == end else data.draw(st.decimals(*sorted([Decimal(row[key]), end]), places=2))
    )
    before = ranks(evaluated(WEIGHED, *rows))
    after = ranks(evaluated(WEIGHED, *(dict(r, **{key: better}) if k == chosen else r for k, r in enumerate(rows))))
    assert after[chosen] <= before[chosen]
    assert all(after[k] >= before[k] for k in range(len(rows)) if k != chosen)


@given(persons)
def test_removing_the_last_changes_nobody_above(rows):
    before = ranks(evaluated(BOOK, *rows))
    last = before.index(max(before))
    after = ranks(evaluated(BOOK, *(row for k, row in enumerate(rows) if k != last)))
    assert after == before[:last] + before[last + 1 :]


@given(persons.filter(lambda rows: len(rows) > 2))
@settings(max_examples=60)
def test_who_is_before_whom_never_depends_on_a_third(rows):
    everybody, alone = evaluated(WEIGHED, *rows), evaluated(WEIGHED, *rows[:2])
    assert totals(everybody)[:2] == totals(alone)
    assert np.sign(np.diff(ranks(everybody)[:2])) == np.sign(np.diff(ranks(alone)))
