"""Bounds of what agrees: the nearest thing that is right beside the nearest that is wrong."""

import pytest

from asn_eval.rules.agreement import disagreements
from asn_eval.rules.load import load_text, read_text
from asn_eval.rules.rulebook import Rulebook

A = "indicators: {a: {weight: 100}}\n"


def award(requirement):
    return A + f"awards: {{x: {{title: X, quota: 1, requires: [{requirement}]}}}}\n"


def codes(text):
    return [finding.code for finding in read_text(text, "indicators.yaml").findings]


@pytest.mark.parametrize(
    "text",
    [
        # bands: a printed upper bound is one step below the next band, or the same number
        A + "grades: [{name: B, at_least: 50, at_most: 100}, {name: C, at_least: 0, at_most: 49.99}]\n",
        A + "grades: [{name: C, at_least: 0, at_most: 50}, {name: B, at_least: 50}]\n",
        A + "rounding: {places: 0}\ngrades: [{name: B, at_least: 50}, {name: C, at_least: 0, at_most: 49}]\n",
        A + "grades: [{name: B, at_least: 100, at_most: 100}, {name: C, at_least: 0}]\n",
        A + "grades: [{name: C, at_least: 0}]\n",
        # totals reach from the worst to the best score of the scale
        "indicators: {a: {weight: 100, scale: {worst: 25}}}\ngrades: [{name: B, at_least: 25}]\n",
        "indicators: {a: {weight: 100, scale: {best: 120}}}\ngrades: [{name: B, at_least: 120}, {name: C, at_least: 0, at_most: 119.99}]\n",
        # requirements
        award("{fact: total, at_least: 85, at_most: 85}"),
        award("{fact: golongan, at_least: I/a}"),
        award("{fact: unit, one_of: Bidang A}"),
        award("{fact: golongan, one_of: [Belum Ada]}"),
        award("{column: Nilai TOEFL, at_least: 450}"),
        award("{fact: rank, at_most: 10}"),
        A
        + "grades: [{name: Sangat Baik, at_least: 0}]\nawards: {x: {title: X, quota: 1, requires: [{fact: grade, one_of: '*baik'}]}}\n",
        # periods
        A + "period: {start: 2026-01-01, end: 2026-01-01, minimum_days: 1}\n",
        # weights
        "indicators: {a: {weight: 100}, b: {}}\nprofiles: {p: {applies_to: {unit: X}, weights: {a: 60, b: 40}}}\n",
        "indicators: {a: {weight: 0}, b: {weight: 100}}\n",
        "normalise: true\nindicators: {a: {weight: 1}, b: {weight: 2}}\n",
        "indicators: {a: {weight: 33.34}, b: {weight: 33.33}, c: {weight: 33.33}}\n",
        # headings: one indicator may say the same heading twice
        "indicators: {a: {weight: 100, title: A, source: [a, 'A ']}}\nheadings: {a: [A]}\n",
        "indicators: {a: {weight: 100, parts: {b: {weight: 100, title: Isi}}, title: B}}\n",
    ],
)
def test_these_agree(text):
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            A + "rounding: {places: 0}\ngrades: [{name: B, at_least: 50}, {name: C, at_least: 0, at_most: 48}]\n",
            ["grade-gap"],
        ),
        (A + "grades: [{name: B, at_least: 50}, {name: C, at_least: 0, at_most: 50.01}]\n", ["grade-overlap"]),
        (A + "grades: [{name: B, at_least: 100.01}, {name: C, at_least: 0}]\n", ["grade-unreachable"]),
        (
            "indicators: {a: {weight: 100, scale: {worst: 25}}}\ngrades: [{name: B, at_least: 25.01}]\n",
            ["grade-gap-below"],
        ),
        # an empty cell that counts as zero falls below the worst score of the scale
        (
            "indicators: {a: {weight: 100, missing: zero, scale: {worst: 25}}}\ngrades: [{name: B, at_least: 25}]\n",
            ["grade-gap-below"],
        ),
        # only some people can fall below
        (
            """
            indicators: {a: {weight: 100, scale: {worst: 25}}, b: {}}
            profiles: {p: {applies_to: {unit: X}, weights: {b: 100}}}
            grades: [{name: B, at_least: 25}]
            """,
            ["grade-gap-below"],
        ),
        (
            A + "grades: [{name: B, at_least: 50}, {name: C, at_least: 50}, {name: D, at_least: 0}]\n",
            ["grade-same"],
        ),
        (award("{fact: total, at_least: 85.01, at_most: 85}"), ["fact-bounds"]),
        (award("{column: Nilai TOEFL, at_least: tinggi}"), ["fact-order"]),
        (A + "period: {start: 2026-01-02, end: 2026-01-01}\n", ["period-order"]),
        (A + "period: {start: 2026-01-01, end: 2026-01-01, minimum_days: 2}\n", ["period-minimum"]),
        ("indicators: {a: {weight: 50}, b: {weight: 51}}\n", ["weights-sum"]),
        ("indicators: {a: {weight: 50}, b: {weight: 50.99}}\n", ["weights-sum-rounded"]),
        ("indicators: {a: {weight: 100.5}, b: {weight: 0.5}}\n", ["weights-sum"]),
        ("normalise: true\nindicators: {a: {weight: 0}, b: {weight: 0}}\n", ["weights-zero"]),
        ("normalise: true\nindicators: {a: {weight: 2}, b: {weight: -1}}\n", ["weight-negative"]),
        (A + "profiles: {p: {applies_to: {unit: X}, weights: {a: 99}}}\n", ["weights-sum"]),
        ("indicators: {a: {weight: 50}, b: {weight: 40}}\ngrades: [{name: B, at_least: 50}]\n", ["weights-sum"]),
        ("indicators: {total: {weight: 100}}\n", ["id-taken"]),
        ("indicators: {" + "a" * 60 + ": {weight: 60}, " + "a" * 61 + ": {weight: 40}}\n", ["id-form"]),
        (
            A + "profiles: {Loket: {applies_to: {unit: X}, weights: {a: 100}}}\nawards: {T!: {title: X, quota: 1}}\n",
            ["id-form", "id-form"],
        ),
    ],
)
def test_these_do_not(text, told):
    assert codes(text) == told


def test_a_disagreement_names_its_path_code_and_values():
    book = Rulebook.model_validate({"indicators": {"a": {"weight": 60}, "b": {"weight": 30}}})
    (found,) = disagreements(book)
    assert found[:3] == (("indicators",), "weights-sum", {"sum": "90", "difference": "-10"})


def test_a_rulebook_that_loads_has_nothing_that_disagrees():
    assert disagreements(load_text(A, "i")) == []
