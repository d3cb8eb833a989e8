"""What holds for every sheet, whatever stands in it."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_eval.check import faults
from asn_eval.check.dossier import check
from asn_eval.check.records import State
from asn_eval.findings import errors
from asn_eval.read.sheet import Book, ErrorCell, Percent, Sheet, UncachedFormula
from asn_eval.rules.requirement import Requirement
from asn_eval.rules.rulebook import Award, Indicator, Match, Profile, Rulebook, Scale
from checked import NIPS, checked, codes, rulebook

WORDS = ["NIP", "Nama", "Unit Kerja", "Jabatan", "Disiplin", "Nilai Disiplin", "Displin", "SKP", "Indikator", "Nilai"]
WORDS += ["Penilai", "No", "Mulai", "Tanggal Lahir", "JK", "Eselon", "Jumlah", "Mengetahui,", "Januari", "-", "87,45"]
WORDS += ["87.45", "85%", "", " ", "x" * 300, *NIPS[:3]]
CELLS = st.one_of(
    st.sampled_from(WORDS),
    st.text(max_size=20),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.builds(Percent, st.floats()),
    st.sampled_from([ErrorCell("#N/A"), UncachedFormula("=A1")]),
)
RULES = Rulebook(
    indicators={
        "disiplin": Indicator(weight=Decimal(60), outside="cap"),
        "skp": Indicator(weight=Decimal(40), scale=Scale(max=Decimal(120)), missing="renormalise"),
    },
    profiles={
        "p": Profile(applies_to=Match(jabatan=("x*",), columns={"Eselon": ("*",)}), weights={"skp": Decimal(100)})
    },
    awards={"a": Award(title="A", requires=(Requirement(column="Hukuman", one_of=("x",)),))},
)


@st.composite
def sheets(draw):
    width, height = draw(st.integers(0, 7)), draw(st.integers(0, 7))
    columns = tuple(draw(st.lists(CELLS, min_size=height, max_size=height)) for _ in range(width))
    headed = draw(st.booleans())
    if headed and height:
        heads = draw(st.permutations(WORDS[:14]))
        columns = tuple([h, *c[1:]] for h, c in zip(heads, columns, strict=False))
    small = st.integers(0, 9)
    merged = draw(st.lists(st.tuples(small, small, small, small), max_size=2))
    name = draw(st.sampled_from(["Januari", "II", "Data", "Rekap", "2026-03", ""]))
    return Sheet(
        "a.xlsx",
        name,
        columns,
        frozenset(draw(st.sets(small, max_size=3))),
        tuple(merged),
        draw(st.booleans()) and not headed,
    )


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.builds(Book, st.sampled_from(["a.xlsx", "Mei.xlsx"]), st.lists(sheets(), max_size=3).map(tuple)), max_size=2
    )
)
def test_no_sheet_can_make_checking_fail(books):
    dossier = check(books, RULES, {"x": "disiplin", "Displin": "skp", "": "nama", "y": "nothing"})
    assert [f.message(language) for language in ("id", "en") for f in dossier.findings]
    people = len(dossier.people)
    for records in dossier.scores.values():
        assert len(records) == len(records.values) == len(records.person)
        assert all(0 <= p < people for p in records.person.tolist())
        given = [records.values.value(i) for i, s in enumerate(records.state.tolist()) if s == State.GIVEN]
        assert all(0 <= value <= 120 for value in given)
    assert len(dossier.sources) == sum(len(b.sheets) for b in books)


CELL = st.one_of(st.sampled_from(["", "-", "baik", "87,45", "87.45"]), st.floats(-10, 110, allow_nan=False))
ROW = st.tuples(
    st.sampled_from([*NIPS, "", "123", 1.985e17]),
    st.sampled_from(["Satu", "Dua", ""]),
    st.sampled_from(["A", "B"]),
    CELL,
)


def told(dossier):
    return sorted(
        (
            str(dossier.people.nip[p]),
            str(dossier.scores["disiplin"].values.value(i)),
            int(dossier.scores["disiplin"].state[i]),
        )
        for i, p in enumerate(dossier.scores["disiplin"].person.tolist())
    )


@settings(deadline=None)
@given(st.lists(ROW, min_size=1, max_size=8).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_rows_does_not_matter(both):
    head = ["NIP", "Nama", "Unit Kerja", "Disiplin"]
    one, other = (checked([head, *map(list, rows)]) for rows in both)
    assert told(one) == told(other)
    # Neighbouring empty cells are told together, so the cells are compared and not the findings.
    cells = [sorted(c for f in d.findings for c in [f.code] * f.count) for d in (one, other)]
    assert cells[0] == cells[1]
    assert sorted(one.people.faulty.tolist()) == sorted(other.people.faulty.tolist())


LEFT_OUT = st.sampled_from(["SEKRETARIAT", "Jumlah", "NIP"]).map(lambda text: [text])
BLANK = st.sampled_from([[], ["", "", "", ""], [" "]])


@settings(deadline=None)
@given(st.lists(st.one_of(ROW.map(list), BLANK, LEFT_OUT), max_size=12))
def test_every_row_with_something_in_it_is_a_person_or_a_finding(rows):
    dossier = checked([["NIP", "Nama", "Unit Kerja", "Disiplin"], *rows])
    people = set(dossier.people.row.tolist())
    found = {r for f in dossier.findings for r in range(f.place.row, f.place.row + f.place.rows)}
    filled = {n for n, row in enumerate(rows, 2) if any(cell not in {"", " "} for cell in row)}
    assert filled <= people | found
    assert len(people) == len(dossier.people)


@settings(deadline=None)
@given(st.lists(ROW, min_size=1, max_size=8))
def test_a_person_is_faulty_just_when_their_row_has_an_error(rows):
    dossier = checked([["NIP", "Nama", "Unit Kerja", "Disiplin"], *map(list, rows)])
    in_rows = [f.place for f in errors(dossier.findings) if f.place.row]
    bad = {r for place in in_rows for r in range(place.row, place.row + place.rows)}
    assert dossier.people.row[dossier.people.faulty].tolist() == sorted(bad)


@pytest.mark.parametrize(
    ("cell", "code", "more"),
    [("baik", "number-text", "more-like-this"), (101.0, "score-capped", "more-like-this-warning")],
)
def test_beyond_a_thousand_cells_of_one_kind_are_counted_in_one_finding(cell, code, more):
    rows = [
        ["NIP", "Nama", "Disiplin"],
        *([f"19850315201001{1 + i // 1000}{i % 1000:03d}", "Contoh", cell] for i in range(1200)),
    ]
    rules = rulebook(disiplin=Indicator(weight=Decimal(100), outside="cap"))
    dossier = checked(rows, rules)
    assert codes(dossier).count(code) == faults.LIMIT
    (rest,) = (f for f in dossier.findings if f.code == more)
    assert (rest.count, str(rest.place)) == (200, "staf.xlsx:Pegawai!C")
    assert sum(f.count for f in dossier.findings) == 1200
    assert dossier.people.faulty.all() == (cell == "baik")
    assert rest.message().startswith("staf.xlsx:Pegawai!C: masih ada 200 ")


def test_beyond_a_thousand_rows_left_out_are_counted_in_one_finding():
    rows = [
        ["NIP", "Nama", "Disiplin"],
        [NIPS[0], "Contoh", 80.0],
        *([f"BAGIAN {i}"] for i in range(1200)),
        [NIPS[1], "Contoh", 80.0],
    ]
    dossier = checked(rows)
    assert [(f.code, f.count) for f in dossier.findings if f.code != "row-title"] == [("more-like-this-info", 200)]


def test_a_thousand_runs_of_empty_cells_leave_the_rest_counted():
    rows = [["NIP", "Nama", "Disiplin"]]
    rows += [
        [f"198503152010{1 + i // 999 % 12:02d}{1 + i % 2}{i % 999 + 1:03d}", "Contoh", "" if i % 3 else 80.0]
        for i in range(3600)
    ]
    dossier = checked(rows)
    empty = [f for f in dossier.findings if f.code == "score-empty"]
    (rest,) = (f for f in dossier.findings if f.code == "more-like-this")
    assert (len(empty), sum(f.count for f in empty), rest.count) == (1000, 2000, 400)
