"""Requirements of every word and bound, awards of every kind, and what holds for several awards at once."""

from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from asn_eval.decide.awards import Standing
from asn_eval.decide.quotas import shared_out
from asn_eval.pipeline import Choices, Evaluation, Policy, evaluate
from asn_eval.present.outcome.proposals import award_table, award_tables, reasons_of, shown_people
from asn_eval.rules.load import read_text
from asn_eval.rules.rulebook import Rulebook
from checked import NIPS, book, sheet
from offices import DAY, evaluated, rules

CASES = Path(__file__).parent / "cases"


def cases(name):
    whole = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return [pytest.param(whole["rulebook"], case, id=case["says"]) for case in whole["cases"]]


def standings(evaluation, number=0):
    return [Standing(s).name for s in evaluation.proposals[number].standing.tolist()]


def from_sheets(rulebook, roster, sheets, *, skip_invalid=False):
    """The evaluation of five people and the sheets of records, as a workbook would give it."""
    names = dict(zip(("P1", "P2", "P3", "P4", "P5"), NIPS, strict=True))
    headings = ["NIP", "Nama", "A", *roster]
    people = [[nip, f"Orang {k}", 80, *(roster[h][k] for h in roster)] for k, nip in enumerate(NIPS)]
    made = [sheet([headings, *people], "Pegawai")]
    made += [sheet([[names.get(cell, cell) for cell in row] for row in rows], name) for name, rows in sheets.items()]
    outcome = evaluate([book(*made)], Policy(rulebook, "indicators.yaml"), Choices(DAY, skip_invalid=skip_invalid))
    assert isinstance(outcome, Evaluation), [f.message() for f in outcome.findings]
    return outcome


@pytest.mark.parametrize(("text", "case"), cases("requirements-records"))
def test_requirements_from_records(text, case):
    rulebook = rules(text.replace("REQUIRE", case["require"]))
    evaluation = from_sheets(rulebook, case.get("roster", {}), case.get("sheets", {}))
    assert standings(evaluation) == case["standing"]


@pytest.mark.parametrize(("text", "case"), cases("requirements-combined"))
def test_combined_requirements_and_quotas(text, case):
    people = [{"a": 80, **person} for person in case["people"]]
    evaluation = evaluated(rules(text.replace("AWARD", case["award"])), *people, wide=("K", "L"))
    assert standings(evaluation) == case["standing"]
    (proposals,) = evaluation.proposals
    assert [g for cut in proposals.cuts for g in cut.undecided] == case.get("undecided", [])


def test_an_open_answer_names_the_cell_the_row_or_the_missing_sheet():
    rulebook = rules("""
        indicators: {a: {weight: 100}}
        awards:
          x:
            title: X
            quota: 9
            requires:
              - {column: Hukdis, none_of: [Berat], why: PP 94/2021}
              - {fact: jp, at_least: 20}
              - {fact: hukuman_aktif, one_of: tidak ada}
              - any: [{fact: usia, at_most: 20}, {fact: jenjang, at_least: Ahli Muda}]
        """)
    evaluation = from_sheets(
        rulebook, {"Hukdis": ["", "-", "-", "-", "-"]}, {"Diklat": [["NIP", "JP", "Tahun"], [NIPS[1], 30, 2026]]}
    )
    assert reasons_of(evaluation, evaluation.proposals[0], 0, "id") == (
        'perlu verifikasi: kolom Hukdis tidak berisi "Berat" [PP 94/2021] (staf.xlsx:Pegawai!D2 kosong atau tidak terbaca)',
        "perlu verifikasi: JP pelatihan paling sedikit 20 (catatan riwayat pelatihan di staf.xlsx:Diklat tidak menjawabnya)",
        'perlu verifikasi: hukuman disiplin yang sedang dijalani adalah "tidak ada" (tidak ada lembar hukuman disiplin)',
        (
            "perlu verifikasi: salah satu dari: (tidak terpenuhi: usia paling tinggi 20 tahun); (perlu verifikasi: jenjang paling rendah "
            "Ahli Muda (staf.xlsx:Pegawai!2 kosong atau tidak terbaca))"
        ),
    )
    told = [f.message() for f in evaluation.findings if f.code == "fact-records-missing"]
    assert told == [
        (
            "indicators.yaml: syarat menanyakan hukuman disiplin, tetapi tidak ada lembar dengan kolom NIP, Mulai Hukuman, Tingkat "
            "Hukuman; tambahkan lembar itu; selama belum ada, syaratnya perlu verifikasi bagi semua orang [fact-records-missing]"
        )
    ]


@pytest.mark.parametrize(
    ("award", "message"),
    [
        (
            "quota: 1, requires: [{any: [{fact: total, at_least: 1}], at_least: 2}]",
            (
                "indicators.yaml:2 awards.x.requires.1: all, any, atau none dicampur dengan kunci lain dalam satu syarat; tulis all, any, "
                "atau none sendirian (boleh dengan why); fact, column, dan batas ditulis pada syarat di dalamnya [requirement-combined]"
            ),
        ),
        (
            "quota: 1, requires: [{none: []}]",
            (
                "indicators.yaml:2 awards.x.requires.1: syarat gabungan tidak memuat satu syarat pun; tulis paling sedikit satu syarat di "
                "dalamnya, atau hapus seluruhnya [requirement-empty]"
            ),
        ),
        (
            "quota: 1, requires: [{all: [{fact: jp, at_least: 2, within_years: 3}]}]",
            (
                'indicators.yaml:2 awards.x.requires.1.all.1.within_years: "within_years" tidak berarti bagi "jp"; pakai hanya dengan: '
                "hukuman_terberat [requirement-window]"
            ),
        ),
        (
            "quota: 1, requires: [{fact: total, at_least: 2, consecutive_periods: 3}]",
            (
                'indicators.yaml:2 awards.x.requires.1.consecutive_periods: "consecutive_periods" tidak berarti bagi "total"; pakai hanya '
                "dengan: predikat, predikat_sebelumnya [requirement-window]"
            ),
        ),
        (
            "quota: 1, requires: [{fact: predikat_sebelumya, at_least: Baik}]",
            (
                'indicators.yaml:2 awards.x.requires.1.fact: fakta "predikat_sebelumya" tidak dikenal; maksud Anda '
                '"predikat_sebelumnya"? Judul kolom lain ditulis di column [fact-unknown]'
            ),
        ),
        (
            "quota: 1, requires: [{fact: hukuman_terberat, none_of: [Sedag]}]",
            (
                'indicators.yaml:2 awards.x.requires.1.none_of: "Sedag" tidak ada dalam urutan hukuman_terberat; maksud Anda "sedang"? '
                "[fact-step]"
            ),
        ),
        (
            "quota: 1, profiles: [umum]",
            'indicators.yaml:2 awards.x.profiles.1: profil "umum" tidak ada; pakai salah satu: general [award-profile-listed]',
        ),
        (
            "quota: 1, profiles: [generall]",
            'indicators.yaml:2 awards.x.profiles.1: profil "generall" tidak ada; maksud Anda "general"? [award-profile]',
        ),
        (
            "quota: 1, percent_per_unit: true",
            (
                "indicators.yaml:2 awards.x.percent_per_unit: percent_per_unit ditulis tanpa quota_percent; tambahkan quota_percent, atau "
                "hapus percent_per_unit [award-percent]"
            ),
        ),
        (
            "quota_per_unit: 1, quota_per_jenis_jabatan: 1",
            (
                "indicators.yaml:2 awards.x.quota_per_jenis_jabatan: quota_per_unit dan quota_per_jenis_jabatan tidak dapat dipakai "
                "bersama; pilih salah satu; untuk keduanya tulis dua penghargaan dengan applies_to [award-quota-groups]"
            ),
        ),
    ],
)
def test_rulebooks_that_cannot_be_answered_are_told(award, message):
    loaded = read_text(f"indicators: {{a: {{weight: 100}}}}\nawards: {{x: {{title: X, {award}}}}}\n", "indicators.yaml")
    assert [f.message() for f in loaded.findings] == [message]


IMPROVED = """
    period: {start: 2026-01-01, end: 2026-12-31}
    indicators: {a: {weight: 100}}
    awards: {x: {title: Paling Meningkat, by: improvement, quota: 1}}
"""


def test_the_most_improved_is_proposed_and_without_an_earlier_score_nobody_can_be_placed():
    history = [["NIP", "Tahun", "Nilai"], *([nip, 2025, 75 - k] for k, nip in enumerate(NIPS[:4]))]
    evaluation = from_sheets(rules(IMPROVED), {}, {"Riwayat": history})
    assert standings(evaluation) == ["BEYOND_QUOTA"] * 3 + ["PROPOSED", "TO_VERIFY"]
    assert evaluation.proposals[0].value.units[:4].tolist() == [500, 600, 700, 800]
    assert reasons_of(evaluation, evaluation.proposals[0], 4, "id") == (
        "perlu verifikasi: peningkatan nilai dari tahun sebelumnya belum diketahui",
    )


ONCE = """
    one_award_per_person: true
    indicators: {{a: {{weight: 100}}}}
    awards:
      satu: {{title: Satu, quota: {one}}}
      dua: {{title: Dua, quota: {two}}}
"""


def test_one_award_a_person_is_settled_in_written_order():
    evaluation = evaluated(rules(ONCE.format(one=1, two=2)), *({"a": n} for n in (90, 80, 70, 60)))
    assert standings(evaluation, 0) == ["PROPOSED", "BEYOND_QUOTA", "BEYOND_QUOTA", "BEYOND_QUOTA"]
    assert standings(evaluation, 1) == ["ELSEWHERE", "PROPOSED", "PROPOSED", "BEYOND_QUOTA"]
    assert reasons_of(evaluation, evaluation.proposals[1], 0, "id")[0] == "sudah diusulkan untuk Satu"


def test_whoever_waits_for_the_committee_above_waits_below_too():
    evaluation = evaluated(rules(ONCE.format(one=1, two=1)), *({"a": n} for n in (90, 90, 70)))
    assert standings(evaluation, 0) == ["TIED", "TIED", "BEYOND_QUOTA"]
    assert standings(evaluation, 1) == ["TO_VERIFY", "TO_VERIFY", "PROPOSED"]
    assert reasons_of(evaluation, evaluation.proposals[1], 0, "id")[0] == "menunggu keputusan panitia pada Satu"


def test_a_tie_names_the_people_the_places_and_what_the_committee_may_do():
    people = [{"a": n, "nama": name} for n, name in ((90, "Ani"), (80, "Budi"), (80, "Citra"))]
    evaluation = evaluated(rules("indicators: {a: {weight: 100}}\nawards: {x: {title: X, quota: 2}}"), *people)
    notes = award_table(evaluation, evaluation.proposals[0], "id").notes
    assert notes[-1] == (
        "Seri di batas kuota: Budi dan Citra bernilai 80 untuk 1 tempat. Pilihan panitia: memilih 1 di antara mereka, mengikutkan 2 "
        "orang semuanya (ties: include), menetapkan pembeda (ranking.tie_breakers), atau membiarkan tempat itu kosong."
    )


def test_a_narrow_win_is_called_so():
    text = "narrow: {points: 1}\nindicators: {a: {weight: 50}, b: {weight: 50}}\nawards: {x: {title: X, quota: 1}}"
    people = [{"a": 90, "b": 70, "nama": "Ani"}, {"a": 70, "b": 88, "nama": "Budi"}]
    evaluation = evaluated(rules(text), *people)
    table = award_table(evaluation, evaluation.proposals[0], "id")
    margin = next(column for column in table.columns if column.key == "margin")
    # 20x = 18(1−x) at x = 9/19 = 47.37 %: cut towards 50 %.
    assert margin.values[0] == "MENANG TIPIS; unggul 1 poin atas Budi; bobot A (50%) boleh turun sampai 47,37%"


SEVERAL = """
    one_award_per_person: {once}
    indicators: {{a: {{weight: 60}}, b: {{weight: 40, missing: renormalise}}}}
    awards:
      satu: {{title: Satu, {first}, ties: {ties}}}
      dua: {{title: Dua, by: b, quota_per_unit: 1, ties: {ties}, requires: [{{none: [{{column: H, one_of: Ya}}]}}]}}
      tiga: {{title: Tiga, quota: 1, ties: {ties}, applies_to: {{unit: [X, Y]}}}}
"""
FIRST = ("quota: 2", "quota_per_jenis_jabatan: 1", "quota_percent: 30", "quota_percent: 50, percent_per_unit: true")
score = st.sampled_from(["40", "55", "55", "70", "85"])
person = st.fixed_dictionaries(
    {
        "a": score,
        "b": st.none() | score,
        "unit": st.sampled_from(["X", "Y", "Z"]),
        "jenis_jabatan": st.sampled_from(["F", "S", ""]),
        "H": st.sampled_from(["Ya", "Tidak", ""]),
        "faulty": st.sampled_from([False, False, True]),
    }
)
offices = st.lists(person, min_size=1, max_size=9)
books = st.builds(
    lambda once, first, ties: rules(SEVERAL.format(once=once, first=first, ties=ties)),
    st.sampled_from(["true", "false"]),
    st.sampled_from(FIRST),
    st.sampled_from(["ask", "include"]),
)


def decided(rulebook: Rulebook, rows) -> Evaluation:
    named = [{"nip": f"19850315201001{1000 + k}", **row} for k, row in enumerate(rows)]
    return evaluated(rulebook, *named, wide=("H",))


@given(books, offices)
def test_every_award_accounts_for_everybody_and_no_quota_is_exceeded(rulebook, rows):
    evaluation = decided(rulebook, rows)
    for proposals in evaluation.proposals:
        assert sum(len(proposals.of(standing)) for standing in Standing) == len(rows)
        assert sorted(shown_people(proposals, everybody=True).tolist()) == list(range(len(rows)))
        proposed = proposals.of(Standing.PROPOSED).tolist()
        for cut in proposals.cuts if proposals.award.ties == "ask" else ():
            groups = Counter(cut.groups[p] if cut.by else "" for p in proposed)
            assert all(count <= cut.seats_of(group) for group, count in groups.items())
    if rulebook.one_award_per_person:
        winners = [p for proposals in evaluation.proposals for p in proposals.of(Standing.PROPOSED).tolist()]
        assert len(winners) == len(set(winners))
    assert len(award_tables(evaluation, "id", everybody=True)) == 3


@given(books, offices, st.data())
def test_a_winner_with_a_higher_score_still_wins_something(rulebook, rows, data):
    before = decided(rulebook, rows)
    number = data.draw(st.integers(0, 2))
    winners = before.proposals[number].of(Standing.PROPOSED).tolist()
    if not winners or before.proposals[number].award.by != "total":
        return
    k = data.draw(st.sampled_from(winners))
    after = decided(rulebook, [{**row, "a": "99"} if n == k else row for n, row in enumerate(rows)])
    placed = (Standing.PROPOSED, Standing.TIED)
    if rulebook.one_award_per_person:
        # With one award a person a higher score may earn, or tie for, an award written above.
        assert any(p.standing[k] in placed for p in after.proposals[: number + 1])
    else:
        assert after.proposals[number].standing[k] == Standing.PROPOSED


@given(books, offices, person)
def test_somebody_no_award_may_go_to_changes_no_winner(rulebook, rows, other):
    newcomer = {**other, "faulty": True}
    before, after = decided(rulebook, rows), decided(rulebook, [*rows, newcomer])
    for one, two in zip(before.proposals, after.proposals, strict=True):
        assert one.standing.tolist() == two.standing[:-1].tolist()


@given(st.dictionaries(st.sampled_from("ABCDE"), st.integers(0, 40), min_size=1), st.integers(1, 100))
def test_places_shared_out_are_as_many_as_there_are_and_never_far_from_the_share(sizes, percent):
    total = sum(sizes.values()) * percent // 100
    shares, undecided, left = shared_out(total, sizes, Fraction(percent, 100))
    assert sum(shares.values()) + left == total
    assert bool(undecided) == bool(left)
    assert all(abs(shares[g] - Fraction(percent, 100) * sizes[g]) < 1 for g in sizes)


def test_the_example_of_the_manual_is_accepted():
    page = (Path(__file__).parents[1] / "docs" / "awards.md").read_text(encoding="utf-8")
    found = rules(page.split("```yaml\n")[1].split("```")[0])
    assert list(found.awards) == ["teladan", "inovator", "meningkat", "loket", "satyalancana_x"]


def test_whoever_is_not_judged_by_the_indicator_is_not_in_the_contest_and_nothing_is_left_to_verify() -> None:
    book = rules(
        """
        indicators:
          disiplin: {weight: 100}
          aduan: {}
        profiles:
          layanan: {applies_to: {jabatan: Loket}, weights: {disiplin: 50, aduan: 50}}
        awards:
          prima: {title: Prima, by: aduan, quota: 1}
          rapi: {title: Rapi, quota: 1, requires: [{fact: aduan, at_least: 80}]}
        """
    )
    clerk = {"jabatan": "Loket", "disiplin": 80, "aduan": 90}
    archivist = {"jabatan": "Arsiparis", "disiplin": 95}
    prima, rapi = evaluated(book, clerk, archivist).proposals
    assert [Standing(s) for s in prima.standing] == [Standing.PROPOSED, Standing.NOT_FOR]
    assert [Standing(s) for s in rapi.standing] == [Standing.PROPOSED, Standing.UNMET]


def test_an_award_already_proposed_is_told_as_such_even_where_this_one_is_out_of_reach() -> None:
    book = rules(
        """
        indicators:
          disiplin: {weight: 100}
        one_award_per_person: true
        awards:
          emas: {title: Emas, quota: 1}
          perak: {title: Perak, quota: 1, requires: [{fact: disiplin, at_most: 80}]}
        """
    )
    evaluation = evaluated(book, {"disiplin": 95}, {"disiplin": 70})
    assert reasons_of(evaluation, evaluation.proposals[1], 0, "id")[0] == "sudah diusulkan untuk Emas"
