"""The shape of ``indicators.yaml`` as a JSON Schema, so that editors complete keys and underline slips while typing."""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from asn_eval.rules.named_law import nameable
from asn_eval.rules.named_points import nameable_points
from asn_eval.rules.named_requirements import nameable_requirements
from asn_eval.rules.naming import PREFIX
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
    _name_tables(schema)
    return schema


def _name_tables(schema: dict[str, Any]) -> None:
    """Let tables of law stand by their name where the loader knows them: grades, points of a scale, conditions."""
    _or_named(schema["properties"], "grades", nameable())
    _or_named(schema["$defs"]["Scale"]["properties"], "table", nameable_points())
    conditions = nameable_requirements()
    for model in (schema, *schema["$defs"].values()):
        for key, known in model["properties"].items():
            for part in (known, *known.get("anyOf", ())):
                if part.get("items") == {"$ref": "#/$defs/Requirement"}:
                    part["items"] = {"anyOf": [part["items"], _named(conditions)]}
            if key == "requires":
                _or_named(model["properties"], key, conditions)


def _or_named(properties: dict[str, Any], key: str, names: tuple[str, ...]) -> None:
    known = properties[key]
    plain = {name: value for name, value in known.items() if name != "description"}
    properties[key] = {"anyOf": [plain, _named(names)], "description": known["description"]}


def _named(names: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "string", "enum": [PREFIX + name for name in names]}


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
