"""Findings in lines: those alike together, cells and rows named as people count them."""

from asn_eval.findings import Finding, Place
from asn_eval.present.messages import LISTED, alike, line, totals_line


def empty(row: int, rows: int = 1, column: int = 4) -> Finding:
    return Finding("score-empty", Place("staf.xlsx", "Nilai", row, column, rows), {"indicator": "Disiplin"}, rows)


def lines(*findings: Finding, language: str = "id") -> list[str]:
    return [line(group, language) for group in alike(findings)]


def test_one_finding_is_its_message() -> None:
    assert lines(empty(45)) == [empty(45).message()]


def test_a_run_of_cells_is_one_line_with_their_number() -> None:
    assert lines(empty(45, 10)) == [
        "staf.xlsx:Nilai!D45:D54 (10 sel): nilai Disiplin kosong; isi nilainya, atau atur missing untuk indikator ini [score-empty]"
    ]


def test_scattered_cells_of_one_column_are_one_line() -> None:
    assert lines(empty(5), empty(9, 2))[0].startswith("staf.xlsx:Nilai!D5, D9:D10 (3 sel): nilai Disiplin kosong;")


def test_columns_stay_apart() -> None:
    assert len(lines(empty(5), empty(5, column=6))) == 2


def test_many_places_are_listed_as_far_as_a_line_holds() -> None:
    said = lines(*(empty(row) for row in range(2, 40, 2)))[0]
    assert said.startswith("staf.xlsx:Nilai!D2, D4, D6, D8, D10, D12 … (19 sel)")
    assert said.count("D") - said.count("Disiplin") == LISTED


def test_values_that_differ_are_told_by_an_example() -> None:
    texts = [
        Finding("number-text", Place("staf.xlsx", "Nilai", row, 4), {"indicator": "Disiplin", "found": word})
        for row, word in ((3, "baik"), (7, "cukup"))
    ]
    assert lines(*texts) == [
        (
            'staf.xlsx:Nilai!D3, D7 (2 sel): antara lain "baik" bukan angka untuk Disiplin; '
            'ketik angkanya, atau "-" bila tidak berlaku [number-text]'
        )
    ]
    assert lines(*texts, language="en")[0].startswith("staf.xlsx:Nilai!D3, D7 (2 cells): among others")


def test_every_missing_column_has_its_own_line() -> None:
    missing = [
        Finding(
            "heading-missing", Place("staf.xlsx", "Nilai", 1), {"heading": heading, "target": target, "nearest": ""}
        )
        for heading, target in (("Disiplin", "disiplin"), ("Inovasi", "inovasi"))
    ]
    assert lines(*missing) == [finding.message() for finding in missing]


def test_people_without_a_score_are_put_together_by_indicator() -> None:
    absent = [
        Finding(
            "score-absent", Place("staf.xlsx", "Pegawai", row), {"indicator": indicator, "nip": "198503152010011001"}
        )
        for row in (4, 9)
        for indicator in ("Disiplin", "Inovasi")
    ]
    said = lines(*absent)
    assert [text.partition(": ")[0] for text in said] == ["staf.xlsx:Pegawai!4, 9 (2 baris)"] * 2
    assert "nilai Disiplin" in said[0]
    assert "nilai Inovasi" in said[1]


def test_rows_are_counted_as_rows() -> None:
    signature = Finding("row-signature", Place("staf.xlsx", "Nilai", 70, 0, 6), {"found": "Kepala"}, 6)
    assert lines(signature)[0].startswith("staf.xlsx:Nilai!70:75 (6 baris): ")


def test_totals_count_cells_and_not_lines() -> None:
    assert totals_line([empty(45, 10), empty(60)], "id") == "11 galat, 0 peringatan."
