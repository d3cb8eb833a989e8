"""The shape of ``indicators.yaml`` as a JSON Schema, so that editors complete keys and underline slips while typing."""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from asn_eval.rules.named_law import nameable
from asn_eval.rules.rulebook import Rulebook

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Editors(GenerateJsonSchema):
    """Describes decimals as the numbers a person types."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> dict[str, Any]:
        bounds = {"minimum": schema.get("ge"), "maximum": schema.get("le")}
        return {"type": "number"} | {name: int(bound) for name, bound in bounds.items() if bound is not None}


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of a rulebook; every key carries its explanation.

    It describes shape only: sums, names and bands are judged when the file is loaded.
    """
    made = Rulebook.model_json_schema(schema_generator=_Editors)
    schema = {"$schema": DIALECT, **made, "title": "indicators.yaml"}
    for model in (schema, *schema["$defs"].values()):
        model["properties"] = {key: _as_typed(known) for key, known in model["properties"].items()}
    # Grades may be a table of law by its name.
    grades = schema["properties"]["grades"]
    named = {"type": "string", "enum": [f"law/{name}" for name in nameable()]}
    schema["properties"]["grades"] = {
        "anyOf": [{key: value for key, value in grades.items() if key != "description"}, named],
        "description": grades["description"],
    }
    return schema


def _as_typed(known: dict[str, Any]) -> dict[str, Any]:
    # What the models accept beyond their own types: one word for a list of one, nothing for no entries. Titles that only repeat
    # the key and defaults that are objects or nothing would be noise in an editor.
    plain = {key: value for key, value in known.items() if key != "title"}
    if isinstance(plain.get("default"), dict | list | None):
        plain.pop("default", None)
    if isinstance(plain.get("default"), str) and plain.get("type") == "number":
        plain["default"] = int(plain["default"])
    return _words(plain)


def _words(known: dict[str, Any]) -> dict[str, Any]:
    if known.get("type") == "array" and known["items"].get("type") == "string":
        rest = {key: value for key, value in known.items() if key not in {"type", "items"}}
        return {"anyOf": [known["items"], {"type": "array", "items": known["items"]}, {"type": "null"}], **rest}
    if known.get("type") in {"array", "object"}:
        known["type"] = [known["type"], "null"]
    if "anyOf" in known:
        choices = [choice for part in known["anyOf"] for choice in (_words(part).get("anyOf") or [part])]
        known["anyOf"] = [choice for n, choice in enumerate(choices) if choice not in choices[:n]]
    if isinstance(known.get("additionalProperties"), dict):
        known["additionalProperties"] = _words(known["additionalProperties"])
    return known
