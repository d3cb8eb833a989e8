"""Feedback: values of a form, forms of a role, roles by weight; what is empty leaves the divisor and is counted."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_eval.check.exact import Exact
from asn_eval.measure.feedback import VALUES, by_role, score
from logbooks import logbook, setting, told, values_of

# Law: three panduan perilaku to a value, in this order.
GUIDES = {value: (3 * n + 1, 3 * n + 2, 3 * n + 3) for n, value in enumerate(VALUES)}


def forms(peran, people=None, values=None, rules="", count=1, **more):
    """Feedback of forms with one value each (``akuntabel``), unless other columns are given."""
    fields = {"peran": peran, **({} if values is None else {"akuntabel": values}), **more}
    book = logbook("feedback", people or [0] * len(peran), **fields)
    return score({"feedback": book}, setting(rules, count))


def test_the_seven_values_stand_in_the_order_of_the_law():
    assert tuple(VALUES) == (
        "berorientasi_pelayanan",
        "akuntabel",
        "kompeten",
        "harmonis",
        "loyal",
        "adaptif",
        "kolaboratif",
    )


def test_a_form_is_the_mean_of_its_seven_values():
    made = forms(["atasan"], **{value: [str(80 + n)] for n, value in enumerate(VALUES)})
    assert values_of(made) == [83]
    assert made.records.tolist() == [1]


def test_a_value_left_empty_or_not_applicable_leaves_the_divisor():
    made = forms(["atasan"], akuntabel=["80"], kompeten=[None], loyal=["-"], adaptif=["90"])
    assert values_of(made) == [85]


def test_a_typed_zero_is_a_zero():
    assert values_of(forms(["atasan"], akuntabel=["0"], kompeten=["50"])) == [25]


def test_guides_are_averaged_into_their_values_first():
    # berorientasi_pelayanan: 3 guides of 90, 90, 60 = 80; akuntabel: one guide of 50; so 65 and not (90+90+60+50)/4 = 72.5
    made = forms(["atasan"], p1=["90"], p2=["90"], p3=["60"], p4=["50"], p5=[None])
    assert values_of(made) == [65]


@pytest.mark.parametrize("value", VALUES)
def test_each_value_has_its_three_guides(value):
    first, second, third = GUIDES[value]
    other = "p1" if first != 1 else "p21"
    made = forms(["atasan"], **{f"p{first}": ["1"], f"p{second}": ["2"], f"p{third}": ["4"], other: ["100"]})
    assert values_of(made) == [(Fraction(7, 3) + 100) / 2]


def test_a_value_typed_itself_stands_before_its_guides():
    made = forms(["atasan", "atasan"], p4=["10", "10"], values=["90", None], p7=["50", "50"])
    assert values_of(made) == [Fraction((90 + 50) + (10 + 50), 4)]


def test_roles_count_by_their_weights_and_the_own_form_not_at_all():
    made = forms(["Atasan", "rekan", "Rekan", "bawahan", "diri"], values=["90", "80", "70", "60", "100"])
    # 0.6 x 90 + 0.2 x 75 + 0.2 x 60; the own form has weight 0
    assert values_of(made) == [81]
    assert made.used.tolist() == [0, 1, 2, 3]
    assert made.records.tolist() == [4]
    assert told(made) == []


def test_a_role_that_gave_nothing_leaves_the_divisor_and_is_counted():
    made = forms(["atasan", "rekan", "atasan"], [0, 0, 1], ["90", "70", "80"], count=3)
    assert values_of(made) == [85, 80, None]  # (60 x 90 + 20 x 70) / 80
    assert told(made) == [
        (
            "catatan.xlsx:S0!B: 2 pegawai tidak mendapat umpan balik dari semua peran, belum ada dari rekan (1), bawahan (2); "
            "tidak perlu tindakan, atau lengkapi formulirnya [feedback-role-absent]"
        )
    ]
    assert made.findings[0].count == 2


def test_who_only_rated_himself_has_no_feedback():
    made = forms(["diri"], values=["100"])
    assert values_of(made) == [None]
    assert made.records.tolist() == [0]
    assert told(made) == []


def test_the_own_form_counts_where_the_rulebook_gives_it_a_weight():
    rules = "records: {feedback: {roles: {atasan: 62.5, diri: 37.5}}}"
    assert values_of(forms(["atasan", "diri"], values=["80", "100"], rules=rules)) == [Fraction("87.5")]


def test_an_empty_form_is_dropped_and_counted():
    made = forms(["atasan", "atasan", "atasan"], values=["90", None, "-"])
    assert values_of(made) == [90]
    assert told(made)[0] == (
        "catatan.xlsx:S0!B3: 2 formulir umpan balik kosong dan tidak dihitung, mulai dari baris ini; "
        "tidak perlu tindakan, atau minta penilainya mengisi [feedback-blank]"
    )
    assert made.findings[0].count == 2


@pytest.mark.parametrize(
    ("role", "says"),
    [
        ("atasn", 'catatan.xlsx:S0!B2: "atasn" tidak dikenal sebagai Peran; maksud Anda "atasan"? [record-word]'),
        (
            "tetangga",
            (
                'catatan.xlsx:S0!B2: "tetangga" tidak dikenal sebagai Peran; '
                "pakai salah satu: atasan, rekan, bawahan, diri [record-word-listed]"
            ),
        ),
        (
            None,
            (
                "catatan.xlsx:S0!B2: Peran kosong; isi selnya, atau hapus barisnya bila catatan ini memang tidak ada "
                "[record-empty]"
            ),
        ),
    ],
)
def test_a_role_nobody_knows_is_told_and_the_person_has_no_value(role, says):
    made = forms([role, "atasan"], values=["90", "80"])
    assert told(made)[0] == says
    assert values_of(made) == [None]


@pytest.mark.parametrize(
    ("word", "role"), [("Atasan Langsung", "atasan"), ("REKAN KERJA", "rekan"), ("Bawahan langsung", "bawahan")]
)
def test_usual_words_for_the_roles_are_understood(word, role):
    book = logbook("feedback", [0], peran=[word], akuntabel=["70"])
    assert by_role(book, setting())[role].raters.tolist() == [1]


def test_usual_words_do_not_make_a_role_the_rulebook_does_not_have():
    made = forms(["rekan kerja"], values=["80"], rules="records: {feedback: {roles: {sejawat: 100}}}")
    assert [f.code for f in made.findings] == ["record-word-listed"]


def test_the_same_rater_twice_is_told():
    made = forms(["rekan", "rekan"], values=["80", "90"], nama_penilai=["Ani Contoh", "ANI  CONTOH"])
    assert told(made)[0] == (
        'catatan.xlsx:S0!D3: penilai "ANI  CONTOH" sudah menilai orang yang sama di catatan.xlsx:S0!D2; '
        "hapus salah satu formulirnya [feedback-rater]"
    )
    assert values_of(made) == [None]


def test_the_same_rater_for_two_people_in_two_months_or_with_an_empty_form_is_not():
    made = forms(["rekan", "rekan"], [0, 1], ["80", "90"], count=2, nama_penilai=["Ani", "Ani"])
    assert values_of(made) == [80, 90]
    book = logbook(
        "feedback", [0, 0], months=[1, 2], peran=["rekan"] * 2, akuntabel=["80", "90"], nama_penilai=["Ani"] * 2
    )
    assert values_of(score({"feedback": book}, setting())) == [85]
    assert values_of(forms(["rekan"] * 2, values=["80", None], nama_penilai=["Ani"] * 2)) == [80]
    assert values_of(forms(["rekan"] * 2, values=["80", "60"], nama_penilai=[None, None])) == [70]


def test_a_form_checking_has_told_already_is_not_told_again():
    book = logbook("feedback", [0, 1], peran=["?", "atasan"], akuntabel=[None, "80"], invalid=[0])
    made = score({"feedback": book}, setting(people=2))
    assert values_of(made) == [None, 80]
    assert [f.code for f in made.findings] == ["feedback-role-absent"]


def test_an_office_without_feedback_has_none():
    assert values_of(score({}, setting(people=2))) == [None, None]
    assert values_of(score({"feedback": logbook("feedback", [], peran=[])}, setting(people=2))) == [None, None]
    assert values_of(score({"feedback": logbook("feedback", [], peran=[])}, setting(people=0))) == []


def test_small_groups_are_not_shown():
    book = logbook(
        "feedback",
        [0] * 6,
        peran=["atasan", "rekan", "rekan", "rekan", "bawahan", "bawahan"],
        akuntabel=["90", "80", "70", "60", "50", "40"],
    )
    given_ = by_role(book, setting("records: {feedback: {named: []}}", 2))
    assert {role: means.raters.tolist() for role, means in given_.items()} == {
        "atasan": [1, 0],
        "rekan": [3, 0],
        "bawahan": [2, 0],
        "diri": [0, 0],
    }
    assert {role: means.shown.tolist() for role, means in given_.items() if means.shown.any()} == {
        "rekan": [True, False]
    }
    assert given_["rekan"].values.value(0) == 70
    # What is not to be shown is not handed on either.
    assert [given_[role].values.value(0) for role in ("atasan", "bawahan", "diri")] == [0, 0, 0]
    # From two raters up only the superior is few, and the total less the others would be the superior's mean: the smallest joins.
    from_two = by_role(book, setting("records: {feedback: {anonymous_from: 2, named: []}}"))
    assert [role for role, means in from_two.items() if means.shown.any()] == ["rekan"]
    assert [role for role, means in from_two.items() if means.few.any()] == ["atasan"]


def test_a_person_with_a_wrong_form_has_no_means_of_roles():
    book = logbook(
        "feedback", [0] * 4, peran=["rekan", "rekan", "rekan", "tetangga"], akuntabel=["90", "80", "70", "60"]
    )
    assert by_role(book, setting())["rekan"].raters.tolist() == [0]
    assert by_role(book, setting())["rekan"].shown.tolist() == [False]


@given(
    st.lists(st.tuples(*[st.integers(0, 5)] * 4), min_size=1, max_size=8),
    st.integers(1, 4),
    st.sampled_from([(25, 25, 25, 25), (60, 20, 20, 0), (50, 50, 0, 0)]).flatmap(st.permutations),
)
def test_what_is_not_shown_is_never_one_small_group_nor_few_raters_together(people, least, weights):
    roles = ("atasan", "rekan", "bawahan", "mitra")
    told_ = [
        (k, role) for k, counts in enumerate(people) for role, n in zip(roles, counts, strict=True) for _ in range(n)
    ]
    peran = [role for _, role in told_]
    book = logbook("feedback", [k for k, _ in told_], peran=peran, akuntabel=["50"] * len(peran))
    chosen = ", ".join(f"{role}: {weight}" for role, weight in zip(roles, weights, strict=True))
    text = f"records: {{feedback: {{anonymous_from: {least}, named: [], roles: {{{chosen}}}}}}}"
    means = by_role(book, setting(text, len(people)))
    for k, counts in enumerate(people):
        counted = [n for n, (role, weight) in enumerate(zip(roles, weights, strict=True)) if weight and counts[n]]
        hidden = [n for n in counted if not means[roles[n]].shown[k]]
        few = [n for n in counted if counts[n] < least]
        assert all(not means[roles[n]].shown[k] for n in range(4) if counts[n] < least)
        assert set(few) <= set(hidden)
        if not few:
            assert hidden == []
        elif hidden != counted:
            assert len(hidden) >= 2
            assert sum(counts[n] for n in hidden) >= least


def test_three_forms_of_two_raters_are_a_group_of_two():
    book = logbook(
        "feedback",
        [0] * 3,
        months=[1, 2, 2],
        peran=["rekan"] * 3,
        akuntabel=["90", "80", "70"],
        nama_penilai=["Ani", "ani", "Budi"],
    )
    assert by_role(book, setting())["rekan"].raters.tolist() == [2]
    assert isinstance(by_role(book, setting())["rekan"].values, Exact)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 2),
            st.sampled_from(["atasan", "rekan", "bawahan", "diri"]),
            st.none() | st.integers(0, 1000).map(lambda n: f"{n / 10}"),
            st.none() | st.integers(0, 10000).map(lambda n: f"{n / 100}"),
        ),
        min_size=1,
        max_size=15,
    ),
    st.randoms(),
)
def test_columns_agree_with_one_step_after_the_other_in_any_order(rows, random):
    def measured(rows):
        person, peran, one, other = (list(c) for c in zip(*rows, strict=True))
        return values_of(forms(peran, person, one, count=3, p20=other))

    expected = [reference([row for row in rows if row[0] == person]) for person in range(3)]
    assert measured(rows) == expected
    random.shuffle(rows)
    assert measured(rows) == expected


def reference(rows):
    by_role_ = {}
    for _, role, *values in rows:
        filled = [Fraction(v) for v in values if v is not None]
        if filled:
            by_role_.setdefault(role, []).append(sum(filled) / len(filled))
    weights = {"atasan": 60, "rekan": 20, "bawahan": 20, "diri": 0}
    whole = sum(weights[role] for role in by_role_)
    return sum(weights[r] * sum(v) / len(v) for r, v in by_role_.items()) / whole if whole else None
