"""Every way a rulebook can be wrong, with the exact words it leads to."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from asn_eval.findings import Place, catalogue
from asn_eval.rules import faults, load
from asn_eval.rules.load import read_rulebook, read_text
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.tree import Node

CASES = yaml.safe_load((Path(__file__).parent / "findings" / "rules.yaml").read_text(encoding="utf-8"))
A = "indicators: {a: {weight: 100}}\n"


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_broken_rulebook_leads_to_exactly_these_words(case):
    loaded = read_text(case["given"], "indicators.yaml")
    assert [finding.message("id") for finding in loaded.findings] == case["id"]
    assert [finding.message("en") for finding in loaded.findings] == case["en"]
    assert (loaded.rulebook is not None) == case.get("loads", False)


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_the_parser_without_libyaml_leads_to_the_same_words(case, monkeypatch):
    monkeypatch.setattr(load, "_LOADER", yaml.SafeLoader)
    assert [finding.message() for finding in read_text(case["given"], "indicators.yaml").findings] == case["id"]


def message(loaded):
    assert loaded.rulebook is None
    return [finding.message() for finding in loaded.findings]


def test_missing_file(tmp_path):
    assert message(read_rulebook(tmp_path / "indicators.yaml")) == [
        (
            "indicators.yaml: berkas aturan tidak ditemukan; "
            "periksa nama dan foldernya, atau buat yang baru dengan asn-eval init [rulebook-missing]"
        )
    ]


def test_folder_instead_of_a_file(tmp_path):
    assert message(read_rulebook(tmp_path, "aturan")) == [
        (
            "aturan: berkas aturan tidak dapat dibuka; "
            "periksa bahwa ini berkas (bukan folder) dan bahwa Anda berhak membacanya [rulebook-unreadable]"
        )
    ]


LARGE = (
    "berkas aturan lebih besar dari 1 MiB atau 10.000 isian; "
    "pastikan ini berkas aturan; yang wajar hanya beberapa kilobita [rulebook-large]"
)


def test_file_of_more_than_one_mebibyte(tmp_path):
    path = tmp_path / "indicators.yaml"
    path.write_bytes(A.encode() + b"#" * (1024 * 1024 - len(A)))
    assert read_rulebook(path).rulebook is not None
    path.write_bytes(A.encode() + b"#" * (1024 * 1024 - len(A) + 1))
    assert message(read_rulebook(path)) == [f"indicators.yaml: {LARGE}"]


def test_file_of_too_many_values():
    lines = "headings:\n" + "".join(f"  h{n}: [a, b]\n" for n in range(10_000))
    assert message(read_text(lines, "indicators.yaml")) == [f"indicators.yaml:6001: {LARGE}"]


def test_file_that_is_not_utf_8(tmp_path):
    path = tmp_path / "indicators.yaml"
    path.write_bytes("version: 1\nagency: Dinas Café\n".encode("cp1252"))
    assert message(read_rulebook(path)) == [
        (
            "indicators.yaml:2: baris ini bukan teks UTF-8; simpan ulang berkas dengan pengodean UTF-8 "
            "(Notepad: Simpan Sebagai, Pengodean UTF-8) [rulebook-encoding]"
        )
    ]


def test_more_than_500_findings_are_cut_and_said_so():
    text = "indicators:\n" + "".join(f"  a{n}: {{weight: x}}\n" for n in range(600))
    told = message(read_text(text, "indicators.yaml"))
    assert len(told) == 501
    assert told[-1] == (
        "indicators.yaml:502: masih ada temuan lain sesudah 500 temuan ini; "
        "perbaiki dahulu yang sudah disebut, lalu periksa lagi [rulebook-many]"
    )


def test_every_code_of_the_room_is_shown_here():
    codes = set(tomllib.loads((files("asn_eval") / "catalogue" / "rules.toml").read_text(encoding="utf-8"))) - {"exit"}
    shown = {text.rpartition("[")[2].removesuffix("]") for case in CASES for text in case["id"]}
    elsewhere = {"rulebook-missing", "rulebook-unreadable", "rulebook-large", "rulebook-encoding", "rulebook-many"}
    assert codes - shown - elsewhere == {"value-wrong"}  # what no model can refuse today; see below
    assert all(catalogue()[code].exit_code == 3 for code in codes)


# What each kind of model field can refuse (strict, from plain values).
REFUSALS = {
    "model": {"model_type"},
    "model-fields": {"missing", "extra_forbidden"},
    "dict": {"dict_type", "too_short"},
    "tuple": {"tuple_type", "too_long"},
    "str": {"string_type", "string_too_short", "string_too_long", "string_unicode", "string_pattern_mismatch"},
    "literal": {"literal_error"},
    "decimal": {"is_instance_of", "finite_number", "greater_than_equal", "less_than_equal"},
    "int": {"int_type", "greater_than_equal", "less_than_equal"},
    "bool": {"bool_type"},
    "date": {"date_type"},
    "function-after": {"value_error"},
    "union": {"number_or_text"},
    **{
        kind: set()
        for kind in ("function-before", "nullable", "default", "definitions", "definition-ref", "model-field")
    },
}


def kinds(schema):
    if isinstance(schema, dict):
        if isinstance(schema.get("type"), str):
            yield schema["type"]
        for key, part in schema.items():
            if key not in {"metadata", "serialization", "config", "default", "function", "expected"}:
                yield from kinds(part)
    elif isinstance(schema, list | tuple):
        for part in schema:
            yield from kinds(part)


def test_every_refusal_of_the_models_has_words_of_ours():
    found = set(kinds(Rulebook.__pydantic_core_schema__))
    assert found <= set(REFUSALS)
    node = Node("x", ("agency",), 1, "x")
    context = {"expected": "'a' or 'b'", "error": ValueError("requirement-fact"), "ge": 0}
    for kind in sorted(set().union(*(REFUSALS[kind] for kind in found))):
        rest = ("title",) if kind == "missing" else ()
        code, values = faults._told(faults.Fault(node, node, ("agency",), rest, kind, context))
        assert code != "value-wrong", kind
        catalogue()[code].says["id"].format_map(values)
        catalogue()[code].do["en"].format_map(values)


def constraints(schema):
    if isinstance(schema, dict):
        for key, part in schema.items():
            if key in CONSTRAINTS | {"pattern"}:
                yield key, part
            elif key not in {"metadata", "serialization", "config", "default", "function", "expected"}:
                yield from constraints(part)
    elif isinstance(schema, list | tuple):
        for part in schema:
            yield from constraints(part)


# Limits the models set today; each has its refusal in REFUSALS.
CONSTRAINTS = {"ge", "le", "gt", "lt", "multiple_of", "max_digits", "decimal_places", "min_length", "max_length"}


def test_the_models_set_only_limits_that_have_words():
    found = list(constraints(Rulebook.__pydantic_core_schema__))
    assert {key for key, _ in found} <= {"ge", "le", "min_length", "max_length", "pattern"}
    assert {part for key, part in found if key == "pattern"} == set(faults._EXAMPLES)


def test_a_refusal_nobody_foresaw_still_has_plain_words():
    node = Node("x", ("agency",), 1, "x")
    code, values = faults._told(faults.Fault(node, node, ("agency",), (), "new_in_a_later_version", {}))
    finding = load.Finding(code, Place("indicators.yaml", line=1, path="agency"), values)
    assert finding.message() == (
        'indicators.yaml:1 agency: isi "agency" tidak dapat dipakai (x); bandingkan dengan contoh dari asn-eval init [value-wrong]'
    )
