"""Every Linux reader over machines that answer nonsense: a fact, or "could not look", never another exception.

A reply is put together from pieces of real outputs, cut, doubled and soiled. The short form serves some thousand
replies to all readers together; ``PEERKIT_FUZZ=long`` a million.
"""

from __future__ import annotations

import random
from typing import Any

import pytest

from peerkit.audit.probes.linux import LinuxProbe
from peerkit.audit.probes.machine import (
    BusCall,
    Changed,
    CouldNotLook,
    Environ,
    Garbled,
    Holders,
    ListFolder,
    Machine,
    Missing,
    OpenFiles,
    Output,
    ReadFile,
    ReadLink,
    Refused,
    Request,
    RunCommand,
    TooSlow,
    WhoAmI,
)
from peerkit.model.check import OS
from peerkit.model.facts import Fact, Unknown
from tests.depth import depth

REPLIES = depth(6_000, 1_000_000)
PIECES = [
    "[connection]\nid=Home\ntype=wifi\n",
    "ssid=72;111;109;101;\n",
    "key-mgmt=wpa-psk\n",
    'network={\n\tssid="x"\n',
    "}\n",
    "36 35 98:0 / / rw,noatime shared:1 - ext4 /dev/mapper/root rw\n",
    "Filename\tType\tSize\tUsed\tPriority\n",
    "/dev/dm-1 partition 8388604 0 -2\n",
    "CRYPT-LUKS2-0123456789abcdef-root",
    "ENABLED=yes\n",
    "Status: active\n",
    "Default: deny (incoming), allow (outgoing)\n",
    "*filter\n:INPUT DROP [0:0]\nCOMMIT\n",
    '{"nftables": [{"metainfo": {}}]}',
    "auth [success=1 default=ignore] pam_unix.so nullok\n",
    "@include common-auth\n",
    "password requisite pam_pwquality.so minlen=8\n",
    "root:x:0:0:root:/root:/bin/bash\n",
    "robin:$y$j9T$abc:19000:0:99999:7:::\n",
    "sudo:x:27:robin\n",
    "permitrootlogin yes\n",
    "Match Address 192.168.0.0/16\n",
    "uint32 300",
    "true",
    "false",
    "'prompt'",
    "[Daemon]\nAutolock=false\nTimeout=5\n",
    '<?xml version="1.0"?><channel name="x"><property name="y" type="bool" value="true"/></channel>',
    'PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\nVERSION_ID="12"\n',
    "0 upgraded, 0 newly installed\n",
    "Inst bash [5.1] (5.2 Debian:12)\n",
    'APT::Periodic::Unattended-Upgrade "1";\n',
    "GnomeKeyring\n\r\0\n",
    "[keyring]\ndisplay-name=Login\n",
    "charging",
    "80",
    "Battery",
    "1",
    "  sl  local_address rem_address   st\n   0: 00000000:0016 00000000:0000 0A\n",
    '[{"name": "mic", "mute": false, "ports": []}]',
    "\x1b[2J[red]",
    "\0",
    "\udcff",
    "=cmd()",
    "-1",
    "9" * 400,
    "'",
    '"',
    "\\",
    "\n\n",
    "\t",
    "é☕",
    "{",
    "[",
    "](",
    "%",
    "a=b;c",
]
NAMES = [
    "x.nmconnection",
    "video0",
    "BAT0",
    "dm-0",
    "sda",
    "eth0",
    "wlan0",
    "50-x.conf",
    "Home.psk",
    "..",
    "a\nb",
    "",
    "12",
    "fd",
    "native",
]


class Nonsense(Machine):
    """Answers anything with something of the right type, drawn with a seed of its own."""

    os, release = OS.LINUX, "Nonsense OS"

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.served = 0

    def text(self, path: str = "") -> str:
        return self.content() if not path else super().text(path)

    def content(self) -> str:
        text = "".join(self.random.choices(PIECES, k=self.random.randint(0, 6)))
        cut = self.random.randint(0, len(text))
        return text[cut:] + text[:cut] if self.random.random() < 0.3 else text[: cut or None]

    def value(self, depth: int = 0) -> Any:
        kinds = [self.content, lambda: self.random.randint(-3, 2**33), lambda: self.random.random() < 0.5,
                 lambda: self.content().encode("utf-8", "surrogatepass"), lambda: None]  # fmt: skip
        if depth < 3:
            kinds += [
                lambda: [self.value(depth + 1) for _ in range(self.random.randint(0, 3))],
                lambda: {self.content(): self.value(depth + 1) for _ in range(self.random.randint(0, 3))},
            ]
        return self.random.choice(kinds)()

    def answer(self, request: Request) -> Any:  # noqa: C901  # one case a kind of request
        self.served += 1
        if self.random.random() < 0.2:
            raise self.random.choice([Missing, Refused, TooSlow, Garbled])("no sound answer")
        match request:
            case ReadFile():
                return self.content().encode("utf-8", "surrogatepass")
            case ListFolder():
                return self.random.sample(NAMES, self.random.randint(0, 5))
            case ReadLink():
                return self.content()
            case Changed():
                return self.random.choice([0.0, 1e9, -5.0, 4e9])
            case RunCommand():
                return Output(self.random.choice([0, 0, 0, 1, 2, 100, 255]), self.content(), self.content())
            case BusCall():
                return [self.value() for _ in range(self.random.randint(0, 2))]
            case Environ():
                return self.random.choice([None, "GNOME", "KDE", "sway", "MATE", "XFCE", "X-Cinnamon", self.content()])
            case OpenFiles():
                return Holders((("/dev/video0", self.content()),), self.random.randint(0, 3))
            case WhoAmI():
                return self.random.choice([(0, "root", "/root"), (1000, "robin", "/home/robin")])
        raise Missing("not asked of nonsense")


@pytest.mark.fuzz
def test_a_reader_meets_nonsense_with_a_fact_or_could_not_look() -> None:
    seed = served = 0
    needs = list(LinuxProbe.readers)
    while served < REPLIES:
        for need in needs:
            machine = Nonsense(seed)
            try:
                found = LinuxProbe.readers[need](machine)
            except CouldNotLook:
                found = Unknown("no sound answer")
            except Exception as error:  # noqa: BLE001  # any other one is what this test looks for
                pytest.fail(f"{need.__name__} with seed {seed}: {error!r}")
            assert isinstance(found, Unknown | Fact), (need, seed)
            served += max(1, machine.served)
            seed += 1
