"""The manual is complete and current: every command, option, exit code, finding and rulebook key has its entry."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from asn_eval.cli.run import BUG, INTERRUPTED
from asn_eval.cli.usage import worded
from asn_eval.findings import EXIT_ORDER, catalogue
from asn_eval.rules.load import load_text
from asn_eval.rules.requirement import Requirement
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.shape import Shape

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.glob("*.md")), ROOT / "README.md", ROOT / "README.id.md"]

_spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
assert _spec is not None
assert _spec.loader is not None
generate = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(generate)


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def headings(name: str) -> list[str]:
    return [line.lstrip("# ").replace("`", "") for line in page(name).splitlines() if line.startswith("#")]


def options() -> Iterator[tuple[str, str]]:
    for name, command in worded("id").commands.items():
        for parameter in command.params:
            yield from ((name, option) for option in parameter.opts if option.startswith("-"))


@pytest.mark.parametrize("name", generate.PAGES)
def test_a_generated_page_is_current(name: str) -> None:
    if page(name) != generate.PAGES[name]():  # an assertion would print thousands of lines
        pytest.fail(f"docs/{name} is not current: run python docs/generate.py")


def test_every_command_has_a_heading() -> None:
    told = headings("cli.md")
    assert [name for name in worded("id").commands if f"asn-eval {name}" not in told] == []


def test_every_option_is_told_under_its_command() -> None:
    sections = dict(re.findall(r"^## asn-eval (\w+)\n(.*?)(?=^## |\Z)", page("cli.md"), re.DOTALL | re.MULTILINE))
    short = [
        f"{name} {option}"
        for name, option in options()
        if not re.search(rf"^  .*(?<![\w-]){option}\b", sections[name], re.MULTILINE)
    ]
    assert short == []


def test_every_exit_code_is_told() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", page("cli.md"), re.MULTILINE)}
    of_findings = {entry.exit_code for entry in catalogue().values() if entry.severity == "error"}
    assert {0, BUG, INTERRUPTED, *of_findings} <= told
    assert told <= {0, BUG, INTERRUPTED, *EXIT_ORDER}


def test_every_environment_variable_is_told() -> None:
    asked = set()
    for path in (ROOT / "src").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        asked |= set(re.findall(r"""(?:environ\.get\(|environ\[|getenv\()["'](\w+)""", text))
        asked |= set(re.findall(r"""["'](\w+)["'] (?:not )?in os\.environ""", text))
    assert asked
    assert asked <= generate.ENVIRONMENT.keys()


def test_every_finding_has_a_heading_and_no_heading_is_of_the_past() -> None:
    told = [line[4:] for line in page("findings.md").splitlines() if line.startswith("### ")]
    assert (set(told) - set(catalogue()), set(catalogue()) - set(told)) == (set(), set())
    assert len(told) == len(set(told))


def keys(model: type[Shape] = Rulebook, path: str = "", seen: set[type[Shape]] | None = None) -> Iterator[str]:
    """Give the path of every key of the rulebook; ``*`` is a name the office chooses, ``[]`` an entry of a list.

    What is the same in several places (whom something is for) is told once, where it first stands; requirements by themselves.
    """
    seen = {model, Requirement} if seen is None else seen
    for name, info in model.model_fields.items():
        yield f"{path}{name}"
        for inner, steps in shapes(info.annotation):
            if inner not in seen:
                seen.add(inner)
                yield from keys(inner, f"{path}{name}{steps}.", seen)


def shapes(kind: Any, steps: str = "") -> Iterator[tuple[type[Shape], str]]:
    if isinstance(kind, type) and issubclass(kind, Shape):
        yield kind, steps
    mark = (
        ".*"
        if getattr(kind, "__origin__", None) is dict
        else "[]"
        if getattr(kind, "__origin__", None) is tuple
        else ""
    )
    for part in get_args(kind):
        yield from shapes(part, steps + mark)


def test_the_walk_over_the_rulebook_reaches_its_depths() -> None:
    assert {
        "period.minimum_days",
        "indicators.*.scale.direction",
        "profiles.*.applies_to.jenjang",
        "grades[].at_most",
        "awards.*.quota",
    } <= {*keys()}


def test_every_key_of_the_rulebook_has_a_heading_and_no_heading_is_of_the_past() -> None:
    told = [line[4:].replace("`", "") for line in page("rules.md").splitlines() if line.startswith("### ")]
    known = {*keys(), *keys(Requirement, "requires[].")}
    assert (set(told) - known, known - set(told)) == (set(), set())
    assert len(told) == len(set(told))


def choices(
    model: type[Shape] = Rulebook, path: str = "", seen: set[type[Shape]] | None = None
) -> Iterator[tuple[str, str]]:
    """Give every word a key allows, with the key's path."""
    seen = {model, Requirement} if seen is None else seen
    for name, info in model.model_fields.items():
        yield from ((f"{path}{name}", str(word)) for word in words_of(info.annotation))
        for inner, steps in shapes(info.annotation):
            if inner not in seen:
                seen.add(inner)
                yield from choices(inner, f"{path}{name}{steps}.", seen)


def words_of(kind: Any) -> Iterator[object]:
    for part in get_args(kind):
        if get_origin(kind) is Literal:
            yield part
        else:
            yield from words_of(part)


def test_every_choice_is_told_under_its_key() -> None:
    sections = dict(re.findall(r"^### `(.*?)`\n(.*?)(?=^### |\Z)", page("rules.md"), re.DOTALL | re.MULTILINE))
    told = list(choices())
    assert len(told) > 20
    assert [
        (key, word)
        for key, word in told
        if not re.search(rf"(?<![\w.]){re.escape(word)}(?![\w.]\w)", sections.get(key, ""))
    ] == []


def yaml_examples() -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```", page("rules.md"), re.DOTALL | re.MULTILINE)


def test_every_key_has_an_example() -> None:
    sections = re.split(r"^### ", page("rules.md"), flags=re.MULTILINE)[1:]
    without = []
    for section in sections:
        heading, _, text = section.partition("\n")
        last = heading.strip("`").rpartition(".")[2]
        example = "".join(re.findall(r"```yaml\n(.*?)```", text, re.DOTALL))
        if not re.search(rf"\b{last}: ?", example):
            without.append(heading)
    assert without == []


@pytest.mark.parametrize("example", yaml_examples())
def test_every_example_of_the_rulebook_is_accepted(example: str) -> None:
    whole = (
        example
        if "indicators:" in example
        else f"{example}indicators:\n  disiplin: {{weight: 60}}\n  inovasi: {{weight: 40}}\n"
    )
    found = load_text(whole, "contoh.yaml")
    assert isinstance(found, Rulebook), [finding.message("en") for finding in found]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = [target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text)]
    assert [t for t in targets if t and not t.startswith("https:") and not (path.parent / t).exists()] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_name_only_commands_and_options_there_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    commands = worded("id").commands
    named = set(re.findall(r"asn-eval ([a-z]+)\b(?=[^\n]*`|[^\n]*$)", "\n".join(code_in(text))))
    assert named <= commands.keys()
    known = {option for _, option in options()} | {"--version", "--help"}
    used = {
        option for line in code_in(text) if "asn-eval" in line for option in re.findall(r"(?<!\S)(--[a-z-]+)", line)
    }
    assert used <= known


def code_in(text: str) -> list[str]:
    """Give the command lines of a page: in backticks, or after a prompt."""
    return [*re.findall(r"`(asn-eval [^`\n]*)`", text), *re.findall(r"^\$ (.*)$", text, re.MULTILINE)]
