"""The sheet of measures: one row a person, each measure with its records, and beside it what the law says."""

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from asn_eval.cli.run import run
from asn_eval.pipeline import Evaluation
from asn_eval.present.outcome import result
from asn_eval.present.outcome.measures import measured_table
from asn_eval.present.outcome.result import json_tables, workbook_sheets
from asn_eval.present.tables import Table
from evidence_offices import ROSTER, A, B, C, measured_by, office, rules
from test_remarks import PPPK, STAFF, attendance, forms, rated, trained
from workbooks import write_xlsx

RULES = """
    period: {start: 2026-01-01, end: 2026-01-31}
    calendar: {years: {"2026": {holidays: [2026-01-01, 2026-01-16]}}}
    indicators:
      disiplin: {title: Disiplin, weight: 40, measure: attendance.share, missing: renormalise}
      perilaku: {title: Perilaku, weight: 20, measure: feedback.score, missing: renormalise}
      layanan: {title: Layanan, weight: 20, measure: complaints.satisfaction, minimum_records: 2, missing: renormalise}
      kompetensi: {title: Kompetensi, weight: 20, measure: training.jp, missing: renormalise, scale: {max: 40, unit: JP}}
    coverage: 30
    records: {feedback: {named: []}}
"""


def joined(*sheets: dict) -> dict:
    return {name: rows for sheet in sheets for name, rows in sheet.items()}


def everything(folder: Path, roster: Sequence[Sequence[object]] = ROSTER) -> Evaluation:
    """An office with every remark: A absent three days, C on no list at all."""
    sheets = joined(
        attendance([1, 3, 4]),
        forms(atasan=[90], rekan=[80, 70, 60, 50], bawahan=[60, 61, 65]),
        rated(4, 3),
        trained([A, "Pelayanan", 19, "10/01/2026"], [B, "Arsip", 20, "11/01/2026"]),
    )
    sheets["Presensi"] += attendance([], B)["Presensi"][1:]
    sheets["Laporan"] += [["L9", date(2026, 1, 6), B, 2]]
    return office(folder, rules(RULES, ""), {"Pegawai": roster}, sheets)


def shown(table: Table) -> dict[str, list[str]]:
    """The cells of a table as people read them, by key; blank where a number is absent."""
    cells = {}
    for column in table.columns:
        values = np_list(column.values)
        if column.kind == "decimal":
            values = [f"{v / 10**column.places:.{column.places}f}" for v in values]
        there = [True] * len(values) if column.present is None else column.present.tolist()
        cells[column.key] = [str(v) if t else "" for v, t in zip(values, there, strict=True)]
    return cells


def np_list(values: object) -> list:
    return values.tolist() if hasattr(values, "tolist") else list(values)


def test_one_row_a_person_with_every_measure_its_records_and_its_remark(tmp_path: Path) -> None:
    made = everything(tmp_path)
    assert shown(measured_table(made, "id")) == {
        "nip": [B, A, C],
        "nama": ["Bunga Misalan", "Adnan Contohna", "Cakra Umpama"],
        "unit": ["Bidang Pelayanan", "Bidang Pelayanan", "Sekretariat"],
        "disiplin.value": ["100", "85", ""],
        "disiplin.records": ["20", "20", "0"],
        "absence.days": ["0", "3", ""],
        "absence.run": ["0", "2", ""],
        "absence.level": ["", "ringan", ""],
        "absence.hukuman": ["", "teguran lisan", ""],
        # 90 × 60 + 65 × 20 + 62 × 20 of 100.
        "perilaku.value": ["", "79.4", ""],
        "perilaku.records": ["0", "8", "0"],
        "feedback.atasan.mean": ["", "", ""],
        "feedback.atasan.raters": ["", "1", ""],
        "feedback.rekan.mean": ["", "65", ""],
        "feedback.rekan.raters": ["", "4", ""],
        "feedback.bawahan.mean": ["", "", ""],
        "feedback.bawahan.raters": ["", "3", ""],
        # B has one rating of at least two.
        "layanan.value": ["", "87.5", ""],
        "layanan.records": ["1", "2", "0"],
        "satisfaction.mutu": ["", "B", ""],
        "satisfaction.name": ["", "Baik", ""],
        "kompetensi.value": ["20", "19", ""],
        "kompetensi.records": ["1", "1", "0"],
        "training.jp": ["20", "19", ""],
        "training.short": ["0", "1", ""],
    }


def test_headings_have_units_and_notes_cite_the_law(tmp_path: Path) -> None:
    made = everything(tmp_path)
    table = measured_table(made, "id")
    headings = {column.key: (column.group, column.heading) for column in table.columns}
    assert (table.name, table.title) == ("Ukuran", "Ukuran dari catatan, tiap pegawai")
    assert headings["disiplin.value"] == ("Disiplin", "Bagian hari kerja yang dihadiri (%)")
    assert headings["disiplin.records"] == ("Disiplin", "Catatan")
    assert headings["absence.level"] == ("Disiplin", "Setara hukuman disiplin")
    assert headings["layanan.value"] == ("Layanan", "Rata-rata kepuasan pelapor")
    assert headings["feedback.rekan.mean"] == ("Perilaku", "Rata-rata rekan")
    assert headings["kompetensi.value"] == ("Kompetensi", "Jam pelajaran pelatihan (JP)")
    assert headings["training.short"] == ("Kompetensi", "Kurang dari 20 JP")
    assert table.notes == (
        (
            "Ukuran sebelum menjadi skor, dengan jumlah catatan di baliknya; skor dan poinnya pada lembar Rincian. Kosong: tidak terukur, "
            "atau tidak dipakai baginya."
        ),
        (
            "Hukuman disiplin yang setara dengan hari tanpa alasan sah 1 Januari 2026 sampai 31 Januari 2026 (PP 94/2021; asn-eval law "
            "pp-94-2021); yang memutus pejabat yang berwenang. Hari-hari itu hari dalam periode, sedangkan hukum menghitung satu tahun "
            "kalender."
        ),
        (
            "Mutu pelayanan yang setara dengan indeks 25–100 dua desimal (PermenPANRB 14/2017; asn-eval law ikm); dari penilaian pelapor "
            "skala 1–4, bukan survei sembilan unsur."
        ),
        (
            "Peran dengan penilai tetapi tanpa rata-rata disembunyikan: kurang dari 3 penilai, atau dengannya yang kurang dari 3 penilai "
            "dapat dihitung."
        ),
        "JP tercatat pada tahun 2026 terhadap paling sedikit 20 JP setahun (PP 11/2017; asn-eval law jp-20).",
    )
    english = measured_table(made, "en")
    assert (english.name, english.notes[1]) == (
        "Measures",
        (
            "The hukuman disiplin that days without valid reason from 1 January 2026 to 31 January 2026 lead to (PP 94/2021; asn-eval law "
            "pp-94-2021); the competent official decides. These are the days of the period, while the law counts a calendar year."
        ),
    )


def test_a_measure_that_does_not_count_for_a_person_is_blank(tmp_path: Path) -> None:
    book = rules("""
        indicators:
          disiplin: {weight: 50, measure: attendance.share, missing: renormalise}
          jp: {weight: 50, measure: training.jp, missing: renormalise, scale: {max: 40}}
        profiles:
          arsip: {applies_to: {jabatan: [Arsiparis]}, weights: {jp: 100}}
    """)
    sheets = joined(attendance([1, 3, 4], C), trained([C, "Arsip", 8, "10/01/2026"], [A, "Loket", 8, "10/01/2026"]))
    cells = shown(measured_table(office(tmp_path, book, STAFF, sheets), "id"))
    at = cells["nip"].index(C)
    of_c = {key: texts[at] for key, texts in cells.items() if key.startswith(("disiplin", "absence", "jp."))}
    assert of_c == {
        "disiplin.value": "",
        "disiplin.records": "",
        "absence.days": "",
        "absence.run": "",
        "absence.level": "",
        "absence.hukuman": "",
        "jp.value": "8",
        "jp.records": "1",
    }


def test_words_stand_as_words_and_pppk_have_no_hukuman(tmp_path: Path) -> None:
    table = "{tidak ada: 100, ringan: 80, sedang: 50, berat: 0}"
    book = rules(f"""
        indicators:
          hukdis: {{weight: 50, measure: sanctions.active_level, scale: {{table: {table}}}}}
          absen: {{weight: 50, measure: attendance.absent_days, missing: renormalise, scale: {{max: 31, direction: lower}}}}
    """)
    roster = [*ROSTER, [4, PPPK, "Dara Perumpamaan", "Arsiparis", "Sekretariat"]]
    sanctions = {"Hukdis": [["NIP", "Tingkat Hukuman", "Mulai Hukuman"], [B, "Sedang", "01/01/2026"]]}
    made = office(tmp_path, book, {"Pegawai": roster}, joined(attendance(range(4), PPPK), sanctions))
    table_ = measured_table(made, "id")
    cells = shown(table_)
    assert dict(zip(cells["nip"], cells["hukdis.value"], strict=True)) == {
        A: "tidak ada",
        B: "sedang",
        C: "tidak ada",
        PPPK: "tidak ada",
    }
    at = cells["nip"].index(PPPK)
    assert (cells["absence.days"][at], cells["absence.level"][at]) == ("4", "")
    assert table_.notes[-1] == "Keterangan menurut PP itu hanya bagi PNS; bagi PPPK dikosongkan."


def test_a_pppk_owes_no_jp(tmp_path: Path) -> None:
    roster = [*ROSTER, [4, PPPK, "Dara Perumpamaan", "Arsiparis", "Sekretariat"]]
    sheets = trained([A, "Loket", 8, "10/01/2026"], [PPPK, "Arsip", 8, "10/01/2026"])
    cells = shown(measured_table(office(tmp_path, measured_by("training.jp"), {"Pegawai": roster}, sheets), "id"))
    assert (cells["nip"][:2], cells["training.jp"][:2], cells["training.short"][:2]) == (
        [A, PPPK],
        ["8", "8"],
        ["12", ""],
    )


def test_the_workbook_has_the_sheet_behind_the_details_and_json_the_table(tmp_path: Path) -> None:
    made = everything(tmp_path)
    names = [sheet.name for sheet in workbook_sheets(made, "id")]
    assert names[names.index("Rincian") + 1] == "Ukuran"
    assert "measured" in [table.key for table in json_tables(made, "id")]


def test_json_of_score_holds_the_table_and_no_hidden_mean(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "indicators.yaml").write_text(
        "period: {start: 2026-01-01, end: 2026-01-31}\nindicators: {perilaku: {weight: 100, measure: feedback.score}}\n"
        "records: {feedback: {named: []}}\n",
        encoding="utf-8",
    )
    given = forms(atasan=[91.25], rekan=[80, 70, 60, 50], bawahan=[62.5, 63.5, 64.5])
    write_xlsx(tmp_path / "staf.xlsx", {"Pegawai": ROSTER[:4], **given})
    monkeypatch.chdir(tmp_path)
    assert run(["score", "staf.xlsx", "--json"]) == 0
    out = capfdbinary.readouterr().out.decode()
    assert json.loads(out)["measured"] == [
        {
            "nip": A,
            "nama": "Adnan Contohna",
            "unit": "Bidang Pelayanan",
            "perilaku.value": 80.45,
            "perilaku.records": 8,
            "feedback.atasan.mean": None,
            "feedback.atasan.raters": 1,
            "feedback.rekan.mean": 65,
            "feedback.rekan.raters": 4,
            "feedback.bawahan.mean": None,
            "feedback.bawahan.raters": 3,
        }
    ]
    assert not [text for text in ("91.25", "63.5") if text in out]


def test_a_roster_without_measured_indicators_has_no_such_sheet_and_loads_nothing_for_it(tmp_path: Path) -> None:
    (tmp_path / "indicators.yaml").write_text("indicators: {disiplin: {weight: 100}}", encoding="utf-8")
    write_xlsx(tmp_path / "staf.xlsx", {"Pegawai": [["NIP", "Nama", "Disiplin"], [A, "Adnan Contohna", 83.3]]})
    code = (
        "import sys\nfrom asn_eval.cli import main\ntry:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "print([n for n in sys.modules if n.endswith(('remarks', 'measured_table', 'measure.attendance'))], file=sys.stderr)"
    )
    for command in (["explain", "staf.xlsx", A, "-q"], ["score", "staf.xlsx", "-q", "-o", "h.xlsx"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *command], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        assert done.stderr.splitlines()[-1] == "[]"
    from asn_eval.read.sheet import Book
    from asn_eval.read.workbook import read_book

    book = read_book(tmp_path / "h.xlsx")
    assert isinstance(book, Book)
    assert "Ukuran" not in [sheet.name for sheet in book.sheets]


def test_of_many_people_the_measures_go_to_a_file_of_their_own_and_it_is_said(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(result, "DETAILS_TOGETHER", 2)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "indicators.yaml").write_text(
        "period: {start: 2026-01-01, end: 2026-12-31}\n"
        "indicators: {jp: {title: JP, weight: 100, measure: training.jp, missing: zero, scale: {max: 40}}}\n",
        encoding="utf-8",
    )
    write_xlsx(tmp_path / "staf.xlsx", {"Pegawai": ROSTER, **trained([A, "Loket", 19, "10/01/2026"])})
    assert run(["score", "staf.xlsx", "-o", "hasil.xlsx"]) == 0
    told = capfd.readouterr().err
    assert "Rincian 3 pegawai ditulis terpisah agar cepat: hasil-rincian.csv" in told
    assert "Ukuran 3 pegawai ditulis terpisah agar cepat: hasil-ukuran.csv" in told
    lines = (tmp_path / "hasil-ukuran.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].split(";")[:3] == ["NIP", "Nama", "Unit Kerja"]
    assert lines[1].endswith("Bidang Pelayanan;19;1;19;1")


def test_a_single_measure_needs_no_remark(tmp_path: Path) -> None:
    made = office(
        tmp_path,
        measured_by("complaints.answered_in_time"),
        STAFF,
        {
            "Laporan": [
                ["Tracking ID", "Tanggal Laporan", "Tanggapan Pertama", "NIP Petugas"],
                ["L1", date(2026, 1, 5), date(2026, 1, 6), A],
            ]
        },
    )
    table = measured_table(made, "id")
    assert [column.key for column in table.columns] == ["nip", "nama", "unit", "ukuran.value", "ukuran.records"]
    assert len(table.notes) == 1
