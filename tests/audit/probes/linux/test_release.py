"""Until when a release gets security updates: os-release, and PeerKit's dated list."""

import re
from dataclasses import replace
from datetime import date, datetime

import pytest

from peerkit.audit.checks.os_supported import os_supported
from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux.release import READERS, parse_os_release
from peerkit.audit.probes.machine import Clock, ReadFile
from peerkit.audit.probes.support_list import SHIPPED, read_list
from peerkit.datafile import load, parse
from peerkit.errors import BadData
from peerkit.model.check import OS
from peerkit.model.facts import Unknown
from peerkit.model.facts_system import Listing, OsSupport
from peerkit.model.finding import Status
from tests.audit.probes.contract import ProbeContract
from tests.fake_machine import FakeMachine

F, P, U = Status.FAIL, Status.PASS, Status.UNKNOWN


class ReleaseProbe(Probe):
    readers = READERS


class TestContract(ProbeContract):
    probe, system = ReleaseProbe, OS.LINUX


def read(text, day="2026-11-21", place="/etc/os-release"):
    seconds = int(datetime.fromisoformat(f"{day}T12:00+00:00").timestamp())
    replies = {ReadFile(place): text.encode(), Clock(): seconds}
    return ReleaseProbe(FakeMachine(replies)).get(OsSupport)


def said(text, day="2026-11-21"):
    fact = read(text, day)
    assert isinstance(fact, OsSupport)
    return os_supported(fact).status


def release(system, version, more=""):
    return f'PRETTY_NAME="Something {version}"\nID={system}\nVERSION_ID="{version}"\n{more}'


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        (release("debian", "13"), "2026-11-21", P),
        (release("debian", "12"), "2026-07-11", P),
        # Past the maker's own end, carried on by the LTS team, for everybody.
        (release("debian", "12"), "2026-11-21", P),
        (release("debian", "12"), "2028-07-01", F),
        (release("debian", "11"), "2026-11-21", F),
        (release("ubuntu", "24.04"), "2026-11-21", P),
        (release("ubuntu", "25.10"), "2026-11-21", F),
        # Carried on, but only for those who have Ubuntu Pro.
        (release("ubuntu", "20.04"), "2026-11-21", U),
        (release("ubuntu", "16.04"), "2026-11-21", F),
        (release("fedora", "44"), "2026-11-21", P),
        (release("fedora", "42"), "2026-11-21", F),
        (release("rhel", "9.6"), "2026-11-21", P),
        (release("rhel", "7.9"), "2026-11-21", U),
        (release("rocky", "8.10"), "2026-11-21", P),
        (release("centos", "8"), "2026-11-21", F),
        (release("linuxmint", "22.1"), "2026-11-21", P),
        (release("opensuse-leap", "15.6"), "2026-11-21", F),
        ("ID=arch\nBUILD_ID=rolling\n", "2040-01-01", P),
        (release("opensuse-tumbleweed", "20261119"), "2026-11-21", P),
        # Not in the list: never guessed, not even by its relatives.
        (release("somethingelse", "12", "ID_LIKE=debian\n"), "2026-11-21", U),
        (release("debian", "14"), "2026-11-21", U),
        (release("ubuntu", "26.10"), "2026-11-21", U),
        ("ID=debian\nVERSION_CODENAME=sid\n", "2026-11-21", U),
        (release("ubuntu", "٢٦.٠٤"), "2026-11-21", U),
        # Unless it names its end itself.
        (release("fedora", "45", "SUPPORT_END=2027-12-01\n"), "2026-11-21", P),
        (release("somethingelse", "3", "SUPPORT_END=2025-12-01\n"), "2026-11-21", F),
        (release("somethingelse", "3", "SUPPORT_END=soon\n"), "2026-11-21", U),
    ],
)
def test_releases(text, day, expected):
    assert said(text, day) is expected


def test_a_newer_one_than_the_list_is_told_apart():
    newer, older = read(release("fedora", "99")), read(release("fedora", "3"))
    assert isinstance(newer, OsSupport)
    assert isinstance(older, OsSupport)
    assert (newer.listing, older.listing) == (Listing.NEWER, Listing.UNKNOWN)
    assert "newer than PeerKit's list of 2026-08-22" in os_supported(newer).message


def test_the_last_day_is_still_supported():
    fact = read(release("debian", "13"), "2028-08-09")
    assert isinstance(fact, OsSupport)
    assert fact.ends == fact.today == date(2028, 8, 9)
    assert os_supported(fact).status is P
    assert os_supported(replace(fact, today=date(2028, 8, 10), longer=None)).status is F


def test_the_second_place_for_os_release_and_the_evidence():
    fact = read(release("debian", "13"), place="/usr/lib/os-release")
    assert isinstance(fact, OsSupport)
    assert fact.evidence[0].source == "/usr/lib/os-release"
    assert re.match(r"https://\S+/debian\.md$", fact.evidence[1].source)


def test_without_os_release_it_is_unknown():
    assert isinstance(ReleaseProbe(FakeMachine()).get(OsSupport), Unknown)


def test_a_hostile_name_is_harmless():
    fact = read('ID=x\nPRETTY_NAME="\x1b[2J[red]evil"\n')
    assert isinstance(fact, OsSupport)
    assert fact.name == "\\x1b[2J[red]evil"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ID=debian\n", {"ID": "debian"}),
        ('NAME="A \\"b\\" $"\n', {"NAME": 'A "b" $'}),
        ("NAME='it is'\n", {"NAME": "it is"}),
        ("# ID=x\nID=y\nID=z\n", {"ID": "z"}),
        ("id=x\nID x\n=\n", {}),
        ('NAME=""\n', {"NAME": ""}),
    ],
)
def test_os_release(text, found):
    assert parse_os_release(text) == found


def test_the_shipped_list_is_whole():
    systems = read_list(load(SHIPPED, SHIPPED.name))
    assert {"debian", "ubuntu", "fedora", "rhel", "rocky", "almalinux", "centos", "linuxmint", "arch"} <= set(systems)
    for name, system in systems.items():
        assert system.rolling or system.releases, name
        assert all(one.longer is None or one.longer >= one.ends for one in system.releases.values()), name
        assert bool(system.longer_by) == any(one.longer for one in system.releases.values()), name
        assert all(re.fullmatch(r"\d+(\.\d+)*", version) for version in system.releases), name


ENTRY = """schema: peerkit.os-support/1
systems:
  x:
    name: X
    source: {{title: T, url: "https://x.example/", as_of: "2026-01-01", accessed: "2026-01-01"}}
    {0}
"""


@pytest.mark.parametrize(
    "more",
    [
        'releases: {"1": {ends: "2026-02-30"}}',
        'releases: {"1": {ends: soon}}',
        'releases: {"1": {}}',
        'releases: {"1": {no_end_named: false}}',
        'releases: {"1": {ends: "2026-02-28", no_end_named: true}}',
        'releases: {"1": {stops: "2026-02-28"}}',
        "name2: Y",
        "rolling: false",
        'rolling: true\n    releases: {"1": {ends: "2026-02-28"}}',
    ],
)
def test_a_list_with_a_mistake_is_refused(more):
    with pytest.raises(BadData):
        read_list(parse(ENTRY.format(more), "list.yaml"))


def test_a_sound_list_is_read():
    systems = read_list(parse(ENTRY.format('releases: {"1": {ends: "2026-02-28"}}'), "list.yaml"))
    assert systems["x"].releases["1"].ends == date(2026, 2, 28)
    systems = read_list(parse(ENTRY.format('releases: {"1": {no_end_named: true}}'), "list.yaml"))
    assert systems["x"].releases["1"].ends is None
