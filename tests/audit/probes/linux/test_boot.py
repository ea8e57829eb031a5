"""Secure Boot and restarts that are due: tables over a machine made of literals."""

import pytest

from peerkit.audit.checks.restart_not_pending import restart_not_pending
from peerkit.audit.checks.secure_boot_on import secure_boot_on
from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux.boot import READERS
from peerkit.audit.probes.machine import FileState, ListFolder, Output, ReadFile, Refused, RunCommand, State
from peerkit.audit.runner import judge
from peerkit.model.check import OS
from peerkit.model.facts import Unknown
from peerkit.model.facts_system import RestartPending, SecureBoot
from peerkit.model.finding import Status
from tests.audit.probes.contract import ProbeContract
from tests.audit.probes.linux.samples import samples
from tests.fake_machine import FakeMachine

F, P, U, N = Status.FAIL, Status.PASS, Status.UNKNOWN, Status.NOT_APPLICABLE
VARIABLE = ReadFile("/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c")
CLASSES, EFI = {ListFolder("/sys/class"): ["block", "net"]}, {ListFolder("/sys/firmware/efi"): ["efivars"]}
VARIABLES = ListFolder("/sys/firmware/efi/efivars")


class BootProbe(Probe):
    readers = READERS


class TestContract(ProbeContract):
    probe, system = BootProbe, OS.LINUX


def said(check, replies):
    (found,) = judge(check, BootProbe(FakeMachine(replies)), OS.LINUX)
    return found.status


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        ({VARIABLE: b"\x06\x00\x00\x00\x01"}, P),
        ({VARIABLE: b"\x06\x00\x00\x00\x00"}, F),
        ({VARIABLE: b"\x06\x00\x00\x00\x02"}, U),
        ({VARIABLE: b"\x01"}, U),
        ({VARIABLE: b""}, U),
        ({VARIABLE: Refused("the variable")}, U),
        (CLASSES, N),
        (CLASSES | EFI | {VARIABLES: ["BootOrder-8be4df61"]}, F),
        (CLASSES | EFI | {VARIABLES: []}, U),
        (CLASSES | EFI, U),
        # An image: its /sys is empty.
        ({ListFolder("/sys/class"): []}, U),
        ({}, U),
    ],
)
def test_secure_boot(replies, expected):
    assert said(secure_boot_on, replies) is expected


def test_an_image_says_what_would_answer():
    for need in (SecureBoot, RestartPending):
        fact = BootProbe(FakeMachine()).get(need)
        assert isinstance(fact, Unknown)
        assert fact.hint


KERNEL = {ReadFile("/proc/sys/kernel/osrelease"): b"6.12.1-arch1-1\n"}
THERE = State("file", 0o644, 0, 0, 32)
MARK, UBUNTU = FileState("/run/reboot-required"), FileState("/usr/share/update-notifier/notify-reboot-required")
PACKAGES = ReadFile("/run/reboot-required.pkgs")
NEEDRESTART, DNF = RunCommand(("needrestart", "-b", "-k")), RunCommand(("dnf", "-C", "needs-restarting", "-r"))
MODULES = ListFolder("/usr/lib/modules")
NO_NEED = "No core libraries or services have been updated since boot-up.\nReboot should not be necessary.\n"
NEED = (
    "Core libraries or services have been updated:\n  * kernel\n\nReboot is required to fully utilize these updates.\n"
)


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        ({MARK: THERE}, F),
        ({FileState("/run/reboot-needed"): THERE}, F),
        ({UBUNTU: THERE}, P),
        # Nobody here would leave a mark, so that there is none says nothing.
        ({}, U),
        ({NEEDRESTART: Output(0, "NEEDRESTART-KSTA: 1\n")}, P),
        ({NEEDRESTART: Output(0, "NEEDRESTART-KSTA: 2\n")}, F),
        ({NEEDRESTART: Output(0, "NEEDRESTART-KSTA: 3\n")}, F),
        ({NEEDRESTART: Output(0, "NEEDRESTART-KSTA: 0\n")}, U),
        ({NEEDRESTART: Output(0, "NEEDRESTART-KSTA: 0\n"), UBUNTU: THERE}, P),
        ({DNF: Output(0, NO_NEED)}, P),
        ({DNF: Output(1, NEED)}, F),
        ({DNF: Output(1, "", "Error: Cache-only enabled but no cache")}, U),
        ({DNF: Output(0, "")}, U),
        ({MODULES: ["6.12.1-arch1-1"]}, U),
        ({MODULES: ["6.12.4-arch1-1"]}, F),
        ({MODULES: []}, U),
        # In a container the kernel is the host's.
        ({MODULES: ["6.1.0-41-amd64"], FileState("/.dockerenv"): THERE}, U),
    ],
)
def test_restarts(replies, expected):
    assert said(restart_not_pending, KERNEL | replies) is expected


def test_the_packages_are_named_once():
    fact = BootProbe(FakeMachine(KERNEL | {MARK: THERE, PACKAGES: b"linux-base\nlinux-base\n\x1b[2Jx\n\n"}))
    found = fact.get(RestartPending)
    assert isinstance(found, RestartPending)
    assert found.packages == ("linux-base", "\\x1b[2Jx")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("needrestart-b-k.out", U),
        ("needrestart-b.out", U),
        ("pub-jc-generic-needrestart--extralines.out", F),
        ("pub-jc-generic-needrestart--standard.out", P),
    ],
)
def test_samples_of_needrestart(name, expected):
    text = (samples("updates") / name).read_text()
    assert said(restart_not_pending, KERNEL | {NEEDRESTART: Output(0, text)}) is expected


def test_samples_of_the_mark():
    packages = (samples("updates") / "reboot-required.pkgs-hand").read_bytes()
    found = BootProbe(FakeMachine(KERNEL | {MARK: THERE, PACKAGES: packages})).get(RestartPending)
    assert isinstance(found, RestartPending)
    assert found.packages == ("linux-image-6.8.0-45-generic", "linux-base")
