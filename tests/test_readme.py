"""What the README and the guide show is what the program prints, command by command."""

import doctest
import importlib.util
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

_spec = importlib.util.spec_from_file_location("replay", ROOT / "docs/replay.py")
assert _spec is not None
assert _spec.loader is not None
replay = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(replay)


@pytest.mark.parametrize("page", replay.PAGES)
def test_every_command_shown_prints_what_is_shown(page: str, tmp_path: Path) -> None:
    told = list(replay.faults(page, tmp_path))
    assert told == [], "if the program is right: python docs/replay.py --renew\n" + "\n".join(told)


@pytest.mark.parametrize("page", replay.PAGES)
def test_a_page_shows_commands_at_all(page: str) -> None:
    assert len(replay.shown_in((ROOT / page).read_text(encoding="utf-8"))) >= 3


def test_what_compares_the_outputs_can_tell_them_apart() -> None:
    assert doctest.testmod(replay).failed == 0


@pytest.mark.parametrize("page", ["README.md", "README.id.md"])
def test_the_readme_installs_and_tests_in_one_line_each(page: str) -> None:
    # .ci/run runs these two lines as they stand.
    lines = re.findall(r"^```sh\n(.*?)\n```$", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert len(lines) == 2
    assert all(
        line.startswith("python3 -m venv .venv && .venv/bin/pip install ") and "\n" not in line for line in lines
    )


def test_constraints_pin_what_the_project_asks_for_and_nothing_else_than_versions() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9a-z.]*", pin) for pin in pins)
    pinned = {normal(pin.partition("==")[0]) for pin in pins}
    assert len(pinned) == len(pins)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(name for extra in project["optional-dependencies"].values() for name in extra)]
    names = {normal(match[0]) for requirement in asked if (match := re.match(r"[A-Za-z0-9._-]+", requirement))}
    assert names - {"asn-eval"} <= pinned


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
