"""What it takes to unlock a LUKS disk, from its header. Only root may read headers.

The header holds salts and digests; none of them is kept: a slot becomes kind and cost of a guess.
"""

from __future__ import annotations

from typing import Any

from peerkit.audit.probes.linux.disk.blocks import crypt_kind, mappings, slaves
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine, Missing
from peerkit.model.facts import Evidence, Unknown
from peerkit.model.facts_disk import DiskUnlock, KeySlot, LuksHeader
from peerkit.model.private import printable


def parse_header(text: str, device: str) -> LuksHeader:
    """A LUKS2 header as ``cryptsetup luksDump --dump-json-metadata`` prints it. Raises ``Garbled``."""
    import json

    try:
        data = json.loads(text)
        tokens = [token for token in data["tokens"].values() if isinstance(token, dict)]
        held = {str(slot): _word(token["type"]) for token in tokens for slot in token["keyslots"]}
        slots = tuple(_slot(entry, held.get(number, "")) for number, entry in data["keyslots"].items())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Garbled("cryptsetup printed a header that cannot be understood") from None
    if not slots:
        raise Garbled("cryptsetup printed a header without key slots")
    return LuksHeader(device, 2, slots, tuple(_word(token["type"]) for token in tokens if _opens_itself(token)))


def _word(value: Any) -> str:
    return printable(str(value), 40)


def _slot(entry: dict[str, Any], token: str) -> KeySlot:
    kdf = entry["kdf"]
    if kdf["type"] == "pbkdf2":
        return KeySlot("pbkdf2", int(kdf["iterations"]), 0, _word(kdf["hash"]), token)
    return KeySlot(_word(kdf["type"]), int(kdf["time"]), int(kdf["memory"]), "", token)


def _opens_itself(token: dict[str, Any]) -> bool:
    """A TPM without a PIN unlocks the disk for whoever switches the machine on; clevis does so by design."""
    return (token["type"] == "systemd-tpm2" and token.get("tpm2-pin") is not True) or token["type"] == "clevis"


def read_disk_unlock(machine: Machine) -> DiskUnlock | Unknown:
    """The headers of the LUKS disks that are open now."""
    headers: list[LuksHeader] = []
    hidden = 0
    for name, uuid in _mappings(machine):
        kind = crypt_kind(uuid)
        for device in slaves(machine, name) if kind in ("LUKS1", "LUKS2") else ():
            header = LuksHeader(device, 1) if kind == "LUKS1" else _dumped(machine, device)
            hidden += header is None
            headers += [header] if header else []
    seen = f"{len(headers) + hidden} LUKS disks open, {hidden} of them with a header that could not be read"
    evidence = Evidence(seen, "/sys/class/block and cryptsetup luksDump")
    return DiskUnlock(headers=tuple(headers), hidden=hidden, evidence=(evidence,))


def _mappings(machine: Machine) -> tuple[tuple[str, str], ...]:
    try:
        return mappings(machine)
    except Missing:
        raise Missing(
            "only a running system shows which disks are open", "Run PeerKit on the running machine."
        ) from None


def _dumped(machine: Machine, device: str) -> LuksHeader | None:
    try:
        output = machine.run("cryptsetup", "luksDump", "--dump-json-metadata", f"/dev/{device.replace('!', '/')}")
        return parse_header(output.stdout, device) if output.exit == 0 else None
    except CouldNotLook:
        return None
