"""What macOS asks of a new password, and what follows on wrong ones: ``pwpolicy -getaccountpolicies``.

Every account may ask: pwpolicy(8). A heading comes first, then a property list. A Mac nobody manages has
one rule, of at least four characters. Conditions are written as predicates, such as
``policyAttributePassword matches '.{8,}+'``: the longest length asked for counts.
"""

from __future__ import annotations

import re
from typing import Any

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine
from peerkit.audit.probes.macos import plists
from peerkit.audit.probes.macos.sharing import SSH, services
from peerkit.model.facts import Evidence, Fact, Unknown
from peerkit.model.facts_accounts import Lockout, PasswordRules

_COMMAND = "pwpolicy -getaccountpolicies"
_LENGTH = re.compile(r"policyAttributePassword matches '(?:\^)?\.\{([0-9]{1,4}),[0-9]*\}\+?\$?'")
# One kind of character each, wherever it stands: a letter, a digit, a sign, a capital.
_KIND = re.compile(r"policyAttributePassword matches '(?:\^)?(?:\.\*|\(\?=\.\*|\(\.\*)")
_MODULE = "macOS"
_BY_CHIP = "No policy limits wrong passwords. Macs with an Apple chip or a T2 do it by themselves; others do not."
_WHICH_CHIP = "Open the Apple menu, About This Mac: is there an Apple chip? If it says Intel, ask IT about a T2."


def _policies(machine: Machine, category: str) -> list[dict[str, Any]]:
    """The policies of a category; none where there is none. Raises ``CouldNotLook``."""
    output = machine.run("pwpolicy", "-getaccountpolicies")
    start = output.stdout.find("<?xml")
    if start < 0:
        raise Garbled("the program pwpolicy gave no list of policies in the form known")
    told = plists.parse(output.stdout[start:].encode("utf-8", "replace"), "what pwpolicy says")
    entries = told.get(category, [])
    if not isinstance(entries, list):
        raise Garbled("the program pwpolicy gave no list of policies in the form known")
    return [entry for entry in entries if isinstance(entry, dict)]


def _number(entry: dict[str, Any], key: str) -> int | None:
    parameters = entry.get("policyParameters")
    value = parameters.get(key) if isinstance(parameters, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9 else None


def read_password_rules(machine: Machine) -> PasswordRules:
    """The strictest of the rules for a new password. Raises ``CouldNotLook``."""
    policies = _policies(machine, "policyCategoryPasswordContent")
    contents = [str(entry.get("policyContent", "")) for entry in policies]
    lengths = [int(found) for content in contents for found in _LENGTH.findall(content)]
    lengths += [number for entry in policies if (number := _number(entry, "minimumLength")) is not None]
    kinds = sum(bool(_KIND.search(content)) for content in contents)
    shortest = max(lengths, default=None)
    seen = Evidence(f"rules: {len(policies)}, longest length asked for: {shortest}", _COMMAND)
    return PasswordRules(module=_MODULE, shortest=shortest, kinds=kinds, evidence=(seen,))


def read_lockout(machine: Machine) -> Lockout | Unknown:
    """What a policy of the Mac does after wrong passwords.

    Without one, accounts are never locked. At the screen, Macs with Apple's chip or the T2 still slow down guesses
    and end them by themselves (Apple Platform Security, "Passcodes and passwords"); others, and log-in over the
    network, know no limit.
    """
    policies = _policies(machine, "policyCategoryAuthentication")
    tries = [n for one in policies if (n := _number(one, "policyAttributeMaximumFailedAuthentications")) is not None]
    waits = [n for one in policies if (n := _number(one, "autoEnableInSeconds")) is not None]
    count = min(tries, default=0)
    remote = _remote(machine)
    if not count and remote is not True:
        return Unknown(_BY_CHIP, _WHICH_CHIP)
    seen = Evidence(f"most wrong passwords: {count or 'no limit'}", _COMMAND)
    return Lockout(
        service=_MODULE, module=_MODULE if count else "", works=bool(count), tries=count,
        seconds=max(waits, default=None), remote=remote, evidence=(seen,),
    )  # fmt: skip


def _remote(machine: Machine) -> bool | None:
    try:
        return services(machine).get(SSH, False)
    except CouldNotLook:
        return None


READERS: dict[type[Fact], Reader] = {Lockout: read_lockout, PasswordRules: read_password_rules}
