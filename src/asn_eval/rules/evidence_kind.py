"""What a kind of records is: its columns, the headings offices write for them, and which of them a sheet of the kind must have.

Field types: ``text``, ``number``, ``date`` (with or without a time of day), ``minutes`` (a duration: 15, ``00:15`` or a time),
``clock`` (a time of day), ``flag`` (ya/tidak, True/False, 1/0), ``month`` (Januari, 1, I, with or without its year).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

FieldType = Literal["text", "number", "date", "minutes", "clock", "flag", "month"]


@dataclass(frozen=True, slots=True)
class EvidenceField:
    """One column of a kind: its type and the headings offices write for it."""

    type: FieldType
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """One kind of records: title in both languages, fields by name, and the fields a sheet of it must have besides the NIP.

    A sheet has all of ``required`` and at least one of ``any_of`` (where there are any); a sheet with ``beside`` has one of its
    fields too, or is of another kind.
    """

    title: Mapping[str, str]
    required: frozenset[str]
    fields: Mapping[str, EvidenceField]
    any_of: frozenset[str] = frozenset()
    beside: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def fits(self, fields: Collection[str]) -> bool:
        """Tell whether a sheet with these fields (and the NIP) can be of this kind."""
        has = frozenset(fields)
        alone = any(name in has and not others & has for name, others in self.beside.items())
        return self.required <= has and (not self.any_of or bool(self.any_of & has)) and not alone


def kind_of(
    id_title: str, en_title: str, required: str, any_of: str = "", **fields: tuple[FieldType, str]
) -> EvidenceKind:
    """Make a kind from its titles and its fields, each a type and the headings offices write, apart by ``|``."""
    made = {name: EvidenceField(type_, tuple(headings.split("|"))) for name, (type_, headings) in fields.items()}
    return EvidenceKind({"id": id_title, "en": en_title}, frozenset(required.split()), made, frozenset(any_of.split()))
