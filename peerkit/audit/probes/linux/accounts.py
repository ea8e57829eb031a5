"""The accounts of people, whose account is asked about, and what it may do.

Best source first: the lists of accounts and groups, which everyone may read, then ``id`` for
accounts that are kept elsewhere. Under sudo the account is the one that called sudo; on a mounted
disk, or for root itself, it is every person's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine, Missing, ReadWithoutSecrets
from peerkit.model.facts import Evidence, Fact, Unknown
from peerkit.model.facts_accounts import DailyAccount, Person
from peerkit.model.private import PrivateKind, printable, private

PASSWD = ReadWithoutSecrets("/etc/passwd", "passwd")
ELSEWHERE = "elsewhere"  # in shadow(5), where it belongs
_GROUP = "/etc/group"
# UID_MIN and UID_MAX of login.defs(5) as shipped.
_FIRST, _LAST = 1000, 60000
_NO_SHELL = ("nologin", "false", "sync", "halt", "shutdown")
# Members may become root: by sudo or polkit; or because what the group hands out is as good as root
# (Docker's and LXD's own documentation says so of their groups; `disk` may write to any disk).
POWERS = ("sudo", "wheel", "admin", "root", "docker", "lxd", "disk")
# Plain and domain accounts; never a leading dash, which `id` would take for an option.
_ACCOUNT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@\\+-]{0,255}\$?")


@dataclass(frozen=True)
class Account:
    """One line of the list of accounts. ``password`` is ``ELSEWHERE`` or the name of a scheme."""

    name: str
    uid: int
    gid: int
    home: str
    shell: str
    password: str

    @property
    def can_log_in(self) -> bool:
        """Whether it has a shell that lets one in; no shell at all means the standard one."""
        return self.shell.rsplit("/", 1)[-1] not in _NO_SHELL

    @property
    def of_a_person(self) -> bool:
        """Whether it is made for a person to log in to."""
        return _FIRST <= self.uid <= _LAST and self.can_log_in


def accounts(machine: Machine) -> tuple[Account, ...]:
    """Every account on the list. Raises ``CouldNotLook``."""
    listed = machine.answer(PASSWD)
    if not isinstance(listed, list) or not listed:
        raise Garbled("/etc/passwd lists no account")
    return tuple(
        Account(one["account"], int(one["uid"]), int(one["gid"]), one["home"], one["shell"], one["password"])
        for one in listed
    )


def people(machine: Machine) -> tuple[Account, ...]:
    """The accounts of people, in the order of the list. Raises ``CouldNotLook``."""
    return tuple(account for account in accounts(machine) if account.of_a_person)


def asked_about(machine: Machine) -> str:
    """The account of whoever asks; empty for root itself and where nobody is logged in."""
    try:
        uid, name, _ = machine.whoami()
    except CouldNotLook:
        return ""
    return machine.environ("SUDO_USER") if uid == 0 else name


def concerned(machine: Machine) -> tuple[Account, ...]:
    """The account asked about, or all people's where that is nobody's. Raises ``CouldNotLook``."""
    name = asked_about(machine)
    if not name:
        return people(machine)
    found = tuple(account for account in accounts(machine) if account.name == name)
    if not found:
        raise Missing("this account is not on the machine's own list")
    return found


def groups(machine: Machine) -> dict[str, tuple[int, frozenset[str]]]:
    """Number and members of every group, by name. Raises ``CouldNotLook``."""
    found: dict[str, tuple[int, frozenset[str]]] = {}
    for line in machine.text(_GROUP).split("\n"):
        fields = line.split(":")
        if len(fields) == 4 and re.fullmatch(r"[0-9]{1,10}", fields[2]):
            found[fields[0]] = int(fields[2]), frozenset(filter(None, fields[3].split(",")))
    if not found:
        raise Garbled("/etc/group lists no group")
    return found


def read_daily_account(machine: Machine) -> DailyAccount | Unknown:
    """The groups with power over the machine that the account asked about, or everyone, is in."""
    name = asked_about(machine)
    try:
        entries, listed = concerned(machine), groups(machine)
    except Missing:
        return _kept_elsewhere(machine, name)
    found = tuple(Person(entry.name, _powers(entry, listed)) for entry in entries)
    seen = "; ".join(
        f"{private(PrivateKind.ACCOUNT, one.account)} in {', '.join(one.powers) or 'none of ' + ', '.join(POWERS)}"
        for one in found
    )
    evidence = (Evidence(seen or "no account of a person", "/etc/passwd, /etc/group"),)
    return DailyAccount(people=found, known=bool(name), evidence=evidence)


def _powers(account: Account, listed: dict[str, tuple[int, frozenset[str]]]) -> tuple[str, ...]:
    powers = [name for name in POWERS if name in listed and account.name in listed[name][1]]
    powers += [name for name in POWERS if name in listed and listed[name][0] == account.gid and name not in powers]
    return ("root", *powers) if account.uid == 0 and "root" not in powers else tuple(powers)


def _kept_elsewhere(machine: Machine, name: str) -> DailyAccount | Unknown:
    if not _ACCOUNT.fullmatch(name):
        return Unknown("The machine's own list of accounts could not be read, and no account was asked about.")
    output = machine.run("id", "-nG", name)
    words = output.stdout.split()
    if output.exit != 0 or not words:
        return Unknown("Neither the list of accounts nor `id` tells which groups this account is in.")
    person = Person(name, tuple(group for group in POWERS if group in words))
    return DailyAccount(people=(person,), known=True, evidence=(Evidence(printable(output.stdout.strip()), "id -nG"),))


READERS: dict[type[Fact], Reader] = {DailyAccount: read_daily_account}
