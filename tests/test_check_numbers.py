"""Numbers as people type them: exact, or asked back."""

from datetime import date, time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_eval.check.numbers import numbers
from asn_eval.check.records import State
from asn_eval.read.sheet import ErrorCell, Percent, UncachedFormula
from asn_eval.rules.rulebook import Scale

WIDE = Scale(max=Decimal(10000))


def one(value: object, scale: Scale = WIDE, *, cap: bool = False):
    read = numbers([value], scale, cap=cap)
    return read.values.value(0), State(int(read.state[0])), [f.code for f in read.faults]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (83.3, Fraction(833, 10)),
        (90, Fraction(90)),
        ("87,45", Fraction(8745, 100)),
        (" 87,45 ", Fraction(8745, 100)),
        ("'87,45", Fraction(8745, 100)),
        ("\u00a090", Fraction(90)),
        ("1.234,5", Fraction(12345, 10)),
        ("-5", Fraction(-5)),
        ("−5", Fraction(-5)),
        ("85%", Fraction(85)),
        ("85,5 %", Fraction(855, 10)),
        (Percent(0.85), Fraction(85)),
        (Percent(0.855), Fraction(855, 10)),
    ],
)
def test_a_number_is_read_exactly(typed, value):
    assert one(typed, Scale(min=Decimal(-10), max=Decimal(10000))) == (value, State.GIVEN, [])


@pytest.mark.parametrize(("typed", "value"), [(Percent(0.85), Fraction(85, 100)), ("85%", Fraction(85, 100))])
def test_a_percent_stays_a_share_on_a_scale_up_to_one(typed, value):
    assert one(typed, Scale(max=Decimal(1))) == (value, State.GIVEN, [])


@pytest.mark.parametrize("typed", ["", "   ", "\u00a0", "\t\n"])
def test_nothing_visible_is_empty_and_not_zero(typed):
    assert one(typed) == (0, State.EMPTY, [])


@pytest.mark.parametrize("typed", ["-", "–", "N/A", "n/a", "tidak berlaku", "Tidak  Berlaku", "tdk berlaku"])
def test_not_applicable_is_not_empty(typed):
    assert one(typed) == (0, State.NOT_APPLICABLE, [])


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("87.45", "number-ambiguous"),
        ("1.234", "number-ambiguous"),
        ("1,234.5", "number-ambiguous"),
        ("baik", "number-text"),
        ("1e5", "number-text"),
        ("--5", "number-text"),
        ("٩٠", "number-text"),
        ("9" * 60, "number-text"),
        (" " * 70 + "x", "number-text"),
        (float("nan"), "number-text"),
        (True, "number-bool"),
        (date(2026, 5, 8), "number-date"),
        (time(8, 30), "number-date"),
        (ErrorCell("#N/A"), "cell-error"),
        (UncachedFormula("=A1"), "cell-formula"),
        (b"?", "number-text"),
        (10000.01, "score-outside"),
        (-0.01, "score-outside"),
        (float("inf"), "score-outside"),
        (10**400, "score-outside"),
        (-(10**400), "score-outside"),
        (Percent(1e300), "score-outside"),
        ("10.000,01", "score-outside"),
    ],
)
def test_what_cannot_be_a_score_is_found(typed, code):
    assert one(typed) == (0, State.INVALID, [code])


@pytest.mark.parametrize("end", [0.1, 0.3])
def test_both_ends_of_a_scale_belong_to_it(end):
    assert one(end, Scale(min=Decimal("0.1"), max=Decimal("0.3")))[1] is State.GIVEN


@pytest.mark.parametrize(
    ("typed", "value"), [(100.51, Fraction(1005, 10)), (-1.0, Fraction(1, 3) * 0), (1e300, Fraction(1005, 10))]
)
def test_a_value_is_cut_to_the_end_of_its_scale_where_the_rules_say_so(typed, value):
    read = numbers([typed, 50.0], Scale(max=Decimal("100.5")), cap=True)
    assert read.values.value(0) == value
    assert read.values.value(1) == 50
    assert read.capped.tolist() == [True, False]
    assert [f.code for f in read.faults] == ["score-capped"]


def test_one_absurd_cell_leaves_the_others_exact():
    read = numbers([83.3, 1e300, "17,25", Percent(0.5)], Scale())
    assert [read.values.value(i) for i in range(4)] == [Fraction(833, 10), 0, Fraction(1725, 100), 50]


@given(st.lists(st.decimals(0, 100, places=3, allow_nan=False)))
def test_a_decimal_is_the_same_typed_as_number_or_as_text(typed):
    as_floats = numbers([float(d) for d in typed], Scale())
    as_texts = numbers([str(d).replace(".", ",") for d in typed], Scale())
    expected = [Fraction(d) for d in typed]
    assert [as_floats.values.value(i) for i in range(len(typed))] == expected
    assert [as_texts.values.value(i) for i in range(len(typed))] == expected


@given(st.lists(st.one_of(st.floats(), st.integers(), st.text(), st.booleans(), st.builds(Percent, st.floats()))))
def test_every_cell_gets_a_state_and_every_invalid_one_a_fault(values):
    read = numbers(values, Scale())
    told = sorted(i for fault in read.faults for i in fault.index.tolist())
    assert told == [i for i, s in enumerate(read.state.tolist()) if s == State.INVALID]
    assert all(0 <= read.values.value(i) <= 100 for i in range(len(values)))


def test_a_number_next_to_nothing_below_the_scale_is_cut_without_losing_exactness():
    for other in (0.0, 83.3):
        read = numbers([-6.17e-95, other], Scale(), cap=True)
        assert [float(read.values.value(i)) for i in range(2)] == [0, other]
        assert read.capped.tolist() == [True, False]


def of_text_table(*texts: str, scale: Scale | None = None, cap: bool = False):
    read = numbers(texts, scale or Scale(), cap=cap, plain=True)
    return [read.values.value(i) for i in range(len(texts))], [f.code for f in read.faults], read.pointed.tolist()


def test_a_point_of_a_text_table_is_decimal_where_it_can_be_nothing_else():
    assert of_text_table("87.45", "80", "0.5", "87.125") == (
        [Fraction(n) for n in ("87.45", "80", "0.5", "87.125")],
        [],
        [0, 2, 3],
    )
    assert of_text_table("85.5 %", "90%") == ([Fraction("85.5"), 90], [], [0])
    assert of_text_table("0.855", scale=Scale(max=Decimal(1))) == ([Fraction("0.855")], [], [0])


@pytest.mark.parametrize(
    ("texts", "asked"),
    [
        (["87.45", "80,5"], 1),  # two ways of writing in one column
        (["1,234.5", "80"], 1),
        (["87.45", "1.234.567"], 1),
    ],
)
def test_a_point_of_a_text_table_is_asked_back_where_something_speaks_against_it(texts, asked):
    _, codes, pointed = of_text_table(*texts)
    assert codes.count("number-ambiguous") == asked
    assert pointed == []


def test_thousands_are_asked_back_where_the_scale_knows_them():
    wide = Scale(max=Decimal(5000))
    assert of_text_table("1.234", "87.45", "0.875", scale=wide)[1:] == (["number-ambiguous"], [1, 2])
    assert of_text_table("6.234", scale=wide)[1:] == (["number-ambiguous"], [])
    # Capped, every thousand is a possible value.
    assert of_text_table("87.125", cap=True)[1] == ["number-ambiguous"]


def test_a_point_typed_as_text_in_a_workbook_is_always_asked_back():
    assert numbers(["87.45"], Scale()).faults[0].code == "number-ambiguous"


def test_what_stands_far_behind_a_number_is_seen():
    assert one("87,45" + " " * 80 + "x")[2] == ["number-text"]
    assert of_text_table("87.45" + " " * 80 + "x")[1] == ["number-text"]
