"""Opens the catalogue: what PeerKit ships, and an organisation's own entries on top."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from peerkit.errors import NotFound
from peerkit.model.platform import Catalogue, Platform
from peerkit.platformdata.store import COMPILED, SHIPPED, Lazily, catalogue_of, compile_lines, open_lines


def load_catalogue(own: Path | None = None) -> Catalogue:
    """All platforms, those in the files of the folder ``own`` included. Raises ``BadData`` or ``UnreadableFile``."""
    catalogue = load_shipped()
    if own is None or not own.is_dir():
        return catalogue
    for path in sorted(own.glob("*.yaml")):
        catalogue = _with_file(catalogue, path)
    return catalogue


def load_shipped(yaml: Path = SHIPPED, compiled: Path = COMPILED) -> Catalogue:
    """What PeerKit ships: from the compiled lines where they are current, else from the YAML, checked in full."""
    raw = yaml.read_bytes()
    try:
        found = open_lines(compiled.read_text("utf-8"), raw)
    except (OSError, UnicodeDecodeError):
        found = None
    return found or catalogue_of(*_checked(yaml))


def compile_shipped(yaml: Path = SHIPPED) -> str:
    """The content ``compiled/platforms.jsonl`` must have. Raises ``BadData``."""
    return compile_lines(yaml.read_bytes(), *_checked(yaml))


def _checked(yaml: Path) -> tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]]:
    from peerkit.datafile import load
    from peerkit.platformdata.reading import names_of, read_whole

    sheet = read_whole(load(yaml, yaml.name))
    head = {**sheet.head, "names": names_of(sheet.platforms), "newest": _newest(sheet.platforms)}
    return head, sheet.platforms, sheet.sources


def _newest(plain: Any) -> str:
    """The latest day that any answer speaks for."""
    if isinstance(plain, dict):
        return max([str(plain.get("as_of", "")), *map(_newest, plain.values())])
    return max(map(_newest, plain), default="") if isinstance(plain, list) else ""


def _with_file(catalogue: Catalogue, path: Path) -> Catalogue:
    from peerkit.datafile import load
    from peerkit.platformdata.known import Known
    from peerkit.platformdata.reading import names_of, read_addition

    known = Known(
        functions=frozenset(function.value for function in catalogue.functions),
        modalities=frozenset(catalogue.modalities),
        strengths=frozenset(catalogue.strengths),
        criteria=catalogue.criteria,
        sources=catalogue.sources,
    )
    sheet = read_addition(load(path), known, catalogue.names)
    platforms, sources = catalogue.platforms, catalogue.sources
    if not isinstance(platforms, Lazily) or not isinstance(sources, Lazily):
        raise TypeError("a catalogue is extended only as it was loaded")
    return catalogue._replace(
        platforms=platforms.with_more(sheet.platforms),
        sources=sources.with_more(sheet.sources),
        names={**catalogue.names, **names_of(sheet.platforms)},
    )


def check_platforms_file(path: Path) -> tuple[str, ...]:
    """The ids in an organisation's file that is sound. Raises ``BadData`` or ``UnreadableFile``.

    A file with its own head is checked as a whole data set, as the shipped one is.
    """
    from peerkit.datafile import load
    from peerkit.platformdata.reading import read_whole

    value = load(path)
    if isinstance(value.data, dict) and "criteria" in value.data:
        return tuple(read_whole(value).platforms)
    shipped = load_shipped()
    more = _with_file(shipped, path)
    return tuple(name for name in more.platforms if name not in shipped.platforms)


def find_platform(catalogue: Catalogue, name: str) -> Platform:
    """The platform of that id or alias. Raises ``NotFound`` that says what to find out, and where."""
    found = catalogue.find(name)
    if found is not None:
        return found
    near = catalogue.near(name)
    meant = f" Did you mean {' or '.join(near)}?" if near else ""
    raise NotFound(
        f"PeerKit holds no facts about {name!r}.{meant}",
        "Find out before you use it: who can see what is said, is it locked end to end, will the company sign a BAA,"
        " what must the person have or sign up for, what does it cost, and how is it joined."
        " Look at the company's own help and privacy pages, and ask your program."
        " `peerkit platforms template` writes a sheet to fill in.",
    )
