"""People with several segments of service: one person, prorated by days, each segment in the ledger."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from asn_eval.check.dossier import check
from asn_eval.measure.scores import measure_scores
from asn_eval.pipeline import Choices, Evaluation, Policy, Refusal, evaluate
from asn_eval.present.outcome.segments import segments_table
from asn_eval.read.sheet import Book, Sheet
from asn_eval.rules.rulebook import Indicator, Period, Rulebook

HEADINGS = ["NIP", "Nama", "Unit Kerja", "Mulai", "Selesai", "Disiplin"]
MOVED = "198503152010011001"
STAYED = "199007202015042002"


def book(*rows: list[object]) -> Book:
    columns = tuple([heading, *values] for heading, *values in zip(HEADINGS, *rows, strict=True))
    return Book("staf.xlsx", (Sheet("staf.xlsx", "Pegawai", columns),))


def rules(minimum_days: int = 0) -> Rulebook:
    period = Period(start=date(2026, 1, 1), end=date(2026, 12, 31), minimum_days=minimum_days)
    return Rulebook(indicators={"disiplin": Indicator(weight=Decimal(100))}, period=period)


MOVE = (
    [MOVED, "Contoh Satu", "Dinas A", date(2026, 1, 1), date(2026, 3, 31), 70.0],  # 90 days
    [MOVED, "Contoh Satu", "Dinas B", date(2026, 4, 1), "", 90.0],  # 275 days to the end of the year
    [STAYED, "Contoh Dua", "Dinas A", "", "", 80.0],
)


def run(*rows: list[object], minimum_days: int = 0) -> Evaluation:
    outcome = evaluate([book(*rows)], Policy(rules(minimum_days), "indicators.yaml"), Choices(date(2026, 12, 31)))
    assert isinstance(outcome, Evaluation), outcome
    return outcome


def test_a_score_is_the_mean_of_the_segments_weighted_by_their_days() -> None:
    outcome = run(*MOVE)
    # (90 × 70 + 275 × 90) / 365 = 31050 / 365 = 85.0684…
    assert outcome.measures.by_indicator["disiplin"].values.value(0) == Fraction(31050, 365)
    assert outcome.scores.total.units.tolist() == [8507, 8000]


def test_a_person_with_two_segments_is_one_person_in_the_last_unit() -> None:
    people = run(*MOVE).dossier.people
    assert people.nip.tolist() == [MOVED, STAYED]
    assert people.texts["unit"].tolist() == ["Dinas B", "Dinas A"]


def test_the_order_of_the_rows_does_not_matter() -> None:
    assert sorted(run(*MOVE[::-1]).scores.total.units.tolist()) == [8000, 8507]


def test_a_gap_between_segments_is_not_counted_as_service() -> None:
    # 31 days of January and 31 of December: a long leave between them.
    rows = (
        [MOVED, "Contoh Satu", "Dinas A", date(2026, 1, 1), date(2026, 1, 31), 70.0],
        [MOVED, "Contoh Satu", "Dinas A", date(2026, 12, 1), date(2026, 12, 31), 90.0],
    )
    assert run(*rows).scores.total.units.tolist() == [8000]
    assert run(*rows, minimum_days=62).scores.total.known.tolist() == [True]
    assert run(*rows, minimum_days=63).scores.total.known.tolist() == [False]


def test_a_segment_outside_the_period_says_nothing_about_it() -> None:
    rows = (
        [MOVED, "Contoh Satu", "Dinas A", date(2025, 1, 1), date(2025, 12, 31), 10.0],
        [MOVED, "Contoh Satu", "Dinas B", date(2026, 1, 1), date(2026, 12, 31), 90.0],
    )
    assert run(*rows).scores.total.units.tolist() == [9000]


def test_the_ledger_lists_every_segment_with_its_days_and_score() -> None:
    table = segments_table(run(*MOVE), "id")
    values = {column.key: list(column.values) for column in table.columns}
    assert values["unit"] == ["Dinas A", "Dinas B"]
    assert [str(day) for day in values["first"]] == ["2026-01-01", "2026-04-01"]
    assert [str(day) for day in values["last"]] == ["2026-03-31", "2026-12-31"]
    assert [int(n) for n in values["days"]] == [90, 275]
    assert [int(n) for n in values["score"]] == [7000, 9000]
    assert values["source"] == ["staf.xlsx:Pegawai!2", "staf.xlsx:Pegawai!3"]


def test_segments_without_a_period_are_refused() -> None:
    bare = Rulebook(indicators={"disiplin": Indicator(weight=Decimal(100))})
    outcome = evaluate([book(*MOVE)], Policy(bare, "indicators.yaml"), Choices(date(2026, 12, 31)))
    assert isinstance(outcome, Refusal)
    assert [f.message("id") for f in outcome.findings] == [
        (
            "staf.xlsx:Pegawai!2: ada pegawai dengan beberapa masa tugas, tetapi buku aturan tidak menyebut periode; isi period "
            "(start dan end) di buku aturan supaya nilai dapat diprorata menurut hari [segment-no-period]"
        )
    ]


def test_rows_without_dates_are_doubles_and_not_segments() -> None:
    rows = ([*MOVE[0][:3], "", "", 70.0], [*MOVE[1][:3], "", "", 90.0])
    dossier = check([book(*rows)], rules())
    assert [f.code for f in dossier.findings] == ["nip-doubled", "nip-doubled"]
    assert dossier.people.segments is None
    assert len(measure_scores(dossier, rules()).by_indicator["disiplin"].state) == 2
