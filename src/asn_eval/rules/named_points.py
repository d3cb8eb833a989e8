"""A table of law named as a scale becomes the points it gives to words: ``scale: {table: law/kepkabkn-411-2025}``.

Points are asked for by the measure: a predikat has points there. The law spells *Kurang/Misconduct* where records say *Kurang*; both are
one step of the ladder.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from asn_eval.rules.ladders import LADDERS, step_of
from asn_eval.rules.measures import WORDS
from asn_eval.rules.naming import PREFIX, as_nodes, cited, entry, entry_meant, law_named, rows_named
from asn_eval.rules.near import nearest
from asn_eval.rules.tree import Node

if TYPE_CHECKING:
    from asn_eval.rules.faults import Tell

# The part of a table that has points for a measure, and the ladder its words stand on.
PARTS: Mapping[str, str] = MappingProxyType({"history.predikat": "predikat", "ekinerja.predikat": "predikat"})


def nameable_points() -> tuple[str, ...]:
    """Give the names of the tables of law that give points to words, without ``law/``."""
    from asn_eval.rules.dated import history, names

    return tuple(name for name in names() if any(history(name).tables[-1].part(part) for part in PARTS.values()))


def put_points(root: Node, tell: "Tell") -> None:
    """Replace every table of law named at ``scale.table`` by its words and points; what cannot be named is told and taken out.

    ``root`` is the rulebook as written, a mapping. The scale then cites the table, unless the office cites something itself.
    """
    for indicator in _indicators(entry(root, "indicators")):
        scale, measure = entry(indicator, "scale"), entry(indicator, "measure")
        node = entry_meant(scale, "table")
        name = law_named(node)
        if scale is None or node is None or not name:
            continue
        points, why = _points(root, node, name, str(measure.value) if measure is not None else "", tell)
        node.sound = bool(points)
        node.value = as_nodes(points, node.path, node.line).value
        if points and isinstance(scale.value, dict):
            scale.value.setdefault("why", Node(why, (*scale.path, "why"), node.line, why))


def _indicators(level: Node | None) -> Iterator[Node]:
    for indicator in level.value.values() if level is not None and isinstance(level.value, dict) else ():
        yield indicator
        yield from _indicators(entry(indicator, "parts"))


def _points(root: Node, node: Node, name: str, measure: str, tell: "Tell") -> tuple[dict[str, Decimal], str]:
    known = nameable_points()
    if name not in known:
        near, listed = nearest(name, known), ", ".join(PREFIX + one for one in known)
        tell("law-name-near" if near else "law-name", node.line, node.path, found=name, near=near, known=listed)
        return {}, ""
    if measure in WORDS and measure not in PARTS:
        tell("scale-law-measure", node.line, node.path, found=name, measure=measure)
        return {}, ""
    # Where no measure of words is named, that is told by itself.
    part = PARTS.get(measure, "predikat")
    points, why = {}, ""
    for row in rows_named(root, node, name, part, tell):
        number = row.number("points")
        word = LADDERS[part][step_of(part, row.text(part))]
        points[word], why = Decimal(number.numerator) / Decimal(number.denominator), cited(row.citation)
    return points, why
