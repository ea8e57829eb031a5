"""Real files of the worst kind, other owners, and an account that may not look."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from peerkit.audit.probes.linux import savedwifi
from peerkit.audit.probes.linux.savedwifi.nm_keyfile import ETC
from peerkit.audit.probes.machine import (
    Missing,
    Request,
)
from peerkit.model.facts_wifi import SavedWifi
from peerkit.model.private import reveal
from tests.audit.probes.linux.rooted import FILES, Rooted, put


def read(root: Path) -> SavedWifi:
    found = savedwifi.read_saved_wifi(Rooted(root))
    assert isinstance(found, SavedWifi), found
    return found


def test_a_hostile_folder(tmp_path: Path) -> None:
    good = "[connection]\ntype=wifi\n[wifi]\nssid={}\n[wifi-security]\nkey-mgmt=wpa-psk\npsk=CANARY words\n"
    put(tmp_path, f"{ETC}/good.nmconnection", good.format("good"))
    put(tmp_path, f"{ETC}/name with\nnewline.nmconnection", good.format("newline"))
    put(tmp_path, f"{ETC}/\x1b[31mred\x1b[0m.nmconnection", good.format("red"))
    put(tmp_path, f"{ETC}/huge.nmconnection", "[connection]\nid=" + "A" * (2 << 20))
    folder = tmp_path / ETC.lstrip("/")
    with (folder / "sparse.nmconnection").open("wb") as file:
        file.truncate(8 << 30)
    (folder / "sparse.nmconnection").chmod(0o600)
    (folder / os.fsdecode(b"latin1-\xe9.nmconnection")).write_text(good.format("latin"))
    (folder / os.fsdecode(b"latin1-\xe9.nmconnection")).chmod(0o600)
    (folder / "folder.nmconnection").mkdir()
    (folder / "dangling.nmconnection").symlink_to("/nowhere/at/all")
    (folder / "loop.nmconnection").symlink_to("loop.nmconnection")
    (folder / "link.nmconnection").symlink_to("good.nmconnection")
    os.mkfifo(folder / "pipe.nmconnection")
    fact = read(tmp_path)
    assert sorted(network.ssid for network in fact.networks) == [b"good", b"latin", b"newline", b"red"]
    assert len(fact.unseen) == 2
    assert "larger than" in fact.blind_spot
    assert reveal(fact.blind_spot).isprintable()
    assert "CANARY" not in repr(fact)


def test_a_link_to_another_kind_of_file_shows_nothing_of_it(tmp_path: Path) -> None:
    shadow = put(tmp_path, "/etc/shadow", "root:$y$CANARY:20000:0:99999:7:::\n")
    folder = tmp_path / ETC.lstrip("/")
    folder.mkdir(parents=True)
    (folder / "x.nmconnection").symlink_to(os.path.relpath(shadow, folder))
    fact = read(tmp_path)
    assert len(fact.unseen) == 1
    assert "CANARY" not in repr(fact)


@contextmanager
def as_nobody() -> Iterator[None]:
    """As an account that may read nothing private; only root can try this."""
    os.setegid(65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make files of others and look as another account")
def test_owners_and_what_another_account_sees(tmp_path_factory: pytest.TempPathFactory) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        root.chmod(0o755)
        text = "[connection]\ntype=wifi\n[wifi]\nssid=Blue Door\n[wifi-security]\nkey-mgmt=wpa-psk\npsk=CANARY words\n"
        put(root, f"{ETC}/mine.nmconnection", text)
        os.chown(put(root, f"{ETC}/theirs.nmconnection", text), 65534, 65534)
        put(root, f"{ETC}/loose.nmconnection", text, 0o644)
        put(root, "/var/lib/iwd/Green.open", "")
        (root / "var/lib/iwd").chmod(0o700)
        machine = Rooted(root)
        as_root = savedwifi.read_saved_wifi(machine)
        assert isinstance(as_root, SavedWifi)
        assert [(file.owner, file.mode) for file in as_root.files] == [
            (0, 0o644),
            (0, 0o600),
            (65534, 0o600),
            (0, 0o600),
        ]
        with as_nobody():
            closed = savedwifi.read_saved_wifi(_Plain(root))
        assert isinstance(closed, SavedWifi)
        assert {file.path.rpartition("/")[2]: file.secret for file in closed.files} == {
            "loose.nmconnection": True, "mine.nmconnection": None, "theirs.nmconnection": True,
        }  # fmt: skip
        assert "/var/lib/iwd" in closed.blind_spot
        assert "1 file of NetworkManager" in closed.blind_spot


class _Plain(Rooted):
    """The same without taking the own account for root."""

    def answer(self, request: Request) -> Any:
        if not isinstance(request, FILES):
            raise Missing("only files here")
        return self.live.answer(replace(request, path=f"{self.root}{request.path}"))
