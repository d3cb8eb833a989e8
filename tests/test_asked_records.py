"""Records no indicator is measured from, only asked about: their faults are told once, as warnings, and the rows at fault are named."""

import pytest

from asn_eval.cli.run import run
from asn_eval.decide.awards import Standing
from asn_eval.pipeline import Choices, Evaluation, Refusal, evaluate_dossier
from asn_eval.present.outcome.proposals import reasons_of
from evidence_offices import DAY, A, B, C, office, outcome, person, refused, rules, told
from workbooks import write_xlsx

HISTORY = "{fact: predikat_sebelumnya, at_least: Baik}"
FIVE = "Sangat Baik, Baik, Butuh Perbaikan, Kurang, Sangat Kurang"
PEOPLE = [
    ["NIP", "Nama", "Unit Kerja", "Disiplin"],
    [A, "Adnan Contohna", "Sekretariat", 90],
    [B, "Bunga Misalan", "Sekretariat", 80],
    [C, "Cakra Umpama", "Sekretariat", 70],
]


def book(asked: str = HISTORY, more: str = "", year: int = 2026):
    text = f"""
    indicators: {{disiplin: {{title: Disiplin, weight: 100}}}}
    awards: {{a: {{title: Teladan, quota: 3, requires: [{asked}]}}}}
    {more}
    """
    return rules(text, f"\n    period: {{start: {year}-01-01, end: {year}-12-31}}\n")


def history(*rows: object) -> dict[str, object]:
    return {"Pegawai": PEOPLE, "Riwayat": [["NIP", "Tahun", "Predikat"], *rows]}


def reasons(made: Evaluation, nip: str) -> str:
    return " | ".join(reasons_of(made, made.proposals[0], person(made, nip), "id"))


def test_a_word_of_a_history_only_an_award_asks_for_is_a_warning(tmp_path):
    made = office(tmp_path, book(), history([A, 2025, "Bagus"], [B, 2025, "Baikk"], [C, 2025, "Baik"]))
    assert told(made) == [
        f'berkas1.xlsx:Riwayat!C2: "Bagus" tidak dikenal sebagai Predikat; pakai salah satu: {FIVE} [record-word-listed]',
        'berkas1.xlsx:Riwayat!C3: "Baikk" tidak dikenal sebagai Predikat; maksud Anda "Baik"? [record-word]',
    ]
    assert {f.severity for f in made.findings} == {"warning"}
    assert made.proposals[0].standing[person(made, A)] == Standing.TO_VERIFY
    # Every total stands; only who wants no warning at all is refused.
    strict = evaluate_dossier(made.dossier, made.policy, Choices(DAY, strict=True))
    assert isinstance(strict, Refusal)


def test_words_of_years_nobody_asks_for_are_left_alone(tmp_path):
    rows = [A, 2024, "Bagus"], [A, 2025, "Baik"], [A, 2026, "Bagus"]
    assert told(office(tmp_path, book(), history(*rows))) == []
    several = book("{fact: predikat_sebelumnya, at_least: Baik, consecutive_periods: 2}")
    assert [f.place.cells for f in office(tmp_path, several, history(*rows)).findings] == ["C2"]


def test_a_rulebook_that_asks_nothing_of_records_is_told_nothing(tmp_path):
    made = office(tmp_path, book("{fact: usia, at_least: 20}"), history([A, 2025, "Bagus"]))
    assert [f.code for f in made.findings if f.code.startswith("record-word")] == []


def test_what_an_indicator_measures_is_an_error_told_once(tmp_path):
    both = rules(
        f"""
        indicators: {{lalu: {{weight: 100, measure: history.predikat, missing: renormalise, scale: {{table: law/kepkabkn-411-2025}}}}}}
        awards: {{a: {{title: Teladan, quota: 3, requires: [{HISTORY}, {{fact: history.predikat, at_least: Baik}}]}}}}
        """,
        "\n    period: {start: 2026-01-01, end: 2026-12-31}\n",
    )
    assert refused(tmp_path, both, history([A, 2025, "Bagus"], [B, 2025, "Baik"])) == [
        f'berkas1.xlsx:Riwayat!C2: "Bagus" tidak dikenal sebagai Predikat; pakai salah satu: {FIVE} [record-word-listed]'
    ]


SANCTIONS = [
    ["NIP", "Tingkat Hukuman", "Mulai Hukuman", "Akhir Hukuman"],
    [A, "teguran lisan", "2021-08-01", "2022-08-01"],
    [B, "", "2021-08-01", "2022-08-01"],
]
OF_SANCTIONS = [
    (
        'berkas1.xlsx:Hukdis!B2: tingkat hukuman "teguran lisan" yang mulai 01/08/2021 tidak diketahui: tabel PP 94/2021 '
        "baru berlaku sejak 14/09/2021; tulis tingkatnya sebagai ganti jenisnya: ringan, sedang, berat [sanctions-kind-early]"
    ),
    (
        "berkas1.xlsx:Hukdis!B3: Tingkat Hukuman kosong; isi selnya, atau hapus barisnya bila catatan ini memang tidak ada "
        "[record-empty]"
    ),
]


@pytest.mark.parametrize(
    "more",
    [
        (
            "awards: {a: {title: T, quota: 1, requires: "
            "[{fact: hukuman_terberat, none_of: [berat]}, {fact: hukuman_aktif, one_of: tidak ada}]}}"
        ),
        "career: {ip_asn: {jp: {column: JP}}}",
    ],
)
def test_sanctions_asked_about_are_told_once(tmp_path, more):
    roster = [[*PEOPLE[0], "JP"], *([*row, 20] for row in PEOPLE[1:])]
    text = f"\n    indicators: {{disiplin: {{title: Disiplin, weight: 100}}}}\n    {more}\n"
    asked = rules(text, "\n    period: {start: 2026-01-01, end: 2026-12-31}\n")
    made = office(tmp_path, asked, {"Pegawai": roster, "Hukdis": SANCTIONS})
    assert told(made) == OF_SANCTIONS
    assert {f.severity for f in made.findings} == {"warning"}


def test_two_scores_of_last_year_leave_the_improvement_open_and_are_told(tmp_path):
    rows = [["NIP", "Tahun", "Nilai"], [A, 2024, 60], [A, 2025, 70], [A, 2025, 80], [B, 2025, 70]]
    made = office(tmp_path, book("{fact: peningkatan, at_least: 5}"), {"Pegawai": PEOPLE, "Riwayat": rows})
    assert told(made) == [
        (
            "berkas1.xlsx:Riwayat!C4: nilai orang ini untuk masa yang sama (2025) sudah tercatat di berkas1.xlsx:Riwayat!C3; hapus "
            "salah satu, atau jadikan satu baris bila tahun itu memang dinilai dua kali [history-doubled]"
        )
    ]
    assert "riwayat penilaian di berkas1.xlsx:Riwayat!4 tidak menjawabnya" in reasons(made, A)


@pytest.mark.parametrize(
    ("rows", "cited"),
    [
        # The year asked for, not the person's first row.
        (([A, 2024, "Baik"], [A, 2025, "Bagus"]), "Riwayat!3"),
        # Of two that differ, the second.
        (([A, 2025, "Baik"], [A, 2024, "Baik"], [A, 2025, "Kurang"]), "Riwayat!4"),
        # No row of that year: the sheet.
        (([A, 2024, "Baik"], [B, 2025, "Baik"]), "Riwayat"),
        (([B, 2025, "Baik"],), "Riwayat"),
    ],
)
def test_the_row_that_does_not_answer_is_named(tmp_path, rows, cited):
    made = office(tmp_path, book(), history(*rows))
    assert f"(catatan riwayat penilaian di berkas1.xlsx:{cited} tidak menjawabnya)" in reasons(made, A)


def test_an_old_word_of_two_years_in_a_row_is_named_where_it_stands(tmp_path):
    asked = book("{fact: predikat_sebelumnya, at_least: Baik, consecutive_periods: 2}", year=2022)
    made = office(
        tmp_path, asked, history([A, 2020, "Baik"], [A, 2021, "Buruk"], [B, 2020, "Buruk"], [B, 2021, "Baik"])
    )
    assert "Riwayat!3 tidak menjawabnya" in reasons(made, A)
    assert "Riwayat!4 tidak menjawabnya" in reasons(made, B)
    assert [(f.code, f.severity) for f in made.findings] == [("predikat-old", "info")]


def test_of_other_records_the_row_that_was_told_is_named(tmp_path):
    rows = [SANCTIONS[0], [A, "ringan", "2023-08-01", ""], SANCTIONS[1]]
    asked = book("{fact: hukuman_terberat, none_of: [berat]}")
    made = office(tmp_path, asked, {"Pegawai": PEOPLE, "Hukdis": rows})
    assert "hukuman disiplin di berkas1.xlsx:Hukdis!3 tidak menjawabnya" in reasons(made, A)


def test_the_predikat_of_this_year_is_asked_of_the_recap_where_it_names_the_person(tmp_path):
    recap = [
        ["NIP", "Nama", "Rating Hasil Kerja", "Rating Perilaku Kerja", "Predikat Kinerja Pegawai"],
        [A, "Adnan", "", "", "Bagus"],
    ]
    sheets = {**history([A, 2026, "Hebat"], [B, 2026, "Mantap"]), "Rekap": recap}
    made = outcome(tmp_path, book("{fact: predikat, at_least: Baik}"), sheets)
    assert isinstance(made, Evaluation)
    assert "rekap e-Kinerja di berkas1.xlsx:Rekap!2 tidak menjawabnya" in reasons(made, A)
    assert "riwayat penilaian di berkas1.xlsx:Riwayat!3 tidak menjawabnya" in reasons(made, B)


def test_check_and_score_tell_them_alike(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    write_xlsx(tmp_path / "staf.xlsx", history([A, 2025, "Bagus"]))
    (tmp_path / "indicators.yaml").write_text(
        f"""
period: {{start: 2026-01-01, end: 2026-12-31}}
indicators: {{disiplin: {{weight: 100}}}}
awards: {{a: {{title: Teladan, quota: 3, requires: [{HISTORY}]}}}}
""",
        encoding="utf-8",
    )
    line = (
        f'staf.xlsx:Riwayat!C2: "Bagus" tidak dikenal sebagai Predikat; pakai salah satu: {FIVE} [record-word-listed]'
    )
    for command, code in (("check", 0), ("score", 0), ("check --strict", 1)):
        assert run((*command.split(), "staf.xlsx")) == code
        assert f"PERINGATAN {line}" in "".join(capfd.readouterr())
