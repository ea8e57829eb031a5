"""The account PeerKit runs as, and the accounts kept on this machine.

Names of accounts and groups are translated (Gast, Invité), ids are not: the guest's ends in 501, and the
administrators' group is S-1-5-32-544 (Microsoft: Well-known SIDs). Whether a password is empty can only be found
out by trying it, which counts as a failed log-in; PeerKit never does that.
"""

from __future__ import annotations

import re

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, Machine
from peerkit.audit.probes.windows.asking import (
    Told,
    account,
    listed,
    number,
    registry,
    require_own_settings,
    told,
)
from peerkit.audit.probes.windows.autologin import LOGON, let_in
from peerkit.model.facts import Evidence, Fact, LoginPassword, PasswordState, Unknown
from peerkit.model.facts_accounts import DailyAccount, EmptyPasswords, GuestAccess, Person
from peerkit.model.private import PrivateKind, private

_LSA = r"HKLM\SYSTEM\CurrentControlSet\Control\Lsa"
_SIGN_IN = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Authentication\LogonUI"
_LIST = "list of accounts (CIM)"
# Accounts that Windows makes for itself: Administrator, Guest, DefaultAccount, WDAGUtilityAccount.
_BUILT_IN = (500, 501, 503, 504)
_CLOUD = "S-1-12-1-"
_TRY_IT = "Press Windows+L: if no password and no PIN is asked for, set one."


def _number_of(user: Told) -> int:
    """The last part of an account's id, which tells what kind it is; -1 for one of another form."""
    found = re.fullmatch(r"S-1-(?:\d+-)+(\d+)", user.text("sid"))
    return int(found[1]) if found else -1


def read_daily_account(machine: Machine) -> DailyAccount:
    """Whether the account at the screen is an administrator, also where Windows asks before it lets it act as one."""
    require_own_settings(machine)
    who = account(machine)
    name, strong = who.text("account"), who.flag("administrator")
    seen = f"{private(PrivateKind.ACCOUNT, name)} {'is' if strong else 'is not'} in group S-1-5-32-544"
    person = Person(name, ("Administrators",) if strong else ())
    return DailyAccount(people=(person,), known=True, evidence=(Evidence(seen, "the account's access token"),))


def read_guest_access(machine: Machine) -> GuestAccess:
    """Whether the account made for guests can be logged in to. Raises ``CouldNotLook``."""
    users = listed(machine, "users")
    guests = [user for user in users if _number_of(user) == 501]
    open_ = tuple(user.text("name") for user in guests if not user.flag("disabled"))
    seen = "; ".join(f"account 501 is {'off' if user.flag('disabled') else 'on'}" for user in guests)
    evidence = (Evidence(seen or "no account 501", _LIST),)
    return GuestAccess(screen="Windows", session=False, accounts=open_, evidence=evidence)


def read_empty_passwords(machine: Machine) -> EmptyPasswords | Unknown:
    """What Windows' own rules say; whether a password is empty is never tried. Raises ``CouldNotLook``."""
    users = [user for user in listed(machine, "users") if not user.flag("disabled") and _of_a_person(user)]
    loose = [user for user in users if not user.flag("required")]
    limited = number(machine, _LSA, "LimitBlankPasswordUse") != 0
    shortest = told(machine, "password-rules").number("min_length")
    seen = f"{len(loose)} of {len(users)} accounts need no password; the shortest allowed has {shortest} characters"
    evidence = (Evidence(f"{seen}; LimitBlankPasswordUse {'on' if limited else 'off'}", f"{_LIST}, NetUserModalsGet"),)
    if not limited:
        ways, rule = ("log-in over the network",), "LimitBlankPasswordUse is off"
        return EmptyPasswords(services=ways, accounts=(), rule=rule, evidence=evidence)
    if loose or shortest == 0:
        return Unknown(
            "Windows would allow an empty password at the screen. Whether an account has one shows only when it is"
            " tried, and PeerKit never tries a password.",
            _TRY_IT,
        )
    return EmptyPasswords(services=(), accounts=(), evidence=evidence)


def _of_a_person(user: Told) -> bool:
    return _number_of(user) not in _BUILT_IN


def read_login_password(machine: Machine) -> LoginPassword | Unknown:
    """Whether the account at the screen is opened by something only its owner knows. Raises ``CouldNotLook``."""
    require_own_settings(machine)
    who = account(machine)
    name = who.text("account")
    if any(one.account.casefold() == name.casefold() for one in let_in(machine)):
        evidence = (Evidence("AutoAdminLogon is 1", LOGON),)
        return LoginPassword(account=name, state=PasswordState.NOT_ASKED, evidence=evidence)
    proof = _proof(machine, who)
    if not proof:
        return Unknown(
            "Windows does not tell whether this account has a password, and PeerKit never tries one.", _TRY_IT
        )
    return LoginPassword(account=name, state=PasswordState.SET, evidence=(proof,))


def _proof(machine: Machine, who: Told) -> Evidence | None:
    """What shows that there is a password, where anything does."""
    sid = who.text("sid")
    if sid.startswith(_CLOUD):
        return Evidence("an account of work or school (Entra ID)", "the account's access token")
    signed_in = registry(machine, _SIGN_IN, "LastLoggedOnUser", "LastLoggedOnUserSID")
    by = signed_in.get("LastLoggedOnUser")
    if signed_in.get("LastLoggedOnUserSID") == sid and isinstance(by, str) and by.startswith("MicrosoftAccount\\"):
        return Evidence("signed in with a Microsoft account", _SIGN_IN)
    if told(machine, "pin").values.get("set") is True:
        return Evidence("a PIN of Windows Hello is set", "credential providers, in the registry")
    return _by_rules(machine, sid)


def _by_rules(machine: Machine, sid: str) -> Evidence | None:
    """A local account's rules: a password is needed, and it may not be empty. Accounts of a domain have their own."""
    try:
        user = next((one for one in listed(machine, "users") if one.text("sid") == sid), None)
    except CouldNotLook:
        return None
    if user is None or not user.flag("required") or told(machine, "password-rules").number("min_length") == 0:
        return None
    return Evidence("the account needs a password, and it may not be empty", f"{_LIST}, NetUserModalsGet")


READERS: dict[type[Fact], Reader] = {
    DailyAccount: read_daily_account,
    EmptyPasswords: read_empty_passwords,
    GuestAccess: read_guest_access,
    LoginPassword: read_login_password,
}
