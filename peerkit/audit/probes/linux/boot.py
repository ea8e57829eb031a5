"""How this machine starts: whether Secure Boot was on, and whether updates wait for a restart."""

from __future__ import annotations

import re

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, FileState, Garbled, Machine, Missing, State
from peerkit.model.facts import Evidence, Fact, Unknown
from peerkit.model.facts_system import RestartPending, SecureBoot, SecureBootState
from peerkit.model.private import printable

# The GUID is that of UEFI's global variables; the first four bytes are attributes (kernel, efivarfs.rst).
_SECURE_BOOT = "/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"
# Who leaves the mark when a restart is needed; without one of them, no mark means nothing.
_MARKERS = ("/usr/share/update-notifier/notify-reboot-required", "/etc/kernel/postinst.d/unattended-upgrades")
_MARKS = ("/run/reboot-required", "/var/run/reboot-required", "/run/reboot-needed")
_CONTAINER = ("/.dockerenv", "/run/.containerenv", "/run/systemd/container")
_KERNEL = "/proc/sys/kernel/osrelease"
_STATE = re.compile(r"^NEEDRESTART-KSTA: (\d)$", re.M)
_BY_HAND = "When you can, restart the computer once: that settles it."


def read_secure_boot(machine: Machine) -> SecureBoot:
    """What the firmware said at the last start. Raises ``CouldNotLook``."""
    try:
        raw = machine.read(_SECURE_BOOT)
    except Missing:
        return _without_variable(machine)
    if len(raw) != 5 or raw[4] > 1:
        raise Garbled("the firmware's word on Secure Boot cannot be understood")
    state = SecureBootState.ON if raw[4] else SecureBootState.OFF
    return SecureBoot(state=state, evidence=(Evidence(f"SecureBoot = {raw[4]}", "/sys/firmware/efi/efivars"),))


def _without_variable(machine: Machine) -> SecureBoot:
    if not _running(machine):
        raise Missing("only a running system shows how it was started", "Run PeerKit on the running machine.")
    try:
        machine.folder("/sys/firmware/efi")
    except Missing:
        evidence = Evidence("there is no /sys/firmware/efi", "/sys/firmware")
        return SecureBoot(state=SecureBootState.NO_UEFI, evidence=(evidence,))
    if machine.folder("/sys/firmware/efi/efivars"):
        # Firmware that does not know Secure Boot has other variables, but not this one.
        return SecureBoot(
            state=SecureBootState.OFF, evidence=(Evidence("no such variable", "/sys/firmware/efi/efivars"),)
        )
    raise Missing("the firmware's variables are not shown here", "Look for Secure Boot in the firmware's own menu.")


def _running(machine: Machine) -> bool:
    """Whether this is a running system: an image has an empty /sys, or none, which says nothing."""
    try:
        return bool(machine.folder("/sys/class"))
    except Missing:
        return False


def read_restart_pending(machine: Machine) -> RestartPending | Unknown:
    """Whether something installed waits for a restart, by the first source that can tell."""
    try:
        kernel = machine.text(_KERNEL).strip()
    except Missing:
        return Unknown("Only a running system can wait for a restart.", "Run PeerKit on the running machine.")
    for look in (_marked, _modules_gone, _needrestart, _dnf, _no_mark):
        try:
            found = look(machine, kernel)
        except CouldNotLook:
            continue
        if found:
            return found
    return Unknown(
        "Neither a mark of the system, nor needrestart, nor dnf told whether updates wait for a restart.", _BY_HAND
    )


def _there(machine: Machine, path: str) -> bool:
    try:
        return isinstance(machine.answer(FileState(path)), State)
    except Missing:
        return False


def _pending(needed: bool, seen: str, source: str, packages: tuple[str, ...] = ()) -> RestartPending:
    return RestartPending(needed=needed, packages=packages, evidence=(Evidence(seen, source),))


def _marked(machine: Machine, _: str) -> RestartPending | None:
    for mark in _MARKS:
        if _there(machine, mark):
            return _pending(True, "the mark is there", mark, _packages(machine, f"{mark}.pkgs"))
    return None


def _packages(machine: Machine, path: str) -> tuple[str, ...]:
    try:
        lines = machine.text(path).split("\n")
    except CouldNotLook:
        return ()
    return tuple(dict.fromkeys(printable(line.strip(), 60) for line in lines if line.strip()))


def _modules_gone(machine: Machine, kernel: str) -> RestartPending | None:
    """Arch, and others that keep one kernel: an update takes the running one's modules away."""
    kept = machine.folder("/usr/lib/modules")
    if not kept or kernel in kept or not re.fullmatch(r"[\w.+~-]+", kernel):
        return None
    if any(_there(machine, mark) for mark in _CONTAINER):
        return None  # the kernel is the host's
    seen = f"the running kernel is {kernel}, installed is {printable(', '.join(kept), 80)}"
    return _pending(True, seen, "/usr/lib/modules")


def _needrestart(machine: Machine, _: str) -> RestartPending | None:
    """needrestart(1), batch mode, kernel only: 1 is current, 2 and 3 wait for a restart, 0 is not known."""
    output = machine.run("needrestart", "-b", "-k")
    state = _STATE.search(output.stdout)
    if state is None or state[1] not in "123":
        return None
    return _pending(state[1] != "1", f"kernel state {state[1]}", "needrestart -b -k")


def _dnf(machine: Machine, _: str) -> RestartPending | None:
    """dnf-needs-restarting(8): exit code 1 says yes, 0 says no; the words tell a yes from an error."""
    output = machine.run("dnf", "-C", "needs-restarting", "-r")
    words = {0: "no core libraries or services have been updated", 1: "reboot is required"}
    said = words.get(output.exit, "\0") in output.stdout.lower()
    return _pending(output.exit == 1, f"exit code {output.exit}", "dnf needs-restarting -r") if said else None


def _no_mark(machine: Machine, _: str) -> RestartPending | None:
    marker = next((path for path in _MARKERS if _there(machine, path)), "")
    return _pending(False, "no mark, though this system leaves one", marker) if marker else None


READERS: dict[type[Fact], Reader] = {SecureBoot: read_secure_boot, RestartPending: read_restart_pending}
