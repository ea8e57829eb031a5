"""Python run by root in mounts or a network of its own, which end with it: nothing of this machine changes."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from tests.real import SYSTEM_PATH, tool

ROOT = Path(__file__).parents[4]


def in_own(what: str, script: str, folder: Path, *arguments: str) -> str:
    """What the script prints. ``what`` are the flags of unshare(1): -m for mounts, -n for the network."""
    argv = [tool("unshare"), *what.split(), sys.executable, "-c", script, *arguments]
    if os.geteuid() != 0 or subprocess.run([*argv[: argv.index(sys.executable)], "true"]).returncode:
        warnings.warn("NOT TESTED for want of root and of namespaces", stacklevel=2)
        pytest.skip("NOT TESTED: needs root and namespaces")
    environment = {"PYTHONPATH": str(ROOT), "PATH": SYSTEM_PATH, "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    done = subprocess.run(argv, cwd=folder, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
