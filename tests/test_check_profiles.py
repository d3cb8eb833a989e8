"""Profiles: the first that matches holds, in the rulebook's order."""

from decimal import Decimal

import pytest

from asn_eval.check.profiles import asked_for, profile_of
from asn_eval.rules.rulebook import Indicator, Match, Profile, Rulebook
from checked import NIPS, checked


def rules(*matches: Match) -> Rulebook:
    weights = {"disiplin": Decimal(100)}
    profiles = {f"p{i}": Profile(applies_to=m, weights=weights) for i, m in enumerate(matches)}
    return Rulebook(indicators={"disiplin": Indicator(weight=Decimal(100))}, profiles=profiles)


def people_of(*rows: list[object], book: Rulebook):
    people = [[n, "A", *r, 80.0] for n, r in zip(NIPS, rows, strict=False)]
    return checked([["NIP", "Nama", "Jabatan", "Unit Kerja", "Eselon", "Disiplin"], *people], book).people


@pytest.mark.parametrize(
    ("match", "expected"),
    [
        (Match(jabatan=("Kepala *",)), [0, -1, -1]),
        (Match(jabatan=("*kepala*",)), [0, -1, 0]),
        (Match(jabatan=("STAF",)), [-1, 0, -1]),
        (Match(jabatan=("Staf", "Kepala Dinas")), [0, 0, -1]),
        (Match(jabatan=("*",), unit=("Dinas B",)), [-1, -1, 0]),
        (Match(columns={"Eselon": ("II*",)}), [0, -1, -1]),
        (Match(jenjang=("Ahli *",)), [-1, -1, -1]),
        (Match(jabatan=("Kepala [Dinas]",)), [-1, -1, -1]),
    ],
)
def test_a_profile_is_for_those_who_meet_all_of_it(match, expected):
    book = rules(match)
    rows = (["Kepala Dinas", "Dinas A", "II.b"], ["Staf", "Dinas A", ""], ["Wakil Kepala", "Dinas B", ""])
    assert profile_of(people_of(*rows, book=book), book).tolist() == expected


def test_the_first_profile_that_matches_holds():
    book = rules(Match(jabatan=("Kepala Dinas",)), Match(jabatan=("Kepala *",)), Match(unit=("*",)))
    rows = (["Kepala Dinas", "A", ""], ["Kepala Seksi", "A", ""], ["Staf", "A", ""])
    assert profile_of(people_of(*rows, book=book), book).tolist() == [0, 1, 2]


def test_a_level_a_profile_touches_is_the_profiles_alone():
    parts = {"a": Indicator(weight=Decimal(50)), "b": Indicator(weight=Decimal(50))}
    book = Rulebook(
        indicators={
            "perilaku": Indicator(weight=Decimal(60), parts=parts),
            "skp": Indicator(weight=Decimal(40)),
            "info": Indicator(weight=Decimal(0)),
        },
        profiles={
            "tanpa_skp": Profile(applies_to=Match(unit=("x",)), weights={"perilaku": Decimal(100)}),
            "hanya_a": Profile(applies_to=Match(unit=("y",)), weights={"a": Decimal(100)}),
        },
    )
    asked = {leaf: by_profile.tolist() for leaf, by_profile in asked_for(book).items()}
    assert asked == {
        "a": [True, True, True],
        "b": [True, False, True],
        "skp": [False, True, True],
        "info": [False, False, False],
    }
