"""The nine boxes, case by case and as properties: an unknown axis is never a low one, and everybody is accounted for."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from asn_eval.decide.talent import TalentBoxes
from asn_eval.examine.careers import talent_of
from asn_eval.present.outcome.talent import grid_table, people_table, talent_sheets, talent_tables
from asn_eval.rules.load import load_text
from offices import DAY, evaluated, rules

CASES = yaml.safe_load((Path(__file__).parent / "cases/talent.yaml").read_text(encoding="utf-8"))
BOOK = """
indicators:
  y: {{weight: 50, missing: renormalise}}
  z: {{weight: 50, missing: renormalise}}
coverage: 0
talent:
  kinerja: {{{kinerja}}}
  potensial: {{{potensial}}}
  claimed: K
"""


def office(people, kinerja="indicator: y", potensial="column: X", day=DAY):
    text = BOOK.format(kinerja=kinerja, potensial=potensial)
    return evaluated(rules(text), *people, wide=("X", "Y", "K"), day=day)


def boxes(evaluation) -> TalentBoxes:
    made = talent_of(evaluation)
    assert made is not None
    return made


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_a_case_of_the_boxes(case):
    made = boxes(
        office(
            case["people"],
            case.get("kinerja", "indicator: y"),
            case.get("potensial", "column: X"),
            case.get("day", DAY),
        )
    )
    assert made.box.tolist() == case["box"]
    for person, lacks in case.get("why", {}).items():
        assert [[lack.what, lack.why, lack.found] for lack in made.lacks(person)] == lacks
    if "claimed" in case:
        assert made.claimed.tolist() == case["claimed"]
        assert np.flatnonzero(made.differs).tolist() == case["differs"]
    assert sum(made.counts) == len(case["people"])
    assert all(bool(made.lacks(p)) == (number == 0) for p, number in enumerate(case["box"]))


@given(st.lists(st.tuples(st.integers(0, 10000), st.integers(-1, 10000)), min_size=1, max_size=8))
def test_everybody_is_in_one_box_or_not_assessable_and_a_higher_score_never_lowers_a_level(pairs):
    people = [{"y": y / 100, "X": "" if x < 0 else f"{x / 100:.2f}"} for y, x in pairs]
    made = boxes(office(people))
    assert sum(made.counts) == len(people)
    assert [number == 0 for number in made.box.tolist()] == [x < 0 for _, x in pairs]
    for levels, values in ((made.kinerja, [y for y, _ in pairs]), (made.potensial, [x for _, x in pairs])):
        known = sorted(
            (value, -level) for value, level in zip(values, levels.level.tolist(), strict=True) if value >= 0
        )
        assert [level for _, level in known] == sorted(level for _, level in known)


def test_the_tables_show_the_map_everybody_and_other_claims_headed_as_a_proposal():
    evaluation = office([{"y": 90, "X": "tinggi", "K": "8"}, {"y": 90}, {"y": 60, "X": "60"}])
    tables = talent_tables(evaluation, boxes(evaluation), "id")
    assert all("usulan, bukan keputusan" in table.title for table in tables)
    grid, counts, people, claims = tables
    assert [list(column.values) for column in grid.columns[1:]] == [
        ["[4] 0 orang", "[2] 0 orang", "[1] 0 orang"],
        ["[7] 0 orang", "[5] 1 orang", "[3] 0 orang"],
        ["[9] 1 orang", "[8] 0 orang", "[6] 0 orang"],
    ]
    assert "2 dalam kotak 1–9 + 1 belum dapat dinilai = 3 pegawai" in grid.notes
    assert (
        "Potensial: kolom X; tingkat atas mulai 80, tingkat tengah mulai 60 (batas Keputusan Kepala BKN 411/2025, yang menetapkannya "
        "untuk nilai berbobot; memakainya untuk skor ini pilihan kantor)" in grid.notes
    )
    assert sum(np.asarray(next(c for c in counts.columns if c.key == "people").values).tolist()) == 2
    assert list(next(c for c in people.columns if c.key == "missing").values) == [
        "", "", "potensial: sel kosong (staf.xlsx:Bulan 1!3)"
    ]  # fmt: skip
    assert len(claims) == 1
    assert [sheet.key for sheet in talent_sheets(evaluation, "id")] == ["talent_map", "talent", "talent_claims"]


def test_a_rulebook_without_the_part_has_no_boxes_and_no_sheets():
    evaluation = evaluated(rules("indicators: {y: {weight: 100}}"), {"y": 90})
    assert talent_of(evaluation) is None
    assert talent_sheets(evaluation, "id") == ()


def test_the_table_lists_within_a_box_by_nip_only():
    people = [{"y": 90, "X": "tinggi", "nip": f"19850315201001100{n}"} for n in (3, 1, 2)]
    evaluation = office(people)
    table = people_table(evaluation, boxes(evaluation), "id")
    assert [nip[-1] for nip in table.columns[1].values] == ["1", "2", "3"]


def test_the_map_before_its_first_day_is_empty_and_has_no_source():
    evaluation = office([{"y": 90, "X": "tinggi"}], day=date(2020, 12, 31))
    grid = grid_table(boxes(evaluation), "id")
    assert {text for column in grid.columns[1:] for text in column.values} == {""}
    assert "0 dalam kotak 1–9 + 1 belum dapat dinilai = 1 pegawai" in grid.notes


FAULTS = [
    (
        "talent: {kinerja: {}, potensial: {column: X}}",
        "i.yaml:2 talent.kinerja: asal sumbu harus satu: indicator, column, atau law; tulis salah satu saja [talent-origin]",
    ),
    (
        "talent: {kinerja: {indicator: y, column: Y}, potensial: {column: X}}",
        "i.yaml:2 talent.kinerja: asal sumbu harus satu: indicator, column, atau law; tulis salah satu saja [talent-origin]",
    ),
    (
        "talent: {kinerja: {indicator: disipin}, potensial: {column: X}}",
        'i.yaml:2 talent.kinerja.indicator: indikator "disipin" tidak ada; maksud Anda "disiplin"? [career-indicator]',
    ),
    (
        "talent: {kinerja: {column: Y}, potensial: {indicator: quux}}",
        (
            'i.yaml:2 talent.potensial.indicator: indikator "quux" tidak ada; pakai salah satu dari: disiplin; '
            "atau tulis column untuk kolom daftar pegawai [career-indicator-listed]"
        ),
    ),
    (
        "talent: {kinerja: {column: Y, upper: 60, middle: 60}, potensial: {column: X}}",
        (
            "i.yaml:2 talent.kinerja.upper: batas upper (60) tidak lebih tinggi daripada middle (60); "
            "tulis upper lebih tinggi daripada middle [talent-bounds]"
        ),
    ),
    (
        "talent: {kinerja: {column: Y, middle: 60}, potensial: {column: X}}",
        (
            "i.yaml:2 talent.kinerja: ada batas middle tetapi tidak ada upper; "
            "tulis upper juga, atau hapus middle supaya batas peraturan yang dipakai [talent-bounds-both]"
        ),
    ),
    (
        "talent: {kinerja: {indicator: disiplin, words: {Baik: middle}}, potensial: {column: X}}",
        (
            'i.yaml:2 talent.kinerja.indicator: indikator "disiplin" berupa angka, bukan kata; '
            "pakai indikator dengan measure ekinerja.predikat atau history.predikat, atau tulis column [career-words]"
        ),
    ),
]


@pytest.mark.parametrize(("text", "message"), FAULTS)
def test_what_does_not_agree_is_told(text, message):
    found = load_text(f"indicators: {{disiplin: {{weight: 100}}}}\n{text}\n", "i.yaml")
    assert isinstance(found, tuple | list)
    assert [f.message("id") for f in found] == [message]
