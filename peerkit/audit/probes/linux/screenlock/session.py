"""The desktop session PeerKit runs in: whose it is, which desktop, where its settings lie."""

from __future__ import annotations

from dataclasses import dataclass

from peerkit.audit.probes.machine import Changed, Garbled, Machine, Missing
from peerkit.model.facts import Unknown
from peerkit.model.private import printable

_VARIABLES = ("XDG_CURRENT_DESKTOP", "XDG_SESSION_DESKTOP", "DESKTOP_SESSION")


@dataclass(frozen=True)
class Session:
    """``names`` are the desktop's names, most special first, such as ``Budgie`` and ``GNOME``."""

    uid: int
    home: str
    config: str
    names: tuple[str, ...]

    @property
    def desktop(self) -> str:
        """The desktop's name as the system spells it."""
        return ":".join(self.names)


def session_of(machine: Machine) -> Session | Unknown:
    """The session of the account PeerKit runs as, or why there is none to read."""
    uid, _, home = machine.whoami()
    if uid == 0:
        return Unknown(
            "The screen lock belongs to the account of whoever sits at the screen, and PeerKit runs as root.",
            "Run this once more without sudo, from the account that is used for sessions.",
        )
    found = next((value for value in map(machine.environ, _VARIABLES) if value), "")
    names = tuple(name for name in found.split(":") if name)
    if not names:
        return Unknown(
            "PeerKit does not run inside a desktop session, so it cannot tell which screen lock is in use.",
            "Run this in a terminal window on the desktop itself, not over a remote log-in.",
        )
    return Session(uid, home, machine.environ("XDG_CONFIG_HOME") or f"{home}/.config", names)


def exists(machine: Machine, path: str) -> bool:
    """Whether something is at that path. Raises ``CouldNotLook`` where that cannot be seen."""
    try:
        machine.answer(Changed(path))
    except Missing:
        return False
    return True


def first_text(machine: Machine, *paths: str) -> str | None:
    """The text of the first of these files that is there; None when none is."""
    for path in paths:
        try:
            return machine.text(path)
        except Missing:
            continue
    return None


def running(machine: Machine, uid: int, programs: tuple[str, ...]) -> dict[str, tuple[int, ...]]:
    """Which of these programs run as that account, with their process numbers. Raises ``CouldNotLook``."""
    # The kernel keeps 15 letters of a program's name.
    short = {program[:15]: program for program in programs}
    output = machine.run("pgrep", "-u", str(uid), "-l", "-x", "|".join(short))
    if output.exit not in (0, 1):
        raise Garbled(f"pgrep ended with {output.exit}")
    found: dict[str, tuple[int, ...]] = {}
    for line in output.stdout.splitlines():
        number, _, name = line.partition(" ")
        if not number.isdecimal() or name not in short:
            raise Garbled(f"pgrep answered {printable(line, 40)}")
        program = short[name]
        found[program] = (*found.get(program, ()), int(number))
    if bool(found) != (output.exit == 0):
        raise Garbled("pgrep gave no list of programs")
    return found
