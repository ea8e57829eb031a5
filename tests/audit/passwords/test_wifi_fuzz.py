"""Files broken in many ways: read or refused, and never a secret. ``PEERKIT_FUZZ=long`` tries a million."""

from __future__ import annotations

import random

import pytest

from peerkit.audit.passwords import wifi_strength
from peerkit.audit.passwords.wifi_files import FORMS, Malformed, without_secrets
from tests.audit.passwords.test_wifi_files import CANARIES
from tests.depth import depth

INPUTS = depth(7_000, 1_000_000)
PIECES = [
    b"[", b"]", b"=", b"\n", b'"', b"\\", b"#", b"\0", b"\xff", b"{", b"}", b": ", b"- ", b"&a", b"*a", b"!!x", b'P"',
    b"\\x", b"ssid", b"psk", b"network={\n", b"0x", b"'", b"$'", b"  ", b"\t", b"72;", b";",
]  # fmt: skip


def broken(raw: bytes, chance: random.Random) -> bytes:
    found = bytearray(raw)
    for _ in range(chance.randint(1, 6)):
        place, way = chance.randrange(len(found) + 1), chance.random()
        if way < 0.4:
            found[place:place] = chance.choice(PIECES)
        elif way < 0.7:
            del found[place : place + chance.randint(1, 20)]
        else:
            found[place : place + 1] = bytes([chance.randrange(256)])
    return bytes(found)


@pytest.mark.parametrize("form", sorted(FORMS))
def test_broken_files(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # It is the reading that is tried out here; grading each would take most of the time.
    monkeypatch.setattr(wifi_strength, "score", lambda *_: 4)
    chance = random.Random(f"{form} 7")
    read = 0
    for _ in range(INPUTS // len(FORMS)):
        raw = broken(CANARIES[form if chance.random() < 0.8 else chance.choice(sorted(FORMS))], chance)
        try:
            said = repr(without_secrets(form, "Blue Door.psk", raw))
            read += 1
        except Malformed as reason:
            said = str(reason)
        assert "CANARY" not in said, raw
    assert read > INPUTS // len(FORMS) // 50
