"""Settings and data files of an organisation, as it would keep them; and the shipped schemas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

import peerkit
from peerkit.settings import settings_folder

SCHEMAS = Path(peerkit.__file__).parent / "schemas"
EVIL = "\x1b[2J[red]<script>alert(1)</script>|=cmd()\u202e"


def settings(text: str) -> Path:
    """Write the settings of this test's account."""
    path = settings_folder() / "settings.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("schema: peerkit.settings/1\n" + text)
    return path


def own_platforms(text: str) -> Path:
    """Add a file of own platforms."""
    path = settings_folder() / "platforms" / "ours.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def valid(text: str) -> dict[str, Any]:
    """A document that holds against the schema it names."""
    document: dict[str, Any] = json.loads(text)
    kind = document["schema"].removeprefix("peerkit.").removesuffix("/1")
    schema = json.loads((SCHEMAS / f"{kind}.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    platforms = json.loads((SCHEMAS / "platforms.schema.json").read_text())
    registry: Registry[Any] = Registry().with_resource("peerkit.platforms/1", Resource.from_contents(platforms))
    Draft202012Validator(schema, registry=registry).validate(document)
    return document
