"""Whether the account asked about is an administrator: ``id -Gn``, open to all: id(1)."""

from __future__ import annotations

import re

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Garbled, Machine
from peerkit.audit.probes.macos.session import account_asked_about
from peerkit.model.facts import Evidence, Fact, Unknown
from peerkit.model.facts_accounts import DailyAccount, Person

# Members of `admin` may use sudo and change what belongs to the system; `wheel` is root's own group.
_POWERS = ("admin", "wheel")
# Never a leading dash, which `id` would take for an option.
_ACCOUNT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@\\+-]{0,255}")


def read_daily_account(machine: Machine) -> DailyAccount | Unknown:
    """The groups with power over the Mac that the account is in. Raises ``CouldNotLook``."""
    name = account_asked_about(machine)
    if not _ACCOUNT.fullmatch(name):
        return Unknown("No account was asked about.", "Run PeerKit as the account you work with.")
    output = machine.run("id", "-Gn", name)
    groups = output.stdout.split()
    if output.exit != 0 or "everyone" not in groups:  # every account of a Mac is in it
        raise Garbled("id does not tell which groups this account is in")
    person = Person(name, tuple(group for group in _POWERS if group in groups))
    seen = f"in {', '.join(person.powers) or 'none of ' + ', '.join(_POWERS)}"
    return DailyAccount(people=(person,), known=True, evidence=(Evidence(seen, "id -Gn"),))


READERS: dict[type[Fact], Reader] = {DailyAccount: read_daily_account}
