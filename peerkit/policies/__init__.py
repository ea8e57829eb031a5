"""Policies as data, and their reader: the shipped ones, an organisation's own, and those that extend another.

The gates of ``always.yaml`` hold under every policy; no file can drop them. An organisation keeps its
policies in the folder ``policies`` beside its settings; one may take the name of a shipped policy, or
extend one: add or replace gates, change weights, move the bounds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from peerkit.errors import NotFound
from peerkit.model.platform import Criterion
from peerkit.model.policy import Policy
from peerkit.platformdata.store import mark
from peerkit.policies.build import build_always, build_policy

SHIPPED = Path(__file__).parent
ALWAYS = "always"


def policy_names(own: Path | None = None) -> tuple[str, ...]:
    """Every policy there is, an organisation's own included."""
    return tuple(sorted(_files(own)))


def load_policy(name: str, criteria: Mapping[str, Criterion], own: Path | None = None) -> Policy:
    """The policy of that name. Raises ``NotFound``, ``BadData`` or ``UnreadableFile``.

    ``criteria`` are the words that gates and weights may speak of.
    """
    files = _files(own)
    if name not in files:
        raise NotFound(f"There is no policy named {name}.", f"There are: {', '.join(sorted(files))}.")
    path = files[name]
    return _shipped(name, criteria) if path.parent == SHIPPED else check_policy_file(path, criteria)


def check_policy_file(path: Path, criteria: Mapping[str, Criterion]) -> Policy:
    """Read and check a policy file, wherever it lies. Raises ``BadData`` or ``UnreadableFile``."""
    from peerkit.datafile import load
    from peerkit.policies.reading import base_named, check_policy

    value = load(path, path.name if path.parent == SHIPPED else None)
    # No file extends itself; an own one may extend the shipped one whose name it carries.
    itself = {path.stem} if path.parent == SHIPPED else set()
    extends = base_named(value, set(_files(None)) - itself)
    base = _shipped(extends, criteria) if extends else _always(criteria)
    check_policy(value, path.stem, base, criteria)
    return build_policy(value.plain(), base)


def _files(own: Path | None) -> dict[str, Path]:
    found = {path.stem: path for path in SHIPPED.glob("*.yaml") if path.stem != ALWAYS}
    if own is not None and own.is_dir():
        found |= {path.stem: path for path in own.glob("*.yaml")}
    return found


def _shipped(name: str, criteria: Mapping[str, Criterion]) -> Policy:
    plain = _compiled(name)
    if plain is None:
        return check_policy_file(SHIPPED / f"{name}.yaml", criteria)
    extends = plain.get("extends")
    return build_policy(plain, _shipped(extends, criteria) if extends else _always(criteria))


def _always(criteria: Mapping[str, Criterion]) -> Policy:
    plain = _compiled(ALWAYS)
    if plain is None:
        from peerkit.datafile import load
        from peerkit.policies.reading import check_always

        value = load(SHIPPED / f"{ALWAYS}.yaml", f"{ALWAYS}.yaml")
        check_always(value, criteria)
        plain = value.plain()
    return build_always(plain)


def _compiled(name: str) -> dict[str, Any] | None:
    """The plain data of a shipped file, checked when it was made; None once the YAML differs from it."""
    try:
        made = json.loads((SHIPPED / "compiled" / f"{name}.json").read_bytes())
        fresh = made["made_from"] == mark((SHIPPED / f"{name}.yaml").read_bytes())
        return dict(made["data"]) if fresh else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
