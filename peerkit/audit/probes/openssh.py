"""What an SSH server asks of those who knock: OpenSSH's settings files and the defaults of sshd_config(5)."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address

from peerkit.audit.probes.machine import Machine, Refused
from peerkit.audit.probes.sshd_config import CONFIG, Settings, read_files
from peerkit.model.facts import Evidence
from peerkit.model.facts_remote import RootLogin, SshRules
from peerkit.model.private import printable

# sshd_config(5), where neither the files nor sshd itself say otherwise.
_DEFAULTS = {
    "passwordauthentication": "yes",
    "permitemptypasswords": "no",
    "permitrootlogin": "prohibit-password",
    "kbdinteractiveauthentication": "yes",
    "usepam": "no",
    "authenticationmethods": "any",
}
_JUDGED = tuple(_DEFAULTS)


@dataclass(frozen=True)
class Asked:
    """The rules for everyone and for each condition; ``local`` where the server listens for this machine alone."""

    rules: tuple[SshRules, ...]
    local: bool
    told: str

    def seen(self, state: str) -> Evidence:
        """The evidence, with the server's state before it."""
        return Evidence(f"{state}; {self.told}", CONFIG)


def asked_of_callers(machine: Machine) -> Asked:
    """What the settings files ask. Raises ``CouldNotLook``."""
    settings = _settings(machine)
    everyone = settings[0]
    changed = [block for block in settings[1:] if set(block.values) & set(_JUDGED)]
    rules = (rules_of(everyone, everyone), *(rules_of(everyone, block) for block in changed))
    return Asked(rules, _local(everyone), f"{_told(everyone)}; Match blocks that change it: {len(changed)}")


def _settings(machine: Machine) -> list[Settings]:
    try:
        return read_files(machine)
    except Refused as reason:
        raise Refused(reason.unknown.reason, "Run again with sudo.") from None


def _value(everyone: Settings, block: Settings, keyword: str) -> str:
    return block.values.get(keyword) or everyone.values.get(keyword) or _DEFAULTS[keyword]


def rules_of(everyone: Settings, block: Settings) -> SshRules:
    """What one block of settings asks, with those for everyone behind it."""
    value = {keyword: _value(everyone, block, keyword) for keyword in _JUDGED}
    by_pam = value["kbdinteractiveauthentication"] == "yes" and value["usepam"] == "yes"
    methods = value["authenticationmethods"].split()
    # Where every way in that is named asks for a key as well, a password alone opens nothing.
    key_as_well = methods != ["any"] and all("publickey" in method.split(",") for method in methods)
    passwords = (value["passwordauthentication"] == "yes" or by_pam) and not key_as_well
    root = {"yes": RootLogin.YES, "no": RootLogin.NO}.get(value["permitrootlogin"], RootLogin.KEYS)
    empty = passwords and value["permitemptypasswords"] == "yes"
    return SshRules(passwords=passwords, empty=empty, root=root, when=printable(block.when, 120))


def _told(everyone: Settings) -> str:
    shown = ("passwordauthentication", "permitrootlogin", "permitemptypasswords")
    return printable(", ".join(f"{keyword} {_value(everyone, everyone, keyword)}" for keyword in shown))


def _local(everyone: Settings) -> bool:
    """Whether every address it listens on is this machine's own; without one it listens on all."""
    addresses = everyone.lists.get("listenaddress", [])
    return bool(addresses) and all(_loopback(address) for address in addresses)


def _loopback(text: str) -> bool:
    host = text.partition(" ")[0]
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:  # an address and a port
        host = host.partition(":")[0]
    try:
        return ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host == "localhost"
