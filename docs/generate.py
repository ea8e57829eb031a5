"""Regenerates every generated page and file; ``--check`` fails if one is stale."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from command_reference import command_reference

from peerkit.audit.checks import all_checks
from peerkit.datafile.compiled import compile_text, compiled_path
from peerkit.guide.counted import count, counted_path, counted_text
from peerkit.guide.lexicon import load_lexicon
from peerkit.guide.loader import load_guide
from peerkit.platformdata.loader import compile_shipped
from peerkit.platformdata.store import COMPILED
from peerkit.render.checks_page import render_checks_markdown

ROOT = Path(__file__).resolve().parents[1]


def compiled_data() -> Iterator[tuple[Path, str]]:
    """The fast form of every shipped data file."""
    data = ROOT / "peerkit"
    for path in [
        *sorted(data.glob("checklists/*.yaml")),
        *sorted(data.glob("checklists/pathways/*.yaml")),
        *sorted(data.glob("policies/*.yaml")),
        *sorted(data.glob("schedule/*.yaml")),
        *sorted(data.glob("documents/*/*.yaml")),
        *sorted(data.glob("guide/*/*.yaml")),
        *sorted(data.glob("tour/*.yaml")),
        *sorted(data.glob("translations/*/*.yaml")),
        *sorted(data.glob("translations/*/checklists/*.yaml")),
        data / "practices.yaml",
        data / "scenarios.yaml",
        data / "audit" / "os_support.yaml",
    ]:
        yield compiled_path(path), compile_text(path.read_text("utf-8"), path.name)
    yield COMPILED, compile_shipped()
    for frame in sorted(data.glob("guide/*/frame.yaml")):
        guide = load_guide(frame.parent.name)
        language = guide.frame.language
        yield counted_path(language), counted_text(language, count(guide.pages.values(), load_lexicon(language)))


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated file and what it should hold."""
    yield from compiled_data()
    yield ROOT / "docs" / "commands.md", command_reference()
    yield ROOT / "docs" / "checks.md", render_checks_markdown(all_checks().values())


def main() -> int:
    """Write what differs, or with ``--check`` only name it."""
    stale = [(path, text) for path, text in pages() if not path.is_file() or path.read_text("utf-8") != text]
    for path, text in stale:
        print(f"{'stale' if '--check' in sys.argv else 'written'}: {path.relative_to(ROOT)}")
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
