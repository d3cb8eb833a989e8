"""Tables on narrow terminals: nothing is cut, words stay whole where they can."""

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from asn_eval.present.screens.fit import BETWEEN, LONGEST_WORD, Wish, blocks, widths, wish
from asn_eval.present.screens.terminal import Screen, show_table
from asn_eval.present.tables import Column, Table

wishes = st.lists(
    st.integers(1, 20).flatmap(lambda least: st.builds(Wish, st.just(least), st.integers(least, 60))), min_size=1
)


def test_a_number_column_asks_for_its_longest_number() -> None:
    assert wish("Nilai", ["7,50", "100,00"], folds=False) == Wish(6, 6)


def test_a_heading_breaks_between_words_but_not_within() -> None:
    assert wish("Penanganan Aduan", ["1"], folds=False) == Wish(10, 16)


def test_a_text_column_keeps_its_longest_word_whole() -> None:
    assert wish("Jabatan", ["Pengadministrasi Perkantoran"], folds=True) == Wish(16, 28)


def test_an_endless_word_is_broken_rather_than_pushing_others_out() -> None:
    assert wish("Nama", ["x" * 200], folds=True).least == LONGEST_WORD


def test_a_line_break_in_a_cell_starts_a_new_line_of_it() -> None:
    assert wish("Pegawai", ["Siti\n198503152010011023"], folds=False) == Wish(18, 18)


@given(wishes, st.integers(1, 200))
def test_shared_room_is_never_exceeded_and_never_less_than_the_least(asked: list[Wish], room: int) -> None:
    given_widths = widths(asked, room)
    needed = sum(w.least for w in asked) + BETWEEN * (len(asked) - 1)
    assert (given_widths is None) == (needed > room)
    if given_widths is not None:
        assert sum(given_widths) + BETWEEN * (len(asked) - 1) <= room
        assert all(w.least <= g <= w.most for w, g in zip(asked, given_widths, strict=True))


@given(wishes, st.integers(30, 200), st.integers(1, 3))
def test_blocks_show_every_column_and_repeat_the_first(asked: list[Wish], room: int, repeated: int) -> None:
    repeated = min(repeated, len(asked))
    made = blocks(asked, room, repeated)
    assert all(block[:repeated] == list(range(repeated)) for block in made)
    assert [c for block in made for c in block[repeated:]] == list(range(repeated, len(asked)))


def test_a_key_path_is_broken_after_its_dots_only() -> None:
    stream = io.StringIO()
    shown = Screen(Console(file=stream, width=60), "id")
    keys = ["records.attendance.minutes_per_absence_day", "rounding.places"]
    columns = (Column("rule", "Ketentuan", ["panjang " * 12] * 2), Column("key", "Kunci", keys))
    show_table(shown, Table("settings", "", "", columns))
    words = stream.getvalue().split()
    assert "records.attendance." in words
    assert "minutes_per_absence_day" in words
    assert "rounding.places" in words
