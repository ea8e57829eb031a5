"""Whose settings may be read: those of the account PeerKit runs as, when it is the one at the screen.

Under sudo, or from afar, programs would answer for root's or another account's settings.
"""

from __future__ import annotations

from peerkit.audit.probes.machine import CouldNotLook, FileState, Machine, State
from peerkit.model.facts import Unknown


def not_at_the_screen(machine: Machine) -> Unknown | None:
    """Why settings of the person at the screen cannot be read; None where they can.

    The account at the screen owns ``/dev/console``, as loginwindow sets it.
    """
    uid, _, _ = machine.whoami()
    if uid == 0:
        return Unknown("This setting belongs to the person at the screen, and PeerKit runs as root.",
                       "Run again without sudo.")  # fmt: skip
    try:
        console = machine.answer(FileState("/dev/console"))
    except CouldNotLook:
        return None
    if isinstance(console, State) and console.uid != uid:
        return Unknown("This setting belongs to the person at the screen, and that is another account.",
                       "Log in at the screen, open Terminal, and run PeerKit there.")  # fmt: skip
    return None


def account_asked_about(machine: Machine) -> str:
    """The account PeerKit runs as, under sudo the one that called sudo; empty for root itself."""
    uid, name, _ = machine.whoami()
    return machine.environ("SUDO_USER") if uid == 0 else name
