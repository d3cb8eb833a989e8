"""Segments of people measured from records: each scored by the records of its own days, the person by those of the whole period."""

from datetime import date
from pathlib import Path

import pytest

from asn_eval.present.outcome.segments import segments_table
from asn_eval.present.person.segments import segment_lines
from evidence_offices import A, B, office, person, rules, total, value

ROSTER = [
    ["NIP", "Nama", "Unit Kerja", "Mulai", "Selesai", "Kerja Sama"],
    [A, "Adnan Contohna", "Bidang Arsip", date(2026, 1, 1), date(2026, 1, 14), 70],  # 14 days
    [A, "Adnan Contohna", "Sekretariat", date(2026, 1, 15), "", 90],  # 17 days
    [B, "Bunga Misalan", "Sekretariat", "", "", 80],
]
# A attends 2 of 3 days in the first segment (to the 14th), 3 of 3 in the second; B all 2.
SCANS = [
    ["NIK", "Nama", "Tanggal", "Scan Masuk", "Scan Pulang", "Absent"],
    [A, "Adnan", "12/01/2026", "07:30", "16:00", "False"],
    [A, "Adnan", "13/01/2026", "", "", "True"],
    [A, "Adnan", "14/01/2026", "07:30", "16:00", "False"],
    [A, "Adnan", "15/01/2026", "07:30", "16:00", "False"],
    [A, "Adnan", "19/01/2026", "07:30", "16:00", "False"],
    [A, "Adnan", "20/01/2026", "07:30", "16:00", "False"],
    [B, "Bunga", "12/01/2026", "07:30", "16:00", "False"],
    [B, "Bunga", "13/01/2026", "07:30", "16:00", "False"],
]
RULES = """
    indicators:
      kerja_sama: {weight: 50}
      disiplin: {weight: 50, measure: attendance.share%s}
"""
RECAP = [["NIP", "Nama", "Hari Kerja", "Hadir"], [A, "Adnan", 20, 18], [B, "Bunga", 20, 20]]


def ledger(made: object) -> list[tuple[str, str]]:
    table = segments_table(made, "id")
    columns = {column.key: column for column in table.columns}
    score = columns["score"]
    shown = [str(int(u)) if k else "" for u, k in zip(score.values, score.present, strict=True)]
    return list(zip(columns["unit"].values.tolist(), shown, strict=True))


def test_each_segment_is_scored_by_the_records_of_its_days(tmp_path: Path) -> None:
    made = office(tmp_path, rules(RULES % ""), {"Pegawai": ROSTER, "Detail": SCANS})
    # Segments: (70 + 66.666…) / 2 = 68.333…; (90 + 100) / 2 = 95.
    assert ledger(made) == [("Bidang Arsip", "6833"), ("Sekretariat", "9500")]
    # The person: typed by days (14 × 70 + 17 × 90) / 31 = 2510/31, records pooled 5 of 6 days = 83.333…; mean 82.1505…
    assert (value(made, A, "kerja_sama"), value(made, A, "disiplin")) == ("2510/31", "250/3")
    assert total(made, A) == "82.15"


def test_an_explanation_tells_the_segments_of_a_person_who_has_several(tmp_path: Path) -> None:
    made = office(tmp_path, rules(RULES % ""), {"Pegawai": ROSTER, "Detail": SCANS})
    assert segment_lines(made, person(made, A), "id") == (
        "Masa tugas yang diprorata",
        "- 01/01/2026–14/01/2026, 14 hari, Bidang Arsip: nilai masa ini 68,33 (berkas1.xlsx:Pegawai!2)",
        "- 15/01/2026–31/01/2026, 17 hari, Sekretariat: nilai masa ini 95,00 (berkas1.xlsx:Pegawai!3)",
        (
            "Skor yang diketik dirata-ratakan menurut hari tiap masa di dalam periode; yang diukur dari catatan, atas catatan seluruh "
            "periode. Nilai satu masa berasal dari sel dan catatan masa itu saja, dan kosong bila tidak lengkap."
        ),
    )
    assert segment_lines(made, person(made, B), "id") == ()


def test_a_segment_with_too_few_records_has_no_score_of_its_own(tmp_path: Path) -> None:
    more = ", minimum_records: 4, missing: renormalise"
    made = office(tmp_path, rules(RULES % more), {"Pegawai": ROSTER, "Detail": SCANS})
    assert ledger(made) == [("Bidang Arsip", ""), ("Sekretariat", "")]
    assert value(made, A, "disiplin") == "250/3"
    assert segment_lines(made, person(made, A), "id")[1] == (
        "- 01/01/2026–14/01/2026, 14 hari, Bidang Arsip (berkas1.xlsx:Pegawai!2)"
    )


@pytest.mark.parametrize(
    ("moved", "expected"),
    # A recap of January belongs to a segment that holds all of January, and to neither of two that divide it.
    [
        ("2026-01-15", [("Bidang Arsip", ""), ("Sekretariat", "")]),
        ("2026-02-01", [("Bidang Arsip", "8000"), ("Sekretariat", "9500")]),
    ],
)
def test_a_recap_of_a_month_is_of_the_segment_that_holds_the_month(
    tmp_path: Path, moved: str, expected: list[tuple[str, str]]
) -> None:
    day = date.fromisoformat(moved)
    roster = [
        ROSTER[0],
        [A, "Adnan Contohna", "Bidang Arsip", date(2026, 1, 1), date.fromordinal(day.toordinal() - 1), 70],
        [A, "Adnan Contohna", "Sekretariat", day, "", 90],
        ROSTER[3],
    ]
    head = """
        period: {start: 2026-01-01, end: 2026-02-28}
        calendar: {years: {"2026": {}}}
    """
    full = [RECAP[0], [A, "Adnan", 20, 20], [B, "Bunga", 20, 20]]
    made = office(
        tmp_path,
        rules(RULES % "", head),
        {"Pegawai": roster, "Januari 2026": RECAP, "Februari 2026": full},
    )
    # January 18 of 20 days = 90, with 70 typed: 80; February 20 of 20 with 90: 95.
    assert ledger(made) == expected


def test_days_of_others_are_gaps_of_a_segment_only_while_it_lasts(tmp_path: Path) -> None:
    # A moves on the 15th, B on the 20th; both scan every day they are recorded. A's first segment: the 12th, 13th and 14th, of which A
    # misses the 13th (B has it): 2 of 3. Its second: the 15th and 19th of the 15th, 19th and 20th: 2 of 3. B: all 4, then 1 of 1.
    roster = [
        ROSTER[0],
        [A, "Adnan Contohna", "Bidang Arsip", date(2026, 1, 1), date(2026, 1, 14), 100],
        [A, "Adnan Contohna", "Sekretariat", date(2026, 1, 15), "", 100],
        [B, "Bunga Misalan", "Bidang Arsip", date(2026, 1, 1), date(2026, 1, 19), 100],
        [B, "Bunga Misalan", "Sekretariat", date(2026, 1, 20), "", 100],
    ]
    days = {A: (12, 14, 15, 19), B: (12, 13, 14, 15, 19, 20)}
    scans = [[nip, "Contoh", f"{day}/01/2026", "07:30", "16:00", "False"] for nip, on in days.items() for day in on]
    made = office(tmp_path, rules(RULES % ""), {"Pegawai": roster, "Detail": [SCANS[0], *scans]})
    # (100 + 66.67) / 2 = 83.33 and (100 + 100) / 2 = 100.
    assert ledger(made) == [
        ("Bidang Arsip", "8333"),
        ("Sekretariat", "8333"),
        ("Bidang Arsip", "10000"),
        ("Sekretariat", "10000"),
    ]
