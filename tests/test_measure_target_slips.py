"""Targets that would be measured wrongly without a word: rows copied twice, a slip in the aspect, percents beside plain numbers."""

from collections.abc import Sequence

import pytest

from asn_eval.check.dossier import check
from asn_eval.measure.made import Made
from asn_eval.measure.targets import achievement
from asn_eval.read.sheet import Book, Percent, Sheet
from asn_eval.rules.rulebook import Indicator, Rulebook
from logbooks import logbook, setting, told, values_of

A = "198503152010011001"


def reached(rules: str = "", **fields: Sequence[object]) -> Made:
    count = len(next(iter(fields.values())))
    given = {"target": ["10"] * count, "realisasi": ["8"] * count, **fields}
    return achievement({"targets": logbook("targets", [0] * count, **given)}, setting(rules))


TWICE = (
    'catatan.xlsx:S0!D3: baris "Laporan" sama persis dengan baris di catatan.xlsx:S0!D2; '
    "hapus salah satu, atau bedakan indikator atau aspeknya bila memang dua target [targets-doubled]"
)


@pytest.mark.parametrize(
    ("fields", "messages", "value"),
    [
        ({"hasil_kerja": ["Laporan", "Laporan"]}, [TWICE], None),
        ({"hasil_kerja": ["Laporan", "Laporan"], "aspek": ["Kuantitas", "Kualitas"]}, [], 80),
        ({"hasil_kerja": ["Laporan", "Laporan"], "indikator_kinerja": ["A", "B"]}, [], 80),
        ({"hasil_kerja": ["Laporan", "Laporan"], "target": ["10", "20"]}, [], 60),
        ({"hasil_kerja": ["", ""]}, [], 80),
    ],
)
def test_a_row_copied_twice_is_told(fields: dict[str, list[str]], messages: list[str], value: int | None) -> None:
    made = reached(**fields)
    assert (told(made), values_of(made)) == (messages, [value])


def test_the_same_row_on_another_sheet_or_of_another_person_is_another_target() -> None:
    rows = {"target": ["10", "10"], "realisasi": ["8", "8"], "hasil_kerja": ["Laporan", "Laporan"]}
    months = achievement({"targets": logbook("targets", [0, 0], sources=[0, 1], **rows)}, setting())
    people = achievement({"targets": logbook("targets", [0, 1], **rows)}, setting(people=2))
    assert (told(months), values_of(months), told(people), values_of(people)) == ([], [80], [], [80, 80])


def test_a_slip_in_the_word_for_time_is_told_unless_the_direction_says_it() -> None:
    made = reached(aspek=["Waktuu"])
    assert told(made) == [
        'catatan.xlsx:S0!D2: "Waktuu" tidak dikenal sebagai Aspek; maksud Anda "waktu"? [record-word]'
    ]
    assert values_of(made) == [None]
    assert values_of(reached(aspek=["Waktuu"], arah=["turun"])) == [120]
    assert values_of(reached(aspek=["Waktuu"], dasar=["0"])) == [80]


@pytest.mark.parametrize(
    ("aspect", "value"),
    [
        *[
            (word, 80)
            for word in ("Kuantitatif", "Mutu", "Kuantitas/Output", "1. Kualitas", "Kuantitas (berkas)", "-", "")
        ],
        *[(word, 120) for word in ("Waktu (bulan)", "(Waktu)", "b. Biaya [Rp]", "Waktu dan Biaya")],
    ],
)
def test_brackets_and_older_words_change_no_aspect(aspect: str, value: int) -> None:
    made = reached(aspek=[aspect])
    assert (told(made), values_of(made)) == ([], [value])


def test_an_aspect_nobody_knows_is_told_unless_something_else_says_the_direction() -> None:
    for aspect in ("Waktu Penyelesaian", "Ketepatan Waktu", "Anggaran", "Kuantitas/Waktu"):
        made = reached(aspek=[aspect])
        assert told(made) == [
            (
                f'catatan.xlsx:S0!D2: aspek "{aspect}" tidak dikenal, jadi tidak diketahui apakah makin besar atau makin kecil yang makin '
                "baik; pakai salah satu: kuantitas, kualitas, waktu, biaya, atau isi kolom Arah di baris ini (naik atau turun) "
                "[targets-aspect]"
            )
        ]
        assert values_of(made) == [None]
        assert values_of(reached(aspek=[aspect], arah=["turun"])) == [120]
        assert values_of(reached(aspek=[aspect], arah=["naik"])) == [80]
        assert values_of(reached(aspek=[aspect], dasar=["0"])) == [80]
    assert told(reached(aspek=["Kuantias"])) == [
        'catatan.xlsx:S0!D2: "Kuantias" tidak dikenal sebagai Aspek; maksud Anda "kuantitas"? [record-word]'
    ]
    fewer = "records: {targets: {lower_aspects: [waktu, Anggaran (Rp)]}}"
    assert [values_of(reached(fewer, aspek=[a])) for a in ("Anggaran (Rp)", "Biaya")] == [[120], [80]]


BOTH = "tulis keduanya sebagai persen, atau keduanya sebagai angka [targets-percent]"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"realisasi": ["-0.5"]},
            (
                "catatan.xlsx:S0!C2: realisasi -0,5 kurang dari 0 dan dihitung 0% dari target 10; perbaiki bila salah ketik, atau isi "
                "kondisi awal (Baseline) di baris ini bila memang penurunan [targets-negative]"
            ),
        ),
        (
            {"realisasi": ["100.1"]},
            (
                "catatan.xlsx:S0!C2: realisasi 100,1 lebih dari sepuluh kali targetnya (10); perbaiki bila salah ketik; capaian tetap "
                "dipotong pada batas tertinggi di buku aturan [targets-far]"
            ),
        ),
        ({"realisasi": ["100"]}, None),
        ({"realisasi": ["0"]}, None),
        ({"realisasi": ["-5"], "target": ["5"], "dasar": ["-10"]}, None),
    ],
)
def test_a_result_that_the_bounds_would_hide_is_a_warning(fields: dict[str, list[str]], message: str | None) -> None:
    made = reached(**fields)
    assert told(made) == ([message] if message else [])
    assert values_of(made) != [None]


HEADINGS = ["NIP", "TARGET", "REALISASI"]


@pytest.mark.parametrize(
    ("target", "result", "message"),
    [
        (
            Percent(1.0),
            0.95,
            ("C2: REALISASI 0,95 bukan persen, padahal TARGET persen (100%, B2); " + BOTH),
        ),
        (
            1.0,
            "95 %",
            ("B2: TARGET 1 bukan persen, padahal REALISASI persen (95 %, C2); " + BOTH),
        ),
        (
            "100%",
            "0,95",
            ("C2: REALISASI 0,95 bukan persen, padahal TARGET persen (100%, B2); " + BOTH),
        ),
        (Percent(1.0), 95.0, None),
        (100.0, Percent(0.95), None),
        (Percent(1.0), 0.0, None),
        (Percent(0.05), 1.0, None),
        (1.0, 0.95, None),
        (100.0, 0.95, None),
        (Percent(1.0), Percent(0.005), None),
        (Percent(1.0), "", None),
    ],
)
def test_a_percentage_beside_a_number_that_lost_its_format_is_told(
    target: object, result: object, message: str | None
) -> None:
    rows = [["NIP", "Nama", "Unit"], [A, "Contoh Satu", "Dinas A"]], [HEADINGS, [A, target, result]]
    sheets = [Sheet("staf.xlsx", f"S{n}", tuple(map(list, zip(*cells, strict=True)))) for n, cells in enumerate(rows)]
    leaf = Indicator(weight=100, measure="targets.achievement", missing="exclude")
    made = check([Book("staf.xlsx", tuple(sheets))], Rulebook(indicators={"ukuran": leaf}))
    assert [f.message() for f in made.findings] == ([f"staf.xlsx:S1!{message}"] if message else [])
