"""People: who is read from the roster, in which order, and who is faulty."""

from asn_eval.check.dossier import check
from checked import NIPS, book, checked, codes, rulebook, sheet

HEAD = ["NIP", "Nama", "Unit Kerja", "Disiplin"]


def test_a_plain_roster_gives_people_scores_and_no_findings():
    dossier = checked([HEAD, [NIPS[0], " Contoh  Satu ", "Dinas A", 87.5]])
    assert dossier.findings == ()
    assert dossier.people.nip.tolist() == [NIPS[0]]
    assert dossier.people.texts["nama"].tolist() == ["Contoh Satu"]
    assert dossier.people.texts["jabatan"].tolist() == [""]
    assert dossier.people.faulty.tolist() == [False]
    assert str(dossier.scores["disiplin"].values.value(0)) == "175/2"
    assert str(dossier.place(0, 2, 4)) == "staf.xlsx:Pegawai!D2"


def test_invalid_rows_are_people_too_and_faulty():
    dossier = checked(
        [HEAD, ["", "Contoh Satu", "A", 80.0], ["12", "Contoh Dua", "A", 80.0], [NIPS[0], "Contoh Tiga", "A", 80.0]]
    )
    assert dossier.people.nip.tolist() == ["", "12", NIPS[0]]
    assert dossier.people.faulty.tolist() == [True, True, False]
    assert len(dossier.scores["disiplin"]) == 3


def test_a_wrong_score_makes_its_person_faulty_in_whichever_sheet_it_stands():
    data = sheet([["NIP", "Nama", "Unit Kerja"], [NIPS[0], "Satu", "A"], [NIPS[1], "Dua", "A"]], "Data")
    scores = sheet([["NIP", "Disiplin"], [NIPS[1], "baik"], [NIPS[0], 80.0]], "Nilai")
    dossier = check([book(data, scores)], rulebook())
    assert dossier.people.faulty.tolist() == [False, True]


def test_a_warning_makes_nobody_faulty():
    rows = [["NIP", "Nama", "Jenis Kelamin", "Disiplin"], [NIPS[0], "Contoh", "Perempuan", 80.0]]
    dossier = checked(rows)
    assert (codes(dossier), dossier.people.faulty.tolist()) == (["nip-sex-differs"], [False])


def test_every_spelling_of_a_sex_is_compared():
    words = ["L", "Laki-laki", "PRIA", "lk", "1", "", "tidak diisi"]
    rows = [
        ["NIP", "Nama", "JK", "Disiplin"],
        *([f"1985031520100110{i:02d}", "Contoh", w, 80.0] for i, w in enumerate(words)),
    ]
    assert codes(checked(rows)) == []


def test_a_contract_worker_is_compared_by_the_year_of_appointment_only():
    rows = [
        ["NIP", "Nama", "TMT CPNS", "Disiplin"],
        ["199007202022211001", "A", "1/8/2022", 80.0],
        ["199007202022212002", "B", "1/8/2023", 80.0],
    ]
    dossier = checked(rows)
    assert [(f.code, f.place.cells) for f in dossier.findings] == [("nip-since-differs", "C3")]


def test_a_nip_three_times_names_the_first_cell():
    dossier = checked([HEAD, *([NIPS[0], f"Contoh {i}", "A", 80.0] for i in range(3))])
    assert [(f.place.cells, f.values["other"]) for f in dossier.findings] == [("A2", "A3"), ("A3", "A2"), ("A4", "A2")]
    assert dossier.people.faulty.all()


def test_the_latest_month_tells_who_somebody_is_and_earlier_months_keep_their_scores():
    january = sheet([HEAD, [NIPS[0], "Satu", "Dinas A", 80.0], [NIPS[1], "Dua", "Dinas A", 60.0]], "Januari")
    february = sheet([HEAD, [NIPS[2], "Tiga", "Dinas A", 70.0], [NIPS[0], "Satu", "Dinas B", 90.0]], "Februari")
    dossier = check([book(february, january)], rulebook())
    people = dict(zip(dossier.people.nip.tolist(), dossier.people.texts["unit"].tolist(), strict=True))
    assert people == {NIPS[0]: "Dinas B", NIPS[1]: "Dinas A", NIPS[2]: "Dinas A"}
    scores = dossier.scores["disiplin"]
    months = [
        (dossier.people.nip[p], dossier.sources[s].month)
        for p, s in zip(scores.person.tolist(), scores.source.tolist(), strict=True)
    ]
    assert sorted(months) == sorted([(NIPS[0], 1), (NIPS[0], 2), (NIPS[1], 1), (NIPS[2], 2)])
    assert sorted(codes(dossier)) == ["identity-changed", "month-absent", "month-absent"]


def test_a_change_over_an_empty_month_names_the_month_it_was_last_given():
    sheets = [
        sheet([HEAD, [NIPS[0], "Satu", unit, 80.0]], name)
        for name, unit in (("Jan", "Dinas A"), ("Feb", ""), ("Mar", "Dinas B"))
    ]
    dossier = check([book(*sheets)], rulebook())
    (finding,) = dossier.findings
    assert (str(finding.place), finding.values["other"]) == ("staf.xlsx:Mar!C2", "Jan!C2")


def test_the_same_wrong_nip_in_two_months_is_one_person():
    sheets = [sheet([HEAD, ["123", "Satu", "A", 80.0], ["123", "Dua", "A", 80.0]], name) for name in ("Jan", "Feb")]
    dossier = check([book(*sheets)], rulebook())
    assert dossier.people.texts["nama"].tolist() == ["Satu", "Dua"]
    assert dossier.people.faulty.all()


def test_a_nip_twice_in_one_month_is_two_people_and_an_error_in_that_month():
    january = sheet([HEAD, [NIPS[0], "Satu", "A", 80.0], [NIPS[0], "Lain", "A", 81.0]], "Januari")
    february = sheet([HEAD, [NIPS[0], "Satu", "A", 82.0]], "Februari")
    dossier = check([book(january, february)], rulebook())
    assert [f.place.cells for f in dossier.findings if f.code == "nip-doubled"] == ["A2", "A3"]
    assert dossier.people.faulty.tolist() == [True]


def test_rows_between_and_below_people_are_left_out_and_told():
    rows = [
        HEAD,
        ["BIDANG UMUM"],
        [NIPS[0], "Satu", "A", 80.0],
        ["", "", "Sub Jumlah", 80.0],
        [],
        ["BIDANG LAIN"],
        [NIPS[1], "Dua", "A", 80.0],
    ]
    rows += [["Jumlah", "", "", 160.0], ["", "Rata-rata", "", 80.0], ["", "", "Mengetahui,"], ["", "", "Contoh Kepala"]]
    dossier = checked(rows)
    assert [(f.code, f.place.cells) for f in dossier.findings] == [
        ("row-title", "2"),
        ("row-total", "4"),
        ("row-title", "6"),
        ("row-total", "8"),
        ("row-total", "9"),
        ("row-signature", "10:11"),
    ]
    assert dossier.people.nip.tolist() == [NIPS[0], NIPS[1]]


def test_a_person_without_nip_below_all_others_is_not_taken_for_a_signature():
    dossier = checked([HEAD, [NIPS[0], "Satu", "A", 80.0], ["", "Kepala Contoh", "A", 80.0], ["", "Contoh Dua"]])
    assert codes(dossier) == ["nip-empty", "score-empty", "nip-empty"] or codes(dossier).count("nip-empty") == 2
    assert len(dossier.people) == 3


def test_a_signature_stands_below_people_and_never_between_them():
    rows = [HEAD, [NIPS[0], "Satu", "A", 80.0], ["", "Mengetahui,"], ["", "Dua", "A"], [NIPS[1], "Tiga", "A", 80.0]]
    dossier = checked(rows)
    assert dossier.people.texts["nama"].tolist() == ["Satu", "Mengetahui,", "Dua", "Tiga"]
    assert "row-signature" not in codes(dossier)


def test_hidden_rows_are_people_and_counted():
    dossier = check(
        [book(sheet([HEAD, *([n, "Contoh", "A", 80.0] for n in NIPS)], hidden_rows=frozenset({3, 4, 99})))], rulebook()
    )
    assert len(dossier.people) == 5
    assert [(f.code, f.count) for f in dossier.findings] == [("rows-hidden", 2)]


def test_a_strange_age_is_told_once_a_person_and_not_once_a_month():
    young = "200503152010011001"
    sheets = [sheet([HEAD, [young, "Satu", "A", 80.0]], name) for name in ("Jan", "Feb")]
    dossier = check([book(*sheets)], rulebook())
    assert [(f.code, str(f.place)) for f in dossier.findings] == [("nip-age", "staf.xlsx:Feb!A2")]


def test_sheets_that_repeat_nearly_everybody_are_the_fault_and_not_each_person():
    def staff(count, name):
        return sheet([HEAD, *([NIPS[i], f"Contoh {i}", "A", 80.0] for i in range(count))], name)

    dossier = check([book(staff(5, "TW I"), staff(4, "TW II"))], rulebook())
    assert [(f.code, str(f.place), f.count) for f in dossier.findings] == [("sheet-repeats", "staf.xlsx:TW II", 4)]
    # Two people in common may be slips, and so may three of five.
    few = check([book(staff(5, "Bidang A"), staff(2, "Bidang B"))], rulebook())
    assert set(codes(few)) == {"nip-doubled"}
    others = [[f"19800101201001100{i}", f"Lain {i}", "B", 80.0] for i in (1, 2)]
    some = [[NIPS[i], f"Contoh {i}", "A", 80.0] for i in range(3)]
    partly = check([book(staff(5, "Bidang A"), sheet([HEAD, *some, *others], "Bidang B"))], rulebook())
    assert set(codes(partly)) == {"nip-doubled"}


def test_nobody_below_headings_in_another_order_is_relied_on():
    moved = ["NIP", "Nama", "Disiplin", "Unit Kerja"]
    rows = [HEAD, [NIPS[0], "Satu", "A", 80.0], HEAD, [NIPS[1], "Dua", "A", 80.0], moved, [NIPS[2], "Tiga", 90.0, 90.0]]
    dossier = checked([*rows, HEAD, [NIPS[3], "Empat", "A", 80.0]])
    assert codes(dossier) == ["row-header", "row-header-differs", "row-header"]
    assert dossier.people.faulty.tolist() == [False, False, True, True]


def test_headings_of_two_rows_repeated_in_one_are_the_same():
    top = [["NIP", "Nama", "Unit Kerja", "Nilai"], ["", "", "", "Disiplin"]]
    rows = [
        *top,
        [NIPS[0], "Satu", "A", 80.0],
        ["NIP", "NAMA", "Unit  Kerja", "Kedisiplinan"],
        [NIPS[1], "Dua", "A", 80.0],
    ]
    assert codes(checked(rows)) == ["row-header"]


def test_pages_that_repeat_headings_of_two_rows_and_their_numbering_are_read_through():
    def page(k, *, order=("Disiplin", "Golongan")):
        top = [
            ["No", "NIP", "Nama", "Unit Kerja", "Nilai", ""],
            ["", "", "", "", *order],
            [1.0, 2.0, 3.0, 4.0, 5.0, 6.0],
        ]
        return [*top, [float(k), NIPS[k], f"Contoh {k}", "A", 80.0, "III/a"]]

    dossier = checked([*page(0), *page(1), *page(2)])
    assert codes(dossier) == ["row-header", "row-header"]
    assert len(dossier.people) == 3
    other = checked([*page(0), *page(1, order=("Golongan", "Disiplin"))])
    assert codes(other) == ["row-header", "row-header-differs"]
    assert other.people.faulty.tolist() == [False, True]
