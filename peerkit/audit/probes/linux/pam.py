"""The rules of PAM for log-in and new passwords: pam.d(5), pwquality.conf(5), faillock.conf(5), all open to read.

A service's rules include those of others; what counts is the whole stack as it stands after that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.linux import accounts, pam_options, shadow
from peerkit.audit.probes.linux.accountsservice import has_no_password
from peerkit.audit.probes.linux.loginscreen import SERVICES, login_screen
from peerkit.audit.probes.linux.sshd import lets_people_in
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine, Missing
from peerkit.model.facts import Evidence, Fact, Unknown
from peerkit.model.facts_accounts import EmptyPasswords, Lockout, PasswordRules, Scheme
from peerkit.model.private import printable

_FOLDERS = ("/etc/pam.d", "/usr/lib/pam.d", "/usr/share/pam.d")
_DEEPEST = 8
_RULE = re.compile(r"-?(auth|account|password|session)\s+(\[[^\]]*\]|\S+)\s+(\S+)\s*(.*)", re.IGNORECASE)
_INCLUDE = re.compile(r"@include\s+(\S+)")
_SERVICE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@-]{0,63}")


@dataclass(frozen=True)
class Rule:
    """One line of a stack, with what it includes already in its place. ``module`` is a bare name."""

    kind: str
    control: str
    module: str
    options: tuple[str, ...]


def parse(text: str) -> Iterator[Rule]:
    """The lines of one file; an include becomes a rule whose ``module`` is the service it names."""
    for line in re.sub(r"\\\n", " ", text).split("\n"):
        bare = line.partition("#")[0].strip()
        if include := _INCLUDE.fullmatch(bare):
            yield Rule("", "include", include[1], ())
        elif match := _RULE.fullmatch(bare):
            module = match[3].rsplit("/", 1)[-1]
            yield Rule(match[1].lower(), match[2].lower(), module, tuple(match[4].split()))


def stack(machine: Machine, service: str, kind: str, depth: int = 0) -> tuple[Rule, ...]:
    """The rules of one kind of a service, includes followed. Raises ``CouldNotLook``."""
    if depth > _DEEPEST or not _SERVICE.fullmatch(service):
        raise Garbled("the rules of PAM include one another without end, or a name that is none")
    found: list[Rule] = []
    for rule in parse(_text(machine, service)):
        if rule.kind not in ("", kind):
            continue
        if rule.control in ("include", "substack"):
            found += stack(machine, rule.module, kind, depth + 1)
        else:
            found.append(rule)
    return tuple(found)


def _text(machine: Machine, service: str) -> str:
    for folder in _FOLDERS:
        try:
            return machine.text(f"{folder}/{service}")
        except Missing:
            continue
    raise Missing(f"no rules of PAM for {service}")


def _first_stack(machine: Machine, services: tuple[str, ...], kind: str) -> tuple[str, tuple[Rule, ...]]:
    """The first service that has rules of that kind. Raises ``Missing`` where none has."""
    for service in services:
        try:
            rules = stack(machine, service, kind)
        except Missing:
            continue
        if rules:
            return service, rules
    raise Missing("no rules of PAM were found for log-in and passwords")


def log_in_services(machine: Machine) -> tuple[str, ...]:
    """The services people log in by: the log-in screen's, then the text console's."""
    try:
        screen = login_screen(machine)
    except CouldNotLook:
        screen = ""
    shown = (SERVICES[screen],) if screen in SERVICES else tuple(dict.fromkeys(SERVICES.values()))
    return (*shown, "login")


def read_empty_passwords(machine: Machine) -> EmptyPasswords:
    """Which log-in services take an empty password (``nullok``), and which accounts have one."""
    looked, open_to = [], []
    for service in dict.fromkeys((*log_in_services(machine), "sshd", "su", "common-auth", "system-auth")):
        try:
            rules = stack(machine, service, "auth")
        except Missing:
            continue
        looked.append(service)
        if any(rule.module == "pam_unix.so" and {"nullok", "nullok_secure"} & set(rule.options) for rule in rules):
            open_to.append(service)
    if not looked or not any(stack(machine, service, "auth") for service in looked):
        raise Missing("no rules of PAM were found for log-in")
    empty, hidden = _empty_accounts(machine)
    seen = f"nullok for {', '.join(open_to)}" if open_to else f"no nullok for {', '.join(looked)}"
    evidence = (Evidence(seen, "/etc/pam.d"),)
    return EmptyPasswords(services=tuple(open_to), accounts=empty, hidden=hidden, evidence=evidence)


def _empty_accounts(machine: Machine) -> tuple[tuple[str, ...], int]:
    able = {one.name for one in accounts.accounts(machine) if one.can_log_in}
    shown = {one.account for one in shadow.in_the_open(machine) if one.scheme is Scheme.NONE}
    try:
        kept = shadow.stored(machine)
    except CouldNotLook:
        return _told_by_service(machine, shown & able)
    # The field in shadow(5) counts only for accounts that passwd(5) sends there.
    elsewhere = {one.name for one in accounts.accounts(machine) if one.password == accounts.ELSEWHERE}
    shown |= {one.account for one in kept if one.scheme is Scheme.NONE and one.account in elsewhere}
    return tuple(sorted(shown & able)), 0


def _told_by_service(machine: Machine, shown: set[str]) -> tuple[tuple[str, ...], int]:
    """Without root: AccountsService answers for those it knows; the others stay hidden."""
    told = {one.name: has_no_password(machine, one.name) for one in accounts.people(machine)}
    empty = shown | {name for name, without in told.items() if without}
    return tuple(sorted(empty)), sum(without is None for name, without in told.items() if name not in shown)


def read_password_rules(machine: Machine) -> PasswordRules:
    """What ``passwd`` asks of a new password."""
    services = ("passwd", "common-password", "system-auth", "password-auth", "system-login")
    service, rules = _first_stack(machine, services, "password")
    for rule in rules:
        reader = pam_options.QUALITY.get(rule.module)
        if reader is not None:
            found, source = reader(machine, rule.options)
            seen = f"{rule.module} {' '.join(rule.options)}".strip()
            evidence = Evidence(
                printable(f"{seen}: at least {found.shortest} characters"), f"PAM ({service}), {source}"
            )
            return PasswordRules(**{**vars(found), "evidence": (evidence,)})
    raise Missing(f"the rules of PAM for {service} name no module that PeerKit knows")


def read_lockout(machine: Machine) -> Lockout | Unknown:
    """Whether wrong passwords are counted at log-in, and what follows."""
    service, rules = _first_stack(machine, (*log_in_services(machine), "system-auth", "common-auth"), "auth")
    remote = lets_people_in(machine)
    names = [rule.module for rule in rules]
    counting = next((name for name in ("pam_faillock.so", "pam_tally2.so", "pam_tally.so") if name in names), "")
    if not counting:
        evidence = (Evidence("no pam_faillock", f"PAM ({service})"),)
        return Lockout(service=service, module="", remote=remote, evidence=evidence)
    options = [rule.options for rule in rules if rule.module == counting]
    if counting == "pam_faillock.so":
        found, works = pam_options.faillock(machine, options), _faillock_works(options)
    else:
        found, works = pam_options.tally(options[0]), True
    limits = f"deny {found.tries}, unlock_time {'never' if found.seconds is None else found.seconds}"
    evidence = (Evidence(f"{counting}: {limits}", f"PAM ({service}), {found.source}"),)
    return Lockout(
        service=service, module=counting.removesuffix(".so"), works=works, tries=found.tries, seconds=found.seconds,
        remote=remote, evidence=evidence,
    )  # fmt: skip


def _faillock_works(options: list[tuple[str, ...]]) -> bool:
    """Failures are counted by ``authfail``; locked accounts are refused by ``preauth`` or ``authsucc`` (man page)."""
    words = {word for line in options for word in line}
    return "authfail" in words and bool(words & {"preauth", "authsucc"})


READERS: dict[type[Fact], Reader] = {
    EmptyPasswords: read_empty_passwords,
    Lockout: read_lockout,
    PasswordRules: read_password_rules,
}
