"""A folder of workbooks: one result each, a summary of all, and nothing that stops the rest."""

import io
import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import deadly
from asn_eval.batch import Job, Task, in_folder_order, run_batch
from asn_eval.cli.run import run
from asn_eval.crew import Crew, InTurn
from asn_eval.findings import Finding, Place
from asn_eval.folder import held_in, result_names, summary_path
from asn_eval.pipeline import Choices, Policy, Refusal
from asn_eval.present.outcome import batch as batch_tables
from asn_eval.present.screens.progress import Bar
from asn_eval.present.screens.terminal import screen
from asn_eval.rules.rulebook import Indicator, Rulebook
from checked import NIPS
from workbooks import write_csv, write_xlsx

HEAD = ["NIP", "Nama", "Unit Kerja", "Disiplin", "Kerja Sama"]
RULES = """
version: 1
period: {start: 2026-01-01, end: 2026-12-31}
indicators:
  disiplin: {weight: 60}
  kerja_sama: {weight: 40}
"""
POLICY = Policy(
    Rulebook(indicators={"disiplin": Indicator(weight=60), "kerja_sama": Indicator(weight=40)}), "indicators.yaml"
)
TASK = Task(POLICY, Choices(date(2026, 12, 31)), "id", datetime(2026, 12, 31, 8))


def rows(*scores: tuple[object, object]) -> list[list[object]]:
    return [HEAD, *([nip, f"Contoh {nip[-3:]}", "Bagian Umum", *s] for nip, s in zip(NIPS, scores, strict=False))]


def good(path: Path, *scores: tuple[object, object]) -> Path:
    return write_xlsx(path, {"Pegawai": rows(*(scores or ((80, 90), (70, 75.5))))})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as offices have them."""
    held = tmp_path / "masuk"
    held.mkdir()
    (held / "indicators.yaml").write_text(RULES)
    good(held / "baik.xlsx")
    good(held / "salah.xlsx", (80, "abc"), (70, 75))
    (held / "halaman.xls").write_text("<html><body><table></table></body></html>")
    (held / "~$baik.xlsx").write_bytes(b"\x05baik")
    (held / ".tersembunyi.xlsx").write_bytes(b"")
    (held / "catatan.txt").write_text("apa saja")
    (held / "arsip").mkdir()
    write_csv(held / "baik.csv", [[str(c) for c in row] for row in rows((60, 70), (50, 40))])
    return held


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = run([str(a) for a in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def as_json(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict[str, Any]]:
    code, out, err = told(capsys, "batch", *arguments, "--json", "--jobs", 1)
    assert err == ""
    return code, json.loads(out)


def jobs_of(*paths: Path, task: Task = TASK) -> list[Job]:
    results = paths[0].parent / "hasil"
    results.mkdir(exist_ok=True)
    return [Job(n, p, results / name, task) for n, (p, name) in enumerate(zip(paths, result_names(paths), strict=True))]


def cells(path: Path, sheet: str) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))


# What a folder gives


def test_a_folder_gives_a_line_for_every_workbook_and_a_result_for_those_that_can_be_scored(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, found = as_json(capsys, folder)
    assert code == 7
    assert {key: found[key] for key in ("files", "done", "failed", "skipped")} == {
        "files": 4,
        "done": 2,
        "failed": 2,
        "skipped": 0,
    }
    assert [(line["file"], line["status"], line["people"], line["result"]) for line in found["workbooks"]] == [
        ("baik.csv", "selesai", 2, "baik-csv-hasil.xlsx"),
        ("baik.xlsx", "selesai", 2, "baik-xlsx-hasil.xlsx"),
        ("halaman.xls", "gagal", None, ""),
        ("salah.xlsx", "gagal", None, ""),
    ]
    assert sorted(path.name for path in (folder / "hasil").iterdir()) == [
        "baik-csv-hasil.xlsx",
        "baik-xlsx-hasil.xlsx",
        "ringkasan-batch.xlsx",
    ]


def test_the_numbers_of_a_workbook_are_exact(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, found = as_json(capsys, folder)
    by_file = {line["file"]: line for line in found["workbooks"]}
    line = by_file["baik.xlsx"]
    # 80 × 60 % + 90 × 40 % = 84; 70 × 60 % + 75.5 × 40 % = 72.2; their mean is 78.1
    assert (line["mean"], line["highest"], line["ranked"], line["excluded"], line["not_assessable"]) == (
        78.1,
        84.0,
        2,
        0,
        0,
    )
    assert (by_file["salah.xlsx"]["errors"], by_file["baik.csv"]["errors"]) == (1, 0)
    assert [(u["file"], u["unit"], u["people"], u["mean"]) for u in found["units"]] == [
        ("baik.csv", "Bagian Umum", 2, 55.0),
        ("baik.xlsx", "Bagian Umum", 2, 78.1),
    ]


def test_the_first_finding_is_a_sentence_with_its_cell_and_all_findings_are_listed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, found = as_json(capsys, folder)
    first = {line["file"]: line["first"] for line in found["workbooks"]}
    assert first["halaman.xls"] == "isinya halaman web (HTML), bukan buku kerja"
    assert first["salah.xlsx"].startswith("Pegawai!E2: ")
    assert '"abc"' in first["salah.xlsx"]
    listed = [(f["place"], f["code"]) for f in found["findings"]]
    assert (str(folder), "batch-ignored") in listed
    assert [place for place, _ in listed if place.startswith("salah")] == ["salah.xlsx:Pegawai!E2"]


def test_the_gravest_finding_comes_first() -> None:
    one = batch_tables.Done(
        0,
        "a.xlsx",
        "failed",
        (
            Finding("batch-ignored", Place("a.xlsx"), {"count": "1", "names": "x"}),
            Finding("batch-empty", Place("a.xlsx")),
        ),
    )
    assert batch_tables.first_finding(one, "id") == "tidak ada lembar kerja di folder ini"


def test_a_result_is_what_score_writes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    as_json(capsys, folder)
    alone = folder.parent / "baik-xlsx-hasil.xlsx"
    code, _, _ = told(capsys, "score", folder / "baik.xlsx", "-o", alone)
    assert code == 0
    assert (folder / "hasil" / "baik-xlsx-hasil.xlsx").read_bytes() == alone.read_bytes()


def test_the_summary_workbook_holds_workbooks_findings_units_and_trail(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    as_json(capsys, folder)
    path = folder / "hasil" / "ringkasan-batch.xlsx"
    assert openpyxl.load_workbook(path).sheetnames == ["Ringkasan", "Temuan", "Per Unit", "Jejak"]
    summary = cells(path, "Ringkasan")
    assert [row[0] for row in summary[:4]] == [
        "Ringkasan penilaian satu folder",
        "2 selesai + 2 gagal + 0 dilewati = 4 berkas",
        "Berkas yang selesai: 4 diperingkat + 0 dikeluarkan + 0 belum dapat dinilai = 4 pegawai",
        "Buku aturan: indicators.yaml; hari penilaian: 31 Desember 2026.",
    ]
    assert [row[:3] for row in summary[-4:]] == [
        ("baik.csv", "selesai", 2),
        ("baik.xlsx", "selesai", 2),
        ("halaman.xls", "gagal", None),
        ("salah.xlsx", "gagal", None),
    ]
    assert [row[0] for row in cells(path, "Jejak")][-3:] == [
        "SHA-256 baik.csv",
        "SHA-256 baik.xlsx",
        "SHA-256 salah.xlsx",
    ]


def test_the_terminal_tells_the_same_on_stdout_and_hints_on_stderr(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = told(capsys, "batch", folder, "--jobs", 1)
    assert code == 7
    assert "2 selesai + 2 gagal + 0 dilewati = 4 berkas" in out
    assert "baik.xlsx" in out
    assert "78,10" in out
    assert "isinya halaman web (HTML), bukan buku kerja" in out
    assert (
        f"{folder}: 2 isi folder bukan lembar kerja dan tidak dibaca (arsip/, catatan.txt); "
        "abaikan bila memang bukan data penilaian [batch-ignored]" in err
    )
    assert f"Ditulis: {folder / 'hasil' / 'ringkasan-batch.xlsx'}" in err


@pytest.mark.parametrize("width", ["80", "160"])
def test_no_number_is_cut_at_any_width(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    _, out, _ = told(capsys, "batch", folder, "--jobs", 1, "--quiet")
    assert all(number in out for number in ("78,10", "55,00"))
    assert "salah.xlsx: Pegawai!E2: " in out or width == "160"
    table = [line for line in out.splitlines() if line.startswith(("Berkas  ", "─", "baik", "salah", "halaman"))]
    assert len(table) == 6
    assert max(map(len, table)) <= int(width)


def test_all_done_is_exit_0_and_english_is_spoken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "indicators.yaml").write_text(RULES)
    good(tmp_path / "a.xlsx")
    code, out, _ = told(capsys, "batch", tmp_path, "--lang", "en")
    assert code == 0
    assert "1 done + 0 failed + 0 skipped = 1 files" in out


# Existing results


def test_an_existing_result_is_kept_and_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    as_json(capsys, folder)
    result = folder / "hasil" / "baik-xlsx-hasil.xlsx"
    result.write_bytes(b"ditandatangani")
    code, found = as_json(capsys, folder)
    line = found["workbooks"][1]
    assert (code, line["status"], line["first"]) == (
        7,
        "dilewati",
        "dilewati karena hasilnya sudah ada",
    )
    assert result.read_bytes() == b"ditandatangani"
    assert Path(found["summary"]).name == "ringkasan-batch-2.xlsx"


def test_force_replaces_results_and_summary(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    as_json(capsys, folder)
    before = {path.name: path.read_bytes() for path in (folder / "hasil").iterdir()}
    for name in before:
        (folder / "hasil" / name).write_bytes(b"lama")
    _, found = as_json(capsys, folder, "--force")
    assert found["done"] == 2
    assert {path.name: path.read_bytes() for path in (folder / "hasil").iterdir()} == before


def test_skipped_workbooks_alone_are_no_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "indicators.yaml").write_text(RULES)
    good(tmp_path / "a.xlsx")
    assert [as_json(capsys, tmp_path)[0], as_json(capsys, tmp_path)[0]] == [0, 0]


# What stops before any work


@pytest.mark.parametrize(
    ("make", "code", "message"),
    [
        (
            lambda _: None,
            4,
            "{p}: folder tidak ditemukan; periksa ejaan nama folder dan tempatnya [batch-folder-missing]",
        ),
        (
            lambda p: p.touch(),
            4,
            (
                "{p}: ini berkas, bukan folder; sebutkan folder yang memuatnya, atau pakai asn-eval score untuk satu "
                "berkas [batch-not-folder]"
            ),
        ),
        (
            lambda p: (p.mkdir(), (p / "ringkasan-batch-2.xlsx").touch(), (p / "~$a.xlsx").touch()),
            4,
            (
                "{p}: tidak ada lembar kerja di folder ini; taruh berkas .xlsx, .xlsm, .xls, .xlsb, .ods, atau .csv "
                "langsung di dalamnya; subfolder tidak dibaca [batch-empty]"
            ),
        ),
    ],
)
def test_a_folder_without_workbooks_is_told(
    make: Any, code: int, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "masuk"
    make(path)
    left, out, err = told(capsys, "batch", path)
    assert (left, out) == (code, "")
    assert message.format(p=path) in err


def test_a_folder_that_may_not_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", refuse)
    held = held_in(tmp_path, tmp_path / "hasil", "indicators.yaml")
    assert [f.message() for f in held.findings] == [
        (
            f"{tmp_path}: isi folder tidak dapat dibaca; minta hak baca kepada pengelola folder, atau salin berkasnya ke "
            "folder lain [batch-folder-denied]"
        )
    ]


def test_a_fault_of_the_rulebook_is_told_once_and_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "indicators.yaml").write_text(RULES.replace("60", "50"))
    code, out, err = told(capsys, "batch", folder)
    assert (code, out) == (3, "")
    assert err.count("GALAT") == err.count("[weights-sum]") == 1
    assert not (folder / "hasil").exists()


@pytest.mark.parametrize(
    ("results", "code", "message"),
    [
        (
            ".",
            5,
            (
                "folder hasil sama dengan folder masukan; beri folder lain dengan --output, atau tanpa --output agar "
                "dipakai subfolder hasil [batch-output-same]"
            ),
        ),
        (
            "catatan.txt",
            5,
            "ini berkas, padahal hasil memerlukan folder; beri nama folder lain dengan --output [batch-output-file]",
        ),
        ("tidak/ada", 5, "[output-folder-missing]"),
    ],
)
def test_a_place_that_cannot_hold_results_is_told_before_any_work(
    results: str, code: int, message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left, out, err = told(capsys, "batch", folder, "-o", folder / results)
    assert (left, out) == (code, "")
    assert message in err


def test_a_summary_that_cannot_be_written_is_exit_5_and_the_table_is_told_all_the_same(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "hasil" / "ringkasan-batch.xlsx").mkdir(parents=True)
    code, out, err = told(capsys, "batch", folder, "--force", "--jobs", 1)
    assert code == 5
    assert "2 selesai" in out
    assert "[output-is-folder]" in err


# Names


def test_workbooks_come_in_the_order_a_file_manager_shows(tmp_path: Path) -> None:
    for name in ("bidang 10.xlsx", "Bidang 2.xlsx", "bidang 2.csv", "arsip.ods", "10.xls", "9.xls"):
        (tmp_path / name).touch()
    held = held_in(tmp_path, tmp_path / "hasil", "indicators.yaml")
    assert [path.name for path in held.workbooks] == [
        "9.xls",
        "10.xls",
        "arsip.ods",
        "bidang 2.csv",
        "Bidang 2.xlsx",
        "bidang 10.xlsx",
    ]


def test_results_never_share_a_name_and_never_leave_the_folder() -> None:
    names = result_names(
        [Path(p) for p in ("A.xlsx", "a.csv", "a-CSV.xls", "b\n:c.ods", "\udcff.csv", f"{'é' * 250}.csv", "..xlsx")]
    )
    assert names[:5] == (
        "A-xlsx-hasil.xlsx",
        "a-csv-hasil.xlsx",
        "a-CSV-2-hasil.xlsx",
        "b__c-hasil.xlsx",
        "_-hasil.xlsx",
    )
    assert len({name.casefold() for name in names}) == len(names)
    assert all(len(name.encode()) < 255 and Path(name).name == name for name in names)


def test_a_summary_is_numbered_rather_than_replaced(tmp_path: Path) -> None:
    for expected in ("ringkasan-batch.xlsx", "ringkasan-batch-2.xlsx", "ringkasan-batch-3.xlsx"):
        path = summary_path(tmp_path, force=False)
        assert path.name == expected
        path.touch()
    assert summary_path(tmp_path, force=True).name == "ringkasan-batch.xlsx"


def test_a_file_name_made_of_any_bytes_is_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "indicators.yaml").write_text(RULES)
    try:
        good(tmp_path / "aneh\udcff\x1b[2J.xlsx")
    except OSError:
        pytest.skip("this file system keeps no such names")
    code, found = as_json(capsys, tmp_path)
    line = found["workbooks"][0]
    assert (code, line["file"], line["result"]) == (0, "aneh��[2J.xlsx", "aneh__[2J-hasil.xlsx")


# Executors


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_completion_does_not_matter(folder: Path, seed: int) -> None:
    paths = held_in(folder, folder / "hasil", "indicators.yaml").workbooks
    jobs = jobs_of(*paths, task=Task(POLICY, TASK.choices, "id", TASK.now, force=True))
    straight = in_folder_order(list(run_batch(jobs, InTurn())))
    random.Random(seed).shuffle(jobs)  # noqa: S311
    mixed = in_folder_order(list(run_batch(jobs, InTurn(), at_once=3)))
    assert mixed == straight
    assert summary_bytes(mixed) == summary_bytes(straight)


def summary_bytes(everything: Sequence[batch_tables.Done]) -> bytes:
    from asn_eval.present.files.workbook import write_workbook

    target = io.BytesIO()
    tables = batch_tables.batch_tables(everything, (), POLICY, TASK.choices, "id")
    write_workbook(target, tables, language="id")
    return target.getvalue()


def test_any_number_of_processes_writes_the_same_bytes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = []
    for number in (1, 3):
        results = folder.parent / f"hasil{number}"
        assert told(capsys, "batch", folder, "-o", results, "--jobs", number)[0] == 7
        written.append({path.name: path.read_bytes() for path in results.iterdir()})
    assert written[0] == written[1]
    assert len(written[0]) == 3


def test_findings_of_one_place_come_in_one_order(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = tuple(Finding("batch-bug", Place("a.xlsx"), {"kind": kind, "where": "?"}) for kind in "ABC")
    lines = []
    for refused in (found, found[::-1]):
        monkeypatch.setattr("asn_eval.batch.evaluate", lambda *_, refused=refused: Refusal(refused))
        lines += run_batch(jobs_of(folder / "baik.xlsx"), InTurn())
    assert lines[0] == lines[1]


def test_threads_do_the_work_as_well(folder: Path) -> None:
    paths = held_in(folder, folder / "hasil", "indicators.yaml").workbooks
    with ThreadPoolExecutor(3) as pool:
        everything = in_folder_order(list(run_batch(jobs_of(*paths), pool, at_once=3)))
    assert [one.status for one in everything] == ["done", "done", "failed", "failed"]


def test_one_at_a_time_starts_no_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asn_eval.crew.Workers", None)
    with Crew(1, folder) as crew:
        assert [one.status for one in run_batch(jobs_of(folder / "baik.xlsx"), crew.executor())] == ["done"]


def test_our_own_bug_in_one_workbook_is_its_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from asn_eval import batch

    whole = batch.evaluate

    def faulty(books: Any, *more: Any) -> Any:
        if books[0].file == "baik.csv":
            raise ZeroDivisionError
        return whole(books, *more)

    monkeypatch.setattr(batch, "evaluate", faulty)
    first, second = run_batch(jobs_of(folder / "baik.csv", folder / "baik.xlsx"), InTurn())
    assert second.status == "done"
    assert first.status == "failed"
    (finding,) = first.findings
    assert finding.says().startswith(
        "program mengalami kesalahan sendiri pada berkas ini (ZeroDivisionError di test_batch.py:"
    )
    assert finding.message().endswith(
        "; data Anda tidak berubah; kirim baris ini kepada pengelola program, lalu nilai berkas lain seperti biasa [batch-bug]"
    )


def test_a_workbook_that_exhausts_the_memory_is_its_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausting(*_: Any) -> None:
        raise MemoryError

    monkeypatch.setattr("asn_eval.batch.evaluate", exhausting)
    (one,) = run_batch(jobs_of(folder / "baik.xlsx"), InTurn())
    assert [f.code for f in one.findings] == ["batch-worker-died"]


# Processes that die


def files(folder: Path, *stems: str) -> list[Path]:
    return [good(folder / f"{stem}.xlsx") for stem in stems]


def with_processes(jobs: Sequence[Job], work: Any, size: int = 2) -> list[batch_tables.Done]:
    with Crew(size, jobs[0].output.parent) as crew:
        return list(in_folder_order(list(run_batch(jobs, crew.executor(), size, crew.executor, work))))


def test_a_process_that_dies_is_one_line_and_the_others_are_finished(tmp_path: Path) -> None:
    jobs = jobs_of(*files(tmp_path, "a", "mati", "p", "q"))
    everything = with_processes(jobs, deadly.dies)
    assert [one.status for one in everything] == ["done", "failed", "done", "done"]
    assert [f.message() for f in everything[1].findings] == [
        (
            "mati.xlsx: proses yang menilainya terhenti mendadak, mungkin karena memori komputer habis; jalankan berkas ini "
            "sendiri dengan asn-eval score, atau ulangi dengan --jobs 1 setelah menutup program lain [batch-worker-died]"
        )
    ]


def test_a_process_that_died_in_company_is_tried_again_alone(tmp_path: Path) -> None:
    everything = with_processes(jobs_of(*files(tmp_path, "a", "mati")), deadly.dies_once)
    assert [one.status for one in everything] == ["done", "done"]


def test_a_process_that_dies_leaves_no_half_result(tmp_path: Path) -> None:
    everything = with_processes(jobs_of(*files(tmp_path, "a", "mati")), deadly.dies_writing)
    assert [one.status for one in everything] == ["done", "failed"]
    assert [path.name for path in (tmp_path / "hasil").iterdir()] == ["a-hasil.xlsx"]


def test_without_new_executors_the_unfinished_are_failed_lines(tmp_path: Path) -> None:
    jobs = jobs_of(*files(tmp_path, "mati", "p"))
    with Crew(2, tmp_path) as crew:
        everything = in_folder_order(list(run_batch(jobs, crew.executor(), 1, None, deadly.dies)))
    assert [[f.code for f in one.findings] for one in everything] == [["batch-worker-died"], ["batch-worker-died"]]


def test_an_answer_that_cannot_travel_is_a_line(tmp_path: Path) -> None:
    (one,) = with_processes(jobs_of(*files(tmp_path, "a")), deadly.cannot_travel)
    assert [f.code for f in one.findings] == ["batch-bug"]


def test_an_interrupt_stops_the_processes_and_removes_what_is_half_written(tmp_path: Path) -> None:
    jobs = jobs_of(*files(tmp_path, "a", "b"))
    results = tmp_path / "hasil"

    def interrupted() -> None:
        with Crew(2, results) as crew:
            pool = crew.executor()
            for job in jobs:
                pool.submit(deadly.stays, job)
            while len(list(results.iterdir())) < 2:
                time.sleep(0.01)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert multiprocessing.active_children() == []
    assert list(results.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="the signal of a POSIX terminal")
def test_ctrl_c_is_exit_130_without_a_trace_and_finished_results_stay(tmp_path: Path) -> None:
    (tmp_path / "indicators.yaml").write_text(RULES)
    files(tmp_path, *(f"f{n:03}" for n in range(150)))
    results = tmp_path / "hasil"
    command = [sys.executable, "-m", "asn_eval", "batch", str(tmp_path), "--jobs", "2"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as child:
        while not list(results.glob("*-hasil.xlsx")):
            time.sleep(0.01)
        # A terminal sends it to every process at once.
        os.killpg(child.pid, signal.SIGINT)
        out, err = child.communicate()
    assert (child.returncode, out) == (130, "")
    assert "Traceback" not in err
    assert err.splitlines()[-1].startswith("Dihentikan: ")
    kept = list(results.iterdir())
    assert 1 <= len(kept) < 150
    assert all(openpyxl.load_workbook(path).sheetnames for path in kept)


@pytest.mark.skipif(os.name != "posix", reason="the signal of a POSIX terminal")
def test_a_process_is_deaf_to_ctrl_c_from_birth(tmp_path: Path) -> None:
    # A program of its own: in this one processes may have been started before.
    program = (
        "from pathlib import Path; from asn_eval.crew import Crew; import deadly\n"
        "with Crew(2, Path()) as crew: print(crew.executor().submit(deadly.hears_interrupts, 0).result())"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "False\n"


# The bar


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def drawn(stream: io.StringIO, *, shown: bool = True, patience: float = 0.0) -> str:
    with Bar(screen("id", stream=stream), "Menilai 2 berkas", 2, shown=shown, patience=patience) as bar:
        while patience == 0.0 and shown and stream.isatty() and "0/2" not in stream.getvalue():
            time.sleep(0.01)
        bar.advance()
        bar.advance()
    return stream.getvalue()


def test_a_bar_counts_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    text = drawn(Terminal())
    assert "Menilai 2 berkas" in text
    assert "2/2" in text


def test_no_bar_is_drawn_into_a_file_for_short_work_or_when_quiet() -> None:
    assert drawn(io.StringIO()) == ""
    assert drawn(Terminal(), patience=600.0) == ""
    assert drawn(Terminal(), shown=False) == ""
