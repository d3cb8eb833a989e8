"""Proposals on a terminal: people first, reasons where they can be read, nothing printed that says nothing."""

import io
import re

import numpy as np
import pytest
from rich.console import Console

from asn_eval.present.screens.decisions import show_decision
from asn_eval.present.screens.fit import wish
from asn_eval.present.screens.terminal import Screen
from asn_eval.present.tables import Column, Table, rows_of

NIPS = ["198503152010011001", "199007202015042002", "197812012005011003"]
LONG = "tidak terpenuhi: pendidikan paling rendah S1; terpenuhi: golongan dari III/b sampai III/d [aturan kantor]"


def table(key: str = "placement", **texts: list[str]) -> Table:
    columns = [Column(name, name.title(), values) for name, values in texts.items()]
    people = (Column("nip", "NIP", NIPS), Column("nama", "Nama", ["Budi Contoh", "Ani Contoh", "Citra Contoh"]))
    return Table(key, key, "Usulan", (columns[0], *people, *columns[1:]), ("catatan",))


def shown(made: Table, width: int, top: int = 25) -> str:
    console = Console(file=io.StringIO(), width=width, legacy_windows=False)
    show_decision(Screen(console, "id"), made, top)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def blocks(text: str) -> list[str]:
    return text.split("\n\n")


def test_reasons_get_a_block_of_their_own_with_only_those_who_have_any():
    posts = ["Kepala Subbagian Umum", "Arsiparis Ahli Muda", "Bendahara"]
    out = shown(table(post=posts, standing=["ditempatkan"] * 3, reasons=["", LONG, ""]), 100)
    first, second = blocks(out)
    assert first.count("1985") == first.count("1990") == first.count("1978") == 1
    assert "Ani Contoh" in second
    assert "Budi" not in second
    assert "Citra" not in second
    rows = [line for line in second.splitlines() if "tidak terpenuhi" in line]
    assert len(rows[0].split("tidak terpenuhi")[1].rstrip()) > 25


def test_people_stand_first_and_columns_without_anything_are_left_out():
    made = table(post=["Loket", "Arsip", "Gudang"], note=["", "", ""])
    numbers = np.array([0, 0, 0])
    gain = Column("gain", "Kenaikan", numbers, "integer", present=np.zeros(3, bool))
    made = Table(made.key, made.name, made.title, (*made.columns, gain), made.notes)
    heading = next(line for line in shown(made, 160).splitlines() if "NIP" in line)
    assert heading.split() == ["NIP", "Nama", "Post"]


def test_whom_a_promotion_does_not_concern_is_not_listed_and_not_counted_as_left_out():
    out = shown(table("promotion_naik", standing=["bukan", "ya", "bukan"], reasons=["", LONG, ""]), 160, top=1)
    assert "Ani Contoh" in out
    assert "Budi" not in out
    assert "baris lagi" not in out
    more = shown(table("promotion_naik", standing=["ya"] * 3, reasons=[LONG] * 3), 160, top=1)
    assert "… dan 2 baris lagi" in more


def test_angka_kredit_lists_who_has_a_jenjang_or_lacks_something():
    out = shown(table("credit", jenjang=["Ahli Muda", "", ""], missing=["", "sel kosong", ""]), 120)
    assert re.findall(r"\b(Budi|Ani|Citra)\b", out) == ["Budi", "Ani"]


def test_rows_of_a_table_keep_what_is_absent_with_them():
    column = Column("gain", "G", np.array([1, 2, 3]), "integer", present=np.array([True, False, True]))
    chosen = rows_of(Table("t", "T", "T", (column,)), [2, 1]).columns[0]
    assert np.asarray(chosen.values).tolist() == [3, 2]
    assert chosen.present is not None
    assert chosen.present.tolist() == [True, False]


@pytest.mark.parametrize(("length", "least"), [(60, 12), (61, 40)])
def test_only_a_long_text_asks_for_room(length: int, least: int):
    assert wish("Alasan", ["a " * (length // 2) + "a" * (length % 2)], folds=True, long=40).least == least
