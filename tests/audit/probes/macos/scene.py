"""A made-up Mac in literals: MacBook of robin, macOS 15, all in order. Tests change what they are about."""

from __future__ import annotations

import json
import plistlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from peerkit.audit.probes.live import secrets_left_out
from peerkit.audit.probes.machine import (
    Clock,
    FileState,
    ListFolder,
    Missing,
    Output,
    ReadFile,
    ReadWithoutSecrets,
    Refused,
    Request,
    RunCommand,
    Signature,
    State,
    WhoAmI,
)
from peerkit.audit.probes.macos import MacProbe
from peerkit.audit.probes.macos.offered import FOCUS, NAT
from peerkit.audit.probes.macos.privacy import LOCATION, RUNNING
from peerkit.audit.probes.macos.sound import VOLUME
from peerkit.audit.probes.systemcalls import KEYRING_BACKEND, AskNative
from peerkit.audit.probes.thismachine import MAC_VERSION
from peerkit.model.check import OS
from peerkit.model.facts import Fact, Unknown
from peerkit.model.finding import Status
from tests.fake_machine import FakeMachine

Replies = dict[Request, Any]
NOW = datetime.fromisoformat("2026-11-20T14:30:00+00:00").timestamp()
STAMP = "2026-11-20 15:30:00.000 sysadminctl[901:12345] "
NOT_THERE = "The domain/default pair of (com.apple.screensaver, idleTime) does not exist\n"


def ran(*argv: str, out: str = "", err: str = "", code: int = 0) -> Replies:
    return {RunCommand(argv): Output(code, out, err)}


def plist(path: str, **settings: Any) -> Replies:
    return {ReadFile(path): plistlib.dumps(settings, fmt=plistlib.FMT_BINARY)}


def profiled(kind: str, *entries: dict[str, Any]) -> Replies:
    return ran("system_profiler", "-json", kind, out=json.dumps({kind: list(entries)}, ensure_ascii=False))


def folder(path: str, mode: int, uid: int = 501) -> Replies:
    return {FileState(path): State("folder", mode, uid, 20, 640)}


def admin_command(question: str, answer: str) -> Replies:
    """sysadminctl, which answers on its error stream."""
    return ran("sysadminctl", question, "status", err=f"{STAMP}{answer}\n")


def summary(*lines: str, packet: str = "htype = 1\n") -> str:
    """What ipconfig prints: first what came over the network, then macOS's own lines."""
    own = "".join(f"  {line}\n" for line in lines)
    dhcp = f"  IPv4 : <array> {{\n    0 : <dictionary> {{\n        Packet : op = BOOTREPLY\n{packet}    }}\n  }}\n"
    return f"<dictionary> {{\n  BSSID : <redacted>\n{dhcp}{own}}}\n"


PORTS = """
Hardware Port: Ethernet Adapter (en3)
Device: en3
Ethernet Address: 02:00:00:00:00:03

Hardware Port: Wi-Fi
Device: en0
Ethernet Address: 02:00:00:00:00:01

VLAN Configurations
"""
BATTERY = "Now drawing from 'AC Power'\n -InternalBattery-0 (id=4653155)\t91%; charging; 0:40 remaining present: true\n"
NETSTAT = (
    "Active Internet connections (including servers)\nProto Recv-Q Send-Q  Local Address  Foreign Address  (state)\n"
)
WIFI = ("InterfaceType : WiFi", "LinkStatusActive : TRUE", "SSID : Copper Kettle", "Security : WPA2_PSK")
SPEAKERS = {
    "_name": "MacBook Pro Speakers",
    "coreaudio_default_audio_output_device": "spaudio_yes",
    "coreaudio_device_output": 2,
    "coreaudio_device_transport": "coreaudio_device_type_builtin",
}
MICROPHONE = {
    "_name": "MacBook Pro Microphone",
    "coreaudio_default_audio_input_device": "spaudio_yes",
    "coreaudio_device_input": 1,
    "coreaudio_device_transport": "coreaudio_device_type_builtin",
}
POLICY = {
    "policyCategoryPasswordContent": [
        {
            "policyContent": "policyAttributePassword matches '.{4,}+'",
            "policyIdentifier": "com.apple.defaultpasswordpolicy.fde",
        }
    ]
}


def policies(told: dict[str, Any]) -> Replies:
    text = "Getting global account policies\n" + plistlib.dumps(told).decode()
    return ran("pwpolicy", "-getaccountpolicies", out=text)


def laptop() -> Replies:
    """Every question a probe asks of this Mac, and its answer."""
    asked: Replies = {WhoAmI(): (501, "robin", "/Users/robin"), Clock(): NOW}
    asked |= plist(MAC_VERSION, ProductName="macOS", ProductVersion="15.6.1")
    asked |= {FileState("/dev/console"): State("other", 0o620, 501, 4, 0), ListFolder("/Users"): ["Shared", "robin"]}
    asked |= folder("/Users/robin", 0o750)
    asked |= {Signature("/Users/robin/Library/Keychains/login.keychain-db"): "macos-keychain"}
    asked |= {AskNative(KEYRING_BACKEND): {"name": "macOS Keychain", "kind": "SYSTEM"}}
    asked |= ran("fdesetup", "status", out="FileVault is On.\n")
    asked |= ran("sysctl", "-n", "vm.swapusage", out="total = 2048.00M  used = 320.50M  free = 1727.50M  (encrypted)\n")
    asked |= admin_command("-screenLock", "screenLock delay is immediate")
    asked |= admin_command("-autologin", "Automatic login is OFF.")
    asked |= admin_command("-guestAccount", "Guest account disabled.")
    custom = "Battery Power:\n sleep                1\n displaysleep         5\nAC Power:\n displaysleep         10\n"
    asked |= ran("pmset", "-g", "custom", out=custom)
    asked |= ran("defaults", "-currentHost", "read", "com.apple.screensaver", "idleTime", err=NOT_THERE, code=1)
    asked |= profiled("SPFirewallDataType", {"spfirewall_globalstate": "spfirewall_globalstate_limit_connections"})
    asked |= ran("socketfilterfw", "--getglobalstate", out="Firewall is enabled. (State = 1)\n")
    asked |= plist(
        "/Library/Preferences/com.apple.SoftwareUpdate.plist",
        AutomaticCheckEnabled=True,
        LastFullSuccessfulDate=datetime(2026, 11, 19, 14, 30),
        LastRecommendedUpdatesAvailable=0,
    )
    asked |= ran(
        "launchctl", "print-disabled", "system", out='\tdisabled services = {\n\t\t"com.apple.ftpd" => disabled\n\t}\n'
    )
    asked |= ran("netstat", "-an", "-p", "tcp", out=f"{NETSTAT}tcp4  0  0  127.0.0.1.631  *.*  LISTEN\n")
    asked |= ran("netstat", "-an", "-p", "udp", out=f"{NETSTAT}udp4  0  0  *.*  *.*\n")
    asked |= ran("pmset", "-g", "batt", out=BATTERY)
    asked |= profiled("SPCameraDataType", {"_name": "FaceTime HD Camera"})
    asked |= profiled("SPAudioDataType", {"_items": [MICROPHONE, SPEAKERS], "_name": "coreaudio_device"})
    asked |= ran(*VOLUME, out="output volume:44, input volume:75, alert volume:100, output muted:false\n")
    asked |= ran(*LOCATION, out="false\n")
    asked |= {RunCommand(RUNNING): Output(1, "")}
    asked |= ran("networksetup", "-listallhardwareports", out=PORTS)
    asked |= ran("ipconfig", "getsummary", "en0", out=summary(*WIFI))
    asked |= ran("ipconfig", "getsummary", "en3", out=summary("InterfaceType : Ethernet", "LinkStatusActive : FALSE"))
    asked |= ran("route", "-n", "get", "-inet", "default", out="   route to: default\n  interface: en0\n")
    asked |= airport("spairport_security_mode_wpa2_personal", name="Copper Kettle")
    asked |= {ReadWithoutSecrets(*_known()): Refused("the file may not be read by this account")}
    listed = "Preferred networks on en0:\n\tCopper Kettle\n\tBlue Door\n"
    asked |= ran("networksetup", "-listpreferredwirelessnetworks", "en0", out=listed)
    asked |= ran("id", "-Gn", "robin", out="staff everyone localaccounts\n")
    asked |= policies(POLICY)
    asked |= ran("spctl", "--status", out="assessments enabled\n")
    asked |= {FileState(NAT): Missing("no such file")}
    asked |= {ReadFile(f"/Users/robin/{FOCUS}"): b'{"data": [{"storeAssertionRecords": [{}]}]}'}
    return asked | profiled(
        "SPiBridgeDataType", {"_name": "controller_information", "ibridge_secure_boot": "Full Security"}
    )


def _known() -> tuple[str, str]:
    from peerkit.audit.probes.macos.savedwifi import KNOWN

    return KNOWN.path, KNOWN.form


def known(raw: bytes) -> Replies:
    """The file of saved networks, as a machine that may read it answers."""
    request = ReadWithoutSecrets(*_known())
    return {request: secrets_left_out(request, raw)}


def airport(
    mode: str, name: str = "<redacted>", nearby: tuple[dict[str, str], ...] = (), state: str = "connected"
) -> Replies:
    network = {"_name": name, "spairport_security_mode": mode}
    adapter = {
        "_name": "en0",
        "spairport_status_information": f"spairport_status_{state}",
        "spairport_airport_other_local_wireless_networks": list(nearby),
        "spairport_current_network_information": network,
    }
    airdrop = {"_name": "awdl0", "spairport_current_network_information": {"spairport_network_type": "x"}}
    return profiled("SPAirPortDataType", {"spairport_airport_interfaces": [adapter, airdrop]})


def mac(*changes: Replies, without: tuple[Request, ...] = ()) -> MacProbe:
    """The laptop with changes."""
    replies = laptop()
    for change in changes:
        replies |= change
    for request in without:
        del replies[request]
    return MacProbe(FakeMachine(replies, OS.MACOS))


def only(*changes: Replies) -> MacProbe:
    """A Mac that answers nothing but this."""
    replies: Replies = {}
    for change in changes:
        replies |= change
    return MacProbe(FakeMachine({WhoAmI(): (501, "robin", "/Users/robin"), **replies}, OS.MACOS))


def statuses(check: Any, *needs: Fact | Unknown) -> tuple[Status, ...]:
    """The verdicts of a check on facts; Unknown is unknown."""
    if any(isinstance(need, Unknown) for need in needs):
        return (Status.UNKNOWN,)
    verdict = check(*needs)
    return tuple(one.status for one in verdict) if isinstance(verdict, Iterator) else (verdict.status,)
