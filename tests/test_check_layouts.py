"""What each sheet is taken for, wherever its header stands."""

import pytest

from asn_eval.check.dossier import check
from asn_eval.check.months import Month, months_of
from asn_eval.read.sheet import Book, Sheet
from checked import NIPS, book, checked, codes, rulebook, sheet

PLAIN = [["NIP", "Nama", "Disiplin"], [NIPS[0], "Contoh Satu", 80.0], [NIPS[1], "Contoh Dua", 70.0]]


def score_of(dossier):
    values = dossier.scores["disiplin"]
    return {dossier.people.nip[p]: values.values.value(i) for i, p in enumerate(values.person.tolist())}


@pytest.mark.parametrize(
    "above",
    [
        [],
        [[]],
        [["DAFTAR NILAI PEGAWAI"], ["DINAS CONTOH"], []],
        [["Unit Kerja:", "Dinas Contoh"], []],
        [["Nama", "Daftar nilai"], []],
        [[]] * 40,
    ],
)
@pytest.mark.parametrize("left", [0, 2])
@pytest.mark.parametrize("numbering", [[], [1.0, 2.0, 3.0], ["(1)", "(2)", "(3)"], ["1", "2", "3=1+2"]])
def test_the_header_is_found_below_titles_and_beside_blank_columns(above, left, numbering):
    head, *people = PLAIN
    rows = [*above, head, *([numbering] if numbering else []), *people]
    dossier = checked([[*[""] * left, *row] for row in rows])
    assert score_of(dossier) == {NIPS[0]: 80, NIPS[1]: 70}
    assert dossier.sources[0].header_row == len(above) + 1
    assert dossier.people.row.tolist() == [len(rows) - 1, len(rows)]
    assert codes(dossier) == []


TWO = [
    ["No", "NIP", "Nama", "Nilai", ""],
    ["", "", "", "Disiplin", "Inovasi"],
    [1.0, NIPS[0], "Contoh", 80.0, 70.0],
]


@pytest.mark.parametrize("merged", [(), ((1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 2, 3), (1, 4, 1, 5))])
def test_a_header_of_two_rows_is_read_together(merged):
    dossier = check([book(sheet(TWO, merged=merged))], rulebook())
    assert score_of(dossier) == {NIPS[0]: 80}
    assert dossier.sources[0].header_row == 2
    assert dossier.sources[0].headings["disiplin"] == ("Nilai / Disiplin")


def test_the_value_below_an_indicators_heading_is_the_score_and_the_predicate_is_not():
    rows = [["NIP", "Nama", "Disiplin", ""], ["", "", "Nilai", "Predikat"], [NIPS[0], "Contoh", 80.0, "Baik"]]
    dossier = check([book(sheet(rows, merged=((1, 3, 1, 4),)))], rulebook())
    assert score_of(dossier) == {NIPS[0]: 80}
    assert (dossier.sources[0].ignored, codes(dossier)) == (("Disiplin / Predikat",), [])


def test_the_raters_nip_is_not_the_persons():
    rows = [
        ["Pegawai yang Dinilai", "", "Pejabat Penilai Kinerja", "", "Disiplin"],
        ["NIP", "Nama", "NIP", "Nama", ""],
        [NIPS[0], "Contoh", NIPS[1], "Atasan Contoh", 80.0],
    ]
    dossier = check([book(sheet(rows, merged=((1, 1, 1, 2), (1, 3, 1, 4), (1, 5, 2, 5))))], rulebook())
    assert dossier.people.nip.tolist() == [NIPS[0]]
    assert dossier.scores["disiplin"].rater.tolist() == ["Atasan Contoh"]
    assert codes(dossier) == []


def test_a_text_merged_downwards_holds_for_every_row_of_the_range():
    rows = [
        ["NIP", "Nama", "Unit Kerja", "Disiplin"],
        *([n, "Contoh", u, 80.0] for n, u in zip(NIPS, ("A", "", "", "B", ""), strict=True)),
    ]
    dossier = check([book(sheet(rows, merged=((2, 3, 4, 3), (5, 3, 6, 3))))], rulebook())
    assert dossier.people.texts["unit"].tolist() == ["A", "A", "A", "B", "B"]


def test_each_sheet_is_told_for_what_it_was_taken():
    sheets = (
        sheet([["NIP", "Nama", "Unit Kerja"], [NIPS[0], "Contoh", "A"]], "Data"),
        sheet([["NIP", "Disiplin"], [NIPS[0], 80.0]], "Nilai"),
        sheet([["NIP", "Indikator", "Nilai"], [NIPS[0], "Disiplin", 90.0]], "Daftar"),
        sheet([], "Kosong"),
        sheet([["a"]], "Coretan"),
        sheet([["NIP", "Disiplin"], [NIPS[0], 80.0]], "Rahasia", hidden=True),
    )
    dossier = check([book(*sheets)], rulebook())
    assert [(s.sheet, s.kind, s.why) for s in dossier.sources] == [
        ("Data", "roster", ""),
        ("Nilai", "scores", ""),
        ("Daftar", "scores-long", ""),
        ("Kosong", "ignored", "sheet-empty"),
        ("Coretan", "ignored", "sheet-no-header"),
        ("Rahasia", "ignored", "sheet-hidden"),
    ]
    scores = dossier.scores["disiplin"]
    assert [(scores.source[i], scores.row[i], scores.column[i]) for i in range(2)] == [(1, 2, 2), (2, 2, 3)]


def test_a_sheet_of_scores_with_names_is_the_roster_where_there_is_no_other():
    dossier = checked(PLAIN)
    assert dossier.sources[0].kind == "roster"
    assert dossier.people.texts["unit"].tolist() == ["", ""]


def test_identities_repeated_beside_scores_do_not_make_a_second_roster():
    data = sheet([["NIP", "Nama", "Unit Kerja"], [NIPS[0], "Contoh", "A"]], "Data")
    scores = sheet([["NIP", "Nama", "Unit Kerja", "Disiplin"], [NIPS[0], "Contoh", "A", 80.0]], "Nilai")
    dossier = check([book(data, scores)], rulebook())
    assert [s.kind for s in dossier.sources] == ["roster", "scores"]
    assert (len(dossier.people), codes(dossier)) == (1, [])


@pytest.mark.parametrize(
    ("names", "months"),
    [
        (["Januari", "Pebruari", "Mrt"], [1, 2, 3]),
        (["JAN", "Feb 2026", "Nilai Maret"], [1, 2, 3]),
        (["Bulan 03", "Bln. 4"], [3, 4]),
        (["2026-03", "04-2026"], [3, 4]),
        (["I", "II", "XII"], [1, 2, 12]),
        (["1", "02"], [1, 2]),
        (["January", "December"], [1, 12]),
        (["I"], [None]),
        (["1"], [None]),
        (["Maret"], [3]),
        (["Januari-Maret", "April"], [None, 4]),
        (["Sheet1", "Sheet2"], [None, None]),
        (["Golongan III", "Golongan IV"], [None, None]),
        (["13", "0"], [None, None]),
        (["Rekap 2026", "Total"], [None, None]),
    ],
)
def test_a_month_is_known_by_the_name_of_its_sheet(names, months):
    assert [m and m.number for m in months_of(names)] == months


def test_months_follow_each_other_over_new_year():
    december, january = months_of(["Desember 2025", "Januari 2026"])
    assert december < january == Month(2026, 1)


def test_a_file_is_a_month_where_several_files_are_given():
    books = [
        Book(f"{m} 2026.xlsx", (Sheet(f"{m} 2026.xlsx", "Sheet1", sheet(PLAIN).columns),)) for m in ("Mei", "Juni")
    ]
    dossier = check(books, rulebook())
    assert [s.month for s in dossier.sources] == [5, 6]
    assert (len(dossier.people), len(dossier.scores["disiplin"]), codes(dossier)) == (2, 4, [])


def test_a_list_of_scores_alone_is_no_roster():
    dossier = checked([["NIP", "Indikator", "Nilai"], [NIPS[0], "Disiplin", 80.0]])
    assert codes(dossier) == ["roster-missing", "nip-unknown"]
