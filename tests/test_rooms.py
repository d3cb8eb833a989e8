"""The house: a room imports itself and the rooms before it; each library has its door; modules and functions stay readable."""

import ast
import subprocess
import sys
from pathlib import Path

import asn_eval
from workbooks import write_xlsx

SRC = Path(asn_eval.__file__).parent
# From the first to the last; "batch" is three: the processes, one workbook, the folder.
ORDER = (
    "findings rules read check rounding measure score rank decide pipeline examine present crew batch folder api cli"
)
ROOMS = ORDER.split()
DOORS = {
    "yaml": "rules/",
    "typer": "cli/",
    "rich": "present/screens/terminal.py present/screens/progress.py cli/",
    "openpyxl": "read/ present/files/marked.py",
    "python_calamine": "read/",
    "xlsxwriter": "present/files/ present/form/",
    "pandas": "check/frames.py present/files/frames.py api.py",
    "pydantic": "rules/",
    "pyarrow": "present/files/frames.py",
    "scipy": "decide/assign.py decide/placement.py",
    "holidays": "present/policy/year_days.py",
}
MODULES = sorted(path.relative_to(SRC) for path in SRC.rglob("*.py"))


def imported(module: Path) -> set[str]:
    """Every module a module imports at run time, inside functions too, not only for its types."""
    names: set[str] = set()
    tree = ast.parse((SRC / module).read_text(encoding="utf-8"))
    for_types = {
        child
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for child in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in for_types:
            continue
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} imports by dots"
            names |= (
                {f"{node.module}.{alias.name}" for alias in node.names}
                if node.module == "asn_eval"
                else {str(node.module)}
            )
    return names


def test_rooms_import_only_themselves_and_rooms_before_them():
    breaches = []
    for module in MODULES:
        room = module.parts[0].removesuffix(".py")
        if room.startswith("__"):
            continue  # the package's front door and ``python -m``
        assert room in ROOMS, f"{room} is a room nobody planned"
        used = {name.split(".")[1] for name in imported(module) if name.startswith("asn_eval.") and "__" not in name}
        breaches += [f"{module} imports {name}" for name in sorted(used) if ROOMS.index(name) > ROOMS.index(room)]
    assert not breaches


def test_each_library_has_its_doors():
    breaches = []
    for module in MODULES:
        tops = {name.split(".")[0] for name in imported(module)}
        through = module.as_posix()
        shut = [
            library for library in sorted(tops & set(DOORS)) if not through.startswith(tuple(DOORS[library].split()))
        ]
        breaches += [f"{module} imports {library}" for library in shut]
    assert not breaches


def test_modules_and_functions_stay_readable_and_named_for_what_they_are():
    forbidden = {"utils", "util", "helpers", "common", "core", "models", "types", "constants", "manager"}
    breaches = [str(module) for module in MODULES if forbidden & {part.removesuffix(".py") for part in module.parts}]
    for module in MODULES:
        text = (SRC / module).read_text(encoding="utf-8")
        lines = len(text.splitlines())
        breaches += [f"{module}: {lines} lines"] if lines > 300 else []
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 40:
                breaches.append(f"{module} {node.name}: {node.end_lineno - node.lineno + 1} lines")
    assert not breaches


def loaded(command: list[str]) -> set[str]:
    """Top-level modules that are loaded after a command of the program has run in its own process."""
    code = (
        "import sys\nfrom asn_eval.cli import main\ntry:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "print('\\n'.join(sorted({name.split('.')[0] for name in sys.modules})), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_help_loads_nothing_heavy():
    heavy = {"numpy", "pandas", "pydantic", "rich", "openpyxl", "xlsxwriter", "yaml", "python_calamine", "pyarrow"}
    assert not heavy & loaded(["--help"])


def test_a_score_loads_neither_pandas_nor_openpyxl(tmp_path):
    (tmp_path / "indicators.yaml").write_text("indicators: {disiplin: {weight: 100}}", encoding="utf-8")
    write_xlsx(
        tmp_path / "staf.xlsx", {"Pegawai": [["NIP", "Nama", "Disiplin"], ["198503152010011001", "Budi Contoh", 83.3]]}
    )
    names = loaded(["score", str(tmp_path / "staf.xlsx"), "--day", "2026-11-24"])
    assert "numpy" in names
    assert not {"pandas", "openpyxl"} & names
