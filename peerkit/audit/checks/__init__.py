"""All checks: one file each, found by walking this folder; nothing else registers a check."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from peerkit.errors import NotFound

if TYPE_CHECKING:
    from peerkit.model.check import Check

_FOLDER = Path(__file__).parent


@cache
def check_ids() -> tuple[str, ...]:
    """The ids of all checks, in alphabetical order."""
    names = (path.stem for path in _FOLDER.glob("*.py") if path.stem != "__init__")
    return tuple(sorted(name.replace("_", "-") for name in names))


def load_check(check_id: str) -> Check:
    """The check of that id; only its own file is imported. Raises ``NotFound``."""
    if check_id not in check_ids():
        raise NotFound(f"There is no check named {check_id}.", "See them all with `peerkit audit checks`.")
    from importlib import import_module

    from peerkit.model.check import Check

    name = check_id.replace("-", "_")
    found = getattr(import_module(f"{__name__}.{name}"), name)
    if not isinstance(found, Check):
        raise TypeError(f"{name}.py must define the check {name}")
    return found


def all_checks() -> dict[str, Check]:
    """Every check by id."""
    return {check_id: load_check(check_id) for check_id in check_ids()}
