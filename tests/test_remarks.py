"""What the law says below a measure, from workbooks to the exact sentence, on both sides of every bound.

Offices, calendar and people are those of ``evidence_offices``: January 2026 has 20 working days, the 1st and 16th are holidays.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import takewhile
from pathlib import Path

import pytest

from asn_eval.examine.person import explain
from asn_eval.pipeline import Evaluation
from asn_eval.present.person.measured import measured_json, measured_lines
from evidence_offices import ROSTER, A, B, C, measured_by, office, person, rules
from test_evidence_workbooks import month

STAFF = {"Pegawai": ROSTER}
PPPK = "199203012023211004"
YEAR = """
    period: {start: 2026-01-01, end: 2026-12-31}
    calendar: {years: {"2026": {holidays: [2026-01-01, 2026-01-16]}}}
"""
TWO_YEARS = """
    period: {start: 2025-12-01, end: 2026-01-31}
    calendar: {years: {"2025": {}, "2026": {holidays: [2026-01-01, 2026-01-16]}}}
"""


def remark(made: Evaluation, nip: str, language: str = "id", below: str = "Ukuran") -> str:
    """The sentence below a measure, "" where there is none: the only indented line that names no rows."""
    lines = measured_lines(made, explain(made, person(made, nip)), language)
    start = next(n for n, line in enumerate(lines) if line.startswith(f"- {below}:"))
    mine = takewhile(lambda line: line.startswith("    "), lines[start + 1 :])
    found = [line.strip() for line in mine if ".xlsx:" not in line]
    assert len(found) <= 1, found
    return "".join(found)


def structured(made: Evaluation, nip: str, kind: str, key: str = "ukuran") -> dict:
    """The remark of one kind as programs get it."""
    return measured_json(made, explain(made, person(made, nip)))[key]["remarks"].get(kind)


def working_days(first: date = date(2026, 1, 2), last: date = date(2026, 1, 30)) -> list[date]:
    """The working days of the office from one day to another."""
    every = (first + timedelta(n) for n in range((last - first).days + 1))
    return [d for d in every if d.weekday() < 5 and d not in {date(2026, 1, 1), date(2026, 1, 16)}]


def attendance(absent: Iterable[int], nip: str = A, days: Sequence[date] | None = None) -> dict:
    """A sheet of everybody's working days, one person away on those whose places are given (from 0)."""
    away = set(absent)
    rows = [
        [nip, day, "" if place in away else "07:20", "" if place in away else "16:05"]
        for place, day in enumerate(days or working_days())
    ]
    return {"Presensi": [["NIP", "Tanggal", "Scan Masuk", "Scan Pulang"], *rows]}


PARTLY = "dalam periode ini (hukum menghitung satu tahun kalender)"
DECIDES = "; yang memutus pejabat yang berwenang."
LISAN = "setara hukuman disiplin ringan – teguran lisan (PP 94/2021)"
TIDAK_PUAS = "setara hukuman disiplin ringan – pernyataan tidak puas secara tertulis (PP 94/2021)"
POTONG = "setara hukuman disiplin sedang – pemotongan tunjangan kinerja 25% selama 6 bulan (PP 94/2021)"
BERHENTI = "hukuman disiplin berat – pemberhentian dengan hormat tidak atas permintaan sendiri"


@pytest.mark.parametrize(
    ("absent", "said"),
    [
        ([], f"Tidak ada hari tidak hadir tanpa alasan sah {PARTLY}."),
        (
            [1, 3],
            (
                f"2 hari tidak hadir tanpa alasan sah {PARTLY}, terpanjang 1 hari berturut-turut: di bawah 3 hari, belum ada "
                "hukuman disiplin (PP 94/2021)."
            ),
        ),
        (
            [1, 3, 4],
            f"3 hari tidak hadir tanpa alasan sah {PARTLY}, terpanjang 2 hari berturut-turut: {LISAN}{DECIDES}",
        ),
        # Nine in a row, and ten that are not: the written statement; ten in a row: dismissal.
        (
            range(9),
            f"9 hari tidak hadir tanpa alasan sah {PARTLY}, terpanjang 9 hari berturut-turut: {TIDAK_PUAS}{DECIDES}",
        ),
        (
            [*range(9), 10],
            f"10 hari tidak hadir tanpa alasan sah {PARTLY}, terpanjang 9 hari berturut-turut: {TIDAK_PUAS}{DECIDES}",
        ),
        (
            range(10),
            (
                f"10 hari tidak hadir tanpa alasan sah {PARTLY}, terpanjang 10 hari berturut-turut: menurut hari berturut-turut setara "
                f"{BERHENTI} (PP 94/2021 Pasal 11 ayat (2) huruf d){DECIDES}"
            ),
        ),
        (
            [0, 1, 2, 3, 5, 6, 7, 9, 10, 11, 13],
            f"11 hari tidak hadir tanpa alasan sah {PARTLY}, terpanjang 4 hari berturut-turut: {POTONG}{DECIDES}",
        ),
    ],
)
def test_days_absent_are_told_with_the_hukuman_they_lead_to(tmp_path: Path, absent: Iterable[int], said: str) -> None:
    made = office(tmp_path, measured_by("attendance.share"), STAFF, attendance(absent))
    assert remark(made, A) == said
    assert remark(made, B) == ""


def test_the_same_in_english(tmp_path: Path) -> None:
    made = office(tmp_path, measured_by("attendance.share"), STAFF, attendance([1, 3, 4]))
    assert remark(made, A, "en") == (
        "Days absent without valid reason in this period (the law counts a calendar year): 3, longest run 2 – what leads to "
        "hukuman disiplin ringan, teguran lisan (PP 94/2021); the competent official decides."
    )
    few = office(tmp_path, measured_by("attendance.share"), STAFF, attendance([1]))
    assert remark(few, A, "en") == (
        "Days absent without valid reason in this period (the law counts a calendar year): 1, longest run 1 – below 3 days no "
        "hukuman disiplin (PP 94/2021)."
    )


def test_absence_as_programs_get_it(tmp_path: Path) -> None:
    made = office(tmp_path, measured_by("attendance.share"), STAFF, attendance(range(10)))
    assert structured(made, A, "absence") == {
        "days": "10",
        "longest_run": 10,
        "first": "2026-01-01",
        "last": "2026-01-31",
        "calendar_year": False,
        "applies": True,
        "level": "berat",
        "hukuman": "pemberhentian dengan hormat tidak atas permintaan sendiri",
        "by_run": True,
        "citation": "PP 94/2021 Pasal 11 ayat (2) huruf d",
    }
    assert structured(made, B, "absence") is None


def test_a_whole_calendar_year_is_what_the_law_counts(tmp_path: Path) -> None:
    book = measured_by("attendance.late_minutes", head=YEAR)
    made = office(tmp_path, book, STAFF, attendance([1, 3, 4]))
    assert remark(made, A) == (
        f"3 hari tidak hadir tanpa alasan sah dalam tahun 2026, terpanjang 2 hari berturut-turut: {LISAN}{DECIDES}"
    )
    assert structured(made, A, "absence")["calendar_year"] is True
    # Evaluated before the year is over it is not a whole one.
    early = office(tmp_path, book, STAFF, attendance([1, 3, 4]), day=date(2026, 12, 30))
    assert remark(early, A).startswith(f"3 hari tidak hadir tanpa alasan sah {PARTLY}, ")


def test_days_of_two_years_are_not_added_up_but_a_run_is_one(tmp_path: Path) -> None:
    days = working_days(date(2025, 12, 1))
    over = days.index(date(2026, 1, 2))
    book = measured_by("attendance.share", head=TWO_YEARS)
    made = office(tmp_path, book, STAFF, attendance([0, 2, 4, over + 2], days=days))
    within = "dalam periode ini, yang melewati pergantian tahun"
    assert remark(made, A) == (
        f"4 hari tidak hadir tanpa alasan sah {within}, terpanjang 1 hari berturut-turut: tingkat hukuman menurut jumlah hari tidak "
        "disebut, sebab hukum menghitung satu tahun kalender (PP 94/2021)."
    )
    run = office(tmp_path, book, STAFF, attendance(range(over - 5, over + 5), days=days))
    assert remark(run, A) == (
        f"10 hari tidak hadir tanpa alasan sah {within}, terpanjang 10 hari berturut-turut: menurut hari berturut-turut setara "
        f"{BERHENTI} (PP 94/2021 Pasal 11 ayat (2) huruf d){DECIDES}"
    )


def test_recaps_do_not_show_days_in_a_row_and_half_days_are_not_rounded_up(tmp_path: Path) -> None:
    recaps = {
        "I": month("JANUARI", [1, A, "Adnan", 20, "17,5", 0, "2,5", 0, 0], [2, B, "Bunga", 20, 8, "", 12, 0, 0]),
    }
    merges = {"merges": {"I": ["A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:G3", "H3:I3"]}}
    made = office(tmp_path, measured_by("attendance.share"), {**STAFF, **recaps}, **merges)
    unseen = "sedangkan yang berturut-turut tidak terlihat dari rekap bulanan"
    assert remark(made, A) == (
        f"2,5 hari tidak hadir tanpa alasan sah {PARTLY}, {unseen}: di bawah 3 hari, belum ada hukuman disiplin (PP 94/2021)."
    )
    assert remark(made, B) == f"12 hari tidak hadir tanpa alasan sah {PARTLY}, {unseen}: {POTONG}{DECIDES}"
    assert structured(made, B, "absence")["longest_run"] is None


def test_days_made_of_minutes_are_told_as_the_office_s_rule(tmp_path: Path) -> None:
    book = measured_by("attendance.share", "records: {attendance: {minutes_per_absence_day: 60}}")
    sheet = attendance([1, 2])
    sheet["Presensi"][-1][2] = "08:30"
    made = office(tmp_path, book, STAFF, sheet)
    assert remark(made, A) == (
        f"3 hari tidak hadir tanpa alasan sah {PARTLY}, termasuk hari dari menit terlambat dan pulang cepat menurut aturan kantor, "
        f"terpanjang 2 hari berturut-turut: {LISAN}{DECIDES}"
    )


def test_the_law_of_pns_is_not_held_against_a_pppk(tmp_path: Path) -> None:
    roster = [*ROSTER, [4, PPPK, "Dara Perumpamaan", "Arsiparis", "Sekretariat"]]
    made = office(tmp_path, measured_by("attendance.share"), {"Pegawai": roster}, attendance(range(10), PPPK))
    assert remark(made, PPPK) == (
        f"10 hari tidak hadir tanpa alasan sah {PARTLY}, terpanjang 10 hari berturut-turut: hukuman menurut PP 94/2021 berlaku bagi "
        "PNS, bukan PPPK."
    )
    assert structured(made, PPPK, "absence")["applies"] is False
    assert structured(made, PPPK, "absence")["level"] is None


def test_before_the_law_only_the_days_are_told(tmp_path: Path) -> None:
    head = 'period: {start: 2021-01-01, end: 2021-06-30}\ncalendar: {years: {"2021": {}}}\n'
    days = working_days(date(2021, 1, 4), date(2021, 1, 29))
    made = office(
        tmp_path,
        measured_by("attendance.share", head=head),
        STAFF,
        attendance([1, 3, 4], B, days),
        day=date(2021, 6, 30),
    )
    assert remark(made, B) == f"3 hari tidak hadir tanpa alasan sah {PARTLY}, terpanjang 2 hari berturut-turut."


def test_absence_is_told_once_below_the_first_indicator_that_counts_for_the_person(tmp_path: Path) -> None:
    book = rules("""
        indicators:
          kehadiran: {title: Kehadiran, weight: 50, measure: attendance.share}
          terlambat: {title: Terlambat, weight: 50, measure: attendance.late_minutes, scale: {max: 9999, direction: lower}}
        profiles:
          arsip: {applies_to: {jabatan: [Arsiparis]}, weights: {terlambat: 100}}
    """)
    sheets = attendance([1])
    for nip in (B, C):
        sheets["Presensi"] += attendance([1], nip)["Presensi"][1:]
    made = office(tmp_path, book, STAFF, sheets)
    assert remark(made, A, below="Kehadiran").startswith("1 hari tidak hadir")
    assert remark(made, A, below="Terlambat") == ""
    assert structured(made, A, "absence", "terlambat") is None
    assert remark(made, C, below="Terlambat").startswith("1 hari tidak hadir")


LOG = ["Tracking ID", "Tanggal Laporan", "NIP Petugas", "Rating"]


def rated(*ratings: object) -> dict:
    return {"Laporan": [LOG, *([f"L{n}", date(2026, 1, 5), A, rating] for n, rating in enumerate(ratings))]}


@pytest.mark.parametrize(
    ("rating", "index", "quality"),
    [
        # Read from two decimals half up: 88.304 is 88.30, 88.305 is 88.31.
        (3.5324, "88,31", "A, Sangat Baik"),
        (3.5322, "88,31", "A, Sangat Baik"),
        (3.53216, "88,3", "B, Baik"),
        (3.532, "88,3", "B, Baik"),
        (3.0644, "76,61", "B, Baik"),
        (3.064, "76,6", "C, Kurang Baik"),
        (2.6, "65", "C, Kurang Baik"),
        (2.5996, "64,99", "D, Tidak Baik"),
        (1, "25", "D, Tidak Baik"),
    ],
)
def test_satisfaction_has_a_letter(tmp_path: Path, rating: float, index: str, quality: str) -> None:
    made = office(tmp_path, measured_by("complaints.satisfaction"), STAFF, rated(rating))
    assert remark(made, A) == (
        f"Indeks {index} dari 25–100 setara mutu pelayanan {quality} (PermenPANRB 14/2017); dihitung dari penilaian pelapor, bukan "
        "survei sembilan unsur."
    )
    assert remark(made, B) == ""


def test_satisfaction_in_english_and_for_programs(tmp_path: Path) -> None:
    made = office(tmp_path, measured_by("complaints.satisfaction"), STAFF, rated(4, 3))
    assert remark(made, A, "en") == (
        "An index of 87.5 on 25–100 stands for service quality B, Baik (PermenPANRB 14/2017); it comes from the reporters' scores, "
        "not from a survey of nine elements."
    )
    assert structured(made, A, "satisfaction") == {
        "index": "87.50",
        "mutu": "B",
        "name": "Baik",
        "scale": "1-4",
        "citation": "PermenPANRB 14/2017",
    }


def test_a_scale_of_five_says_that_it_was_stretched_and_one_to_a_hundred_is_no_index(tmp_path: Path) -> None:
    five = measured_by("complaints.satisfaction", "records: {complaints: {satisfaction: 1-5}}")
    made = office(tmp_path, five, STAFF, rated(4))
    assert remark(made, A) == (
        "Indeks 81,25 dari 25–100 (skala 1–5 direntangkan) setara mutu pelayanan B, Baik (PermenPANRB 14/2017); dihitung dari "
        "penilaian pelapor, bukan survei sembilan unsur."
    )
    hundred = measured_by("complaints.satisfaction", "records: {complaints: {satisfaction: 0-100}}")
    assert remark(office(tmp_path, hundred, STAFF, rated(90)), A) == ""


def test_too_few_ratings_have_no_letter(tmp_path: Path) -> None:
    book = rules("""
        indicators: {ukuran: {weight: 100, measure: complaints.satisfaction, minimum_records: 3, missing: renormalise}}
    """)
    assert remark(office(tmp_path, book, STAFF, rated(4, 4)), A) == ""
    assert remark(office(tmp_path, book, STAFF, rated(4, 4, 4)), A).startswith("Indeks 100 ")


def forms(**roles: Sequence[float]) -> dict:
    """Feedback forms of one person: values by role, each from another rater."""
    rows = [
        [A, role.title(), f"{role} {number}", value]
        for role, values in roles.items()
        for number, value in enumerate(values)
    ]
    return {"Umpan Balik": [["NIP", "Peran", "Nama Penilai", "Akuntabel"], *rows]}


ANONYMOUS = "records: {feedback: {named: []}}"
HIDDEN = "disembunyikan: kurang dari 3 penilai"
KEPT = "disembunyikan: dengannya yang kurang dari 3 penilai dapat dihitung"
LACKING = "belum ada penilaian dari {}, sehingga bobotnya dibagi kepada peran yang menilai"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        # Two colleagues are too few, three are not.
        (
            forms(atasan=[90], rekan=[80, 70], bawahan=[60, 61, 65]),
            f"bawahan 62 (3 penilai); atasan (1 penilai) dan rekan (2 penilai) {HIDDEN}",
        ),
        (
            forms(atasan=[90, 80, 70], rekan=[80, 70, 71], bawahan=[60, 61, 65]),
            "atasan 80 (3 penilai); rekan 73,67 (3 penilai); bawahan 62 (3 penilai)",
        ),
        # One small group alone would be the total less the others: the smallest other joins it.
        (
            forms(atasan=[90], rekan=[80, 70, 60, 50], bawahan=[60, 61, 65]),
            f"rekan 65 (4 penilai); atasan (1 penilai) {HIDDEN}; bawahan (3 penilai) {KEPT}",
        ),
        # Two groups of one are two raters together, still too few.
        (
            forms(atasan=[90], rekan=[80], bawahan=[60, 61, 65]),
            f"atasan (1 penilai) dan rekan (1 penilai) {HIDDEN}; bawahan (3 penilai) {KEPT}",
        ),
        # The own form weighs nothing: nothing can be worked out from it.
        (
            forms(rekan=[80, 70, 60], bawahan=[60, 61, 65], diri=[100]),
            f"rekan 70 (3 penilai); bawahan 62 (3 penilai); diri (1 penilai) {HIDDEN}; {LACKING.format('atasan')}",
        ),
        # Who gave nothing is said, and nothing about those who did.
        (forms(atasan=[90]), f"atasan (1 penilai) {HIDDEN}; {LACKING.format('rekan dan bawahan')}"),
    ],
)
def test_means_of_roles_hide_small_groups_and_what_gives_them_away(tmp_path: Path, given: dict, said: str) -> None:
    made = office(tmp_path, measured_by("feedback.score", ANONYMOUS), STAFF, given)
    assert remark(made, A) == f"Rata-rata menurut peran: {said}."


@pytest.mark.parametrize(
    ("given", "said"),
    [
        # Everybody knows who the superior is: one rater is shown, and hides nobody.
        (
            forms(atasan=[90], rekan=[80, 70, 60, 50], bawahan=[60, 61, 65]),
            "atasan 90 (1 penilai); rekan 65 (4 penilai); bawahan 62 (3 penilai)",
        ),
        # Two colleagues are too few; without the subordinates beside them they would be the total less the superior.
        (
            forms(atasan=[90], rekan=[80, 70], bawahan=[60, 61, 65]),
            f"atasan 90 (1 penilai); rekan (2 penilai) {HIDDEN}; bawahan (3 penilai) {KEPT}",
        ),
        # Nobody is left to stand beside them but the superior, whose word is known: that is kept back too.
        (
            forms(atasan=[90], rekan=[80, 70]),
            f"rekan (2 penilai) {HIDDEN}; atasan (1 penilai) {KEPT}; {LACKING.format('bawahan')}",
        ),
    ],
)
def test_a_rater_who_is_no_secret_is_shown_unless_a_small_group_would_be_given_away(
    tmp_path: Path, given: dict, said: str
) -> None:
    assert (
        remark(office(tmp_path, measured_by("feedback.score"), STAFF, given), A) == f"Rata-rata menurut peran: {said}."
    )


def test_roles_in_english(tmp_path: Path) -> None:
    given = forms(atasan=[90], rekan=[80, 70, 60, 50], bawahan=[60, 61, 65])
    made = office(tmp_path, measured_by("feedback.score", ANONYMOUS), STAFF, given)
    assert remark(made, A, "en") == (
        "Means by role: rekan 65 (raters: 4); atasan (raters: 1) hidden: fewer than 3 raters; bawahan (raters: 3) hidden: with it the "
        "group of fewer than 3 raters could be worked out."
    )


def test_a_hidden_mean_is_nowhere_in_what_programs_get(tmp_path: Path) -> None:
    given = forms(atasan=[91.25], rekan=[80, 70, 60, 50], bawahan=[62.5, 63.5, 64.5])
    made = office(tmp_path, measured_by("feedback.score", ANONYMOUS), STAFF, given)
    assert structured(made, A, "feedback") == {
        "anonymous_from": 3,
        "lacking": [],
        "roles": {
            "atasan": {"raters": 1, "mean": None, "hidden": "few"},
            "rekan": {"raters": 4, "mean": "65", "hidden": None},
            "bawahan": {"raters": 3, "mean": None, "hidden": "complement"},
        },
    }
    found = str(measured_json(made, explain(made, person(made, A))))
    assert not [text for text in ("91", "365", "63.5", "127/2") if text in found]


def test_the_office_says_from_how_many_raters_a_group_is_shown(tmp_path: Path) -> None:
    book = measured_by("feedback.score", "records: {feedback: {anonymous_from: 1}}")
    made = office(tmp_path, book, STAFF, forms(atasan=[90], rekan=[80]))
    assert remark(made, A) == (
        f"Rata-rata menurut peran: atasan 90 (1 penilai); rekan 80 (1 penilai); {LACKING.format('bawahan')}."
    )
    assert structured(made, A, "feedback")["lacking"] == ["bawahan"]


def trained(*records: Sequence[object]) -> dict:
    return {"Diklat": [["NIP", "Nama Pelatihan", "JP", "Tanggal"], *records]}


@pytest.mark.parametrize(
    ("jp", "period", "said"),
    [
        (
            19,
            "2026-12-31",
            "19 JP tercatat pada tahun 2026 dari paling sedikit 20 JP setahun (PP 11/2017): kurang 1 JP.",
        ),
        (20, "2026-12-31", "20 JP tercatat pada tahun 2026 dari paling sedikit 20 JP setahun (PP 11/2017): terpenuhi."),
        (
            19.5,
            "2026-12-30",
            (
                "19,5 JP tercatat pada tahun 2026 dari paling sedikit 20 JP setahun (PP 11/2017): masih kurang 0,5 JP, tahunnya belum "
                "berakhir."
            ),
        ),
        (20, "2026-12-30", "20 JP tercatat pada tahun 2026 dari paling sedikit 20 JP setahun (PP 11/2017): terpenuhi."),
    ],
)
def test_training_of_the_year_stands_against_twenty_jp(tmp_path: Path, jp: float, period: str, said: str) -> None:
    book = measured_by("training.jp", head=f"period: {{start: 2026-01-01, end: {period}}}\n")
    made = office(tmp_path, book, STAFF, trained([A, "Pelayanan", jp, "10/02/2026"], [A, "Lama", 40, "10/02/2025"]))
    assert remark(made, A) == said
    assert remark(made, B) == ""


def test_training_in_english_for_programs_and_of_a_pppk(tmp_path: Path) -> None:
    roster = [*ROSTER, [4, PPPK, "Dara Perumpamaan", "Arsiparis", "Sekretariat"]]
    sheets = trained([A, "Pelayanan", 19, "10/02/2026"], [PPPK, "Arsip", 8, "10/02/2026"])
    made = office(tmp_path, measured_by("training.jp", head=YEAR), {"Pegawai": roster}, sheets)
    assert remark(made, A, "en") == "19 JP on record in 2026 of at least 20 JP a year (PP 11/2017): 1 JP short."
    assert structured(made, A, "training") == {
        "year": 2026,
        "jp": "19",
        "least": 20,
        "short": "1",
        "applies": True,
        "year_over": True,
        "citation": "PP 11/2017",
    }
    assert remark(made, PPPK) == (
        "8 JP tercatat pada tahun 2026; paling sedikit 20 JP setahun (PP 11/2017) berlaku bagi PNS, bukan PPPK."
    )
    assert structured(made, PPPK, "training")["short"] is None


def test_a_period_of_two_years_stands_against_its_last_year(tmp_path: Path) -> None:
    book = measured_by("training.jp", head="period: {start: 2025-07-01, end: 2026-06-30}\n")
    made = office(tmp_path, book, STAFF, trained([A, "Lama", 18, "10/08/2025"], [A, "Baru", 7, "10/02/2026"]))
    lines = measured_lines(made, explain(made, person(made, A)), "id")
    assert "jam pelajaran pelatihan 25 JP" in lines[1]
    assert remark(made, A).startswith("7 JP tercatat pada tahun 2026 dari paling sedikit 20 JP setahun")


def test_a_mean_that_needs_more_records_has_no_means_of_roles(tmp_path: Path) -> None:
    book = rules("""
        indicators: {ukuran: {weight: 100, measure: feedback.score, minimum_records: 9, missing: renormalise}}
    """)
    assert remark(office(tmp_path, book, STAFF, forms(rekan=[80, 70, 60], bawahan=[60, 61, 65])), A) == ""


def test_other_measures_have_no_remark(tmp_path: Path) -> None:
    made = office(
        tmp_path, measured_by("targets.achievement"), STAFF, {"SKP": [["NIP", "Target", "Realisasi"], [A, 10, 9]]}
    )
    assert remark(made, A) == ""
    assert measured_json(made, explain(made, person(made, A)))["ukuran"]["remarks"] == {}
