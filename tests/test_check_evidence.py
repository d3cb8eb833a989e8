"""Scores: from columns, score sheets and lists; what is missing, doubled or not asked for."""

from decimal import Decimal

import pytest

from asn_eval.check.dossier import check
from asn_eval.check.records import State
from asn_eval.rules.rulebook import Indicator, Match, Profile, Rulebook
from checked import NIPS, book, checked, codes, rulebook, sheet

PEOPLE = [["NIP", "Nama", "Unit Kerja"], *([n, f"Contoh {i}", "Dinas A"] for i, n in enumerate(NIPS[:3]))]


def places(dossier):
    return [(f.code, f"{f.place.sheet}!{f.place.cells}", f.count) for f in dossier.findings]


def test_the_common_case_has_one_record_a_person_in_roster_order():
    dossier = checked([["NIP", "Nama", "Disiplin"], *([n, "Contoh", 80.0 + i] for i, n in enumerate(NIPS))])
    scores = dossier.scores["disiplin"]
    assert scores.person.tolist() == [0, 1, 2, 3, 4]
    assert scores.row.tolist() == [2, 3, 4, 5, 6]
    assert set(scores.column.tolist()) == {3}
    assert [scores.values.value(i) for i in range(5)] == [80, 81, 82, 83, 84]
    assert scores.rater.tolist() == [""] * 5


def test_a_score_sheet_in_another_order_finds_its_people():
    scores = sheet([["Disiplin", "NIP"], *([80.0 + i, n] for i, n in reversed(list(enumerate(NIPS[:3]))))], "Nilai")
    dossier = check([book(sheet(PEOPLE, "Data"), scores)], rulebook())
    records = dossier.scores["disiplin"]
    assert records.person.tolist() == [2, 1, 0]
    assert [records.values.value(i) for i in range(3)] == [82, 81, 80]
    assert codes(dossier) == []


def test_a_list_gives_one_record_a_line_with_its_rater():
    rows = [["NIP", "Indikator", "Nilai", "Penilai"]]
    rows += [
        [NIPS[0], "Disiplin", 80.0, "Atasan"],
        [NIPS[0], "Nilai disiplin", "90,5", "Rekan"],
        [NIPS[1], "DISIPLIN (%)", "", "Atasan"],
    ]
    rows += [[NIPS[2], "Disiplin", "-", "Atasan"]]
    dossier = check([book(sheet(PEOPLE, "Data"), sheet(rows, "Nilai"))], rulebook())
    records = dossier.scores["disiplin"]
    assert records.rater.tolist() == ["Atasan", "Rekan", "Atasan", "Atasan"]
    assert records.state.tolist() == [State.GIVEN, State.GIVEN, State.EMPTY, State.NOT_APPLICABLE]
    assert str(records.values.value(1)) == "181/2"
    assert places(dossier) == [("score-empty", "Nilai!C4", 1), ("score-not-applicable", "Nilai!C5", 1)]


def test_raters_beside_columns_may_judge_the_same_person():
    rows = [["NIP", "Penilai", "Disiplin"], [NIPS[0], "A", 80.0], [NIPS[0], "B", 90.0], [NIPS[0], "A", 70.0]]
    rows += [[n, "A", 1.0] for n in NIPS[1:3]]
    dossier = check([book(sheet(PEOPLE, "Data"), sheet(rows, "Nilai"))], rulebook())
    assert places(dossier) == [("nip-doubled", "Nilai!A2", 1), ("nip-doubled", "Nilai!A4", 1)]


@pytest.mark.parametrize("policy", ["renormalise", "zero", "exclude"])
def test_an_empty_cell_is_no_finding_where_the_rules_say_what_it_does(policy):
    rules = rulebook(disiplin=Indicator(weight=Decimal(100), missing=policy, not_applicable="renormalise"))
    dossier = checked([["NIP", "Nama", "Disiplin"], [NIPS[0], "A", ""], [NIPS[1], "B", "-"]], rules)
    assert codes(dossier) == []
    nobody = check([book(sheet(PEOPLE, "Data"), sheet([["NIP", "Disiplin"]], "Nilai"))], rules)
    assert codes(nobody) == []
    assert dossier.scores["disiplin"].state.tolist() == [State.EMPTY, State.NOT_APPLICABLE]
    assert dossier.scores["disiplin"].values.units.tolist() == [0, 0]


def test_runs_of_empty_cells_are_one_finding_each():
    cells = ["", "", 80.0, "", 80.0, "", "", ""]
    rows = [["NIP", "Nama", "Disiplin"], *([f"1985031520100110{i:02d}", "A", c] for i, c in enumerate(cells))]
    assert places(checked(rows)) == [
        ("score-empty", "Pegawai!C2:C3", 2),
        ("score-empty", "Pegawai!C5", 1),
        ("score-empty", "Pegawai!C7:C9", 3),
    ]


def test_somebody_with_a_score_in_one_month_is_not_absent():
    sheets = [sheet(PEOPLE, "Data")]
    sheets += [
        sheet([["NIP", "Disiplin"], [NIPS[0], 80.0]], "Januari"),
        sheet([["NIP", "Disiplin"], [NIPS[1], 80.0]], "Februari"),
    ]
    dossier = check([book(*sheets)], rulebook())
    assert [p for p in places(dossier) if p[0] == "score-absent"] == [("score-absent", "Data!4", 1)]
    assert dossier.people.faulty.tolist() == [False, False, True]


def test_somebody_whose_nip_is_wrong_is_not_told_absent_as_well():
    rows = [*PEOPLE, ["123", "Contoh", "Dinas A"]]
    scores = sheet([["NIP", "Disiplin"], *([n, 80.0] for n in NIPS[:3])], "Nilai")
    dossier = check([book(sheet(rows, "Data"), scores)], rulebook())
    assert codes(dossier) == ["nip-length"]


PROFILES = Rulebook(
    indicators={"disiplin": Indicator(weight=Decimal(100)), "pimpin": Indicator(title="Kepemimpinan")},
    profiles={
        "pimpinan": Profile(
            applies_to=Match(jabatan=("Kepala *", "sekretaris")),
            weights={"disiplin": Decimal(50), "pimpin": Decimal(50)},
        )
    },
)


def test_an_indicator_is_asked_of_those_whose_profile_has_it():
    rows = [["NIP", "Nama", "Jabatan", "Disiplin", "Kepemimpinan"]]
    rows += [
        [NIPS[0], "A", "KEPALA  Bidang", 80.0, ""],
        [NIPS[1], "B", "Staf Kepala Bidang", 80.0, ""],
        [NIPS[2], "C", "Sekretaris", 80.0, "baik"],
    ]
    rows += [[NIPS[3], "D", "Staf", 80.0, "baik"], [NIPS[4], "E", "Staf", 80.0, 70.0]]
    dossier = checked(rows, PROFILES)
    assert places(dossier) == [
        ("score-unneeded", "Pegawai!E", 1),
        ("score-empty", "Pegawai!E2", 1),
        ("number-text", "Pegawai!E4", 1),
    ]
    assert dossier.people.faulty.tolist() == [True, False, True, False, False]


def test_the_parts_of_an_indicator_are_read_and_the_whole_is_not():
    parts = {"a": Indicator(weight=Decimal(50)), "b": Indicator(weight=Decimal(50))}
    rules = Rulebook(indicators={"perilaku": Indicator(weight=Decimal(100), parts=parts)})
    dossier = checked([["NIP", "Nama", "A", "B", "Perilaku"], [NIPS[0], "Contoh", 80.0, 90.0, 85.0]], rules)
    assert list(dossier.scores) == ["a", "b"]
    assert dossier.sources[0].ignored == ("Perilaku",)


def test_columns_of_different_precision_stay_exact_together():
    data = sheet([["NIP", "Nama", "Unit Kerja", "Disiplin"], [NIPS[0], "A", "U", 83.125]], "Data")
    more = sheet([["NIP", "Disiplin"], [NIPS[0], "17,5"]], "Nilai")
    records = check([book(data, more)], rulebook()).scores["disiplin"]
    assert [str(records.values.value(i)) for i in range(2)] == ["665/8", "35/2"]


def test_cells_of_somebody_unknown_are_told_and_not_counted():
    scores = sheet([["NIP", "Disiplin"], *([n, 80.0] for n in NIPS[:3]), [NIPS[4], "baik"], [NIPS[3], ""]], "Nilai")
    dossier = check([book(sheet(PEOPLE, "Data"), scores)], rulebook())
    assert places(dossier) == [
        ("nip-unknown", "Nilai!A5", 1),
        ("number-text", "Nilai!B5", 1),
        ("nip-unknown", "Nilai!A6", 1),
    ]
    assert len(dossier.scores["disiplin"]) == 3
    assert not dossier.people.faulty.any()
