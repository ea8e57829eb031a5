"""A real gnome-keyring on a private bus, unlocked, with entries planted through ``keyring`` and ``secretstorage``."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.real import eventually, private_bus, tool


@contextmanager
def gnome_keyring(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Start it in a home of its own, and point this process at it; yields the address of the bus."""
    home, run = folder / "person", folder / "run"
    (home / ".local/share/keyrings").mkdir(parents=True)
    run.mkdir(mode=0o700)
    with private_bus(folder, "session") as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        # What an earlier test found out must not count here.
        monkeypatch.setattr("keyring.core._keyring_backend", None)
        daemon = subprocess.Popen(
            [tool("gnome-keyring-daemon"), "--foreground", "--components=secrets", "--unlock"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={"HOME": str(home), "PATH": "/usr/bin:/bin", "DBUS_SESSION_BUS_ADDRESS": address,
                 "XDG_RUNTIME_DIR": str(run), "XDG_DATA_HOME": str(home / ".local/share")},
        )  # fmt: skip
        assert daemon.stdin is not None
        daemon.stdin.write(b"a log-in password")
        daemon.stdin.close()
        try:
            eventually(_answers, "gnome-keyring to answer")
            yield address
        finally:
            daemon.terminate()
            daemon.wait(10)


def _answers() -> bool:
    import secretstorage

    with closing(secretstorage.dbus_init()) as connection:
        try:
            return any(c.get_label() == "Login" for c in secretstorage.get_all_collections(connection))
        except secretstorage.exceptions.SecretStorageException:
            return False


def plant(label: str, attributes: Mapping[str, str], secret: bytes) -> None:
    """Put an entry into the collection that is unlocked."""
    import secretstorage

    with closing(secretstorage.dbus_init()) as connection:
        secretstorage.get_default_collection(connection).create_item(label, dict(attributes), secret, replace=True)


def lock() -> None:
    """Lock every collection."""
    import secretstorage

    with closing(secretstorage.dbus_init()) as connection:
        for collection in secretstorage.get_all_collections(connection):
            collection.lock()


def session_of(address: str) -> dict[str, str]:
    """The environment of a program in that session."""
    return {**os.environ, "DBUS_SESSION_BUS_ADDRESS": address}
