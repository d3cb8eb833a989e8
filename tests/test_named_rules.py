"""Conditions and points taken from a table of law by its name: what they stand for, on whose word, and what they decide."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from asn_eval.decide.awards import Standing
from asn_eval.examine.rule_changes import making, rule_changes
from asn_eval.pipeline import Choices, Evaluation, Policy, evaluate
from asn_eval.present.outcome.proposals import reasons_of
from asn_eval.present.policy.rulebook import policy_tables
from asn_eval.rules.dated import history, names
from asn_eval.rules.ladders import step_of
from asn_eval.rules.named_points import PARTS, nameable_points
from asn_eval.rules.named_requirements import ASKED, TABLE, nameable_requirements
from asn_eval.rules.requirement import Requirement
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.schema import json_schema
from checked import NIPS, book, sheet
from offices import DAY, rules

PERIOD = "period: {start: 2026-01-01, end: 2026-12-31}\n"
COUNTED = "UU 20/2009, PP 1/2010, dan PP 35/2010: dihitung dari TMT CPNS sampai bulan pengusulan"
CRIME = "UU 20/2009: tidak pernah dipidana penjara karena kejahatan yang diancam 5 tahun atau lebih"
NEVER = ("Tidak pernah", "Belum pernah", "Tidak ada", "Tidak", "Nihil", "-")


def medal(requires: str) -> Rulebook:
    return rules(
        f"{PERIOD}indicators: {{a: {{weight: 100}}}}\nawards: {{x: {{title: X, quota: 9, requires: {requires}}}}}\n"
    )


def conditions(years: int) -> tuple[Requirement, ...]:
    return (
        Requirement(fact="masa_kerja_pns", at_least=Decimal(years), why=COUNTED),
        Requirement(fact="hukuman_terberat", none_of=("sedang", "berat"), why="PP 35/2010"),
        Requirement(column="Cuti di Luar Tanggungan Negara", one_of=NEVER, why="PP 35/2010"),
        Requirement(column="Pidana Penjara", one_of=NEVER, why=CRIME),
    )


@pytest.mark.parametrize(("name", "years"), [("perunggu", 10), ("perak", 20), ("emas", 30)])
def test_a_medal_stands_for_its_years_and_conditions_each_with_its_own_source(name: str, years: int) -> None:
    assert medal(f"[law/satyalancana/{name}]").awards["x"].requires == conditions(years)


def test_one_name_alone_is_a_list_of_one() -> None:
    assert medal("law/satyalancana/perak") == medal("[law/satyalancana/perak]")


def test_conditions_of_the_office_stand_beside_those_of_the_law_in_their_order() -> None:
    own = Requirement(column="Satyalancana Dimiliki", one_of=("Belum", "X"))
    written = "{column: Satyalancana Dimiliki, one_of: [Belum, X]}"
    assert medal(f"[{written}, law/satyalancana/perak]").awards["x"].requires == (own, *conditions(20))
    assert medal(f"[law/satyalancana/perak, {written}]").awards["x"].requires == (*conditions(20), own)


def test_within_a_choice_they_stay_together() -> None:
    old = Requirement(fact="usia", at_least=Decimal(50))
    whole = Requirement(all=conditions(20))
    written = "{fact: usia, at_least: 50}"
    found = {key: medal(f"[{{{key}: [law/satyalancana/perak, {written}]}}]") for key in ("any", "none", "all")}
    assert found["any"].awards["x"].requires == (Requirement(any=(whole, old)),)
    assert found["none"].awards["x"].requires == (Requirement(none=(whole, old)),)
    assert found["all"].awards["x"].requires == (Requirement(all=(*conditions(20), old)),)


def test_posts_promotions_and_grades_may_name_them_too() -> None:
    made = rules(
        PERIOD
        + """
indicators: {a: {weight: 100}}
posts: {kepala: {title: Kepala, requires: [law/satyalancana/perak]}}
career: {promotions: {istimewa: {title: Istimewa, requires: [law/satyalancana/emas]}}}
grades:
  - {name: Setia, at_least: 50, requires: [law/satyalancana/perunggu]}
  - {name: Lainnya, at_least: 0}
"""
    )
    assert made.posts["kepala"].requires == conditions(20)
    assert made.career is not None
    assert made.career.promotions["istimewa"].requires == conditions(30)
    assert made.grades[0].requires == conditions(10)


def test_the_form_offers_the_columns_the_law_asks_about() -> None:
    assert {"Cuti di Luar Tanggungan Negara", "Pidana Penjara"} <= {
        r.column for r in medal("[law/satyalancana/emas]").conditions()
    }


def judged(
    rulebook: Rulebook, roster: dict[str, Sequence[object]], sanctions: Sequence[Sequence[object]]
) -> Evaluation:
    rows = [[nip, f"Orang {k}", 80, *(cells[k] for cells in roster.values())] for k, nip in enumerate(NIPS)]
    made = [sheet([["NIP", "Nama", "A", *roster], *rows], "Pegawai")]
    made.append(sheet([["NIP", "Tingkat Hukuman", "TMT Hukuman"], *sanctions], "Hukuman"))
    outcome = evaluate([book(*made)], Policy(rulebook, "indicators.yaml"), Choices(DAY))
    assert isinstance(outcome, Evaluation), [f.message() for f in outcome.findings]
    return outcome


def standings(evaluation: Evaluation) -> list[str]:
    return [Standing(int(s)).name for s in evaluation.proposals[0].standing]


LONG = "24/11/2006"  # twenty years on the day of evaluation


def roster(**changed: Sequence[object]) -> dict[str, Sequence[object]]:
    cells: dict[str, Sequence[object]] = {
        "TMT CPNS": [LONG] * 5,
        "Cuti di Luar Tanggungan Negara": ["Tidak pernah"] * 5,
        "Pidana Penjara": ["Tidak pernah"] * 5,
    }
    return cells | changed


@pytest.mark.parametrize(
    ("cells", "sanctions", "expected"),
    [
        (
            {"TMT CPNS": [LONG, "25/11/2006", "24/11/2016", LONG, LONG]},
            [],
            ["PROPOSED", "UNMET", "UNMET", "PROPOSED", "PROPOSED"],
        ),
        (
            {},
            [[NIPS[0], "Ringan", "01/02/2010"], [NIPS[1], "Sedang", "01/02/2010"], [NIPS[2], "Berat", "01/02/2010"]],
            ["PROPOSED", "UNMET", "UNMET", "PROPOSED", "PROPOSED"],
        ),
        (
            {"Cuti di Luar Tanggungan Negara": ["belum pernah", "Pernah", "", "-", "NIHIL"]},
            [],
            ["PROPOSED", "UNMET", "TO_VERIFY", "PROPOSED", "PROPOSED"],
        ),
        (
            {"Pidana Penjara": ["Tidak", "Pernah", "", "Tidak pernah", "Tidak diketahui"]},
            [],
            ["PROPOSED", "UNMET", "TO_VERIFY", "PROPOSED", "UNMET"],
        ),
    ],
)
def test_twenty_years_no_grave_sanction_no_unpaid_leave_no_prison(
    cells: dict[str, Sequence[object]], sanctions: list[list[object]], expected: list[str]
) -> None:
    assert standings(judged(medal("[law/satyalancana/perak]"), roster(**cells), sanctions)) == expected


def test_years_of_a_contract_are_no_years_as_a_pns() -> None:
    contracted = "198503152015211008"  # digits 13–14 count contracts: a PPPK's
    rows = [[nip, f"Orang {nip[-1]}", 80, "", "Tidak", "Tidak"] for nip in (contracted, NIPS[0])]
    heads = ["NIP", "Nama", "A", *roster()]
    rulebook = medal("[law/satyalancana/perunggu, {fact: masa_kerja, at_least: 10}]")
    sheets = [sheet([heads, *rows], "Pegawai"), sheet([["NIP", "Tingkat Hukuman", "TMT Hukuman"]], "Hukuman")]
    outcome = evaluate([book(*sheets)], Policy(rulebook, "indicators.yaml"), Choices(DAY))
    assert isinstance(outcome, Evaluation), [f.message() for f in outcome.findings]
    assert standings(outcome) == ["UNMET", "PROPOSED"]
    reasons = reasons_of(outcome, outcome.proposals[0], 0, "id")
    assert reasons[0] == f"tidak terpenuhi: masa kerja sebagai PNS paling sedikit 10 tahun [{COUNTED}]"
    assert reasons[4] == "terpenuhi: masa kerja paling sedikit 10 tahun"


def test_it_decides_what_the_same_conditions_written_out_decide() -> None:
    written = """[
        {fact: masa_kerja_pns, at_least: 20},
        {fact: hukuman_terberat, none_of: [sedang, berat]},
        {column: Cuti di Luar Tanggungan Negara, one_of: [Tidak pernah, Belum pernah, Tidak ada, Tidak, Nihil, "-"]},
        {column: Pidana Penjara, one_of: [Tidak pernah, Belum pernah, Tidak ada, Tidak, Nihil, "-"]}]"""
    cells = roster(
        **{"TMT CPNS": [LONG, "25/11/2006", LONG, LONG, LONG], "Pidana Penjara": ["Tidak", "Tidak", "", "Ya", "-"]}
    )
    sanctions = [[NIPS[4], "Sedang", "01/02/2020"]]
    assert standings(judged(medal("[law/satyalancana/perak]"), cells, sanctions)) == standings(
        judged(medal(written), cells, sanctions)
    )


def test_reasons_cite_the_law_of_each_condition() -> None:
    evaluation = judged(medal("[law/satyalancana/perak]"), roster(), [[NIPS[0], "Sedang", "01/02/2010"]])
    never = '"Tidak pernah", "Belum pernah", "Tidak ada", "Tidak", "Nihil" atau "-"'
    assert reasons_of(evaluation, evaluation.proposals[0], 0, "id")[:4] == (
        f"terpenuhi: masa kerja sebagai PNS paling sedikit 20 tahun [{COUNTED}]",
        'tidak terpenuhi: hukuman disiplin terberat yang pernah dijatuhkan bukan "sedang" atau "berat" [PP 35/2010]',
        f"terpenuhi: kolom Cuti di Luar Tanggungan Negara berisi {never} [PP 35/2010]",
        f"terpenuhi: kolom Pidana Penjara berisi {never} [{CRIME}]",
    )


def test_the_rules_in_words_give_the_law_as_the_basis() -> None:
    table = next(t for t in policy_tables(medal("[law/satyalancana/perak]"), "id", "i.yaml") if t.key == "awards")
    basis = next(c for c in table.columns if c.key == "basis")
    assert list(basis.values)[:4] == [COUNTED, "PP 35/2010", "PP 35/2010", CRIME]


# How years count is told with the years; a roster has no days before the appointment, and an earlier charter is a paper to attach.
NOT_ASKED = {"masa kerja", "masa di luar PNS", "piagam"}


def test_every_condition_of_the_table_is_asked_for_or_known_not_to_be() -> None:
    for table in history(TABLE).tables:
        assert {row.text("about") for row in table.part("conditions")} == ASKED.keys() | NOT_ASKED
    assert nameable_requirements() == ("satyalancana/perunggu", "satyalancana/perak", "satyalancana/emas")


POINTS = "indicators: {{a: {{weight: 100, measure: {measure}, scale: {{{scale}}}}}}}\n"
TYPED = "table: {Sangat Baik: 100, Baik: 80, Butuh Perbaikan: 60, Kurang: 40, Sangat Kurang: 20}"
NAMED = "table: law/kepkabkn-411-2025"


def points(scale: str, measure: str = "ekinerja.predikat") -> Rulebook:
    return rules(PERIOD + POINTS.format(measure=measure, scale=scale))


@pytest.mark.parametrize("measure", PARTS)
def test_a_named_table_gives_the_points_of_the_law_and_cites_it(measure: str) -> None:
    scale = points(NAMED, measure).indicators["a"].scale
    assert scale.table == points(TYPED, measure).indicators["a"].scale.table
    assert scale.why == "Keputusan Kepala BKN 411/2025"


def test_a_part_of_an_indicator_may_name_it_and_the_office_may_cite_its_own() -> None:
    made = rules(
        f"{PERIOD}indicators: {{a: {{weight: 100, parts: {{b: {{weight: 100, measure: history.predikat, scale: {{{NAMED}, "
        "why: Keputusan Kepala Dinas}}}}}\n"
    )
    scale = made.leaves()["b"].scale
    assert (scale.table["Baik"], scale.why) == (80, "Keputusan Kepala Dinas")


def test_people_get_the_points_of_the_law() -> None:
    words = ("Sangat Baik", "Baik", "Cukup", "Kurang/Misconduct", "SANGAT KURANG")
    rows = [[nip, f"Orang {k}", word] for k, (nip, word) in enumerate(zip(NIPS, words, strict=True))]
    made = sheet([["NIP", "Nama", "Predikat Kinerja Pegawai"], *rows], "Rekap e-Kinerja")
    roster = sheet([["NIP", "Nama"], *(row[:2] for row in rows)], "Pegawai")
    outcome = evaluate([book(roster, made)], Policy(points(NAMED), "indicators.yaml"), Choices(DAY))
    assert isinstance(outcome, Evaluation), [f.message() for f in outcome.findings]
    assert outcome.scores.total.units.tolist() == [10000, 8000, 6000, 4000, 2000]


def test_the_scale_in_words_cites_the_law_last() -> None:
    table = next(t for t in policy_tables(points(NAMED), "id", "i.yaml") if t.key == "indicators")
    (told,) = next(c for c in table.columns if c.key == "scale").values
    assert told == (
        "Sangat Baik berskor 100; Baik berskor 80; Butuh Perbaikan berskor 60; Kurang berskor 40; Sangat Kurang berskor 20 "
        "[Keputusan Kepala BKN 411/2025]"
    )


def test_on_whose_word_a_scale_stands_is_no_change_of_rules() -> None:
    named, typed = points(NAMED), points(TYPED)
    assert rule_changes(typed, named) == ()
    assert making(typed, "a") == making(named, "a")
    assert [c.kind for c in rule_changes(points(TYPED.replace("80", "85")), named)] == ["scale"]


def test_every_table_with_points_has_them_for_every_word_of_the_ladder() -> None:
    assert nameable_points() == ("kepkabkn-411-2025",)
    for name in names():
        for table in history(name).tables if name in nameable_points() else ():
            for part in set(PARTS.values()):
                assert sorted(step_of(part, row.text(part)) for row in table.part(part)) == [0, 1, 2, 3, 4]


def test_no_table_that_can_be_named_has_ended_so_before_its_first_day_is_all_there_is_to_tell() -> None:
    named = {TABLE, *nameable_points()}
    assert not [name for name in named if history(name).endings]


def test_editors_know_the_names() -> None:
    schema = json_schema()
    medals = {"type": "string", "enum": [f"law/{name}" for name in nameable_requirements()]}
    one = {"anyOf": [{"$ref": "#/$defs/Requirement"}, medals]}
    for model in ("Award", "Post", "Promotion", "Band"):
        asked = schema["$defs"][model]["properties"]["requires"]
        assert asked["anyOf"] == [{"items": one, "type": ["array", "null"]}, medals]
        assert asked["description"] == "conditions that must all be met" or model == "Post"
    for key in ("all", "any", "none"):
        assert schema["$defs"]["Requirement"]["properties"][key]["anyOf"][0]["items"] == one
    table = schema["$defs"]["Scale"]["properties"]["table"]
    assert table["anyOf"][1] == {"type": "string", "enum": ["law/kepkabkn-411-2025"]}
    assert "law/kepkabkn-411-2025" in table["description"]
