"""A rulebook is read exactly as typed, every fault at its own line, and nothing is concluded from what could not be read."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from asn_eval.findings import Finding
from asn_eval.rules.load import default_path, load_text, read_rulebook, read_text
from asn_eval.rules.rulebook import Rulebook

A = "indicators: {a: {weight: 100}}\n"


def codes(text):
    return [finding.code for finding in read_text(text, "indicators.yaml").findings]


def places(text):
    return [str(finding.place) for finding in read_text(text, "i").findings]


def test_values_are_kept_as_typed():
    book = load_text(
        "agency: Dinas Contoh\nnormalise: true\n"
        "period: {start: 2026-01-01, end: 2026-06-30, name: '2026'}\n"
        "indicators:\n  a: {weight: 33.30, source: Nilai A}\n  b: {weight: 7, title: 'off', source: [X, '010']}\n",
        "indicators.yaml",
    )
    assert isinstance(book, Rulebook)
    assert (book.indicators["a"].weight, book.indicators["b"].weight) == (Decimal("33.30"), Decimal(7))
    assert str(book.indicators["a"].weight) == "33.30"
    assert (book.indicators["a"].source, book.indicators["b"].source) == (("Nilai A",), ("X", "010"))
    assert (book.agency, book.normalise, book.indicators["b"].title) == ("Dinas Contoh", True, "off")
    assert (book.period.start, book.period.end, book.period.name) == (date(2026, 1, 1), date(2026, 6, 30), "2026")


def test_decimals_never_pass_through_a_float():
    book = load_text("indicators: {a: {weight: 0.1000000000000000055511}}\nnormalise: true\n", "i")
    assert book.indicators["a"].weight == Decimal("0.1000000000000000055511")


@pytest.mark.parametrize(
    "text",
    ["\ufeff" + A, A.replace("\n", "\r\n"), "---\n" + A, A + "...\n", A.encode(), b"\xef\xbb\xbf" + A.encode()],
)
def test_marks_of_other_editors_do_no_harm(text):
    assert isinstance(load_text(text, "i"), Rulebook)


def test_a_section_of_comments_only_holds_nothing():
    book = load_text(A + "awards:\n  # belum ada\nprofiles:\ngrades:\nranking:\nheadings: {nip: }\n", "i")
    assert isinstance(book, Rulebook)
    assert (book.awards, book.profiles, book.grades, book.headings) == ({}, {}, (), {"nip": ()})


def test_every_fault_comes_in_one_run_ordered_by_line():
    text = (
        "language: jawa\n"
        "coverage: no\n"
        "rounding: {places: 9}\n"
        "indicators:\n"
        "  a:\n"
        "    bobot: 50\n"
        "  b:\n"
        "    weight: 40\n"
        "    scale: {min: 5, max: 5}\n"
        "grades:\n"
        "  - {name: Baik}\n"
        "  - {name: Baik, at_least: 0}\n"
        "awards:\n"
        "  x:\n"
        "    title: X\n"
        "    by: zzz\n"
    )
    told = read_text(text, "i").findings
    assert [(finding.place.line, finding.code) for finding in told] == [
        (1, "value-choice-listed"),
        (2, "yaml-word"),
        (3, "value-high"),
        (4, "weights-sum"),
        (6, "key-unknown"),
        (9, "scale-range"),
        (11, "key-missing"),
        (12, "grade-name"),
        (14, "award-quota"),
        (16, "award-by-listed"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("indicators:\n  a: {weight: 50}\n  b: {weight: lima}\n", ["value-number"]),
        ("indicators:\n  a: {weight: 50}\n  b: 50\n", ["value-mapping"]),
        ("indicators:\n  a: {weight: 50}\n  b: {weight: 20, weight: 50}\n", ["key-doubled"]),
        ("indicators:\n  a: {weight: 50}\n  a: {weight: 50}\n  b: {weight: 20}\n", ["key-doubled"]),
        ("indicators:\n  a: {weight: 100, parts: [b, c]}\nranking: {tie_breakers: [b]}\n", ["value-mapping"]),
        (A + "grades: [{name: Baik, at_least: x}, {name: Cukup, at_least: 0, at_most: 40}]\n", ["value-number"]),
        (
            A + "grades: [x, {name: Cukup, at_least: 50}, {name: Buruk, at_least: 0, at_most: 20}]\n",
            ["value-mapping"],
        ),
        (A + "period: {start: 1.5, end: 2026-01-01}\n", ["value-date"]),
        (A + "awards: {x: {title: X, quota: 0}}\n", ["value-low"]),
        (A + "awards: {x: {title: X, quota: 1, requires: [{fact: [a], at_least: 1}]}}\n", ["value-text-only"]),
        (A + "profiles: {p: {applies_to: [x], weights: {a: 100}}}\n", ["value-mapping"]),
        (
            "indicators: {a: {weight: 100}, b: {}}\nprofiles: {p: {applies_to: {unit: X}, weights: b}}\n",
            ["value-mapping"],
        ),
        ("normalise: benar\nindicators: {a: {weight: 10}}\n", ["value-boolean"]),
    ],
)
def test_nothing_is_concluded_from_what_could_not_be_read(text, told):
    assert codes(text) == told


def test_what_could_not_be_read_hides_nothing_else():
    text = "indicators:\n  a: {weight: 50, scale: {min: x}}\n  b: {weight: 40, missing: nol}\nawards: {x: {quota: 0, by: zzz}}\n"
    assert sorted(codes(text)) == [
        "award-by-listed",
        "key-missing",
        "value-choice",
        "value-low",
        "value-number",
        "weights-sum",
    ]


def test_entries_after_a_refused_one_keep_their_own_number_and_line():
    text = (
        A
        + "grades:\n  - {name: Baik, at_least: x}\n  - apa\n  - {nama: Buruk, at_least: 0}\n  - {name: Cukup, at_least: y}\n"
    )
    assert places(text) == ["i:3 grades.1.at_least", "i:4 grades.2", "i:5 grades.3", "i:6 grades.4.at_least"]


def test_a_misspelt_key_beside_the_right_one_is_told_and_dropped():
    text = "indicators:\n  a:\n    bobot: 20\n    weight: 100\n"
    assert codes(text) == ["key-unknown"]


def test_warnings_are_kept_beside_the_rulebook():
    loaded = read_text(A + "grades: [{name: Baik, at_least: 50}]\n", "i")
    assert [finding.code for finding in loaded.findings] == ["grade-gap-below"]
    assert isinstance(loaded.rulebook, Rulebook)
    assert isinstance(load_text(A + "grades: [{name: Baik, at_least: 50}]\n", "i"), Rulebook)


def test_long_and_broken_text_stays_on_one_short_line():
    text = 'agency: "' + "a\\n" * 300 + '"\nlanguage: "' + "b\\n" * 300 + '"\n"k\\n\\u202ek": 1\n' + A
    for finding in read_text(text, "i").findings:
        assert "\n" not in finding.message()
        assert "\u202e" not in finding.message()
        assert len(finding.message()) < 400


def test_a_file_is_named_as_asked_and_hashed(tmp_path):
    path = tmp_path / "aturan.yaml"
    path.write_text(A + "x: 1\n", encoding="utf-8")
    loaded = read_rulebook(path)
    assert [str(finding.place) for finding in loaded.findings] == ["aturan.yaml:2"]
    assert loaded.sha256 == sha256(path.read_bytes()).hexdigest()
    assert [str(finding.place) for finding in read_rulebook(path, "a/aturan.yaml").findings] == ["a/aturan.yaml:2"]


def test_the_shipped_rulebook_measures_what_the_office_asked_for():
    loaded = read_rulebook(default_path())
    assert loaded.findings == ()
    book = loaded.rulebook
    assert {key: indicator.weight for key, indicator in book.indicators.items()} == {
        "disiplin": 35,
        "kualitas_kerja": 40,
        "inovasi": 25,
        "penanganan_aduan": None,
    }
    assert list(book.indicators["penanganan_aduan"].parts) == ["kecepatan", "ketuntasan"]
    assert book.profiles["pelayanan_publik"].weights == {
        "disiplin": 25,
        "kualitas_kerja": 35,
        "inovasi": 15,
        "penanganan_aduan": 25,
    }
    assert [(band.name, band.at_least) for band in book.grades] == [
        ("Sangat Baik", 90),
        ("Baik", 76),
        ("Cukup", 61),
        ("Kurang", 51),
        ("Buruk", 0),
    ]
    assert book.ranking.tie_breakers == ("kualitas_kerja", "disiplin", "masa_kerja")
    assert [(award.by, award.quota) for award in book.awards.values()] == [("total", 3), ("inovasi", 1)]
    assert len(default_path().read_text(encoding="utf-8").splitlines()) <= 110


def test_the_commented_examples_of_the_shipped_rulebook_are_valid():
    lines = default_path().read_text(encoding="utf-8").splitlines()
    opened = [
        line.removeprefix("# ") if line.startswith(("# agency", "# period", "#   ", "# headings")) else line
        for line in lines
    ]
    book = load_text("\n".join(opened) + "\n", "indicators.yaml")
    assert isinstance(book, Rulebook), [finding.message() for finding in book]
    assert (book.agency, book.period.minimum_days) == ("Dinas Contoh", 90)
    assert book.headings == {"unit": ("Bidang", "Subbagian")}


def test_reading_a_rulebook_loads_no_library_of_numbers():
    program = (
        "import sys; from asn_eval.rules.load import default_path, read_rulebook; read_rulebook(default_path());"
        "print(sorted({'numpy', 'pandas', 'openpyxl', 'difflib'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    "text", ["1" * 500_000 + "x", "1_" * 250_000 + "x", "1:1" * 200_000, "1" * 500_000 + "e5", "-" * 500_000]
)
def test_long_words_are_looked_at_once(text):
    assert codes(A + f"agency: {text}\n") == ["text-long"]


def test_long_digits_are_no_number():
    assert codes(A + f"agency: {'1' * 500_000}\n") == ["number-long"]


SNIPPETS = st.sampled_from(
    [
        *default_path().read_text(encoding="utf-8").splitlines(keepends=True),
        *"\t{}[]:,-&*!|>'\"%@`#?\n ~",
        "weight: 33,3\n",
        "<<: *a\n",
        "? ",
        "no",
        "1e999999999",
        "9" * 5000,
        "0x_",
        "._",
        "\ufeff",
        "\x85",
        '"\\ud800"',
        "version: 1\n",
        "indicators:\n",
    ]
)


def is_answer(result):
    if isinstance(result, Rulebook):
        return True
    assert result
    assert all(isinstance(finding, Finding) and finding.message("id") and finding.message("en") for finding in result)
    return any(finding.severity == "error" for finding in result)


@settings(deadline=None)
@given(st.text() | st.lists(SNIPPETS | st.text(max_size=5), max_size=40).map("".join))
@example("\ud800")
@example("a: 1\x00")
def test_any_text_is_a_rulebook_or_findings(text):
    assert is_answer(load_text(text, "indicators.yaml"))


@settings(deadline=None)
@given(st.binary())
@example(b"\xff\xfea\x00")
def test_any_bytes_are_a_rulebook_or_findings(data):
    assert is_answer(load_text(data, "indicators.yaml"))


@settings(deadline=None)
@given(st.data())
def test_a_rulebook_with_one_slip_is_a_rulebook_or_findings(data):
    text = default_path().read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 12))
    other = data.draw(st.text(max_size=3) | SNIPPETS)
    assert is_answer(load_text(text[:start] + other + text[start + length :], "indicators.yaml"))


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.decimals(allow_nan=False, allow_infinity=False, places=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = sorted({*Rulebook.model_fields, "weight", "parts", "scale", "requires", "fact", "title", "bobot"})


def flow(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return "~" if value is None else str(value).lower()


ENTRIES = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=3)


@settings(deadline=None)
@given(ENTRIES, st.sampled_from(KEYS), ENTRIES)
def test_values_of_any_shape_are_a_rulebook_or_findings(values, key, inner):
    assert is_answer(load_text(flow(values | {key: {"a": inner}}), "indicators.yaml"))
