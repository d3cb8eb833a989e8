"""Earlier evaluations that would weigh twice, shift a mean unseen, or silently not count."""

from dataclasses import replace

import pytest

from asn_eval.measure.bounds import bounds
from asn_eval.measure.history import MEASURES
from asn_eval.measure.made import Made
from logbooks import logbook, setting, told, values_of
from offices import rules


def made(name: str, people: list[int], text: str = "", **fields: list[str | None]) -> Made:
    return MEASURES[f"history.{name}"](
        {"history": logbook("history", people, **fields)}, setting(text, max(people) + 1)
    )


def test_two_scores_of_one_year_are_told_and_the_person_is_not_measured() -> None:
    one = made("score", [0, 0, 1, 0], tahun=["2025", "2025", "2025", "2024"], nilai_lalu=["90", "90", "80", "70"])
    assert told(one) == [
        (
            "catatan.xlsx:S0!C3: nilai orang ini untuk masa yang sama (2025) sudah tercatat di catatan.xlsx:S0!C2; "
            "hapus salah satu, atau jadikan satu baris bila tahun itu memang dinilai dua kali [history-doubled]"
        )
    ]
    assert values_of(one) == [None, 80]
    # A row with the predikat alone is not a second score, and years that do not count may stand as they are.
    beside = made("score", [0] * 4, tahun=["2025", "2025", "2026", "2026"], nilai_lalu=["90", None, "10", "20"])
    assert (values_of(beside), [f.code for f in beside.findings]) == ([90], ["history-later"])


def test_months_of_a_year_and_the_year_itself_are_different_times() -> None:
    fields = {"tahun": ["2025"] * 3, "nilai_lalu": ["70", "80", "95"]}
    book = logbook("history", [0] * 3, months=[6, 12, 0], **fields)
    one = MEASURES["history.score"]({"history": book}, setting())
    assert (told(one), values_of(one)) == ([], [95])
    twice = MEASURES["history.score"]({"history": logbook("history", [0] * 3, months=[6, 6, 0], **fields)}, setting())
    assert [f.code for f in twice.findings] == ["history-doubled"]


def test_the_year_being_judged_is_counted_in_a_word() -> None:
    for name, field, given in (("score", "nilai_lalu", "90"), ("predikat", "predikat", "Baik")):
        one = made(name, [0, 1, 1], tahun=["2025", "2026", "2025"], **{field: [given] * 3})
        assert told(one) == [
            (
                "catatan.xlsx:S0!B3: 1 penilaian bukan dari sebelum tahun 2026 dan tidak dihitung, mulai dari yang ini; "
                "tidak perlu tindakan, atau perbaiki tahunnya atau period di buku aturan [history-later]"
            ),
        ]
        assert one.known.tolist() == [True, True]


@pytest.mark.parametrize(
    ("name", "field", "heading"), [("score", "predikat", "Nilai"), ("predikat", "nilai_lalu", "Predikat")]
)
def test_a_list_without_the_column_measured_is_told(name: str, field: str, heading: str) -> None:
    target = "nilai_lalu" if name == "score" else "predikat"
    one = made(name, [0], tahun=["2025"], **{field: ["90" if name == "predikat" else "Baik"]})
    assert told(one) == [
        (
            f"catatan.xlsx:S0: lembar ini tidak mempunyai kolom {heading}; tambahkan kolomnya, atau petakan dengan "
            f'--map "Judul kolom={target}" [record-column]'
        )
    ]
    assert one.known.tolist() == [False]


SCALED = "indicators: {a: {weight: 100, measure: history.score, %s}}"


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("scale: {max: 100}", 0, 100),
        ("scale: {min: 1, max: 5}", 1, 5),
        ("outside: cap, scale: {max: 100}", None, None),
        ("scale: {max: 100, points: [[0, 0], [100, 100]]}", None, None),
    ],
)
def test_the_bounds_of_records_are_those_of_a_straight_scale(text: str, low: int | None, high: int | None) -> None:
    assert bounds(rules(SCALED % text), "history.score") == (None if low is None else (low, high))
    assert bounds(rules(SCALED % text), "feedback.score") is None


def test_of_several_indicators_the_widest_scale_holds() -> None:
    two = rules(
        "indicators: {a: {weight: 50, measure: history.score, scale: {min: 10, max: 100}}, "
        "b: {weight: 50, measure: history.score, scale: {max: 120}}}"
    )
    assert bounds(two, "history.score") == (0, 120)


def test_a_value_beyond_the_scale_is_told_at_its_cell() -> None:
    rated = setting()
    scaled = replace(rated, rulebook=rules(SCALED % "scale: {min: 9.95, max: 100.05}"))
    values = ["10", "9.9", "100", "100.1", "-"]
    book = logbook("history", [0, 1, 0, 1, 0], tahun=["2021", "2022", "2023", "2024", "2025"], nilai_lalu=values)
    one = MEASURES["history.score"]({"history": book}, replace(scaled, people=setting(people=2).people))
    rest = "di luar skala 9,95 sampai 100,05; perbaiki nilainya, atau sesuaikan skala indikator ini di buku aturan [record-outside]"
    assert told(one) == [f"catatan.xlsx:S0!C3: Nilai 9,9 {rest}", f"catatan.xlsx:S0!C5: Nilai 100,1 {rest}"]
    assert values_of(one) == [55, None]


def test_a_rating_nobody_knows_is_told_where_the_predikat_rests_on_it() -> None:
    fields = {
        "hasil": ["DIATS EKSPEKTASI", "95", "4", "sesuai ekspektasi", "Bagus"],
        "perilaku": ["sesuai ekspektasi", "sesuai ekspektasi", "2", None, "2"],
        "predikat": [None, None, None, None, "Baik"],
    }
    one = MEASURES["ekinerja.predikat"]({"ekinerja": logbook("ekinerja", [0, 1, 2, 3, 4], **fields)}, setting(people=5))
    listed = "tidak dikenal sebagai Rating Hasil Kerja; pakai salah satu: di atas ekspektasi, sesuai ekspektasi, di bawah ekspektasi"
    assert told(one) == [
        'catatan.xlsx:S0!B2: "DIATS EKSPEKTASI" tidak dikenal sebagai Rating Hasil Kerja; maksud Anda "di atas ekspektasi"? [record-word]',
        f'catatan.xlsx:S0!B3: "95" {listed} [record-word-listed]',
        f'catatan.xlsx:S0!B4: "4" {listed} [record-word-listed]',
        (
            'catatan.xlsx:S0!B6: rating "Bagus" tidak dikenal, maka predikat "Baik" tidak dapat dicocokkan dengannya; perbaiki '
            "ratingnya (di atas, sesuai, atau di bawah ekspektasi); yang dipakai adalah predikat yang tertulis [ekinerja-rating]"
        ),
        (
            "catatan.xlsx:S0!D5: Predikat Kinerja Pegawai kosong; isi selnya, atau hapus barisnya bila catatan ini memang tidak ada "
            "[record-empty]"
        ),
    ]
    assert one.words is not None
    assert one.words.tolist() == ["", "", "", "", "Baik"]
