"""AccountsService over D-Bus: it tells any account who is logged in by itself, and who has no password."""

from __future__ import annotations

import re

from peerkit.audit.probes.machine import BusCall, CouldNotLook, Garbled, Machine

SERVICE, ROOT = "org.freedesktop.Accounts", "/org/freedesktop/Accounts"
_PATH = re.compile(r"(/[A-Za-z0-9_]+)+")
_NO_PASSWORD = 2


def automatic_logins(machine: Machine) -> tuple[str, ...]:
    """Accounts that are logged in by themselves; none where the service does not say."""
    try:
        paths = _property(machine, ROOT, SERVICE, "AutomaticLoginUsers")
        if not isinstance(paths, list):
            return ()
        return tuple(str(_of_account(machine, path, "UserName")) for path in paths if _PATH.fullmatch(str(path)))
    except CouldNotLook:
        return ()


def has_no_password(machine: Machine, account: str) -> bool | None:
    """Whether that account needs none; None where the service cannot tell, as for accounts kept elsewhere."""
    try:
        reply = machine.call(BusCall("system", SERVICE, ROOT, SERVICE, "FindUserByName", "s", (account,)))
        path = reply[0] if reply else None
        if not isinstance(path, str) or not _PATH.fullmatch(path):
            return None
        if _of_account(machine, path, "LocalAccount") is not True:
            return None
        mode = _of_account(machine, path, "PasswordMode")
    except CouldNotLook:
        return None
    return mode == _NO_PASSWORD if isinstance(mode, int) and not isinstance(mode, bool) else None


def _of_account(machine: Machine, path: str, name: str) -> object:
    # One by one: all at once would bring the person's real name and e-mail address along.
    return _property(machine, path, f"{SERVICE}.User", name)


def _property(machine: Machine, path: str, interface: str, name: str) -> object:
    reply = machine.call(
        BusCall("system", SERVICE, path, "org.freedesktop.DBus.Properties", "Get", "ss", (interface, name))
    )
    if not reply:
        raise Garbled(f"AccountsService does not say {name}")
    return reply[0]
