"""Log-in over the network by SSH: whether the server runs, and what it asks of those who knock.

The settings files, which most systems leave open, tell it, with the defaults of sshd_config(5) and
every ``Match`` block. ``sshd -T`` is not asked: it opens internet sockets and may look up host
names, and PeerKit does neither; the tests hold the reading of the files against it.
"""

from __future__ import annotations

import re

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, Machine, Missing
from peerkit.audit.probes.openssh import asked_of_callers
from peerkit.model.facts import Evidence, Fact
from peerkit.model.facts_remote import RemoteLogin, SshState

_PROGRAMS = ("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/sbin", "/bin")
# A list of programs without a shell is not one to draw conclusions from.
_EVERYWHERE = "sh"
_UNITS = ("ssh.service", "sshd.service", "ssh.socket", "sshd.socket")
_WANTS = ("multi-user.target.wants", "sockets.target.wants", "default.target.wants", "ssh.service.requires")
_ACTIVE = {"active", "activating", "reloading", "inactive", "failed", "deactivating", "unknown", "maintenance"}
_BROKEN = re.compile(r"bad configuration option|unsupported option|line \d+:|missing argument", re.IGNORECASE)


def ssh_state(machine: Machine) -> SshState:
    """Whether the server is there, runs, or starts with the system. Raises ``CouldNotLook``."""
    if not _installed(machine):
        return SshState.ABSENT
    running, starts = _running(machine), _starts(machine)
    if running is None and starts is None:
        raise Missing("it could not be seen whether the SSH server runs")
    if running or starts:
        return SshState.ON
    return SshState.NOT_RUNNING if starts is None else SshState.OFF


def lets_people_in(machine: Machine) -> bool | None:
    """Whether people can try to log in over the network; None where that could not be told."""
    try:
        state = ssh_state(machine)
    except CouldNotLook:
        return None
    return {SshState.ON: True, SshState.OFF: False, SshState.ABSENT: False}.get(state)


def _installed(machine: Machine) -> bool:
    looked = False
    for folder in _PROGRAMS:
        try:
            names = machine.folder(folder)
        except Missing:
            continue
        looked = looked or _EVERYWHERE in names
        if "sshd" in names:
            return True
    if not looked:
        raise Missing("it could not be seen which programs are installed")
    return False


def _running(machine: Machine) -> bool | None:
    """By name first, for a server started by hand; then systemd, whose socket may wait in its place."""
    found: list[bool] = []
    try:
        output = machine.run("pgrep", "-x", "sshd")
        found += [output.exit == 0] if output.exit in (0, 1) else []
    except CouldNotLook:
        pass
    lines = _unit_words(machine, "is-active")
    found += [any(line in ("active", "activating", "reloading") for line in lines)] if set(lines) & _ACTIVE else []
    return any(found) if found else None


def _starts(machine: Machine) -> bool | None:
    lines = _unit_words(machine, "is-enabled")
    if lines:
        return any(line in ("enabled", "enabled-runtime") for line in lines)
    try:
        if not machine.folder("/etc/systemd/system"):
            return None
    except CouldNotLook:
        return None
    return any(set(_UNITS) & set(_names(machine, f"/etc/systemd/system/{wants}")) for wants in _WANTS)


def _unit_words(machine: Machine, question: str, units: tuple[str, ...] = _UNITS) -> list[str]:
    """One word for each unit, in English whatever the language; none where systemd does not answer."""
    try:
        words = machine.run("systemctl", question, *units).stdout.split()
    except CouldNotLook:
        return []
    return words if all(re.fullmatch(r"[a-z-]+", word) for word in words) else []


def _names(machine: Machine, folder: str) -> tuple[str, ...]:
    try:
        return machine.folder(folder)
    except CouldNotLook:
        return ()


def read_remote_login(machine: Machine) -> RemoteLogin:
    """The state of the server and, unless it is off, its rules. Raises ``CouldNotLook``."""
    state = ssh_state(machine)
    if state in (SshState.ABSENT, SshState.OFF):
        return RemoteLogin(state=state, evidence=(Evidence(state.value, "systemctl, pgrep, folders of programs"),))
    asked = asked_of_callers(machine)
    local = asked.local and "active" not in _unit_words(machine, "is-active", ("ssh.socket", "sshd.socket"))
    return RemoteLogin(state=state, local=local, rules=asked.rules, evidence=(asked.seen(state.value),))


READERS: dict[type[Fact], Reader] = {RemoteLogin: read_remote_login}
