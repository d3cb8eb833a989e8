"""Effective weights: the product of shares down the tree, for everybody and for a profile."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from asn_eval.rules.load import default_path, load_text, read_rulebook
from asn_eval.rules.rulebook import Indicator, Rulebook
from asn_eval.rules.weights import leaf_weights, level_weights


def book(text):
    loaded = load_text(text, "indicators.yaml")
    assert isinstance(loaded, Rulebook), [finding.message() for finding in loaded]
    return loaded


TREE = """
indicators:
  a: {weight: 30}
  b:
    weight: 70
    parts:
      c: {weight: 25}
      d: {weight: 75, parts: {e: {weight: 40}, f: {weight: 60}}}
  g: {}
profiles:
  top: {applies_to: {unit: X}, weights: {a: 50, g: 50}}
  parts: {applies_to: {unit: Y}, weights: {c: 100, d: 0}}
  both: {applies_to: {unit: Z}, weights: {b: 100, c: 10, d: 90, e: 50, f: 50}}
"""


def test_a_leaf_weighs_the_product_of_the_shares_above_it():
    assert leaf_weights(book(TREE), None) == {
        "a": Fraction(30, 100),
        "c": Fraction(70 * 25, 10**4),
        "e": Fraction(70 * 75 * 40, 10**6),
        "f": Fraction(70 * 75 * 60, 10**6),
    }


def test_level_weights_tell_every_node_within_its_level():
    assert level_weights(book(TREE), None) == {
        "a": Fraction(3, 10),
        "b": Fraction(7, 10),
        "c": Fraction(1, 4),
        "d": Fraction(3, 4),
        "e": Fraction(2, 5),
        "f": Fraction(3, 5),
    }


def test_indicators_a_profile_does_not_name_do_not_apply_to_it():
    assert leaf_weights(book(TREE), "top") == {"a": Fraction(1, 2), "g": Fraction(1, 2)}


def test_a_profile_of_parts_leaves_the_level_above_as_it_is():
    assert leaf_weights(book(TREE), "parts") == {"a": Fraction(3, 10), "c": Fraction(7, 10), "e": 0, "f": 0}


def test_a_profile_may_reweigh_several_levels():
    assert leaf_weights(book(TREE), "both") == {"c": Fraction(1, 10), "e": Fraction(9, 20), "f": Fraction(9, 20)}


def test_a_weight_of_zero_is_shown_and_not_counted():
    assert leaf_weights(book("indicators: {a: {weight: 100}, b: {weight: 0}}"), None) == {"a": 1, "b": 0}


def test_normalise_scales_each_level_to_100():
    thirds = book("normalise: true\nindicators: {a: {weight: 33.33}, b: {weight: 33.33}, c: {weight: 33.33}}")
    assert set(leaf_weights(thirds, None).values()) == {Fraction(1, 3)}


def test_people_outside_profiles_that_weigh_everything_have_no_weights():
    only = book("indicators: {a: {}}\nprofiles: {p: {applies_to: {unit: '*'}, weights: {a: 100}}}")
    assert (leaf_weights(only, None), leaf_weights(only, "p")) == ({}, {"a": 1})


def test_the_shipped_rulebook_weighs_complaints_only_at_the_counter():
    default = read_rulebook(default_path()).rulebook
    assert leaf_weights(default, None) == {
        "disiplin": Fraction(7, 20),
        "kualitas_kerja": Fraction(2, 5),
        "inovasi": Fraction(1, 4),
    }
    assert leaf_weights(default, "pelayanan_publik") == {
        "disiplin": Fraction(1, 4),
        "kualitas_kerja": Fraction(7, 20),
        "inovasi": Fraction(3, 20),
        "kecepatan": Fraction(1, 8),
        "ketuntasan": Fraction(1, 8),
    }


weights = st.decimals(min_value=0, max_value=1000, places=2, allow_nan=False)
levels = st.lists(weights, min_size=1, max_size=4).filter(any)


@settings(deadline=None)
@given(levels, levels, st.decimals(min_value=Decimal("0.01"), max_value=100, places=2))
def test_shares_add_up_to_one_and_scaling_all_weights_changes_nothing(top, below, factor):
    def made(scale):
        parts = {f"p{n}": Indicator(weight=w * scale) for n, w in enumerate(below)}
        level = {f"a{n}": Indicator(weight=w * scale) for n, w in enumerate(top)}
        first = next(iter(level))
        level[first] = Indicator(weight=top[0] * scale, parts=parts)
        return Rulebook(indicators=level, normalise=True)

    one = leaf_weights(made(Decimal(1)), None)
    assert sum(one.values()) == 1
    assert leaf_weights(made(factor), None) == one
