"""The kind of position a person is in: struktural, fungsional or pelaksana (UU 20/2023), by the roster's words and the office's."""

from collections.abc import Mapping
from functools import lru_cache
from typing import get_args

from asn_eval.decide.facts import Facts
from asn_eval.decide.lacking import Lack, field_of, unread
from asn_eval.rules.careers import Group, Groups
from asn_eval.rules.ladders import step_of
from asn_eval.rules.matching import matches

# Names of UU 20/2023, and JFU as the public texts on IP ASN write it. What else an office writes, it says itself.
_NAMES: Mapping[Group, tuple[str, ...]] = {
    "struktural": (
        *("struktural", "jabatan struktural", "manajerial", "jabatan manajerial", "jpt", "jpt utama", "jpt madya"),
        *("jpt pratama", "jabatan pimpinan tinggi*", "administrator", "pengawas"),
    ),
    "fungsional": ("fungsional", "jabatan fungsional", "jf", "fungsional keahlian", "fungsional keterampilan"),
    "pelaksana": ("pelaksana", "jabatan pelaksana", "jfu"),
}


def group_of(facts: Facts, person: int, groups: Groups) -> Group | Lack:
    """Give the kind of position; a roster whose jenis jabatan and jenjang contradict each other is a lack."""
    jenis, jenjang = field_of(facts, person, "jenis_jabatan"), field_of(facts, person, "jenjang")
    one = None if isinstance(jenis, Lack) else _named(jenis, groups)
    other = None if isinstance(jenjang, Lack) else _of_jenjang(jenjang, groups)
    if one and other and one != other:
        return unread(facts, person, "group", "contradiction", "jenjang", f"{jenis} – {jenjang}")
    if one or other:
        return one or other or "pelaksana"
    if isinstance(jenis, Lack):
        return Lack("group", jenis.why, jenis.place, jenis.heading)
    return unread(facts, person, "group", "word", "jenis_jabatan", jenis)


@lru_cache(maxsize=1024)
def _named(text: str, groups: Groups) -> Group | None:
    named: tuple[Group, ...] = get_args(Group)
    own = next((group for group in named if matches(text, getattr(groups, group))), None)
    return own or next((group for group in named if matches(text, _NAMES[group])), None)


def _of_jenjang(text: str, groups: Groups) -> Group | None:
    step = step_of("jenjang", text)
    if step < 0:
        return _named(text, groups)
    return "fungsional" if step else "pelaksana"
