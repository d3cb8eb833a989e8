"""Headings: which words stand for which column, and what wins."""

from decimal import Decimal

import pytest

from asn_eval.check.headings import Vocabulary
from asn_eval.rules.requirement import Requirement
from asn_eval.rules.rulebook import Award, Indicator, Rulebook
from checked import NIPS, checked, codes, rulebook

RULES = Rulebook(
    indicators={
        "disiplin": Indicator(weight=Decimal(40), source=("Kedisiplinan Pegawai",)),
        "mutu": Indicator(weight=Decimal(60), title="Kualitas Kerja"),
    },
    headings={"unit": ("Seksi",), "mutu": ("Hasil",)},
)


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("NIP", "nip"),
        ("nip_baru", "nip"),
        ("nipBaru", "nip"),
        ("NIP/NI PPPK", "nip"),
        ("NIP LAMA", "nip_lama"),
        ("N I P", "nip"),
        ("Nama\nPegawai", "nama"),
        ("PANGKAT/GOL. RUANG", "golongan"),
        ("Unit  Kerja :", "unit"),
        ("Seksi", "unit"),
        ("disiplin", "disiplin"),
        ("DISIPLIN (%)", "disiplin"),
        ("Disiplin [0-100]", "disiplin"),
        ("Nilai Disiplin", "disiplin"),
        ("Skor Disiplin (%)", "disiplin"),
        ("Kedisiplinan pegawai", "disiplin"),
        ("Kualitas Kerja", "mutu"),
        ("mutu", "mutu"),
        ("Hasil", "mutu"),
        ("Nilai", "nilai"),
        ("Hobi", None),
        ("(%)", None),
        ("", None),
    ],
)
def test_a_heading_stands_for_a_field_or_an_indicator(heading, target):
    assert Vocabulary(RULES).target(heading) == target


def test_what_a_person_maps_wins_over_what_is_recognised():
    rows = [["NIP", "Nama", "Disiplin", "Kolom saya"], [NIPS[0], "Contoh", 70.0, 90.0]]
    dossier = checked(rows, maps={"kolom SAYA": "disiplin"})
    assert dossier.scores["disiplin"].values.value(0) == 90
    assert dossier.sources[0].columns["disiplin"] == 4
    assert dossier.sources[0].ignored == ("Disiplin",)
    assert codes(dossier) == []


def test_two_columns_that_hold_the_same_are_no_fault():
    assert codes(checked([["NIP", "Nama", "Disiplin", "Nilai Disiplin"], [NIPS[0], "Contoh", 70.0, 70.0]])) == []


def test_a_usual_heading_goes_before_a_makeshift_one():
    dossier = checked(
        [["NIP", "Nama", "Bidang", "Unit Kerja", "Disiplin"], [NIPS[0], "Contoh", "Umum", "Dinas A", 70.0]]
    )
    assert dossier.people.texts["unit"].tolist() == ["Dinas A"]
    assert (dossier.sources[0].ignored, codes(dossier)) == (("Bidang",), [])


def test_a_heading_the_office_lists_goes_before_a_usual_one():
    rules = Rulebook(indicators={"disiplin": Indicator(weight=Decimal(100))}, headings={"unit": ("Bidang",)})
    rows = [["NIP", "Nama", "Unit Kerja", "Bidang", "Disiplin"], [NIPS[0], "Contoh", "Dinas A", "Umum", 70.0]]
    dossier = checked(rows, rules)
    assert (dossier.people.texts["unit"].tolist(), codes(dossier)) == (["Umum"], [])


def test_headings_nobody_asked_for_are_listed_and_those_the_rules_refer_to_are_not():
    award = Award(title="Teladan", requires=(Requirement(column="Hukuman Disiplin", one_of=("Tidak",)),))
    rules = Rulebook(indicators={"disiplin": Indicator(weight=Decimal(100))}, awards={"teladan": award})
    rows = [
        ["No", "NIP", "Nama", "Disiplin", "HUKUMAN  disiplin", "Hobi"],
        [1.0, NIPS[0], "Contoh", 70.0, " Tidak ", "x"],
    ]
    dossier = checked(rows, rules)
    assert dossier.sources[0].ignored == ("Hobi",)
    assert dossier.people.columns["Hukuman Disiplin"].tolist() == ["Tidak"]


def test_an_indicator_wins_over_a_field_of_the_same_name():
    rules = rulebook(pendidikan=Indicator(weight=Decimal(100)))
    dossier = checked([["NIP", "Nama", "Pendidikan"], [NIPS[0], "Contoh", 70.0]], rules)
    assert dossier.scores["pendidikan"].values.value(0) == 70
    assert codes(dossier) == []


def test_an_indicator_only_nobodys_profile_asks_for_may_be_absent():
    rules = rulebook(disiplin=Indicator(weight=Decimal(100)), inovasi=Indicator(), catatan=Indicator(weight=Decimal(0)))
    dossier = checked([["NIP", "Nama", "Disiplin"], [NIPS[0], "Contoh", 70.0]], rules)
    assert codes(dossier) == []
    assert len(dossier.scores["inovasi"]) == 0


def test_a_group_heading_about_evaluation_is_not_a_raters_block() -> None:
    vocabulary = Vocabulary(Rulebook(indicators={"inovasi": Indicator(weight=Decimal(100))}))
    assert vocabulary.target_of_parts(("Penilaian Kinerja", "Inovasi")) == "inovasi"
    assert vocabulary.target_of_parts(("Pejabat Penilai", "Nama")) == "penilai"
