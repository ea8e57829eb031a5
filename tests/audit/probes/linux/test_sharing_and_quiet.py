"""What is shared, and whether messages may pop up, on Linux."""

from __future__ import annotations

import pytest

from peerkit.audit.probes.linux import quiet, sharing
from peerkit.audit.probes.machine import Environ, Missing, ReadFile, WhoAmI
from peerkit.model.facts import Unknown
from peerkit.model.facts_privacy import QuietMode
from peerkit.model.facts_remote import Sharing
from peerkit.model.facts_system import Guarding, MalwareGuard
from tests.audit.probes.linux.audit_scene import AuditProbe, Tree, command

HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
SCHEMA = "org.gnome.desktop.notifications"


class OfferedProbe(AuditProbe):
    readers = quiet.READERS | sharing.READERS


def get(need, replies):
    return OfferedProbe(Tree(replies=replies)).get(need)


def sockets(*ports, address="00000000"):
    lines = "".join(f"   {n}: {address}:{port:04X} 00000000:0000 0A 0 0 0\n" for n, port in enumerate(ports))
    return {ReadFile("/proc/net/tcp"): (HEAD + lines).encode()}


@pytest.mark.parametrize(
    ("ports", "things"),
    [
        ((), ()),
        ((22, 8080), ()),
        ((445, 139), ("files",)),
        ((2049,), ("files",)),
        ((631, 445), ("files", "a printer")),
    ],
)
def test_servers_are_known_by_the_port_they_wait_at(ports, things):
    found = get(Sharing, sockets(*ports))
    assert isinstance(found, Sharing)
    assert set(found.things) == set(things)
    assert found.looked_for == ("files", "a printer")


def test_a_printer_for_this_machine_alone_is_not_shared():
    assert get(Sharing, sockets(631, address="0100007F")).things == ()


def test_without_the_tables_nothing_is_known():
    assert isinstance(get(Sharing, {}), Unknown)


def desktop(name, **replies):
    return {Environ("XDG_CURRENT_DESKTOP"): name, WhoAmI(): (1000, "robin", "/home/robin"), **replies}


@pytest.mark.parametrize(("word", "on"), [("false", True), ("true", False)])
def test_gnome(word, on):
    told = command("gsettings", "list-recursively", SCHEMA, out=f"{SCHEMA} show-banners {word}\n")
    found = get(QuietMode, desktop("ubuntu:GNOME") | told)
    assert isinstance(found, QuietMode)
    assert found.on is on


@pytest.mark.parametrize("on", [True, False])
def test_plasma_announces_it(on):
    assert get(QuietMode, desktop("KDE") | {quiet._INHIBITED: [on]}).on is on


@pytest.mark.parametrize("reply", [[], ["yes"], [True, True], Missing("no such property")])
def test_a_server_of_another_kind_is_no_answer(reply):
    assert isinstance(get(QuietMode, desktop("KDE") | {quiet._INHIBITED: reply}), Unknown)


def test_other_desktops_and_no_desktop():
    found = get(QuietMode, desktop("XFCE"))
    assert isinstance(found, Unknown)
    assert "XFCE" in found.reason
    assert "bell" in found.hint
    assert isinstance(get(QuietMode, desktop("")), Unknown)


def test_linux_brings_no_guard_of_its_own():
    assert get(MalwareGuard, {}).state is Guarding.NONE
