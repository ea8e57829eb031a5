"""The offline file of leaked passwords from Have I Been Pwned, searched where it lies: nothing is loaded, nothing built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from peerkit.audit.passwords.secret import Secret


@dataclass(frozen=True)
class Sighting:
    """What the file says of one password: ``seen`` is None where it could not be looked up, for ``reason``.

    ``count`` is how often it was seen in leaks, None where the file keeps no count.
    """

    seen: bool | None
    count: int | None = None
    reason: str = ""


class Leaks:
    """An open file of leaked passwords, sorted by SHA-1 or NTLM hash; ``name`` says what it is, for people.

    ``notes`` are whole sentences about what is odd in the file as a whole; often there is none.
    """

    def __init__(self) -> None:
        self.name = ""
        self.notes: tuple[str, ...] = ()

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open and try the file. Raises ``UnreadableFile`` where it cannot be searched, and says what it is instead."""
        raise NotImplementedError(path)

    def look_up(self, secrets: Sequence[Secret]) -> list[Sighting]:
        """One sighting for each secret, in their order. Never raises for what is in the file."""
        raise NotImplementedError(secrets)

    def close(self) -> None:
        """Close the file. May be called twice."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
