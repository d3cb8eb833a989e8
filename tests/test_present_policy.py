"""The rulebook in words: what each key says, in both languages."""

import tomllib
from datetime import date
from decimal import Decimal
from fractions import Fraction
from importlib.resources import files
from string import Formatter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_eval.present.policy.rulebook import policy_tables, requirement_sentence
from asn_eval.present.sentences import match_words, number_words, scale_words
from asn_eval.present.tables import Table
from asn_eval.rounding import half_up
from asn_eval.rules.load import load_text
from asn_eval.rules.requirement import KNOWN_FACTS, Requirement
from asn_eval.rules.rulebook import Band, Indicator, Match, Period, Profile, Ranking, Rounding, Rulebook, Scale

PLAIN = Rulebook(indicators={"skp": Indicator(title="Sasaran Kinerja", weight=60), "disiplin": Indicator(weight=40)})


def office(**changes: Any) -> Rulebook:
    made = Rulebook(
        agency="Dinas Contoh",
        period=Period(name="Tahun 2026", start=date(2026, 1, 1), end=date(2026, 12, 31), minimum_days=90),
        indicators={
            "skp": Indicator(title="Sasaran Kinerja", weight=70, source=["Nilai SKP"]),
            "inovasi": Indicator(weight=30, missing="renormalise", not_applicable="renormalise"),
            "aduan": Indicator(
                title="Penanganan Aduan",
                parts={
                    "kecepatan": Indicator(
                        weight=60, scale=Scale(min=0, max=48, direction="lower", unit="jam"), outside="cap"
                    ),
                    "ketuntasan": Indicator(weight=40, scale=Scale(unit="persen"), combine="latest"),
                },
            ),
        },
        profiles={
            "pelayanan": Profile(
                title="Pelayanan Publik",
                applies_to=Match(jabatan=["Petugas Loket*"], columns={"Shift": ["Pagi", "Sore"]}),
                weights={"skp": Decimal("62.5"), "inovasi": 0, "aduan": Decimal("37.5")},
            )
        },
        ranking=Ranking(tie_breakers=["skp", "masa_kerja"]),
        grades=[
            Band(name="Baik", at_least=76),
            Band(name="Sangat Baik", at_least=Decimal("90.5"), requires=[Requirement(fact="inovasi", at_least=50)]),
        ],
        awards={},
        headings={"unit": ["Bidang / Seksi"]},
    )
    return made.model_copy(update=changes)


def tables(rulebook: Rulebook, language: str = "id") -> dict[str, Table]:
    return {table.key: table for table in policy_tables(rulebook, language, "indicators.yaml")}


def rows(table: Table) -> list[list[str]]:
    return [[str(column.values[i]) for column in table.columns] for i in range(len(table))]


def setting(rulebook: Rulebook, key: str, language: str = "id") -> str:
    found = [rule for _, rule, name in rows(tables(rulebook, language)["settings"]) if name == key]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("requirement", "indonesian", "english"),
    [
        ({"fact": "total", "at_least": 85}, "nilai total paling rendah 85", "total at least 85"),
        ({"fact": "total", "at_least": Decimal("87.50")}, "nilai total paling rendah 87,5", "total at least 87.5"),
        ({"fact": "disiplin", "at_least": 80}, "skor Disiplin paling rendah 80", "score of Disiplin at least 80"),
        ({"fact": "grade", "at_least": "Baik"}, "predikat paling rendah Baik", "grade at least Baik"),
        ({"fact": "golongan", "at_most": "III/d"}, "golongan paling tinggi III/d", "golongan at most III/d"),
        (
            {"fact": "masa_kerja", "at_least": 5},
            "masa kerja paling sedikit 5 tahun",
            "length of service at least 5 years",
        ),
        ({"fact": "usia", "at_most": 35}, "usia paling tinggi 35 tahun", "age at most 35 years"),
        ({"fact": "rank", "at_most": 10}, "peringkat 10 besar", "rank 10 or better"),
        (
            {"fact": "unit_rank", "at_most": 3},
            "peringkat dalam unit kerja 3 besar",
            "rank within the unit 3 or better",
        ),
        (
            {"fact": "usia", "at_least": 25, "at_most": 35},
            "usia dari 25 tahun sampai 35 tahun",
            "age from 25 years to 35 years",
        ),
        (
            {"fact": "jenis_jabatan", "one_of": ["Fungsional", "Pelaksana"]},
            'jenis jabatan adalah "Fungsional" atau "Pelaksana"',
            'kind of position is "Fungsional" or "Pelaksana"',
        ),
        ({"fact": "unit", "none_of": "Sekretariat"}, 'unit kerja bukan "Sekretariat"', 'unit is not "Sekretariat"'),
        (
            {"column": "Hukuman Disiplin", "one_of": "Tidak ada"},
            'kolom Hukuman Disiplin berisi "Tidak ada"',
            'column Hukuman Disiplin holds "Tidak ada"',
        ),
        (
            {"column": "Hukuman Disiplin", "none_of": ["Ringan", "Sedang", "Berat"]},
            'kolom Hukuman Disiplin tidak berisi "Ringan", "Sedang" atau "Berat"',
            'column Hukuman Disiplin does not hold "Ringan", "Sedang" or "Berat"',
        ),
        ({"column": "Jam Pelajaran", "at_least": 20}, "Jam Pelajaran paling rendah 20", "Jam Pelajaran at least 20"),
        (
            {"fact": "golongan", "at_least": "III/a", "none_of": "IV/e"},
            'golongan paling rendah III/a dan golongan bukan "IV/e"',
            'golongan at least III/a and golongan is not "IV/e"',
        ),
    ],
)
def test_a_requirement_is_said_as_an_office_says_it(requirement: dict[str, Any], indonesian: str, english: str):
    made = Requirement(**requirement)
    assert requirement_sentence(made, "id", PLAIN) == indonesian
    assert requirement_sentence(made, "en", PLAIN) == english


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("fact", KNOWN_FACTS)
def test_every_known_fact_has_a_name(fact: str, language: str):
    sentence = requirement_sentence(Requirement(fact=fact, one_of="x"), language, PLAIN)
    assert "_" not in sentence
    assert sentence.endswith('"x"')


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        (Scale(), "0 sampai 100, makin tinggi makin baik"),
        (Scale(unit="persen"), "0 sampai 100%, makin tinggi makin baik"),
        (Scale(max=120, best=120), "0 sampai 120, makin tinggi makin baik"),
        (Scale(max=120), "0 sampai 120, makin tinggi makin baik; 0 berskor 0, 120 berskor 100"),
        (
            Scale(min=1, max=4, worst=25),
            "1 sampai 4, makin tinggi makin baik; 1 berskor 25, 4 berskor 100",
        ),
        (
            Scale(max=Decimal("2.5"), direction="lower", unit="jam"),
            "0 sampai 2,5 jam, makin rendah makin baik; 2,5 berskor 0, 0 berskor 100",
        ),
    ],
)
def test_a_scale_says_its_ends_and_what_they_score_unless_a_value_counts_as_it_stands(scale: Scale, words: str):
    assert scale_words(Indicator(scale=scale), "id") == words


def test_a_profile_says_whom_it_is_for_with_every_condition():
    match = Match(jabatan=["Petugas Loket*"], jenis_jabatan=["Pelaksana"], columns={"Shift": ["Pagi", "Sore"]})
    assert match_words(match, "id") == (
        'jabatan "Petugas Loket*", jenis jabatan "Pelaksana" dan kolom "Shift" berisi "Pagi" atau "Sore"'
    )
    assert match_words(Match(), "en") == "all staff"


def test_settings_are_whole_sentences_of_what_the_rulebook_says():
    book = office()
    assert setting(book, "agency") == "Buku aturan ini ditetapkan untuk Dinas Contoh."
    assert setting(book, "period") == (
        "Periode yang dinilai adalah Tahun 2026, yaitu 1 Januari 2026 sampai dengan 31 Desember 2026."
    )
    assert setting(book, "period.minimum_days") == (
        "Pegawai yang bertugas kurang dari 90 hari dalam periode ini tidak diperingkat dan dicatat belum dapat dinilai."
    )
    assert setting(book, "ranking.tie_breakers") == (
        "Nilai total yang sama dipisahkan berturut-turut menurut skor Sasaran Kinerja (lebih tinggi didahulukan) dan "
        "masa kerja (lebih lama didahulukan); bila tetap sama, peringkatnya sama."
    )
    assert setting(book, "headings.unit") == 'Judul "Bidang / Seksi" juga dibaca sebagai Unit Kerja.'
    assert all(rule.endswith(".") for _, rule, _ in rows(tables(book)["settings"]))
    first = rows(tables(book)["settings"])[0]
    assert first == ["Buku aturan", "Seluruh ketentuan di bawah ini dibaca dari indicators.yaml.", ""]


@pytest.mark.parametrize(
    ("changes", "key", "sentence"),
    [
        ({"agency": None}, "agency", "Nama instansi belum diisi."),
        ({"period": None}, "period", "Periode tidak ditetapkan; masa kerja dalam periode tidak diperiksa."),
        (
            {"rounding": Rounding(places=0)},
            "rounding.places",
            "Nilai total dibulatkan satu kali di akhir menjadi bilangan bulat; angka 5 dibulatkan ke atas.",
        ),
        (
            {"rounding": Rounding(places=3)},
            "rounding.places",
            "Nilai total dibulatkan satu kali di akhir, 3 angka di belakang koma; angka 5 dibulatkan ke atas.",
        ),
        ({"normalise": True}, "normalise", "Bobot pada setiap tingkat diskalakan sehingga berjumlah 100."),
        ({"normalise": False}, "normalise", "Bobot pada setiap tingkat harus berjumlah tepat 100."),
        (
            {"coverage": Decimal("62.5")},
            "coverage",
            "Nilai total diberikan bila paling sedikit 62,5% bobot terisi; di bawah itu pegawai dicatat belum dapat dinilai.",
        ),
        (
            {"ranking": Ranking(ties="dense")},
            "ranking.ties",
            "Nilai total yang sama mendapat peringkat yang sama, dan peringkat berikutnya tidak dilewati (1-2-2-3).",
        ),
        (
            {"ranking": Ranking()},
            "ranking.tie_breakers",
            "Tidak ada penentu; nama, NIP dan urutan berkas tidak pernah memisahkan nilai yang sama.",
        ),
    ],
)
def test_a_setting_says_what_was_chosen(changes: dict[str, Any], key: str, sentence: str):
    assert setting(office(**changes), key) == sentence


def test_weights_are_the_whole_of_what_an_indicator_counts_in_each_profile():
    table = tables(office())["indicators"]
    by_key = {column.key: column for column in table.columns}
    assert list(by_key["indicator"].values) == ["Sasaran Kinerja", "Inovasi", "Kecepatan", "Ketuntasan"]
    assert list(by_key["part_of"].values) == ["", "", "Penanganan Aduan", "Penanganan Aduan"]
    general, service = by_key["weight"], by_key["weight_pelayanan"]
    assert (general.heading, service.heading, service.group) == ("Umum", "Pelayanan Publik", "Bobot")
    assert general.places == service.places == 1
    assert general.values.tolist() == [700, 300, 0, 0]
    assert general.present.tolist() == [True, True, False, False]
    # 37.5 % of the level, 60 % of that: 22.5 %. A weight of 0 is present: shown for information.
    assert service.values.tolist() == [625, 0, 225, 150]
    assert service.present.tolist() == [True, True, True, True]


def test_weights_that_never_end_are_rounded_and_said_to_be():
    thirds = Rulebook(normalise=True, indicators={key: Indicator(weight=1) for key in ("a", "b", "c")})
    table = tables(thirds)["indicators"]
    weight = next(column for column in table.columns if column.key == "weight")
    assert (weight.places, weight.values.tolist(), weight.heading, weight.group) == (
        4,
        [333333, 333333, 333333],
        "Bobot",
        "",
    )
    assert "part_of" not in {column.key for column in table.columns}
    assert len(table.notes) == len(tables(office())["indicators"].notes) + 1


def test_an_indicator_says_what_absent_and_odd_values_do_and_which_headings_it_has():
    table = tables(office())["indicators"]
    by_key = {column.key: column.values for column in table.columns}
    assert by_key["missing"][0] == (
        'Kosong dilaporkan sebagai temuan dan harus diisi. Tanda "-" dilaporkan sebagai temuan.'
    )
    assert by_key["missing"][1] == (
        "Kosong tidak ikut dihitung: bobotnya dibagi ke indikator lain dan dicatat pada orangnya. "
        'Tanda "-" berarti tidak berlaku: bobotnya dibagi ke indikator lain.'
    )
    assert by_key["handling"][2] == (
        "Nilai di luar skala dihitung sebesar batas skalanya dan ditandai. Beberapa nilai dirata-ratakan."
    )
    assert by_key["handling"][3] == (
        "Nilai di luar skala dilaporkan sebagai temuan. Dari beberapa nilai dipakai yang terakhir."
    )
    assert by_key["headings"][0] == "Sasaran Kinerja; skp; Nilai SKP"


def test_grades_stand_from_the_highest_with_their_bounds_and_conditions():
    assert rows(tables(office())["grades"]) == [
        ["Sangat Baik", "90,5 ke atas", "Skor Inovasi paling rendah 50."],
        ["Baik", "76 sampai di bawah 90,5", ""],
    ]


def test_profiles_say_for_whom_and_explain_the_asterisk_only_where_there_is_one():
    table = tables(office())["profiles"]
    assert rows(table) == [
        ["Pelayanan Publik", 'Jabatan "Petugas Loket*" dan kolom "Shift" berisi "Pagi" atau "Sore".']
    ]
    assert table.notes[-1] == "Tanda * berarti teks apa saja."
    plain = Profile(applies_to=Match(unit=["Loket"]), weights={"skp": 100})
    assert len(tables(office(profiles={"loket_depan": plain}))["profiles"].notes) == 1
    assert rows(tables(office(profiles={"loket_depan": plain}))["profiles"])[0][0] == "Loket Depan"


def test_awards_say_each_requirement_with_its_citation_or_that_it_is_the_offices():
    book = Rulebook.model_validate(
        {
            "indicators": {"skp": {"weight": 100}},
            "awards": {
                "teladan": {
                    "title": "Pegawai Teladan",
                    "by": "skp",
                    "quota": 3,
                    "quota_per_unit": 1,
                    "requires": [
                        {"fact": "total", "at_least": 85},
                        {"column": "Hukdis", "one_of": ["Tidak"], "why": "PP 94/2021"},
                    ],
                },
                "semua": {"title": "Piagam", "ties": "include"},
                "unit": {"title": "Unggulan", "quota_per_unit": 2, "ties": "include"},
            },
        }
    )
    assert rows(tables(book)["awards"]) == [
        ["Pegawai Teladan", "Nilai total paling rendah 85.", "aturan kantor"],
        ["Pegawai Teladan", 'Kolom Hukdis berisi "Tidak".', "PP 94/2021"],
        ["Pegawai Teladan", "Diurutkan menurut skor Skp, dari yang tertinggi.", "aturan kantor"],
        ["Pegawai Teladan", "Paling banyak 3 orang seluruhnya.", "aturan kantor"],
        ["Pegawai Teladan", "Paling banyak 1 orang di setiap unit kerja.", "aturan kantor"],
        ["Pegawai Teladan", "Nilai sama tepat di batas kuota diserahkan kepada tim penilai.", "aturan kantor"],
        ["Piagam", "Diurutkan menurut nilai total, dari yang tertinggi.", "aturan kantor"],
        ["Piagam", "Semua yang memenuhi syarat diusulkan.", "aturan kantor"],
        ["Unggulan", "Diurutkan menurut nilai total, dari yang tertinggi.", "aturan kantor"],
        ["Unggulan", "Paling banyak 2 orang di setiap unit kerja.", "aturan kantor"],
        ["Unggulan", "Nilai sama tepat di batas kuota diusulkan semuanya.", "aturan kantor"],
    ]


def test_a_rulebook_without_grades_profiles_and_awards_has_two_tables():
    assert list(tables(PLAIN)) == ["settings", "indicators"]
    assert list(tables(office())) == ["settings", "indicators", "grades", "profiles"]


def test_both_languages_have_the_same_tables_keys_and_numbers():
    indonesian, english = tables(office()), tables(office(), "en")
    for key, table in indonesian.items():
        other = english[key]
        assert [c.key for c in table.columns] == [c.key for c in other.columns]
        assert len(table) == len(other)
        assert table.title != other.title


@given(st.fractions(max_denominator=10**6), st.integers(0, 4))
def test_a_rounded_number_is_never_further_than_half_a_unit_and_a_tie_goes_up(value: Fraction, places: int):
    units = half_up(value, places)
    assert -Fraction(1, 2) < units - value * 10**places <= Fraction(1, 2)


@given(st.decimals(min_value=-9999, max_value=9999, places=3))
def test_a_number_reads_back_as_itself(value: Decimal):
    assert Decimal(number_words(value, "id").replace(",", ".")) == value == Decimal(number_words(value, "en"))


@pytest.mark.parametrize("area", ["policy", "template"])
def test_both_languages_of_a_sentence_name_the_same_values(area: str):
    text = (files("asn_eval.present.wording") / f"{area}.toml").read_text(encoding="utf-8")
    for section, entries in tomllib.loads(text).items():
        for key, languages in entries.items():
            fields = [{name for _, name, _, _ in Formatter().parse(languages[code]) if name} for code in ("id", "en")]
            assert fields[0] == fields[1], f"{section}.{key}"


def test_what_holds_for_all_awards_and_why_a_condition_is_asked_are_told() -> None:
    rulebook = load_text(
        """
indicators: {a: {weight: 100}}
grades:
  - {name: Baik, at_least: 75, requires: [{fact: masa_kerja, at_least: 2, why: "Keputusan Kepala Dinas 5/2026"}]}
  - {name: Kurang, at_least: 0}
awards: {teladan: {title: Teladan, quota: 1}, inovator: {title: Inovator, quota: 1}}
one_award_per_person: true
narrow: {points: 0.5, weight: 2}
""",
        "indicators.yaml",
    )
    assert isinstance(rulebook, Rulebook)
    told = {table.key: table for table in policy_tables(rulebook, "id", "indicators.yaml")}
    columns = {column.key: list(column.values) for column in told["awards"].columns}
    assert [row[1:] for row in zip(*columns.values(), strict=True) if row[0] == "(semua penghargaan)"] == [
        ("Satu orang diusulkan untuk satu penghargaan saja: yang ditulis lebih dahulu.", "aturan kantor"),
        ("Selisih 0,5 poin atau kurang terhadap orang berikutnya disebut menang tipis.", "aturan kantor"),
        (
            "Bobot yang cukup bergeser 2 poin persen untuk mengubah pemenangnya disebut menang tipis.",
            "aturan kantor",
        ),
    ]
    asked = next(column for column in told["grades"].columns if column.key == "condition")
    assert "[Keputusan Kepala Dinas 5/2026]" in asked.values[0]
