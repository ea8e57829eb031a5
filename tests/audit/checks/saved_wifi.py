"""Saved networks as literals, and what the checks say of them."""

from __future__ import annotations

from typing import Any

from peerkit.model.check import Check
from peerkit.model.facts import WifiProtection
from peerkit.model.facts_wifi import SavedNetwork, SavedWifi, SecretFile, Unseen
from peerkit.model.finding import Status, Verdict
from peerkit.model.private import redact, reveal

CLOSED = Unseen("1 connection of another account", "only its owner may see it", "Run again with sudo.")


def network(ssid: bytes = b"Blue Door", protection: WifiProtection = WifiProtection.WPA2, **more: Any) -> SavedNetwork:
    return SavedNetwork(ssid=ssid, protection=protection, **more)


def verdicts(
    check: Check, *networks: SavedNetwork, files: tuple[SecretFile, ...] = (), blind: bool = False
) -> list[Verdict]:
    """Every verdict of the check, each message looked at for harm."""
    found = check(SavedWifi(networks=networks, files=files, unseen=(CLOSED,) if blind else ()))
    said = [found] if isinstance(found, Verdict) else list(found)
    for verdict in said:
        assert reveal(verdict.message).isprintable()
        assert reveal(verdict.message)[-1] in ".?"
        assert "Blue Door" not in redact(verdict.message + verdict.subject, "salt")
    return said


def statuses(check: Check, *networks: SavedNetwork, **more: Any) -> list[Status]:
    return [verdict.status for verdict in verdicts(check, *networks, **more)]
