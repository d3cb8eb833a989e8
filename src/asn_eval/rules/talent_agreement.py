"""What must agree in the nine boxes: bounds in order, components where the law weighs, nine numbers of which none is used twice."""

from collections.abc import Iterator

from asn_eval.rules.axes import Axis
from asn_eval.rules.careers import Talent
from asn_eval.rules.disagreement import Disagreement, written
from asn_eval.rules.tree import KeyPath

BOXES = tuple("123456789")


def bounds(at: KeyPath, axis: Axis) -> Iterator[Disagreement]:
    """Bounds of an axis are given together, in order."""
    both: tuple[KeyPath, ...] = ((*at, "upper"), (*at, "middle"))
    if (axis.upper is None) != (axis.middle is None):
        given, lacking = ("upper", "middle") if axis.middle is None else ("middle", "upper")
        yield Disagreement(at, "talent-bounds-both", {"given": given, "lacking": lacking}, both)
    elif axis.upper is not None and axis.middle is not None and axis.upper <= axis.middle:
        values = {"upper": written(axis.upper), "middle": written(axis.middle)}
        yield Disagreement((*at, "upper"), "talent-bounds", values, both)


def weighing(at: KeyPath, axis: Axis) -> Iterator[Disagreement]:
    """Components belong to an axis the law weighs, words of levels to one it does not."""
    law: KeyPath = (*at, "law")
    if axis.law is not None and axis.words:
        yield Disagreement((*at, "words"), "talent-law-words", {}, ((*at, "words"), law))
    if axis.law is None:
        for key, _ in axis.components():
            here: KeyPath = (*at, key)
            yield Disagreement(here, "talent-component-law", {"component": key}, (here, law))


def numbers(talent: Talent) -> Iterator[Disagreement]:
    """An office that numbers the boxes numbers all nine, each with a number of its own."""
    at: KeyPath = ("talent", "numbers")
    used: dict[int, str] = {}
    for box, number in talent.numbers.items():
        if box not in BOXES:
            yield Disagreement((*at, box), "talent-numbers-box", {"found": box})
        elif number in used:
            values = {"found": str(number), "one": used[number], "other": box}
            yield Disagreement((*at, box), "talent-numbers-doubled", values, ((*at, box), (*at, used[number])))
        used.setdefault(number, box)
    lacking = [box for box in BOXES if box not in talent.numbers]
    if talent.numbers and lacking:
        yield Disagreement(at, "talent-numbers-lacking", {"lacking": ", ".join(lacking)}, (at,))
