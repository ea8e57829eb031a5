"""Firewall, ports, sharing, updates, version and start-up of a made-up Mac."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from peerkit.audit.probes.machine import Garbled, ListFolder, Output, ReadFile, Refused, RunCommand, TooSlow
from peerkit.audit.probes.macos.ports import parse_sockets
from peerkit.audit.probes.macos.version import version_of
from peerkit.audit.probes.thismachine import MAC_VERSION
from peerkit.model.facts import PendingUpdates, Unknown
from peerkit.model.facts_remote import RemoteLogin, SshState
from peerkit.model.facts_system import (
    AutomaticUpdates,
    Firewall,
    Inbound,
    Listener,
    ListeningPorts,
    Listing,
    OsSupport,
    SecureBoot,
    SecureBootState,
    UpdateMode,
)
from tests.audit.probes.macos.scene import NETSTAT, mac, plist, profiled, ran

UPDATES = "/Library/Preferences/com.apple.SoftwareUpdate.plist"
BY_PROFILE = "/Library/Managed Preferences/com.apple.SoftwareUpdate.plist"
TCP, UDP = ("netstat", "-an", "-p", "tcp"), ("netstat", "-an", "-p", "udp")
REPORT = RunCommand(("system_profiler", "-json", "SPFirewallDataType"))
TOOL = RunCommand(("socketfilterfw", "--getglobalstate"))
SSHD = {
    ReadFile("/etc/ssh/sshd_config"): b"Include /etc/ssh/sshd_config.d/*\n",
    ListFolder("/etc/ssh/sshd_config.d"): [],
}


def state(word, number):
    told = {"SPFirewallDataType": [{"spfirewall_globalstate": f"spfirewall_globalstate_{word}"}]}
    return {REPORT: Output(0, json.dumps(told)), TOOL: Output(0, f"Firewall. (State = {number})\n")}


def waiting(*lines):
    return ran(*TCP, out=NETSTAT + "".join(f"{line}\n" for line in lines))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (state("limit_connections", 1), Inbound.DENIED),
        (state("allow_all", 0), Inbound.ALLOWED),
        (state("limit_connections", 0), None),
        (state("off", 0), Inbound.ALLOWED),
        (state("allow_all", 0) | {TOOL: Refused("no")}, Inbound.ALLOWED),
        (state("block_all", 2) | {REPORT: TooSlow("no")}, Inbound.DENIED),
        (state("new_word", 7), None),
    ],
)
def test_the_firewall_by_two_sources_that_must_agree(changes, expected):
    found = mac(changes).get(Firewall)
    assert isinstance(found, Firewall if expected else Unknown)
    assert isinstance(found, Unknown) or (found.ipv4, found.ipv6) == (expected, expected)


def test_without_a_firewall_what_waits_is_counted():
    found = mac(state("allow_all", 0), waiting("tcp46 0 0 *.5900 *.* LISTEN", "tcp4 0 0 *.5900 *.* LISTEN")).get(
        Firewall
    )
    assert isinstance(found, Firewall)
    assert found.reachable == 1


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("tcp4       0      0  *.22                   *.*                    LISTEN     ", (Listener(22, "tcp", "*"),)),
        ("tcp6 0 0 *.22 *.* LISTEN", (Listener(22, "tcp", "*"),)),
        ("tcp4 0 0 192.168.1.7.7000 *.* LISTEN 131072 131072 612 0", (Listener(7000, "tcp", "192.168.1.7"),)),
        ("tcp6 0 0 fe80::1%lo0.88 *.* LISTEN", ()),
        ("tcp4 0 0 127.0.0.1.631 *.* LISTEN", ()),
        ("tcp6 0 0 ::1.631 *.* LISTEN", ()),
        ("tcp4 0 0 192.168.1.7.52100 203.0.113.9.443 ESTABLISHED", ()),
        ("nonsense", ()),
        ("tcp4 0 0 *.99999 *.* LISTEN", ()),
    ],
)
def test_lines_of_netstat(line, expected):
    assert parse_sockets(f"{NETSTAT}{line}\n", "tcp") == expected


def test_udp_has_no_state():
    found = mac(ran(*UDP, out=f"{NETSTAT}udp4 0 0 *.5353 *.*\nudp4 0 0 *.* *.*\nudp6 0 0 ::1.9 *.*\n")).get(
        ListeningPorts
    )
    assert isinstance(found, ListeningPorts)
    assert found.listeners == (Listener(5353, "udp", "*"),)


def test_a_list_without_its_heading_is_none():
    with pytest.raises(Garbled):
        parse_sockets("tcp4 0 0 *.22 *.* LISTEN\n", "tcp")


def services(*lines):
    told = "".join(f"\t\t{line}\n" for line in lines)
    return ran("launchctl", "print-disabled", "system", out=f"\tdisabled services = {{\n{told}\t}}\n")


@pytest.mark.parametrize(
    ("told", "listens", "expected"),
    [
        ('"com.openssh.sshd" => enabled', False, SshState.ON),
        ('"com.openssh.sshd" => false', False, SshState.ON),
        ('"com.openssh.sshd" => true', False, SshState.OFF),
        ('"com.openssh.sshd" => disabled', True, SshState.ON),
        ('"com.apple.smbd" => enabled', False, SshState.OFF),
    ],
)
def test_remote_login(told, listens, expected):
    sockets = waiting("tcp4 0 0 *.22 *.* LISTEN") if listens else waiting()
    found = mac(services(told), sockets, SSHD).get(RemoteLogin)
    assert isinstance(found, RemoteLogin)
    assert found.state is expected
    assert bool(found.rules) is (expected is SshState.ON)


def test_remote_login_with_keys_alone():
    keys = {ReadFile("/etc/ssh/sshd_config"): b"PasswordAuthentication no\nKbdInteractiveAuthentication no\n"}
    found = mac(services('"com.openssh.sshd" => enabled'), keys).get(RemoteLogin)
    assert isinstance(found, RemoteLogin)
    assert not found.rules[0].passwords


@pytest.mark.parametrize(
    ("changes", "mode"),
    [
        ((plist(UPDATES),), UpdateMode.INSTALLS),
        ((plist(UPDATES, CriticalUpdateInstall=False),), UpdateMode.OFF),
        ((plist(UPDATES, CriticalUpdateInstall="0"),), UpdateMode.OFF),
        (
            (plist(UPDATES, CriticalUpdateInstall=False), plist(BY_PROFILE, CriticalUpdateInstall=True)),
            UpdateMode.INSTALLS,
        ),
        ((plist(UPDATES), plist(BY_PROFILE, AutomaticDownload=0)), UpdateMode.OFF),
    ],
)
def test_automatic_updates(changes, mode):
    found = mac(*changes).get(AutomaticUpdates)
    assert isinstance(found, AutomaticUpdates)
    assert found.mode is mode
    assert bool(found.reason) is (mode is UpdateMode.OFF)


def test_a_switch_that_is_neither_on_nor_off_is_unknown():
    assert isinstance(mac(plist(UPDATES, AutomaticDownload="perhaps")).get(AutomaticUpdates), Unknown)


@pytest.mark.parametrize(
    ("settings", "count", "age"),
    [
        ({"LastRecommendedUpdatesAvailable": 2}, 2, None),
        ({"RecommendedUpdates": [{}, {}, {}], "LastFullSuccessfulDate": datetime(2026, 11, 10, 14, 30)}, 3, 10.0),
        ({"RecommendedUpdates": [], "LastSuccessfulDate": datetime(2030, 1, 1)}, 0, 0.0),
    ],
)
def test_pending_updates(settings, count, age):
    found = mac(plist(UPDATES, **settings)).get(PendingUpdates)
    assert isinstance(found, PendingUpdates)
    assert (found.count, found.list_age, found.security) == (count, age, None)


def test_updates_that_nothing_is_written_of_are_unknown():
    found = mac(plist(UPDATES, LastRecommendedUpdatesAvailable=True)).get(PendingUpdates)
    assert isinstance(found, Unknown)
    assert "Software Update" in found.hint


@pytest.mark.parametrize(
    ("version", "listing", "ends"),
    [("13.7.8", Listing.DATED, "2025-09-15"), ("26.1", Listing.DATED, None), ("27.0", Listing.NEWER, None),
     ("9.2", Listing.UNKNOWN, None)],
)  # fmt: skip
def test_support(version, listing, ends):
    found = mac(plist(MAC_VERSION, ProductVersion=version)).get(OsSupport)
    assert isinstance(found, OsSupport)
    assert (found.listing, found.ends and found.ends.isoformat()) == (listing, ends)


def test_the_version_by_its_own_program_where_the_file_is_not_there():
    probe = mac(ran("sw_vers", "-productVersion", out="15.6.1\n"), without=(ReadFile(MAC_VERSION),))
    assert version_of(probe.machine) == ("15.6.1", "sw_vers")
    assert isinstance(mac(plist(MAC_VERSION, ProductVersion="x")).get(OsSupport), Unknown)


@pytest.mark.parametrize(
    ("level", "expected"),
    [("Full Security", SecureBootState.ON), ("Volle Sicherheit", SecureBootState.ON),
     ("Permissive Security", SecureBootState.OFF), ("Ultra Security", None), ("", None)],
)  # fmt: skip
def test_secure_start(level, expected):
    found = mac(profiled("SPiBridgeDataType", {"ibridge_secure_boot": level})).get(SecureBoot)
    assert isinstance(found, SecureBoot if expected else Unknown)
    assert isinstance(found, Unknown) or found.state is expected
