"""What ``system_profiler -json`` reports of one kind of thing: system_profiler(8).

Keys and most values are Apple's own tokens (``spairport_security_mode_none``), the same in every language.
Names of devices are not.
"""

from __future__ import annotations

import json
from typing import Any

from peerkit.audit.probes.machine import Garbled, Machine


def report(machine: Machine, kind: str) -> list[dict[str, Any]]:
    """The entries of a report such as ``SPCameraDataType``; none without such a thing. Raises ``CouldNotLook``."""
    output = machine.run("system_profiler", "-json", kind)
    try:
        told = json.loads(output.stdout)
    except (ValueError, RecursionError):
        raise Garbled(f"the program system_profiler gave no report of {kind}") from None
    entries = told.get(kind) if isinstance(told, dict) else None
    if output.exit != 0 or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise Garbled(f"system_profiler's report of {kind} is not in the form known")
    return entries


def items(entry: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The dictionaries in a list inside an entry."""
    inner = entry.get(key)
    return [one for one in inner if isinstance(one, dict)] if isinstance(inner, list) else []


def text(entry: dict[str, Any], key: str) -> str:
    """A value that is text; empty where it is not there or something else."""
    value = entry.get(key)
    return value if isinstance(value, str) else ""
