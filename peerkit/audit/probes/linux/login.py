"""Whether this account needs a password at the log-in screen. No hash is ever read, let alone kept.

Best source first: AccountsService over D-Bus, which answers any account, then ``passwd -S``, which
answers about oneself, or as root about others. Under sudo the account is the one that called sudo.
"""

from __future__ import annotations

import re

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import BusCall, CouldNotLook, Garbled, Machine, Missing, ReadLink
from peerkit.model.facts import Evidence, Fact, LoginPassword, PasswordState, Unknown

# Plain and domain accounts; never a leading dash, which `passwd` would take for an option.
_ACCOUNT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@\\+-]{0,255}\$?")
_SERVICE = "org.freedesktop.Accounts"
_NO_PASSWORD, _NEW_AT_LOGIN = 2, 1
# Field 2 of `passwd -S`; the longer words are those of Fedora's older passwd.
_STATES = {
    "P": PasswordState.SET,
    "PS": PasswordState.SET,
    "L": PasswordState.LOCKED,
    "LK": PasswordState.LOCKED,
    "NP": PasswordState.NONE,
}
_GROUP = "nopasswdlogin"
_GREETERS = {"gdm": "gdm-password", "gdm3": "gdm-password", "lightdm": "lightdm", "sddm": "sddm"}

_RULE = re.compile(rf"\s*-?auth\s+(\[[^\]]*\]|\S+)\s+\S*pam_succeed_if\.so\s(?=.*\bingroup\s+{_GROUP}\b)")
_BY_EYE = "Log out, and see whether the log-in screen asks for a password."

State = tuple[PasswordState, Evidence]


def read_login_password(machine: Machine) -> LoginPassword | Unknown:
    """The state of the password of the account that is asked about."""
    account = _subject(machine)
    if not _ACCOUNT.fullmatch(account):
        return Unknown("The name of this account is of a kind PeerKit does not look up.")
    found = _not_asked(machine, account) or _from_service(machine, account) or _from_passwd(machine, account)
    if found is None:
        return Unknown(
            "Neither AccountsService nor `passwd -S` would say whether this account has a password.", _BY_EYE
        )
    state, evidence = found
    return LoginPassword(account=account, state=state, evidence=(evidence,))


def _subject(machine: Machine) -> str:
    uid, name, _ = machine.whoami()
    return (machine.environ("SUDO_USER") or name) if uid == 0 else name


def _not_asked(machine: Machine, account: str) -> State | None:
    """Accounts of the group ``nopasswdlogin`` where the log-in screen's PAM file lets them through."""
    try:
        output = machine.run("getent", "group", _GROUP)
    except CouldNotLook:
        return None
    fields = output.stdout.strip().split(":")
    if output.exit != 0 or len(fields) != 4 or account not in fields[3].split(","):
        return None
    for greeter in _greeters(machine):
        if _lets_group_through(machine, greeter):
            seen = f"this account is in the group {_GROUP}"
            return PasswordState.NOT_ASKED, Evidence(seen, f"getent, /etc/pam.d/{greeter}")
    return None


def _greeters(machine: Machine) -> tuple[str, ...]:
    """The PAM file of the log-in screen in use; of all known ones where that cannot be told."""
    try:
        unit = str(machine.answer(ReadLink("/etc/systemd/system/display-manager.service")))
    except CouldNotLook:
        unit = ""
    name = unit.rsplit("/", 1)[-1].removesuffix(".service")
    return (_GREETERS[name],) if name in _GREETERS else tuple(dict.fromkeys(_GREETERS.values()))


def _lets_group_through(machine: Machine, greeter: str) -> bool:
    """Raises ``CouldNotLook`` where the rule jumps over others: it may skip the password, or a fingerprint."""
    try:
        text = machine.text(f"/etc/pam.d/{greeter}")
    except CouldNotLook:
        return False
    for control in (match[1] for match in map(_RULE.match, text.splitlines()) if match):
        if control == "sufficient" or "success=done" in control:
            return True
        if re.search(r"success=[0-9]", control):
            raise Garbled(f"the log-in screen has a rule of its own for the group {_GROUP}", _BY_EYE)
    return False


def _from_service(machine: Machine, account: str) -> State | None:
    """What AccountsService says; None where it does not settle the question."""
    try:
        path = _found(machine, account)
        local = _property(machine, path, "LocalAccount")
        mode, locked = _property(machine, path, "PasswordMode"), _property(machine, path, "Locked")
    except CouldNotLook:
        return None
    source = "AccountsService over D-Bus"
    if mode == _NO_PASSWORD:
        return PasswordState.NONE, Evidence("PasswordMode 2 (none)", source)
    # A new password at the next log-in may or may not have an old one in its way; and of an account
    # kept elsewhere the service sees no password at all, and calls that "regular".
    if mode == _NEW_AT_LOGIN or mode != 0 or isinstance(mode, bool) or local is not True:
        return None
    if locked is True:
        return PasswordState.LOCKED, Evidence("PasswordMode 0, Locked", source)
    return (PasswordState.SET, Evidence("PasswordMode 0 (regular)", source)) if locked is False else None


def _found(machine: Machine, account: str) -> str:
    reply = machine.call(
        BusCall("system", _SERVICE, "/org/freedesktop/Accounts", _SERVICE, "FindUserByName", "s", (account,))
    )
    path = reply[0] if reply else None
    if not isinstance(path, str) or not re.fullmatch(r"(/[A-Za-z0-9_]+)+", path):
        raise Garbled("AccountsService gave no account")
    return path


def _property(machine: Machine, path: str, name: str) -> object:
    # One by one: all at once would bring the person's real name and e-mail address along.
    arguments = (f"{_SERVICE}.User", name)
    reply = machine.call(BusCall("system", _SERVICE, path, "org.freedesktop.DBus.Properties", "Get", "ss", arguments))
    if not reply:
        raise Missing(f"AccountsService does not say {name}")
    return reply[0]


def _from_passwd(machine: Machine, account: str) -> State | None:
    uid, _, _ = machine.whoami()
    try:
        output = machine.run("passwd", "-S", account) if uid == 0 else machine.run("passwd", "-S")
    except CouldNotLook:
        return None
    fields = output.stdout.split()
    if output.exit != 0 or len(fields) < 2 or fields[0] != account or fields[1] not in _STATES:
        return None
    return _STATES[fields[1]], Evidence(f"password status {fields[1]}", "passwd -S")


READERS: dict[type[Fact], Reader] = {LoginPassword: read_login_password}
