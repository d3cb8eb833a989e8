"""Sanctions in force, JP of the year, earlier evaluations and the e-Kinerja recap."""

import random
from datetime import date
from fractions import Fraction

import pytest

from asn_eval.measure.absence import GRAVITY
from asn_eval.measure.conduct import MEASURES
from asn_eval.rules.evidence import KINDS
from asn_eval.rules.measures import SOURCES
from asn_eval.rules.scales_agree import WORDS_OF
from asn_eval.rules.statutes import rows
from logbooks import logbook, setting, told, values_of

EMPTY = "kosong; isi selnya, atau hapus barisnya bila catatan ini memang tidak ada [record-empty]"


def made(name, people, count=1, months=None, invalid=(), setting_=None, **fields):
    kind = SOURCES[name][0]
    book = logbook(kind, people, months=months, invalid=invalid, **fields)
    return MEASURES[name]({kind: book}, setting_ or setting(people=count))


def words(one):
    return one.words.tolist()


# Sanctions


def sanctioned(levels, starts, ends=None, people=None, count=1, day="2026-11-24", **more):
    return made(
        "sanctions.active_level",
        people or [0] * len(levels),
        setting_=setting(people=count, day=day),
        tingkat_hukuman=levels,
        mulai_hukuman=starts,
        **({} if ends is None else {"akhir_hukuman": ends}),
        **more,
    )


@pytest.mark.parametrize(
    ("start", "end", "word"),
    [
        ("2026-11-24", "2027-01-01", "sedang"),  # begins on the day
        ("2026-11-25", "2027-01-01", "tidak ada"),
        ("2026-01-01", "2026-11-24", "sedang"),  # ends on the day
        ("2026-01-01", "2026-11-23", "tidak ada"),
        ("2020-01-01", None, "sedang"),  # no end is still in force
        ("2026-11-24 23:59", "2026-11-24 00:00", "sedang"),  # days count, not hours
    ],
)
def test_a_sanction_is_in_force_from_its_start_to_its_end_both_included(start, end, word):
    one = sanctioned(["Sedang"], [start], [end])
    assert (words(one), told(one)) == ([word], [])
    assert one.used.tolist() == ([0] if word == "sedang" else [])


def test_the_worst_one_in_force_counts():
    one = sanctioned(["ringan", "sedang", "berat"], ["2026-01-01"] * 3, [None, None, "2026-02-01"], [0, 0, 0], 2)
    assert words(one) == ["sedang", "tidak ada"]
    assert one.known.tolist() == [True, True]  # who is not in the list of sanctions has none
    assert one.records.tolist() == [2, 1]  # the list itself says so
    assert words(sanctioned(["ringan", "berat"], ["2026-01-01"] * 2)) == ["berat"]


def test_without_a_list_of_sanctions_nobody_is_known():
    one = MEASURES["sanctions.active_level"]({}, setting(people=2))
    assert (words(one), one.known.tolist()) == (["", ""], [False, False])


def kinds_of_law():
    return [(row.text("hukuman"), row.text("level")) for row in rows("pp-94-2021", "kinds", date(2026, 11, 24))]


@pytest.mark.parametrize(
    ("kind", "level"),
    [
        *kinds_of_law(),
        ("PDHTAPS", "berat"),
        ("Pernyataan tidak puas tertulis", "ringan"),
        ("Hukuman Disiplin Berat", "berat"),
        ("TEGURAN  LISAN", "ringan"),
    ],
)
def test_a_kind_of_sanction_stands_for_its_level(kind, level):
    assert words(sanctioned([kind], ["2026-01-01"])) == [level]


def test_the_law_has_three_kinds_of_each_level():
    assert [level for _, level in kinds_of_law()] == [level for level in GRAVITY for _ in range(3)]


@pytest.mark.parametrize("word", ["ringan", "Hukuman Disiplin Sedang", "tingkat berat", "nihil"])
def test_the_plain_words_are_known_before_the_table(word):
    one = sanctioned([word], ["2020-03-01"], day="2020-11-24")
    assert (words(one), told(one)) == ([{"nihil": "tidak ada"}.get(word, word.split()[-1].lower())], [])


@pytest.mark.parametrize("kind", ["Teguran Lisan", "PDHTAPS", "pernyataan tidak puas"])
@pytest.mark.parametrize(
    ("start", "day", "known"),
    [
        ("2021-09-13", "2021-09-13", False),
        ("2021-09-13", "2026-11-24", False),  # the table of its own date, not that of the evaluation
        ("2021-09-14", "2021-09-14", True),
    ],
)
def test_a_kind_of_sanction_has_the_level_of_its_own_date(kind, start, day, known):
    one = sanctioned([kind], [start], day=day)
    assert [f.code for f in one.findings] == ([] if known else ["sanctions-kind-early"])
    assert one.known.tolist() == [known]


def test_what_to_write_for_a_kind_from_before_the_table():
    one = sanctioned(["Teguran Lisan"], ["2020-03-01"], day="2020-11-24")
    assert told(one) == [
        (
            'catatan.xlsx:S0!B2: tingkat hukuman "Teguran Lisan" yang mulai 01/03/2020 tidak diketahui: tabel PP 94/2021 baru berlaku '
            "sejak 14/09/2021; tulis tingkatnya sebagai ganti jenisnya: ringan, sedang, berat [sanctions-kind-early]"
        )
    ]
    assert told(one, "en") == [
        (
            'catatan.xlsx:S0!B2: the level of the sanction "Teguran Lisan" of 01/03/2020 is not known: the table of PP 94/2021 is in '
            "force since 14/09/2021 only; write its level instead of its kind: ringan, sedang, berat [sanctions-kind-early]"
        )
    ]


def test_an_early_kind_that_is_over_or_has_not_begun_is_nobody_s_trouble():
    one = sanctioned(
        ["Teguran Lisan", "Teguran Lisan"], ["2020-01-01", "2020-12-01"], ["2020-06-30", None], day="2020-11-24"
    )
    assert (words(one), told(one)) == (["tidak ada"], [])


def test_a_kind_without_a_date_lacks_its_date():
    one = sanctioned(["Teguran Lisan"], [None], day="2020-11-24")
    assert [f.code for f in one.findings] == ["record-empty"]


@pytest.mark.parametrize("word", ["Tidak Ada", "Nihil", "tidak pernah"])
def test_a_list_may_say_that_somebody_has_none(word):
    one = sanctioned([word], [None])
    assert (words(one), told(one)) == (["tidak ada"], [])


@pytest.mark.parametrize(
    ("level", "start", "end", "says"),
    [
        (
            "sedangg",
            "2026-01-01",
            None,
            'catatan.xlsx:S0!B2: "sedangg" tidak dikenal sebagai Tingkat Hukuman; maksud Anda "sedang"? [record-word]',
        ),
        (
            "penundaan KGB",
            "2026-01-01",
            None,
            (
                'catatan.xlsx:S0!B2: "penundaan KGB" tidak dikenal sebagai Tingkat Hukuman; '
                "pakai salah satu: ringan, sedang, berat [record-word-listed]"
            ),
        ),
        (None, "2026-01-01", None, f"catatan.xlsx:S0!B2: Tingkat Hukuman {EMPTY}"),
        ("sedang", None, None, f"catatan.xlsx:S0!C2: Mulai Hukuman {EMPTY}"),
        (
            "sedang",
            "2026-05-02",
            "2026-05-01",
            (
                "catatan.xlsx:S0!D2: hukuman berakhir (01/05/2026) sebelum mulai (02/05/2026); "
                "perbaiki salah satu tanggalnya [sanctions-order]"
            ),
        ),
    ],
)
def test_a_sanction_that_cannot_be_read_is_told_and_not_taken_for_none(level, start, end, says):
    one = sanctioned([level], [start], [end], count=2)
    assert told(one) == [says]
    assert (words(one), one.known.tolist()) == (["", "tidak ada"], [False, True])


# Training


def trained(jp, people=None, count=1, start="2026-01-01", end="2026-12-31", day=None, **fields):
    return made(
        "training.jp",
        people or [0] * len(jp),
        setting_=setting(people=count, start=start, end=end, day=day),
        jp=jp,
        **fields,
    )


def test_jp_of_the_year_are_summed_exactly():
    one = trained(["10.1", "20.2", "0.3"], tanggal=["2026-01-01", "2026-12-31", "2026-06-30 10:00"])
    assert values_of(one) == [Fraction("30.6")]
    assert one.records.tolist() == [3]


@pytest.mark.parametrize(
    ("day", "year", "value"),
    [
        ("2025-12-31", None, None),
        ("2027-01-01", None, None),
        (None, "2026", 10),
        (None, "2025", None),
        ("2026-03-01", "2025", 10),  # the date stands before the column of years
        ("2025-03-01", "2026", None),
    ],
)
def test_only_the_years_of_the_period_count(day, year, value):
    assert values_of(trained(["10"], tanggal=[day], tahun=[year])) == [value]


def test_a_period_over_two_years_takes_both_and_half_a_year_takes_the_year():
    years = ["2024", "2025", "2026", "2027"]
    days = [None, None, "2026-01-05", None]
    one = trained(["1", "2", "4", "8"], start="2025-07-01", end="2026-06-30", tahun=years, tanggal=days)
    assert values_of(one) == [6]
    assert one.used.tolist() == [1, 2]


def test_a_year_alone_is_not_enough_where_it_goes_on_after_the_period_and_the_day_of_evaluation():
    half = trained(["10"], end="2026-06-30", day="2026-06-30", tahun=["2026"])
    assert told(half) == [
        (
            "catatan.xlsx:S0!C2: tahun 2026 belum berakhir dalam periode, jadi pelatihan ini tidak dapat dimasukkan atau dikeluarkan; "
            "isi tanggalnya [training-part-year]"
        )
    ]
    assert values_of(half) == [None]
    # The second half counts its whole year; what was evaluated after the year knows all of it; so does the year evaluated early.
    for of in (
        {"start": "2026-07-01"},
        {"end": "2026-06-30", "day": "2026-12-31"},
        {"day": "2026-06-30"},
    ):
        assert values_of(trained(["10"], tahun=["2026"], **of)) == [10]


def test_who_has_no_training_on_record_has_no_value():
    assert values_of(trained(["10", "0"], [0, 2], 3, tahun=["2026", "2026"])) == [10, None, 0]
    assert values_of(MEASURES["training.jp"]({}, setting(people=1))) == [None]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        (
            {"jp": ["10"], "tanggal": [None], "tahun": [None]},
            "catatan.xlsx:S0!C2: pelatihan ini tidak bertanggal dan tidak bertahun; isi tanggal atau tahunnya [training-undated]",
        ),
        (
            {"jp": ["10"]},
            "catatan.xlsx:S0!2: pelatihan ini tidak bertanggal dan tidak bertahun; isi tanggal atau tahunnya [training-undated]",
        ),
        (
            {"jp": ["10"], "tahun": ["20266"]},
            "catatan.xlsx:S0!C2: 20266 bukan tahun antara 1950 dan 2100; tulis tahunnya dengan empat angka [record-year]",
        ),
        ({"jp": [None], "tahun": ["2026"]}, f"catatan.xlsx:S0!B2: JP {EMPTY}"),
    ],
)
def test_training_that_cannot_be_counted_is_told(fields, says):
    one = trained(**fields)
    assert told(one) == [says]
    assert values_of(one) == [None]


@pytest.mark.parametrize(
    ("year", "codes"),
    [
        ("1949", ["record-year"]),
        ("1950", []),
        ("2100", []),
        ("2101", ["record-year"]),
        ("2026.5", ["record-year"]),
    ],
)
def test_what_is_no_year(year, codes):
    assert [f.code for f in trained(["10"], tahun=[year]).findings if f.severity == "error"] == codes


# Earlier evaluations


def test_the_score_of_earlier_years_is_their_mean():
    one = made(
        "history.score",
        [0, 0, 0, 0, 1],
        3,
        tahun=["2023", "2024", "2025", "2026", "2026"],
        nilai_lalu=["80.5", "90", None, "10", "50"],
    )
    assert values_of(one) == [Fraction("85.25"), None, None]
    assert one.used.tolist() == [0, 1]


@pytest.mark.parametrize(
    ("rows_", "word", "used"),
    [
        ([("2024", "Baik"), ("2025", "Sangat Baik"), ("2026", "Kurang")], "Sangat Baik", [1]),
        ([("2025", "Sangat Baik"), ("2024", "Baik")], "Sangat Baik", [0]),
        ([("2025", None), ("2024", "Baik")], "Baik", [1]),  # the latest year that has one
        ([("2025", "Cukup"), ("2025", "butuh  perbaikan")], "Butuh Perbaikan", [0, 1]),
        ([("2026", "Baik")], "", []),
    ],
)
def test_the_latest_earlier_predikat(rows_, word, used):
    one = made("history.predikat", [0] * len(rows_), tahun=[y for y, _ in rows_], predikat=[p for _, p in rows_])
    assert (words(one), one.used.tolist(), {f.code for f in one.findings} - {"history-later"}) == ([word], used, set())
    assert one.known.tolist() == [bool(word)]


def test_two_predikat_of_one_year_are_told():
    one = made("history.predikat", [0, 0], 2, tahun=["2025", "2025"], predikat=["Baik", "Kurang"])
    assert told(one) == [
        (
            'catatan.xlsx:S0!C3: predikat "Kurang" berbeda dari "Baik" untuk orang dan masa yang sama di catatan.xlsx:S0!C2; '
            "hapus yang tidak berlaku [predikat-twice]"
        )
    ]
    assert words(one) == ["", ""]


@pytest.mark.parametrize("name", ["history.score", "history.predikat"])
def test_an_evaluation_without_a_year_is_told(name):
    one = made(name, [0, 0], tahun=[None, "2025.5"], nilai_lalu=["80", "80"], predikat=["Baik", "Baik"])
    assert [f.code for f in one.findings] == ["record-year", "record-empty"]
    assert one.known.tolist() == [False]


def test_words_of_the_year_being_judged_are_not_asked():
    one = made("history.predikat", [0, 0], tahun=["2025", "2026"], predikat=["Baik", "?"])
    assert (words(one), [f.code for f in one.findings]) == (["Baik"], ["history-later"])
    one = made("history.predikat", [0, 0], tahun=["2025", "2024"], predikat=["Baik", "bagus"])
    assert [f.code for f in one.findings] == ["record-word-listed"]


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_an_office_without_such_records_measures_nothing(name):
    one = MEASURES[name]({}, setting(people=2))
    assert one.known.tolist() == [False, False]
    assert one.words is None or words(one) == ["", ""]
    assert (one.words is not None) == (name in WORDS_OF)
    kind = SOURCES[name][0]
    empty = logbook(kind, [], **{field: [] for field in KINDS[kind].fields})
    one = MEASURES[name]({kind: empty}, setting(people=2))
    assert one.known.tolist() == [name == "sanctions.active_level"] * 2


def earlier(rows_, start, text="", people=None, count=1):
    return made(
        "history.predikat",
        people or [0] * len(rows_),
        count,
        setting_=setting(text, people=count, start=start, end=f"{start[:4]}-12-31"),
        tahun=[y for y, _ in rows_],
        predikat=[p for _, p in rows_],
    )


MAPPED = "records: {history: {predikat: {Buruk: Sangat Kurang, Amat Baik: Sangat Baik, Sedang: Kurang}}}"


@pytest.mark.parametrize("year", ["2014", "2021", "2022", "2023"])
@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("Sangat Baik", "Sangat Baik"),
        ("CUKUP", "Butuh Perbaikan"),
        ("Kurang", "Kurang"),
        ("Kurang/Misconduct", "Kurang"),
        ("Sangat Kurang", "Sangat Kurang"),
    ],
)
def test_the_five_predikat_and_cukup_are_known_in_every_year(year, typed, word):
    one = earlier([(str(int(year) - 1), typed)], f"{year}-01-01")
    assert (words(one), told(one), one.known.tolist()) == ([word], [], [True])


@pytest.mark.parametrize(
    ("year", "typed", "today"),
    [
        ("2013", "Amat Baik", "Sangat Baik"),
        ("2013", "SEDANG", "Kurang"),
        ("2020", "buruk", "Sangat Kurang"),
        ("2021", "Buruk", "Sangat Kurang"),
    ],
)
def test_a_predikat_of_an_older_rule_is_compared_where_the_office_says_what_it_stands_for(year, typed, today):
    one = earlier([(year, typed)], "2023-01-01")
    assert [f.code for f in one.findings] == ["predikat-old"]
    assert (words(one), one.known.tolist()) == ([typed.capitalize().replace("baik", "Baik")], [False])
    one = earlier([(year, typed)], "2023-01-01", MAPPED)
    assert (words(one), told(one), one.known.tolist()) == ([today], [], [True])


def test_a_predikat_of_an_older_rule_is_told_once_and_is_nobody_else_s_trouble():
    one = earlier([("2020", "Buruk"), ("2020", "Baik"), ("2020", "Buruk")], "2022-01-01", people=[0, 1, 2], count=3)
    assert told(one) == [
        (
            'catatan.xlsx:S0!C2: "Buruk" (2 catatan) adalah predikat aturan lama yang belum ada padanannya, maka orangnya perlu '
            "verifikasi; tulis padanannya di records.history.predikat bila kantor menetapkannya [predikat-old]"
        )
    ]
    assert told(one, "en") == [
        (
            'catatan.xlsx:S0!C2: "Buruk" (2 records) is a predikat of an older rule that stands for none of today yet, so these people '
            "are to be verified; write what it stands for under records.history.predikat if the office settles it [predikat-old]"
        )
    ]
    assert one.findings[0].severity == "info"
    assert (words(one), one.known.tolist()) == (["Buruk", "Baik", "Buruk"], [False, True, False])
    assert one.used.tolist() == [0, 1, 2]


def test_an_old_predikat_before_the_latest_one_does_not_matter():
    one = earlier([("2020", "Buruk"), ("2022", "Baik")], "2023-01-01")
    assert (words(one), told(one)) == (["Baik"], [])


def test_an_older_year_does_not_stand_in_for_an_old_predikat():
    one = earlier([("2019", "Baik"), ("2020", "Buruk")], "2023-01-01")
    assert (words(one), one.known.tolist()) == (["Buruk"], [False])


def test_a_word_no_rule_of_its_year_has_is_told_with_those_it_has():
    one = earlier([("2020", "Lumayan"), ("2022", "Buruk"), ("2013", "Sedangg")], "2023-01-01")
    five = "Sangat Baik, Baik, Butuh Perbaikan, Kurang, Sangat Kurang"
    assert told(one) == [
        'catatan.xlsx:S0!C4: "Sedangg" tidak dikenal sebagai Predikat; maksud Anda "Sedang"? [record-word]',
        f'catatan.xlsx:S0!C2: "Lumayan" tidak dikenal sebagai Predikat; pakai salah satu: {five}, Buruk [record-word-listed]',
        f'catatan.xlsx:S0!C3: "Buruk" tidak dikenal sebagai Predikat; pakai salah satu: {five} [record-word-listed]',
    ]


# e-Kinerja


@pytest.mark.parametrize(
    ("start", "end", "word"),
    [
        ("2022-01-01", "2022-01-31", "Baik"),  # the whole year 2022 is judged by PermenPANRB 6/2022
        ("2022-01-01", "2022-12-31", "Baik"),
        ("2021-01-01", "2021-12-31", ""),  # the year before by other rules
    ],
)
def test_ratings_of_january_2022_make_a_predikat_and_those_of_2021_none(start, end, word):
    one = made(
        "ekinerja.predikat",
        [0],
        setting_=setting(start=start, end=end, day="2026-11-24"),
        hasil=["Sesuai Ekspektasi"],
        perilaku=["Sesuai Ekspektasi"],
        predikat=[None],
    )
    assert words(one) == [word]
    assert [f.code for f in one.findings] == ([] if word else ["record-empty"])


def test_a_typed_predikat_of_2021_is_known():
    one = made(
        "ekinerja.predikat", [0], setting_=setting(start="2021-01-01", end="2021-12-31"), predikat=["Sangat Baik"]
    )
    assert (words(one), told(one)) == (["Sangat Baik"], [])


def recap(predikat, months=None, people=None, count=1, **fields):
    given = {"hasil": [None] * len(predikat), "perilaku": [None] * len(predikat), "predikat": predikat, **fields}
    return made("ekinerja.predikat", people or [0] * len(predikat), count, months, **given)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("SANGAT BAIK", "Sangat Baik"),
        ("baik", "Baik"),
        ("Cukup", "Butuh Perbaikan"),
        ("Cukup/Butuh Perbaikan", "Butuh Perbaikan"),
        ("Butuh  Perbaikan", "Butuh Perbaikan"),
        ("Kurang", "Kurang"),
        ("Kurang/Misconduct", "Kurang"),
        ("misconduct", "Kurang"),
        ("sangat kurang", "Sangat Kurang"),
    ],
)
def test_spellings_of_a_predikat(typed, word):
    assert words(recap([typed])) == [word]


def test_the_latest_month_is_the_measure_and_all_months_are_behind_it():
    one = recap(["Baik", "Sangat Baik", "Kurang"], [9, 11, 2], [0, 0, 0], 2)
    assert (words(one), one.known.tolist()) == (["Sangat Baik", ""], [True, False])
    assert one.used.tolist() == [0, 1, 2]
    assert one.records.tolist() == [3, 0]


def test_the_order_of_rows_does_not_matter():
    rows_ = list(zip(["Baik", "Kurang", "Sangat Baik", "Baik"], [1, 2, 3, 3], [0, 0, 0, 1], strict=True))
    for seed in range(5):
        random.Random(seed).shuffle(rows_)  # noqa: S311 - an order, not a secret
        typed, months, people = (list(c) for c in zip(*rows_, strict=True))
        assert words(recap(typed, months, people, 2)) == ["Sangat Baik", "Baik"]


# Law: hasil kerja against perilaku kerja, below, as expected, above (PermenPANRB 6/2022).
MATRIX = {
    "di atas ekspektasi": ("Kurang", "Baik", "Sangat Baik"),
    "sesuai ekspektasi": ("Kurang", "Baik", "Baik"),
    "di bawah ekspektasi": ("Sangat Kurang", "Butuh Perbaikan", "Butuh Perbaikan"),
}
RATINGS = ("di bawah ekspektasi", "sesuai ekspektasi", "di atas ekspektasi")


@pytest.mark.parametrize("hasil", RATINGS)
@pytest.mark.parametrize("perilaku", RATINGS)
def test_an_empty_predikat_is_that_of_its_ratings(hasil, perilaku):
    expected = MATRIX[hasil][RATINGS.index(perilaku)]
    one = recap([None], hasil=[hasil], perilaku=[perilaku])
    assert (words(one), told(one), one.used.tolist()) == ([expected], [], [0])
    codes = {"di atas ekspektasi": "1", "sesuai ekspektasi": "2", "di bawah ekspektasi": "3"}
    assert words(recap([None], hasil=[codes[hasil]], perilaku=[perilaku.upper().replace(" ", "  ")])) == [expected]
    # The one typed agrees with its ratings, or is told.
    for word in WORDS_OF["ekinerja.predikat"]:
        one = recap([word], hasil=[hasil], perilaku=[perilaku])
        assert words(one) == [word]
        assert [f.code for f in one.findings] == ([] if word == expected else ["ekinerja-differs"])


def test_a_predikat_that_contradicts_its_ratings_names_the_cells():
    one = recap(["Sangat Baik"], hasil=["DIATAS EKSPEKTASI"], perilaku=["dibawah ekspektasi"])
    assert told(one) == [
        (
            'catatan.xlsx:S0!D2: predikat "Sangat Baik" tidak sesuai dengan rating hasil kerja "DIATAS EKSPEKTASI" (B2) '
            'dan perilaku "dibawah ekspektasi" (C2), yang memberi "Kurang"; '
            "periksa ketiga selnya; yang dipakai adalah yang tertulis, baik predikat maupun rating [ekinerja-differs]"
        )
    ]
    assert one.findings[0].severity == "warning"
    assert words(one) == ["Sangat Baik"]


@pytest.mark.parametrize(("hasil", "perilaku"), [(None, None), ("sesuai ekspektasi", None)])
def test_without_a_predikat_and_two_ratings_there_is_none(hasil, perilaku):
    one = recap([None], hasil=[hasil], perilaku=[perilaku])
    assert told(one) == [f"catatan.xlsx:S0!D2: Predikat Kinerja Pegawai {EMPTY}"]
    assert words(one) == [""]


def test_an_unknown_predikat_is_told():
    assert told(recap(["Sangat Baikk"])) == [
        (
            'catatan.xlsx:S0!D2: "Sangat Baikk" tidak dikenal sebagai Predikat Kinerja Pegawai; '
            'maksud Anda "Sangat Baik"? [record-word]'
        )
    ]
    assert words(recap(["Istimewa"], hasil=["1"], perilaku=["1"])) == [""]


def test_two_predikat_of_one_month_are_told_and_those_of_two_months_are_not():
    one = recap(["Baik", "Kurang"], [3, 3])
    assert [f.code for f in one.findings] == ["predikat-twice"]
    assert words(one) == [""]
    assert told(recap(["Baik", "Baik"], [3, 3])) == []
    # What differed in a month that is not the latest decides nothing.
    assert (words(recap(["Baik", "Kurang", "Baik"], [3, 3, 4]))) == ["Baik"]


def test_words_measured_are_those_the_rulebook_may_have_in_its_tables():
    assert set(WORDS_OF["sanctions.active_level"]) == {"tidak ada", *GRAVITY}
    grades = [row.text("predikat").partition("/")[0] for row in rows("permenpanrb-6-2022", "grades", date(2026, 1, 1))]
    assert list(WORDS_OF["history.predikat"]) == list(WORDS_OF["ekinerja.predikat"]) == grades


def test_records_checking_has_told_already_are_not_told_again():
    for name, kind in ((name, SOURCES[name][0]) for name in MEASURES):
        number = {n for n, field in KINDS[kind].fields.items() if field.type == "number"}
        dates = {n for n, field in KINDS[kind].fields.items() if field.type == "date"}
        fields = {n: ["-1"] if n in number else [None] if n in dates else ["?"] for n in KINDS[kind].fields}
        one = made(name, [0], 2, invalid=[0], **fields)
        assert (told(one), one.known.tolist()[0]) == ([], False), name
