"""The JSON Schema describes the file people type: every key explained, the shipped rulebook valid, slips found."""

import copy
import json
from itertools import pairwise

import pytest
import yaml

from asn_eval.rules.load import default_path
from asn_eval.rules.schema import json_schema

SCHEMA = json_schema()
TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
    "number": (int, float),
}


def fits(value, schema, where="$"):
    """A validator of just the words the schema uses; gives the places that do not fit."""
    if "$ref" in schema:
        return fits(value, SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]], where)
    if "anyOf" in schema:
        faults = [fits(value, choice, where) for choice in schema["anyOf"]]
        return [] if [] in faults else faults[0]
    kinds = [schema["type"]] if isinstance(schema.get("type"), str) else schema.get("type", list(TYPES))
    if not any(isinstance(value, TYPES[kind]) and isinstance(value, bool) <= (kind == "boolean") for kind in kinds):
        return [where]
    unfit = "enum" in schema and value not in schema["enum"]
    unfit |= "const" in schema and value != schema["const"]
    unfit |= "minimum" in schema and value < schema["minimum"]
    unfit |= "maximum" in schema and value > schema["maximum"]
    unfit |= isinstance(value, str) and not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 10**9)
    faults = [where] if unfit else []
    if isinstance(value, dict):
        faults += [f"{where}.{key}" for key in schema.get("required", ()) if key not in value]
        known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
        for key, item in value.items():
            inner = known.get(key, others)
            faults += (
                [f"{where}.{key}"] if inner is False else fits(item, {} if inner is True else inner, f"{where}.{key}")
            )
    if isinstance(value, list):
        faults += [
            fault for n, item in enumerate(value) for fault in fits(item, schema.get("items", {}), f"{where}.{n}")
        ]
    return faults


@pytest.fixture
def shipped():
    return yaml.safe_load(default_path().read_text(encoding="utf-8"))


def test_the_shipped_rulebook_fits(shipped):
    assert fits(shipped, SCHEMA) == []


def broken(change):
    def make(book):
        changed = copy.deepcopy(book)
        change(changed)
        return changed

    return make


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda b: b.update(bobot=1), "$.bobot"),
        (lambda b: b.pop("indicators"), "$.indicators"),
        (lambda b: b.update(coverage=120), "$.coverage"),
        (lambda b: b.update(language="jawa"), "$.language"),
        (lambda b: b["indicators"]["disiplin"].update(weight="35"), "$.indicators.disiplin.weight"),
        (lambda b: b["indicators"]["disiplin"].update(weight=33.5, missing="nol"), "$.indicators.disiplin.missing"),
        (
            lambda b: b["indicators"]["penanganan_aduan"]["parts"]["kecepatan"].update(x=1),
            "$.indicators.penanganan_aduan.parts.kecepatan.x",
        ),
        (lambda b: b["grades"].append({"name": "Lain"}), "$.grades.5.at_least"),
        (lambda b: b["awards"]["inovator"].update(quota=0), "$.awards.inovator.quota"),
    ],
)
def test_slips_do_not_fit(shipped, change, fault):
    assert fits(broken(change)(shipped), SCHEMA) == [fault]


def test_a_word_may_stand_for_a_list_and_nothing_for_no_entries(shipped):
    shipped["indicators"]["disiplin"]["source"] = "Disiplin Kerja"
    shipped["profiles"]["pelayanan_publik"]["applies_to"]["jabatan"] = "Petugas Loket*"
    shipped |= {"awards": None, "grades": None, "headings": {"unit": None}}
    assert fits(shipped, SCHEMA) == []


def test_every_key_is_explained():
    models = {"": SCHEMA, **SCHEMA["$defs"]}
    silent = [
        f"{name}.{key}"
        for name, model in models.items()
        for key, known in model["properties"].items()
        if not known.get("description")
    ]
    assert silent == []


def test_it_is_plain_json_of_the_named_draft():
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    assert list(SCHEMA)[:1] == ["$schema"]
    assert SCHEMA["$schema"].endswith("/draft/2020-12/schema")
    assert all(first != second for first, second in pairwise(sorted(SCHEMA["$defs"])))
