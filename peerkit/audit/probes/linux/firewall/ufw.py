"""ufw: what it says of itself to root, and its two settings files, which every account may read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from peerkit.audit.probes.machine import Garbled
from peerkit.model.facts_system import Inbound
from peerkit.model.private import printable

CONF, DEFAULTS = "/etc/ufw/ufw.conf", "/etc/default/ufw"
_POLICIES = {
    "deny": Inbound.DENIED,
    "reject": Inbound.DENIED,
    "allow": Inbound.ALLOWED,
    "DROP": Inbound.DENIED,
    "REJECT": Inbound.DENIED,
    "ACCEPT": Inbound.ALLOWED,
    "ACCEPT_NO_TRACK": Inbound.ALLOWED,
}
_LONGEST_RULE = 1000
_DEFAULT = re.compile(r"^Default: (\w+) \(incoming\)", re.M)
_RULE = re.compile(r"(\S.*?) {1,}(?:ALLOW|LIMIT)(?: IN)? {1,}(?!OUT |FWD )(\S.*?)\s*(?:#.*)?")


@dataclass(frozen=True)
class Status:
    """ufw as it stands: ``inbound`` is None when it is switched off."""

    inbound: Inbound | None
    openings: tuple[str, ...] = ()


def parse_status(text: str) -> Status:
    """``ufw status verbose``. Raises ``Garbled``."""
    lines = text.split("\n")
    if "Status: inactive" in lines:
        return Status(None)
    policy = _DEFAULT.search(text)
    if "Status: active" not in lines or policy is None or policy[1] not in _POLICIES:
        raise Garbled("ufw answered in a form that cannot be understood")
    return Status(_POLICIES[policy[1]], _openings(lines))


def _openings(lines: list[str]) -> tuple[str, ...]:
    """The rules that let something in; the one for IPv6 is named together with its twin."""
    found: dict[str, None] = {}
    for line in lines:
        if len(line) > _LONGEST_RULE:
            continue
        match = _RULE.fullmatch(line)
        if match and " on lo " not in f"{match[1]} ":  # the machine talking to itself
            port, sender = (part.replace(" (v6)", "") for part in match.groups())
            found[printable(port if sender == "Anywhere" else f"{port} from {sender}", 60)] = None
    return tuple(found)


def parse_settings(conf: str, defaults: str) -> Inbound | None:
    """What the settings files say: the policy for what comes in, None when ufw is off. Raises ``Garbled``."""
    enabled = _shell(conf).get("ENABLED", "").lower()
    policy = _POLICIES.get(_shell(defaults).get("DEFAULT_INPUT_POLICY", "").upper())
    if enabled == "no":
        return None
    if enabled != "yes" or policy is None:
        raise Garbled(f"{CONF} and {DEFAULTS} do not say what ufw does")
    return policy


def _shell(text: str) -> dict[str, str]:
    """Settings in the way of a shell: ``NAME=value`` or ``NAME="value"``, the last one counts."""
    found = re.findall(r"^([A-Z_]+)=(.*)$", text, re.M)
    return {name: value.strip().strip("\"'") for name, value in found}
