"""A table of law named among requirements becomes the conditions it holds: ``requires: [law/satyalancana/perak]``.

Each condition cites its own row. Only what the table says is asked: that somebody does not hold the medal yet, or how years count anew
after a sanction, is the office's to write beside it.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from asn_eval.rules.naming import PREFIX, as_nodes, cited, entry, entry_meant, law_named, rows_named
from asn_eval.rules.near import nearest
from asn_eval.rules.requirement import COMBINATORS
from asn_eval.rules.tree import Node

if TYPE_CHECKING:
    from asn_eval.rules.dated import Row
    from asn_eval.rules.faults import Tell

TABLE: Final = "satyalancana"
# What offices call the medals besides the metal.
MEDALS: Mapping[str, str] = MappingProxyType(
    {"x": "perunggu", "xx": "perak", "xxx": "emas", "10": "perunggu", "20": "perak", "30": "emas"}
)
# Answers in a column about what somebody has never had.
NEVER: Final = ("Tidak pernah", "Belum pernah", "Tidak ada", "Tidak", "Nihil", "-")
# What can be asked of a person for a condition of the table, by what the row is about. How years count is told with the years; a roster
# has one day of appointment, nothing before it; the copy of an earlier charter is a paper to attach, and holding it is no condition.
ASKED: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "hukuman disiplin": {"fact": "hukuman_terberat", "none_of": ["sedang", "berat"]},
        "cuti di luar tanggungan negara": {"column": "Cuti di Luar Tanggungan Negara", "one_of": [*NEVER]},
        "pidana": {"column": "Pidana Penjara", "one_of": [*NEVER]},
    }
)
COUNTED: Final = "masa kerja"
# Conditions whose words say more than the question does.
_QUOTED: Final = frozenset({"pidana"})


def nameable_requirements() -> tuple[str, ...]:
    """Give the names that stand for conditions, without ``law/``."""
    from asn_eval.rules.dated import history

    return tuple(f"{TABLE}/{row.text('medal')}" for row in history(TABLE).tables[-1].part("medals"))


def put_requirements(root: Node, tell: "Tell") -> None:
    """Replace every table of law named among requirements by its conditions; what cannot be named is told and taken out.

    ``root`` is the rulebook as written, a mapping. One name alone may stand for a list of one.
    """
    for asking in _asking(root):
        asked = entry_meant(asking, "requires")
        if asked is None or not asked.sound:
            continue
        if law_named(asked):
            asked.value = [Node(asked.value, asked.path, asked.line, asked.raw)]
        _put(root, asked, tell, together=True)


def _asking(root: Node) -> Iterator[Node]:
    """Give whatever has requirements: awards, posts, promotions and grades."""
    for room in (entry(root, "awards"), entry(root, "posts"), entry(entry(root, "career"), "promotions")):
        yield from room.value.values() if room is not None and isinstance(room.value, dict) else ()
    grades = entry(root, "grades")
    yield from grades.value if grades is not None and isinstance(grades.value, list) else ()


def _put(root: Node, asked: Node, tell: "Tell", *, together: bool) -> None:
    """Replace names in a list; ``together`` where all entries must be met, else several conditions become one combined."""
    if not isinstance(asked.value, list):
        return
    put: list[Node] = []
    for item in asked.value:
        name = law_named(item)
        conditions = _conditions(root, item, name, tell) if name else []
        if not conditions:
            item.sound &= not name
            put.append(item)
            for key in COMBINATORS:
                members = entry(item, key)
                if members is not None:
                    _put(root, members, tell, together=key == "all")
        elif together:
            put += [as_nodes(condition, item.path, item.line) for condition in conditions]
        else:
            put.append(as_nodes({"all": conditions}, item.path, item.line))
    asked.value = put


def _conditions(root: Node, node: Node, name: str, tell: "Tell") -> list[dict[str, object]]:
    table, _, medal = name.partition("/")
    known = nameable_requirements()
    if name not in known:
        medals = [one.partition("/")[2] for one in known]
        near = nearest(medal, medals, MEDALS) if table == TABLE or nearest(table, [TABLE]) else ""
        listed = ", ".join(PREFIX + one for one in known)
        code = "law-name-near" if near else "law-name"
        tell(code, node.line, node.path, found=name, near=f"{TABLE}/{near}", known=listed)
        return []
    medals_held = rows_named(root, node, TABLE, "medals", tell)
    if not medals_held:
        return []
    rows = {row.text("about"): row for row in rows_named(root, node, TABLE, "conditions", tell)}
    years = next(row for row in medals_held if row.text("medal") == medal)
    why = f"{cited(years.citation)}: {rows[COUNTED].text('condition')}"
    served: dict[str, object] = {"fact": "masa_kerja_pns", "at_least": years.whole("years"), "why": why}
    return [served, *({**ASKED[about], "why": _why(row)} for about, row in rows.items() if about in ASKED)]


def _why(row: "Row") -> str:
    quoted = row.text("about") in _QUOTED
    return f"{cited(row.citation)}: {row.text('condition')}" if quoted else cited(row.citation)
