"""YAML text becomes a Rulebook, or Findings that name a line and a key path.

The text is read as a stream of YAML events, never constructed: no objects, no aliases, no doubled keys, no guessing what ``no``
or ``12:30`` means. Then the models judge the shape, ``agreement`` what must agree; all findings come in one run.
"""

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import yaml

from asn_eval.findings import Finding, Place, errors, in_order
from asn_eval.rules.agreement import disagreements
from asn_eval.rules.faults import MOST, judged
from asn_eval.rules.named_law import put_grades
from asn_eval.rules.named_points import put_points
from asn_eval.rules.named_requirements import put_requirements
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.scalar import Trap, plain_scalar, quoted_scalar
from asn_eval.rules.syntax import broken, unreadable
from asn_eval.rules.tree import KeyPath, Node, clipped, find, shown, touch

LARGEST = 1024 * 1024
DEEPEST = 20
MOST_VALUES = 10_000
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A rulebook file as read: the rulebook (None when an error forbids it), every finding, and the SHA-256 of its bytes."""

    rulebook: Rulebook | None
    findings: tuple[Finding, ...]
    sha256: str = ""


def default_path() -> Path:
    """Give the path of the rulebook the program ships: in an installed package, else at the top of the source folder."""
    package = Path(__file__).parents[1]
    shipped = package / "indicators.yaml"
    return shipped if shipped.is_file() else package.parents[1] / "indicators.yaml"


def load_text(text: str | bytes, name: str) -> Rulebook | tuple[Finding, ...]:
    """Read a rulebook from text, or from bytes in UTF-8."""
    loaded = read_text(text, name)
    return loaded.rulebook or loaded.findings


def read_rulebook(path: Path, name: str | None = None) -> Loaded:
    """Read a rulebook file and keep its warnings too, and the hash of its bytes; ``name`` is how messages call it (default: its own)."""
    name = name or path.name
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return Loaded(None, (Finding("rulebook-missing", Place(name)),))
    except (OSError, ValueError):
        return Loaded(None, (Finding("rulebook-unreadable", Place(name)),))
    return read_text(data, name)


def read_text(text: str | bytes, name: str) -> Loaded:
    """Read a rulebook from text or UTF-8 bytes and keep its warnings too."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    digest = sha256(data).hexdigest()
    if len(data) > LARGEST:
        return Loaded(None, (Finding("rulebook-large", Place(name)),), digest)
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            return Loaded(None, (Finding("rulebook-encoding", Place(name, line=line)),), digest)
    rulebook, findings = _read(text.removeprefix("\ufeff"), name)
    told = in_order(findings)
    if len(told) > MOST:
        told = (*told[:MOST], Finding("rulebook-many", Place(name, line=told[MOST].place.line)))
    return Loaded(None if errors(told) else rulebook, told, digest)


def read_tree(text: str, name: str) -> tuple[Node | None, tuple[Finding, ...]]:
    """Read YAML text as plain values with their lines and key paths, for files other than the rulebook: the tables of law."""
    reader = _Reader(text, name)
    return reader.read(), tuple(reader.findings)


def _read(text: str, name: str) -> tuple[Rulebook | None, list[Finding]]:
    slips = [Finding(slip.code, Place(name, line=slip.line), {"found": slip.found}) for slip in unreadable(text)]
    if slips:
        return None, slips
    reader = _Reader(text, name)
    root = reader.read()
    if root is None or not isinstance(root.value, dict):
        if not reader.findings:
            if root is None or root.value is None:
                reader.tell("rulebook-empty", 0, ())
            else:
                reader.tell("rulebook-mapping", root.line, (), found=clipped(root.raw))
        return None, reader.findings
    if len(reader.findings) > MOST:
        return None, reader.findings
    for put in (put_grades, put_points, put_requirements):
        put(root, reader.tell)
    rulebook, damaged = judged(root, reader.tell)
    for path, code, values, rests_on in disagreements(rulebook) if rulebook else ():
        if not any(touch(_written(root, part), hurt) for part in rests_on or (path,) for hurt in damaged):
            node, _ = find(root, path)
            reader.tell(code, node.line, node.path, **values)
    return rulebook, reader.findings


def _written(root: Node, path: KeyPath) -> KeyPath:
    # The path as the file has it: a misspelt key is told, and damaged, under the name it was typed with.
    node, rest = find(root, path)
    return (*node.path, *rest)


@dataclass(slots=True)
class _Frame:
    """A mapping or list being read; ``key`` and ``line`` are of the entry whose value comes next."""

    node: Node
    flow: bool
    key: str | None = None
    line: int = 0
    is_key: bool = False


class _Reader:
    """Reads YAML events into nodes and refuses what a rulebook may not have."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.findings: list[Finding] = []
        self.root: Node | None = None
        self.frames: list[_Frame] = []
        self.values = 0

    def tell(self, code: str, line: int, path: KeyPath, /, **values: str) -> None:
        """Report a finding at a line and key path."""
        short = {key: clipped(text, 600) for key, text in values.items()}
        self.findings.append(Finding(code, Place(self.name, line=line, path=shown(path)), short))

    def read(self) -> Node | None:
        """Give the root of the file, None when it is empty or its syntax is broken."""
        try:
            for event in yaml.parse(self.text, Loader=_LOADER):
                if not self._take(event):
                    return None
        except yaml.YAMLError as error:
            self._broken(error)
            return None
        return self.root

    def _take(self, event: yaml.Event) -> bool:
        # Returns False where reading on would make no sense.
        line = event.start_mark.line + 1 if event.start_mark else 1
        self.values += 1
        if self.values > 3 * MOST_VALUES:  # keys, values and ends of mappings
            self.tell("rulebook-large", line, ())
            return False
        if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self.tell("yaml-documents", line, ())
            return False
        if isinstance(event, yaml.AliasEvent):
            self.tell("yaml-alias", line, self._path(), found=clipped(f"*{event.anchor}"))
            self._add(Node(None, self._path(), line, "", sound=False))
        elif isinstance(event, yaml.ScalarEvent):
            self._marked(event, line)
            self._scalar(event, line)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._marked(event, line)
            return self._open(event, line)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            frame = self.frames.pop()
            self._add(frame.node, is_key=frame.is_key)
        return True

    def _marked(self, event: yaml.NodeEvent, line: int) -> None:
        if event.anchor is not None:
            self.tell("yaml-anchor", line, self._path(), found=clipped(f"&{event.anchor}"))
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.tell("yaml-tag", line, self._path(), found=clipped(tag.replace("tag:yaml.org,2002:", "!!")))

    def _path(self) -> KeyPath:
        if not self.frames:
            return ()
        frame = self.frames[-1]
        if isinstance(frame.node.value, list):
            return (*frame.node.path, len(frame.node.value))
        return frame.node.path if frame.key is None else (*frame.node.path, frame.key)

    @property
    def _key_next(self) -> bool:
        return bool(self.frames) and isinstance(self.frames[-1].node.value, dict) and self.frames[-1].key is None

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent, line: int) -> bool:
        if len(self.frames) >= DEEPEST:
            self.tell("yaml-depth", line, self._path())
            return False
        is_key = self._key_next
        if is_key:
            self.tell("key-complex", line, self._path())
        mapping = isinstance(event, yaml.MappingStartEvent)
        value: dict[str, Node] | list[Node] = {} if mapping else []
        node = Node(value, self._path(), self._line(line), "{…}" if mapping else "[…]")
        self.frames.append(_Frame(node, bool(event.flow_style), is_key=is_key))
        return True

    def _line(self, line: int) -> int:
        frame = self.frames[-1] if self.frames else None
        return frame.line if frame is not None and frame.key is not None else line

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        plain = event.style is None or event.style == ""
        if self._key_next:
            self._key(event.value, line, plain=plain)
            return
        frame = self.frames[-1] if self.frames else None
        if frame is not None and frame.flow and plain and event.value == "" and self._comma(frame):
            return
        value = plain_scalar(event.value) if plain else quoted_scalar(event.value)
        node = Node(None, self._path(), self._line(line), event.value)
        if isinstance(value, Trap):
            node.sound = False
            self.tell(value.code, line, node.path, **value.values)
        else:
            node.value = value
        self._add(node)

    def _comma(self, frame: _Frame) -> bool:
        # "{weight: 33,3}" reaches us as weight: 33 and a key 3 without a value: a decimal comma.
        if not isinstance(frame.node.value, dict) or not re.fullmatch(r"[0-9]{1,9}", frame.key or ""):
            return False
        last = next(reversed(frame.node.value.values()), None)
        if last is None or not last.sound or not re.fullmatch(r"-?[0-9]+", last.raw):
            return False
        typed, write = f"{last.raw},{frame.key}", f"{last.raw}.{frame.key}"
        self.tell("number-form", last.line, last.path, found=typed, write=write)
        last.sound = False
        frame.key = None
        return True

    def _key(self, key: str, line: int, *, plain: bool) -> None:
        frame = self.frames[-1]
        if not key.strip():
            self.tell("key-empty", line, frame.node.path)
        elif not plain and isinstance(quoted_scalar(key), Trap):
            self.tell("text-control", line, frame.node.path, found=clipped(key))
        else:
            frame.key, frame.line = key, line
            return
        frame.key, frame.line = f"\0{line}:{len(self.findings)}", line

    def _add(self, node: Node, *, is_key: bool = False) -> None:
        if is_key or (node.raw == "" and not node.sound and self._key_next):
            self.frames[-1].key, self.frames[-1].line = f"\0{node.line}:{len(self.findings)}", node.line
            return
        if not self.frames:
            self.root = node
            return
        frame = self.frames[-1]
        if isinstance(frame.node.value, list):
            frame.node.value.append(node)
        elif isinstance(frame.node.value, dict) and frame.key is not None:
            key, frame.key = frame.key, None
            first = frame.node.value.get(key)
            if first is not None:
                self.tell("key-doubled", node.line, node.path, key=clipped(key), first=str(first.line))
                first.sound = node.sound = False
                key = f"\0{node.line}:{len(self.findings)}"
            if key.startswith("\0"):
                node.sound = False
            frame.node.value[key] = node

    def _broken(self, error: yaml.YAMLError) -> None:
        mark, start = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
        words = f"{getattr(error, 'context', '')}: {getattr(error, 'problem', '')}"
        line, column = (mark.line, mark.column) if mark else (0, 0)
        told = {finding.place.line for finding in self.findings}
        for slip in broken(self.text, words, line, column, start.line if start else -1):
            if slip.line not in told:  # "*Pelayanan Publik*": the reference is told, what follows it need not be
                self.tell(slip.code, slip.line, (), found=slip.found)
