"""Every Windows reader over machines that answer nonsense: a fact, or "could not look", never another exception.

A reply of the well-kept machine is changed at random places: types swapped, entries dropped, texts soiled. The short
form serves some hundred machines; ``PEERKIT_FUZZ=long`` a hundred thousand.
"""

from __future__ import annotations

import copy
import os
import random
from typing import Any

import pytest

from peerkit.audit.passwords.wifi_files import Malformed, without_secrets
from peerkit.audit.probes.machine import (
    CouldNotLook,
    Garbled,
    Missing,
    ReadWithoutSecrets,
    Refused,
    Request,
    TooSlow,
)
from peerkit.audit.probes.systemcalls import AskNative, ReadRegistry
from peerkit.audit.probes.windows import WindowsProbe
from peerkit.model.facts import Fact, Unknown
from tests.audit.probes.windows.scenes import Windows

MACHINES = 100_000 if os.environ.get("PEERKIT_FUZZ") == "long" else 60
SOIL: list[Any] = [
    None, True, False, 0, 1, -1, 255, 2**33, 0.5, float("nan"), "", "0", "1", "x", "\x1b[2J", "\ud800", "9" * 400, b"",
    b"\x01", [], {}, [None], {"failed": "other"}, {"": ""}, "S-1-5-21-1", "D:(A;;FA;;;WD)", "zz", "00" * 40, [[]],
]  # fmt: skip


class Nonsense(Windows):
    """The well-kept machine with a seed of what is wrong with it."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.random = random.Random(seed)

    def answer(self, request: Request) -> Any:
        if self.random.random() < 0.05:
            raise self.random.choice([Missing, Refused, TooSlow, Garbled])("no sound answer")
        reply = copy.deepcopy(super().answer(request))
        if isinstance(request, ReadRegistry | AskNative):
            return self.soiled(reply)
        if isinstance(request, ReadWithoutSecrets):  # a list of mappings from text to text, whatever the file held
            words = [word for word in SOIL if isinstance(word, str)]
            return [{key: self.random.choice([text, *words]) for key, text in reply[0].items()}]
        return reply

    def soiled(self, value: Any) -> Any:
        if self.random.random() < 0.08:
            return self.random.choice(SOIL)
        if isinstance(value, dict):
            return {key: self.soiled(entry) for key, entry in value.items() if self.random.random() > 0.03}
        return [self.soiled(entry) for entry in value] if isinstance(value, list) else value


@pytest.mark.fuzz
def test_a_reader_meets_nonsense_with_a_fact_or_could_not_look() -> None:
    for seed in range(MACHINES):
        for need, reader in WindowsProbe.readers.items():
            try:
                found = reader(Nonsense(seed))
            except CouldNotLook:
                continue
            except Exception as error:  # noqa: BLE001  # any other one is what this test looks for
                pytest.fail(f"{need.__name__} with seed {seed}: {error!r}")
            assert isinstance(found, Unknown | Fact), (need, seed)


PIECES = [
    b"<WLANProfile>", b"</WLANProfile>", b"<SSIDConfig><SSID><hex>41</hex></SSID></SSIDConfig>", b"<MSM><security>",
    b"</security></MSM>", b"<sharedKey><keyMaterial>CANARYxyz</keyMaterial></sharedKey>", b"<!DOCTYPE x>", b"&lt;",
    b"&x;", b"<![CDATA[", b"]]>", b"\xff", b"<?xml version='1.0'?>", b"<MacRandomization>", b"\0", b"<a:b xmlns:a='c'>",
]  # fmt: skip


@pytest.mark.fuzz
def test_a_profile_of_nonsense_is_refused_or_read_and_never_quoted() -> None:
    draw = random.Random(7)
    for _ in range(MACHINES * 10):
        raw = b"".join(draw.choices(PIECES, k=draw.randint(0, 9)))
        try:
            told = str(without_secrets("wlan-profile", "x", raw))
        except Malformed as reason:
            told = str(reason)
        assert "CANARY" not in told
