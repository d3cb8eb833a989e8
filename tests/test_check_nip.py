"""NIPs: what is accepted, what the digits tell, and where the bounds lie."""

import numpy as np
import pytest

from asn_eval.check.faults import Faults
from asn_eval.check.headings import Vocabulary
from asn_eval.check.layouts import recognise
from asn_eval.check.nip import Nips, read_nips, tell_ages
from asn_eval.check.rows import table_of
from checked import book, rulebook, sheet


def read(*values: object) -> tuple[Nips, list[str]]:
    faults, vocabulary = Faults(), Vocabulary(rulebook())
    (layout,) = recognise([book(sheet([["NIP", "Nama"], *([v, "Contoh"] for v in values)]))], vocabulary)
    table = table_of(layout, 0, vocabulary, faults)
    nips = read_nips(table, 1, faults)
    tell_ages(nips, table, np.arange(len(table)), faults)
    return nips, [f.code for f in faults.told()]


@pytest.mark.parametrize(
    "typed",
    [
        "198609262015051001",
        "19860926 201505 1 001",
        "'198609262015051001",
        "19860926.201505.1.001",
        "19860926-201505-1-001",
        "\u00a01986 0926 2015 05 1 001 ",
        "19860926/201505/1/001",
    ],
)
def test_separators_do_not_matter(typed):
    nips, found = read(typed)
    assert found == []
    assert nips.text.tolist() == ["198609262015051001"]
    assert nips.number.tolist() == [198609262015051001]


def test_the_digits_tell_birth_appointment_and_sex():
    nips, _ = read("198609262015051001", "196804111993032009")
    assert nips.born.tolist() == [np.datetime64("1986-09-26").item(), np.datetime64("1968-04-11").item()]
    assert nips.since.astype(str).tolist() == ["2015-05", "1993-03"]
    assert nips.sex.tolist() == [1, 2]
    assert nips.pppk.tolist() == [False, False]


@pytest.mark.parametrize(("month", "pppk"), [("01", False), ("12", False), ("13", True), ("21", True)])
def test_a_month_above_twelve_tells_a_contract(month, pppk):
    nips, found = read(f"198609262022{month}1001")
    assert (nips.pppk.tolist(), found) == ([pppk], [])


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("199902292022031001", "nip-birth"),
        ("189912312015051001", "nip-birth"),
        ("210101012015051001", "nip-birth"),
        ("198600262015051001", "nip-birth"),
        ("198609002015051001", "nip-birth"),
        ("198609262015001001", "nip-month"),
        ("198609260015051001", "nip-month"),
        ("198609262015050001", "nip-sex"),
        ("198609262015053001", "nip-sex"),
        ("19860926201505100１", "nip-characters"),
        ("1986092620150510011", "nip-length"),
        ("19860926201505100\u0661", "nip-characters"),
    ],
)
def test_a_digit_that_cannot_be_is_found(typed, code):
    nips, found = read(typed, "198609262015051001")
    assert found == [code]
    assert nips.valid.tolist() == [False, True]


def test_a_leap_day_is_a_birthday():
    assert read("200002292022031001")[1] == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("199001012006011001", []),
        ("199001012005121001", ["nip-age"]),
        ("195001012010121001", []),
        ("195001012011011001", ["nip-age"]),
        ("200712312023211001", []),
        ("200801012023211001", ["nip-age"]),
    ],
)
def test_age_at_appointment_is_sixteen_to_sixty(typed, found):
    assert read(typed)[1] == found


def test_an_invalid_nip_keeps_what_was_typed_and_tells_nothing():
    nips, _ = read(1.98503152010011e17, " 12x ")
    assert nips.text.tolist() == ["1.98503152010011E+17", "12x"]
    assert np.isnat(nips.born).all()
    assert nips.sex.tolist() == [0, 0]
