"""The catalogue in a form that opens fast: JSON, one line an entry, so that comparing three reads three.

``platforms.yaml`` stays the one truth. The lines carry the size and checksum of the YAML they were made
from; once somebody edits the YAML the two differ, and the YAML is read and checked instead. Why so:
docs/decisions/platforms-loading.md.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from peerkit.model.function import Function
from peerkit.model.platform import Catalogue, Platform, Source
from peerkit.platformdata.build import build_criterion, build_platform, build_source

T = TypeVar("T")
ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "platforms.yaml"
COMPILED = ROOT / "compiled" / "platforms.jsonl"


class Lazily(Mapping[str, T]):
    """A mapping whose values are built from a line of JSON, or from plain data, when first asked for."""

    def __init__(self, plain: Mapping[str, Any], build: Callable[[str, Any], T]) -> None:
        self._plain, self._build = dict(plain), build
        self._built: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        if name not in self._built:
            plain = self._plain[name]
            self._built[name] = self._build(name, json.loads(plain) if isinstance(plain, str) else plain)
        return self._built[name]

    def __contains__(self, name: object) -> bool:
        return name in self._plain

    def __iter__(self) -> Iterator[str]:
        return iter(self._plain)

    def __len__(self) -> int:
        return len(self._plain)

    def with_more(self, plain: Mapping[str, Any]) -> Lazily[T]:
        """The same with more entries."""
        return Lazily({**self._plain, **plain}, self._build)


def platforms_of(plain: Mapping[str, Any]) -> Lazily[Platform]:
    """Platforms from plain entries."""
    return Lazily(plain, build_platform)


def sources_of(plain: Mapping[str, Any]) -> Lazily[Source]:
    """Sources from plain entries."""
    return Lazily(plain, build_source)


def catalogue_of(head: Mapping[str, Any], platforms: Mapping[str, Any], sources: Mapping[str, Any]) -> Catalogue:
    """A catalogue over a head as ``compile_lines`` writes it, and entries as plain data or lines of JSON."""
    return Catalogue(
        functions={Function(word): words for word, words in head["functions"].items()},
        modalities=head["modalities"],
        strengths=head["strengths"],
        criteria={name: build_criterion(name, plain) for name, plain in head["criteria"].items()},
        platforms=platforms_of(platforms),
        sources=sources_of(sources),
        names=head["names"],
        newest=head["newest"],
    )


def mark(raw: bytes) -> list[int]:
    """What tells an edited file from the one the lines were made from: an accident, not an attack, is to be seen."""
    return [len(raw), zlib.crc32(raw)]


def compile_lines(raw: bytes, head: Mapping[str, Any], platforms: Mapping[str, Any], sources: Mapping[str, Any]) -> str:
    """The lines for a YAML file of this content and its checked data."""
    first = {"made_from": mark(raw), **head, "platforms": list(platforms), "sources": list(sources)}
    lines = [first, *platforms.values(), *sources.values()]
    return "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)


def open_lines(text: str, raw: bytes) -> Catalogue | None:
    """The catalogue of lines made from this very YAML; None for any other, or for broken ones."""
    lines = text.split("\n")
    try:
        head = json.loads(lines[0])
        count = len(head["platforms"])
        if head["made_from"] != mark(raw) or len(lines) != 2 + count + len(head["sources"]):
            return None
        platforms = dict(zip(head["platforms"], lines[1 : 1 + count], strict=True))
        return catalogue_of(head, platforms, dict(zip(head["sources"], lines[1 + count : -1], strict=True)))
    except (ValueError, KeyError, TypeError, RecursionError, AttributeError):
        return None
