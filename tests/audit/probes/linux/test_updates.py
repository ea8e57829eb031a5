"""Updates that wait: tables over a machine made of literals."""

import pytest

from peerkit.audit.checks.updates_installed import updates_installed
from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.image import ImageMachine
from peerkit.audit.probes.linux.updates import READERS
from peerkit.audit.probes.machine import (
    Changed,
    Clock,
    Garbled,
    ListFolder,
    Missing,
    Output,
    RunCommand,
    TooSlow,
    WhoAmI,
)
from peerkit.model.check import OS
from peerkit.model.facts import PendingUpdates, Unknown
from peerkit.model.finding import Status
from tests.audit.probes.contract import ProbeContract
from tests.audit.probes.linux.samples import samples
from tests.fake_machine import FakeMachine

APT = RunCommand(("apt-get", "-s", "-o", "Debug::NoLocking=true", "--with-new-pkgs", "upgrade"))
DNF, DNF_SECURITY = RunCommand(("dnf", "-C", "check-update")), RunCommand(("dnf", "-C", "check-update", "--security"))
PACMAN, SYNC = RunCommand(("pacman", "-Qu")), "/var/lib/pacman/sync"
NOW = 1_795_000_000
CLOCK = {Clock(): NOW}
FRESH = CLOCK | {Changed("/var/lib/apt/lists"): NOW - 43_200.0}
INST = "Inst {name} [1.2-1] (1.2-2 {origin} [amd64])\nConf {name} (1.2-2 {origin} [amd64])\n"


class UpdatesProbe(Probe):
    readers = READERS


class TestContract(ProbeContract):
    probe, system = UpdatesProbe, OS.LINUX


def read(replies) -> PendingUpdates | Unknown:
    return UpdatesProbe(FakeMachine(replies)).get(PendingUpdates)


def apt(*origins, new="", kept=0, said=None):
    lines = "".join(INST.format(name=f"lib{number}", origin=origin) for number, origin in enumerate(origins))
    count = len(origins) if said is None else said
    summary = f"{count} upgraded, {1 if new else 0} newly installed, 0 to remove and {kept} not upgraded.\n"
    return {APT: Output(0, f"NOTE: This is only a simulation!\nReading package lists...\n{summary}{lines}{new}")}


DEBIAN, SECURITY = "Debian:12.9/stable", "Debian-Security:12/stable-security"


@pytest.mark.parametrize(
    ("replies", "count", "security"),
    [
        (apt(), 0, 0),
        (apt(DEBIAN), 1, 0),
        (apt(DEBIAN, SECURITY, f"{DEBIAN}, {SECURITY}"), 3, 2),
        (apt("Ubuntu:24.04/noble-updates", "Ubuntu:24.04/noble-security"), 2, 1),
        (apt("UbuntuESM:22.04/jammy-infra-security"), 1, 1),
        # A new kernel comes as a new package; what counts is the one that brings it.
        (apt(SECURITY, new=f"Inst linux-image-6.1.0-41-amd64 (6.1.158-1 {SECURITY} [amd64])\n"), 1, 1),
        (apt(kept=4), 0, 0),
    ],
)
def test_apt(replies, count, security):
    fact = read(replies | FRESH)
    assert isinstance(fact, PendingUpdates)
    assert (fact.count, fact.security, fact.list_age) == (count, security, 0.5)
    assert fact.evidence[0].source == "apt-get -s upgrade"


@pytest.mark.parametrize(
    "replies",
    [
        {APT: Output(100, "", "E: Problem with MergeList")},
        {APT: Output(0, "")},
        {APT: Output(0, "Reading package lists...\n")},
        {APT: Output(0, "0 mis à jour, 0 nouvellement installés, 0 à enlever et 0 non mis à jour.\n")},
        apt(DEBIAN, said=2),
        apt(said=5),
        {APT: TooSlow("apt-get gave no answer in time")},
        {APT: Garbled("too much")},
    ],
)
def test_apt_that_cannot_tell_is_unknown_and_no_other_is_asked(replies):
    fact = read(replies | FRESH | {DNF: Output(0, "")})
    assert isinstance(fact, Unknown)
    assert "apt-get" in fact.reason.lower() or fact.reason == "Too much."


LIST = RunCommand(("apt", "list", "--upgradable"))
UNSTABLE = "WARNING: apt does not have a stable CLI interface. Use with caution in scripts."


def listed(*suites, end=0):
    lines = [f"lib{n}/{suite} 1.2-2 amd64 [upgradable from: 1.2-1]" for n, suite in enumerate(suites)]
    return {LIST: Output(end, "\n".join(["Listing...", *lines, ""]), UNSTABLE)}


@pytest.mark.parametrize(
    ("replies", "count", "security"),
    [
        (listed(), 0, 0),
        (listed("stable", "stable-security"), 2, 1),
        (listed("noble-updates,noble-security", "jammy-infra-security,now", "noble-updates"), 3, 2),
    ],
)
def test_apts_own_list_is_enough_where_it_is_empty_or_names_security(replies, count, security):
    fact = read(replies | FRESH)
    assert isinstance(fact, PendingUpdates)
    assert (fact.count, fact.security, fact.list_age) == (count, security, 0.5)
    assert fact.evidence[0].source == "apt list --upgradable"


@pytest.mark.parametrize(
    "replies",
    [
        # Two are listed; one of them is kept back for now.
        listed("noble-updates", "noble-updates"),
        listed("stable-security", end=100),
        {LIST: Output(0, "")},
        {LIST: Output(0, "Listing...\nlib1/stable-security 1.2-2 amd64 [peut être mis à jour depuis : 1.2-1]\n")},
        {LIST: Output(0, "Listing...\nE: security\n")},
        {LIST: TooSlow("apt gave no answer in time")},
    ],
)
def test_else_the_upgrade_is_simulated(replies):
    fact = read(replies | apt("Ubuntu:24.04/noble-updates", kept=1) | FRESH)
    assert isinstance(fact, PendingUpdates)
    assert (fact.count, fact.security) == (1, 0)
    assert fact.evidence[0].source == "apt-get -s upgrade"


def test_as_root_apts_list_is_given_no_place_to_write_its_caches_either():
    nowhere = ("-o", "Dir::Cache::pkgcache=", "-o", "Dir::Cache::srcpkgcache=", "-o", "Dir::Log::Planner=/dev/null")
    fact = read({WhoAmI(): (0, "root", "/root"), RunCommand(("apt", *nowhere, *LIST.argv[1:])): listed()[LIST]} | FRESH)
    assert isinstance(fact, PendingUpdates)
    assert fact.count == 0


def test_as_root_apt_is_given_no_place_to_write_its_caches():
    argv = list(APT.argv)
    argv[2:2] = ["-o", "Dir::Cache::pkgcache=", "-o", "Dir::Cache::srcpkgcache=", "-o", "Dir::Log::Planner=/dev/null"]
    reply = apt(SECURITY)[APT]
    fact = read({WhoAmI(): (0, "root", "/root"), RunCommand(tuple(argv)): reply} | FRESH)
    assert isinstance(fact, PendingUpdates)
    assert fact.security == 1


@pytest.mark.parametrize(
    ("written", "age"),
    [
        ({"/var/lib/apt/lists": 86_400.0 * 9}, 9.0),
        ({"/var/lib/apt/lists": 86_400.0 * 9, "/var/lib/apt/periodic/update-success-stamp": 86_400.0 * 2}, 2.0),
        ({"/var/lib/apt/lists": -3600.0}, 0.0),
        ({}, None),
    ],
)
def test_age_of_the_lists(written, age):
    fact = read(apt() | CLOCK | {Changed(path): NOW - ago for path, ago in written.items()})
    assert isinstance(fact, PendingUpdates)
    assert fact.list_age == age


def test_without_a_clock_the_age_is_not_known():
    fact = read(apt() | {Changed("/var/lib/apt/lists"): 1.0})
    assert isinstance(fact, PendingUpdates)
    assert fact.list_age is None


UPGRADES = """Last metadata expiration check: 1 day, 12:00:00 ago on Fri Nov 20 09:00:00 2026.

glibc.x86_64                2.40-9.fc41          updates
tzdata.noarch               2026c-1.fc41         updates
Obsoleting Packages
oldlib.x86_64               1.0-1.fc41           updates
    oldlib.x86_64           0.9-1.fc41           @updates
"""


@pytest.mark.parametrize(
    ("replies", "count", "security", "age"),
    [
        ({DNF: Output(0, "Last metadata expiration check: 0:30:00 ago on Sat Nov 21 09:00:00 2026.\n")}, 0, 0, 1 / 48),
        ({DNF: Output(0, "")}, 0, 0, None),
        ({DNF: Output(100, UPGRADES), DNF_SECURITY: Output(0, "")}, 2, 0, 1.5),
        ({DNF: Output(100, UPGRADES), DNF_SECURITY: Output(100, "glibc.x86_64  2.40-9.fc41  updates\n")}, 2, 1, 1.5),
        ({DNF: Output(100, UPGRADES), DNF_SECURITY: Output(1, "")}, 2, None, 1.5),
        ({DNF: Output(100, UPGRADES), DNF_SECURITY: TooSlow("dnf")}, 2, None, 1.5),
    ],
)
def test_dnf(replies, count, security, age):
    fact = read(replies)
    assert isinstance(fact, PendingUpdates)
    assert (fact.count, fact.security, fact.list_age) == (count, security, age)


@pytest.mark.parametrize(
    "replies",
    [
        {DNF: Output(1, "", "Error: Cache-only enabled but no cache")},
        {DNF: Output(100, "")},
        {DNF: TooSlow("dnf slow")},
    ],
)
def test_dnf_that_cannot_tell_is_unknown(replies):
    fact = read(replies)
    assert isinstance(fact, Unknown)
    assert "dnf" in fact.reason.lower()


@pytest.mark.parametrize(
    ("output", "count", "security"),
    [
        (Output(1, ""), 0, 0),
        (Output(0, "linux 6.11.1-1 -> 6.11.8-1\nzlib 1:1.3-1 -> 1:1.3.1-1\n"), 2, None),
        # What the person told pacman to leave alone does not wait.
        (Output(0, "linux 6.11.1-1 -> 6.11.8-1 [ignored]\n"), 0, 0),
    ],
)
def test_pacman(output, count, security):
    lists = {ListFolder(SYNC): ["core.db", "core.files", "extra.db"]}
    written = {Changed(f"{SYNC}/core.db"): NOW - 86_400.0 * 3, Changed(f"{SYNC}/extra.db"): NOW - 86_400.0 * 5}
    fact = read({PACMAN: output} | lists | written | CLOCK)
    assert isinstance(fact, PendingUpdates)
    assert (fact.count, fact.security, fact.list_age) == (count, security, 3.0)


@pytest.mark.parametrize(
    "output", [Output(1, "", "error: could not open database"), Output(0, ""), Output(2, ""), Output(1, "x 1 -> 2")]
)
def test_pacman_that_cannot_tell_is_unknown(output):
    assert isinstance(read({PACMAN: output, ListFolder(SYNC): []}), Unknown)


def test_no_package_manager_at_all():
    fact = read({APT: Missing("the program apt-get is not installed")})
    assert isinstance(fact, Unknown)
    assert "apt, dnf and pacman" in fact.reason


def test_a_disk_image_is_not_said_to_lack_them(tmp_path):
    fact = UpdatesProbe(ImageMachine(tmp_path)).get(PendingUpdates)
    assert isinstance(fact, Unknown)
    assert fact.reason == (
        "Which updates wait is worked out by a program, not kept in a file "
        "(a disk image can only be asked for its files)."
    )
    assert fact.hint == "Run PeerKit on the running machine."


def test_sample_of_a_neglected_machine():
    text = (samples("updates") / "apt-get-s-upgrade-133pending-bookworm.out").read_text()
    fact = read({APT: Output(0, text)} | FRESH)
    assert isinstance(fact, PendingUpdates)
    assert fact.count == 133
    assert fact.security
    verdict = updates_installed(fact)
    assert (verdict.status, verdict.severity) == (Status.FAIL, None)
