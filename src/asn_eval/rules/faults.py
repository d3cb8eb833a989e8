"""What the models refuse becomes findings in plain words; what can be read in spite of it is read on.

Each round of judging removes or repairs what was refused and judges again, so that a misspelt key does not hide a wrong sum.
``damaged`` are the paths the rulebook no longer holds as typed: nothing is concluded from them.
"""

import re
from collections.abc import Iterator
from itertools import islice
from types import UnionType
from typing import Annotated, Any, NamedTuple, Protocol, Union, get_args, get_origin

from pydantic import ValidationError

from asn_eval.rules.near import CHOICES_IN_INDONESIAN, KEYS_IN_INDONESIAN, nearest
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.scalar import date_meant, number_meant
from asn_eval.rules.shape import Shape
from asn_eval.rules.tree import KeyPath, Node, clipped, find, plain, touch, unsound

MOST = 500
# What stands in for a required key that is missing or wrong, so that the rest of its mapping can still be judged.
_STAND_INS: dict[str, str | int | None] = {
    "title": "?",
    "name": "?",
    "at_least": 0,
    "applies_to": None,
    "weights": None,
}
_ROUNDS = 30
# The code for each refusal that needs nothing but the value as typed.
_CODES = {
    "model_type": "value-mapping",
    "dict_type": "value-mapping",
    "tuple_type": "value-list",
    "bool_type": "value-boolean",
    "int_type": "value-integer",
    "string_too_short": "text-empty",
    "string_too_long": "text-long",
    "string_unicode": "text-control",
    "too_short": "indicators-none",
    "greater_than_equal": "value-low",
    "less_than_equal": "value-high",
    "string_pattern_mismatch": "text-form",
    "too_long": "value-pair",
}
# What texts of a fixed form look like, by the pattern the models ask for.
_EXAMPLES = {
    r"^([01]\d|2[0-3]):[0-5]\d$": '"07:30"',
    r"^\d{4}$": '"2026"',
    r"^\d+$": '"15"',
}


class Tell(Protocol):
    """Reports a finding at a line and key path."""

    def __call__(self, code: str, line: int, path: KeyPath, /, **values: str) -> None: ...  # noqa: D102 - the class says it


class Fault(NamedTuple):
    """One refusal of the models: the value it is about, what holds it, the steps that do not exist, and the models' own words."""

    node: Node
    parent: Node
    path: KeyPath
    rest: KeyPath
    kind: str
    context: dict[str, Any]

    @property
    def key(self) -> str:
        """The key the value stands under, as typed."""
        return clipped(next((step for step in reversed(self.node.path) if isinstance(step, str)), ""))

    @property
    def where(self) -> KeyPath:
        """The path the message names: the mapping for a key that is missing or unknown, else the value."""
        return self.node.path[:-1] if self.kind == "extra_forbidden" else self.node.path


def judged(root: Node, tell: Tell) -> tuple[Rulebook | None, set[KeyPath]]:
    """Judge the shape of a rulebook; give it (as far as it can be read) and the damaged paths."""
    damaged = set(unsound(root))
    for _ in range(_ROUNDS):
        try:
            return Rulebook.model_validate(plain(root)), damaged
        except ValidationError as error:
            faults = list(_faults(error, root))
        known = frozenset(damaged)
        # Misspelt keys first: the key they stand for is then no longer missing.
        for fault in sorted(faults, key=lambda fault: fault.kind != "extra_forbidden"):
            if fault.kind == "missing" and find(root, (*fault.path, *fault.rest))[0] is not fault.node:
                continue
            about = (*fault.node.path, *fault.rest) if fault.kind == "missing" else fault.node.path
            if not any(touch(about, hurt) for hurt in known):
                code, values = _told(fault)
                tell(code, fault.node.line, fault.where, **values)
            if not _repaired(root, fault, damaged):
                return None, damaged
        if len(faults) > MOST:
            return None, damaged
    return None, damaged


def _faults(error: ValidationError, root: Node) -> Iterator[Fault]:
    seen: dict[int, Fault] = {}
    for item in islice(error.errors(include_url=False, include_input=False), MOST + 1):
        path = tuple(item["loc"])
        node, rest = find(root, path)
        path = path[: len(path) - len(rest)]
        fault = Fault(node, find(root, path[:-1])[0], path, rest, item["type"], item.get("ctx", {}))
        if fault.kind == "missing" or rest in {(), ("[key]",)}:
            yield fault
        elif id(node) not in seen or fault.kind.startswith("string_too"):
            # One value, two readings (a number or a text) that both failed: one finding.
            seen[id(node)] = fault if fault.kind.startswith("string_too") else fault._replace(kind="number_or_text")
    yield from seen.values()


def _told(fault: Fault) -> tuple[str, dict[str, str]]:
    # The code and the values of the message.
    kind, raw = fault.kind, fault.key if fault.rest == ("[key]",) else clipped(fault.node.raw)
    if kind == "missing":
        return ("key-missing" if isinstance(fault.rest[0], str) else "value-pair"), {"key": str(fault.rest[0])}
    if kind == "extra_forbidden":
        allowed = _keys_at(fault.path[:-1])
        near = nearest(fault.key, allowed, KEYS_IN_INDONESIAN)
        if near:
            return "key-unknown", {"key": fault.key, "near": near}
        return "key-unknown-listed", {"key": fault.key, "allowed": ", ".join(allowed)}
    if kind == "value_error":
        return str(fault.context["error"]), {}
    if fault.node.value is None and not fault.rest:
        return "value-empty", {"key": fault.key}
    if kind == "literal_error":
        return _choice(fault, raw)
    if kind in {"is_instance_of", "finite_number"}:
        return _number(fault.node, raw)
    if kind == "date_type":
        write = date_meant(fault.node.raw)
        return ("date-form", {"found": raw, "write": write}) if write else ("value-date", {"found": raw})
    if kind in {"string_type", "number_or_text"}:
        scalar = not isinstance(fault.node.value, dict | list)
        return ("value-text" if scalar else "value-text-only"), {"found": raw}
    bound = next((str(fault.context[name]) for name in ("ge", "le", "max_length") if name in fault.context), "")
    example = _EXAMPLES.get(str(fault.context.get("pattern")), "")
    return _CODES.get(kind, "value-wrong"), {"found": raw, "key": fault.key, "bound": bound, "example": example}


def _choice(fault: Fault, raw: str) -> tuple[str, dict[str, str]]:
    allowed = re.findall(r"'([^']*)'|([0-9]+)", fault.context["expected"])
    names = [word or digits for word, digits in allowed]
    near = nearest(fault.node.raw, names, CHOICES_IN_INDONESIAN)
    values = {"found": raw, "key": fault.key, "allowed": ", ".join(names)}
    return ("value-choice", {**values, "near": near}) if near else ("value-choice-listed", values)


def _number(node: Node, raw: str) -> tuple[str, dict[str, str]]:
    write = number_meant(node.raw) if isinstance(node.value, str) else ""
    return ("number-form", {"found": raw, "write": write}) if write else ("value-number", {"found": raw})


def _keys_at(path: KeyPath) -> list[str]:
    # The keys the rulebook's model knows at a path: follow its own annotations.
    kind: Any = Rulebook
    for step in path:
        if isinstance(kind, type) and issubclass(kind, Shape):
            kind = kind.model_fields[str(step)].annotation
        else:
            kind = get_args(kind)[1 if isinstance(step, str) else 0]
        if get_origin(kind) in {Union, UnionType}:
            kind = next(part for part in get_args(kind) if part is not type(None))
        if get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
    return list(kind.model_fields)


def _repaired(root: Node, fault: Fault, damaged: set[KeyPath]) -> bool:
    # Take out or replace what was refused; False where nothing is left to judge.
    node = fault.node
    key = str(fault.rest[0]) if fault.kind == "missing" else ""
    if key in _STAND_INS and isinstance(node.value, dict):
        path = (*node.path, key)
        node.value[key] = Node(_STAND_INS[key], path, node.line, "")
        damaged.add(path)
        return True
    node.sound = False
    if fault.kind == "extra_forbidden":
        near = nearest(fault.key, _keys_at(fault.path[:-1]), KEYS_IN_INDONESIAN)
        if near and isinstance(fault.parent.value, dict) and near not in fault.parent.value:
            fault.parent.value[near] = Node(node.value, node.path, node.line, node.raw)
        return True
    damaged |= {node.path, (*node.path[:-1], *fault.path[-1:])}
    return node is not root
