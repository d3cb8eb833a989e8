"""Both languages say the same things, every key the program asks for exists, and nothing is kept that nobody asks for."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from string import Formatter
from typing import Any

import asn_eval

PACKAGE = Path(asn_eval.__file__).parent
SOURCES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
WORDING = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((PACKAGE / "present/wording").glob("*.toml"))
}
CATALOGUE = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((PACKAGE / "catalogue").glob("*.toml"))
}
ROOM_SETTINGS = {"exit"}

# Words that are the same in both languages: field terms, loanwords, and what cannot be translated.
SAME_IN_BOTH = {
    "nip", "jp", "skp", "profil", "status", "info", "json", "sha", "april", "september", "november", "unit", "median", "total", "program",
    "golongan", "petunjuk", "pegawai", "nilai", "per",
}  # fmt: skip
# What only a doctest says.
ONLY_SHOWN = {"terminal.summary.people"}
# A hole of an f-string, as read by the patterns below.
HOLE = "\0"


def sentences() -> dict[str, dict[str, str]]:
    """Give every sentence of the wording by its full key."""
    return {
        f"{area}.{section}.{entry}": texts
        for area, sections in WORDING.items()
        for section, entries in sections.items()
        for entry, texts in entries.items()
    }


def codes() -> dict[str, dict[str, Any]]:
    """Give every entry of the catalogue by its code."""
    return {code: entry for room in CATALOGUE.values() for code, entry in room.items() if code not in ROOM_SETTINGS}


def names_in(text: str) -> set[str]:
    """Give the names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def texts_in(tree: ast.Module) -> Iterator[str]:
    """Give the strings of a module, docstrings left out; an f-string has a ``HOLE`` where a value goes."""
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield as_pattern(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose | inside:
            yield node.value


def as_pattern(node: ast.JoinedStr) -> str:
    return "".join(part.value if isinstance(part, ast.Constant) else HOLE for part in node.values)


def calls(*functions: str) -> Iterator[tuple[str, ast.Call]]:
    """Give the calls of some functions or methods with the place they stand at."""
    for path, tree in SOURCES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in functions and node.args:
                    yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node


def asked(node: ast.expr) -> Iterator[str]:
    """Give the strings an argument can be: a constant, an f-string's pattern, or either branch of a condition."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield as_pattern(node)
    elif isinstance(node, ast.IfExp):
        yield from chain(asked(node.body), asked(node.orelse))


def fits(pattern: str, text: str) -> bool:
    return re.fullmatch(r"[\w.-]+".join(map(re.escape, pattern.split(HOLE))), text) is not None


USED = Counter(chain.from_iterable(texts_in(tree) for tree in SOURCES.values()))


def test_a_sentence_exists_in_both_languages_and_names_the_same_values() -> None:
    faulty = [
        key
        for key, texts in sentences().items()
        if set(texts) != {"id", "en"}
        or not all(text.strip() for text in texts.values())
        or names_in(texts["id"]) != names_in(texts["en"])
    ]
    assert faulty == []


def test_a_finding_exists_in_both_languages_and_names_the_same_values() -> None:
    for code, entry in codes().items():
        assert set(entry) <= {"severity", "exit", "id", "en"}, code
        assert entry["severity"] in {"error", "warning", "info"}, code
        assert set(entry["id"]) == set(entry["en"]) == {"says", "do", "why"}, code
        for text in ("says", "do"):
            assert names_in(entry["id"][text]) == names_in(entry["en"][text]), f"{code}.{text}"


def test_a_finding_reads_as_one_line_and_its_reason_as_sentences() -> None:
    for code, entry in codes().items():
        for language in ("id", "en"):
            says, remedy, why = (entry[language][text] for text in ("says", "do", "why"))
            assert not any(text.endswith((".", ";")) or "\n" in text for text in (says, remedy)), (
                f"{code}.{language}: ; and [code] follow"
            )
            assert "{" not in why, f"{code}.{language}.why is for the manual, where there is no value to name"
            assert why.endswith((".", "?")), f"{code}.{language}.why"


def test_nothing_is_left_untranslated() -> None:
    pairs = {key: (texts["id"], texts["en"]) for key, texts in sentences().items()}
    for code, entry in codes().items():
        pairs |= {f"{code}.{text}": (entry["id"][text], entry["en"][text]) for text in ("says", "do", "why")}
    untranslated = {
        key: indonesian
        for key, (indonesian, english) in pairs.items()
        if indonesian == english
        and set(re.findall(r"[a-z]{2,}", re.sub(r"\{\w+\}|&\w", "", indonesian).lower())) - SAME_IN_BOTH
    }
    assert untranslated == {}


def test_a_code_belongs_to_one_room_only() -> None:
    rooms = Counter(code for room in CATALOGUE.values() for code in room if code not in ROOM_SETTINGS)
    assert [code for code, count in rooms.items() if count > 1] == []


def test_every_sentence_asked_for_exists() -> None:
    known = sentences()
    missing = [
        f"{place} {pattern.replace(HOLE, '{…}')}"
        for place, call in calls("say", "hint")
        for pattern in asked(call.args[0])
        if not any(fits(pattern, key) for key in known)
    ]
    assert missing == []


def test_every_sentence_is_given_the_values_it_names() -> None:
    known = sentences()
    short = [
        f"{place} {key}: {lacking}"
        for place, call in calls("say", "hint")
        if all(keyword.arg is not None for keyword in call.keywords)
        for key in asked(call.args[0])
        if key in known and (lacking := names_in(known[key]["id"]) - {keyword.arg for keyword in call.keywords})
    ]
    assert short == []


def test_every_sentence_is_asked_for() -> None:
    patterns = [text for text in USED if text.count(".") >= 2 and re.fullmatch(r"[\w.\0-]+", text)]
    unused = [
        key for key in sentences() if key not in ONLY_SHOWN and not any(fits(pattern, key) for pattern in patterns)
    ]
    assert unused == []


def test_every_finding_told_is_in_the_catalogue() -> None:
    known = codes()
    missing = [
        f"{place} {pattern.replace(HOLE, '{…}')}"
        for place, call in calls("Finding", "Disagreement", "tell")
        for argument in call.args[:2]
        for pattern in asked(argument)
        if argument is code_argument(call) and not any(fits(pattern, code) for code in known)
    ]
    assert missing == []


def code_argument(call: ast.Call) -> ast.expr:
    """Give the argument that holds the code: the second of a disagreement (after its path), else the first."""
    return (
        call.args[1]
        if isinstance(call.func, ast.Name) and call.func.id == "Disagreement" and len(call.args) > 1
        else call.args[0]
    )


def test_every_finding_told_is_given_the_values_it_names() -> None:
    known = codes()
    short = []
    for place, call in calls("Finding"):
        given = next(
            (a for a in (*call.args[2:], *(k.value for k in call.keywords if k.arg == "values"))), ast.Dict([], [])
        )
        if not isinstance(given, ast.Dict) or any(key is None for key in given.keys):
            continue
        keys = {key.value for key in given.keys if isinstance(key, ast.Constant)}
        for code in asked(call.args[0]):
            if code in known:
                lacking = set().union(*(names_in(known[code]["id"][text]) for text in ("says", "do"))) - keys
                short += [f"{place} {code}: {sorted(lacking)}"] if lacking else []
    assert short == []


def test_every_code_of_the_catalogue_can_be_told() -> None:
    whole = {text for text in USED if HOLE not in text}
    endings = {text.removeprefix(HOLE) for text in USED if re.fullmatch(rf"{HOLE}-[a-z-]+", text)}
    beginnings = {text for text in USED if re.fullmatch(rf"[a-z-]+-{HOLE}", text)}
    suffixed = {code: suffix for code in codes() for suffix in suffixes() if code.endswith(suffix)}
    unused = [
        code
        for code in codes()
        if code not in whole
        and not any(code.endswith(ending) and code.removesuffix(ending) in whole for ending in endings)
        and not (code in suffixed and code.removesuffix(suffixed[code]) in whole)
        and not any(fits(beginning, code) for beginning in beginnings)
    ]
    assert unused == []


def suffixes() -> set[str]:
    """Give the strings such as ``-near`` that are added to a code."""
    return {text for text in USED if re.fullmatch(r"-[a-z]+", text)}
