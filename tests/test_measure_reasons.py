"""Why somebody has no measure: too few records are named with their count, recaps that cannot tell days are named as such."""

from datetime import date
from pathlib import Path

import pytest

from asn_eval.examine.person import explain
from asn_eval.pipeline import Evaluation
from asn_eval.present.outcome.ranking import unranked_reason
from asn_eval.present.outcome.summary import treatment_lines
from asn_eval.present.person.measured import measured_lines
from asn_eval.score import Outcome, Why
from evidence_offices import HEAD, ROSTER, A, B, C, office, person, refused, rules, told

STAFF = {"Pegawai": ROSTER}
LOG = ["Tracking ID", "Tanggal Laporan", "Tanggapan Pertama", "NIP Petugas"]
CASES = {
    "Laporan": [
        LOG,
        *([f"L{n}", date(2026, 1, 5), date(2026, 1, 6), A] for n in range(3)),
        ["L9", date(2026, 1, 5), date(2026, 1, 7), B],
    ]
}
RECAP = {"Januari": [["NIP", "Nama", "Hari Kerja", "Hadir", "Alpa"], [A, "Adnan", 20, 10, 10], [B, "Bunga", 20, 20, 0]]}


def book(indicator: str, more: str = "") -> object:
    return rules(f"indicators:\n  u: {{title: Ketanggapan, weight: 100, {indicator}}}\n{more}")


def why(made: Evaluation, nip: str, language: str = "id") -> tuple[Outcome, Why, str]:
    at = person(made, nip)
    return Outcome(int(made.scores.outcome[at])), Why(int(made.scores.why[at])), unranked_reason(made, at, language)


@pytest.mark.parametrize(("least", "ranked"), [(1, True), (2, False)])
def test_too_few_records_are_not_assessable_and_say_how_many(tmp_path: Path, least: int, ranked: bool) -> None:
    rulebook = book(
        f"measure: complaints.response_days_median, minimum_records: {least}, missing: exclude, scale: {{max: 60, direction: lower}}"
    )
    made = office(tmp_path, rulebook, STAFF, CASES)
    if ranked:
        assert Outcome(int(made.scores.outcome[person(made, B)])) == Outcome.RANKED
    else:
        assert why(made, B) == (Outcome.NOT_ASSESSABLE, Why.FEW, "Ketanggapan hanya punya 1 catatan, paling sedikit 2")
        assert why(made, B, "en")[2] == "Ketanggapan rests on 1 records, fewest 2"
    # Who has no record at all is excluded, as the rulebook says.
    assert why(made, C)[:2] == (Outcome.EXCLUDED, Why.POLICY)
    few = () if ranked else ("Ketanggapan: 1 pegawai dengan catatan terlalu sedikit belum dapat dinilai",)
    assert treatment_lines(made, "id") == ("Ketanggapan: 1 pegawai tanpa nilai dikeluarkan", *few)
    few = () if ranked else ("Ketanggapan: 1 people with too few records not assessable",)
    assert treatment_lines(made, "en") == ("Ketanggapan: 1 people without a value excluded", *few)
    counts = [int((made.scores.outcome == outcome).sum()) for outcome in Outcome]
    assert counts == ([2, 1, 0] if ranked else [1, 1, 1])


def test_several_indicators_with_too_few_records_are_all_named(tmp_path: Path) -> None:
    lower = "missing: exclude, minimum_records: 2, scale: {direction: lower}"
    rulebook = rules(
        f"""
        indicators:
          tanggap: {{weight: 50, measure: complaints.response_days_median, {lower}}}
          lambat: {{weight: 50, measure: complaints.response_days_p90, minimum_records: 4, missing: exclude, scale: {{direction: lower}}}}
        """
    )
    made = office(tmp_path, rulebook, STAFF, CASES)
    assert why(made, A)[2] == "Lambat hanya punya 3 catatan, paling sedikit 4"
    assert (
        why(made, B)[2]
        == "Tanggap hanya punya 1 catatan, paling sedikit 2; Lambat hanya punya 1 catatan, paling sedikit 4"
    )


def test_an_excluded_indicator_beside_one_with_too_few_records_excludes(tmp_path: Path) -> None:
    rulebook = rules(
        """
        indicators:
          tanggap:
            {weight: 50, measure: complaints.response_days_median, minimum_records: 2, missing: exclude, scale: {direction: lower}}
          hadir: {weight: 50, measure: attendance.share, missing: exclude}
        """
    )
    made = office(tmp_path, rulebook, STAFF, CASES, {"Januari": RECAP["Januari"][:2]})
    assert why(made, B) == (
        Outcome.EXCLUDED,
        Why.POLICY,
        "Hadir kosong; buku aturan mengeluarkan pegawai tanpa nilai itu",
    )


def test_a_recap_cannot_give_a_run_and_is_not_called_missing(tmp_path: Path) -> None:
    run = "measure: attendance.absent_run, scale: {direction: lower}"
    messages = refused(tmp_path, book(run), STAFF, RECAP)
    assert messages[:2] == [
        (
            "berkas1.xlsx:Pegawai!4: Ketanggapan bagi Adnan Contohna tidak dapat diukur dari rekap bulanan: rekap tidak menyebut harinya; "
            "tambahkan presensi harian, atau atur missing untuk indikator ini di buku aturan [measure-recap]"
        ),
        (
            "berkas1.xlsx:Pegawai!5: Ketanggapan bagi Bunga Misalan tidak dapat diukur dari rekap bulanan: rekap tidak menyebut harinya; "
            "tambahkan presensi harian, atau atur missing untuk indikator ini di buku aturan [measure-recap]"
        ),
    ]
    # The third has no record of any kind.
    assert messages[2].endswith("[measure-absent]")


@pytest.mark.parametrize("measure", ["absent_run", "deduction"])
def test_where_it_may_be_missing_the_recaps_that_cannot_tell_are_counted(tmp_path: Path, measure: str) -> None:
    given = f"measure: attendance.{measure}, missing: exclude, scale: {{direction: lower}}"
    made = office(tmp_path, book(given, "records: {attendance: {absent_deduction: 4}}"), STAFF, RECAP)
    assert told(made) == [
        (
            "berkas1.xlsx:Pegawai!4: Ketanggapan tidak dapat diukur dari rekap bulanan bagi 2 pegawai, mulai dari yang ini; tambahkan "
            "presensi harian bila indikator ini harus dinilai [measure-recaps]"
        )
    ]
    assert [f.message("en") for f in made.findings] == [
        (
            "berkas1.xlsx:Pegawai!4: Ketanggapan cannot be measured from monthly recaps for 2 people, beginning with this one; add daily "
            "attendance if the indicator is to be judged [measure-recaps]"
        )
    ]
    recap = "Ketanggapan tidak dapat diukur dari rekap bulanan; buku aturan mengeluarkan pegawai tanpa nilai itu"
    assert why(made, A) == (Outcome.EXCLUDED, Why.POLICY, recap)
    assert why(made, A, "en")[2] == (
        "Ketanggapan cannot be measured from monthly recaps; the rulebook excludes people without it"
    )
    assert why(made, C)[2] == "Ketanggapan kosong; buku aturan mengeluarkan pegawai tanpa nilai itu"
    lines = measured_lines(made, explain(made, person(made, A)), "id")
    assert any(
        line.endswith("tidak diketahui; rekap bulanan tidak menyebut harinya, jadi diperlukan presensi harian.")
        for line in lines
    ), lines
    lines = measured_lines(made, explain(made, person(made, C)), "id")
    assert any("tidak ada catatan" in line for line in lines), lines


def test_daily_attendance_beside_no_recap_is_measured_and_nothing_is_told(tmp_path: Path) -> None:
    day = ["NIP", "Tanggal", "Scan Masuk", "Scan Pulang"]
    daily = {"Presensi": [day, [A, date(2026, 1, 5), "", ""], [A, date(2026, 1, 6), "07:30", "16:00"]]}
    given = "measure: attendance.absent_run, missing: exclude, scale: {direction: lower}"
    made = office(tmp_path, book(given), STAFF, daily)
    assert told(made) == []
    assert Outcome(int(made.scores.outcome[person(made, A)])) == Outcome.RANKED


def test_a_short_service_is_the_reason_before_too_few_records(tmp_path: Path) -> None:
    roster = [[*ROSTER[2], "Mulai"], [*ROSTER[3], "2026-01-01"], [*ROSTER[4], "2026-01-20"], [*ROSTER[5], "2026-01-01"]]
    head = HEAD.replace("2026-01-31}", "2026-01-31, minimum_days: 15}")
    given = "measure: complaints.response_days_median, minimum_records: 2, missing: exclude, scale: {direction: lower}"
    rulebook = rules(f"indicators:\n  u: {{title: Ketanggapan, weight: 100, {given}}}\n", head)
    made = office(tmp_path, rulebook, {"Pegawai": roster}, CASES)
    assert why(made, B)[:2] == (Outcome.NOT_ASSESSABLE, Why.PERIOD)


def test_whoever_has_a_nip_nobody_can_read_is_told_the_nip_alone(tmp_path: Path) -> None:
    # B's NIP was stored as a number: no record can be B's until it is mended, and C, who has none, is told so.
    roster = [*ROSTER[:4], [2, float(B), *ROSTER[4][2:]], ROSTER[5]]
    messages = refused(
        tmp_path, book("measure: attendance.share"), {"Pegawai": roster}, {"Januari": RECAP["Januari"][:2]}
    )
    assert [message.rpartition("[")[2] for message in messages] == ["nip-number]", "measure-absent]"]
    assert "Cakra Umpama" in messages[1]
