"""The people forms are about: each found by the NIP of its form, and told where that is in doubt."""

from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.check.cells import is_blank, tidy, typed
from asn_eval.check.faults import Faults
from asn_eval.check.form import Form
from asn_eval.check.rows import Table
from asn_eval.findings import Place
from asn_eval.read.sheet import ErrorCell, UncachedFormula
from asn_eval.rules.statutes import letters

ALIKE: Final = 0.8
NOBODY: Final = -1


class FormOwners:
    """Finds the person of each form; ``people`` are those of the roster by NIP, ``names`` their names."""

    def __init__(self, people: Mapping[str, int], names: npt.NDArray[np.object_], faults: Faults) -> None:
        self.people, self.names, self.faults = people, names, faults
        self._seen: dict[tuple[int, object, int], Place] = {}

    def of(self, table: Table, form: Form) -> int:
        """Give the person a form is about, ``NOBODY`` where it cannot be known, and tell what is wrong or in doubt."""
        person = self._person(table, form)
        if person != NOBODY:
            self._tell_name(table, form, person)
            self._tell_twice(table, person)
        return person

    def _person(self, table: Table, form: Form) -> int:
        owner, place = form.whose, table.layout.sheet.place
        cell = place(*(owner.at if owner.at[0] else (table.layout.header_row, 0)))
        if owner.several:
            self.faults.one("form-nip-several", cell, {"cells": ", ".join(place(*at).cells for at in owner.several)})
            return NOBODY
        code, found = _fault_of(owner.nip), tidy(typed(owner.nip))
        person = NOBODY if code else self.people.get("".join(c for c in found if c.isdigit()), NOBODY)
        if person == NOBODY:
            self.faults.one(code or "nip-unknown", cell, {"found": found})
        return person

    def _tell_name(self, table: Table, form: Form, person: int) -> None:
        owner, place, name = form.whose, table.layout.sheet.place, str(self.names[person])
        if owner.name and not same_name(owner.name, name):
            cell = place(*owner.at).cells if owner.at[0] else typed(owner.nip)
            self.faults.one(
                "form-name-differs", place(*owner.name_at), {"found": owner.name, "name": name, "cell": cell}
            )

    def _tell_twice(self, table: Table, person: int) -> None:
        key, place = (person, table.layout.month, table.layout.year), table.layout.sheet.place()
        first = self._seen.setdefault(key, place)
        if first != place:
            self.faults.one("form-twice", place, {"name": str(self.names[person]), "first": str(first)})


def _fault_of(nip: object) -> str:
    if isinstance(nip, ErrorCell):
        return "cell-error"
    if isinstance(nip, UncachedFormula):
        return "cell-formula"
    if is_blank(nip):
        return "form-nip"
    return "" if isinstance(nip, str) else "nip-number"


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are of one person as far as can be seen: degrees apart, a slip apart, or a part of each other.

    >>> same_name("Dr. Adnan Contohna, S.T.", "ADNAN CONTOHNA"), same_name("Bunga Misalan", "Adnan Contohna")
    (True, False)
    """
    first, second = (letters(name.split(",")[0]) for name in (one, other))
    if not first or not second or first in second or second in first:
        return True
    return SequenceMatcher(None, first, second).ratio() >= ALIKE
