"""Log-in over the network: OpenSSH's server, where it is installed, and Remote Desktop."""

from __future__ import annotations

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, Machine, Missing, Refused
from peerkit.audit.probes.openssh import rules_of
from peerkit.audit.probes.sshd_config import Settings, read_files
from peerkit.audit.probes.windows.asking import AS_ADMINISTRATOR, first_number
from peerkit.audit.probes.windows.services import BY_ITSELF, runs, state
from peerkit.model.facts import Evidence, Fact
from peerkit.model.facts_remote import RemoteLogin, SshState

TERMINAL = r"HKLM\SYSTEM\CurrentControlSet\Control\Terminal Server"
_TERMINAL_POLICY = r"HKLM\SOFTWARE\Policies\Microsoft\Windows NT\Terminal Services"
_LOCAL = ("127.0.0.1", "::1", "[::1]", "localhost")


def remote_desktop_on(machine: Machine) -> bool:
    """Whether Remote Desktop lets people in: a policy outdoes the choice. Raises ``CouldNotLook``."""
    denied = first_number(machine, "fDenyTSConnections", _TERMINAL_POLICY, TERMINAL)
    if denied is None:
        raise Missing("the registry does not say whether Remote Desktop is on")
    return denied == 0


def _ssh_state(machine: Machine) -> SshState:
    server = state(machine, "sshd")
    if server is None:
        return SshState.ABSENT
    return SshState.ON if runs(server) or server.number("start") == BY_ITSELF else SshState.OFF


def lets_people_in(machine: Machine) -> bool | None:
    """Whether people can try to log in over the network; None where that could not be told."""
    found: list[bool | None] = []
    for ask in (remote_desktop_on, lambda machine: _ssh_state(machine) is SshState.ON):
        try:
            found.append(ask(machine))
        except CouldNotLook:
            found.append(None)
    return True if True in found else None if None in found else False


def read_remote_login(machine: Machine) -> RemoteLogin:
    """The SSH server's state and, unless it is off, its rules. Raises ``CouldNotLook``."""
    found = _ssh_state(machine)
    if found in (SshState.ABSENT, SshState.OFF):
        return RemoteLogin(state=found, evidence=(Evidence(found.value, "service sshd"),))
    path = rf"{machine.environ('ProgramData') or 'C:/ProgramData'}\ssh\sshd_config".replace("/", "\\")
    try:
        settings = read_files(machine, path)
    except Refused as reason:
        raise Refused(reason.unknown.reason, AS_ADMINISTRATOR) from None
    everyone = settings[0]
    rules = tuple(rules_of(everyone, block) for block in settings)
    evidence = Evidence(f"{found.value}; Match blocks: {len(settings) - 1}", r"%ProgramData%\ssh\sshd_config")
    return RemoteLogin(state=found, local=_local(everyone), rules=rules, evidence=(evidence,))


def _local(everyone: Settings) -> bool:
    addresses = everyone.lists.get("listenaddress", [])
    return bool(addresses) and all(address in _LOCAL for address in addresses)


READERS: dict[type[Fact], Reader] = {RemoteLogin: read_remote_login}
