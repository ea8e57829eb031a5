"""No core files while secrets are in memory: a crash must not write them to the disk."""

from __future__ import annotations

import contextlib
from importlib import import_module

_PR_SET_DUMPABLE = 4  # prctl(2)


def no_core_files() -> None:
    """Switch off core files for this process and its children, for good. Does nothing where there are none.

    The limit alone does not hold where the kernel pipes core files to a program (core(5)); on Linux the process
    is made undumpable as well, which also keeps other programs of this account from reading its memory.
    """
    with contextlib.suppress(ImportError, OSError, ValueError):
        resource = import_module("resource")  # Windows has none, and a type checker for it knows nothing of it
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
