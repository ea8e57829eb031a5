"""Who is let in without a password: automatic log-in and the guest, as ``sysadminctl`` and loginwindow's file say.

``sysadminctl`` answers on its error stream, in English whatever the display's language. Its "off" outdoes
a name that is left over in the file after automatic log-in was switched off. "When FileVault
is turned on, automatic login is disabled" (Apple, Mac User Guide, "If you don't see a login window when you start").
"""

from __future__ import annotations

import re

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, FileState, Garbled, Machine, Missing
from peerkit.audit.probes.macos import plists
from peerkit.audit.probes.macos.disk import filevault
from peerkit.audit.probes.macos.session import account_asked_about
from peerkit.model.facts import Evidence, Fact, LoginPassword, PasswordState, Unknown
from peerkit.model.facts_accounts import AutomaticLogin, GuestAccess, LetIn
from peerkit.model.facts_disk import Guard
from peerkit.model.private import PrivateKind, private

_SCREEN = "the log-in window of macOS"
_SETTINGS = "System Settings, Users & Groups"
_DOMAIN = "com.apple.loginwindow"
# The password of the account that is logged in by itself lies here, scrambled; only root may read it.
_KEPT_PASSWORD = "/etc/kcpassword"  # noqa: S105  # the name of a file
_AUTOMATIC = re.compile(r"Automatic login (?:is (OFF)|user: ([^\n]{1,256}))")
_GUEST = re.compile(r"Guest account (enabled|disabled)")


def read_automatic_login(machine: Machine) -> AutomaticLogin:
    """The account that is logged in by itself. Raises ``CouldNotLook``."""
    account, seen = _automatic(machine)
    if not account:
        return AutomaticLogin(screen=_SCREEN, let_in=(), evidence=(seen,))
    try:
        guard, _, how = filevault(machine)
    except CouldNotLook:
        guard, how = Guard.UNSEEN, seen
    if guard is Guard.ENCRYPTED:
        return AutomaticLogin(screen=_SCREEN, let_in=(), evidence=(seen, how))
    return AutomaticLogin(screen=_SCREEN, let_in=(LetIn(account, _SETTINGS),), evidence=(seen,))


def _automatic(machine: Machine) -> tuple[str, Evidence]:
    """The name set for automatic log-in; empty where it is off."""
    try:
        output = machine.run("sysadminctl", "-autologin", "status")
        found = _AUTOMATIC.search(f"{output.stderr}\n{output.stdout}")
    except CouldNotLook:
        found = None
    if found:
        name = (found[2] or "").strip()
        told = f"user {private(PrivateKind.ACCOUNT, name)}" if name else "off"
        return name, Evidence(told, "sysadminctl -autologin status")
    settings, place = plists.preferences(machine, _DOMAIN)
    name = settings.get("autoLoginUser", "")
    if not isinstance(name, str):
        raise Garbled("the settings of the log-in window name no account where they should")
    if name and not _is_there(machine, _KEPT_PASSWORD):
        return "", Evidence("a name is left over, but no password is kept for it", f"{place}, {_KEPT_PASSWORD}")
    told = f"autoLoginUser {private(PrivateKind.ACCOUNT, name)}" if name else "autoLoginUser is not set"
    return name, Evidence(told, place)


def _is_there(machine: Machine, path: str) -> bool:
    try:
        machine.answer(FileState(path))
    except Missing:
        return False
    return True


def read_guest_access(machine: Machine) -> GuestAccess:
    """Whether the log-in window offers the guest account. Raises ``CouldNotLook``."""
    try:
        output = machine.run("sysadminctl", "-guestAccount", "status")
        found = _GUEST.search(f"{output.stderr}\n{output.stdout}")
    except CouldNotLook:
        found = None
    if found:
        seen = Evidence(found[0], "sysadminctl -guestAccount status")
        return GuestAccess(screen=_SCREEN, session=found[1] == "enabled", evidence=(seen,))
    settings, place = plists.preferences(machine, _DOMAIN)
    on = plists.switch(settings.get("GuestEnabled"), default=False)
    return GuestAccess(screen=_SCREEN, session=on, evidence=(Evidence(f"GuestEnabled {on}", place),))


def read_login_password(machine: Machine) -> LoginPassword | Unknown:
    """Only that no password is asked for can be seen; an empty one shows by trying it, which PeerKit never does."""
    account = account_asked_about(machine)
    try:
        let_in = read_automatic_login(machine).let_in
    except CouldNotLook:
        let_in = ()
    if account and account in {one.account for one in let_in}:
        seen = Evidence("this account is logged in by itself", _SETTINGS)
        return LoginPassword(account=account, state=PasswordState.NOT_ASKED, evidence=(seen,))
    return Unknown(
        "macOS tells no program whether a password is empty, and PeerKit never tries one.",
        "Lock the screen with Control-Command-Q. Press Return without typing: it must stay locked.",
    )


READERS: dict[type[Fact], Reader] = {
    AutomaticLogin: read_automatic_login,
    GuestAccess: read_guest_access,
    LoginPassword: read_login_password,
}
