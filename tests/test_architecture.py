"""The rooms of docs/architecture.md and the directions between them, read from the source with ``ast``."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "peerkit"
TESTS = Path(__file__).parent
LONGEST_FILE, LONGEST_FUNCTION, P90_FUNCTION = 300, 50, 25

# Room to the rooms it may import, itself included where it has more than one module. The first room that fits counts.
ROOMS: dict[str, tuple[str, ...]] = {
    "model": ("model",),
    "errors": (),
    "datafile": ("datafile", "errors"),
    "audit.checks": ("model", "errors"),
    # The machine hands files that may hold passphrases to the passwords room, and passes on what comes out.
    "audit.probes.live": ("audit.probes", "audit.passwords", "model", "errors"),
    "audit.probes": ("audit.probes", "model", "errors", "datafile"),
    "audit.passwords": ("audit.passwords", "model", "errors", "datafile"),
    "audit": ("audit", "model", "errors", "datafile"),
    "render": ("render", "model"),
    "scoring": ("scoring", "model"),
    "platformdata": ("platformdata", "datafile", "errors", "model"),
    "policies": ("policies", "platformdata", "datafile", "errors", "model"),
    "grounds": ("errors", "folders", "model", "platformdata", "policies", "scoring", "settings"),
    "suitability": ("grounds", "model", "scoring"),
    "platformfact": ("grounds", "model"),
    "settings": (
        "auditpolicy", "datafile", "errors", "folders", "model", "personaldetails", "schedule", "settingstemplate",
    ),
    "schedule": ("schedule", "datafile", "errors", "folders", "model"),
    "auditpolicy": ("audit.checks", "datafile", "model"),
    "personaldetails": ("datafile", "model"),
    "settingstemplate": (),
    "translations": ("translations", "datafile", "errors", "model"),
    "tour": ("tour", "datafile", "errors", "model"),
    "documents": ("documents", "datafile", "errors", "model"),
    "guide": ("guide", "datafile", "errors", "model"),
    "redaction": ("datafile", "folders", "settings"),
    "folders": (),
    "practices": ("datafile",),
    "history": ("errors", "folders", "model"),
    # The walk shows each step as it comes, so it sets text on the paper itself.
    "checklists": ("checklists", "audit.checks", "datafile", "errors", "folders", "model", "render"),
    "readiness": (
        "audit", "checklists", "datafile", "errors", "grounds", "history", "model", "platformdata", "settings",
        "platformfact", "suitability",
    ),
    "cli": ("",),
    "__main__": ("", "cli"),
}  # fmt: skip
# Whether a room may be imported at all by anyone but the rooms named.
ONLY_FOR = {"cli": ("cli", "__main__"), "__main__": ()}
# Modules of other people, and of the standard library where it matters, and the modules of ours that may import them.
HOMES: dict[str, tuple[str, ...]] = {
    "Cryptodome": ("audit.passwords.sources.keepass_key",),
    "icalendar": ("schedule.ics",),
    "jeepney": ("audit.probes.bus",),
    "keyring": ("audit.passwords",),
    "platformdirs": ("folders",),
    "pykeepass": ("audit.passwords",),
    "rich": ("render",),
    "secretstorage": ("audit.passwords",),
    "sqlite3": ("history",),
    "subprocess": ("audit.probes.command",),
    "typer": ("cli",),
    "yaml": ("datafile",),
    "zxcvbn": ("audit.passwords",),
    "zxcvbn_rs_py": ("audit.passwords",),
}
# Libraries that live in exactly one module, wherever that is inside their home.
ALONE = (
    "icalendar", "jeepney", "keyring", "pykeepass", "secretstorage", "sqlite3", "subprocess", "yaml", "zxcvbn",
    "zxcvbn_rs_py",
)  # fmt: skip
NO_NETWORK = {"asyncio", "ftplib", "http", "imaplib", "smtplib", "socket", "socketserver", "ssl", "urllib", "xmlrpc"}
# A check judges what it is given: no clock, no file, no environment.
PURE = {"__future__", "collections", "dataclasses", "datetime", "enum", "itertools", "math", "re", "typing"}
OS_TESTS = {"sys.platform", "os.name", "platform.system", "platform.uname", "platform.platform"}
OS_HOME = "audit.probes"
NAMELESS = {"utils", "common", "helpers", "manager"}


@dataclass(frozen=True)
class Module:
    """One file of the package; ``name`` is its dotted path below it."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def room(self) -> str:
        return next((room for room in ROOMS if _within(self.name, room)), "?")

    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and dotted name of every import, those inside functions and under TYPE_CHECKING included."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = "." * node.level + (node.module or "")
                yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)

    def functions(self) -> Iterator[tuple[str, int]]:
        """Name and length in lines of every function."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{self.name}.{node.name}", (node.end_lineno or 0) - node.lineno + 1


def _within(name: str, room: str) -> bool:
    return name == room or name.startswith(room + ".")


def modules(package: Path) -> list[Module]:
    found = []
    for path in sorted(package.rglob("*.py")):
        name = ".".join(path.relative_to(package).with_suffix("").parts).removesuffix("__init__").rstrip(".")
        found.append(Module(name, path, ast.parse(path.read_text(), str(path))))
    return found


def broken_directions(module: Module) -> Iterator[str]:
    allowed = ROOMS.get(module.room)
    if allowed is None and module.name:
        yield f"{module.name}: this room is not in the table; say what it may import"
    for line, name in module.imports():
        place = f"{module.name}:{line}"
        if name.startswith("."):
            yield f"{place}: a relative import ({name})"
        if not name.startswith("peerkit."):
            continue
        inner = name.removeprefix("peerkit.")
        for room, importers in ONLY_FOR.items():
            if _within(inner, room) and not any(_within(module.name, importer) for importer in importers):
                yield f"{place}: only {', '.join(importers) or 'nobody'} may import {room}"
        plain = inner == "__version__" and module.room in ("cli", "__main__", "audit", "render")
        if not plain and not any(room == "" or _within(inner, room) for room in allowed or ()):
            yield f"{place}: {module.room} may not import {name}"


def strangers(module: Module) -> Iterator[str]:
    for line, name in module.imports():
        top = name.split(".")[0]
        place = f"{module.name}:{line}"
        if top in NO_NETWORK:
            yield f"{place}: {top} opens the network"
        if top in HOMES and not any(_within(module.name, home) for home in HOMES[top]):
            yield f"{place}: {top} lives in {' and '.join(HOMES[top])} alone"
        if top not in HOMES and top != "peerkit" and top not in sys.stdlib_module_names and not name.startswith("."):
            yield f"{place}: {top} has no home in the table"
        if module.name.startswith("audit.checks."):
            if top != "peerkit" and top not in PURE:
                yield f"{place}: a check is pure, and {top} is not"
            if name.startswith("peerkit.") and not name.startswith("peerkit.model."):
                yield f"{place}: a check imports the model only, not {name}"


def shared_homes(found: list[Module]) -> Iterator[str]:
    for library in ALONE:
        users = sorted({m.name for m in found for _, name in m.imports() if name.split(".")[0] == library})
        if len(users) > 1:
            yield f"{library} lives in more than one module: {', '.join(users)}"


def os_tests(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            asked = f"{node.value.id}.{node.attr}"
            if asked in OS_TESTS and module.name != OS_HOME:
                yield f"{module.name}:{node.lineno}: {asked} is asked outside {OS_HOME}"
    for line, name in module.imports():
        if name in OS_TESTS:
            yield f"{module.name}:{line}: {name} is imported by name"


def sizes(found: list[Module]) -> Iterator[str]:
    lengths = [pair for module in found for pair in module.functions()]
    for module in found:
        lines = len(module.path.read_text().splitlines())
        if lines > LONGEST_FILE:
            yield f"{module.name}: {lines} lines"
        if set(module.name.replace(".", "_").split("_")) & NAMELESS:
            yield f"{module.name}: this name says nothing"
    yield from (f"{name}: a function of {length} lines" for name, length in lengths if length > LONGEST_FUNCTION)
    ninety = sorted(length for _, length in lengths)[int(len(lengths) * 0.9)] if lengths else 0
    if ninety > P90_FUNCTION:
        yield f"nine of ten functions have at most {ninety} lines; the goal is {P90_FUNCTION}"


def violations(package: Path) -> list[str]:
    found = modules(package)
    each = [text for module in found for rule in (broken_directions, strangers, os_tests) for text in rule(module)]
    return each + list(shared_homes(found)) + list(sizes(found))


def test_the_package_keeps_its_rooms() -> None:
    assert len(modules(PACKAGE)) > 40, "the walk found the package"
    assert violations(PACKAGE) == []


def test_test_files_stay_short() -> None:
    long = {str(path): len(path.read_text().splitlines()) for path in TESTS.rglob("*.py")}
    assert {path: lines for path, lines in long.items() if lines > LONGEST_FILE} == {}


PLANTED = {
    "model/thing.py": ("from peerkit.errors import BadData", "model may not import peerkit.errors.BadData"),
    "model/other.py": ("import yaml", "yaml lives in datafile alone"),
    "audit/checks/curious.py": ("import os", "a check is pure, and os is not"),
    "audit/checks/loud.py": ("from peerkit.errors import NotFound", "a check imports the model only"),
    "audit/checks/nosy.py": ("from peerkit.audit.probes.base import Probe", "audit.checks may not import"),
    "audit/probes/judge.py": ("def f():\n    from peerkit.audit import checks", "audit.probes may not import"),
    "audit/probes/mac.py": ("import sys\nif sys.platform == 'darwin': pass", "sys.platform is asked outside"),
    "audit/probes/by_name.py": ("from platform import system", "platform.system is imported by name"),
    "audit/runner.py": ("import subprocess", "subprocess lives in audit.probes.command alone"),
    "render/html.py": ("from peerkit.history import History", "render may not import peerkit.history.History"),
    "render/late.py": ("def f():\n    import sqlite3", "sqlite3 lives in history alone"),
    "readiness.py": ("from peerkit.cli import tell", "only cli, __main__ may import cli"),
    "history.py": ("import urllib.request", "urllib opens the network"),
    "settings.py": ("from . import errors", "a relative import"),
    "audit/passwords/a.py": ("import keyring", "keyring lives in more than one module"),
    "audit/passwords/b.py": ("import keyring", "keyring lives in more than one module"),
    "checklists/odd.py": ("import requests", "requests has no home in the table"),
    "cli/string_utils.py": ("", "this name says nothing"),
    "cli/long.py": ("x = 1\n" * LONGEST_FILE, f"{LONGEST_FILE + 1} lines"),
    "cli/deep.py": ("def f():\n" + "    x = 1\n" * LONGEST_FUNCTION, f"a function of {LONGEST_FUNCTION + 1} lines"),
    "attic/old.py": ("", "this room is not in the table"),
}


@pytest.mark.parametrize("path", PLANTED)
def test_a_planted_violation_is_found(tmp_path: Path, path: str) -> None:
    for other, (source, _) in PLANTED.items():
        (tmp_path / other).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / other).write_text(source + "\n")
    name = path.removesuffix(".py").replace("/", ".")
    found = [text for text in violations(tmp_path) if name in text]
    assert any(PLANTED[path][1] in text for text in found), found


def test_too_many_long_functions_are_found(tmp_path: Path) -> None:
    (tmp_path / "errors.py").write_text(("def f():\n" + "    x = 1\n" * P90_FUNCTION) * 5)
    assert any("nine of ten functions" in text for text in violations(tmp_path))
