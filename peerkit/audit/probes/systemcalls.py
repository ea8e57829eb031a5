"""Requests that only systems other than Linux answer: Windows' registry, and a system's own functions."""

from __future__ import annotations

from dataclasses import dataclass

# A question that every system answers: which keyring programs get. The reply has ``name`` and ``kind``, a name of
# ``BackendKind``.
KEYRING_BACKEND = "keyring back-end"


@dataclass(frozen=True)
class ReadRegistry:
    """Named values under a key of Windows' registry, in its 64-bit view.

    The reply maps the names that are set to text, numbers, bytes or lists of text; ``Missing`` where there is no
    such key. A value that holds a secret is never read out: "present" stands in its place.
    """

    hive: str
    key: str
    names: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.hive}\\{self.key}"


@dataclass(frozen=True)
class AskNative:
    """A question to the functions of the system itself, by a name that the system's own room knows.

    The reply is made of what JSON can hold.
    """

    name: str
