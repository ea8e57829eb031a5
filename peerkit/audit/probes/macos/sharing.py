"""Log-in over the network and sharing of the screen, as launchd knows them: launchctl(1).

``launchctl print-disabled system`` answers any account. Since macOS 14 it says ``enabled`` or ``disabled``;
before, ``true`` and ``false`` said whether the service is *disabled*. A service it does not name is as Apple
ships it: off. ``systemsetup -getremotelogin`` is never asked: it wants root, and without Full Disk Access
says Off while the server runs.
"""

from __future__ import annotations

import re

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine
from peerkit.audit.probes.macos.ports import parse_sockets
from peerkit.audit.probes.openssh import asked_of_callers
from peerkit.model.facts import Evidence, Fact
from peerkit.model.facts_remote import RemoteLogin, SshState

SSH, SCREEN = "com.openssh.sshd", "com.apple.screensharing"
_SERVICE = re.compile(r'\s*"([^"\n]{1,200})" => (enabled|disabled|true|false)\s*')
_ON = {"enabled": True, "disabled": False, "true": False, "false": True}
_SSH_PORT = 22


def services(machine: Machine) -> dict[str, bool]:
    """Services whose switch was ever touched, and whether they are on. Raises ``CouldNotLook``."""
    output = machine.run("launchctl", "print-disabled", "system")
    if "disabled services" not in output.stdout:
        raise Garbled("the program launchctl gave no list of services in the form known")
    lines = map(_SERVICE.fullmatch, output.stdout.split("\n"))
    return {line[1]: _ON[line[2]] for line in lines if line}


def read_remote_login(machine: Machine) -> RemoteLogin:
    """Remote Login as launchd has it, held against what listens. Raises ``CouldNotLook``."""
    told: bool | None
    try:
        told = services(machine).get(SSH, False)
    except CouldNotLook:
        told = None
    heard = _listens(machine)
    if told is None and heard is None:
        raise Garbled("neither launchctl nor netstat tells whether Remote Login is on",
                      "Look in System Settings, General, Sharing.")  # fmt: skip
    words = f"launchd: {_word(told)}; port 22: {_word(heard)}"
    if not told and not heard:
        return RemoteLogin(state=SshState.OFF, evidence=(Evidence(words, "launchctl, netstat"),))
    asked = asked_of_callers(machine)
    evidence = (Evidence(words, "launchctl, netstat"), asked.seen(SshState.ON.value))
    # launchd holds the port, so a ListenAddress in sshd's settings binds nobody.
    return RemoteLogin(state=SshState.ON, rules=asked.rules, evidence=evidence)


def _word(known: bool | None) -> str:
    return "not seen" if known is None else "on" if known else "off"


def _listens(machine: Machine) -> bool | None:
    try:
        sockets = parse_sockets(machine.run("netstat", "-an", "-p", "tcp").stdout, "tcp")
    except CouldNotLook:
        return None
    return any(one.port == _SSH_PORT for one in sockets)


READERS: dict[type[Fact], Reader] = {RemoteLogin: read_remote_login}
