"""Units: spellings that differ only in case, spacing or punctuation are one unit, and every cell of them is named."""

import numpy as np

from asn_eval.check import units
from asn_eval.check.dossier import check
from asn_eval.check.faults import Faults
from asn_eval.check.records import People
from asn_eval.check.units import one_spelling
from checked import NIPS, book, checked, codes, messages, rulebook, sheet

HEAD = ["NIP", "Nama", "Unit Kerja", "Disiplin"]


def of(*names: str) -> list[list[object]]:
    return [HEAD, *([NIPS[k], f"Contoh {k}", name, 80.0] for k, name in enumerate(names))]


def test_the_spelling_used_most_is_the_unit():
    dossier = checked(of("BIDANG DUA", "Bidang Dua", "Bidang-Dua", " Bidang  Dua", "Sekretariat"))
    assert dossier.people.texts["unit"].tolist() == ["Bidang Dua"] * 4 + ["Sekretariat"]
    (found,) = dossier.findings
    assert (found.code, found.count, str(found.place)) == ("unit-spellings", 2, "staf.xlsx:Pegawai!C2")


def test_of_spellings_used_as_often_the_first_is_the_unit():
    dossier = checked(of("BIDANG DUA", "Bidang Dua"))
    assert dossier.people.texts["unit"].tolist() == ["BIDANG DUA"] * 2


def test_different_units_and_cells_without_a_name_stay_as_they_are():
    names = ["Seksi 1.1", "Seksi 11", "-", "", "–"]
    dossier = checked(of(*names))
    assert dossier.people.texts["unit"].tolist() == names
    assert dossier.findings == ()


def test_spellings_in_two_sheets_are_named_with_their_sheet():
    here = sheet([HEAD[:3], [NIPS[0], "Satu", "Bidang Dua"], [NIPS[1], "Dua", "Bidang Dua"]], "Satu")
    there = sheet([HEAD[:3], [NIPS[2], "Tiga", "BIDANG DUA"]], "Dua")
    scores = sheet([["NIP", "Disiplin"], *([nip, 80.0] for nip in NIPS[:3])], "Nilai")
    dossier = check([book(here, there, scores)], rulebook())
    assert set(dossier.people.texts["unit"].tolist()) == {"Bidang Dua"}
    (message,) = messages(dossier, "en")
    assert message.startswith('staf.xlsx:Dua!C2: "BIDANG DUA" (C2) differs from "Bidang Dua" (Satu!C2:C3) only in case')


def test_segments_have_the_same_unit_as_people():
    head = [*HEAD, "Mulai", "Selesai"]
    rows = [
        head,
        [NIPS[0], "Satu", "BIDANG DUA", 80.0, "2026-01-01", "2026-06-30"],
        [NIPS[0], "Satu", "Sekretariat", 80.0, "2026-07-01", "2026-12-31"],
        [NIPS[1], "Dua", "Bidang Dua", 80.0, "", ""],
        [NIPS[2], "Tiga", "Bidang Dua", 80.0, "", ""],
    ]
    dossier = checked(rows)
    assert dossier.people.segments is not None
    assert dossier.people.segments.unit.tolist() == ["Bidang Dua", "Sekretariat"]
    assert [str(f.place) for f in dossier.findings if f.code == "unit-spellings"] == ["staf.xlsx:Pegawai!C2"]
    assert "unit-spellings" in codes(dossier)


def test_many_cells_of_a_spelling_are_not_all_named():
    nips = [f"19850315201001{k:04d}" for k in range(1001, 1018)]
    rows = [HEAD, *([nip, "C", ("A Satu", "A SATU")[k % 2], 80.0] for k, nip in enumerate(nips))]
    (found,) = (f for f in checked(rows).findings if f.code == "unit-spellings")
    assert found.values["others"] == '"A SATU" (C3, C5, C7, C9, C11, …)'
    assert (found.values["cells"], found.count) == ("C2, C4, C6, C8, C10, …", 8)


def test_only_distinct_names_are_looked_at(monkeypatch):
    count, asked = 100_000, []
    names = np.array([f"Bidang {k % 7}" for k in range(count)], dtype=object)
    people = People(
        names, {"unit": names}, {}, {}, np.zeros(count, np.int16), np.arange(count, dtype=np.int32), names == ""
    )
    key = units.unit_key
    monkeypatch.setattr(units, "unit_key", lambda name: asked.append(name) or key(name))
    assert one_spelling(people, [], Faults()) is people
    assert len(asked) == 7
