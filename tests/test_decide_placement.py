"""Placement: fits as published examples print them, assignments against every possible one, locks, moves, ties and seats."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from asn_eval.decide import placement
from asn_eval.decide.assign import assign
from asn_eval.decide.fit import gap_weights
from asn_eval.decide.placement import Placed, Placing, best_of
from asn_eval.examine.developing import placing
from asn_eval.pipeline import Evaluation
from asn_eval.present.outcome.placement import placement_tables
from asn_eval.rules.developing import GAP_WEIGHTS, Post
from offices import Person, evaluated, rules

PUBLISHED = {
    case["id"]: case
    for case in yaml.safe_load((Path(__file__).parent / "cases/profile_matching.yaml").read_text(encoding="utf-8"))
}
TABLE = {int(gap): Fraction(weight) for gap, weight in GAP_WEIGHTS.items()}


def office(text: str, *persons: Person, wide: Sequence[str] = ()) -> Evaluation:
    """An office with one indicator, disiplin, and the posts of a YAML text."""
    return evaluated(rules(f"indicators: {{disiplin: {{weight: 100}}}}\n{text}"), *persons, wide=wide)


def placed(evaluation: Evaluation, objective: str | None = None) -> Placing:
    found = placing(evaluation, objective)
    assert isinstance(found, Placing), [f.message() for f in found]
    return found


def by_name(evaluation: Evaluation, found: Placing) -> dict[str, str]:
    """The id of everybody's post, "" for none."""
    ids = [key for key, _ in found.match.posts]
    names = evaluation.dossier.people.texts["nama"]
    return {str(n): ids[j] if j >= 0 else "" for n, j in zip(names, found.post.tolist(), strict=True)}


# --- fits ---------------------------------------------------------------------------------------------------------------


def test_gap_weights_are_those_printed_by_kusrini():
    case = PUBLISHED["pm-kusrini-2007-gap"]
    for levels, weights in zip(case["matrix"], case["published_gap_weight"], strict=True):
        for level, target, weight in zip(levels, case["target"], weights, strict=True):
            units, per, known = gap_weights(np.array([level]), Fraction(target), TABLE)
            assert known.all()
            assert Fraction(int(units[0]), per) == Fraction(str(weight))


def matched_profiles(core: str) -> list[Fraction]:
    case = PUBLISHED["pm-seleksi-karyawan"]
    names = [f"K{k}" for k in range(5)]
    wants = ", ".join(
        f"{n}: {{target: {t}, factor: {'core' if c else 'secondary'}}}"
        for n, t, c in zip(names, case["target"], case["core"], strict=True)
    )
    text = (
        f"rounding: {{places: 3}}\nposts: {{p: {{title: Analis, wants: {{{wants}}}}}}}\n"
        f"placement: {{fit: profile_matching, core: {core}}}"
    )
    people = [{"disiplin": 80, **{n: str(v) for n, v in zip(names, row, strict=True)}} for row in case["matrix"]]
    found = placed(office(text, *people, wide=names))
    assert found.match.known.all()
    return [Fraction(int(units), 1000) for units in found.match.fit[:, 0]]


def test_profile_matching_gives_the_published_scores():
    case = PUBLISHED["pm-seleksi-karyawan"]
    assert matched_profiles("60") == [Fraction(str(score)) for score in case["published_scores"]]
    assert matched_profiles("100") == [Fraction(str(score)) for score in case["published_ncf"]]
    assert matched_profiles("0") == [Fraction(str(score)) for score in case["published_nsf"]]


def test_a_weighted_fit_is_the_share_of_each_target_and_no_more_than_all_of_it():
    text = "posts: {p: {title: A, wants: {disiplin: {target: 80, weight: 3}, Komunikasi: {target: 4}}}}"
    found = placed(
        office(
            text,
            {"disiplin": 60, "Komunikasi": "3"},
            {"disiplin": 100, "Komunikasi": "4,5"},
            {"disiplin": 80, "Komunikasi": ""},
            {"disiplin": 80, "Komunikasi": "baik"},
            wide=["Komunikasi"],
        )
    )
    assert found.match.fit[:2, 0].tolist() == [7500, 10000]
    assert found.match.known[:, 0].tolist() == [True, True, False, False]
    assert found.standing[2:].tolist() == [Placed.TO_VERIFY, Placed.TO_VERIFY]


def test_without_a_target_a_score_counts_as_it_stands():
    found = placed(office("posts: {p: {title: A, wants: {disiplin: {}}}}", {"disiplin": 61.25}))
    assert found.match.fit.tolist() == [[6125]]


def test_levels_of_scores_begin_at_their_bounds():
    text = (
        "posts: {p: {title: A, wants: {disiplin: {target: 3}}}}\n"
        "placement: {fit: profile_matching, levels: [20, 40, 60.005, 80]}"
    )
    people = [{"disiplin": v} for v in (0, 19.99, 20, 40, 60, 60.01, 80)]
    found = placed(office(text, *people))
    # Levels 1 1 2 3 3 4 5 against 3.
    assert found.match.fit[:, 0].tolist() == [300, 300, 400, 500, 500, 450, 350]


def test_a_gap_the_table_lacks_is_to_be_verified():
    text = "posts: {p: {title: A, wants: {K: {target: 1}}}}\nplacement: {fit: profile_matching}"
    evaluation = office(text, {"disiplin": 1, "K": "9"}, {"disiplin": 1, "K": "1,5"}, wide=["K"])
    found = placed(evaluation)
    assert found.standing.tolist() == [Placed.TO_VERIFY, Placed.TO_VERIFY]
    people = placement_tables(evaluation, found, "en")[2]
    told = dict(zip(people.columns[0].values, people.columns[-1].values, strict=True))
    assert "a gap the table of weights does not have" in told["198503152010011000"]


# --- hard rules -----------------------------------------------------------------------------------------------------------


def test_an_empty_cell_is_not_a_no_and_every_rule_is_printed():
    text = """
posts:
  p: {title: Kasi, golongan_min: III/c, golongan_max: IV/a, pendidikan: S1, jenjang: [Ahli Muda], wants: {disiplin: {}}}
"""
    who = {"disiplin": 80, "golongan": "III/c", "pendidikan": "S1", "jenjang": "Ahli Muda"}
    evaluation = office(
        text,
        {**who, "nama": "Cukup"},
        {**who, "nama": "Kosong", "golongan": ""},
        {**who, "nama": "Kurang", "pendidikan": "D3", "golongan": ""},
        {**who, "nama": "Lebih", "golongan": "IV/b"},
    )
    found = placed(evaluation)
    assert by_name(evaluation, found) == {"Cukup": "p", "Kosong": "", "Kurang": "", "Lebih": ""}
    assert found.standing.tolist() == [Placed.NEW, Placed.TO_VERIFY, Placed.NOT_ELIGIBLE, Placed.NOT_ELIGIBLE]
    people = placement_tables(evaluation, found, "en")[2]
    why = next(c for c in people.columns if c.key == "why").values
    assert why[2] == (
        "Kasi: to verify: golongan from III/c to IV/a (staf.xlsx:Bulan 1!4 is empty or not readable), unmet: education at least S1, "
        'met: level is "Ahli Muda"'
    )


def test_people_with_errors_in_their_data_are_left_out():
    found = placed(office("posts: {p: {title: A, wants: {disiplin: {}}}}", {"disiplin": 90, "faulty": True}))
    assert found.standing.tolist() == [Placed.LEFT_OUT]


# --- the assignment ------------------------------------------------------------------------------------------------------


def possible(allowed: np.ndarray, seats: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Every assignment there is."""
    people, posts = allowed.shape
    for choice in product(range(-1, posts), repeat=people):
        fits_in = all(choice.count(j) <= seats[j] for j in range(posts))
        if fits_in and all(j < 0 or allowed[i, j] for i, j in enumerate(choice)):
            yield choice


def worth(fit: np.ndarray, choice: Sequence[int], objective: str) -> tuple[int, ...]:
    fits = [int(fit[i, j]) for i, j in enumerate(choice) if j >= 0]
    return (len(fits), min(fits, default=0), sum(fits)) if objective == "fair" else (sum(fits), len(fits))


@st.composite
def problems(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    people, posts = draw(st.integers(0, 5)), draw(st.integers(0, 4))
    # Few different fits make many equal assignments.
    most = draw(st.sampled_from([1, 3, 10_000]))
    fit = draw(st.lists(st.integers(0, most), min_size=people * posts, max_size=people * posts))
    allowed = draw(st.lists(st.booleans(), min_size=people * posts, max_size=people * posts))
    seats = draw(st.lists(st.integers(0, 3), min_size=posts, max_size=posts))
    shape = (people, posts)
    return np.array(fit, np.int64).reshape(shape), np.array(allowed, bool).reshape(shape), np.array(seats, np.int64)


@pytest.mark.parametrize("objective", ["total", "fair"])
@given(problem=problems())
def test_no_assignment_is_better_and_whoever_could_be_elsewhere_is_marked(objective, problem):
    fit, allowed, seats = problem
    every = list(possible(allowed, seats.tolist()))
    best = max(worth(fit, choice, objective) for choice in every)
    optima = [choice for choice in every if worth(fit, choice, objective) == best]
    found = assign(fit, allowed, seats, objective)
    assert tuple(found.post.tolist()) in optima
    assert found.elsewhere.tolist() == [len({choice[i] for choice in optima}) > 1 for i in range(len(fit))]


def greedy(fit: np.ndarray, allowed: np.ndarray, seats: Sequence[int]) -> int:
    """Give the best pair of all a seat, then the best of the rest."""
    left, free, total = list(seats), set(range(len(fit))), 0
    pairs = sorted(((int(fit[i, j]), i, j) for i, j in zip(*np.nonzero(allowed), strict=True)), reverse=True)
    for value, i, j in pairs:
        if i in free and left[j]:
            free.discard(i)
            left[j] -= 1
            total += value
    return total


@given(seed=st.integers(0, 2**32 - 1), people=st.integers(1, 40), posts=st.integers(1, 30))
def test_the_total_is_never_below_greedy_and_seats_are_never_exceeded(seed, people, posts):
    chance = np.random.default_rng(seed)
    fit, allowed = chance.integers(0, 10_001, (people, posts)), chance.random((people, posts)) < 0.6
    seats = chance.integers(0, 4, posts)
    for objective in ("total", "fair"):
        post = assign(fit, allowed, seats, objective).post
        taken = np.flatnonzero(post >= 0)
        assert allowed[taken, post[taken]].all()
        assert (np.bincount(post[taken], minlength=posts) <= seats).all()
        if objective == "total":
            assert fit[taken, post[taken]].sum() >= greedy(fit, allowed, seats.tolist())


def test_a_thousand_people_and_a_thousand_posts_are_assigned():
    chance = np.random.default_rng(7)
    fit = chance.integers(0, 10_001, (1000, 1000))
    found = assign(fit, np.ones((1000, 1000), bool), np.ones(1000, np.int64), "total")
    assert sorted(found.post.tolist()) == list(range(1000))


def test_fair_raises_the_worst_where_the_total_would_not():
    fit = np.array([[100, 60], [55, 10]], np.int64)
    everything = np.ones((2, 2), bool), np.ones(2, np.int64)
    assert assign(fit, *everything, "total").post.tolist() == [1, 0]
    fit = np.array([[100, 60], [45, 10]], np.int64)
    assert assign(fit, *everything, "total").post.tolist() == [0, 1]
    assert assign(fit, *everything, "fair").post.tolist() == [1, 0]


def test_fair_places_most_people_and_total_the_highest_sum():
    fit, allowed = np.array([[100, 10], [45, 0]], np.int64), np.array([[True, True], [True, False]])
    assert assign(fit, allowed, np.ones(2, np.int64), "fair").post.tolist() == [1, 0]
    assert assign(fit, allowed, np.ones(2, np.int64), "total").post.tolist() == [0, -1]


# --- the proposal ---------------------------------------------------------------------------------------------------------

TWO = """
posts:
  a: {title: Loket, unit: Depan, wants: {K: {target: 10}}}
  b: {title: Arsip, wants: {L: {target: 10}}}
"""
BOTH = ["K", "L"]


def test_locked_placements_are_kept_even_against_the_rules():
    text = TWO.replace("wants: {L", "pendidikan: S1, wants: {L") + 'placement: {locked: {"198503152010011001": b}}'
    evaluation = office(
        text,
        {"nama": "Satu", "disiplin": 1, "K": "5", "L": "9", "pendidikan": "S2"},
        {"nama": "Dua", "disiplin": 1, "K": "5", "L": "1", "pendidikan": "SMA"},
        wide=BOTH,
    )
    found = placed(evaluation)
    assert by_name(evaluation, found) == {"Satu": "a", "Dua": "b"}
    assert found.standing.tolist() == [Placed.NEW, Placed.LOCKED]
    table = placement_tables(evaluation, found, "en")[0]
    notes = next(c for c in table.columns if c.key == "note").values
    assert list(notes) == ["", "locked although not every requirement is met"]


def test_a_roster_column_locks_by_id_or_title():
    text = TWO + "placement: {locked_column: Kunci}"
    people = [
        {"nama": "Satu", "disiplin": 1, "K": "9", "L": "1", "Kunci": "ARSIP"},
        {"nama": "Dua", "disiplin": 1, "K": "1", "L": "9", "Kunci": "a"},
        {"nama": "Tiga", "disiplin": 1, "K": "1", "L": "9", "Kunci": "Gudang"},
    ]
    evaluation = office(text, *people, wide=[*BOTH, "Kunci"])
    found = placed(evaluation)
    assert by_name(evaluation, found) == {"Satu": "b", "Dua": "a", "Tiga": ""}
    assert [f.message("en") for f in found.findings] == [
        (
            'staf.xlsx:Bulan 1!4: the column "Kunci" locks the post "Gudang", which is not among the posts to be filled; '
            "write the id or title of the post as in the list of posts, or empty the cell [locked-post-column]"
        )
    ]


def test_locks_that_cannot_be_kept_are_told():
    text = TWO + 'placement: {locked: {"198503152010011000": a, "198503152010011001": a, "199912312020011001": b}}'
    found = placed(office(text, {"disiplin": 1, "K": "1", "L": "1"}, {"disiplin": 1, "K": "1", "L": "1"}, wide=BOTH))
    assert [f.message("en") for f in found.findings] == [
        (
            "indicators.yaml placement.locked.199912312020011001: NIP 199912312020011001, whose placement is locked, is not in the "
            "roster; correct the NIP, or remove the lock [locked-nip]"
        ),
        '2 people are locked to the post "Loket" that has 1 seats; add seats, or lock fewer people [locked-seats]',
    ]


def test_a_lock_on_a_post_of_another_list_is_told():
    evaluation = office(
        TWO + 'placement: {locked: {"198503152010011000": a}}', {"disiplin": 1, "K": "1", "L": "1"}, wide=BOTH
    )
    other = replace(
        evaluation,
        policy=replace(
            evaluation.policy, rulebook=evaluation.rulebook.model_copy(update={"posts": {"c": Post(title="C")}})
        ),
    )
    assert [f.message() for f in placed(other).findings] == [
        (
            'indicators.yaml placement.locked.198503152010011000: penempatan dikunci pada jabatan "a", yang tidak ada di antara jabatan '
            "yang diisi; tulis kode jabatan seperti pada daftar jabatan, atau hapus kuncinya [locked-post-unknown]"
        )
    ]


@pytest.mark.parametrize(("gain", "moves"), [("30", False), ("29.99", True)])
def test_who_has_a_post_moves_only_for_more_than_the_least_gain(gain, moves):
    text = TWO + f"placement: {{minimum_gain: {gain}}}"
    evaluation = office(
        text, {"nama": "Satu", "disiplin": 1, "jabatan": "loket", "unit": "Depan", "K": "5", "L": "8"}, wide=BOTH
    )
    found = placed(evaluation)
    assert by_name(evaluation, found) == {"Satu": "b" if moves else "a"}
    assert found.standing.tolist() == [Placed.MOVES if moves else Placed.STAYS]


def test_without_a_known_present_fit_no_gain_is_known():
    text = TWO + "placement: {minimum_gain: 0}"
    person = {"nama": "Satu", "disiplin": 1, "jabatan": "Loket", "unit": "Depan", "K": "", "L": "8"}
    found = placed(office(text, person, wide=BOTH))
    assert found.post.tolist() == [-1]
    assert found.too_small.tolist() == [True]
    assert found.standing.tolist() == [Placed.NO_SEAT]


def test_equal_proposals_are_told_and_a_single_best_one_too():
    same = office(TWO, *({"disiplin": 1, "K": "5", "L": "5"} for _ in range(2)), wide=BOTH)
    notes = placement_tables(same, placed(same), "en")[0].notes
    assert any(note.startswith("Other proposals are as good: 2 marked people") for note in notes)
    other = office(TWO, {"disiplin": 1, "K": "5", "L": "4"}, {"disiplin": 1, "K": "4", "L": "5"}, wide=BOTH)
    notes = placement_tables(other, placed(other), "en")[0].notes
    assert any(note.startswith("This proposal is the only best one") for note in notes)


def test_a_competency_no_roster_column_holds_is_told_and_known_of_nobody():
    found = placed(office(TWO, {"disiplin": 1, "K": "5"}, wide=["K"]))
    assert [f.message() for f in found.findings] == [
        (
            'kolom kompetensi "L" yang diminta jabatan tidak ada pada daftar pegawai; '
            "tambahkan kolomnya; sampai saat itu kecocokannya perlu verifikasi [competency-column]"
        )
    ]
    assert found.match.known.tolist() == [[True, False]]


def test_nothing_to_place_is_told():
    found = placing(office("", {"disiplin": 1}))
    assert isinstance(found, tuple)
    assert [f.message() for f in found] == [
        "belum ada jabatan yang harus diisi; sebut berkasnya dengan --posts, atau tulis bagian posts pada buku aturan [posts-none]"
    ]


def test_more_pairs_than_fit_are_refused(monkeypatch):
    evaluation = office("posts: {p: {title: A, seats: 30000000}}", {"disiplin": 1}, {"disiplin": 2})
    assert isinstance(placing(evaluation), Placing), "no more seats than people are ever needed"
    monkeypatch.setattr(placement, "LARGEST", 3)
    found = placing(evaluation)
    assert isinstance(found, tuple)
    assert [f.message("en") for f in found] == [
        "too many pairs for one placement (2 people, 2 seats); divide it, for example by unit or by level [placement-large]"
    ]


def test_a_missing_library_is_told_with_the_remedy(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "scipy", None)
    found = placing(office("posts: {p: {title: A}}", {"disiplin": 1}))
    assert isinstance(found, tuple)
    assert [f.message() for f in found] == [
        'penempatan memerlukan pustaka tambahan yang belum terpasang; pasang dengan: pip install "asn-eval[placement]" [placement-extra]'
    ]


def test_everybody_has_one_standing_and_the_account_adds_up():
    people = [
        {"disiplin": 1, "K": k, "L": "1", "faulty": f}
        for k, f in (("9", False), ("8", False), ("", False), ("1", True))
    ]
    evaluation = office(TWO.split("  b:", maxsplit=1)[0], *people, wide=["K"])
    found = placed(evaluation)
    assert found.standing.tolist() == [Placed.NEW, Placed.NO_SEAT, Placed.TO_VERIFY, Placed.LEFT_OUT]
    note = placement_tables(evaluation, found, "en")[0].notes[-1]
    left, right = note.removesuffix(" people").split(" = ")
    assert sum(int(part.split()[0]) for part in left.split(" + ")) == int(right) == 4


@given(order=st.permutations(range(6)), values=st.lists(st.integers(0, 3), min_size=12, max_size=12))
def test_the_order_of_rows_and_posts_changes_nothing(order, values):
    people = [
        {
            "nip": f"1985031520100110{k:02d}",
            "nama": f"P{k}",
            "disiplin": 1,
            "K": str(values[k]),
            "L": str(values[k + 6]),
        }
        for k in range(6)
    ]
    one = office(TWO, *people, wide=BOTH)
    a, b = TWO.split("posts:\n")[1].rstrip().split("\n")
    other = office(f"posts:\n{b}\n{a}\n", *(people[k] for k in order), wide=BOTH)
    first, second = placed(one), placed(other)
    assert by_name(one, first) == by_name(other, second)
    for mine, theirs in zip(placement_tables(one, first, "id"), placement_tables(other, second, "id"), strict=True):
        assert [list(c.values) for c in mine.columns] == [list(c.values) for c in theirs.columns]


def test_the_best_three_are_more_where_they_are_equal():
    fit = np.array([5, 9, 5, 7, 5, 1], np.int64)
    best = best_of(fit, np.array([True] * 6), np.arange(6))
    assert best.chosen == ((1, 1), (3, 2), (0, 3), (2, 3), (4, 3))
    assert best_of(fit, np.array([False] * 5 + [True]), np.arange(6)).chosen == ((5, 1),)
    many = best_of(np.zeros(40, np.int64), np.ones(40, bool), np.arange(40))
    assert (len(many.chosen), many.more) == (10, 30)
