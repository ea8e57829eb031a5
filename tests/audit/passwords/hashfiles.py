"""Files of leaked passwords, made up: real hashes of invented passwords among random ones."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from peerkit.audit.passwords.digests import Digest


def hashes(count: int, passwords: Sequence[str] = (), digest: Digest = Digest.SHA1) -> list[str]:
    """``count`` random hashes with those of ``passwords`` among them, sorted."""
    dice = random.Random(count)
    made = {f"{dice.getrandbits(4 * digest.value):0{digest.value}X}" for _ in range(count)}
    return sorted(made | {digest.of(password).decode() for password in passwords})


def written(path: Path, lines: Sequence[str], end: str = "\r\n") -> Path:
    """The lines in a file, each with ``end``."""
    path.write_bytes("".join(line + end for line in lines).encode())
    return path


def counted(lines: Sequence[str], times: int = 7) -> list[str]:
    """Each line with how often it was seen."""
    return [f"{line}:{times}" for line in lines]
