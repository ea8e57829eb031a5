"""Whether updates install themselves: tables over a machine made of literals."""

import pytest

from peerkit.audit.checks.updates_automatic import updates_automatic
from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux.autoupdate import READERS, parse_apt_files
from peerkit.audit.probes.machine import (
    FileState,
    Garbled,
    ListFolder,
    Output,
    ReadFile,
    ReadLink,
    RunCommand,
    State,
)
from peerkit.audit.runner import judge
from peerkit.model.check import OS
from peerkit.model.finding import Status
from tests.audit.probes.contract import ProbeContract
from tests.audit.probes.linux.samples import samples
from tests.fake_machine import FakeMachine

F, P, U, N = Status.FAIL, Status.PASS, Status.UNKNOWN, Status.NOT_APPLICABLE
THERE = State("file", 0o755, 0, 0, 32)
WANTS = "/etc/systemd/system/timers.target.wants"
CONFIG = RunCommand(
    ("apt-config", "shell", "UPGRADE", "APT::Periodic::Unattended-Upgrade",
     "LISTS", "APT::Periodic::Update-Package-Lists", "ENABLE", "APT::Periodic::Enable")
)  # fmt: skip


class UpdateProbe(Probe):
    readers = READERS


class TestContract(ProbeContract):
    probe, system = UpdateProbe, OS.LINUX


def there(*paths):
    return {FileState(path): THERE for path in paths}


def timers(*names):
    return there(*(f"{WANTS}/{name}" for name in names))


APT = there("/usr/bin/apt-get", "/usr/bin/unattended-upgrade")
BOTH = timers("apt-daily.timer", "apt-daily-upgrade.timer")


def config(upgrade="1", lists="1", more=""):
    return {CONFIG: Output(0, f"UPGRADE='{upgrade}'\nLISTS='{lists}'\n{more}")}


def said(replies):
    (found,) = judge(updates_automatic, UpdateProbe(FakeMachine(replies)), OS.LINUX)
    return found.status


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        (APT | BOTH | config(), P),
        (APT | BOTH | config("7", "always"), P),
        (APT | BOTH | config("0"), F),
        (APT | BOTH | config("", "1"), F),
        (APT | BOTH | config("1", "0"), F),
        (APT | BOTH | config(more="ENABLE='0'\n"), F),
        (APT | BOTH | config(more="ENABLE='1'\n"), P),
        (APT | BOTH | {CONFIG: Output(0, "")}, F),
        (APT | BOTH | {CONFIG: Output(100, "", "E: Syntax error")}, U),
        (there("/usr/bin/apt-get") | BOTH | config(), F),
        (APT | config(), F),
        (APT | timers("apt-daily.timer") | config(), F),
        (APT | BOTH | config() | {ReadLink("/etc/systemd/system/apt-daily-upgrade.timer"): "/dev/null"}, F),
        # Without systemd, cron starts it.
        (APT | config() | there("/etc/cron.daily/apt-compat"), P),
        (APT | config() | there("/etc/cron.daily/apt-compat", "/usr/lib/systemd/systemd"), F),
    ],
)
def test_apt(replies, expected):
    assert said(replies) is expected


def files(*texts):
    names = [f"{number}apt" for number in range(len(texts))]
    folder = "/etc/apt/apt.conf.d"
    read = {ReadFile(f"{folder}/{name}"): text.encode() for name, text in zip(names, texts, strict=True)}
    return {ListFolder(folder): [*names, "old.bak", "x y"], **read}


ON = 'APT::Periodic::Update-Package-Lists "1";\nAPT::Periodic::Unattended-Upgrade "1";\n'
OFF = 'APT::Periodic::Unattended-Upgrade "0";\n'


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        (files(ON), P),
        (files(ON, OFF), F),
        (files(OFF, ON), P),
        (files(ON, "// " + OFF), P),
        (files(ON, "# " + OFF), P),
        (files(ON, "/* " + OFF + "*/"), P),
        (files(ON) | {ReadFile("/etc/apt/apt.conf"): OFF.encode()}, F),
        (files(), F),
        (files(ON, 'APT { Periodic { Unattended-Upgrade "0"; }; };'), U),
        (files(ON, "#clear APT::Periodic;"), U),
        (files(ON, '#include "/etc/other";'), U),
        ({}, U),
    ],
)
def test_apt_by_its_files_alone(replies, expected):
    """What a mounted image has: no command runs there."""
    assert said(APT | BOTH | replies) is expected


def dnf(text, *timer, where="/etc/dnf/automatic.conf"):
    return there("/usr/bin/dnf") | {ReadFile(where): text.encode()} | timers(*timer)


SHIPPED = "/usr/share/dnf5/dnf5-plugins/automatic.conf"
APPLY, LOOK = "[commands]\napply_updates = yes\n", "[commands]\napply_updates = no\n"


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        (dnf(APPLY, "dnf-automatic.timer"), P),
        (dnf(APPLY, "dnf5-automatic.timer"), P),
        (dnf(APPLY), F),
        (dnf(LOOK, "dnf-automatic.timer"), F),
        (dnf(LOOK, "dnf-automatic-install.timer"), P),
        (dnf("[commands]\napply_update = yes\n", "dnf-automatic.timer"), F),
        (dnf("[emitters]\napply_updates = yes\n", "dnf-automatic.timer"), F),
        (dnf("[commands]\n# apply_updates = yes\n", "dnf-automatic.timer"), F),
        (dnf(LOOK, "dnf5-automatic.timer", where=SHIPPED) | dnf(APPLY), P),
        (there("/usr/bin/dnf5"), F),
    ],
)
def test_dnf(replies, expected):
    assert said(replies) is expected


OSTREE = there("/usr/bin/rpm-ostree", "/usr/bin/dnf")
POLICY = ReadFile("/etc/rpm-ostreed.conf")
STAGE = {POLICY: b"[Daemon]\nAutomaticUpdatePolicy=stage\n"}


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        (OSTREE | STAGE | timers("rpm-ostreed-automatic.timer"), P),
        (OSTREE | STAGE, F),
        (OSTREE | {POLICY: b"[Daemon]\nAutomaticUpdatePolicy=check\n"} | timers("rpm-ostreed-automatic.timer"), F),
        (OSTREE, F),
        (there("/usr/bin/pacman"), N),
        ({}, U),
    ],
)
def test_other_tools(replies, expected):
    assert said(replies) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("20auto-upgrades-debian-trixie", P), ("20auto-upgrades-enabled-trixie", P), ("20auto-upgrades-off-hand", F)],
)
def test_samples_of_apt_files(name, expected):
    assert said(APT | BOTH | files((samples("updates") / name).read_text())) is expected


@pytest.mark.parametrize(
    ("name", "expected"), [("apt-config-shell-enabled-trixie.out", P), ("apt-config-shell-overridden-trixie.out", F)]
)
def test_samples_of_apt_config(name, expected):
    text = (samples("updates") / name).read_text().replace("U=", "UPGRADE=").replace("L=", "LISTS=")
    assert said(APT | BOTH | {CONFIG: Output(0, text)}) is expected


def test_a_sample_of_settings_apt_cannot_read():
    text = (samples("updates") / "apt-config-broken.err").read_text()
    assert said(APT | BOTH | {CONFIG: Output(100, "", text)}) is U


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("dnf-automatic-on-hand.conf", P),
        ("dnf-automatic-typo-apply_update-hand.conf", F),
        ("pub-dnf4-automatic.conf", F),
        ("pub-dnf5-automatic.conf", F),
    ],
)
def test_samples_of_dnf(name, expected):
    assert said(dnf((samples("updates") / name).read_text(), "dnf-automatic.timer")) is expected


def test_files_of_apt_that_hold_blocks_are_left_to_apt():
    with pytest.raises(Garbled):
        parse_apt_files('APT::Periodic {\n  Unattended-Upgrade "1";\n};\n')
