"""Every macOS reader over machines that answer nonsense: a fact, or "could not look", never another exception.

Replies are cut from those of the made-up Mac, swapped and soiled. The short form serves some hundred replies to
all readers together; ``PEERKIT_FUZZ=long`` a million.
"""

from __future__ import annotations

import contextlib
import os
import plistlib
import random
from dataclasses import replace
from typing import Any

import pytest

from peerkit.audit.passwords.wifi_files import Malformed, without_secrets
from peerkit.audit.probes.machine import CouldNotLook, Machine, Missing, Output, Refused, Request, State, TooSlow
from peerkit.audit.probes.macos import MacProbe
from peerkit.audit.probes.macos.needed import only_needed
from peerkit.audit.probes.macos.savedwifi import KNOWN
from peerkit.model.check import OS
from peerkit.model.facts import Fact, Unknown
from tests.audit.probes.macos.scene import laptop

LONG = os.environ.get("PEERKIT_FUZZ") == "long"
REPLIES = 1_000_000 if LONG else 3_000
DIRT = [
    "\x1b[2J",
    "\0",
    "\udcff",
    "\ud800",
    "=cmd()",
    "9" * 400,
    '"',
    "\\",
    "\n\n",
    "\t",
    "é☕",
    "{",
    "[",
    "}",
    "-1",
    "null",
]


class Nonsense(Machine):
    """Answers a question with a soiled answer, of its own or of another question of the same kind."""

    os, release = OS.MACOS, "Nonsense OS"

    def __init__(self, seed: int) -> None:
        self.random, self.replies, self.served = random.Random(seed), laptop(), 0

    def answer(self, request: Request) -> Any:
        self.served += 1
        if self.random.random() < 0.15:
            raise self.random.choice([Missing, Refused, TooSlow])("no sound answer")
        reply = self.replies.get(request)
        if self.random.random() < 0.2:
            alike = [other for asked, other in self.replies.items() if type(asked) is type(request)]
            reply = self.random.choice(alike) if alike else reply
        if reply is None or isinstance(reply, CouldNotLook):
            raise Missing("not asked of nonsense")
        return self.soiled(reply)

    def soiled(self, reply: Any) -> Any:
        if self.random.random() < 0.4:
            return reply
        if isinstance(reply, str):
            at, to = sorted(self.random.choices(range(len(reply) + 1), k=2))
            return reply[:at] + self.random.choice(DIRT) + (reply[to:] if self.random.random() < 0.5 else reply[at:])
        if isinstance(reply, bytes):
            return self.soiled(reply.decode("latin-1")).encode("utf-8", "surrogatepass")
        if isinstance(reply, Output):
            return replace(reply, stdout=self.soiled(reply.stdout), stderr=self.soiled(reply.stderr))
        if isinstance(reply, State):
            return replace(reply, mode=self.random.randint(0, 0o7777), uid=self.random.randint(0, 502))
        return list(map(self.soiled, reply)) if isinstance(reply, list) else reply


@pytest.mark.fuzz
def test_a_reader_meets_nonsense_with_a_fact_or_could_not_look() -> None:
    seed = served = 0
    needs = list(MacProbe.readers)
    while served < REPLIES:
        for need in needs:
            machine = Nonsense(seed)
            try:
                found = MacProbe.readers[need](machine)
            except CouldNotLook:
                found = Unknown("no sound answer")
            except Exception as error:  # noqa: BLE001  # any other one is what this test looks for
                pytest.fail(f"{need.__name__} with seed {seed}: {error!r}")
            assert isinstance(found, Unknown | Fact), (need, seed)
            served += max(1, machine.served)
            seed += 1


@pytest.mark.fuzz
def test_what_is_left_out_of_recordings_is_left_out_of_nonsense_too() -> None:
    for seed in range(20_000 if LONG else 60):
        machine = Nonsense(seed)
        for request, reply in machine.replies.items():
            only_needed(request, machine.soiled(reply))


@pytest.mark.fuzz
def test_a_damaged_file_of_networks_is_malformed_and_nothing_else() -> None:
    told = {"wifi.network.ssid.Mill": {"SSID": b"Mill", "Hidden": True, "SupportedSecurityTypes": "Open", "At": 1.5}}
    for seed in range(200_000 if LONG else 800):
        chance = random.Random(seed)
        raw = bytearray(plistlib.dumps(told, fmt=chance.choice([plistlib.FMT_BINARY, plistlib.FMT_XML])))
        for _ in range(chance.randint(1, 6)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        cut = chance.randint(0, len(raw)) if chance.random() < 0.2 else None
        with contextlib.suppress(Malformed):
            without_secrets(KNOWN.form, "x", bytes(raw[:cut]))
