"""What tells who and where somebody is stays out of a recording; what readers need stays in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.audit.probes.identity import unnamed
from peerkit.audit.probes.machine import (
    BusCall,
    ListFolder,
    Missing,
    Output,
    ReadFile,
    ReadLink,
    ReadWithoutSecrets,
    Remembered,
    Request,
    RunCommand,
    WhoAmI,
)
from peerkit.audit.probes.recorded import load_recording
from peerkit.audit.probes.recording import write_recording
from peerkit.audit.probes.systemcalls import AskNative, ReadRegistry
from tests.fake_machine import FakeMachine

CANARY = "CANARY7731"
ID = "0123456789abcdef0123456789abcdef"
NM, ACCOUNTS = "org.freedesktop.NetworkManager", "org.freedesktop.Accounts"
PROPERTIES = "org.freedesktop.DBus.Properties"
GET_ALL = BusCall("system", NM, "/d/1", PROPERTIES, "GetAll", "s", (f"{NM}.Device",))
SETTINGS = BusCall("system", NM, "/s/1", f"{NM}.Settings.Connection", "GetSettings")
SSH = ReadFile("/etc/ssh/sshd_config")


def prop(name: str) -> BusCall:
    return BusCall("system", ACCOUNTS, "/u/1", PROPERTIES, "Get", "ss", (f"{ACCOUNTS}.User", name))


WHO: dict[str, tuple[Request, Any]] = {
    "real name in a file": (ReadFile("/etc/passwd"), f"a:x:1:1:{CANARY} Smith,,,:/home/a:/bin/sh\n".encode()),
    "real name told": (RunCommand(("getent", "passwd")), Output(0, f"b:x:1:1::/:/x\na:x:1:1:{CANARY}:/a:/x\n")),
    "e-mail in the registry": (ReadRegistry("HKLM", "K"), {"User": f"MicrosoftAccount\\{CANARY}@example.org"}),
    "e-mail from the system": (AskNative("token"), {"account": f"{CANARY}@example.org"}),
    "real name asked": (prop("RealName"), [f"{CANARY} Smith"]),
    "e-mail asked": (prop("Email"), [f"{CANARY}@example.org"]),
    "e-mail in a file": (SSH, f"# ask {CANARY}@mail.example.org\nPort 22\n".encode()),
    "e-mail told": (RunCommand(("tool",)), Output(0, f"<{CANARY}@example.org>", f"{CANARY}@example.org")),
    "e-mail on the bus": (GET_ALL, [{"Description": [f"of {CANARY}@example.org"]}]),
    "serial number on the bus": (GET_ALL, [{"Serial": CANARY, "SerialNumber": CANARY, "device.serial": CANARY}]),
    "serial number in a file": (ReadFile("/sys/class/power_supply/BAT0/serial_number"), f"{CANARY}\n".encode()),
    "serial number in JSON": (RunCommand(("pactl",)), Output(0, f'[{{"device.serial":"x\\"{CANARY}"}}]')),
    "host in JSON": (
        RunCommand(("pactl",)),
        Output(0, f'{{"host_name": "{CANARY}","user_name":"{CANARY}"}}'),
    ),
    "process in JSON": (
        RunCommand(("pactl",)),
        Output(0, f'{{"application.process.user": "{CANARY}", "application.process.machine_id": "{CANARY}"}}'),
    ),
    "machine id in a file": (ReadFile("/etc/machine-id"), f"{ID}\n".encode()),
    "machine id told": (RunCommand(("tool",)), Output(0, f"/boot/{ID}/linux {ID}")),
    "machine id on the bus": (GET_ALL, [{"Path": f"/x/{ID}"}]),
    "802.1X log-in": (SETTINGS, [{"802-1x": {"eap": ["peap"], "identity": CANARY, "anonymous-identity": CANARY}}]),
    "another connection": (SETTINGS, [{"connection": {"type": "vpn", "id": CANARY}, "vpn": {"data": {"x": CANARY}}}]),
    "who may use it": (SETTINGS, [{"connection": {"permissions": [f"user:{CANARY}:"]}, "ipv4": {"dns": CANARY}}]),
}
WHERE: dict[str, tuple[Request, Any]] = {
    "an adapter": (GET_ALL, [{"HwAddress": "0C:7A:15:3E:9B:D2", "PermHwAddress": "0c:7a:15:3e:9b:d2"}]),
    "an access point": (GET_ALL, [{"BSSID": bytes.fromhex("0c7a153e9bd2"), "seen-bssids": ["0C:7A:15:3E:9B:D2"]}]),
    "a headset": (RunCommand(("pactl",)), Output(0, '{"name": "bluez_output.0C_7A_15_3E_9B_D2.1"}')),
    "in a file": (ReadFile("/etc/NetworkManager/conf.d/a.conf"), b"match-device=mac:0C:7A:15:3E:9B:D2\n"),
}


def written(request: Request, reply: Any, folder: Path) -> tuple[str, Any]:
    """The recording, and what it answers."""
    machine = Remembered(FakeMachine({request: reply}))
    machine.answer(request)
    text = write_recording(machine, "2026-11-21T10:00:00Z")
    (folder / "machine.yaml").write_text(text)
    return text, load_recording(folder / "machine.yaml").answer(request)


@pytest.mark.parametrize("case", WHO)
def test_who_somebody_is_is_not_written(case: str, tmp_path: Path) -> None:
    text, _ = written(*WHO[case], tmp_path)
    assert CANARY not in text
    assert ID not in text


@pytest.mark.parametrize("case", WHERE)
def test_where_somebody_is_is_not_written(case: str, tmp_path: Path) -> None:
    text, _ = written(*WHERE[case], tmp_path)
    bare = text.lower().replace(":", "").replace("_", "")
    assert "7a153e9bd2" not in bare
    assert "02" in bare


def test_one_address_stays_one_and_two_stay_two() -> None:
    told = Output(0, "0C:7A:15:3E:9B:D2 0c_7a_15_3e_9b_d2 0C:7A:15:3E:9B:D3")
    one, again, other = unnamed(RunCommand(("tool",)), told).stdout.split()
    assert one == again.replace("_", ":")
    assert one != other
    assert one.startswith("02:")


KEPT: dict[str, tuple[Request, Any]] = {
    "units": (RunCommand(("systemctl",)), Output(0, "getty@tty1.service user@1000.slice a@b.conf")),
    "an account with a domain": (ReadFile("/etc/group"), b"sudo:x:27:robin@corp.example.org\n"),
    "an account told": (RunCommand(("passwd", "-S")), Output(0, "robin@corp.example.org P 2026-01-01")),
    "an account asked": (prop("UserName"), ["robin@corp.example.org"]),
    "whoever asks": (WhoAmI(), (1000, "robin@corp.example.org", "/home/robin")),
    "sockets": (
        ReadFile("/proc/net/tcp6"),
        b"   0: 00000000000000000000000000000000:0016 " + b"f" * 32 + b":0000 0A x\n",
    ),
    "a mapping": (ReadFile("/sys/class/block/dm-0/dm/uuid"), f"CRYPT-LUKS2-{ID}-root\n".encode()),
    "a network's name": (ReadWithoutSecrets("/n/a", "iwd"), [{}, {"ssid": ID}]),
    "a name in a folder": (ListFolder("/var/lib/iwd"), [f"={ID}.psk"]),
    "a link": (ReadLink("/a"), f"/boot/{ID}"),
    "a time": (RunCommand(("dnf",)), Output(0, "check: 1 day, 10:11:12 ago on 2026-11-20 10:11:12")),
    "bytes": (ReadFile("/etc/a"), b"\xff\x00\x01\x02"),
    "an id with hyphens": (RunCommand(("tool",)), Output(0, "8be4df61-93ca-11d2-aa0d-00e098032b8c")),
    "Wi-Fi": (
        SETTINGS,
        [
            {
                "connection": {"type": "802-11-wireless", "autoconnect": False, "timestamp": 7},
                "802-11-wireless": {"ssid": b"Blue Door", "hidden": True},
                "802-1x": {
                    "eap": ["peap"],
                    "ca-cert": b"file:///etc/ssl/cert.pem\0",
                    "domain-suffix-match": "a.example",
                },
            }
        ],
    ),
    "a network's bytes": (GET_ALL, [{"Ssid": b"sixsix", "RsnFlags": 392}]),
}


@pytest.mark.parametrize("case", KEPT)
def test_what_readers_need_stays(case: str, tmp_path: Path) -> None:
    request, reply = KEPT[case]
    assert written(request, reply, tmp_path)[1] == reply


def test_a_typed_address_is_still_known_as_one(tmp_path: Path) -> None:
    told = [{"802-11-wireless": {"ssid": b"x", "assigned-mac-address": "0C:7A:15:3E:9B:D2"}}]
    _, ((again,)) = written(SETTINGS, told, tmp_path)
    assert len(again["802-11-wireless"]["assigned-mac-address"]) == len("0C:7A:15:3E:9B:D2")
    assert again["802-11-wireless"]["assigned-mac-address"].startswith("02:")


def test_a_failure_stays_a_failure() -> None:
    failure = Missing("not there")
    for request in (SETTINGS, SSH, RunCommand(("tool",)), prop("RealName")):
        assert unnamed(request, failure) is failure


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.binary(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=12,
)


@given(JSON, st.sampled_from([GET_ALL, SETTINGS, prop("Email"), prop("UserName")]))
def test_any_answer_of_a_bus_is_taken(value: Any, call: BusCall) -> None:
    assert isinstance(unnamed(call, [value]), list)


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_file_is_taken(raw: bytes) -> None:
    assert isinstance(unnamed(SSH, raw), bytes)


def test_an_account_id_of_windows_keeps_its_last_number_and_loses_the_machines() -> None:
    machine, other = "S-1-5-21-1111111111-2222222222-3333333333", "S-1-5-21-5-6-7"
    told = unnamed(AskNative("token"), {"sid": f"{machine}-1001", "users": [f"{machine}-501", f"{other}-501"]})
    sid, users = told["sid"], told["users"]
    assert sid.endswith("-1001")
    assert "1111111111" not in str(told)
    assert users[0] == sid.removesuffix("1001") + "501", "the same machine stays the same"
    assert users[0] != users[1]
    assert unnamed(AskNative("token"), "S-1-5-32-544") == "S-1-5-32-544"


def test_an_address_after_a_name_is_no_line_of_passwd() -> None:
    told = Output(0, "Ethernet Address: 00:11:22:33:44:55\nrobin:x:1000:1000:Robin CANARY:/home/robin:/bin/sh\n")
    clean = unnamed(RunCommand(("networksetup", "-listallhardwareports")), told).stdout.splitlines()
    assert re.fullmatch(r"Ethernet Address: 02(:[0-9a-f]{2}){5}", clean[0])
    assert clean[0] != "Ethernet Address: 00:11:22:33:44:55"
    assert clean[1] == "robin:x:1000:1000::/home/robin:/bin/sh"
