"""Points of innovations: level × role × adoption × verification, summed over the period and capped."""

from fractions import Fraction

import pytest

from asn_eval.measure.innovations import points
from logbooks import logbook, setting, told, values_of

IN = "2026-06-01"


def made(rules="", people=None, count=1, day=None, **fields):
    rows = len(next(values for values in fields.values() if values is not None))
    given = {
        "judul": [f"Inovasi {n}" for n in range(rows)],
        "tingkat": ["unit"] * rows,
        "peran": ["ketua"] * rows,
        "diterapkan": [True] * rows,
        "terverifikasi": [True] * rows,
        "tanggal": [IN] * rows,
        **fields,
    }
    book = logbook("innovations", people or [0] * rows, **{k: v for k, v in given.items() if v is not None})
    return points({"innovations": book}, setting(rules, count, day=day))


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"tingkat": ["nasional"]}, 100),
        ({"tingkat": ["Kabupaten"]}, 60),
        ({"tingkat": ["instansi"], "peran": ["Anggota"]}, 24),  # 40 x 60 %
        ({"tingkat": ["instansi"], "diterapkan": [False]}, 20),  # 40 x 50 %
        ({"tingkat": ["instansi"], "peran": ["anggota"], "diterapkan": [False]}, 12),
        ({"tingkat": ["nasional"], "terverifikasi": [False]}, 0),  # not verified earns nothing by default
    ],
)
def test_one_innovation(fields, value):
    assert values_of(made(**fields)) == [value]


def test_other_words_for_a_level_and_a_role_stand_for_those_of_the_rulebook():
    levels = ["Kabupaten/Kota", "Kab/Kota", "Kota"]
    assert [values_of(made(tingkat=[level])) for level in levels] == [[60]] * 3
    assert values_of(made(tingkat=["instansi"], peran=["Inisiator"])) == [40]
    own = "records: {innovations: {levels: {kabupaten: 60, kota: 30}, roles: {ketua: 100, inisiator: 50}}}"
    assert values_of(made(own, tingkat=["kota"], peran=["inisiator"])) == [15]
    without = made("records: {innovations: {levels: {unit: 20, nasional: 100}}}", tingkat=["Kota"])
    assert [f.code for f in without.findings] == ["record-word-listed"]


def test_points_of_fractions_stay_exact():
    rules = "records: {innovations: {levels: {unit: 33.3}, roles: {ketua: 33.3}, not_adopted: 33.3, unverified: 33.3}}"
    one = made(rules, diterapkan=[False], terverifikasi=[False])
    assert values_of(one) == [Fraction("33.3") * (Fraction("33.3") / 100) ** 3]


@pytest.mark.parametrize(
    ("levels", "value"),
    [(["unit", "provinsi"], 100), (["kabupaten", "unit"], 80), (["kabupaten", "instansi", "unit"], 100)],
)
def test_points_are_summed_up_to_the_cap(levels, value):
    assert values_of(made(tingkat=levels)) == [value]


def test_the_cap_is_the_rulebooks():
    assert values_of(made("records: {innovations: {cap: 150}}", tingkat=["nasional", "kabupaten"])) == [150]
    assert values_of(made("records: {innovations: {cap: 161}}", tingkat=["nasional", "kabupaten"])) == [160]


@pytest.mark.parametrize(
    ("day", "value"),
    [("2025-12-31 23:59", None), ("2026-01-01", 20), ("2026-12-31 23:59", 20), ("2027-01-01", None)],
)
def test_only_innovations_of_the_period_count(day, value):
    assert values_of(made(tanggal=[day])) == [value]


def test_innovations_without_a_date_do_not_count_and_are_told_once():
    one = made(tanggal=[None, IN, None])
    assert values_of(one) == [20]
    assert one.used.tolist() == [1]
    assert told(one) == [
        (
            "catatan.xlsx:S0!G2: 2 inovasi tidak bertanggal dan tidak dihitung, mulai dari baris ini; "
            "isi tanggalnya bila inovasi itu termasuk periode penilaian [innovations-undated]"
        )
    ]


def test_a_sheet_without_dates_and_years_is_an_error_and_not_a_zero_for_everybody():
    without = made(tanggal=None, judul=["A"])
    assert values_of(without) == [None]
    assert told(without) == [
        (
            'catatan.xlsx:S0: lembar ini tidak mempunyai kolom Tanggal; tambahkan kolomnya, atau petakan dengan --map "Judul '
            'kolom=tanggal" [record-column]'
        )
    ]
    assert told(without, "en") == [
        (
            'catatan.xlsx:S0: this sheet has no column Tanggal; add the column, or map one with --map "Column heading=tanggal" '
            "[record-column]"
        )
    ]


@pytest.mark.parametrize(("year", "value"), [(2025, None), (2026, 20), (2027, None)])
def test_a_year_alone_is_enough_where_all_of_it_is_in_the_period(year, value):
    one = made(tanggal=None, tahun=[year], judul=["A"])
    assert values_of(one) == [value]
    assert [f.code for f in one.findings] == ([] if value else ["records-outside"])
    # A date goes before the year beside it; an empty one leaves the year.
    assert values_of(made(tanggal=[IN, None, "2025-12-31"], tahun=[2025, 2026, 2026])) == [40]


def test_a_year_only_part_of_which_is_in_the_period_is_told():
    book = logbook(
        "innovations", [0, 1, 2, 3], judul=list("ABCD"), tingkat=["unit"] * 4, tahun=[2025, 2026, 2024, 2027]
    )
    rules = "records: {innovations: {roles: {}, not_adopted: 100, unverified: 100}}"

    def given(start, end):
        return points({"innovations": book}, setting(rules, 4, start=start, end=end))

    half = given("2026-01-01", "2026-06-30")
    assert values_of(half) == [None] * 4
    assert told(half)[0] == (
        "catatan.xlsx:S0!D3: tahun 2026 hanya sebagian termasuk dalam periode, jadi inovasi ini tidak dapat dimasukkan atau dikeluarkan; "
        "isi tanggalnya [innovations-year]"
    )
    assert told(half, "en")[0] == (
        "catatan.xlsx:S0!D3: only part of 2026 is in the period, so this innovation can be neither counted nor left out; fill in its "
        "date [innovations-year]"
    )
    over = given("2024-07-01", "2026-12-31")
    assert values_of(over) == [20, 20, None, None]
    assert [f.code for f in over.findings] == ["innovations-year", "records-outside"]
    assert values_of(given("2024-01-01", "2026-12-30")) == [20, None, 20, None]


def test_what_is_no_year_and_what_has_neither_is_told():
    assert [f.code for f in made(tanggal=None, tahun=[26], judul=["A"]).findings] == ["record-year"]
    assert [f.code for f in made(tanggal=[None], tahun=[None]).findings] == ["innovations-undated"]


def test_who_has_none_has_no_value_rather_than_zero():
    one = made("", [1], 3, tingkat=["unit"])
    assert values_of(one) == [None, 20, None]
    assert one.records.tolist() == [0, 1, 0]
    assert values_of(points({}, setting(people=2))) == [None, None]


EMPTY = "kosong; isi selnya, atau hapus barisnya bila catatan ini memang tidak ada [record-empty]"
COLUMN = "tambahkan kolomnya, atau atur records di buku aturan sehingga kolom ini tidak menentukan nilai [record-column-spared]"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        (
            {"tingkat": ["nasionl"]},
            'catatan.xlsx:S0!C2: "nasionl" tidak dikenal sebagai Tingkat; maksud Anda "nasional"? [record-word]',
        ),
        (
            {"tingkat": ["RT"]},
            (
                'catatan.xlsx:S0!C2: "RT" tidak dikenal sebagai Tingkat; '
                "pakai salah satu: unit, instansi, kabupaten, provinsi, nasional [record-word-listed]"
            ),
        ),
        (
            {"peran": ["penonton"]},
            (
                'catatan.xlsx:S0!D2: "penonton" tidak dikenal sebagai Peran; '
                "pakai salah satu: ketua, penggagas, anggota [record-word-listed]"
            ),
        ),
        ({"tingkat": [None]}, f"catatan.xlsx:S0!C2: Tingkat {EMPTY}"),
        ({"peran": [None]}, f"catatan.xlsx:S0!D2: Peran {EMPTY}"),
        ({"diterapkan": [None]}, f"catatan.xlsx:S0!E2: Diterapkan {EMPTY}"),
        ({"terverifikasi": [None]}, f"catatan.xlsx:S0!F2: Terverifikasi {EMPTY}"),
        (
            {"terverifikasi": None, "judul": ["A"]},
            f"catatan.xlsx:S0: lembar ini tidak mempunyai kolom Terverifikasi; {COLUMN}",
        ),
        ({"peran": None, "judul": ["A"]}, f"catatan.xlsx:S0: lembar ini tidak mempunyai kolom Peran; {COLUMN}"),
    ],
)
def test_what_cannot_be_known_is_told_and_never_a_zero(fields, says):
    one = made(**fields)
    assert told(one) == [says]
    assert values_of(one) == [None]


OUTSIDE = (
    "1 catatan di luar periode, atau setelah hari penilaian, tidak dihitung, mulai dari yang ini; "
    "tidak perlu tindakan, atau perbaiki tanggalnya atau period di buku aturan [records-outside]"
)


def test_innovations_outside_the_period_are_counted_and_nothing_else_is_told_of_them():
    one = made(tingkat=["RT"], peran=[None], diterapkan=[None], terverifikasi=[None], tanggal=["2025-06-01"])
    assert told(one) == [f"catatan.xlsx:S0!G2: {OUTSIDE}"]
    assert told(made(peran=None, judul=["A"], tanggal=["2025-06-01"])) == [f"catatan.xlsx:S0!F2: {OUTSIDE}"]


def test_what_happens_after_the_day_of_evaluation_has_not_happened():
    one = made(day="2026-06-01", tingkat=["unit", "nasional"], tanggal=["2026-06-01 15:00", "2026-06-02"])
    assert values_of(one) == [20]
    assert told(one) == [f"catatan.xlsx:S0!G3: {OUTSIDE}"]


def test_columns_that_change_nothing_are_not_needed():
    rules = "records: {innovations: {roles: {ketua: 100}, not_adopted: 100, unverified: 100}}"
    one = made(rules, peran=None, diterapkan=None, terverifikasi=None, tingkat=["instansi"])
    assert (told(one), values_of(one)) == ([], [40])
    assert values_of(made(rules, peran=["?"], diterapkan=[False], terverifikasi=[None])) == [20]
    assert values_of(made("records: {innovations: {roles: {}}}", peran=None, judul=["A"])) == [20]


def test_an_innovation_listed_twice_is_told():
    one = made(judul=["Loket Daring", "LOKET  daring"])
    assert told(one) == [
        (
            'catatan.xlsx:S0!B3: inovasi "LOKET  daring" sudah tercatat untuk orang yang sama di catatan.xlsx:S0!B2; '
            "hapus salah satu barisnya [innovations-doubled]"
        )
    ]
    assert values_of(one) == [None]
    shared = made("", [0, 1], 2, judul=["Loket Daring"] * 2)
    assert (told(shared), values_of(shared)) == ([], [20, 20])
    years = made(judul=["Loket Daring"] * 2, tanggal=["2025-01-01", IN])
    assert (told(years), values_of(years)) == ([f"catatan.xlsx:S0!G2: {OUTSIDE}"], [20])


def test_a_record_checking_has_told_already_is_not_told_again():
    book = logbook("innovations", [0], judul=["A"], tingkat=["RT"], tanggal=[None], invalid=[0])
    one = points({"innovations": book}, setting())
    assert (told(one), values_of(one)) == ([], [None])
