"""Angka kredit of who enters a jenjang above its lowest golongan: told as law, never added by the program."""

from datetime import date

import pytest

from asn_eval.rules.statutes import row_of, rows

TABLE, DAY = "angka-kredit", date(2023, 1, 1)


def test_terampil_from_ii_c_needs_40_for_the_next_jenjang_seen_in_one_implementation():
    row = row_of(TABLE, "need_entry", DAY, jenjang="Terampil", golongan="II/c")
    assert row is not None
    assert (row.whole("per_jenjang"), row.confidence, row.citation.witnesses) == (40, "secondary", 1)


def test_ahli_pertama_from_iii_b_begins_with_50_seen_in_one_implementation():
    row = row_of(TABLE, "base", DAY, jenjang="Ahli Pertama", golongan="III/b")
    assert row is not None
    assert (row.whole("points"), row.confidence, row.citation.witnesses) == (50, "secondary", 1)


@pytest.mark.parametrize("part", ["need_entry", "base"])
def test_nothing_else_of_an_entry_was_seen_in_a_text_and_nothing_before_2023(part):
    assert len(rows(TABLE, part, DAY)) == 1
    assert rows(TABLE, part, date(2022, 12, 31)) == ()
