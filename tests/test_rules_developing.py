"""What is wrong with training, posts and placement in a rulebook is told in exactly these words, at its line."""

from pathlib import Path

import pytest
import yaml

from asn_eval.rules.load import read_text

CASES = yaml.safe_load((Path(__file__).parent / "findings/developing.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_broken_parts_lead_to_exactly_these_words(case, language):
    found = read_text(case["given"], "indicators.yaml")
    assert found.rulebook is None
    assert [finding.message(language) for finding in found.findings] == case[language]


def test_a_course_for_something_unknown_is_only_warned_about():
    text = "indicators: {a: {weight: 100}}\ntraining: {catalogue: [{title: T, develops: Bahasa}]}"
    found = read_text(text, "indicators.yaml")
    assert found.rulebook is not None
    assert [finding.code for finding in found.findings] == ["course-develops"]
