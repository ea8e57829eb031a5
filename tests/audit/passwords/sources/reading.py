"""Reads an export out of literals and tells what is in it, secrets included: only tests may."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from peerkit.audit.passwords.entry import Collection, Entry
from peerkit.audit.passwords.secret import Secret
from peerkit.audit.passwords.sources import read_file

Told = tuple[str, str, str, str]


def no_question(prompt: str) -> Secret:
    raise AssertionError(f"asked: {prompt}")


def collected(folder: Path, content: str | bytes | dict[str, Any] | list[Any]) -> Collection:
    """The collection in an export with this content, under a name that tells nothing."""
    raw = json.dumps(content) if isinstance(content, dict | list) else content
    file = folder / "export"
    file.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return read_file(file, no_question)


def told(entry: Entry) -> Told:
    """Title, site, user and password."""
    return entry.title, entry.site, entry.user, entry.secret.reveal()


def read(folder: Path, content: str | bytes | dict[str, Any] | list[Any]) -> list[Told]:
    """Each entry of an export."""
    return [told(entry) for entry in collected(folder, content).entries]


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A ZIP file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()
