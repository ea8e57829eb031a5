"""A secret in memory: one that does not print, copy, compare or pickle by accident.

Python cannot promise that no trace stays: a ``str`` is never overwritten, and libraries make copies. What
can be wiped is; what cannot is short-lived and never leaves this room.
"""

from __future__ import annotations

from typing import Never


class Secret:
    """A password. Only ``reveal`` gives it out, and only code of this room may call that."""

    __slots__ = ("_raw",)

    def __init__(self, text: str) -> None:
        self._raw = bytearray(text, "utf-8", "surrogatepass")

    def reveal(self) -> str:
        """The password itself, for the moment it is judged; empty once wiped."""
        return self._raw.decode("utf-8", "surrogatepass")

    def wipe(self) -> None:
        """Overwrite it with zeros and forget its length. May be called twice."""
        self._raw[:] = bytes(len(self._raw))
        self._raw.clear()

    def longer_than(self, length: int) -> bool:
        """Whether it has more bytes than that."""
        return len(self._raw) > length

    def __bool__(self) -> bool:
        return bool(self._raw)

    def __repr__(self) -> str:
        return "<a secret>"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __reduce__(self) -> Never:
        msg = "a secret is never pickled"
        raise TypeError(msg)
