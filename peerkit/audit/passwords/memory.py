"""Switches core files off: a crash must not write the memory, and the passwords in it, to the disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def guarded() -> Iterator[None]:
    """While passwords are in memory, no core file of this process or of those it starts is written.

    Where the system knows no such limit (Windows writes no core files by itself), nothing is done.
    """
    try:
        import resource
    except ImportError:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, (soft, hard))
