"""Log-in without a question: what the log-in screen in use, and the text consoles, are set to; and guests.

AccountsService first, which knows what GDM and LightDM do; then the settings files, open to
everyone, of the one log-in screen that starts with this machine.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.linux import accounts, lightdm, shadow
from peerkit.audit.probes.linux.accountsservice import automatic_logins
from peerkit.audit.probes.linux.loginscreen import login_screen, merged
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine, Missing
from peerkit.model.facts import Evidence, Fact, Unknown
from peerkit.model.facts_accounts import AutomaticLogin, GuestAccess, LetIn
from peerkit.model.private import printable

_GDM = ("/etc/gdm3/daemon.conf", "/etc/gdm3/custom.conf", "/etc/gdm/custom.conf")
_UNITS = ("/etc/systemd/system", "/run/systemd/system")
_GETTY = re.compile(r"(serial-)?(getty|autovt)@[^/]*\.service(\.d)?")
_START = re.compile(r"^\s*ExecStart\s*=(.*)$", re.MULTILINE)
_LETS_IN = re.compile(r"\s(?:--autologin(?:=|\s+)|-a\s*)(\S+)")
# Programs that ask who is there, and accounts made for them, in greetd's default session.
_GREETERS = ("agreety", "tuigreet", "gtkgreet", "regreet", "wlgreet", "qtgreet", "cosmic-greeter", "ddlm", "nwg-hello")
_GREETER_ACCOUNTS = ("greeter", "_greetd", "greetd", "cosmic-greeter")
_GUESTS = ("guest", "xguest")

Found = tuple[tuple[LetIn, ...], str]


def _gdm(machine: Machine) -> Found:
    found: list[LetIn] = []
    read: list[str] = []
    for path in _GDM:
        config, paths = merged(machine, (), path)
        read += paths
        daemon = config.get("daemon", {})
        found += [LetIn(daemon["AutomaticLogin"], "GDM")] if _set(daemon, "AutomaticLogin") else []
        found += [LetIn(daemon["TimedLogin"], "GDM", waits=True)] if _set(daemon, "TimedLogin") else []
    return tuple(dict.fromkeys(found)), ", ".join(read) or "GDM without settings of its own"


def _set(daemon: dict[str, str], key: str) -> bool:
    return daemon.get(f"{key}Enable", "").lower() in ("true", "1") and bool(daemon.get(key))


def _lightdm(machine: Machine) -> Found:
    config, source = lightdm.settings(machine)
    seat = config["Seat"]
    waits = seat.get("autologin-user-timeout", "0").strip() not in ("", "0")
    if seat.get("autologin-user"):
        return (LetIn(seat["autologin-user"], "LightDM", waits),), source
    return ((LetIn("", "LightDM", waits),) if lightdm.on(seat.get("autologin-guest", "")) else ()), source


def _sddm(machine: Machine) -> Found:
    config, read = merged(machine, ("/usr/lib/sddm/sddm.conf.d", "/etc/sddm.conf.d"), "/etc/sddm.conf")
    account = config.get("Autologin", {}).get("User", "")
    return ((LetIn(account, "SDDM"),) if account else ()), ", ".join(read) or "SDDM without settings of its own"


def _greetd(machine: Machine, path: str = "/etc/greetd/config.toml") -> Found:
    try:
        config = tomllib.loads(machine.text(path))
    except (tomllib.TOMLDecodeError, UnicodeError):
        raise Garbled(f"{path} is not valid TOML") from None
    first, usual = config.get("initial_session"), config.get("default_session")
    if isinstance(first, dict):
        return (LetIn(str(first.get("user", "")), "greetd"),), path
    if isinstance(usual, dict):
        account, command = str(usual.get("user", "greeter")), str(usual.get("command", ""))
        asks = account in _GREETER_ACCOUNTS or any(name in command for name in _GREETERS)
        return (() if asks else (LetIn(account, "greetd"),)), path
    raise Garbled(f"{path} starts no session")


def _cosmic(machine: Machine) -> Found:
    return _greetd(machine, "/etc/greetd/cosmic-greeter.toml")


_SCREENS: dict[str, Callable[[Machine], Found]] = {
    "gdm": _gdm,
    "lightdm": _lightdm,
    "sddm": _sddm,
    "greetd": _greetd,
    "cosmic-greeter": _cosmic,
}


def _consoles(machine: Machine) -> tuple[LetIn, ...]:
    """Text consoles whose unit, or a piece added to it, starts agetty with ``--autologin``."""
    found = []
    for folder in _UNITS:
        try:
            names = [name for name in machine.folder(folder) if _GETTY.fullmatch(name)]
        except Missing:
            continue
        for name in names:
            commands = _START.findall("\n".join(_texts(machine, f"{folder}/{name}")))
            match = _LETS_IN.search(f" {commands[-1]}") if commands else None
            found += [LetIn(match[1], f"the text console {name.split('.')[0]}")] if match else []
    return tuple(dict.fromkeys(found))


def _texts(machine: Machine, path: str) -> list[str]:
    if not path.endswith(".d"):
        return [machine.text(path)]
    return [machine.text(f"{path}/{name}") for name in sorted(machine.folder(path)) if name.endswith(".conf")]


def read_automatic_login(machine: Machine) -> AutomaticLogin | Unknown:
    """Who is let in without a question after a start. Raises ``CouldNotLook``."""
    served = automatic_logins(machine)
    screen = login_screen(machine)
    consoles = _consoles(machine)
    found, source = _of_screen(machine, screen)
    known = {one.account for one in (*found, *consoles)}
    found = (*found, *(LetIn(name, "AccountsService") for name in served if name not in known), *consoles)
    if screen and screen not in _SCREENS and not found:
        return Unknown(
            f"PeerKit does not know where the log-in screen {printable(screen, 40)} keeps its settings.",
            "Restart this computer, and see whether it asks for a password.",
        )
    seen = f"{len(found)} let in without a question; log-in screen: {printable(screen, 40) or 'none'}"
    return AutomaticLogin(screen=printable(screen, 40), let_in=found, evidence=(Evidence(seen, source),))


def _of_screen(machine: Machine, screen: str) -> Found:
    if screen in _SCREENS:
        return _SCREENS[screen](machine)
    return (), "/etc/systemd/system"


def read_guest_access(machine: Machine) -> GuestAccess | Unknown:
    """Whether guests get a session: LightDM's own, or an account made for them."""
    screen = login_screen(machine)
    guests = _guest_accounts(machine)
    session, source = False, "/etc/passwd"
    if screen == "lightdm":
        config, source = lightdm.settings(machine)
        seat = config["Seat"]
        allowed = seat.get("allow-guest", "true") == "true"
        asked_for = lightdm.on(seat.get("autologin-guest", ""))
        session = allowed and (asked_for or lightdm.guest_script_there(machine, config))
    elif screen and screen not in _SCREENS and not guests:
        return Unknown(
            f"PeerKit does not know whether the log-in screen {printable(screen, 40)} lets guests in.",
            "Log out, and see whether the log-in screen offers a guest session.",
        )
    seen = f"guest session {'offered' if session else 'not offered'}, {len(guests)} accounts for guests"
    evidence = (Evidence(seen, f"{source}, /etc/passwd" if screen == "lightdm" else source),)
    return GuestAccess(screen=printable(screen, 40), session=session, accounts=guests, evidence=evidence)


def _guest_accounts(machine: Machine) -> tuple[str, ...]:
    found = [one.name for one in accounts.accounts(machine) if one.name.lower() in _GUESTS and one.can_log_in]
    try:
        barred = {one.account for one in shadow.stored(machine) if one.locked}
    except CouldNotLook:
        barred = set()
    return tuple(name for name in found if name not in barred)


READERS: dict[type[Fact], Reader] = {AutomaticLogin: read_automatic_login, GuestAccess: read_guest_access}
